"""Attendance, as typed."""

from datetime import date
from typing import Annotated

from wioatrack.entries.kinds import (
    DAY,
    IDENTIFIER,
    LINE,
    RECORD_ID,
    TIME,
    TIME_OR_NONE,
    YES_NO,
)
from wioatrack.entries.services import ACTIVITY
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesEntry:
    """The times of one day."""

    day: Annotated[date, DAY, "The day."]
    in_: Annotated[str, TIME, "Check-in."]
    lunch_start: Annotated[str | None, TIME, "Start of lunch."] = None
    lunch_end: Annotated[str | None, TIME, "End of lunch."] = None
    out: Annotated[str | None, TIME, "Check-out; left out while still there."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceEntry(TimesEntry):
    """One day of one service; a lunch that was entered can be taken away."""

    lunch_start: Annotated[
        str | None, TIME_OR_NONE, "Start of lunch; none takes one away."
    ] = None
    lunch_end: Annotated[
        str | None, TIME_OR_NONE, "End of lunch; none takes one away."
    ] = None
    verify: Annotated[bool, YES_NO, "Also verify the week: you vouch for it."] = False
    self_: Annotated[bool, YES_NO, "The participant's own entry."] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekEntry:
    """A week, by any day in it."""

    week: Annotated[date, DAY, "Any day of the week."]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenEntry(WeekEntry):
    """Letting a verified week be changed again."""

    because: Annotated[str, LINE, "Why it is reopened."]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupEntry(WeekEntry):
    """The attendance of a group in one activity."""

    activity: Annotated[str, ACTIVITY, "Activity: its code or name."]
    file: Annotated[
        str | None, LINE, "The filled-in sheet as CSV; - for stdin. Lists without it."
    ] = None
    group: Annotated[str | None, LINE, "Only this group or cohort."] = None
    verify: Annotated[bool, YES_NO, "Also verify these weeks: you vouch for them."] = (
        False
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEntry:
    """A blank sheet: of a group, of one service, or without names at all."""

    week: Annotated[date | None, DAY, "Any day of the week; today unless given."] = None
    activity: Annotated[str | None, ACTIVITY, "Activity: its code or name."] = None
    service: Annotated[int | None, RECORD_ID, "Id of one service."] = None
    group: Annotated[str | None, LINE, "Only this group or cohort."] = None
    html: Annotated[str | None, LINE, "Write a page for paper to this file."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow(TimesEntry):
    """One row of a filled-in sheet: whose day it is, and the times."""

    application: Annotated[str, IDENTIFIER, "Application number, or the person's id."]
