"""The same results at a terminal, with Rich. Case data goes in as `Text`, never markup."""

from typing import Any

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from wioatrack.actions.results import Finding, Listing
from wioatrack.render import text
from wioatrack.render.gate import visible

STYLE = {"system": "red", "procedure": "red", "advice": "yellow"}
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
    for key, value in values.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            columns = tuple(value[0])
            parts += [
                Text(text.label(key), style="bold"),
                table(Listing(key, value, columns)),
            ]
        else:
            facts.add_row(Text(text.label(key)), cell(value))
    return Group(*parts)


def table(listing: Listing, shown: int | None = None) -> RenderableType:
    """At most `shown` rows, with a line that says how many more there are."""
    if not listing.rows:
        return Text(listing.empty)
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    for column in listing.columns:
        head = listing.labels.get(column, text.label(column))
        grid.add_column(Text(head), overflow="fold")
    rows = listing.rows if shown is None else listing.rows[:shown]
    for row in rows:
        grid.add_row(*(cell(row.get(column)) for column in listing.columns))
    if len(rows) == len(listing.rows):
        return grid
    more = len(listing.rows) - len(rows)
    return Group(grid, Text(f"{more} more; --limit {len(listing.rows)} shows all."))


def cell(value: Any) -> Text:
    words = text.words(value)
    return Text(words, style=SHADE.get(words, ""))


def finding(found: Finding) -> RenderableType:
    """The same lines as plain text, the mark in colour."""
    first, *rest = text.finding(found).split("\n")
    lines = [Text.assemble((first[:1], STYLE[found.severity]), first[1:])]
    lines += [Text(line, style="dim") for line in rest]
    return Group(*lines)


def sentence(words: str, style: str = "") -> Text:
    return Text(visible(words), style=style)
