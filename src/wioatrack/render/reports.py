"""A report: its figures and tables as JSON, as text, and with bars at a terminal."""

from typing import Any

from wioatrack.actions.reports import Report
from wioatrack.actions.results import Listing, Record
from wioatrack.render import text

BAR = "percent"
NARROW = 72
WIDEST_BAR = 30


def values(report: Report) -> dict[str, Any]:
    """The figures, and the rows of each table under its key."""
    tables = {key: listing.rows for key, (_, listing) in report.tables.items()}
    return report.figures | tables


def told(report: Report) -> str:
    """The same as aligned text, for a pipe."""
    parts = [report.title, text.record(report.figures)]
    for heading, listing in report.tables.values():
        parts += [heading, text.table(listing)]
    return "\n\n".join(parts)


def main_table(report: Report) -> Listing:
    """The rows that a CSV holds: the first table's."""
    return next(iter(report.tables.values()))[1]


def show(report: Report) -> None:
    """Print it at a terminal; a table with a share of a maximum is drawn with bars."""
    from rich.text import Text

    from wioatrack.render import terminal

    out = terminal.console()
    out.print(Text(text.words(report.title), style="bold"))
    out.print(terminal.record(report.figures))
    for heading, listing in report.tables.values():
        out.print(Text(text.words(heading), style="bold"))
        if BAR in listing.columns and listing.rows:
            out.print(bars(listing, out.width))
        else:
            out.print(terminal.table(listing, width=out.width))


def bars(listing: Listing, width: int) -> Any:
    """One bar a row; on a narrow terminal below its words, else beside them."""
    from rich.table import Table

    if width < NARROW:
        column = Table.grid()
        column.add_column(overflow="fold")
        for row in listing.rows:
            for part in stacked(row, width):
                column.add_row(part)
        return column
    grid = Table.grid(padding=(0, 2))
    grid.add_column(overflow="fold")
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(width=WIDEST_BAR)
    grid.add_column(justify="right", no_wrap=True)
    for row in listing.rows:
        label, standing, share = words(row)
        grid.add_row(label, standing, bar(row, WIDEST_BAR), share)
    return grid


def stacked(row: Record, width: int) -> list[Any]:
    """A row whose bar has a line of its own."""
    from rich.text import Text

    label, standing, share = words(row)
    return [Text.assemble(label, "  ", standing, "  ", share), bar(row, width - 2)]


def words(row: Record) -> tuple[Any, Any, Any]:
    """The label, the total beside its maximum, and the share of it."""
    from rich.text import Text

    share = "" if row[BAR] is None else f"{row[BAR]} %"
    return (
        Text(text.words(row["label"])),
        Text(text.words(row["standing"])),
        Text(share),
    )


def bar(row: Record, width: int) -> Any:
    """How much of the maximum is used; nothing is drawn where there is none."""
    from rich.progress_bar import ProgressBar
    from rich.text import Text

    if row[BAR] is None:
        return Text("no maximum", style="dim")
    full = row[BAR] >= 100
    style = "red" if full else "green"
    return ProgressBar(
        total=100,
        completed=min(100, row[BAR]),
        width=max(4, min(width, WIDEST_BAR)),
        complete_style=style,
        finished_style=style,
    )
