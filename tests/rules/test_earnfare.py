"""What a month of Earnfare is, by both readings."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wioatrack.rulebooks import load_rulebook
from wioatrack.rules.dates import Span
from wioatrack.rules.earnfare import (
    ANY_TWELVE,
    CALENDAR_MONTH,
    CALENDAR_YEAR,
    MONTH,
    Earnfare,
    adds_month,
    earnfare_months,
    fullest,
    months_of,
)
from wioatrack.rules.rulebook import Rulebook

START_DAY = "from-start-day"
A_DAY = timedelta(days=1)


def spans(*pairs: tuple[str, str]) -> tuple[Span, ...]:
    return tuple(Span(date.fromisoformat(a), date.fromisoformat(b)) for a, b in pairs)


def by_start_day() -> Rulebook:
    """The profile of the guide with the other reading of a month."""
    book = load_rulebook("isets")
    [value, *rest] = book.values[MONTH]
    other = (replace(value, value=START_DAY), *rest)
    return replace(book, values={**book.values, MONTH: other})


@pytest.mark.covers("IS-92")
@pytest.mark.parametrize(
    ("stretches", "months"),
    [
        ([("2022-01-15", "2022-07-14")], 6),
        ([("2022-01-15", "2022-07-15")], 7),
        ([("2022-01-15", "2022-02-14")], 1),
        ([("2022-01-15", "2022-02-15")], 2),
        # The last day of a month, and of a shorter one six months later.
        ([("2021-08-31", "2022-02-27")], 6),
        ([("2021-08-31", "2022-02-28")], 7),
        ([("2023-08-31", "2024-02-28")], 6),
        ([("2023-08-31", "2024-02-29")], 7),
        ([("2022-01-31", "2022-03-30")], 2),
        ([("2022-01-31", "2022-03-31")], 3),
        # Days away inside a month begin none; the day after it does.
        ([("2022-01-15", "2022-01-20"), ("2022-02-01", "2022-02-14")], 1),
        ([("2022-01-15", "2022-01-20"), ("2022-02-01", "2022-02-15")], 2),
        # A second placement goes on in the month of the first.
        ([("2022-01-15", "2022-02-01"), ("2022-02-02", "2022-03-14")], 2),
        ([("2022-01-15", "2022-02-01"), ("2022-02-02", "2022-03-15")], 3),
        ([("2022-01-15", "2022-02-14"), ("2022-01-20", "2022-02-10")], 1),
        # After a gap a month runs from the new start day.
        ([("2022-01-15", "2022-02-14"), ("2022-06-10", "2022-07-09")], 2),
        ([("2022-01-15", "2022-02-14"), ("2022-06-10", "2022-07-10")], 3),
    ],
)
def test_a_month_from_the_start_day_ends_the_day_before_the_same_day(
    stretches: list[tuple[str, str]], months: int
) -> None:
    """Both sides of every end; no day opens a month that another month covers."""
    assert len(months_of(spans(*stretches), START_DAY)) == months


@pytest.mark.covers("IS-92")
@pytest.mark.parametrize(
    ("stretches", "months"),
    [
        ([("2022-01-31", "2022-01-31")], 1),
        ([("2022-01-31", "2022-02-01")], 2),
        ([("2022-01-15", "2022-01-20"), ("2022-01-25", "2022-02-14")], 2),
        ([("2022-01-03", "2022-06-30")], 6),
        ([("2022-01-03", "2022-07-01")], 7),
    ],
)
def test_a_calendar_month_counts_with_one_day_in_it(
    stretches: list[tuple[str, str]], months: int
) -> None:
    """The reading that holds unless an agency chooses the other."""
    assert len(months_of(spans(*stretches), CALENDAR_MONTH)) == months


DAYS = st.dates(date(2020, 1, 1), date(2024, 12, 31))
STRETCHES = st.lists(
    st.builds(lambda first, days: Span(first, first + days * A_DAY), DAYS,
              st.integers(0, 120)), max_size=5,
)  # fmt: skip


@pytest.mark.covers("IS-92")
@given(STRETCHES, st.sampled_from([CALENDAR_MONTH, START_DAY]))
def test_every_subsidised_day_is_in_one_month_and_every_month_has_one(
    stretches: list[Span], reading: str
) -> None:
    """So months neither overlap nor stand empty, and each begins where days do."""
    months = months_of(stretches, reading)

    paid = {
        span.first + n * A_DAY
        for span in stretches
        for n in range((span.last - span.first).days + 1)
    }
    for day in paid:
        assert sum(month.first <= day <= month.last for month in months) == 1
    for month in months:
        assert any(month.first <= day <= month.last for day in paid)
        assert reading == CALENDAR_MONTH or month.first in paid


@pytest.mark.covers("IS-92")
def test_the_reading_decides_on_the_day_before_and_on_the_day() -> None:
    """Six months to the day from the start day; a calendar would say seven."""
    until, after = (
        Earnfare(4, True, spans(("2022-01-15", last)))
        for last in ("2022-07-14", "2022-07-15")
    )

    assert earnfare_months(until, by_start_day()).verdict == "met"
    assert earnfare_months(after, by_start_day()).verdict == "not-met"
    assert earnfare_months(until, load_rulebook("isets")).verdict == "not-met"


@pytest.mark.covers("IS-92")
def test_a_month_of_another_placement_is_this_one_s_too() -> None:
    """Where its days lie in a month that another began in the year before."""
    facts = Earnfare(
        4,
        True,
        own=spans(("2022-01-11", "2022-01-15")),
        others=spans(("2021-12-20", "2022-01-10")),
    )

    found = fullest(facts, CALENDAR_YEAR, START_DAY)

    assert (found.which, found.months) == ("2021", 1)


@pytest.mark.covers("IS-92")
def test_a_change_adds_a_month_by_the_reading_in_force() -> None:
    """The first of February is in the month that began on 15 January."""
    before = spans(("2022-01-15", "2022-01-31"))
    now = Earnfare(4, True, spans(("2022-01-15", "2022-02-01")))

    assert adds_month(now, before, load_rulebook("isets"))
    assert not adds_month(now, before, by_start_day())
    assert not adds_month(Earnfare(4, True, ()), before, by_start_day())


@pytest.mark.covers("IS-92")
@pytest.mark.parametrize(
    ("own", "months", "named"),
    [
        (("2022-01-03", "2022-01-31"), 7, "twelve months from 2022-01"),
        (("2021-08-02", "2021-08-31"), 7, "twelve months from 2021-08"),
        (("2021-07-01", "2021-07-31"), 6, "twelve months from 2021-07"),
    ],
)
def test_a_month_before_six_others_makes_a_window_of_seven(
    own: tuple[str, str], months: int, named: str
) -> None:
    """Twelve months that begin with it hold them all, to the last and no further."""
    six = spans(*((f"2022-{n:02}-01", f"2022-{n:02}-28") for n in range(2, 8)))
    facts = Earnfare(4, True, own=spans(own), others=six)

    best = fullest(facts, ANY_TWELVE, CALENDAR_MONTH)

    assert (best.months, best.which) == (months, named)
