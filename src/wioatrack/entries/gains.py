"""Measurable skill gains, as typed."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar

from wioatrack.entries.fields import Many, RequiredWhen
from wioatrack.entries.kinds import (
    DAY,
    LINE,
    RECORD_ID,
    TEXT,
    YES_NO,
    Kind,
    Labelled,
    Lists,
    Unreadable,
    code,
    labelled,
    quoted,
    read_day,
    read_hundredths,
    say_hundredths,
    whole,
)
from wioatrack.lean import dataclass

# The answers that each type's form asks for.
ANSWERS: Mapping[str, frozenset[str]] = {
    "efl": frozenset({"pre", "post", "route"}),
    "diploma": frozenset({"passed"}),
    "secondary": frozenset(
        {"pursuing", "satisfactory", "removed", "attendance", "semester"}
    ),
    "postsecondary": frozenset(
        {"pursuing", "satisfactory", "removed", "attendance", "semester"}
    ),
    "milestone": frozenset({"established", "satisfactory"}),
    "progression": frozenset({"award", "passed"}),
}


@dataclass(frozen=True, slots=True)
class Semester:
    """First day, last day, and the credits earned in it times 100."""

    first: dt.date
    last: dt.date
    credits_hundredths: int | None = None


def read_semester(text: str, lists: Lists, today: dt.date) -> Semester:
    """START:END, or START:END:CREDITS."""
    parts = text.split(":")
    if len(parts) not in (2, 3):
        raise Unreadable(
            f"{quoted(text)} is not a semester.",
            "Write START:END or START:END:CREDITS, as 2022-08-22:2022-12-16:6.",
        )
    first, last = read_day(parts[0], today), read_day(parts[1], today)
    if last < first:
        raise Unreadable(
            f"{quoted(text)}: the semester ends before it starts.",
            "Write the first day, then the last.",
        )
    return Semester(first, last, read_hundredths(parts[2]) if len(parts) == 3 else None)


def say_semester(semester: Semester) -> str:
    """As it is typed."""
    days = f"{semester.first}:{semester.last}"
    if semester.credits_hundredths is None:
        return days
    return f"{days}:{say_hundredths(semester.credits_hundredths)}"


SEMESTER = Kind("START:END[:CREDITS]", read_semester, say_semester)


@dataclass(frozen=True, slots=True, kw_only=True)
class GainEntry:
    """One skill gain of one type, with the answers that its type asks for."""

    REQUIRED_WHEN: ClassVar[RequiredWhen] = {
        ("type", "postsecondary"): ("attendance",),
        ("type", "progression"): ("award",),
    }

    type: Annotated[
        Labelled,
        labelled("msg-type"),
        "efl, diploma, secondary, postsecondary, milestone, progression.",
    ]
    date: Annotated[dt.date, DAY, "Date attained."]
    comment: Annotated[str | None, TEXT, "Comment."] = None
    document: Annotated[
        str | None, LINE, "The evidence: a file to keep, or the id of a kept document."
    ] = None
    pre: Annotated[int | None, RECORD_ID, "efl: id of the pre-test."] = None
    post: Annotated[int | None, RECORD_ID, "efl: id of the post-test."] = None
    route: Annotated[
        str | None,
        code("msg-route"),
        "efl without tests: credits, postsecondary-entry, subtest.",
    ] = None
    pursuing: Annotated[
        bool | None, YES_NO, "Pursues the diploma or certificate, and is enrolled."
    ] = None
    satisfactory: Annotated[
        bool | None,
        YES_NO,
        "The document shows satisfactory achievement: all classes, or the progress.",
    ] = None
    removed: Annotated[
        bool | None,
        YES_NO,
        "The document shows that the student dropped out or was removed.",
    ] = None
    attendance: Annotated[
        str | None, code("attendance-load"), "full-time or part-time."
    ] = None
    semester: Annotated[
        tuple[Semester, ...],
        Many(SEMESTER),
        "A semester that the document covers, with its credits; repeatable.",
    ] = ()
    established: Annotated[
        dt.date | None, DAY, "milestone: day on which it was set."
    ] = None
    award: Annotated[
        str | None,
        code("award"),
        "progression: exam, benchmark, diploma, credential, degree.",
    ] = None
    passed: Annotated[
        bool | None, YES_NO, "Passed an exam or benchmark for the award."
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GainFilters:
    """What narrows a list of skill gains."""

    type: Annotated[str | None, code("msg-type"), "Type."] = None
    program_year: Annotated[
        int | None, whole(1900, 2199, "YEAR"), "Program year, by the year it starts in."
    ] = None
    countable: Annotated[bool | None, YES_NO, "Only those that count, or do not."] = (
        None
    )
