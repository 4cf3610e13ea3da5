"""Loads that die in the middle, and loads that are stopped."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

LONG = bool(os.environ.get("WIOATRACK_LONG"))
KILLS = 300 if LONG else 30
ROWS = 150
# Enough for several statements that are written behind.
MANY = 6_000
COUNTS = """SELECT (SELECT count(*) FROM {noun}), (SELECT count(*) FROM load_row),
(SELECT count(*) FROM change WHERE noun = '{noun}')"""
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Starts a process of the program on a database of this test."""

    def start(*words: object) -> "subprocess.Popen[bytes]":
        environment = dict(os.environ, WIOATRACK_DB=str(tmp_path / "cases.db"))
        return subprocess.Popen(
            [sys.executable, "-m", "wioatrack", "--user", "ore", *map(str, words)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    return start


@pytest.fixture
def empty(tmp_path: Path, start: Start) -> Path:
    """A database nobody wrote to but `init`."""
    path = tmp_path / "empty.db"
    process = start("--db", path, "init")
    process.communicate(timeout=60)
    assert process.returncode == 0
    return path


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """A file that takes a while."""
    file = tmp_path / "rows.csv"
    lines = [f"{number},First,Last{number}\n" for number in range(ROWS)]
    file.write_text("state_id,first_name,last_name\n" + "".join(lines))
    return file


@pytest.fixture
def credentials(empty: Path, start: Start, tmp_path: Path) -> Path:
    """A file that is written behind its judging, and the case that it is about."""
    for words in (
        ("participant", "add", "--state-id", "1", "--first-name", "A",
         "--last-name", "B"),
        ("application", "add", "1", "--number", "N1", "--profile", "alabama",
         "--participation-date", "2020-01-02"),
    ):  # fmt: skip
        process = start("--db", empty, *words)
        process.communicate(timeout=60)
        assert process.returncode == 0
    file = tmp_path / "credentials.csv"
    lines = [f"N1,graduate-degree,2021-02-03,Name {n % 50},S{n}\n" for n in range(MANY)]
    file.write_text("application,type,date,name,source_id\n" + "".join(lines))
    return file


def counts(path: Path, noun: str = "participant") -> tuple[int, ...]:
    """Records of the noun, origins, and their entries in the log."""
    connection = sqlite3.connect(path)
    (found,) = connection.execute(COUNTS.format(noun=noun)).fetchall()
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    return tuple(found)


@pytest.mark.fault(1)
@pytest.mark.fault(2)
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(
    ("noun", "count"), [("participant", ROWS), ("credential", MANY)]
)
def test_a_killed_load_leaves_all_or_nothing(
    tmp_path: Path,
    start: Start,
    empty: Path,
    request: pytest.FixtureRequest,
    noun: str,
    count: int,
) -> None:
    """Records, their origin and the log together; running it again finishes it."""
    rows = request.getfixturevalue("rows" if noun == "participant" else "credentials")
    chance = random.Random(20231104)
    database = tmp_path / "cases.db"
    began = time.monotonic()
    shutil.copy(empty, database)
    start("import", noun, rows).communicate(timeout=60)
    whole = time.monotonic() - began
    assert counts(database, noun) == (count,) * 3
    left = set()
    for _ in range(KILLS // 2):
        shutil.copy(empty, database)
        process = start("import", noun, rows)
        time.sleep(chance.uniform(0, whole * 1.1))
        process.kill()
        process.communicate(timeout=60)
        found = counts(database, noun)
        assert found in {(0, 0, 0), (count,) * 3}
        left.add(found[0])

        again = start("import", noun, rows)
        out, _ = again.communicate(timeout=60)
        assert again.returncode == 0
        assert counts(database, noun) == (count,) * 3
    assert 0 in left


@pytest.mark.fault(9)
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)]
)
def test_a_stopped_load_leaves_nothing(
    tmp_path: Path, start: Start, empty: Path, rows: Path, number: int, code: int
) -> None:
    """Ctrl-C ends with 130; nothing is half loaded, and no file is left behind."""
    database, failed = tmp_path / "cases.db", tmp_path / "failed.csv"
    shutil.copy(empty, database)
    rows.write_text("state_id,first_name,last_name\n,Bad,Row\n" + "".join(
        f"{one},First,Last\n" for one in range(20_000)))  # fmt: skip

    process = start("import", "participant", rows, "--keep-good", "--failed", failed)
    while not (tmp_path / "cases.db-journal").exists():
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    time.sleep(0.3)
    process.send_signal(number)
    process.communicate(timeout=60)

    assert process.returncode == code
    assert counts(database) == (0, 0, 0)
    assert not failed.exists() and not list(tmp_path.glob(".failed*"))


@pytest.mark.fault(12)
def test_a_full_disk_leaves_nothing(tmp_path: Path, rows: Path) -> None:
    """SQLite says that it is full: exit 5, and every earlier row is there."""
    from datetime import date

    from wioatrack.actions.batches.loading import Mode, import_file
    from wioatrack.actions.desk import Desk
    from wioatrack.actions.users import init
    from wioatrack.commands.watching import Watching
    from wioatrack.entries.users import InitEntry
    from wioatrack.errors import StoreFull

    desk = Desk(tmp_path / "full.db", "ore", "ore", date(2023, 6, 30), "import")
    init(desk, InitEntry())
    with (
        pytest.raises(StoreFull),
        Watching(str(rows), Mode(), None, quiet=True) as watching,
        desk.shared(),
    ):
        assert desk.held is not None
        desk.held.connection.execute("PRAGMA max_page_count = 180")
        import_file(desk, "participant", str(rows), Mode(), watching)
    assert counts(desk.path)[0] == 0


def test_progress_is_shown_at_a_terminal(
    tmp_path: Path, empty: Path, rows: Path
) -> None:
    """Once it has taken a second, on stderr, and nothing of it stays."""
    pexpect = pytest.importorskip("pexpect")
    shutil.copy(empty, tmp_path / "cases.db")
    rows.write_text("state_id,first_name,last_name\n" + "".join(
        f"{one},First,Last\n" for one in range(12_000)))  # fmt: skip
    child = pexpect.spawn(
        sys.executable,
        ["-m", "wioatrack", "--db", str(tmp_path / "cases.db"), "--user", "ore",
         "import", "participant", str(rows)],
        timeout=240,
    )  # fmt: skip

    child.expect(rb"\r[\d,]+ rows ")
    child.expect(rb"\x1b\[K")
    child.expect(b"12000 created")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
