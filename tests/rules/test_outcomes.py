"""The indicators' denominators against a slow, plain reading of the federal text.

The reference below walks over calendar days and quarters one by one and knows no rule,
no rulebook and no helper of the program.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wioatrack.rulebooks import load_rulebook
from wioatrack.rules import outcomes
from wioatrack.rules.cohorts import cohort
from wioatrack.rules.jobs import Job
from wioatrack.rules.outcomes import Earned, Gained, Worked
from wioatrack.rules.rulebook import NotInForce
from wioatrack.rules.training import Training
from wioatrack.rules.youth import Group, Placed, group

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
        lambda id, start, length, leads, secondary, funded, listed: Training(
            id,
            "training",
            start,
            None if length is None else start + timedelta(length),
            leads,
            secondary,
            funded,
            listed,
        ),
        st.integers(1, 9),
        DAYS,
        st.none() | st.integers(0, 500),
        st.booleans(),
        st.booleans(),
        st.sampled_from([None, True, False]),
        st.sampled_from([None, True, False]),
    ),
    max_size=3,
).map(tuple)
GROUPS = st.sampled_from(list(Group))
PLACED = st.lists(
    st.builds(
        lambda quarter, code: Placed(4, quarter, code, "Education"),
        st.sampled_from([2, 4]),
        st.sampled_from([0, 1, 2, 3]),
    ),
    max_size=2,
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


@given(
    YEARS, st.sampled_from([2, 4]), st.none() | DAYS, st.booleans(), JOBS, DAYS, GROUPS,
    PLACED,
)  # fmt: skip
def test_employment_counts_as_walking_through_the_quarter_says(
    year: int,
    quarter: int,
    exited_on: date | None,
    excluded: bool,
    jobs: tuple[Job, ...],
    today: date,
    group: Group,
    placed: tuple[Placed, ...],
) -> None:
    """A day of unsubsidized work in the quarter, seen by then and by today.

    Of a youth, education or training said of that quarter does as well.
    """
    answer = outcomes.employment(
        Worked("1", quarter, year, exited_on, excluded, jobs, today, group, placed),
        BOOK,
    )

    expected = "not-applicable"
    if (
        exited_on is not None
        and not excluded
        and reported_in(exited_on, LAG[quarter]) == year
    ):
        asked = quarter_number(exited_on) + quarter
        worked = group != "adult" and any(
            one.quarter == quarter and one.federal_code in (1, 2, 3) for one in placed
        )
        for job in jobs:
            day = job.first
            known = min(job.last or today, today, job.confirmed_on)
            while day <= known and quarter_number(day) <= asked:
                worked |= job.federal_code in (1, 2, 3) and quarter_number(day) == asked
                day += timedelta(days=1)
        due = quarter_number(today) <= quarter_number(exited_on) + LAG[quarter]
        expected = "met" if worked else "incomplete" if due else "not-met"
    assert answer.verdict == expected


def asked_of(group: Group, training: list[Training], *, school: bool) -> bool | None:
    """Whether the indicator asks; None where that is not known.

    Adults by training that WIOA paid, or nobody said who did; youth in school always;
    others by the list; and a youth of whom neither is known if both would be asked.
    """
    if group == "adult":
        return any(one.funded in (None, True) for one in training)
    in_school = bool(training) or school
    listed = [one.listed for one in training]
    elsewhere = True if True in listed else None if None in listed else False
    if group == "in-school-youth":
        return in_school
    if group == "out-of-school-youth" or not school:
        return elsewhere
    return True if elsewhere is True else None


@given(
    YEARS, st.none() | DAYS, st.booleans(), st.sampled_from([None, True, False]),
    TRAININGS, st.booleans(), DAYS, GROUPS,
)  # fmt: skip
def test_credential_attainment_asks_only_who_was_in_such_training(
    year: int,
    exited_on: date | None,
    excluded: bool,
    no_diploma: bool | None,
    training: tuple[Training, ...],
    countable: bool,
    today: date,
    group: Group,
) -> None:
    """Training that can lead to a credential, begun by the exit; or a youth's school."""
    ids = (3,) if countable else ()
    answer = outcomes.credential(
        Earned(
            "1", year, exited_on, excluded, no_diploma, training, ids, (), today, group
        ),
        BOOK,
    )

    expected = "not-applicable"
    if exited_on is not None and not excluded and reported_in(exited_on, 6) == year:
        fitting = []
        for one in training:
            fits = one.leads and one.start <= exited_on
            if one.secondary:
                fits = fits and no_diploma is True
            if fits:
                fitting.append(one)
        asked = asked_of(group, fitting, school=True)
        if asked is None:
            expected = "incomplete"
        if asked:
            open_still = today <= same_day_next_year(exited_on)
            expected = "incomplete" if open_still else "not-met"
            expected = "met" if countable else expected
    assert answer.verdict == expected


