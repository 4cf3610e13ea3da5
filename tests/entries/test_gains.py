"""Semesters as they are typed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wioatrack.entries.gains import SEMESTER, Semester, read_semester, say_semester
from wioatrack.entries.kinds import Unreadable

TODAY = date(2023, 6, 30)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


class NoLists:
    """No field here has a list."""

    def code(self, list_name: str, text: str) -> str:
        raise KeyError(list_name)


@pytest.mark.covers("OUT-29", "OUT-30")
@pytest.mark.parametrize(
    ("text", "semester"),
    [
        ("2022-08-22:2022-12-16", Semester(date(2022, 8, 22), date(2022, 12, 16))),
        ("8/22/2022:12162022:6", Semester(date(2022, 8, 22), date(2022, 12, 16), 600)),
        ("2023-01-09:today:7.25", Semester(date(2023, 1, 9), TODAY, 725)),
        ("2024-02-29:2024-02-29:0", Semester(date(2024, 2, 29), date(2024, 2, 29), 0)),
    ],
)
def test_a_semester_takes_every_style_of_day(text: str, semester: Semester) -> None:
    """First day, last day, and the credits where they are given."""
    assert read_semester(text, NoLists(), TODAY) == semester


@given(first=DAYS, last=DAYS, earned=st.none() | st.integers(0, 9_999_999))
def test_what_is_said_is_read_again(
    first: date, last: date, earned: int | None
) -> None:
    """An export of semesters is an import of the same."""
    semester = Semester(min(first, last), max(first, last), earned)

    assert read_semester(say_semester(semester), NoLists(), TODAY) == semester


@given(st.text())
def test_any_words_are_read_or_refused(text: str) -> None:
    """Whatever is typed, there is a semester or one clear sentence."""
    try:
        found = SEMESTER.read(text, NoLists(), TODAY)
    except Unreadable as refusal:
        assert str(refusal)
    else:
        assert found.first <= found.last
