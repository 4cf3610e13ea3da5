"""Which verifications a placement owes, and how their days stand to today."""

from datetime import date

import pytest

from wioatrack.rulebooks import load_rulebook
from wioatrack.rules.milestones import Band, Placed, band, owed, schedule

ISETS = load_rulebook("isets")


@pytest.mark.covers("IS-98")
@pytest.mark.fault(44)
def test_the_five_days_of_the_guide() -> None:
    """A start on 8/8/2022 is to be verified on these five days."""
    due = schedule(date(2022, 8, 8), ISETS)

    assert {days: str(on) for days, on in due.items()} == {
        30: "2022-09-07",
        60: "2022-10-07",
        90: "2022-11-06",
        180: "2023-02-04",
        270: "2023-05-05",
    }


@pytest.mark.covers("IS-98")
@pytest.mark.parametrize(
    ("start", "number"), [(date(2024, 12, 31), 5), (date(2025, 1, 1), 6)]
)
def test_the_schedule_of_the_start_day_applies(start: date, number: int) -> None:
    """Placements that start from 2025 have a sixth, after 365 days."""
    assert len(schedule(start, ISETS)) == number


def test_a_profile_without_a_schedule_owes_none() -> None:
    """Credential systems keep no placements."""
    assert schedule(date(2022, 8, 8), load_rulebook("cook")) == {}


@pytest.mark.covers("IS-94")
def test_the_status_decides_what_is_owed() -> None:
    """Planned owes none; an unsuccessful end makes those to come moot, no other does."""
    start, end = date(2022, 8, 8), date(2022, 10, 7)

    assert owed(Placed("planned", start), ISETS) == {}
    assert owed(Placed("not-required", start), ISETS) == {}
    assert set(owed(Placed("unsuccessful", start, end), ISETS)) == {30, 60}
    assert len(owed(Placed("successful", start, end), ISETS)) == 5
    assert set(owed(Placed("started", start), ISETS, {30, 60})) == {90, 180, 270}


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (date(2022, 9, 6), Band.OVERDUE),
        (date(2022, 9, 7), Band.DUE),
        (date(2022, 9, 8), Band.SOON),
        (date(2022, 9, 14), Band.SOON),
        (date(2022, 9, 15), Band.LATER),
    ],
)
def test_bands(due: date, expected: Band) -> None:
    """Overdue before today, due today, soon for seven days, then later (D15)."""
    assert band(due, date(2022, 9, 7), ISETS) is expected
