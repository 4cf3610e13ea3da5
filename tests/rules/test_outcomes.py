"""The indicators' denominators against a slow, plain reading of the federal text.

The reference below walks over calendar days and quarters one by one and knows no rule,
no rulebook and no helper of the program.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wioatrack.rulebooks import load_rulebook
from wioatrack.rules import outcomes
from wioatrack.rules.jobs import Job
from wioatrack.rules.outcomes import Earned, Gained, Training, Worked, cohort

BOOK = load_rulebook("federal")
DAYS = st.dates(date(2019, 1, 1), date(2026, 12, 31))
YEARS = st.integers(2019, 2025)
JOBS = st.lists(
    st.builds(
        lambda id, first, length, code, seen: Job(
            id,
            first,
            None if length is None else first + timedelta(length),
            code,
            first + timedelta(seen),
        ),
        st.integers(1, 9),
        DAYS,
        st.none() | st.integers(0, 400),
        st.sampled_from([0, 1, 2, 3]),
        st.integers(0, 400),
    ),
    max_size=3,
).map(tuple)
TRAININGS = st.lists(
    st.builds(
        lambda id, start, length, leads, secondary, funded: Training(
            id,
            "training",
            start,
            None if length is None else start + timedelta(length),
            leads,
            secondary,
            funded,
        ),
        st.integers(1, 9),
        DAYS,
        st.none() | st.integers(0, 500),
        st.booleans(),
        st.booleans(),
        st.sampled_from([None, True, False]),
    ),
    max_size=3,
).map(tuple)


def quarter_number(day: date) -> int:
    """Calendar quarters counted from the year 0."""
    return day.year * 4 + (day.month - 1) // 3


def program_year_of(day: date) -> int:
    return day.year if day >= date(day.year, 7, 1) else day.year - 1


def reported_in(exited_on: date, quarters_later: int) -> int:
    """The program year of the quarter that is so many after the exit's, day by day."""
    day = exited_on
    while quarter_number(day) < quarter_number(exited_on) + quarters_later:
        day += timedelta(days=1)
    return program_year_of(day)


def same_day_next_year(day: date) -> date:
    try:
        return date(day.year + 1, day.month, day.day)
    except ValueError:
        return date(day.year + 1, 2, 28)


LAG = {2: 4, 4: 6}


@given(YEARS, st.sampled_from([2, 4]), DAYS)
def test_a_cohort_is_the_exits_whose_quarter_is_reported_in_the_year(
    year: int, quarter: int, exited_on: date
) -> None:
    """Four quarters later for the second quarter, six for the fourth."""
    span = cohort(year, quarter, BOOK)

    assert span is not None
    assert (span.first <= exited_on <= span.last) == (
        reported_in(exited_on, LAG[quarter]) == year
    )


@pytest.mark.parametrize(
    ("quarter", "first", "last"),
    [
        (2, date(2024, 7, 1), date(2025, 6, 30)),
        (4, date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_the_cohorts_of_program_year_2025_are_those_of_the_guidance(
    quarter: int, first: date, last: date
) -> None:
    """The worked example of the federal table."""
    assert cohort(2025, quarter, BOOK) == (first, last)


@given(YEARS, st.sampled_from([2, 4]), st.none() | DAYS, st.booleans(), JOBS, DAYS)
def test_employment_counts_as_walking_through_the_quarter_says(
    year: int,
    quarter: int,
    exited_on: date | None,
    excluded: bool,
    jobs: tuple[Job, ...],
    today: date,
) -> None:
    """A day of unsubsidized work in the quarter, seen by then and by today."""
    answer = outcomes.employment(
        Worked("1", quarter, year, exited_on, excluded, jobs, today), BOOK
    )

    expected = "not-applicable"
    if (
        exited_on is not None
        and not excluded
        and reported_in(exited_on, LAG[quarter]) == year
    ):
        asked = quarter_number(exited_on) + quarter
        worked = False
        for job in jobs:
            day = job.first
            known = min(job.last or today, today, job.confirmed_on)
            while day <= known and quarter_number(day) <= asked:
                worked |= job.federal_code in (1, 2, 3) and quarter_number(day) == asked
                day += timedelta(days=1)
        due = quarter_number(today) <= quarter_number(exited_on) + LAG[quarter]
        expected = "met" if worked else "incomplete" if due else "not-met"
    assert answer.verdict == expected


@given(
    YEARS, st.none() | DAYS, st.booleans(), st.sampled_from([None, True, False]),
    TRAININGS, st.booleans(), DAYS,
)  # fmt: skip
def test_credential_attainment_asks_only_who_was_in_such_training(
    year: int,
    exited_on: date | None,
    excluded: bool,
    no_diploma: bool | None,
    training: tuple[Training, ...],
    countable: bool,
    today: date,
) -> None:
    """Training that can lead to a credential, begun by the exit, paid or not said."""
    ids = (3,) if countable else ()
    answer = outcomes.credential(
        Earned("1", year, exited_on, excluded, no_diploma, training, ids, (), today),
        BOOK,
    )

    expected = "not-applicable"
    if exited_on is not None and not excluded and reported_in(exited_on, 6) == year:
        asked = False
        for one in training:
            fits = one.leads and one.start <= exited_on and one.funded in (None, True)
            if one.secondary:
                fits = fits and no_diploma is True
            asked = asked or fits
        if asked:
            open_still = today <= same_day_next_year(exited_on)
            expected = "incomplete" if open_still else "not-met"
            expected = "met" if countable else expected
    assert answer.verdict == expected


@given(
    YEARS, st.none() | DAYS, st.none() | DAYS, st.booleans(), TRAININGS, st.booleans(),
    DAYS,
)  # fmt: skip
def test_a_gain_is_asked_of_whoever_was_in_training_on_a_day_of_the_year(
    year: int,
    begun: date | None,
    exited_on: date | None,
    excluded: bool,
    training: tuple[Training, ...],
    countable: bool,
    today: date,
) -> None:
    """Walking through the days up to today, the exit and the end of each service."""
    named = ("msg 1",) if countable else ()
    answer = outcomes.gain(
        Gained("1", year, begun, exited_on, excluded, training, named, (), today), BOOK
    )

    trained = False
    for one in training:
        last = min(day for day in (one.end, exited_on, today, date.max) if day)
        if one.end is not None and one.end < one.start:
            continue
        day = max(one.start, date(year, 7, 1))
        reached = day <= last and day <= date(year + 1, 6, 30)
        trained |= reached and one.funded is not False
    expected = "not-applicable"
    if trained and begun is not None and not excluded:
        expected = "met" if countable else "not-met"
    assert answer.verdict == expected
