"""Readings of the support rules that a profile may choose instead of its own."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wioatrack.rulebooks import load_rulebook
from wioatrack.rules.support import Opening, one_open, period_named, period_of
from wioatrack.vocab import Verdict

DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 31))


def reading(name, word):
    """The rulebook of ISETS with another reading of one parameter."""
    book = load_rulebook("isets")
    series = tuple(replace(value, value=word) for value in book.values[name])
    return replace(book, values={**book.values, name: series})


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2023, 6, 30), "FY2023"),
        (date(2023, 7, 1), "FY2024"),
        (date(2024, 2, 29), "FY2024"),
    ],
)
def test_a_maximum_runs_over_the_state_fiscal_year(day, key):
    """July to June, named by the year it ends in."""
    period = period_of(day, load_rulebook("isets"), None)

    assert period.key == key
    assert period.first == date(int(key[2:]) - 1, 7, 1)
    assert period.last == date(int(key[2:]), 6, 30)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2023, 9, 14), date(2022, 9, 15), date(2023, 9, 14)),
        (date(2023, 9, 15), date(2023, 9, 15), date(2024, 9, 14)),
        (date(2022, 9, 14), date(2021, 9, 15), date(2022, 9, 14)),
    ],
)
def test_twelve_months_may_run_from_participation_instead(day, first, last):
    """From the first day of participation, and from each anniversary of it."""
    book = reading("support.maximum-period", "twelve-months")

    period = period_of(day, book, date(2022, 9, 15))

    assert (period.first, period.last) == (first, last)


def test_twelve_months_run_from_the_payment_where_participation_has_no_day():
    """Nothing else is known to count from."""
    book = reading("support.maximum-period", "twelve-months")

    period = period_of(date(2023, 1, 9), book, None)

    assert (period.first, period.last) == (date(2023, 1, 9), date(2024, 1, 8))


def test_a_maximum_may_hold_for_life():
    """One period for everything that was ever paid."""
    book = reading("support.maximum-period", "lifetime")

    period = period_of(date(2024, 2, 29), book, None)

    assert period.key == "lifetime"
    assert period.first <= date(2015, 1, 1) <= period.last


def test_no_period_where_no_maximum_is_set():
    """A profile without maxima, and a day before the first of them."""
    assert period_of(date(2023, 1, 9), load_rulebook("cook"), None) is None
    assert period_of(date(2014, 6, 30), load_rulebook("isets"), None) is None


@given(
    day=DAYS, since=DAYS, word=st.sampled_from(["twelve-months", "state-fiscal-year"])
)
def test_every_day_lies_in_exactly_one_period(day, since, word):
    """Periods touch and never overlap, also around 29 February."""
    book = reading("support.maximum-period", word)

    period = period_of(day, book, since)

    assert period.first <= day <= period.last
    assert period_named(period.key) == period
    after = period_of(period.last + timedelta(days=1), book, since)
    assert after.first == period.last + timedelta(days=1)


def test_one_support_service_of_any_type_is_the_stricter_reading():
    """By it, an open Housing/Utilities record excludes Clothing."""
    book = reading("support.one-open-per", "participant")
    facts = Opening(
        service_id=None,
        type="clothing",
        label="Clothing",
        status="started",
        day=date(2023, 1, 9),
        others=((4, "housing-utilities"),),
    )

    outcome = one_open(facts, book)

    assert outcome.verdict is Verdict.NOT_MET
    assert outcome.message == (
        "Service 4 is open already; one support service may be open at a time."
    )