@given(
    YEARS, st.none() | DAYS, st.none() | DAYS, st.booleans(), TRAININGS, st.booleans(),
    DAYS, GROUPS,
)  # fmt: skip
def test_a_gain_is_asked_of_whoever_was_in_training_on_a_day_of_the_year(
    year: int,
    begun: date | None,
    exited_on: date | None,
    excluded: bool,
    training: tuple[Training, ...],
    countable: bool,
    today: date,
    group: Group,
) -> None:
    """Walking through the days up to today, the exit and the end of each service.

    An excluded exit takes away the gains of its own program year and of no other.
    """
    named = ("msg 1",) if countable else ()
    answer = outcomes.gain(
        Gained(
            "1", year, begun, exited_on, excluded, training, named, (), today, group
        ),
        BOOK,
    )

    trained = []
    for one in training:
        last = min(day for day in (one.end, exited_on, today, date.max) if day)
        if one.end is not None and one.end < one.start:
            continue
        day = max(one.start, date(year, 7, 1))
        reached = day <= last and day <= date(year + 1, 6, 30)
        if reached:
            trained.append(one)
    school = False
    if begun is not None:
        day, last = begun, min(exited_on or today, today)
        while day <= last and not school:
            school = program_year_of(day) == year
            day += timedelta(days=1)
    asked = asked_of(group, trained, school=school)
    left = excluded and exited_on is not None and program_year_of(exited_on) == year
    expected = "not-applicable"
    if asked is not False and begun is not None and not left:
        expected = "met" if countable else "not-met"
        expected = "incomplete" if asked is None else expected
    assert answer.verdict == expected


def test_the_other_reading_takes_an_excluded_exit_out_of_every_year() -> None:
    """A board that reads it so changes one dated line of its profile."""
    name = "outcome.gain-exclusion"
    every = replace(BOOK.values[name][0], value="every-year")
    book = replace(BOOK, values={**BOOK.values, name: (every,)})
    training = Training(7, "300", date(2022, 9, 1), None, leads=True)
    facts = Gained(
        "1", 2022, date(2022, 7, 1), date(2023, 7, 1), True, (training,), ("msg 3",),
        (), date(2024, 6, 30),
    )  # fmt: skip

    assert outcomes.gain(facts, BOOK).verdict == "met"
    assert outcomes.gain(facts, book).verdict == "not-applicable"


@pytest.mark.parametrize(
    ("status", "on", "found"),
    [
        (1, date(2014, 7, 1), Group.IN_SCHOOL),
        (2, date(2023, 7, 1), Group.IN_SCHOOL),
        (3, date(2023, 7, 1), Group.IN_SCHOOL),
        (4, date(2023, 7, 1), Group.OUT_OF_SCHOOL),
        (5, date(2023, 7, 1), Group.OUT_OF_SCHOOL),
        (6, date(2023, 7, 1), Group.OUT_OF_SCHOOL),
        (None, date(2023, 7, 1), Group.UNKNOWN),
        (1, None, Group.UNKNOWN),
    ],
)
def test_a_youth_is_in_school_by_the_status_at_entry(
    status: int | None, on: date | None, found: Group
) -> None:
    """PIRL 409, 1 to 3; an adult is an adult whatever the status."""
    assert group("youth", status, on, BOOK) is found
    assert group("adult", status, on, BOOK) is Group.ADULT


def test_before_the_act_no_value_says_who_was_in_school() -> None:
    """The day before the first of the data."""
    with pytest.raises(NotInForce):
        group("youth", 1, date(2014, 6, 30), BOOK)
