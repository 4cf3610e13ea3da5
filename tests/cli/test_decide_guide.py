"""`credential decide` as questions at a real terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest

WIOATRACK = Path(sys.executable).with_name(
    "wioatrack.exe" if os.name == "nt" else "wioatrack"
)
DOWN, ENTER, CTRL_C = "\x1b[B", "\r", "\x03"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX terminal")


def environment(path: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {
        "WIOATRACK_DB": str(path),
        "WIOATRACK_USER": "ore",
        "WIOATRACK_AS_OF": "2023-06-30",
        "TERM": "xterm",
        "LANG": "C.UTF-8",
    }


def run(path: Path, *words: str) -> Any:
    ended = subprocess.run(
        [str(WIOATRACK), *words, "--json"],
        env=environment(path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return json.loads(ended.stdout)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """One case with one licence, not decided on."""
    path = tmp_path / "cases.db"
    run(path, "init")
    run(path, "participant", "add", "--state-id", "1", "--first-name", "A", "--last-name",
        "B")  # fmt: skip
    run(path, "application", "add", "1", "--profile", "alabama", "--participation-date",
        "2022-01-03")  # fmt: skip
    run(path, "credential", "add", "1", "--type", "License", "--date", "2023-01-03")
    return path


def asked(path: Path, *words: str) -> Any:
    return pexpect.spawn(
        str(WIOATRACK),
        ["credential", "decide", "1", *words],
        env=environment(path),
        encoding="utf-8",
        dimensions=(50, 160),
        timeout=30,
    )


@pytest.mark.covers("CJ-03")
def test_the_tree_is_asked_question_by_question(database: Path) -> None:
    """Skills, issuer, and in demand where it matters; each with its choices."""
    child = asked(database)

    child.expect_exact("What does it certify")
    child.expect_exact("Industry-wide technical")
    child.send(ENTER)
    child.expect_exact("Who awards it")
    child.send(DOWN * 5 + ENTER)
    child.expect_exact("in demand in the local area")
    child.send(DOWN * 2 + ENTER)
    child.expect(pexpect.EOF)
    child.close()

    assert child.exitstatus == 0
    kept = run(database, "credential", "show", "1")["decision"]
    assert (kept["skills"], kept["issuer_kind"], kept["in_demand"]) == (
        "industry", "public-regulatory-agency", None,
    )  # fmt: skip
    assert kept["counts"] is True


def test_what_cannot_matter_is_not_asked(database: Path) -> None:
    """General skills decide by themselves."""
    child = asked(database, "--skills", "hygiene", "--issuer-kind", "other")
    child.expect(pexpect.EOF)
    child.close()

    assert child.exitstatus == 0
    assert "local area" not in child.before
    assert run(database, "credential", "show", "1")["countable"] is False


def test_ctrl_c_keeps_nothing(database: Path) -> None:
    """Exit 130, whichever question is open."""
    child = asked(database, "--skills", "industry", "--issuer-kind", "other")
    child.expect_exact("in demand in the local area")
    child.send(CTRL_C)
    child.expect(pexpect.EOF)
    child.close()

    assert child.exitstatus == 130
    assert run(database, "credential", "show", "1")["decision"] is None
