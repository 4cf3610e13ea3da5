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
# The space that a grid puts beside each column.
BESIDE = 2
SHADE = {
    "complete": "green", "met": "green", "approved": "green", "not-complete": "yellow",
    "pending": "yellow", "not-met": "red", "rejected": "red",
}  # fmt: skip


def console() -> Console:
    """A console that never reads markup, emoji codes or patterns out of values."""
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=False)


def record(values: dict[str, Any], width: int | None = None) -> RenderableType:
    """Facts beside their names; lists of records as small tables below."""
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="bold", no_wrap=True)
    facts.add_column(overflow="fold")
    parts: list[RenderableType] = [facts]
    for key, value in text.filled(values).items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            columns = tuple(name for name in value[0] if name not in text.FOR_SCRIPTS)
            parts += [
                Text(text.label(key), style="bold"),
                table(Listing(key, value, columns), None, width),
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
        body = _grid(listing, rows, columns, width)
    if len(rows) == len(listing.rows):
        return body
    more = len(listing.rows) - len(rows)
    return Group(body, Text(f"{more} more; --limit {len(listing.rows)} shows all."))


def _grid(
    listing: Listing, rows: list[Record], columns: list[str], width: int | None
) -> RenderableType:
    grid = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True
    )
    widths = None if width is None else _widths(listing, rows, columns, width)
    for column in columns:
        grid.add_column(
            Text(_head(listing, column)),
            overflow="fold",
            width=None if widths is None else widths[column],
        )
    for row in rows:
        grid.add_row(*(cell(row.get(column)) for column in columns))
    return grid


def _widths(
    listing: Listing, rows: list[Record], columns: list[str], width: int
) -> dict[str, int]:
    """Every word whole, and what is left shared among the columns that want more."""
    least = {name: _least(listing, rows, name) for name in columns}
    wanted = {
        name: max(cell_len(said) for said in _said(listing, rows, name)) - least[name]
        for name in columns
    }
    left, widths = width - BESIDE * len(columns) - sum(least.values()), {}
    for place, name in enumerate(sorted(columns, key=lambda name: wanted[name])):
        more = min(wanted[name], left // (len(columns) - place))
        widths[name], left = least[name] + max(0, more), left - more
    return widths


def _blocks(listing: Listing, rows: list[Record], columns: list[str]) -> RenderableType:
    parts: list[RenderableType] = []
    for row in rows:
        facts = Table.grid(padding=(0, 2))
        facts.add_column(style="bold", no_wrap=True)
        facts.add_column(overflow="fold")
        for column in columns:
            if text.words(row.get(column)) != text.NOTHING:
                facts.add_row(Text(_head(listing, column)), cell(row.get(column)))
        parts += [facts, Text("")]
    return Group(*parts)


def _head(listing: Listing, column: str) -> str:
    return listing.labels.get(column, text.label(column))


def _empty(rows: list[Record], column: str) -> bool:
    return all(text.words(row.get(column)) == text.NOTHING for row in rows)


def _said(listing: Listing, rows: list[Record], column: str) -> list[str]:
    return [_head(listing, column), *(text.words(row.get(column)) for row in rows)]


def _least(listing: Listing, rows: list[Record], column: str) -> int:
    """How wide a column must be so that no word up to WIDEST_WORD is broken."""
    said = " ".join(_said(listing, rows, column)).split()
    return min(max(map(cell_len, said), default=0), WIDEST_WORD)


def _narrowest(listing: Listing, rows: list[Record], columns: list[str]) -> int:
    """How wide a grid must be."""
    least = [_least(listing, rows, name) for name in columns]
    return sum(least) + BESIDE * len(columns)


def cell(value: Any) -> Text:
    words = text.words(value)
    return Text(words, style=SHADE.get(words, ""))
