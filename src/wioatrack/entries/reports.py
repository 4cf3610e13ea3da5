"""What narrows a report, as typed."""

from typing import Annotated

from wioatrack.entries.kinds import IDENTIFIER, LINE, code
from wioatrack.entries.services import ACTIVITY
from wioatrack.entries.support import FISCAL_YEAR
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortFilters:
    """Whose records: the filters that every report takes."""

    participant: Annotated[
        str | None, IDENTIFIER, "A person's id, or an application number."
    ] = None
    name: Annotated[str | None, LINE, "Part of a first or last name."] = None
    case_number: Annotated[str | None, IDENTIFIER, "Case number."] = None
    profile: Annotated[str | None, code("profile"), "Whose rules hold."] = None
    region: Annotated[str | None, LINE, "Part of the region's name."] = None
    office: Annotated[str | None, LINE, "Part of the office location."] = None
    provider: Annotated[str | None, LINE, "Part of the provider's name."] = None
    group: Annotated[str | None, LINE, "Group or cohort."] = None
    fiscal_year: Annotated[
        int | None, FISCAL_YEAR, "State fiscal year, by the year it ends in."
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFilters(CohortFilters):
    """The same, and a page to write it to."""

    html: Annotated[str | None, LINE, "Write it as a page to this file."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicesFilters(ReportFilters):
    """The Customer Services Report, of some activities only."""

    activity: Annotated[str | None, ACTIVITY, "Only this activity or service."] = None
