"""Changing the services of a whole cohort, as typed."""

from datetime import date
from typing import Annotated

from wioatrack.entries.kinds import DAY, IDENTIFIER, LINE, RECORD_ID, YES_NO, code
from wioatrack.entries.reports import CohortFilters
from wioatrack.entries.services import ACTIVITY, WEEKLY_HOURS
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkEntry(CohortFilters):
    """Which services, and what all of them become."""

    activity: Annotated[
        str | None, ACTIVITY, "Activity or service; may be left out with --file."
    ] = None
    status: Annotated[
        str | None, code("service-status"), "Only those with this status now."
    ] = None
    set_status: Annotated[
        str | None, code("service-status"), "The status of all from now on."
    ] = None
    start: Annotated[date | None, DAY, "Start date; the planned one while planned."] = (
        None
    )
    planned_end: Annotated[date | None, DAY, "Planned due date."] = None
    end: Annotated[date | None, DAY, "End date."] = None
    hours: Annotated[int | None, WEEKLY_HOURS, "Planned hours a week."] = None
    file: Annotated[
        str | None, LINE, "CSV with a row per person, over what is given for all."
    ] = None
    dry_run: Annotated[bool, YES_NO, "Do it, show it, and take it all back."] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkRow:
    """What one person's service becomes; an empty cell leaves it to the options."""

    application: Annotated[str, IDENTIFIER, "Application number, or the person's id."]
    service: Annotated[int | None, RECORD_ID, "Id of the service, if several."] = None
    status: Annotated[str | None, code("service-status"), "Status."] = None
    start: Annotated[date | None, DAY, "Start date."] = None
    planned_end: Annotated[date | None, DAY, "Planned due date."] = None
    end: Annotated[date | None, DAY, "End date."] = None
    hours: Annotated[int | None, WEEKLY_HOURS, "Weekly hours."] = None
