"""Standard streams that are closed, cut short or taken by another: real processes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest

WIOATRACK = str(Path(sys.executable).with_name("wioatrack"))
MORE_THAN_A_PIPE_HOLDS = 400
pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database that `ore` manages."""
    path = tmp_path / "cases.db"
    assert shell(path, "wioatrack init").returncode == 0
    return path


def environment(path: Path, **more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
    folder = str(Path(WIOATRACK).parent)
    return kept | {"PATH": f"{folder}:{os.environ['PATH']}", "WIOATRACK_DB": str(path),
                   "WIOATRACK_USER": "ore", "WIOATRACK_AS_OF": "2023-06-30"} | more  # fmt: skip


def shell(
    path: Path, line: str, lines: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    """One line of a shell, and what it is given to read."""
    return subprocess.run(["bash", "-c", line], env=environment(path, **more), input=lines,
                          capture_output=True, text=True, timeout=120)  # fmt: skip


def test_a_pipe_closed_while_it_is_written_ends_with_141(database: Path) -> None:
    """Also where the answer is more than a pipe holds, so that writing itself fails."""
    people = "".join(
        f"participant add --state-id {n} --first-name Manny --last-name Flores\n"
        for n in range(1, MORE_THAN_A_PIPE_HOLDS + 1)
    )
    assert shell(database, "wioatrack batch --atomic", people).returncode == 0
    assert len(shell(database, "wioatrack participant list --json").stdout) > 1 << 16

    ended = shell(
        database, "wioatrack participant list --json | true; echo ${PIPESTATUS[0]}"
    )

    assert (ended.stdout, ended.stderr) == ("141\n", "")


def test_a_file_that_refuses_leaves_stdout_to_the_next_line(database: Path) -> None:
    """Later lines of a batch print; the refusal names its line and its file."""
    folder = database.parent / "folder"
    folder.mkdir()
    lines = f"export participant --out {folder}\nuser list --csv\n"

    plain = shell(database, "wioatrack batch --keep-going", lines)
    as_json = shell(database, "wioatrack batch --keep-going --json", lines)

    assert plain.returncode == as_json.returncode == 5
    assert "ore" in plain.stdout
    assert plain.stderr.startswith("Error: line 1: ")
    assert str(folder) in plain.stderr
    first, second = map(json.loads, as_json.stdout.splitlines())
    assert str(folder) in first["error"]
    assert second["rows"][0]["name"] == "ore"


def test_a_file_that_refuses_is_named_in_json(database: Path) -> None:
    """One object with `error` and `findings`, as for any refusal."""
    folder = database.parent / "folder"
    folder.mkdir()

    ended = shell(database, f"wioatrack export participant --json --out {folder}")

    answer = json.loads(ended.stdout)
    assert ended.returncode == 5
    assert str(folder) in answer["error"]
    assert answer["findings"] == []
    assert list(folder.parent.glob(".folder*")) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [("user list >&-", 0), ("user list 2>&-", 0), ("user list <&-", 0),
     ("user dance 2>&-", 2), ("batch <&-", 2), ("import participant - <&-", 2),
     ("participant add --state-id 1 <&-", 2), ("user list <&- >&- 2>&-", 0)],
)  # fmt: skip
def test_a_closed_stream_is_an_empty_one(database: Path, line: str, code: int) -> None:
    """The code is that of the command, and nothing of it is a traceback."""
    ended = shell(database, f"wioatrack {line}")

    assert ended.returncode == code
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_refusal_that_cannot_be_written_keeps_its_code(database: Path) -> None:
    """Nobody is told, and the code still says what became of it."""
    ended = shell(database, "wioatrack participant show nobody --json >/dev/full")

    assert (ended.returncode, ended.stdout) == (3, "")
    assert "Traceback" not in ended.stderr


def test_every_line_of_a_batch_answers_in_json(database: Path) -> None:
    """Also after `--`, without a verb, for help, and for what prints no other JSON."""
    lines = "participant find -- ore\nparticipant\n--help\ncatalog export\n"

    ended = shell(database, "wioatrack batch --keep-going --json", lines)

    answers: list[dict[str, Any]] = [json.loads(x) for x in ended.stdout.splitlines()]
    assert [one["line"] for one in answers] == [1, 2, 3, 4]
    assert [one["exit_code"] for one in answers] == [0, 2, 0, 0]
    assert answers[0]["rows"] == []
    assert answers[2]["output"].startswith("Usage:")


@pytest.mark.parametrize(
    ("settings", "coloured"),
    [({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False),
     ({"TERM": "xterm", "NO_COLOR": "1"}, False)],
)  # fmt: skip
def test_a_refusal_is_red_where_colours_are_wanted(
    database: Path, settings: dict[str, str], coloured: bool
) -> None:
    """A terminal that has none, and NO_COLOR, get plain words."""
    child = pexpect.spawn(WIOATRACK, ["participant", "dance"], timeout=30,
                          env=environment(database, **settings), encoding="utf-8")  # fmt: skip
    told = child.read()
    child.close()

    assert child.exitstatus == 2
    assert ("\x1b[31m" in told) == coloured
