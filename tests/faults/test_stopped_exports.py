"""Exports that are stopped in the middle."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

PEOPLE = 300_000
pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory, staffed: Path) -> Path:
    """A database whose export takes seconds."""
    path = tmp_path_factory.mktemp("crowd") / "cases.db"
    path.write_bytes(staffed.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO participant (state_id, first_name, last_name, created_on, "
            "created_by, updated_on, updated_by) "
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT ?) "
            "SELECT i, 'First', 'Last', '2023-06-30', 'ore', '2023-06-30', 'ore' FROM n",
            (PEOPLE,),
        )
    return path


@pytest.mark.fault(10)
@pytest.mark.parametrize("signals", [1, 2])
@pytest.mark.parametrize("name", ["people.csv", "people.jsonl", "people.xlsx"])
def test_a_stopped_export_leaves_no_part_of_a_file(
    tmp_path: Path, crowd: Path, name: str, signals: int
) -> None:
    """Ctrl-C, once or twice, ends with 130; an older file stays as it was."""
    scratch, folder = tmp_path / "scratch", tmp_path / "exports"
    scratch.mkdir()
    folder.mkdir()
    out = folder / name
    out.write_text("the export of yesterday")
    process = subprocess.Popen(
        [sys.executable, "-m", "wioatrack", "--db", crowd, "--user", "ore", "export",
         "participant", "--out", out, "--replace"],
        env=dict(os.environ, TMPDIR=str(scratch)),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    while not list(folder.glob(f".{name}.*")):
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    time.sleep(0.1)

    for _ in range(signals):
        process.send_signal(signal.SIGINT)
    said, told = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "Traceback" not in told
    assert said == ""
    assert [file.name for file in folder.iterdir()] == [name]
    assert list(scratch.iterdir()) == []
    assert out.read_text() == "the export of yesterday"
