"""The program year of a gain, its federal type, and the years that have one."""

from datetime import date

import pytest

from wioatrack.entries.gains import Semester
from wioatrack.rules.gain_counts import federal_type, year_of
from wioatrack.rules.gain_years import Made, gains_by_year

SPRING = Semester(date(2023, 1, 17), date(2023, 5, 19), 600)
FALL = Semester(date(2023, 8, 21), date(2023, 12, 15), 600)


@pytest.mark.covers("OUT-31")
@pytest.mark.parametrize(
    ("attained", "semesters", "year"),
    [
        (date(2023, 6, 30), (), 2022),
        (date(2023, 7, 1), (), 2023),
        (date(2024, 2, 29), (), 2023),
        (date(2023, 7, 10), (SPRING,), 2022),
        (date(2023, 12, 20), (SPRING, FALL), 2023),
        (date(2023, 12, 20), (FALL, SPRING), 2023),
    ],
)
def test_the_last_semester_decides_the_year(
    attained: date, semesters: tuple[Semester, ...], year: int
) -> None:
    """And without semesters the day attained does."""
    assert year_of(attained, semesters) == year


@pytest.mark.covers("OUT-17", "OUT-39")
@pytest.mark.parametrize(
    ("type_code", "award", "federal"),
    [
        ("efl", None, 1), ("diploma", None, 2), ("secondary", None, 3),
        ("postsecondary", None, 3), ("milestone", None, 4), ("progression", "exam", 5),
        ("progression", "benchmark", 5), ("progression", "credential", 5),
        ("progression", "diploma", 2), ("progression", "degree", None),
    ],
)  # fmt: skip
def test_each_type_is_one_of_the_federal_five_or_none(
    type_code: str, award: str | None, federal: int | None
) -> None:
    """The merged label is split by its award."""
    assert federal_type(type_code, award) == federal


def test_a_year_is_missing_recorded_countable_or_owes_nothing() -> None:
    """One that counts is enough, in a year of training or not."""
    made = (
        Made("msg 1", 2021, countable=False),
        Made("msg 2", 2022, countable=False),
        Made("msg 3", 2022, countable=True),
        Made("msg 4", 2019, countable=False),
    )

    years = gains_by_year({2020, 2021, 2022}, made)

    assert [(year.program_year, year.answer, year.owed) for year in years] == [
        (2019, "recorded", False), (2020, "missing", True),
        (2021, "recorded", True), (2022, "countable", True),
    ]  # fmt: skip
    assert (years[1].first, years[1].last) == (date(2020, 7, 1), date(2021, 6, 30))
    assert gains_by_year((), ()) == ()
