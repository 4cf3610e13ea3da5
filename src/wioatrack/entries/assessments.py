"""Assessments and the summaries written from them, as typed."""

import datetime as dt
from typing import Annotated

from wioatrack.entries.kinds import DAY, LINE, TEXT, code, whole
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentEntry:
    """A test taken. A gain of level needs its series, subject, level and date."""

    name: Annotated[str, LINE, "Name, such as TABE 11/12."]
    kind: Annotated[str, code("assessment-kind"), "pre, post, other."] = "other"
    series: Annotated[
        str | None, LINE, "Test series: pre-test and post-test must share it."
    ] = None
    subject: Annotated[str | None, LINE, "Subject, such as Reading."] = None
    form: Annotated[str | None, LINE, "Form of the test."] = None
    level: Annotated[int | None, whole(0, 99), "Educational functioning level."] = None
    score: Annotated[str | None, LINE, "Score."] = None
    date: Annotated[dt.date | None, DAY, "Day on which it was taken."] = None
    document: Annotated[
        str | None, LINE, "The result: a file to keep, or the id of a kept document."
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentFilters:
    """What narrows a list of assessments."""

    kind: Annotated[str | None, code("assessment-kind"), "pre, post, other."] = None
    subject: Annotated[str | None, LINE, "Part of the subject."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryEntry:
    """What the assessments say about a participant, in words."""

    text: Annotated[str, TEXT, "Assessment summary."]
