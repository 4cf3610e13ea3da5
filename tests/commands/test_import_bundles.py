"""`import all` of a bundle: whole, or refused before anything is written."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

Lines = list[str]


@pytest.fixture
def bundle(wioatrack: Any, person: Any, tmp_path: Path) -> Lines:
    """The lines of a database with a kept file, which is not there any more."""
    db, letter = tmp_path / "cases.db", tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.4\n%%EOF\n")
    wioatrack("participant", "add", "--state-id", "7", "--first-name", "Zo\u00eb",
              "--last-name", "Lee", code=0)  # fmt: skip
    wioatrack("document", "add", letter, "--who", person("cook"), code=0)
    out = wioatrack("export", "all", code=0).stdout
    assert wioatrack("export", "all", code=0).stdout == out
    lines: Lines = out.splitlines(keepends=True)
    kept = tmp_path / "cases.db.documents"
    for file in (db, *kept.iterdir()):
        file.unlink()
    kept.rmdir()
    wioatrack("init", code=0)
    return lines


def test_a_bundle_ends_with_what_proves_it(bundle: Lines) -> None:
    """How many records stand between the head and the end, and the hash of all lines."""
    end = json.loads(bundle[-1])

    assert end == {
        "record": "end",
        "records": len(bundle) - 2,
        "sha256": sha256("".join(bundle[:-1]).encode()).hexdigest(),
    }


def cut(lines: Lines) -> Lines:
    return lines[:-1]


def cut_within(lines: Lines) -> Lines:
    return [*lines[:-1], lines[-1][:20]]


def cut_to_the_head(lines: Lines) -> Lines:
    return lines[:1]


def without_one(lines: Lines) -> Lines:
    return [*lines[:3], *lines[4:]]


def twice(lines: Lines) -> Lines:
    return [*lines, *lines[1:]]


def with_more(lines: Lines) -> Lines:
    return [*lines, lines[-2]]


def changed(lines: Lines) -> Lines:
    assert any("Zo\u00eb" in line for line in lines)
    return [line.replace("Zo\u00eb", "Zoe") for line in lines]


def reordered(lines: Lines) -> Lines:
    return [lines[0], lines[2], lines[1], *lines[3:]]


def with_another_hash(lines: Lines) -> Lines:
    end = json.loads(lines[-1]) | {"sha256": "0" * 64}
    return [*lines[:-1], json.dumps(end)]


@pytest.mark.parametrize(
    ("harmed", "says"),
    [
        (cut, "The bundle is cut off"),
        (cut_within, "The bundle is cut off"),
        (cut_to_the_head, "The bundle is cut off"),
        (with_more, "The bundle is cut off"),
        (without_one, "its end says"),
        (twice, "its end says"),
        (changed, "The bundle was changed"),
        (reordered, "The bundle was changed"),
        (with_another_hash, "The bundle was changed"),
    ],
)
def test_a_bundle_that_is_not_whole_is_refused(
    wioatrack: Any,
    bundle: Lines,
    tmp_path: Path,
    harmed: Callable[[Lines], Lines],
    says: str,
) -> None:
    """In one sentence; neither a record nor a kept file of it is written."""
    file = tmp_path / "all.jsonl"
    file.write_text("".join(harmed(bundle)), encoding="utf-8", newline="")

    wioatrack("import", "all", file, code=2, says=says)

    assert wioatrack("participant", "list", "--json", code=0).stdout.strip() == "[]"
    assert not (tmp_path / "cases.db.documents").exists()


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\n\n"])
def test_a_whole_bundle_is_taken_whatever_ends_its_lines(
    wioatrack: Any, bundle: Lines, tmp_path: Path, ending: str
) -> None:
    """Mail and editors convert them; the end is no record and is not counted as one."""
    file = tmp_path / "all.jsonl"
    text = "".join(bundle).replace("\n", ending)
    file.write_text(text, encoding="utf-8", newline="")

    out = wioatrack("import", "all", file, "--json", code=0).stdout

    answer = json.loads(out)
    assert (answer["rows"], answer["rejected"]) == (len(bundle) - 2, 0)
    assert wioatrack("export", "all", code=0).stdout == "".join(bundle)
