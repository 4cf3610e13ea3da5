"""Opening and making the file: settings, permissions, and what is refused."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from wioatrack import errors
from wioatrack.store import Stamp, create, reading, writing
from wioatrack.store.making import prepare
from wioatrack.store.migrations import HEAD

NOBODY = 65534
as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("setpriv") is None,
    reason="needs root and setpriv to act as another account",
)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def refused(path: Path) -> errors.StoreProblem:
    with pytest.raises(errors.StoreProblem) as refusal, reading(path):
        pass
    assert refusal.value.return_code is errors.ReturnCode.STORE
    assert refusal.value.hint
    return refusal.value


@pytest.fixture
def loose_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_every_connection_has_the_measured_settings(db: Path, ann: Stamp) -> None:
    """Rollback journal, synced directory, foreign keys, overwritten deletions."""

    with writing(db, ann) as store:
        told = {
            name: store.connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "secure_delete",
                "busy_timeout",
                "trusted_schema",
            )
        }

    assert told == {
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 10000,
        "trusted_schema": 0,
    }


def test_a_snapshot_cannot_write(db: Path) -> None:
    """Reading commands hold a connection that refuses to write."""

    with reading(db) as snapshot, pytest.raises(sqlite3.OperationalError):
        snapshot.ask("INSERT INTO setting (name, value) VALUES ('a', 'b')")


def test_a_snapshot_sees_one_state(filled: Path) -> None:
    """Two questions of one command never see two different states."""

    with reading(filled) as snapshot:
        before = snapshot.one("SELECT count(*) AS n FROM participant")
        other = sqlite3.connect(filled, timeout=0, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE participant SET phone = '1'")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("COMMIT")
        other.close()
        assert snapshot.one("SELECT count(*) AS n FROM participant") == before


@pytest.mark.fault(19)
@pytest.mark.usefixtures("loose_umask")
def test_the_file_is_for_its_owner_alone(tmp_path: Path, ann: Stamp) -> None:
    """0600 and 0700 also under umask 022, and the journal while it is written."""

    path = tmp_path / "new" / "folder" / "cases.db"
    create(path)

    assert mode(path) == 0o600
    assert mode(path.parent) == mode(path.parent.parent) == 0o700
    with writing(path, ann) as store:
        store.connection.execute("INSERT INTO setting (name, value) VALUES ('a', 'b')")
        assert mode(path.with_name("cases.db-journal")) == 0o600
        store.rollback_only()


@pytest.mark.fault(94)
@pytest.mark.parametrize(
    "name", ["file:x?mode=memory", "a?b", "%41", "#", ":memory:", "with space é"]
)
def test_every_path_means_itself(tmp_path: Path, ann: Stamp, name: str) -> None:
    """No sign in a path has a meaning for SQLite."""

    path = tmp_path / name
    create(path)

    with writing(path, ann) as store:
        store.connection.execute("INSERT INTO setting (name, value) VALUES ('a', 'b')")
    with reading(path) as snapshot:
        assert snapshot.ask("SELECT name FROM setting") == [{"name": "a"}]
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_relative_path_is_taken_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`file:x?mode=memory` as WIOATRACK_DB is a file of that name."""

    monkeypatch.chdir(tmp_path)
    create(Path("file:x?mode=memory"))

    with reading(Path("file:x?mode=memory")):
        assert (tmp_path / "file:x?mode=memory").exists()


def test_a_database_is_never_made_by_accident(tmp_path: Path, ann: Stamp) -> None:
    """Reading and writing where there is none says so and makes nothing."""

    with pytest.raises(errors.StoreMissing), reading(tmp_path / "none.db"):
        pass
    with pytest.raises(errors.StoreMissing), writing(tmp_path / "none.db", ann):
        pass
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_never_written_over(filled: Path) -> None:
    """`init` on a file refuses and leaves it as it is."""

    before = filled.read_bytes()

    with pytest.raises(errors.StoreExists):
        create(filled)
    assert filled.read_bytes() == before


@pytest.mark.fault(21)
def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    """SQLite would call it healthy."""

    (tmp_path / "a.db").touch()

    assert "an empty file where a database is expected" in str(
        refused(tmp_path / "a.db")
    )


@pytest.mark.fault(22)
@pytest.mark.parametrize("part", [0.99, 0.5, 0.01, 0.0001])
def test_a_truncated_file_is_refused_and_left(filled: Path, part: float) -> None:
    """The hint points to backups; the file stays as it was found."""

    with filled.open("r+b") as file:
        file.truncate(max(1, int(filled.stat().st_size * part)))
    before = filled.read_bytes()

    refusal = refused(filled)

    assert isinstance(refusal, errors.StoreDamaged)
    assert "backup" in str(refusal.hint)
    assert filled.read_bytes() == before


@pytest.mark.fault(24)
@pytest.mark.parametrize("content", [b"PK\x03\x04" + b"x" * 500, b"name,date\n" * 99])
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    """A zip or a text is not read as one."""

    (tmp_path / "a.db").write_bytes(content)

    assert isinstance(refused(tmp_path / "a.db"), errors.StoreForeign)


@pytest.mark.fault(25)
def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    """By its application id, whatever its tables are."""

    path = tmp_path / "a.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE participant (id INTEGER)")

    assert "another program" in str(refused(path))


@pytest.mark.fault(26)
def test_a_newer_version_is_neither_read_nor_written(db: Path, ann: Stamp) -> None:
    """The refusal names both versions."""

    with sqlite3.connect(db) as newer:
        newer.execute(f"PRAGMA user_version = {HEAD + 1}")

    refusal = refused(db)

    assert f"version {HEAD + 1}; this program knows {HEAD}" in str(refusal)
    assert "newer wioatrack" in str(refusal.hint)
    with (
        pytest.raises(errors.StoreVersion),
        writing(db, ann) as store,
    ):
        store.ask("SELECT 1")


