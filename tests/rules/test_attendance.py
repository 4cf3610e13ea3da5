"""Minutes of a day: exact, and by the clock on the wall."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wioatrack.rules.attendance import Times, minutes, said_hours

SPRING = date(2022, 3, 13)
AUTUMN = date(2022, 11, 6)


@pytest.mark.covers("IS-76")
def test_lunch_is_taken_off() -> None:
    """08:30 to 16:15 with half an hour of lunch is 7.25 hours."""
    day = Times(1, date(2021, 11, 29), "08:30", "12:00", "12:30", "16:15")

    assert minutes(day) == 435
    assert said_hours(minutes(day)) == "7.25"


@pytest.mark.fault(49)
@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_the_clock_on_the_wall_counts(day: date) -> None:
    """01:30 to 03:30 is two hours also on the days on which the clocks change."""
    assert minutes(Times(1, day, "01:30", leave="03:30")) == 120


def test_who_has_not_left_counts_nothing_yet() -> None:
    """A day without a check-out is 0 minutes."""
    assert minutes(Times(1, date(2021, 11, 29), "08:30")) == 0


@pytest.mark.parametrize(
    ("total", "hours"), [(0, "0.00"), (1, "0.02"), (20, "0.33"), (2400, "40.00")]
)
def test_hours_have_two_decimals(total: int, hours: str) -> None:
    """A half is rounded up; the minutes stay exact beside it."""
    assert said_hours(total) == hours


CLOCKS = st.times().map(lambda time: f"{time:%H:%M}")


@given(st.lists(CLOCKS, min_size=4, max_size=4, unique=True).map(sorted))
def test_a_day_in_order_has_at_least_one_minute_and_at_most_a_day(
    clocks: list[str],
) -> None:
    """In, lunch, lunch over, out: the minutes are the shift without the lunch."""
    arrive, lunch_start, lunch_end, leave = clocks
    whole = minutes(Times(1, SPRING, arrive, leave=leave))
    worked = minutes(Times(1, SPRING, arrive, lunch_start, lunch_end, leave))
    lunch = minutes(Times(1, SPRING, lunch_start, leave=lunch_end))

    assert 0 < worked < 24 * 60
    assert worked + lunch == whole
