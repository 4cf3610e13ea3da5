"""Due dates as an iCalendar file (RFC 5545), without names.

A due date keeps its UID for good, so that a calendar that takes the file again moves
its events instead of doubling them.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from wioatrack import __version__
from wioatrack.actions.results import Record
from wioatrack.render.files import written
from wioatrack.render.gate import visible

LONGEST_LINE = 75
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def save_calendar(path: Path, records: Sequence[Record], today: date) -> bool:
    """Write the calendar, and say whether: one without an event is none (RFC 5545)."""
    if records:
        written(path, as_ics(records, today))
    return bool(records)


def as_ics(records: Iterable[Record], today: date) -> str:
    """The calendar: one event of a whole day for each due date."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//wioatrack//wioatrack {__version__}//EN",
        "CALSCALE:GREGORIAN",
        *(line for record in records for line in event(record, today)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def event(record: Record, today: date) -> Iterator[str]:
    """One due date."""
    due = date.fromisoformat(record["due_date"])
    milestone = record["milestone"]
    what = record["kind"] if milestone is None else f"{record['kind']} {milestone}"
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(record)}"
    yield f"DTSTAMP:{today:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{due + timedelta(days=1):%Y%m%d}"
    yield "SUMMARY:" + text(f"Due: {what}, application {record['application']}")
    yield f"DESCRIPTION:{text(record['fix'])}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def uid(record: Record) -> str:
    """The same for the same due date in every file."""
    keys = ("application", "kind", "record", "milestone")
    told = "\n".join(str(record.get(key)) for key in keys)
    return f"{hashlib.sha256(told.encode()).hexdigest()[:32]}@wioatrack"


def text(words: str) -> str:
    """Words as the value of a property."""
    return visible(words).translate(ESCAPED)


def folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets; no character is cut in two."""
    piece, size = "", 0
    for sign in line:
        octets = len(sign.encode("utf-8"))
        if size + octets > LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + octets
    yield piece
