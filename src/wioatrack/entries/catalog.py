"""Entries of the credential catalogue, as typed: six tabs of one form."""

from typing import Annotated

from wioatrack.entries.catalog_kinds import (
    CTID,
    LANGUAGE,
    OCCUPATION,
    PAGE,
    PROGRAM,
    RELATION,
    SKILL,
    Program,
    Relation,
    Skill,
)
from wioatrack.entries.fields import Many
from wioatrack.entries.kinds import LINE, TEXT, YES_NO, code
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogEntry:
    """A credential that can be earned, described for everybody who might."""

    name: Annotated[str, LINE, "Name of the credential."]
    type: Annotated[str, code("credential-type"), "Type of the credential."]
    class_: Annotated[
        str | None,
        code("credential-class"),
        "A finer kind than its type, if it has one.",
    ] = None
    ctid: Annotated[
        str | None, CTID, "Its identifier in a registry; a new one unless given."
    ] = None
    description: Annotated[str | None, TEXT, "What it is, and what it certifies."] = (
        None
    )
    issuer: Annotated[
        str | None, LINE, "Who issues or verifies it; your organization unless given."
    ] = None
    page: Annotated[str | None, PAGE, "Web page about it."] = None
    language: Annotated[
        str | None, LANGUAGE, "Language of the entry: a tag such as en, or its name."
    ] = None
    credential_status: Annotated[
        str | None, code("credential-status"), "Whether it is still awarded."
    ] = "active"
    occupation: Annotated[
        tuple[str, ...], Many(OCCUPATION), "Occupation, by code or title; repeatable."
    ] = ()
    sector: Annotated[tuple[str, ...], Many(code("sector")), "Sector; repeatable."] = ()
    related: Annotated[
        tuple[Relation, ...],
        Many(RELATION),
        "Credential that can be combined with it: id or CTID of an entry, or CIP:TYPE; "
        "repeatable.",
    ] = ()
    required: Annotated[
        tuple[Relation, ...],
        Many(RELATION),
        "Credential that must be earned first: id or CTID of an entry, or CIP:TYPE; "
        "repeatable.",
    ] = ()
    skill: Annotated[
        tuple[Skill, ...],
        Many(SKILL),
        "Skill: NAME, or NAME:VALUE:UNIT:MEANING (required, gained); repeatable.",
    ] = ()
    program: Annotated[
        tuple[Program, ...],
        Many(PROGRAM),
        "Education program: NAME:PROVIDER or NAME:PROVIDER:CIP; repeatable.",
    ] = ()
    note: Annotated[
        tuple[str, ...],
        Many(TEXT),
        "Note for the other editors, never shown outside; repeatable.",
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogChanges(CatalogEntry):
    """What `edit` takes: a list gains what is given, an empty value clears it."""

    remove: Annotated[
        tuple[str, ...],
        Many(LINE),
        "Take one value off a list: FIELD:VALUE, as skill:Suturing; repeatable.",
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogFilters:
    """What narrows the catalogue."""

    public: Annotated[
        bool | None, YES_NO, "Published entries only, as the public sees them."
    ] = None
    status: Annotated[
        str | None, code("catalog-status"), "draft, published or archived."
    ] = None
    type: Annotated[str | None, code("credential-type"), "Type of the credential."] = (
        None
    )
    issuer: Annotated[str | None, LINE, "Part of the issuer's name."] = None
    occupation: Annotated[str | None, OCCUPATION, "Occupation, by code or title."] = (
        None
    )
    sector: Annotated[str | None, code("sector"), "Sector."] = None
