"""The agenda's clocks against a slow, plain reading of the same random caseload.

The agenda finds its rows in SQL; the reference looks at every person and every record,
in Python alone, and knows neither the questions nor the rules of the program.
"""

import datetime as dt
import json
import random
from pathlib import Path
from typing import Any

import pytest

from wioatrack.models.applications import Application
from wioatrack.models.exits import Exit
from wioatrack.models.gains import Gain, GainSemester
from wioatrack.models.people import Participant
from wioatrack.models.plans import Service
from wioatrack.store import Stamp, writing

TODAY = dt.date(2024, 3, 15)
YEAR = (dt.date(2023, 7, 1), dt.date(2024, 6, 30))
# code: holds an exit off, education or training
ACTIVITIES = {
    ("isets", "VT", "snap-et"): (True, True),
    ("isets", "JST", "snap-et"): (True, False),
    ("isets", "Clothing", "support"): (False, False),
    ("isets", "E", "other"): (False, False),
    ("career-connect", "101", "career"): (False, False),
    ("career-connect", "300", "training"): (True, True),
}
RECEIVED = ("started", "successful", "unsuccessful")


def some_day(chance: random.Random, back: int, ahead: int = 0) -> dt.date:
    return TODAY + dt.timedelta(days=chance.randint(-back, ahead))


def filed(path: Path, seed: int) -> dict[str, dict[str, Any]]:
    """A caseload of forty on file, and the same as plain facts by application."""
    chance = random.Random(seed)
    cases: dict[str, dict[str, Any]] = {}
    for number in range(40):
        on = some_day(chance, 30)
        with writing(path, Stamp("ore", "account", "test write", on=on)) as store:
            person = store.keep(
                Participant(state_id=f"S{number}", first_name="A", last_name="B")
            )
            application = store.keep(
                Application(
                    participant_id=person,
                    profile="isets",
                    number=f"N{number}",
                    enrollment="enrolled" if chance.random() < 0.9 else "applied",
                    participation_date=TODAY - dt.timedelta(days=900),
                )
            )
            services = [
                a_service(chance, store, application)
                for _ in range(chance.randint(0, 3))
            ]
            gains = [
                a_gain(chance, store, application) for _ in range(chance.randint(0, 2))
            ]
            exited = chance.random() < 0.2
            if exited:
                store.keep(Exit(application_id=application, kind="record", date=on))
            row = store.one("SELECT * FROM application WHERE id = :id", id=application)
        assert row is not None
        cases[f"N{number}"] = {
            "clocked": row["enrollment"] == "enrolled" and not exited,
            "services": services,
            "gains": gains,
            "touched": on,
        }
    return cases


def a_service(chance: random.Random, store: Any, application: int) -> dict[str, Any]:
    activity = chance.choice(list(ACTIVITIES))
    status = chance.choice([*RECEIVED, "planned", "not-required"])
    start = some_day(chance, 400)
    days: dict[str, Any] = {"start": None, "end": None, "planned_end": None}
    if status in RECEIVED:
        days["start"] = start
    if status in ("successful", "unsuccessful"):
        days["end"] = min(start + dt.timedelta(days=chance.randint(0, 200)), TODAY)
    if status == "started" and chance.random() < 0.7:
        days["planned_end"] = start + dt.timedelta(days=chance.randint(0, 400))
    if status == "planned":
        days["planned_start"] = some_day(chance, 100, 100)
    store.keep(
        Service(
            application_id=application,
            activity_set=activity[0],
            activity=activity[1],
            activity_label=activity[1],
            activity_group=activity[2],
            status=status,
            **days,
        )
    )
    return {"activity": activity, "status": status, "planned_start": None, **days}


def a_gain(chance: random.Random, store: Any, application: int) -> dt.date:
    """The day that decides its year: the semester's end where there is one."""
    day = some_day(chance, 500)
    gain = store.keep(
        Gain(application_id=application, type="milestone", federal_type="4", date=day)
    )
    if chance.random() < 0.3:
        end = some_day(chance, 500)
        start = end - dt.timedelta(days=90)
        store.keep(GainSemester(gain_id=gain, start=start, end=end))
        return end
    return day


def last_service(case: dict[str, Any]) -> dt.date | None:
    """Day by day backwards: the last on which something that qualifies was received."""
    for back in range(1_000):
        day = TODAY - dt.timedelta(days=back)
        for one in case["services"]:
            if one["status"] not in RECEIVED or not ACTIVITIES[one["activity"]][0]:
                continue
            last = one["end"] or one["planned_end"] or TODAY
            if one["start"] <= day <= max(last, one["start"]):
                return day
    return None


def inactive(case: dict[str, Any]) -> dt.date | None:
    last = last_service(case)
    ahead = any(
        one["status"] == "planned"
        and one["planned_start"]
        and one["planned_start"] > TODAY
        and ACTIVITIES[one["activity"]][0]
        for one in case["services"]
    )
    if last is None or ahead or (TODAY - last).days < 60:
        return None
    return last + dt.timedelta(days=90)


def without_gain(case: dict[str, Any]) -> dt.date | None:
    trained = any(
        one["status"] in RECEIVED
        and ACTIVITIES[one["activity"]][1]
        and one["start"] <= TODAY
        and (one["end"] is None or one["end"] >= YEAR[0])
        for one in case["services"]
    )
    gained = any(YEAR[0] <= day <= YEAR[1] for day in case["gains"])
    return YEAR[1] if trained and not gained else None


def untouched(case: dict[str, Any]) -> dt.date | None:
    due: dt.date = case["touched"] + dt.timedelta(days=14)
    return due if due <= TODAY else None


@pytest.mark.parametrize("seed", range(5))
def test_the_agenda_is_what_looking_at_everybody_finds(
    wioatrack: Any, db: Path, seed: int
) -> None:
    """The same applications on the same days, for each of three kinds."""
    cases = filed(db, seed)

    answer = wioatrack("agenda", "--json", as_of=TODAY.isoformat(), code=0)

    found = json.loads(answer.stdout)
    for kind, due in (
        ("inactivity", inactive), ("gain", without_gain), ("untouched", untouched)
    ):  # fmt: skip
        expected = {
            (number, day.isoformat())
            for number, case in cases.items()
            if case["clocked"] and (day := due(case))
        }
        told = {
            (row["application"], row["due_date"])
            for row in found
            if row["kind"] == kind
        }
        assert told == expected, kind
        assert expected or kind == "untouched"
