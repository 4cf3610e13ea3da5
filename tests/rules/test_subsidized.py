"""Counting subsidised days: the guide's figures, and what no spell can break."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wioatrack.rules.dates import Span
from wioatrack.rules.subsidized import (
    Away,
    Subsidy,
    counted,
    days,
    distinct_days,
    merged,
)

DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
MAYBE = st.none() | DAYS


@st.composite
def spells(draw: st.DrawFn) -> tuple[Away, ...]:
    """Spells away as the rules let them in: each ends after it began, in order."""
    found, begin = [], draw(DAYS)
    for length, gap in draw(
        st.lists(st.tuples(st.integers(1, 90), st.integers(0, 90)), max_size=4)
    ):
        back = begin + timedelta(days=length)
        found.append(Away(begin, back))
        begin = back + timedelta(days=gap)
    if draw(st.booleans()):
        found.append(Away(begin, None))
    return tuple(found)


SUBSIDIES = st.builds(
    Subsidy,
    status=st.sampled_from(
        ["planned", "started", "successful", "unsuccessful", "not-required"]
    ),
    start=MAYBE,
    end=MAYBE,
    subsidized_start=MAYBE,
    subsidized_end=MAYBE,
    away=spells(),
)


@pytest.mark.covers("IS-97")
@pytest.mark.fault(44)
def test_both_ends_are_counted() -> None:
    """An open status from 8/8/2022, looked at on 12/14/2022, is 129 days."""
    placement = Subsidy("started", date(2022, 8, 8))

    assert days(counted(placement, date(2022, 12, 14))) == 129


@pytest.mark.covers("IS-94")
@pytest.mark.parametrize(
    ("status", "end", "expected"),
    [
        ("planned", None, 0),
        ("not-required", None, 0),
        ("started", None, 10),
        ("successful", date(2022, 8, 12), 5),
        ("unsuccessful", date(2022, 8, 8), 1),
    ],
)
def test_the_status_says_whether_days_count(
    status: str, end: date | None, expected: int
) -> None:
    """Planned counts nothing, started counts to today, completion ends the count."""
    placement = Subsidy(status, date(2022, 8, 8), end)

    assert days(counted(placement, date(2022, 8, 17))) == expected


@pytest.mark.covers("IS-95")
def test_days_away_do_not_count() -> None:
    """The inactive day counts no more, the return counts again."""
    back = Subsidy(
        "started",
        date(2022, 8, 1),
        away=(Away(date(2022, 8, 5), date(2022, 8, 8)),),
    )
    away = Subsidy("started", date(2022, 8, 1), away=(Away(date(2022, 8, 5)),))

    assert days(counted(back, date(2022, 8, 10))) == 7
    assert days(counted(away, date(2022, 8, 10))) == 4


@pytest.mark.covers("IS-96")
def test_a_day_in_two_placements_counts_twice_in_the_sum_and_once_as_a_day() -> None:
    """35 and 13 are 48; where they overlap the distinct days say by how much."""
    one = Span(date(2022, 8, 1), date(2022, 9, 4))
    two = Span(date(2022, 9, 1), date(2022, 9, 13))

    assert days([one, two]) == 48
    assert distinct_days([one, two]) == 44


@given(SUBSIDIES, DAYS)
def test_days_are_never_negative_and_never_to_come(
    subsidy: Subsidy, today: date
) -> None:
    """Whatever dates are on file, a count is 0 or more, and stops today."""
    spans = counted(subsidy, today)

    assert days(spans) >= 0
    assert all(span.first <= span.last <= today for span in spans)


@given(SUBSIDIES, DAYS)
def test_a_day_away_is_never_counted(subsidy: Subsidy, today: date) -> None:
    """No stretch that counts holds a day on which the person was away."""
    spans = counted(subsidy, today)

    assert [
        spell
        for spell in subsidy.away
        for span in spans
        if span.last >= spell.inactive_on
        and (spell.returned_on is None or span.first < spell.returned_on)
    ] == []


def test_a_spell_from_the_first_day_leaves_no_empty_stretch() -> None:
    """Away from the start: the first stretch begins with the return."""
    first, back = date(2022, 8, 1), date(2022, 8, 3)
    subsidy = Subsidy("started", first, away=(Away(first, back),))

    assert counted(subsidy, date(2022, 8, 5)) == (Span(back, date(2022, 8, 5)),)


def test_stretches_that_touch_are_one() -> None:
    """The day after the last joins two; a day between keeps them apart."""
    one = Span(date(2022, 8, 1), date(2022, 8, 5))
    next_day = Span(date(2022, 8, 6), date(2022, 8, 9))
    later = Span(date(2022, 8, 11), date(2022, 8, 12))

    assert merged([next_day, one]) == (Span(one.first, next_day.last),)
    assert merged([later, next_day]) == (next_day, later)


@given(st.lists(SUBSIDIES, max_size=5), DAYS)
def test_totals_are_sums_and_no_day_is_distinct_twice(
    placements: list[Subsidy], today: date
) -> None:
    """The total is the sum of the parts; the distinct days are a set of days."""
    parts = [counted(one, today) for one in placements]
    spans = [span for part in parts for span in part]
    calendar = {
        span.first + timedelta(days=n)
        for span in spans
        for n in range((span.last - span.first).days + 1)
    }

    assert days(spans) == sum(days(part) for part in parts)
    assert distinct_days(spans) == len(calendar) <= days(spans)
