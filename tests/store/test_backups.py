"""Backups, their way back, and migrations with a backup before."""

import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from wioatrack.errors import StoreDamaged, StoreExists, StoreLocked, StoreMissing
from wioatrack.store import Stamp, Store, reading, writing
from wioatrack.store.backups import backup, migrate, restore
from wioatrack.store.checking import check
from wioatrack.store.documents import folder_of, keep_file, place_of
from wioatrack.store.migrations import HEAD, MIGRATIONS

WRITER = """
import sys
from pathlib import Path
from wioatrack.store import Stamp, writing
from wioatrack.models.people import Participant
print("ready", flush=True)
number = 0
while True:
    with writing(Path(sys.argv[1]), Stamp("w", "w", "w")) as store:
        number += 1
        store.change(Participant, 1, phone=str(number))
        store.change(Participant, 1, email=str(number))
"""


def people(path: Path) -> int:
    with reading(path) as snapshot:
        return len(snapshot.ask("SELECT id FROM participant"))


def test_a_backup_is_a_sound_database(filled: Path, tmp_path: Path) -> None:
    """Checked before it takes its name, for its owner alone, and nothing left over."""

    to = tmp_path / "away" / "copy.db"
    size = backup(filled, to, verify=True)

    assert check(to) == ()
    assert people(to) == 1
    assert size == to.stat().st_size
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    assert [file.name for file in to.parent.iterdir()] == ["copy.db"]


def test_a_backup_never_replaces_a_file(filled: Path, tmp_path: Path) -> None:
    """Not even an older backup."""

    (tmp_path / "copy.db").write_text("mine")

    with pytest.raises(StoreExists):
        backup(filled, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"


def test_kept_files_go_with_the_backup(filled: Path, tmp_path: Path) -> None:
    """And come back with the restore."""

    (tmp_path / "proof.txt").write_text("passed")
    kept = keep_file(filled, tmp_path / "proof.txt", limit=100)
    to = tmp_path / "away" / "copy.db"

    backup(filled, to)
    place_of(filled, kept.sha256, kept.kind).unlink()
    restore(to, filled)

    assert place_of(to, kept.sha256, "txt").read_text() == "passed"
    assert place_of(filled, kept.sha256, "txt").read_text() == "passed"


def test_a_damaged_database_gives_no_verified_backup(
    filled: Path, tmp_path: Path
) -> None:
    """The final name does not appear."""

    with sqlite3.connect(filled) as raw:
        raw.execute("UPDATE participant SET first_name = 'Else'")

    with pytest.raises(StoreDamaged):
        backup(filled, tmp_path / "copy.db", verify=True)
    assert not (tmp_path / "copy.db").exists()


@pytest.mark.fault(32)
def test_backups_while_others_write(filled: Path, tmp_path: Path) -> None:
    """Each is sound and holds no half transaction."""

    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(filled)], stdout=subprocess.PIPE
        )
        for _ in range(2)
    ]
    try:
        for writer in writers:
            assert writer.stdout is not None
            writer.stdout.readline()
        for number in range(8):
            copy = tmp_path / f"copy-{number}.db"
            backup(filled, copy, verify=True)
            with reading(copy) as snapshot:
                row = snapshot.one("SELECT phone, email FROM participant")
            assert row is not None
            assert row["phone"] == row["email"]
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()


@pytest.mark.fault(4)
def test_a_killed_backup_leaves_no_final_name(filled: Path, tmp_path: Path) -> None:
    """What it left is removed by the next run; the source is as it was."""

    script = (
        "import sys, time; from pathlib import Path\n"
        "from wioatrack.store import backups\n"
        "backups.sync_file = lambda path: (print('copied', flush=True), "
        "time.sleep(60))\n"
        "backups.backup(Path(sys.argv[1]), Path(sys.argv[2]))\n"
    )
    away = tmp_path / "away"
    for _ in range(2):
        run = subprocess.Popen(
            [sys.executable, "-c", script, str(filled), str(away / "copy.db")],
            stdout=subprocess.PIPE,
        )
        assert run.stdout is not None
        run.stdout.readline()
        run.send_signal(signal.SIGKILL)
        run.communicate()
        (left,) = away.iterdir()
        assert left.name.endswith(".partial")

    backup(filled, away / "copy.db")

    assert [file.name for file in away.iterdir()] == ["copy.db"]
    assert check(filled) == ()


def test_a_restore_keeps_what_it_replaces(
    filled: Path, tmp_path: Path, ann: Stamp, person: Callable[[Store, str], int]
) -> None:
    """The replaced file is a database beside the restored one."""

    backup(filled, tmp_path / "copy.db")
    with writing(filled, ann) as store:
        person(store, "A2")

    replaced = restore(tmp_path / "copy.db", filled)

    assert replaced is not None
    assert (people(filled), people(replaced)) == (1, 2)
    assert stat.S_IMODE(filled.stat().st_mode) == 0o600
    assert stat.S_IMODE(replaced.stat().st_mode) == 0o600
    assert check(filled) == ()


