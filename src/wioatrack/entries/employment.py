"""Jobs, as typed."""

import datetime as dt
from typing import Annotated

from wioatrack.entries.kinds import DAY, IDENTIFIER, LINE, NUMBER, TEXT, YES_NO, code
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EmploymentEntry:
    """A job after the program; the present one has no end."""

    employer: Annotated[str, LINE, "Employer name."]
    title: Annotated[str, LINE, "Job title."]
    start: Annotated[dt.date, DAY, "First day."]
    end: Annotated[dt.date | None, DAY, "Last day, unless it is the present job."] = (
        None
    )
    current: Annotated[bool | None, YES_NO, "Currently employed by this employer."] = (
        None
    )
    street: Annotated[str | None, LINE, "Street address 1."] = None
    street2: Annotated[str | None, LINE, "Street address 2."] = None
    city: Annotated[str, LINE, "Employer city."]
    state: Annotated[str, LINE, "Employer state."]
    zip: Annotated[str, IDENTIFIER, "Employer ZIP code."]
    duties: Annotated[str, TEXT, "Job duties."]
    hours: Annotated[int, NUMBER, "Hours per week."]
    meets_needs: Annotated[
        str | None, TEXT, "Does this job meet your needs? Why or why not?"
    ] = None
    experience: Annotated[
        bool | None, YES_NO, "Experience in the credential field."
    ] = None
    kind: Annotated[
        str, code("employment-kind"), "unsubsidized, or what else it is."
    ] = "unsubsidized"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmploymentFilters:
    """What narrows a list of jobs."""

    current: Annotated[bool | None, YES_NO, "Only present jobs, or only ended."] = None
    kind: Annotated[str | None, code("employment-kind"), "Kind of employment."] = None
