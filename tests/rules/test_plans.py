"""What is owed, for any order of goals, statuses and agreements."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from wioatrack.rules.plans import ADDED, OFF_TRACK, Plan, Settlement, Turn, owed

BEGAN = date(2023, 5, 1)
DAYS = some.integers(0, 400).map(lambda n: BEGAN + timedelta(days=n))
MARKS = some.integers(1, 30)
TURNS = some.lists(
    some.builds(Turn, MARKS, some.sampled_from([ADDED, OFF_TRACK]), DAYS, MARKS),
    max_size=8,
).map(tuple)
SETTLED = some.lists(some.builds(Settlement, DAYS, MARKS, MARKS), max_size=4).map(tuple)


@given(TURNS, SETTLED)
def test_an_agreement_to_everything_leaves_nothing_owed(
    turns: tuple[Turn, ...], earlier: tuple[Settlement, ...]
) -> None:
    """Whatever was agreed to before it."""
    last = max((turn.on for turn in turns), default=BEGAN)

    everything = Settlement(last, goal_mark=30, status_mark=30)

    assert owed(Plan("A-1", BEGAN, turns, (*earlier, everything))) is None


@given(TURNS, SETTLED)
def test_what_is_owed_is_owed_since_its_first_day(
    turns: tuple[Turn, ...], settled: tuple[Settlement, ...]
) -> None:
    """The earliest of what no agreement covers, and of the first plan without any."""
    days = [t.on for t in turns if not any(one.covers(t) for one in settled)]
    days += [] if settled else [BEGAN]

    found = owed(Plan("A-1", BEGAN, turns, settled))

    assert (found.since if found else None) == min(days, default=None)


@given(TURNS, SETTLED, some.builds(Settlement, DAYS, MARKS, MARKS))
def test_one_more_agreement_never_makes_more_owed(
    turns: tuple[Turn, ...], settled: tuple[Settlement, ...], more: Settlement
) -> None:
    """It settles something or nothing."""
    before = owed(Plan("A-1", BEGAN, turns, settled))
    after = owed(Plan("A-1", BEGAN, turns, (*settled, more)))

    if after is not None:
        assert before is not None
        assert before.since <= after.since
