"""Which program years owe a gain, and when a box is ticked."""

from dataclasses import replace
from datetime import date

import pytest

from wioatrack.rules.checklist import (
    Gain,
    Received,
    Result,
    credentials_entered,
    gains_entered,
    services_complete,
    training_years,
)

TRAINING = Received(
    service_id=7,
    title="300 - Training",
    status="started",
    start=date(2022, 8, 22),
    end=None,
    referral=False,
    in_training=True,
    leads_to_credential=True,
    has_credential=False,
    no_credential=False,
)


@pytest.mark.covers("OUT-50")
@pytest.mark.parametrize(
    ("start", "end", "until", "years"),
    [
        (date(2022, 8, 22), None, date(2022, 8, 21), set()),
        (date(2022, 8, 22), None, date(2022, 8, 22), {2022}),
        (date(2022, 6, 30), None, date(2022, 7, 1), {2021, 2022}),
        (date(2022, 6, 30), date(2022, 6, 30), date(2022, 7, 1), {2021}),
        (date(2022, 7, 1), date(2024, 7, 1), date(2024, 6, 30), {2022, 2023}),
        (date(2022, 7, 1), date(2024, 7, 1), date(2024, 7, 1), {2022, 2023, 2024}),
        (None, date(2022, 8, 22), date(2022, 8, 22), set()),
    ],
)
def test_training_touches_each_year_from_its_first_day_to_its_last(
    start: date | None, end: date | None, until: date, years: set[int]
) -> None:
    """Up to the day asked about; the first of July begins a year."""
    assert training_years([replace(TRAINING, start=start, end=end)], until) == years


@pytest.mark.parametrize("status", ["planned", "not-required"])
def test_training_that_nobody_began_touches_no_year(status: str) -> None:
    """Nor does what is no training."""
    idle = replace(TRAINING, status=status)
    other = replace(TRAINING, in_training=False)

    assert training_years([idle, other], date(2024, 6, 30)) == frozenset()


def gain(year: int, attained_on: date, *, after_exit: bool = False) -> Gain:
    return Gain(f"msg {year}", year, attained_on, after_exit)


FIRST, SECOND = gain(2022, date(2023, 6, 30)), gain(2023, date(2023, 7, 1))
LATE = date(2023, 7, 2)


@pytest.mark.covers("OUT-06", "OUT-50")
@pytest.mark.parametrize(
    ("services", "gains", "result", "blockers"),
    [
        ([], [], Result.NOT_APPLICABLE, []),
        ([], [FIRST], Result.ENTERED, []),
        ([TRAINING], [], Result.NOT_ENTERED, ["application 314992"] * 2),
        ([TRAINING], [FIRST], Result.ENTERED, ["application 314992"]),
        ([TRAINING], [FIRST, SECOND], Result.ENTERED, []),
        ([TRAINING], [FIRST, gain(2023, LATE)], Result.ENTERED, ["msg 2023"]),
        ([TRAINING], [FIRST, gain(2023, LATE, after_exit=True)], Result.ENTERED, []),
    ],
)
def test_a_gain_is_owed_for_each_year(
    services: list[Received], gains: list[Gain], result: Result, blockers: list[str]
) -> None:
    """One gain makes the result; only one for each year, in time, makes the status."""
    box = gains_entered("314992", services, gains, date(2023, 7, 1))

    assert box.result == result
    assert [blocker.record for blocker in box.blockers] == blockers
    assert box.ticked is not bool(blockers)


@pytest.mark.covers("OUT-50")
@pytest.mark.parametrize(
    ("change", "recorded", "result", "ticked"),
    [
        ({}, 0, Result.NOT_ENTERED, False),
        ({}, 1, Result.ENTERED, False),
        ({"has_credential": True}, 1, Result.ENTERED, True),
        ({"no_credential": True}, 0, Result.NOT_APPLICABLE, True),
        ({"leads_to_credential": False}, 0, Result.NOT_APPLICABLE, True),
        ({"status": "unsuccessful"}, 0, Result.NOT_APPLICABLE, True),
        ({"status": "started"}, 0, Result.NOT_APPLICABLE, True),
    ],
)
def test_a_completed_training_says_what_was_earned(
    change: dict[str, object], recorded: int, result: Result, ticked: bool
) -> None:
    """A credential, or that there is none; nothing else is asked."""
    done = replace(TRAINING, status="successful")

    box = credentials_entered("314992", [replace(done, **change)], recorded)

    assert (box.result, box.ticked) == (result, ticked)


@pytest.mark.covers("OUT-50")
@pytest.mark.parametrize(
    ("services", "result", "records"),
    [
        ([], Result.NOT_ENTERED, ["application 314992"]),
        (
            [replace(TRAINING, referral=True)],
            Result.NOT_ENTERED,
            ["application 314992"],
        ),
        ([TRAINING], Result.ENTERED, ["service 7"]),
        ([replace(TRAINING, status="planned")], Result.ENTERED, ["service 7"]),
        ([replace(TRAINING, status="not-required")], Result.ENTERED, []),
        ([replace(TRAINING, status="unsuccessful")], Result.ENTERED, []),
    ],
)
def test_all_services_are_finished_and_there_is_one(
    services: list[Received], result: Result, records: list[str]
) -> None:
    """However they ended; a referral is none of them."""
    box = services_complete("314992", services)

    assert (box.result, [b.record for b in box.blockers]) == (result, records)
