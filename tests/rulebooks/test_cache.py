"""The cache of checked files: never needed, never trusted beyond its key."""

import os
import sys
from pathlib import Path

import pytest

from wioatrack.rulebooks import cache
from wioatrack.rulebooks.cache import remembered


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A cache folder of this test's own, and what was made anew."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "platform", "linux")
    return []


def ask(made: list[str], *files: Path) -> dict[str, str]:
    def make() -> dict[str, str]:
        made.append("made")
        return {"answer": str(len(made))}

    return remembered("answers", files, make)


def test_what_was_made_is_remembered(made: list[str], tmp_path: Path) -> None:
    """The second asking makes nothing."""
    file = tmp_path / "a.toml"
    file.write_text("a")

    assert {"answer": "1"} == ask(made, file) == ask(made, file)
    assert made == ["made"]


def test_a_changed_file_makes_it_anew(made: list[str], tmp_path: Path) -> None:
    """By size or by time."""
    file = tmp_path / "a.toml"
    file.write_text("a")
    ask(made, file)
    os.utime(file, ns=(1, 1))
    ask(made, file)
    file.write_text("ab")
    os.utime(file, ns=(1, 1))

    assert ask(made, file) == {"answer": "3"}


def test_a_new_file_makes_it_anew(made: list[str], tmp_path: Path) -> None:
    """Adding a profile is a change, too."""
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    first.write_text("a")
    ask(made, first)
    second.write_text("b")

    assert ask(made, first, second) == {"answer": "2"}


def test_another_program_makes_it_anew(
    made: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An upgrade never reads what an older program wrote."""
    ask(made, tmp_path)
    monkeypatch.setattr(cache, "OWN_CODE", (Path(__file__),))

    assert ask(made, tmp_path) == {"answer": "2"}


@pytest.mark.parametrize("rubbish", [b"", b"{", b"[]", b"{}", b"\xff\xfe", b"null"])
def test_a_damaged_cache_is_ignored(
    made: list[str], tmp_path: Path, rubbish: bytes
) -> None:
    """Whatever stands in it."""
    file = tmp_path / "a.toml"
    file.write_text("a")
    ask(made, file)
    [kept] = cache.folder().iterdir()
    kept.write_bytes(rubbish)

    assert {"answer": "2"} == ask(made, file) == ask(made, file)


def test_a_cache_that_cannot_be_written_is_done_without(
    made: list[str], tmp_path: Path
) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "cache").write_text("in the way")

    assert ask(made, tmp_path) == {"answer": "1"}
    assert ask(made, tmp_path) == {"answer": "2"}


def test_nothing_half_written_is_left(made: list[str], tmp_path: Path) -> None:
    """Only the file itself, however often it is made."""
    file = tmp_path / "a.toml"
    for at in range(3):
        file.write_text("a" * at)
        ask(made, file)

    assert len(list(cache.folder().iterdir())) == 1


@pytest.mark.parametrize(
    ("platform", "ends"),
    [
        ("linux", ".cache/wioatrack"),
        ("darwin", "Library/Caches/wioatrack"),
        ("win32", "AppData/Local/wioatrack/Cache"),
    ],
)
def test_without_environment_the_platform_s_folder_is_used(
    platform: str, ends: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cron job has none."""
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)

    assert cache.folder().as_posix().endswith(ends)
