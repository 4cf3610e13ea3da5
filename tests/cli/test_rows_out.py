"""Rows on standard output and in files: encodings, line ends and formats."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

WIOATRACK = str(Path(sys.executable).with_name("wioatrack"))
NAME = "Nguyễn"
Bytes = Callable[..., bytes]


@pytest.fixture
def printed(db: Path, made: Any) -> Bytes:
    """What a process of another locale prints of one person, as its bytes."""
    made("participant", "add", "--state-id", "7", "--first-name", "Lan", "--last-name",
         NAME)  # fmt: skip

    def printed(*words: object) -> bytes:
        return subprocess.run(
            [WIOATRACK, *map(str, words)],
            env=os.environ | {"PYTHONIOENCODING": "cp1252", "WIOATRACK_DB": str(db),
                              "WIOATRACK_USER": "ore"},
            cwd=db.parent, capture_output=True, check=True, timeout=60,
        ).stdout  # fmt: skip

    return printed


@pytest.mark.parametrize(
    "words",
    [("participant", "list", "--csv"), ("export", "participant"),
     ("export", "participant", "--out", "-")],
)  # fmt: skip
def test_rows_are_utf_8_whatever_the_locale(
    printed: Bytes, words: tuple[str, ...]
) -> None:
    """A name is its letters, and a row ends as RFC 4180 says."""
    out = printed(*words)

    assert NAME in out.decode("utf-8")
    assert out.count(b"\r\n") == 2
    assert b"\r\r" not in out


def test_what_another_locale_exports_is_imported(
    printed: Bytes, wioatrack: Any, tmp_path: Path
) -> None:
    """Every row is known again by its words."""
    file = tmp_path / "people.csv"
    file.write_bytes(printed("export", "participant"))

    answer = json.loads(
        wioatrack("import", "participant", file, "--json", code=0).stdout
    )

    assert (answer["created"], answer["unchanged"]) == (0, 1)


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (("--csv", "--out", "f.jsonl"), b"state_id,"),
        (("--out", "F.XLSX"), b"PK"),
        (("--out", "F.JSONL"), b"{"),
        (("--out", "f.csv"), b"state_id,"),
        (("--jsonl", "--out", "f.csv"), b"{"),
    ],
)
def test_the_option_wins_over_the_ending_in_any_case(
    printed: Bytes, tmp_path: Path, words: tuple[str, ...], start: bytes
) -> None:
    """And the ending over what is printed without either."""
    pytest.importorskip("openpyxl")
    printed("export", "participant", *words)

    assert (tmp_path / words[-1]).read_bytes().startswith(start)


def test_a_dash_is_standard_output(
    printed: Bytes, tmp_path: Path, person: Callable[..., str]
) -> None:
    """No file of that name is made, by an export or a printed plan."""
    who = person("alabama")

    assert printed("export", "participant", "--out", "-").startswith(b"state_id,")
    assert printed("plan", "print", who, "--out", "-").lower().startswith(b"<!doctype")
    assert not (tmp_path / "-").exists()


EXPORT = ("export", "participant")
PLAN = ("plan", "print", "{who}")


@pytest.mark.parametrize("words", [EXPORT, PLAN])
@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_a_file_that_is_there_is_lost_only_where_that_is_said(
    wioatrack: Any,
    person: Callable[..., str],
    tmp_path: Path,
    db: Path,
    words: tuple[str, ...],
    name: str,
) -> None:
    """Refused with exit 5; `--replace` takes its place, as anything does an empty one's."""
    pytest.importorskip("openpyxl")
    given = [word.format(who=person("isets")) for word in words]
    out = tmp_path / name
    out.write_text("kept")

    wioatrack(*given, "--out", out, code=5,
              says=f"There is a file {name} already. Name another; --replace")  # fmt: skip
    assert out.read_text() == "kept"

    wioatrack(*given, "--out", out, "--replace", code=0)
    assert out.stat().st_size > len("kept")
    out.write_text("")
    wioatrack(*given, "--out", out, code=0)
    if name == "out.csv":
        wioatrack(*given, "--out", db, "--replace", code=5, says="It is a database.")
    assert out.stat().st_size > len("kept")
    wioatrack(*given, "--out", tmp_path / "new" / name, "--replace", code=5,
              says="No such file or directory")  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="no such links")
@pytest.mark.parametrize("words", [EXPORT, PLAN])
def test_a_link_is_no_unused_name(
    wioatrack: Any, person: Callable[..., str], tmp_path: Path, words: tuple[str, ...]
) -> None:
    """Wherever it leads, and also nowhere."""
    given = [word.format(who=person("isets")) for word in words]
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "nothing")

    wioatrack(*given, "--out", link, code=5, says="There is a file link.csv already.")

    assert link.is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="no such pipes")
@pytest.mark.parametrize("words", [EXPORT, PLAN])
def test_a_pipe_or_a_device_is_never_replaced(
    wioatrack: Any, person: Callable[..., str], tmp_path: Path, words: tuple[str, ...]
) -> None:
    """Whoever means standard output writes a dash."""
    given = [word.format(who=person("isets")) for word in words]
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)

    wioatrack(*given, "--out", pipe, "--replace", code=5, says="it is no file; -")

    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("noun", "words", "says"),
    [
        ("participant", ("--csv", "--jsonl"), "are two formats"),
        ("participant", ("--csv", "--out", "x.xlsx"), "the name of a workbook"),
        ("participant", ("--jsonl", "--out", "x.XLSX"), "the name of a workbook"),
        ("all", ("--csv",), "as JSON lines only"),
        ("all", ("--out", "x.xlsx"), "as JSON lines only"),
        ("all", ("--out", "x.csv"), "as JSON lines only"),
    ],
)
def test_what_cannot_all_be_meant_is_refused(
    wioatrack: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    noun: str,
    words: tuple[str, ...],
    says: str,
) -> None:
    """Before a file is made."""
    monkeypatch.chdir(tmp_path)

    wioatrack("export", noun, *words, code=2, says=says)


def test_linked_data_is_json_whether_it_is_asked_for_or_not(
    made: Any, wioatrack: Any, person: Callable[..., str]
) -> None:
    """An export of the catalogue and a badge have no other form; a refusal has."""
    made("credential", "add", person("alabama"), "--type", "other-recognized", "--date",
         "2023-03-03")  # fmt: skip
    for words in (("catalog", "export"), ("credential", "badge", 1)):
        plain = json.loads(wioatrack(*words, code=0).stdout)
        # Each print of a badge has an id of its own, and a salt.
        assert made(*words).keys() == plain.keys() > {"@context"}

    refused = wioatrack("credential", "badge", 99, "--json", code=3)
    assert json.loads(refused.stdout)["error"].startswith("There is no credential 99.")
