"""Workbooks: one sheet, values only, days as days. Needs the extra `xlsx`."""

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from wioatrack.actions.batches.files import Given
from wioatrack.actions.batches.headers import Header
from wioatrack.actions.batches.rows import Row, Table, of_its_noun, wrong_width
from wioatrack.errors import BadEntry

# Limits of this reader: a workbook is a zip, and a small zip may unpack to anything.
LARGEST_UNPACKED = 1 << 30
LARGEST_RATIO = 200
# How a workbook writes a character that could be taken for something else.
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
INSTALL = "Install it: pip install 'wioatrack[xlsx]', or save the sheet as CSV."


def sheet_table(
    given: Given, sheet: str | None, header_of: Callable[[list[str]], Header]
) -> Table:
    """The sheet named, or the first that is shown."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise BadEntry("Reading a workbook needs openpyxl.", INSTALL) from None
    refuse_bomb(given)
    try:
        given.file.seek(0)
        book = load_workbook(given.file, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise BadEntry(
            "The file is no workbook that can be read.", "Save it as .xlsx or .csv."
        ) from None
    found = chosen(book, sheet)
    rows = numbered(found.iter_rows(values_only=True))
    first = next((cells for _, cells in rows if any(cells)), None)
    if first is None:
        raise BadEntry(f"The sheet {found.title!r} is empty.", "Name it by --sheet.")
    while first and not first[-1]:
        first.pop()
    header = header_of(first)
    return Table(
        header,
        of_its_noun(header, sheet_rows(rows, len(first))),
        lambda text: text,
        "xlsx",
        tuple(first),
        found.title,
    )


def chosen(book: Any, sheet: str | None) -> Any:
    """The sheet by its name, or the first that is not hidden."""
    if sheet is not None:
        if sheet not in book.sheetnames:
            names = ", ".join(book.sheetnames)
            raise BadEntry(f"--sheet: there is no {sheet!r}.", f"There are: {names}.")
        return book[sheet]
    shown = [one for one in book.worksheets if one.sheet_state == "visible"]
    if not shown:
        raise BadEntry("The workbook shows no sheet.", "Name one by --sheet.")
    return shown[0]


def refuse_bomb(given: Given) -> None:
    """A zip that unpacks to far more than it is."""
    try:
        given.file.seek(0)
        with zipfile.ZipFile(given.file) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile:
        raise BadEntry(
            "The file is no workbook that can be read.", "Save it as .xlsx or .csv."
        ) from None
    whole = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if whole > LARGEST_UNPACKED or whole / packed > LARGEST_RATIO:
        raise BadEntry(
            "The workbook would unpack to far more than it is.", "Save it as CSV."
        )


def numbered(rows: Iterator[Sequence[Any]]) -> Iterator[tuple[int, list[str]]]:
    """Each row as words, with its number in the sheet."""
    for number, cells in enumerate(rows, start=1):
        yield number, [words(cell) for cell in cells]


def sheet_rows(rows: Iterator[tuple[int, list[str]]], width: int) -> Iterator[Row]:
    for number, cells in rows:
        if any(cell.strip() for cell in cells):
            beyond = any(cell.strip() for cell in cells[width:])
            wrong = (wrong_width(len(cells), width),) if beyond else ()
            padded = (cells + [""] * width)[:width]
            yield Row(number, padded, wrong, cells if beyond else ())


def words(value: Any) -> str:
    """A cell's value as it would be typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))