@pytest.mark.parametrize("what", ["damaged", "empty", "missing"])
def test_a_restore_over_what_is_left(filled: Path, tmp_path: Path, what: str) -> None:
    """Over a damaged or empty file, or where there is none; a stale journal goes."""

    backup(filled, tmp_path / "copy.db")
    if what == "damaged":
        filled.write_bytes(filled.read_bytes()[:9000])
    elif what == "empty":
        filled.write_bytes(b"")
    else:
        filled.unlink()
    filled.with_name("cases.db-journal").write_bytes(b"left over")

    restore(tmp_path / "copy.db", filled)

    assert check(filled) == ()
    if what != "missing":
        assert not filled.with_name("cases.db-journal").exists()


@pytest.mark.fault(33)
def test_a_restore_waits_for_nobody(filled: Path, tmp_path: Path) -> None:
    """While another process reads or writes it is refused, and nothing is moved."""

    backup(filled, tmp_path / "copy.db")
    before = sorted(file.name for file in filled.parent.iterdir())

    with reading(filled) as snapshot:
        snapshot.ask("SELECT * FROM participant")
        with pytest.raises(StoreLocked):
            restore(tmp_path / "copy.db", filled)
    assert sorted(file.name for file in filled.parent.iterdir()) == before


def test_a_damaged_backup_is_not_restored(filled: Path, tmp_path: Path) -> None:
    """It is checked first; the database stays."""

    copy = tmp_path / "copy.db"
    backup(filled, copy)
    with sqlite3.connect(copy) as raw:
        raw.execute("UPDATE participant SET first_name = 'Else'")
    before = filled.read_bytes()

    with pytest.raises(StoreDamaged):
        restore(copy, filled)
    with pytest.raises(StoreMissing):
        restore(tmp_path / "none.db", filled)
    assert filled.read_bytes() == before


def add_a_column(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE participant ADD COLUMN shoe_size INTEGER")


def add_two_and_fail(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE first (id INTEGER) STRICT")
    connection.execute("UPDATE participant SET phone = 'half'")
    raise ZeroDivisionError


def version(path: Path) -> int:
    raw = sqlite3.connect(path)
    (found,) = raw.execute("PRAGMA user_version").fetchone()
    raw.close()
    return int(found)


@pytest.mark.fault(27)
def test_a_migration_makes_a_backup_first(filled: Path) -> None:
    """Then walks to the newest version in one step; counts stay equal."""

    done = migrate(filled, (*MIGRATIONS, add_a_column))

    assert (done.before, done.after) == (HEAD, HEAD + 1)
    assert done.backup is not None
    assert (version(filled), version(done.backup)) == (HEAD + 1, HEAD)
    raw = sqlite3.connect(filled)
    counts = "SELECT count(*), max(shoe_size) FROM participant"
    assert raw.execute(counts).fetchone() == (1, None)
    raw.close()


def test_the_newest_version_needs_no_migration(filled: Path) -> None:
    """It says so, and makes no backup."""

    done = migrate(filled)

    assert (done.before, done.after, done.backup) == (HEAD, HEAD, None)
    assert [file.name for file in filled.parent.iterdir()] == ["cases.db"]


@pytest.mark.fault(28)
def test_a_failed_migration_is_rolled_back(filled: Path) -> None:
    """Tables, records and version are the old ones, and the old program opens it."""

    with pytest.raises(ZeroDivisionError):
        migrate(filled, (*MIGRATIONS, add_two_and_fail))

    assert version(filled) == HEAD
    assert check(filled) == ()


MIGRATE = """
import sys, time
from pathlib import Path
from wioatrack.store.backups import migrate
from wioatrack.store.migrations import MIGRATIONS
STATEMENTS = (
    "CREATE TABLE one (id INTEGER PRIMARY KEY, phone TEXT) STRICT",
    "INSERT INTO one (phone) SELECT phone FROM participant",
    "ALTER TABLE participant ADD COLUMN shoe_size INTEGER",
    "UPDATE participant SET phone = 'moved'",
)
def slow(connection):
    for number, statement in enumerate(STATEMENTS):
        connection.execute(statement)
        if number == int(sys.argv[2]):
            print("here", flush=True)
            time.sleep(60)
migrate(Path(sys.argv[1]), (*MIGRATIONS, slow))
"""


@pytest.mark.fault(3)
@pytest.mark.parametrize("statement", range(4))
def test_a_killed_migration_leaves_the_old_version(
    filled: Path, statement: int
) -> None:
    """At every statement: the old version opens, and the backup is there."""

    run = subprocess.Popen(
        [sys.executable, "-c", MIGRATE, str(filled), str(statement)],
        stdout=subprocess.PIPE,
    )
    assert run.stdout is not None
    assert run.stdout.readline() == b"here\n"
    run.kill()
    run.communicate()

    assert check(filled) == ()
    assert people(filled.with_name(f"cases.db.before-version-{HEAD + 1}-1")) == 1


def test_the_folder_of_kept_files_has_the_databases_name(filled: Path) -> None:
    """Two databases in one folder keep their files apart."""

    assert folder_of(filled).name == "cases.db.documents"
    assert folder_of(filled).parent == filled.parent
