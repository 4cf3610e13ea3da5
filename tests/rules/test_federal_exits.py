"""The clock that leads to the federal exit, against a plain reading of the rule."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wioatrack.rulebooks import load_rulebook
from wioatrack.rules.federal_exits import Clock, Spell, band_of, clock

BOOK = load_rulebook("federal")
TODAY = date(2024, 3, 1)
DAYS = st.dates(date(2022, 6, 1), date(2024, 12, 31)) | st.sampled_from(
    [TODAY - timedelta(1), TODAY, TODAY + timedelta(1)]
)
SPELLS = st.lists(
    st.builds(
        Spell,
        service_id=st.integers(1, 99),
        title=st.just("300"),
        status=st.sampled_from(
            ["planned", "started", "successful", "unsuccessful", "not-required"]
        ),
        planned_start=st.none() | DAYS,
        planned_end=st.none() | DAYS,
        start=st.none() | DAYS,
        end=st.none() | DAYS,
    ),
    max_size=5,
)


def course(status: str, **days: date) -> Spell:
    return Spell(7, "300 - Training", status, **days)


def days_of(spell: Spell) -> set[date]:
    """Slowly: every day up to today on which the service was received."""
    if spell.status in ("planned", "not-required"):
        return set()
    if spell.status == "started":
        first = spell.start or spell.planned_start or spell.planned_end or TODAY
        last = spell.planned_end or TODAY
        if spell.start is None and (spell.planned_end or TODAY) >= TODAY:
            return {TODAY}
    else:
        first = spell.start or spell.end
        last = spell.end or spell.start
    if first is None or last is None:
        return set()
    last = max(first, last)
    span = (last - first).days + 1
    return {day for n in range(span) if (day := first + timedelta(n)) <= TODAY}


@given(SPELLS)
def test_the_last_service_is_the_last_day_on_which_anything_was_received(
    spells: list[Spell],
) -> None:
    """Whatever is planned, started or closed, in whatever order."""
    received = {day for spell in spells for day in days_of(spell)}

    found = clock(spells, TODAY, BOOK)

    assert found.last_service == max(received, default=None)
    if found.last_service:
        assert found.reached_on == found.last_service + timedelta(days=90)


@pytest.mark.parametrize(
    ("today", "exited_on"),
    [(date(2024, 3, 30), None), (date(2024, 3, 31), date(2023, 12, 31))],
)
def test_the_exit_is_final_the_day_after_the_ninetieth(
    today: date, exited_on: date | None
) -> None:
    """Through a leap February: 90 days after 31 December 2023 is 30 March 2024."""
    found = clock(
        [course("successful", start=date(2023, 9, 1), end=date(2023, 12, 31))],
        today,
        BOOK,
    )

    assert found.reached_on == date(2024, 3, 30)
    assert found.exited_on == exited_on
    assert found.exit_date == date(2023, 12, 31)


def test_a_service_to_come_keeps_everybody_in() -> None:
    """Planned for tomorrow holds the exit off; planned for today and never begun not."""
    over = course("successful", start=date(2023, 1, 2), end=date(2023, 1, 31))

    ahead = clock(
        [over, course("planned", planned_start=date(2024, 3, 2))], TODAY, BOOK
    )
    today = clock([over, course("planned", planned_start=TODAY)], TODAY, BOOK)

    assert ahead.planned == ((7, date(2024, 3, 2)),)
    assert (ahead.exit_date, ahead.exited_on) == (None, None)
    assert today.exited_on == date(2023, 1, 31)


def test_an_open_service_runs_to_its_planned_end_and_no_further() -> None:
    """On the planned end it is received, the day after it waits to be closed."""
    spell = course("started", start=date(2024, 1, 2), planned_end=TODAY)

    on_the_day = clock([spell], TODAY, BOOK)
    the_next = clock([spell], TODAY + timedelta(days=1), BOOK)

    assert (on_the_day.running, on_the_day.unclosed) == ((7,), ())
    assert (the_next.running, the_next.unclosed) == ((), (7,))
    assert the_next.last_service == TODAY


def test_nothing_received_starts_no_clock() -> None:
    """No service, no last day, no exit."""
    assert clock([], TODAY, BOOK) == Clock(None, None, (), (), (), None, TODAY)


@pytest.mark.parametrize(
    ("days", "band"),
    [(59, ""), (60, "60-89"), (89, "60-89"), (90, "90-119"), (119, "90-119"),
     (120, "120+"), (999, "120+")],
)  # fmt: skip
def test_bands_begin_on_their_own_day(days: int, band: str) -> None:
    """60, 90 and 120 days, each the first of its band."""
    assert band_of(days, date(2023, 12, 31), BOOK) == band