def test_an_older_version_waits_for_the_migration(db: Path) -> None:
    """The hint names the command, and that it makes a backup."""

    with sqlite3.connect(db) as older:
        older.execute(f"PRAGMA user_version = {HEAD - 1}")

    assert "wioatrack db migrate" in str(refused(db).hint)


@pytest.mark.fault(30)
def test_links_are_refused(filled: Path) -> None:
    """A second name would have a second journal, and lose a commit."""

    soft, hard = filled.with_name("soft.db"), filled.with_name("hard.db")
    soft.symlink_to(filled)
    assert isinstance(refused(soft), errors.StoreLinked)

    os.link(filled, hard)
    assert isinstance(refused(hard), errors.StoreLinked)
    assert isinstance(refused(filled), errors.StoreLinked)


def test_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    """Opening a pipe would wait for ever."""

    os.mkfifo(tmp_path / "pipe.db")

    assert isinstance(refused(tmp_path), errors.StoreForeign)
    assert isinstance(refused(tmp_path / "pipe.db"), errors.StoreForeign)


def test_a_path_through_a_file_is_missing(filled: Path) -> None:
    """`cases.db/x` is nowhere."""

    assert isinstance(refused(filled / "x"), errors.StoreMissing)


@pytest.mark.fault(99)
def test_an_old_sqlite_is_refused(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """STRICT tables need 3.37, and the refusal says how to get it."""

    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))

    assert "3.37" in str(refused(db))


@pytest.mark.fault(12)
def test_a_full_disk_keeps_what_was_written(filled: Path, ann: Stamp) -> None:
    """`max_page_count` gives the same SQLITE_FULL as a full disk."""

    with pytest.raises(errors.StoreFull) as refusal, writing(filled, ann) as store:
        (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
        store.connection.execute(f"PRAGMA max_page_count = {pages}")
        store.connection.execute(
            "INSERT INTO setting (name, value) VALUES ('a', zeroblob(0) || :long)",
            {"long": "x" * 100_000},
        )

    assert "Free space on the disk first" in str(refusal.value.hint)
    with reading(filled) as snapshot:
        assert snapshot.ask("SELECT * FROM setting") == []
        assert len(snapshot.ask("SELECT * FROM participant")) == 1


TRY = """
import sys
from pathlib import Path
from wioatrack.errors import StoreProblem
from wioatrack.store import Stamp, reading, writing
path = Path(sys.argv[1])
for act in ("read", "write"):
    try:
        if act == "read":
            with reading(path) as snapshot:
                snapshot.ask("SELECT * FROM participant")
        else:
            with writing(path, Stamp("a", "b", "c")) as store:
                store.connection.execute(
                    "INSERT INTO setting (name, value) VALUES ('a', 'b')"
                )
        print(act, "done")
    except StoreProblem as refusal:
        print(act, type(refusal).__name__, refusal)
"""


def as_nobody(path: Path) -> list[str]:
    for folder in (path.parent, *path.parent.parents):
        if folder.stat().st_uid == 0 and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    other = ("setpriv", f"--reuid={NOBODY}", "--clear-groups")
    if subprocess.run([*other, sys.executable, "-c", "import wioatrack.store"],
                      capture_output=True, check=False).returncode:  # fmt: skip
        pytest.skip("another account cannot read this environment or checkout")
    done = subprocess.run(
        [*other, sys.executable, "-c", TRY, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@as_root
@pytest.mark.fault(16)
def test_a_read_only_file_is_read(filled: Path) -> None:
    """Writing to it is refused by its name."""

    filled.chmod(0o444)

    read, write = as_nobody(filled)

    assert read == "read done"
    assert write.startswith("write StoreReadOnly The database cases.db")


@as_root
@pytest.mark.fault(17)
def test_a_file_in_a_read_only_folder_is_read(filled: Path) -> None:
    """The folder must be writable for the journal, and the refusal says so."""

    os.chown(filled, NOBODY, NOBODY)
    filled.parent.chmod(0o555)

    read, write = as_nobody(filled)

    assert read == "read done"
    assert write.startswith("write StoreReadOnly")


@as_root
@pytest.mark.fault(18)
def test_somebody_elses_file_is_refused(filled: Path) -> None:
    """0600 of another account: one line, no traceback."""

    read, write = as_nobody(filled)

    assert read == "read StoreProblem The database cases.db cannot be read."
    assert write == "write StoreProblem The database cases.db cannot be read."


@pytest.mark.fault(29)
def test_a_stray_journal_of_another_database_does_no_harm(
    filled: Path, tmp_path: Path
) -> None:
    """SQLite leaves aside a journal that is not this file's."""

    stray = filled.with_name("cases.db-journal")
    stray.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\x00" * 1000)

    with reading(filled) as snapshot:
        assert len(snapshot.ask("SELECT * FROM participant")) == 1


def test_an_init_that_was_cut_short_is_told(tmp_path: Path) -> None:
    """Killed before its one transaction: no table is there, and nothing is lost."""

    raw = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    prepare(raw)
    raw.close()

    assert "cut short" in str(refused(tmp_path / "a.db"))


def test_a_failed_init_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk in the middle of `init` leaves no half database behind."""

    def full(connection: sqlite3.Connection) -> None:
        prepare(connection)
        connection.execute("PRAGMA max_page_count = 4")

    monkeypatch.setattr("wioatrack.store.making.prepare", full)

    with pytest.raises(errors.StoreFull):
        create(tmp_path / "new.db")
    assert list(tmp_path.iterdir()) == []
