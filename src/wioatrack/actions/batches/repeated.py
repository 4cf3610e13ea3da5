"""The first line again, further down, as where several files were put together."""

from collections.abc import Iterator

from wioatrack.actions.batches.findings import Found
from wioatrack.actions.batches.headers import plain
from wioatrack.actions.batches.rows import Row, Table

AGAIN = Found(
    rule="row.header",
    message="The header again: every cell is the name of its column.",
    fix="Take the line out; it is no record.",
)


def checked_rows(table: Table) -> Iterator[Row]:
    """The rows of a table; one that repeats the header is wrong."""
    return without_headers(table) if table.first else table.rows


def without_headers(table: Table) -> Iterator[Row]:
    names = [plain(cell) for cell in table.first]
    at = next(place for place, name in enumerate(names) if name)
    # Most rows are told from the header by the first letter of one cell.
    begins = {" ", names[at][0], names[at][0].upper()}
    for row in table.rows:
        cell = row.cells[at]
        if cell and cell[0] in begins and said_by(row) == names:
            yield row._replace(wrong=(*row.wrong, AGAIN), raw=row.raw or row.cells)  # type: ignore[arg-type]
        else:
            yield row


def said_by(row: Row) -> list[str]:
    """The cells as a header is read."""
    return [plain(cell) if isinstance(cell, str) else "" for cell in row.cells]
