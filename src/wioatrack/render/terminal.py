"""The same results at a terminal, with Rich. Case data goes in as `Text`, never markup."""

from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from wioatrack.actions.results import Listing, Record
from wioatrack.render import text

WIDEST_WORD = 24
SHADE = {
    "complete": "green", "met": "green", "approved": "green", "not-complete": "yellow",
    "pending": "yellow", "not-met": "red", "rejected": "red",
}  # fmt: skip


def console() -> Console:
    """A console that never reads markup, emoji codes or patterns out of values."""
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=False)


def record(values: dict[str, Any]) -> RenderableType:
    """Facts beside their names; lists of records as small tables below."""
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="bold", no_wrap=True)
    facts.add_column(overflow="fold")
    parts: list[RenderableType] = [facts]
    for key, value in text.filled(values).items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            columns = tuple(value[0])
            parts += [
                Text(text.label(key), style="bold"),
                table(Listing(key, value, columns)),
            ]
        else:
            facts.add_row(Text(text.label(key)), cell(value))
    return Group(*parts)


def table(
    listing: Listing, shown: int | None = None, width: int | None = None
) -> RenderableType:
    """At most `shown` rows, with a line that says how many more there are.

    Columns that are empty in every row are left out, and where even folded columns
    would be too narrow to read, each row is a block of its own.
    """
    if not listing.rows:
        return Text(listing.empty)
    rows = [text.localized(row) for row in listing.rows[:shown]]
    columns = [name for name in listing.columns if not _empty(rows, name)]
    if width is not None and _narrowest(listing, rows, columns) > width:
        body = _blocks(listing, rows, columns)
    else:
        body = _grid(listing, rows, columns)
    if len(rows) == len(listing.rows):
        return body
    more = len(listing.rows) - len(rows)
    return Group(body, Text(f"{more} more; --limit {len(listing.rows)} shows all."))


def _grid(listing: Listing, rows: list[Record], columns: list[str]) -> RenderableType:
    grid = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True
    )
    for column in columns:
        head = _head(listing, column)
        least = _longest_word(listing, rows, column)
        grid.add_column(Text(head), overflow="fold", min_width=min(least, WIDEST_WORD))
    for row in rows:
        grid.add_row(*(cell(row.get(column)) for column in columns))
    return grid


def _blocks(listing: Listing, rows: list[Record], columns: list[str]) -> RenderableType:
    parts: list[RenderableType] = []
    for row in rows:
        facts = Table.grid(padding=(0, 2))
        facts.add_column(style="bold", no_wrap=True)
        facts.add_column(overflow="fold")
        for column in columns:
            facts.add_row(Text(_head(listing, column)), cell(row.get(column)))
        parts += [facts, Text("")]
    return Group(*parts)


def _head(listing: Listing, column: str) -> str:
    return listing.labels.get(column, text.label(column))


def _empty(rows: list[Record], column: str) -> bool:
    return all(text.words(row.get(column)) == text.NOTHING for row in rows)


def _longest_word(listing: Listing, rows: list[Record], column: str) -> int:
    cells = [_head(listing, column), *(text.words(row.get(column)) for row in rows)]
    return max(cell_len(word) for said in cells for word in said.split() or [""])


def _narrowest(listing: Listing, rows: list[Record], columns: list[str]) -> int:
    """How wide a grid must be so that no word up to WIDEST_WORD is broken."""
    least = [min(_longest_word(listing, rows, name), WIDEST_WORD) for name in columns]
    return sum(least) + 2 * len(columns)


def cell(value: Any) -> Text:
    words = text.words(value)
    return Text(words, style=SHADE.get(words, ""))
