"""Words at a terminal: folded to its width, no word broken, nothing cut."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from wioatrack.actions.results import Listing
from wioatrack.render import terminal, text

WORD = st.text(alphabet="abcdé名", min_size=1, max_size=12)
LINE = st.lists(WORD, max_size=20).map(" ".join)
WIDTHS = [40, 60, 80, 120, 200]


@given(st.lists(LINE, min_size=1, max_size=4).map("\n".join), st.integers(40, 120))
def test_no_line_is_wider_than_the_terminal(words: str, width: int) -> None:
    """And every word is there, in its order."""
    lines = text.folded(words, width).split("\n")

    assert max(map(cell_len, lines)) <= width
    assert " ".join(lines).split() == words.split()


def test_what_is_carried_over_stands_under_its_value() -> None:
    """A fact keeps its column; a sentence is set in by two."""
    fact = "  Status     " + "word " * 8

    assert text.folded(fact, 40).split("\n")[1].startswith(" " * 13 + "word")
    assert text.folded("  fix: " + "word " * 10, 40).split("\n")[1].startswith("    w")


def test_wide_letters_take_two_columns() -> None:
    """So that the next column stands under its head."""
    rows = [{"name": "名前", "city": "X"}, {"name": "Lee", "city": "Y"}]

    head, *lines = text.table(Listing("x", rows, ("name", "city"))).split("\n")

    assert {cell_len(line[: line.index(city)]) for line, city in
            zip([head, *lines], ["City", "X", "Y"], strict=True)} == {6}  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
def test_a_table_that_does_not_fit_tells_each_row_alone(width: int) -> None:
    """As `plan show` and `attendance week` at a narrow terminal."""
    columns = ("goal", "category", "status", "due")
    rows = [dict.fromkeys(columns, "some words of it") | {"due": None}]

    said = text.table(Listing("x", rows, columns), width)

    assert max(map(len, said.split("\n"))) <= width
    assert said.count("some words of it") == 3


@pytest.mark.parametrize("width", range(40, 201, 20))
def test_the_tables_in_a_record_are_whole_at_any_width(width: int) -> None:
    """Without the columns for scripts, and no cell cut short."""
    step: dict[str, Any] = {
        "id": 7, "status": "started", "changed_by": "lee", "start": "2023-06-20",
        "planned_end": "2023-08-31", "hours": "12.50", "note": "a long note of it",
        "situation": "basic-skills", "application_id": 123456789,
    }  # fmt: skip
    console = Console(width=width)
    with console.capture() as caught:
        console.print(terminal.record({"id": 1, "history": [step, step]}, width))

    lines = caught.get().splitlines()

    assert max(map(len, lines)) <= width
    said = " ".join(lines).split()
    assert {word for value in step.values() for word in str(value).split()} - set(
        said
    ) == {"123456789"}
    assert "…" not in said
