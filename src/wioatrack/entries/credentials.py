"""Earned credentials, as typed."""

from datetime import date
from typing import Annotated

from wioatrack.entries.kinds import (
    DAY,
    IDENTIFIER,
    LINE,
    RECORD_ID,
    TEXT,
    YES_NO,
    Labelled,
    code,
    labelled,
)
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialEntry:
    """One earned credential, for every system's form alike.

    Only type and date are required here; a profile demands more by its rules.
    """

    type: Annotated[Labelled, labelled("credential-type"), "Credential received."]
    name: Annotated[str | None, LINE, "Name of the credential."] = None
    issuer: Annotated[str | None, LINE, "Who awards it."] = None
    institution: Annotated[str | None, LINE, "Where it was earned."] = None
    date: Annotated[date, DAY, "Date the credential was received."]
    service: Annotated[int | None, RECORD_ID, "Id of the service that led to it."] = (
        None
    )
    source: Annotated[
        str | None, code("credential-source"), "Kind of evidence on file."
    ] = None
    verified_by: Annotated[
        str | None,
        code("verified-by"),
        "How it was verified: verify, scan, upload, link.",
    ] = None
    document: Annotated[
        str | None, LINE, "The evidence: a file to keep, or the id of a kept document."
    ] = None
    work_experience: Annotated[
        bool | None, YES_NO, "Work experience in the field trained for."
    ] = None
    office: Annotated[
        str | None, LINE, "Office location; the application's unless given."
    ] = None
    region: Annotated[
        str | None, LINE, "LWIA or region; the application's unless given."
    ] = None
    agency_code: Annotated[
        str | None, IDENTIFIER, "Agency code; the application's unless given."
    ] = None
    description: Annotated[str | None, TEXT, "Description."] = None
    data_source: Annotated[str | None, LINE, "System the record came from."] = None
    source_id: Annotated[str | None, IDENTIFIER, "Its id in that system."] = None
    catalog: Annotated[
        int | None, RECORD_ID, "Id of the published entry of the catalogue that it is."
    ] = None
    note: Annotated[
        str | None, TEXT, "Case note that training is complete and it was attained."
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialFilters:
    """What narrows a list of credentials."""

    type: Annotated[str | None, code("credential-type"), "Credential received."] = None
    countable: Annotated[bool | None, YES_NO, "Only those that count, or do not."] = (
        None
    )
