"""What no terminal should be told, in words of people and in the database's own name."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wioatrack.render.gate import UNSAFE

HOSTILE = "\x1b[31mred\x9b2J\u202edrow\u00ad\u180e\u2066\ufff9\U000e0041"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such names of files")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A name that would colour the screen and turn a line around."""
    return tmp_path / f"{HOSTILE}.db"


@pytest.mark.fault(74)
def test_a_hostile_name_of_a_database_is_shown_as_escapes(run: Any) -> None:
    """By every command that says which database it is, and by a refusal."""
    shown = [
        run("participant", "list", code=5, says="There is no database"),
        run("init", code=0),
        run("db", "info", code=0),
        run("doctor"),
    ]

    assert [UNSAFE.findall(one.output) for one in shown] == [[]] * len(shown)
    assert "\\x1b[31mred" in shown[1].stdout


@pytest.mark.fault(74)
def test_hostile_words_on_file_are_shown_as_escapes(
    wioatrack: Any, person: Callable[..., str]
) -> None:
    """In records, lists, plans, summaries, notes, stories and the change log."""
    who = person("isets")
    wioatrack("participant", "edit", "3913801", "--first-name", "\u202eA\u00ad", code=0)
    wioatrack("note", "add", who, "--date", "2023-06-01", "--subject", "\u202ex",
              "--message", "\u2066line\U000e0041", "--to", "team", code=0)  # fmt: skip
    wioatrack("goal", "add", who, "--statement", "\u202ework", "--category",
              "career-plan", "--term", "long", code=0)  # fmt: skip
    told = [
        wioatrack(*words, code=code).output
        for code, words in [
            (0, ("participant", "show", who)),
            (0, ("participant", "list")),
            (0, ("application", "show", who)),
            (0, ("plan", "show", who)),
            (0, ("goal", "list", who)),
            (0, ("note", "list", who)),
            (0, ("summary", who)),
            (0, ("log",)),
        ]
    ]

    assert [UNSAFE.findall(one) for one in told] == [[]] * len(told)
    assert sum("\\u202e" in one for one in told) >= 5


def test_the_joiners_of_scripts_and_emoji_pass() -> None:
    """A Persian word and a family are written with them."""
    for word in ("می\u200cخواهم", "👩\u200d👧"):
        assert not UNSAFE.search(word)
