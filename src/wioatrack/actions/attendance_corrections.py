"""A day that is entered again: what the correction leaves out stays as it was."""

from collections.abc import Mapping

from wioatrack.actions.attendance_records import DAYS
from wioatrack.actions.results import Record
from wioatrack.entries.attendance import TimesEntry
from wioatrack.entries.kinds import NO_TIME
from wioatrack.errors import BadEntry
from wioatrack.store import Answers

# The name a time goes by in an answer, in the entry, and in the table.
TIMES = (
    ("in", "in_", "check_in"),
    ("lunch_start", "lunch_start", "lunch_start"),
    ("lunch_end", "lunch_end", "lunch_end"),
    ("out", "out", "check_out"),
)
LUNCH = ("lunch_start", "lunch_end")


def on_file(store: Answers, week: Record | None, entry: TimesEntry) -> Record | None:
    """The day as it was entered before, if it was."""
    rows = store.ask(DAYS, week=week["id"]) if week else []
    return next((row for row in rows if row["day"] == entry.day.isoformat()), None)


def corrected(entry: TimesEntry, before: Record | None) -> TimesEntry:
    """The whole day: what is given, and of what is not given what was there.

    A lunch is taken away whole; raises `BadEntry` where half of one is given with it.
    """
    times = {name: getattr(entry, name) for _, name, _ in TIMES}
    lunch = {times[name] for name in LUNCH} - {None}
    if NO_TIME in lunch and lunch != {NO_TIME}:
        raise BadEntry(
            f"--lunch-start, --lunch-end: one is {NO_TIME}, the other is a time.",
            f"Give both times, or --lunch-start {NO_TIME} where there was no lunch.",
        )
    for _, name, column in TIMES:
        if name in LUNCH and lunch == {NO_TIME}:
            times[name] = None
        elif before is not None and times[name] is None:
            times[name] = before[column]
    return TimesEntry(day=entry.day, **times)


def told(day_id: int, before: Record | None, after: Mapping[str, str | None]) -> str:
    """What a correction changed and what it left, time by time."""
    said = f"attendance {day_id} is on file."
    if before is None:
        return said
    was = {name: before[column] for name, _, column in TIMES}
    changed = [
        f"{name.replace('_', ' ')} {was[name] or 'none'} to {after[name] or 'none'}"
        for name in was
        if was[name] != after[name]
    ]
    return f"{said} Changed: {', '.join(changed) or 'nothing'}."
