"""One file with every fault that files have, for every noun."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from wioatrack.actions.batches.register import NOUNS
from wioatrack.actions.batches.rows import long_cells

from .plain import PLAIN
from .worlds import Trip, World

MARK = b"\xef\xbb\xbf"
MILLION = 1_000_000


def cells(world: World, noun: str, **other: str) -> list[str]:
    """The plain row under the header of the template."""
    row = {name: world.word(words) for name, words in PLAIN[noun].items()} | other
    return [row.get(column.name, "") for column in NOUNS[noun].columns]


def line(row: list[str]) -> str:
    """One record of a CSV file, without its end."""
    out = io.StringIO()
    csv.writer(out).writerow(row)
    return out.getvalue().removesuffix("\r\n")


def header(noun: str) -> str:
    return ",".join(column.name for column in NOUNS[noun].columns)


@pytest.fixture
def world(noun: str, office: World, folder: Path) -> World:
    """A database of this test's own."""
    return Trip(office, noun, folder).world


def planted(world: World, noun: str) -> tuple[str, dict[int, str]]:
    """A file, and the rule of the finding on each line where a bad row begins."""
    registered = NOUNS[noun]
    needed = next(c.name for c in registered.columns if c.required)
    first = registered.fields[0].name
    unread = "record.found" if first in registered.refers else "words.readable"
    good = cells(world, noun)
    broken = cells(world, noun)
    broken[0] = f"{broken[0] or 'S-9'}\n"
    at = [c.name for c in registered.columns].index(needed)
    broken[at] = "\n\n"
    if not any(map(str.strip, broken)):
        broken[1] = "A row without a word would not count."
    records = [
        ("", header(noun)),
        ("", line(good)),
        ("", ""),
        ("", "," * (len(good) - 1)),
        ("words.required", line(broken)),
        ("row.cells", line(good[:-1])),
        ("row.cells", line([*good, "more"])),
        ("", "  "),
        (unread, line(cells(world, noun, **{first: "a\0b"}))),
        (unread, line(cells(world, noun, **{first: "x" * MILLION}))),
    ]
    expected, number = {}, 1
    for rule, text in records:
        if rule:
            expected[number] = rule
        number += text.count("\n") + 1
    return "".join(f"{text}\r\n" for _, text in records), expected


@pytest.mark.fault(58)
@pytest.mark.fault(60)
@pytest.mark.fault(63)
@pytest.mark.fault(65)
@pytest.mark.fault(68)
@pytest.mark.parametrize("noun", NOUNS)
def test_every_bad_row_is_told_by_its_line(noun: str, world: World) -> None:
    """After a mark, blank lines and line breaks in quotes; then only good rows stay."""
    content, expected = planted(world, noun)
    before = world.export(noun)

    answer = world.load(noun, MARK + content.encode(), code=1)

    found = {one["line"]: one["rule"] for one in answer["findings"]
             if one["severity"] != "advice"}  # fmt: skip
    assert found == expected
    assert (answer["rows"], answer["rejected"]) == (len(expected) + 1, len(expected))
    assert all(len(one["value"]) < 100 for one in answer["findings"])
    assert world.export(noun) == before

    failed = world.path.parent / "failed.csv"
    more = ("--keep-good", "--failed", failed)
    kept = world.load(noun, content.encode(), *more, code=1)
    assert kept["created"] == 1
    with failed.open(encoding="utf-8", newline="") as file, long_cells():
        lines = [int(row["import_line"]) for row in csv.DictReader(file)]
    assert lines == list(expected)


# What a file is, by its good content, and words of the one sentence that answers it.
UNREADABLE: dict[str, tuple[Any, str]] = {
    "nothing": (lambda head, row: b"", "empty"),
    "blank lines": (lambda head, row: b"\r\n\r\n", "empty"),
    "no header": (lambda head, row: f"{row}\n{row}\n".encode(), "no column"),
    "semicolons": (
        lambda head, row: f"{head}\n{row}\n".replace(",", ";").encode(),
        "--delimiter ';'",
    ),
    "tabs": (
        lambda head, row: f"{head}\n{row}\n".replace(",", "\t").encode(),
        r"--delimiter '\t'",
    ),
    "a column twice": (
        lambda head, row: f"{head},{head.split(',')[-1]}\n{row},\n".encode(),
        "twice",
    ),
    "an unknown column": (
        lambda head, row: f"{head},colour\n{row},\n".encode(),
        "unknown columns",
    ),
    "an open quote": (
        lambda head, row: f'{head}\n{row}\n"{row}\n'.encode(),
        "never closed",
    ),
    "another encoding": (
        lambda head, row: f"{head}\n{row}\né\n".encode("cp1252"),
        "Line 3 is not UTF-8",
    ),
    "two bytes a character": (
        lambda head, row: f"{head}\n{row}\n".encode("utf-16"),
        "UTF-16",
    ),
    "a JSON list": (lambda head, row: b"[{}]", "one object per line"),
}


@pytest.mark.fault(59)
@pytest.mark.fault(61)
@pytest.mark.fault(62)
@pytest.mark.fault(64)
@pytest.mark.parametrize("noun", NOUNS)
def test_what_is_no_file_of_rows_is_answered_in_one_sentence(
    noun: str, world: World
) -> None:
    """Each with exit code 2 and what to do, and nothing of it is read."""
    head, row = header(noun), line(cells(world, noun))
    before = world.export(noun)

    for what, (made, words) in UNREADABLE.items():
        answer = world.load(noun, made(head, row), code=2)
        assert words in answer["error"], (what, answer)
        assert "\n" not in answer["error"]
    assert world.load(noun, f"{head}\n".encode())["rows"] == 0
    assert world.export(noun) == before


@pytest.mark.parametrize("noun", ["participant"])
def test_a_workbook_s_row_has_no_more_cells_than_its_header(
    noun: str, world: World
) -> None:
    """What stands beside the columns is told, not dropped."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["state_id", "first_name", "last_name"])
    book.active.append(["S-1", "Ann", "Lee", "beside"])
    out = io.BytesIO()
    book.save(out)

    answer = world.load(noun, out.getvalue(), ending="xlsx", code=1)

    assert [(one["line"], one["rule"]) for one in answer["findings"]] == [
        (2, "row.cells")
    ]


@pytest.mark.parametrize("noun", ["story"])
def test_a_workbook_cuts_nothing_off(noun: str, world: World, folder: Path) -> None:
    """More than its cell holds is refused, and what looks like its escapes stays."""
    text = {"application": "ala", "title": "_x0041_", "text": "_x000D_"}
    world.add(noun, text)
    there = Trip(world, noun, folder).world
    openpyxl = pytest.importorskip("openpyxl")
    there.load(noun, world.export(noun, "xlsx"), ending="xlsx")
    assert there.export(noun) == world.export(noun)
    sheet = openpyxl.load_workbook(world.path.parent / "out.xlsx").active
    assert "_x005F_x0041_" in {cell.value for row in sheet for cell in row}
    world.add(noun, text | {"text": "_x000D_" * 2_800})
    world.run("export", noun, "--out", world.path.parent / "long.xlsx", code=2,
              says="36400 characters as a workbook writes them")  # fmt: skip
