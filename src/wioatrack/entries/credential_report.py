"""What narrows the report on earned credentials, as typed."""

from typing import Annotated

from wioatrack.entries.kinds import LINE, RECORD_ID, code, whole
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialReportFilters:
    """Whose credentials, and which."""

    profile: Annotated[str | None, code("profile"), "Whose rules hold."] = None
    region: Annotated[str | None, LINE, "Part of the region's name."] = None
    office: Annotated[str | None, LINE, "Part of the office location."] = None
    provider: Annotated[str | None, LINE, "Part of the provider's name."] = None
    group: Annotated[str | None, LINE, "Group or cohort."] = None
    fiscal_year: Annotated[
        int | None,
        whole(1900, 2199, "YEAR"),
        "State fiscal year of the date received, by the year it ends in.",
    ] = None
    type: Annotated[str | None, code("credential-type"), "Credential received."] = None
    catalog: Annotated[int | None, RECORD_ID, "Id of an entry of the catalogue."] = None
