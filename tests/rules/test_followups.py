"""Both follow-up clocks against the same two written out day by day"""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wioatrack.rulebooks import load_list, load_rulebook
from wioatrack.rules.followups import (
    Collected,
    Meaning,
    Served,
    quarter_collected,
    service,
)

BOOK = load_rulebook("worknet")
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
NEAR = st.integers(-30, 800)


def same_day_next_year(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 2, 28)


@given(
    DAYS,
    st.sampled_from(["youth", "adult"]),
    st.none() | NEAR,
    st.lists(NEAR),
    st.none() | NEAR,
    st.booleans(),
    NEAR,
)
def test_the_service_clock(
    exited: date, group: str, job: int | None, exchanges: list[int],
    closed: int | None, excluded: bool, later: int,
) -> None:  # fmt: skip
    """Not owed, closed, open to the last day, then given with one contact or missed."""
    today = exited + timedelta(days=later)
    employed = None if job is None else exited + timedelta(days=job)
    made = tuple(exited + timedelta(days=days) for days in exchanges)
    refused = None if closed is None else exited + timedelta(days=closed)
    facts = Served("x", group, exited, employed, excluded, made, refused, "no", today)

    start = exited if group == "youth" else employed
    if excluded or start is None:
        expected = "not-applicable"
    elif refused:
        expected = "met"
    else:
        last = same_day_next_year(start)
        days = [start + timedelta(days=n) for n in range((last - start).days + 1)]
        missed = "met" if any(day in made for day in days) else "not-met"
        expected = "incomplete" if today <= last else missed
    assert service(facts, BOOK).verdict == expected


@given(DAYS, st.integers(1, 5), st.booleans(), st.booleans(), NEAR)
def test_the_data_clock(
    exited: date, quarter: int, settled: bool, excluded: bool, later: int
) -> None:
    """Open until it is told or its report is due, whatever anybody declined."""
    today = exited + timedelta(days=later)
    told = "employment 1" if settled else None
    answer = quarter_collected(
        Collected("x", quarter, exited, excluded, told, today), BOOK
    )

    report = {1: 6, 2: 4, 3: 6, 4: 6}
    if excluded or quarter not in report:
        assert answer.verdict == "not-applicable"
        return
    month = (exited.month - 1) // 3 * 3 + 1 + 3 * (report[quarter] + 1)
    end = date(exited.year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    late = "incomplete" if today < end else "not-met"
    assert answer.verdict == ("met" if settled else late)


def test_every_outcome_of_the_list_means_something() -> None:
    """The list is free to be edited; its meanings are the rules' own words."""
    codes = load_list("contact-outcome").codes.values()

    assert {code.means for code in codes} == {str(meaning) for meaning in Meaning}
