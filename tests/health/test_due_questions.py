"""What a list of due dates costs, in instructions of SQLite: they do not flake."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from wioatrack.actions.due_dates import INPUTS, RENAMED, sources
from wioatrack.actions.followups import ALL, OF_PLACES
from wioatrack.store import create

UNTIL = "2022-10-07"
EVERY = -1
SMALL, LARGE = 1_000, 20_000
# Of every hundred cases one is at this office; a caseload grows by offices, not in one.
OURS = '["north"]'
OF_OURS = 40
NOW = {"until": UNTIL, "still": '{"first": "2021-07-01", "quarter/1": "2021-07-01"}'}

Counted = Callable[..., tuple[int, int]]


def filled(path: Path, people: int) -> sqlite3.Connection:
    """So many people with five open due dates each; the same few at our office."""
    create(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO open_due (application_id, kind, record_id, milestone, due_date, "
        "participant, application, office, provider) VALUES (?,'worksite',?,?,?,?,?,?,?)",
        (
            (
                n,
                n,
                days,
                due_on(n, days),
                f"S{n}",
                f"A{n}",
                office(n),
                f"agency {n % 50}",
            )
            for n in range(1, people + 1)
            for days in (30, 60, 90, 180, 270)
        ),
    )
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    return connection


def due_on(person: int, days: int) -> str:
    month = days // 30 + person % 12
    return f"{2022 + month // 12}-{month % 12 + 1:02d}-{person % 28 + 1:02d}"


def office(person: int) -> str:
    return "north" if person <= OF_OURS else f"office {person % 997}"


@pytest.fixture(scope="module")
def caseloads(
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[int, sqlite3.Connection]:
    folder = tmp_path_factory.mktemp("due")
    return {
        people: filled(folder / f"{people}.db", people) for people in (SMALL, LARGE)
    }


def counted(
    connection: sqlite3.Connection, question: str, **given: object
) -> tuple[int, int]:
    """The rows of an answer, and the instructions it took."""
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    connection.set_progress_handler(step, 1)
    rows = len(connection.execute(question, given).fetchall())
    connection.set_progress_handler(None, 0)
    return rows, steps


def test_the_whole_list_takes_12_instructions_a_row(
    caseloads: dict[int, sqlite3.Connection],
) -> None:
    """Every column comes from one index, in its order: nothing is looked up or sorted."""
    for connection in caseloads.values():
        rows, steps = counted(connection, ALL, **NOW, limit=EVERY)

        assert rows > 500
        assert steps <= 12 * rows + 50


def test_the_first_50_cost_the_same_in_any_caseload(
    caseloads: dict[int, sqlite3.Connection],
) -> None:
    """The other rows are not read."""
    costs = [counted(one, ALL, **NOW, limit=50) for one in caseloads.values()]

    assert [rows for rows, _ in costs] == [50, 50]
    assert costs[1][1] <= 1.05 * costs[0][1]


def test_one_offices_list_costs_the_same_in_any_caseload(
    caseloads: dict[int, sqlite3.Connection],
) -> None:
    """What a staff member sees follows the own participants, not everybody's."""
    costs = [
        counted(one, OF_PLACES, places=OURS, **NOW, limit=EVERY)
        for one in caseloads.values()
    ]

    assert costs[0][0] == costs[1][0] > 20
    assert costs[1][1] <= 1.05 * costs[0][1]


@pytest.mark.parametrize("question", [ALL, OF_PLACES])
def test_no_table_is_scanned(
    caseloads: dict[int, sqlite3.Connection], question: str
) -> None:
    """Every step of the plan searches by an index."""
    given = {**NOW, "limit": EVERY, "places": OURS}
    plan = caseloads[LARGE].execute(f"EXPLAIN QUERY PLAN {question}", given)

    steps = [detail for *_, detail in plan]
    assert any("USING" in step and "INDEX open_due" in step for step in steps)
    assert [step for step in steps if step.startswith("SCAN open_due")] == []


QUESTIONS = [INPUTS, RENAMED, *(moved for one in sources() for moved in one.moved)]


@pytest.mark.parametrize("question", dict.fromkeys(QUESTIONS))
def test_a_write_looks_at_what_it_wrote_and_not_at_all_history(
    caseloads: dict[int, sqlite3.Connection], question: str
) -> None:
    """Which dates a write moved is asked of the log's end, however long the log is."""
    plan = caseloads[SMALL].execute(f"EXPLAIN QUERY PLAN {question}", {"since": 0})

    steps = [detail for *_, detail in plan]
    assert any("rowid>?" in step or "seq>?" in step for step in steps)
    assert [step for step in steps if "change_record" in step] == []
