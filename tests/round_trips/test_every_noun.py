"""Any export imports to the same records, whatever was typed."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wioatrack.actions.batches.register import NOUNS

from .nouns import STRATEGIES, UNSAID
from .settings import FILES, ROWS_ONLY
from .stored import different, last_id, stored
from .worlds import Trip, World

ENDINGS = ("csv", "jsonl", "xlsx")


def test_every_noun_has_rows_to_try() -> None:
    """A noun that comes by the file without them would go untried."""

    assert list(STRATEGIES) == list(NOUNS)


@pytest.mark.parametrize("noun", NOUNS)
def test_every_column_is_tried(noun: str) -> None:
    """But for those that a file never says again, each with its reason."""
    tried: set[str] = set()

    @ROWS_ONLY
    @given(STRATEGIES[noun]())
    def look(rows: list[dict[str, Any]]) -> None:
        tried.update(name for row in rows for name in row)

    look()

    columns = {column.name for column in NOUNS[noun].columns}
    beside = {"application"} if "service" in NOUNS[noun].leads else set()
    waived = set() if noun == "credential" else {"waive", "waive_because"}
    assert columns - tried - beside - waived == set(UNSAID.get(noun, ()))


@pytest.mark.fault(71)
@pytest.mark.parametrize("noun", NOUNS)
@FILES
@given(data=st.data())
def test_an_export_imports_to_the_same_records(
    noun: str, data: Any, office: World, elsewhere: World, folder: Path
) -> None:
    """In a database with the same parents under other ids: byte for byte, row by row."""
    trip = Trip(office, noun, folder)
    told = trip.add(data.draw(STRATEGIES[noun](), label="rows"))
    table = NOUNS[noun].table

    for ending in ENDINGS:
        there = Trip(elsewhere, noun, folder)
        last = last_id(there.world.path, table)
        exported = trip.world.export(noun, ending)
        answer = there.world.load(noun, exported, ending=ending)

        assert answer["created"] == len(told)
        assert there.new("csv") == trip.new("csv")
        assert there.new("jsonl") == trip.new("jsonl")
        assert different(told, stored(there.world.path, table, last)) == []


@pytest.mark.fault(67)
@pytest.mark.parametrize("noun", NOUNS)
@FILES
@given(data=st.data())
def test_an_export_adds_nothing_where_it_came_from(
    noun: str, data: Any, office: World, folder: Path
) -> None:
    """Neither at once nor beside the same records typed again, in any format."""
    trip = Trip(office, noun, folder)
    trip.add(data.draw(STRATEGIES[noun](), label="rows"))
    before = trip.world.export(noun)

    for ending in ENDINGS:
        exported = trip.world.export(noun, ending)
        answer = trip.world.load(noun, exported, ending=ending)
        assert (answer["created"], answer["rejected"]) == (0, 0)
        assert answer["unchanged"] == answer["rows"]
    assert trip.world.export(noun) == before
