"""Calendar arithmetic, on the days where it is easy to be wrong."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wioatrack.rules.dates import (
    Span,
    days_between,
    month_of,
    months_after,
    overlap,
    program_year,
    program_year_span,
    quarter_after,
    quarter_of,
    state_fiscal_year,
    state_fiscal_year_span,
    week_of,
    year_after,
    years_after,
    years_of_365_days_after,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2024, 2, 29), date(2024, 2, 1), date(2024, 2, 29)),
        (date(2023, 2, 1), date(2023, 2, 1), date(2023, 2, 28)),
        (date(2023, 12, 31), date(2023, 12, 1), date(2023, 12, 31)),
    ],
)
def test_a_month_has_its_own_last_day(day: date, first: date, last: date) -> None:
    """Whatever its length, and in December."""
    assert month_of(day) == Span(first, last)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2022, 8, 8), date(2023, 8, 7)),
        (date(2023, 1, 1), date(2023, 12, 31)),
        (date(2023, 3, 1), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2025, 2, 27)),
    ],
)
def test_twelve_months_end_the_day_before_the_next_twelve(
    first: date, last: date
) -> None:
    """From a leap day they end on 27 February: the 28th is a year later."""
    assert year_after(first) == Span(first, last)


@pytest.mark.covers("CC-03", "CJ-06")
@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2016, 8, 31), date(2017, 8, 31)),
        (date(2014, 8, 18), date(2015, 8, 18)),
        (date(2020, 2, 29), date(2021, 2, 28)),
        (date(2019, 2, 28), date(2020, 2, 28)),
        (date(2023, 8, 31), date(2024, 8, 31)),
    ],
)
def test_a_year_later_is_the_same_calendar_day(start: date, last: date) -> None:
    """29 February falls back to the 28th."""
    assert years_after(start, 1) == last


def test_365_days_are_a_day_short_across_a_leap_day() -> None:
    """The other reading of a year after exit."""
    assert years_of_365_days_after(date(2023, 8, 31), 1) == date(2024, 8, 30)
    assert years_of_365_days_after(date(2016, 8, 31), 1) == date(2017, 8, 31)


def test_months_end_on_the_last_day_of_a_shorter_month() -> None:
    """31 January and a month is 28 February."""
    assert months_after(date(2023, 1, 31), 1) == date(2023, 2, 28)


@pytest.mark.covers("IS-97")
def test_both_ends_of_a_span_count() -> None:
    """The guide's own figure: 129 days, not 128."""
    assert days_between(date(2022, 8, 8), date(2022, 12, 14)) == 129
    assert days_between(date(2022, 8, 8), date(2022, 8, 8)) == 1
    assert days_between(date(2022, 8, 8), date(2022, 8, 7)) == 0
    assert days_between(date(2022, 8, 8), date(2022, 1, 1)) == 0


def test_program_years_turn_on_the_first_of_july() -> None:
    """Named by the year in which they start."""
    assert program_year(date(2022, 6, 30)) == 2021
    assert program_year(date(2022, 7, 1)) == 2022
    assert program_year_span(2022) == (date(2022, 7, 1), date(2023, 6, 30))


def test_state_fiscal_years_are_named_by_their_end() -> None:
    """The same twelve months, another name: FY23 ends on 2023-06-30."""
    assert state_fiscal_year(date(2023, 2, 16)) == 2023
    assert state_fiscal_year(date(2022, 6, 30)) == 2022
    assert state_fiscal_year_span(2023) == (date(2022, 7, 1), date(2023, 6, 30))


def test_quarters_after_the_exit_quarter() -> None:
    """An exit in November: the second quarter after it ends on 30 June."""
    assert quarter_of(date(2023, 11, 15)) == (date(2023, 10, 1), date(2023, 12, 31))
    assert quarter_after(date(2023, 11, 15), 1) == (
        date(2024, 1, 1),
        date(2024, 3, 31),
    )
    assert quarter_after(date(2023, 11, 15), 2).last == date(2024, 6, 30)
    assert quarter_after(date(2023, 11, 15), 4).last == date(2024, 12, 31)


@pytest.mark.covers("IS-75")
def test_weeks_run_from_sunday_to_saturday() -> None:
    """The guide's own week."""
    week = (date(2021, 11, 28), date(2021, 12, 4))

    assert week_of(date(2021, 11, 28)) == week
    assert week_of(date(2021, 12, 4)) == week
    assert week_of(date(2021, 12, 5)).first == date(2021, 12, 5)


@given(DAYS)
def test_every_day_lies_in_its_own_spans(day: date) -> None:
    """Whatever the day."""
    for span in (
        quarter_of(day),
        week_of(day),
        program_year_span(program_year(day)),
        state_fiscal_year_span(state_fiscal_year(day)),
    ):
        assert span.first <= day <= span.last


@given(DAYS, st.integers(0, 12))
def test_quarters_follow_each_other_without_a_gap(day: date, quarters: int) -> None:
    """The next one begins the day after."""
    earlier, later = quarter_after(day, quarters), quarter_after(day, quarters + 1)

    assert days_between(earlier.last, later.first) == 2


@given(
    DAYS, st.none() | st.integers(-40, 40), DAYS, st.integers(-5, 60), st.none() | DAYS
)
def test_what_lasted_overlaps_a_span_on_the_days_they_share(
    first: date, length: int | None, begins: date, days: int, until: date | None
) -> None:
    """As walking through the span tells, with each end included."""
    # Near enough to each other that they meet.
    first = begins + timedelta((first - begins).days % 80 - 40)
    if until is not None:
        until = begins + timedelta((until - begins).days % 80 - 10)
    last = None if length is None else first + timedelta(length)
    span = Span(begins, begins + timedelta(days))

    walked = [begins + timedelta(number) for number in range(days + 1)]
    shared = [
        day
        for day in walked
        if first <= day and (last is None or day <= last)
        and (until is None or day <= until)
    ]  # fmt: skip

    found = overlap(first, last, span, until)
    assert found == (Span(shared[0], shared[-1]) if shared else None)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2024, 2, 29), date(2024, 1, 1), date(2024, 3, 31)),
        (date(2023, 6, 30), date(2023, 4, 1), date(2023, 6, 30)),
        (date(2023, 7, 1), date(2023, 7, 1), date(2023, 9, 30)),
        (date(2023, 12, 31), date(2023, 10, 1), date(2023, 12, 31)),
    ],
)
def test_a_quarter_has_its_own_last_day(day: date, first: date, last: date) -> None:
    """31 days in March and December, 30 in June and September."""
    assert quarter_of(day) == (first, last)
