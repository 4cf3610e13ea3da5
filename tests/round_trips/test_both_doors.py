"""What is typed and what is loaded is judged alike, in the same words, for every noun."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wioatrack.actions.batches.register import NOUNS
from wioatrack.entries.fields import Field

from .nouns import STRATEGIES
from .plain import PLAIN
from .settings import FILES
from .worlds import FLAG, Trip, World

# Words that no field of a kind takes, and days and words that it takes at a price.
WRONG = {
    "DATE": ("13/13/2022", "2022-02-30", "1/2/22", "soon"),
    "DOLLARS": ("-1", "1.005", "ten", "0"),
    "NUMBER": ("-1", "1.005", "many"),
    "HOURS": ("169", "-1"),
    "HH:MM": ("24:00", "8", "8:5"),
    "DIGITS": ("12345", "123-45-6789"),
    "YEAR": ("1", "next"),
    "URL": ("ftp://example.org", "no page"),
    "LANGUAGE": ("nowhere",),
    "CTID": ("ce-1",),
    "OCCUPATION": ("99-9999",),
    "SKILL": (":", "Sewing:2"),
    "PROGRAM": ("alone", ":"),
    "ID|CIP:TYPE": ("0", "51", "51:nothing", "999999",
                    "ce-99999999-9999-4999-8999-999999999999"),
    "START:END[:CREDITS]": ("2022-01-03", "2022-01-03:2021-01-03"),
    "PLACE|DOLLARS": ("Atlantis",),
    "CODE": ("no-such-code",),
    "TEXT": ("a\x1bb", "123-45-6789", "123456789", "\ufffe", "x" * 20_001),
    "ID": ("a\x00b", "123-45-6789"),
}  # fmt: skip
LATER, EARLIER = "2031-01-01", "1950-01-01"


def wrong(column: Field) -> tuple[str, ...]:
    """What stands in a cell that `add` is given too."""
    if column.kind.metavar == FLAG:
        return ()
    days = (LATER, EARLIER) if column.kind.metavar == "DATE" else ()
    nothing = ("",) if column.required else ()
    refers = ("99999",) if not column.kind.free_text else ()
    found = (*WRONG[column.kind.metavar], *days, *nothing, *refers)
    # No operating system hands a NUL to a program.
    return tuple(words for words in found if "\x00" not in words)


def bad_rows(noun: str) -> list[dict[str, Any]]:
    """The plain row with one planted fault each, in every column."""
    registered = NOUNS[noun]
    return [
        PLAIN[noun] | {column.name: (words,) if column.many else words}
        for column in registered.columns
        if column.name not in (*registered.leads, "application", "waive_because")
        if column.name != "waive"
        for words in wrong(column)
    ]


def both(world: World, noun: str, row: dict[str, Any]) -> tuple[bool, list[Any]]:
    """Whether a row is refused, and where the doors differ about it."""
    file = world.path.parent / "rows.jsonl"
    file.write_text(world.line(row) + "\n", encoding="utf-8")
    loaded = json.loads(world.tried("import", noun, file, "--dry-run", "--json")[1])
    code, printed, _ = world.tried(*world.typed(noun, row), "--json")
    single = json.loads(printed)
    if code == 0:
        world.run("undo", single["undo"])
    differ = [] if loaded["rejected"] == bool(code) else [(row, code, loaded, single)]
    return bool(code), differ + apart(noun, row, loaded["findings"], single)


def apart(
    noun: str, row: dict[str, Any], found: list[dict[str, Any]], single: dict[str, Any]
) -> list[Any]:
    """What is said of a row that was typed and does not stand in the file's findings."""
    kept = ("rule", "severity", "message", "source")
    listed = [
        tuple(one[name] for name in kept)
        for one in found
        if one["rule"] != "words.old-value"
    ]
    told = [tuple(one[name] for name in kept) for one in single["findings"]]
    if told or "error" not in single:
        return [] if listed == told else [(row, listed, told)]
    return [
        (row, one, single)
        for one in found
        if (one["column"] not in NOUNS[noun].refers or one["rule"] == "words.required")
        and words_of(one) not in single["error"]
    ]


def words_of(one: dict[str, Any]) -> str:
    """What a finding and the sentence about a typed row have in common."""
    if one["rule"] == "words.required":
        return "--" + str(one["column"]).replace("_", "-")
    return str(one["message"])


def test_every_noun_has_a_plain_row() -> None:
    """A noun without one would go untried."""

    assert list(PLAIN) == list(NOUNS)


@pytest.mark.parametrize("noun", NOUNS)
def test_one_fault_in_each_column_is_told_alike(
    noun: str, office: World, folder: Path
) -> None:
    """Also a day to come, a day long past, and nothing where something must stand."""
    world = Trip(office, noun, folder).world

    assert both(world, noun, PLAIN[noun]) == (False, [])
    told = [both(world, noun, row) for row in bad_rows(noun)]

    assert [differ for _, differ in told if differ] == []
    assert sum(refused for refused, _ in told) >= len(NOUNS[noun].fields) // 2


@pytest.mark.parametrize("noun", NOUNS)
@FILES
@given(data=st.data())
def test_rows_that_were_mixed_up_are_told_alike(
    noun: str, data: Any, office: World, folder: Path
) -> None:
    """A row whose cells are those of another, or of none."""
    one, other = (data.draw(STRATEGIES[noun]())[0] for _ in range(2))
    columns = [c.name for c in NOUNS[noun].fields if c.name in {**one, **other}]
    taken = data.draw(st.sets(st.sampled_from(columns)))
    mixed = {name: words for name, words in one.items() if name not in taken}
    mixed |= {name: words for name, words in other.items() if name in taken}

    world = Trip(office, noun, folder).world
    _, differ = both(world, noun, mixed)

    assert differ == []
