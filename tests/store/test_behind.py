"""Long statements go behind the work, and no further than their transaction."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from wioatrack.errors import StoreFull
from wioatrack.store import Stamp, reading, writing
from wioatrack.store.behind import WAITING, WORTH, Behind
from wioatrack.store.bulk import keep_many
from wioatrack.store.checking import check
from wioatrack.store.hasty import Hasty, loading
from wioatrack.store.tables import MOST_PARAMETERS, TOGETHER, portioned

MANY = 12 * WORTH
serialized = pytest.mark.skipif(
    sqlite3.threadsafety < 3, reason="this SQLite keeps to one thread"
)


def notes(first: int, count: int, application: int = 1) -> dict[str, Sequence[object]]:
    """So many new case notes, column by column."""
    always = {
        "application_id": application,
        "date": "2024-01-02",
        "message": "Called",
        "task": "record-credential",
        "send": "save",
        "author": "ann",
        "created_at": "2024-01-02T00:00:00+00:00",
    }
    return {"id": range(first, first + count)} | {
        name: [value] * count for name, value in always.items()
    }


def count_of(path: Path, table: str) -> int:
    with reading(path) as snapshot:
        (row,) = snapshot.ask(f"SELECT count(*) AS n FROM {table}")
    return int(row["n"])


def writers() -> list[str]:
    """The threads of loads that are still there."""
    return [t.name for t in threading.enumerate() if t.name.startswith("wioatrack")]


@pytest.fixture
def numbers(tmp_path: Path) -> sqlite3.Connection:
    """A table in a transaction that two threads may use in turn."""
    connection = sqlite3.connect(
        tmp_path / "n.db", isolation_level=None, check_same_thread=False
    )
    connection.execute("CREATE TABLE numbers (n INTEGER UNIQUE)")
    connection.execute("BEGIN")
    return connection


def many(first: int) -> tuple[str, Sequence[int]]:
    """A statement that is worth a thread."""
    values = range(first, first + WORTH)
    return "INSERT INTO numbers VALUES " + ", ".join(["(?)"] * WORTH), values


@serialized
def test_statements_are_carried_out_in_order(numbers: sqlite3.Connection) -> None:
    """Long ones and short ones, more of them than may wait."""
    behind = Behind(numbers)
    for turn in range(2 * WAITING):
        behind.put(*many(turn * WORTH))
        behind.put("UPDATE numbers SET n = -n WHERE n = ?", [turn * WORTH + 1])
    behind.wait()

    (all,) = numbers.execute("SELECT count(*) FROM numbers").fetchone()
    (moved,) = numbers.execute("SELECT count(*) FROM numbers WHERE n < 0").fetchone()
    behind.close()
    assert (all, moved) == (2 * WAITING * WORTH, 2 * WAITING)
    assert writers() == []


@serialized
def test_only_so_many_statements_wait(numbers: sqlite3.Connection) -> None:
    """Whoever is quicker than the database waits for it, and fills no memory."""
    gate = threading.Event()
    numbers.create_function("held", 1, lambda n: gate.wait() and n)
    statement, _ = many(0)
    held = statement.replace("(?)", "(held(?))", 1)
    behind = Behind(numbers)
    for turn in range(WAITING):
        behind.put(held, range(turn * WORTH, (turn + 1) * WORTH))

    one_more = threading.Thread(target=behind.put, args=many(WAITING * WORTH))
    one_more.start()
    one_more.join(0.2)
    waits = one_more.is_alive()
    gate.set()
    one_more.join()
    behind.wait()

    behind.close()
    assert waits
    (all,) = numbers.execute("SELECT count(*) FROM numbers").fetchone()
    assert all == (WAITING + 1) * WORTH


@serialized
def test_what_a_statement_runs_into_is_raised_by_a_later_one(
    numbers: sqlite3.Connection,
) -> None:
    """At the latest when somebody waits."""
    behind = Behind(numbers)
    behind.put(*many(0))
    behind.put(*many(WORTH // 2))

    with pytest.raises(sqlite3.IntegrityError, match=r"numbers\.n"):
        behind.wait()

    behind.close()


@serialized
def test_what_is_dropped_stays_undone(numbers: sqlite3.Connection) -> None:
    """Nothing is carried out once the transaction is over."""
    behind = Behind(numbers)
    for turn in range(WAITING):
        behind.put(*many(turn * WORTH))

    behind.close()
    numbers.execute("ROLLBACK")

    assert numbers.execute("SELECT count(*) FROM numbers").fetchone() == (0,)
    assert not numbers.in_transaction


@serialized
def test_what_has_not_begun_is_forgotten(numbers: sqlite3.Connection) -> None:
    """Whoever gives up waits for one statement, not for all that are queued."""
    gate, held = threading.Event(), threading.Event()
    numbers.create_function("hold", 1, lambda n: held.set() or gate.wait() and n)
    statement, values = many(0)
    behind = Behind(numbers)
    behind.put(statement.replace("(?)", "(hold(?))", 1), values)
    held.wait()
    for turn in range(1, WAITING):
        behind.put(*many(turn * WORTH))

    giving_up = threading.Thread(target=behind.close)
    giving_up.start()
    while not all(one.cancelled() for one in [*behind._waiting][1:]):
        assert giving_up.is_alive()
    gate.set()
    giving_up.join()

    (filed,) = numbers.execute("SELECT count(*) FROM numbers").fetchone()
    assert filed == WORTH


@serialized
def test_after_a_failure_nothing_is_carried_out(numbers: sqlite3.Connection) -> None:
    """Not until what failed was dropped inside a transaction that still stands."""
    behind = Behind(numbers)
    behind.put(*many(0))
    behind.put(*many(0))
    behind.put(*many(WORTH))
    behind.put(*many(2 * WORTH))
    with pytest.raises(sqlite3.IntegrityError):
        behind.wait()
    with pytest.raises(sqlite3.IntegrityError):
        behind.put("DELETE FROM numbers WHERE n < ?", [WORTH])

    behind.drop()
    (filed,) = numbers.execute("SELECT count(*) FROM numbers").fetchone()
    behind.put("DELETE FROM numbers WHERE n < ?", [WORTH])
    (left,) = numbers.execute("SELECT count(*) FROM numbers").fetchone()

    behind.close()
    assert (filed, left) == (WORTH, 0)


@serialized
def test_the_interpreter_takes_turns_as_before(numbers: sqlite3.Connection) -> None:
    """Short turns are for the time of a load."""
    usual = sys.getswitchinterval()
    behind = Behind(numbers)

    behind.put(*many(0))
    during = sys.getswitchinterval()
    behind.close()

    assert during < usual == sys.getswitchinterval()


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_a_load_that_is_broken_off_leaves_nothing(
    filled: Path, ann: Stamp, error: type[BaseException]
) -> None:
    """However much was still to be written."""
    before = count_of(filled, "change")

    with pytest.raises(error), loading(filled, ann) as store:
        keep_many(store, "note", notes(1, MANY))
        raise error

    assert count_of(filled, "note") == 0
    assert count_of(filled, "change") == before
    assert check(filled) == ()
    assert writers() == []


def test_a_load_that_the_database_refuses_leaves_nothing(
    filled: Path, ann: Stamp
) -> None:
    """The refusal of a statement is the refusal of the load."""
    with (
        pytest.raises(sqlite3.IntegrityError, match=r"note\.id"),
        loading(filled, ann) as store,
    ):
        keep_many(store, "note", notes(1, MANY))
        keep_many(store, "note", notes(MANY, 1))

    assert count_of(filled, "note") == 0
    assert check(filled) == ()
    assert writers() == []


@pytest.mark.parametrize("opening", [writing, loading])
def test_a_dry_run_does_everything_and_leaves_nothing(
    filled: Path, ann: Stamp, opening
) -> None:
    """What it could not have done is told."""
    with opening(filled, ann) as store:
        keep_many(store, "note", notes(1, MANY))
        store.rollback_only()
    assert count_of(filled, "note") == 0

    with (
        pytest.raises(sqlite3.IntegrityError, match=r"note\.id"),
        opening(filled, ann) as store,
    ):
        keep_many(store, "note", notes(1, MANY))
        keep_many(store, "note", notes(1, MANY))
        store.rollback_only()
    assert count_of(filled, "note") == 0


def test_a_part_that_the_database_refuses_goes_alone(filled: Path, ann: Stamp) -> None:
    """A savepoint waits for its own statements before it is taken for done."""
    with loading(filled, ann) as store:
        keep_many(store, "note", notes(1, MANY))
        with pytest.raises(sqlite3.IntegrityError), store.savepoint() as part:
            keep_many(part, "note", notes(MANY + 1, WORTH))
            keep_many(part, "note", notes(1, WORTH))
            keep_many(part, "note", notes(1, WORTH))
        keep_many(store, "note", notes(MANY + 1, 10))

    assert count_of(filled, "note") == MANY + 10
    assert check(filled) == ()


FILL = """
import resource, sys
from datetime import date
from pathlib import Path
from wioatrack.store import Stamp
from wioatrack.store.bulk import keep_many
from wioatrack.store.hasty import loading
path, room = Path(sys.argv[1]), int(sys.argv[2])
always = {"application_id": 1, "date": "2024-01-02", "message": "Called " * 20,
          "task": "record-credential", "send": "save", "author": "ann",
          "created_at": "2024-01-02T00:00:00+00:00"}
