"""Questions that end too early, and disks that are full: real terminals, real mounts."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest

WIOATRACK = str(Path(sys.executable).with_name("wioatrack"))
pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX terminals")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database that `ore` manages, with one person who left long ago."""
    path = tmp_path / "cases.db"
    for words in (
        ("init", "--profile", "cook"),
        ("participant", "add", "--state-id", "3913803", "--first-name", "Manny",
         "--last-name", "Flores"),
        ("application", "add", "3913803", "--number", "314992", "--application-date",
         "2016-07-02", "--region", "R", "--office", "O"),
        ("exit", "early", "314992", "--date", "2016-08-31", "--reason", "moved",
         "--note", "moved away"),
    ):  # fmt: skip
        assert process(path, *words).returncode == 0
    return path


def environment(path: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {
        "WIOATRACK_DB": str(path),
        "WIOATRACK_USER": "ore",
        "WIOATRACK_AS_OF": "2023-06-30",
        "TERM": "xterm",
    }


def process(path: Path, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [WIOATRACK, *map(str, words)],
        env=environment(path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )


def spawn(path: Path, *words: str) -> Any:
    return pexpect.spawn(
        WIOATRACK,
        list(words),
        env=environment(path),
        encoding="utf-8",
        timeout=30,
        dimensions=(40, 100),
    )


def ended(child: Any) -> int:
    child.expect(pexpect.EOF)
    child.close()
    return int(child.exitstatus)


def people(path: Path) -> list[Any]:
    found: list[Any] = json.loads(process(path, "participant", "list", "--json").stdout)
    return found


@pytest.mark.fault(11)
def test_the_end_of_input_at_a_question_writes_nothing(database: Path) -> None:
    """Ctrl-D is no answer: exit 2, no report of a defect."""
    child = spawn(database, "participant", "add", "--state-id", "1")
    child.expect("First name")
    child.sendeof()

    assert ended(child) == 2
    assert "defect" not in child.before
    assert len(people(database)) == 1


def test_a_purge_is_confirmed_by_typing_the_very_id(database: Path) -> None:
    """Another word is no confirmation; the right one is."""
    child = spawn(database, "participant", "purge", "3913803")
    child.expect("Type 3913803")
    child.sendline("yes")
    assert ended(child) == 2
    assert len(people(database)) == 1

    child = spawn(database, "participant", "purge", "3913803")
    child.expect("Type 3913803")
    child.sendline("3913803")
    assert ended(child) == 0
    assert people(database) == []


SMALL_DISK = """
set -e
mount -t tmpfs -o size=1m tmpfs "$1"
cp "$2" "$1/cases.db"
head -c 10m /dev/zero > "$1/filler" 2>/dev/null || true
shift 2
exec "$@"
"""


def on_a_full_disk(
    database: Path, tmp_path: Path, *words: str
) -> subprocess.CompletedProcess[str]:
    """Run a command on a disk of one megabyte that has no byte left."""
    if shutil.which("unshare") is None:
        pytest.skip("needs unshare")
    disk = tmp_path / "disk"
    disk.mkdir()
    ran = subprocess.run(
        ["unshare", "-m", "sh", "-c", SMALL_DISK, "sh", disk, database, *words],
        env=environment(disk / "cases.db"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    if "unshare" in ran.stderr or "mount" in ran.stderr:
        pytest.skip("needs the right to mount")
    return ran


@pytest.mark.fault(13)
@pytest.mark.fault(12)
def test_a_full_disk_is_said_and_nothing_is_changed(
    database: Path, tmp_path: Path
) -> None:
    """Even deleting needs room, so the advice is to free the disk first."""
    ran = on_a_full_disk(
        database, tmp_path, WIOATRACK, "participant", "edit", "3913803", "--phone", "5"
    )

    assert ran.returncode == 5
    assert "no room left" in ran.stderr
    assert "Free space on the disk first" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.fault(14)
def test_a_document_that_finds_no_room_leaves_no_part_of_it(
    database: Path, tmp_path: Path
) -> None:
    """No record, no temporary file, the reason in one line."""
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4\n" + b"x" * 300_000)
    ran = on_a_full_disk(
        database,
        tmp_path,
        "sh",
        "-c",
        f'"{WIOATRACK}" document add "{scan}" --who 314992; echo "code $?"; '
        'ls -A "$WIOATRACK_DB.documents" 2>/dev/null | sed "s/^/left /"; '
        f'"{WIOATRACK}" document list 314992 --json',
    )

    assert "code 5" in ran.stdout
    assert "left " not in ran.stdout
    assert ran.stdout.rstrip().endswith("[]")
    assert "Traceback" not in ran.stderr
