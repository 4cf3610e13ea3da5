"""The quarters after exit, held against counting day by day and month by month."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wioatrack.rulebooks import load_rulebook
from wioatrack.rules.followups import service_window
from wioatrack.rules.jobs import Employed, Job, employed, first_day
from wioatrack.rules.quarters import collected_since, quarters
from wioatrack.rules.windows import after_exit

BOOK = load_rulebook("worknet")
EXITS = st.dates(date(2014, 7, 1), date(2045, 12, 31))
DAYS = st.dates(date(2014, 1, 1), date(2047, 12, 31))


def plain_quarter(day: date, later: int) -> tuple[date, date]:
    """First and last day of the quarter `later` quarters on, found by walking days."""
    walked = 0
    while walked < later:
        day += timedelta(days=1)
        walked += day.day == 1 and day.month in (1, 4, 7, 10)
    first = last = day
    while not (first.day == 1 and first.month in (1, 4, 7, 10)):
        first -= timedelta(days=1)
    while (last + timedelta(days=1)).month not in (1, 4, 7, 10) or (
        last + timedelta(days=1)
    ).day != 1:
        last += timedelta(days=1)
    return first, last


@given(EXITS)
def test_each_quarter_is_where_walking_the_calendar_finds_it(exited_on: date) -> None:
    """Its days, and the days for collecting and reporting (X+2, X+3, X+4, X+5; X+6)."""
    collect, report = {1: 2, 2: 3, 3: 4, 4: 5}, {1: 6, 2: 4, 3: 6, 4: 6}

    found = quarters(exited_on, BOOK)

    assert [quarter.number for quarter in found] == [1, 2, 3, 4]
    for quarter in found:
        n = quarter.number
        assert tuple(quarter.span) == plain_quarter(exited_on, n)
        assert quarter.collect_from == plain_quarter(exited_on, collect[n])[0]
        assert quarter.report_by == plain_quarter(exited_on, report[n])[1]


def test_the_source_s_own_examples() -> None:
    """January to March: the first is April to June. November: June and December."""
    for day in (date(2024, 1, 1), date(2024, 2, 29), date(2024, 3, 31)):
        assert quarters(day, BOOK)[0].span == (date(2024, 4, 1), date(2024, 6, 30))
    november = quarters(date(2023, 11, 15), BOOK)
    assert november[1].span.last == date(2024, 6, 30)
    assert november[3].span.last == date(2024, 12, 31)


@given(
    EXITS,
    st.lists(st.tuples(DAYS, st.none() | st.integers(0, 900), st.integers(0, 3))),
    DAYS,
)
def test_employed_is_what_looking_at_each_day_says(
    exited_on: date, raw: list[tuple[date, int | None, int]], today: date
) -> None:
    """Yes with one day of an unsubsidized job up to today; open until the quarter ends."""
    jobs = [
        Job(i, first, None if days is None else first + timedelta(days), code, first)
        for i, (first, days, code) in enumerate(raw)
    ]

    for quarter in quarters(exited_on, BOOK):
        day, worked = quarter.span.first, False
        while day <= min(quarter.span.last, today):
            worked |= any(
                job.federal_code > 0
                and job.first <= day
                and (job.last is None or day <= job.last)
                for job in jobs
            )
            day += timedelta(days=1)
        expected = (
            Employed.YES if worked
            else Employed.OPEN if today <= quarter.span.last
            else Employed.NO
        )  # fmt: skip
        assert employed(jobs, quarter.span, today) is expected


@given(EXITS)
def test_the_window_of_services_is_twelve_months_with_both_ends(
    exited_on: date,
) -> None:
    """The same day next year, or the last one that the month has."""
    window = service_window("youth", exited_on, None, BOOK)

    assert window is not None
    assert window.first == exited_on
    assert window.last.year == exited_on.year + 1
    assert window.last.month == exited_on.month
    leap = (exited_on.month, exited_on.day) == (2, 29)
    assert window.last.day == (28 if leap else exited_on.day)


@given(EXITS, DAYS)
def test_adults_count_from_their_first_day_of_employment(
    exited_on: date, employed_on: date
) -> None:
    """And owe nothing without one; a day before the law has no months in force."""
    assert service_window("adult", exited_on, None, BOOK) is None
    window = service_window("adult", exited_on, employed_on, BOOK)
    if employed_on < date(2014, 7, 1):
        assert window is None
    else:
        assert window is not None
        assert window.first == employed_on


@given(EXITS)
def test_the_year_after_exit_begins_the_day_after_and_ends_on_its_day(
    exited_on: date,
) -> None:
    """365 days, or 366 when a leap day lies inside."""
    year = after_exit(exited_on, BOOK)

    days = (year.last - year.first).days + 1
    inside = [year.first + timedelta(days=n) for n in range(days)]
    leap = any((day.month, day.day) == (2, 29) for day in inside)
    assert exited_on not in inside
    assert days == (366 if leap else 365)


@pytest.mark.parametrize(
    ("first", "last", "code", "counts"),
    [
        (date(2022, 1, 3), None, 1, True),
        (date(2022, 1, 2), None, 1, False),
        (date(2022, 3, 1), date(2022, 8, 31), 1, True),
        (date(2022, 3, 1), date(2022, 8, 30), 1, False),
        (date(2022, 10, 3), None, 0, False),
        (date(2022, 10, 3), date(2022, 10, 3), 3, True),
    ],
)
def test_whose_first_day_starts_the_clock(
    first: date, last: date | None, code: int, counts: bool
) -> None:
    """Begun from participation on, held at the exit or later, not paid by a program."""
    job = Job(1, first, last, code, first)

    found = first_day([job], date(2022, 1, 3), date(2022, 8, 31))

    assert found == (first if counts else None)


@given(EXITS, st.integers(-100, 900))
def test_a_quarter_is_listed_as_long_as_its_report_is_not_past(
    exited_on: date, later: int
) -> None:
    """The bound by the first day of collecting is the bound by the last of reporting."""
    today = exited_on + timedelta(days=later)
    since = collected_since(today, BOOK)

    for quarter in quarters(exited_on, BOOK):
        listed = quarter.collect_from >= since[quarter.number]
        assert listed is (today <= quarter.report_by)
