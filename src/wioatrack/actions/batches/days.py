"""Days of attendance by the file: a row adds a day, and never replaces one."""

from collections.abc import Sequence
from typing import Any

from wioatrack.actions.attendance import sheet_of
from wioatrack.actions.attendance_corrections import LUNCH, TIMES, on_file
from wioatrack.actions.batches.findings import Found
from wioatrack.actions.batches.single import KNOWN, Single, Verdict
from wioatrack.actions.results import Record
from wioatrack.entries.attendance import AttendanceEntry
from wioatrack.entries.kinds import NO_TIME

THERE = """SELECT 1 FROM attendance_day d
  JOIN attendance_week w ON w.id = d.attendance_week_id
 WHERE w.service_id = :service AND d.day = :day"""


class Days(Single):
    """Files days. What is to change one is left to somebody who sees it."""

    def standing(self, given: Sequence[Any]) -> Verdict | None:
        """What there is to say of a row whose day is on file; none where it is not.

        A day that has all that the row says is known, like a row that is on file.
        """
        service, entry = given
        if not self.store.one(THERE, service=service, day=entry.day.isoformat()):
            return None
        sheet = sheet_of(self.store, self.records.acting, service, entry.day)
        day = on_file(self.store, sheet.row, entry)
        if day is None:
            return None
        if not says_all(day, entry):
            return None, [self._other_times(service, entry, day)]
        if entry.verify and sheet.days.verified_on is None:
            return None, [self._not_vouched_for(service, entry)]
        return KNOWN, []

    def _other_times(self, service: int, entry: AttendanceEntry, day: Record) -> Found:
        """The day has other times: by an earlier row, or on file before the load."""
        has = ", ".join(
            f"{name.replace('_', ' ')} {day[column]}"
            for name, _, column in TIMES
            if day[column]
        )
        if self.records.is_new(day["id"]):
            message = f"An earlier row of this file has {entry.day} already: {has}."
            fix = ("Give one row per day, from the first check-in to the last "
                   "check-out; lunch_start and lunch_end part it.")  # fmt: skip
        else:
            message = f"{entry.day} is on file with other times: {has}."
            fix = (f"If this row is right: wioatrack attendance record {service} "
                   f"--day {entry.day} {options(entry)}")  # fmt: skip
        return Found("record.accepted", message, "day", str(entry.day), fix=fix)

    def _not_vouched_for(self, service: int, entry: AttendanceEntry) -> Found:
        message = f"{entry.day} is on file already, in a week that is not verified."
        fix = f"wioatrack attendance verify {service} --week {entry.day}"
        return Found("record.accepted", message, "verify", "yes", fix=fix)


def says_all(day: Record, entry: AttendanceEntry) -> bool:
    """Whether a day on file has every time that the entry gives."""
    given = {column: getattr(entry, name) for _, name, column in TIMES}
    return all(
        day[column] == (None if value == NO_TIME else value)
        for column, value in given.items()
        if value is not None
    ) and not (
        # A lunch is taken away whole.
        NO_TIME in (given[name] for name in LUNCH) and any(day[name] for name in LUNCH)
    )


def options(entry: AttendanceEntry) -> str:
    """The times as they are typed."""
    times = [(name, getattr(entry, attribute)) for name, attribute, _ in TIMES]
    said = [f"--{name.replace('_', '-')} {value}" for name, value in times if value]
    return " ".join(said + (["--self"] if entry.self_ else []))
