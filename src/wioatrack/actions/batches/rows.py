"""The rows of a file: where each begins, and its cells in the order of the header."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple

from wioatrack.actions.batches.findings import Found
from wioatrack.actions.batches.headers import NOUN, Header, names_noun
from wioatrack.actions.batches.noun_names import of_another
from wioatrack.entries.cells import unguarded
from wioatrack.errors import BadEntry
from wioatrack.lean import dataclass

Cell = str | tuple[str, ...]
# A limit of this reader: what is longer than any text may be is an open quote.
LONGEST_CELL = 16 << 20
NESTED = "The value is an object or holds one."
NO_OBJECT = Found(
    rule="row.json",
    message="The line is no JSON object.",
    fix='Write {"column": "value", ...} on one line.',
)


class Row(NamedTuple):
    """One row. `wrong` is why its cells cannot be told apart, or are of another noun;
    then `raw` is what stands in the file.
    """

    line: int
    cells: Sequence[Cell]
    wrong: tuple[Found, ...] = ()
    raw: str | Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The header and the rows; `plain` takes off what a cell wears in this format.

    `mixed` are rows that name their noun, because the file has others too.
    """

    header: Header
    rows: Iterator[Row]
    plain: Callable[[str], str]
    format: str
    first: tuple[str, ...] = ()
    sheet: str = ""
    mixed: bool = False


@contextmanager
def long_cells() -> Iterator[None]:
    """The csv module's own limit is one of the process, so it is put back."""
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def csv_table(
    lines: Iterable[str], delimiter: str, header_of: Callable[[list[str]], Header]
) -> Table:
    """A CSV file (RFC 4180). Raises `BadEntry` where it cannot be told apart."""
    records = csv_records(lines, delimiter)
    first = next((cells for _, cells in records if any(cells)), None)
    if first is None:
        raise BadEntry(
            "The file is empty.", "wioatrack template NOUN prints the first line."
        )
    header = header_of(first)
    rows = of_its_noun(header, csv_rows(records, len(first)))
    return Table(header, rows, unguarded, "csv", tuple(first))


def csv_records(
    lines: Iterable[str], delimiter: str
) -> Iterator[tuple[int, list[str]]]:
    """Each record with the physical line on which it begins."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        raise BadEntry(
            f"Line {begins}: {reason(error)}.",
            "Close the quote, or write a quote inside a cell twice.",
        ) from None


def reason(error: csv.Error) -> str:
    """What the csv module found, in other words."""
    words = str(error)
    if "field larger" in words:
        return f"a cell has more than {LONGEST_CELL} characters; is a quote not closed"
    if "unexpected end" in words:
        return "a quote is opened and never closed"
    if "expected after" in words:
        return "a quoted cell goes on after its closing quote"
    return words


def csv_rows(records: Iterator[tuple[int, list[str]]], width: int) -> Iterator[Row]:
    """The rows; blank ones do not count."""
    made = tuple.__new__
    for line, cells in records:
        if len(cells) == width:
            # A row with words is told from a blank one by its first cell, mostly.
            if (cells[0] and not cells[0].isspace()) or any(map(str.strip, cells)):
                yield made(Row, (line, cells, (), ""))
        elif any(map(str.strip, cells)):
            padded = [*cells, *[""] * (width - len(cells))][:width]
            yield Row(line, padded, (wrong_width(len(cells), width),), cells)


def of_its_noun(header: Header, rows: Iterator[Row]) -> Iterator[Row]:
    """The rows; where they name their noun, one of another is wrong."""
    return map(partial(of_noun, header), rows) if header.nouns else rows


def of_noun(header: Header, row: Row) -> Row:
    """The row, or one that is wrong because it names another noun."""
    named = (str(row.cells[place]) for place in header.nouns)
    found = [of_another(header.noun.name, words) for words in named]
    wrong = tuple(one for one in found if one)
    return row._replace(wrong=row.wrong + wrong) if wrong else row


def wrong_width(cells: int, width: int) -> Found:
    """A row with more or fewer cells than the header."""
    return Found(
        rule="row.cells",
        message=f"{cells} cells; the header has {width}.",
        fix="Give one cell per column; quote a cell that holds the delimiter.",
    )


def json_table(lines: Iterable[str], header: Header) -> Table:
    """JSON lines: one object per line, its keys the columns."""
    return Table(header, json_rows(lines, header), lambda text: text, "jsonl")


def json_rows(lines: Iterable[str], header: Header) -> Iterator[Row]:
    for line, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        if line == 1 and text.lstrip().startswith("["):
            raise BadEntry(
                "Line 1: the file is a JSON list.", "Write one object per line."
            )
        yield json_row(line, text, header)


def json_row(line: int, text: str, header: Header) -> Row:
    """One line as a row; what is wrong with it is all told."""
    empty = ("",) * len(header.names)
    try:
        pairs = json.loads(
            text,
            object_pairs_hook=_Pairs,
            parse_int=str,
            parse_float=str,
            parse_constant=str,
        )
    except (ValueError, RecursionError):
        return Row(line, empty, (NO_OBJECT,), text)
    if not isinstance(pairs, _Pairs):
        wrong = Found(
            rule="row.json",
            message="The line is JSON, but no object.",
            fix='Write {"column": "value", ...} on one line.',
        )
        return Row(line, empty, (wrong,), text)
    return told_apart(line, text, pairs, header)


class _Pairs(list[tuple[str, Any]]):
    """The keys and values of a JSON object, doubled ones too."""


def told_apart(line: int, text: str, pairs: "_Pairs", header: Header) -> Row:
    """The values in the order of the header."""
    cells: list[Cell] = [""] * len(header.names)
    wrong, seen = [], set()
    for key, value in pairs:
        name = header.name_of(key)
        if name is None and names_noun(key):
            wrong += of_key(header, value)
            continue
        if name is None:
            if not header.ignores(key):
                wrong.append(header.unknown(key))
            continue
        if name in seen:
            wrong.append(Found("row.json", "The key stands twice.", column=name))
        seen.add(name)
        words = words_of(value)
        if words is None:
            wrong.append(Found("row.json", NESTED, column=name))
        else:
            cells[header.names.index(name)] = words
    return Row(line, cells, tuple(wrong), text if wrong else ())


def of_key(header: Header, value: Any) -> list[Found]:
    """What is wrong with the noun that an object names."""
    words = words_of(value)
    if words is None:
        return [Found("row.json", NESTED, column=NOUN)]
    named = words if isinstance(words, str) else "; ".join(words)
    other = of_another(header.noun.name, named)
    return [other] if other else []


def words_of(value: Any) -> Cell | None:
    """A JSON value as the words of a field; None where it has none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if isinstance(value, list) and not isinstance(value, _Pairs):
        words = [words_of(one) for one in value]
        if all(isinstance(one, str) for one in words):
            return tuple(str(one) for one in words if one)
    return None
