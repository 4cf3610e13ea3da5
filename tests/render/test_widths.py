"""Tables at a terminal: no word is broken, and no column is squeezed to nothing."""

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from wioatrack.actions.results import Listing
from wioatrack.render import terminal

WORDS = st.text(alphabet="abcdefgh", min_size=1, max_size=12)
CELLS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
LOG = ("at", "user", "command", "noun", "record", "kind", "what", "handle")


def drawn(listing: Listing, width: int) -> list[str]:
    out = io.StringIO()
    console = Console(file=out, width=width)
    console.print(terminal.table(listing, None, width))
    return out.getvalue().splitlines()


def change(**more: Any) -> dict[str, Any]:
    return {
        "at": "2026-11-22T06:09:24+00:00", "user": "demo", "command": "service add",
        "noun": "service-status", "record": 25, "kind": "created", "handle": "85",
        "what": "changed_by: lee; changed_on: 2023-06-29; planned_end: 2023-08-31; "
        "service_id: 21; start: 2023-06-20; status: started",
    } | more  # fmt: skip


def test_the_log_is_a_table_on_a_hundred_columns() -> None:
    """With its last column whole, and moments that a person can read."""
    lines = drawn(Listing("change", [change(), change(handle="84")], LOG), 100)

    head = next(line for line in lines if "Handle" in line)
    assert all(name in head for name in ("At", "User", "What"))
    assert max(map(len, lines)) <= 100
    text = " ".join(lines)
    assert "2026-11-22" in text
    assert "06:09:24 UTC" in " ".join(text.split())
    assert {line.split()[-1] for line in lines if "service-status" in line} == {
        "85",
        "84",
    }


def test_a_block_leaves_out_what_a_row_has_not() -> None:
    """Where a table is too wide, each row is told alone."""
    rows = [change(undone_by="86"), change(handle="84", undone_by=None)]
    lines = drawn(Listing("change", rows, (*LOG, "undone_by")), 60)

    assert sum("Undone by" in line for line in lines) == 1
    assert sum("Handle" in line for line in lines) == 2


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=4),
       st.integers(40, 160))  # fmt: skip
def test_no_line_is_too_long_and_no_word_is_broken(
    rows: list[list[str]], width: int
) -> None:
    """Whatever stands in the cells, at any width."""
    columns = ("one", "two", "three")
    records = [dict(zip(columns, row, strict=True)) for row in rows]

    lines = drawn(Listing("x", records, columns), width)

    assert max(map(len, lines)) <= width
    said = {word for line in lines for word in line.split()}
    assert {word for row in rows for cell in row for word in cell.split()} <= said


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_what_is_left_goes_to_whoever_wants_it(width: int) -> None:
    """A short column is whole before a long one gets more than its share."""
    rows = [{"short": "two words", "long": "word " * 60}]

    lines = drawn(Listing("x", rows, ("short", "long")), width)

    assert any(line.strip().startswith("two words") for line in lines)
    assert max(map(len, lines)) > width - 10
