"""Which rows of a file are on file already, and which are one more."""

import csv
import io
from pathlib import Path

import pytest

from wioatrack.actions.batches.register import NOUNS

from .plain import PLAIN
from .test_faults_of_files import cells, header, line
from .worlds import Trip, World

# Nouns of which a second record that says the same cannot be.
ONCE = {"participant", "application", "provider", "program", "attendance", "override",
        "exit", "catalog"}  # fmt: skip


@pytest.fixture
def world(noun: str, office: World, folder: Path) -> World:
    """A database of this test's own."""
    return Trip(office, noun, folder).world


def of(world: World, noun: str, times: int) -> bytes:
    """A file with the plain row so many times."""
    row = line(cells(world, noun))
    return "".join(f"{text}\n" for text in (header(noun), *[row] * times)).encode()


@pytest.mark.parametrize("noun", [noun for noun in NOUNS if noun not in ONCE])
def test_a_file_adds_what_it_has_more_than_is_on_file(noun: str, world: World) -> None:
    """However the records came: by hand, from this file, or from one in other words."""
    world.add(noun, PLAIN[noun])
    exported = world.export(noun)
    count = len(list(csv.reader(io.StringIO(exported.decode())))) - 1

    def load(content: bytes) -> tuple[int, int]:
        answer = world.load(noun, content)
        return answer["created"], answer["unchanged"]

    assert load(exported) == (0, count)
    twice = exported + exported.splitlines(keepends=True)[-1]
    assert load(twice) == (1, count)
    assert load(twice) == (0, count + 1)
    assert load(world.export(noun)) == (0, count + 1)


def entry(name: str, number: int, related: str = "", required: str = "") -> str:
    """A row of the catalogue."""
    return f"{name},other-recognized,{ctid(number)},{related},{required}\n"


def ctid(number: int) -> str:
    return f"ce-00000000-0000-4000-8000-0000000001{number:02d}"


@pytest.mark.parametrize("noun", ["catalog"])
def test_entries_name_each_other_in_any_order(
    noun: str, world: World, folder: Path
) -> None:
    """And go round so; one that names nothing leaves with those that name it."""
    one, two, three = map(ctid, (1, 2, 3))
    rows = "name,type,ctid,related,required\n"
    rows += entry("One", 1, f"51.0909:other-recognized; {two}") + entry("Two", 2, one)

    assert world.load(noun, rows.encode())["created"] == 2
    there = Trip(world, noun, folder).world
    assert there.load(noun, world.export(noun))["created"] == 0

    wrong = rows.replace("00000001", "00000002") + entry("Three", 3, "", ctid(9))
    wrong += entry("Four", 4, three) + entry("Five", 5)
    answer = world.load(noun, wrong.encode(), "--keep-good", code=1)
    assert [(f["line"], f["column"]) for f in answer["findings"]] == [
        (4, "required"),
        (5, "related"),
    ]
    assert (answer["created"], answer["rejected"]) == (3, 2)