limit = path.stat().st_size + room
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
with loading(path, Stamp("ann", "account", "test", on=date(2024, 1, 2))) as store:
    store.connection.execute("PRAGMA cache_size = 20")
    for turn in range(20):
        columns = {name: [value] * 1000 for name, value in always.items()}
        ids = range(turn * 1000 + 1, turn * 1000 + 1001)
        keep_many(store, "note", {"id": ids} | columns)
"""


@pytest.mark.fault(12)
@pytest.mark.skipif(os.name == "nt", reason="needs POSIX limits of a process")
@pytest.mark.parametrize("room", [100_000, 500_000, 1_000_000, 2_000_000])
def test_what_comes_after_a_failed_write_is_not_filed(filled: Path, room: int) -> None:
    """SQLite rolls back by itself; nothing that was to come stands outside of that."""
    before = count_of(filled, "change")

    done = subprocess.run(
        [sys.executable, "-c", FILL, str(filled), str(room)],
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert done.returncode != 0 and "wioatrack.errors" in done.stderr
    assert (count_of(filled, "note"), count_of(filled, "change")) == (0, before)
    assert check(filled) == ()


@pytest.mark.fault(12)
def test_a_disk_that_fills_behind_a_load_leaves_nothing(
    filled: Path, ann: Stamp
) -> None:
    """It is told as it is told of any write."""
    with pytest.raises(StoreFull), loading(filled, ann) as store:
        (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
        store.connection.execute(f"PRAGMA max_page_count = {pages + 50}")
        keep_many(store, "note", notes(1, MANY))

    assert count_of(filled, "note") == 0
    assert check(filled) == ()


def test_a_question_sees_what_was_put_before_it(filled: Path, ann: Stamp) -> None:
    """Nobody reads past statements that are still to be carried out."""
    with loading(filled, ann) as store:
        for turn in range(3):
            keep_many(store, "note", notes(turn * MANY + 1, MANY))
            assert store.ask("SELECT count(*) AS n FROM note") == [
                {"n": (turn + 1) * MANY}
            ]


def test_a_load_within_a_write_keeps_to_its_thread(filled: Path, ann: Stamp) -> None:
    """A session's connection is not handed on."""
    with writing(filled, ann) as store:
        keep_many(Hasty.within(store), "note", notes(1, MANY))
        assert writers() == []

    assert count_of(filled, "note") == MANY


@pytest.mark.parametrize("width", [1, 3, 19, 40])
@pytest.mark.parametrize("rows", [0, 1, 9, 10, 999, 2_345])
def test_rows_are_parted_into_statements_of_few_sizes(width: int, rows: int) -> None:
    """All of them once and in order, and no statement is too long for SQLite."""
    columns = tuple(f"c{number}" for number in range(width))
    values = range(width * rows)

    parts = list(portioned("t", columns, values))

    assert [value for _, some in parts for value in some] == list(values)
    assert all(len(some) // width in TOGETHER for _, some in parts)
    assert all(len(some) <= MOST_PARAMETERS for _, some in parts)
    assert all(statement.count("?") == len(some) for statement, some in parts)
