"""What narrows the change log."""

import datetime as dt
from typing import Annotated

from wioatrack.entries.kinds import DAY, LINE, RECORD_ID
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilters:
    """Whose changes, of what, and when."""

    by: Annotated[str | None, LINE, "Only changes by this user."] = None
    noun: Annotated[str | None, LINE, "Only changes of this kind of record."] = None
    record: Annotated[int | None, RECORD_ID, "Only changes of this record."] = None
    handle: Annotated[int | None, RECORD_ID, "Only what one command changed."] = None
    since: Annotated[dt.date | None, DAY, "Changes on or after this day."] = None
    until: Annotated[dt.date | None, DAY, "Changes up to this day."] = None
