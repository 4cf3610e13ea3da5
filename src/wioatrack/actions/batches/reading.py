"""Cells become values by the same readers as options do, each distinct cell once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from wioatrack.actions.batches.findings import Found, of_complaint, of_missing
from wioatrack.actions.batches.headers import Header
from wioatrack.actions.batches.nouns import Noun
from wioatrack.actions.batches.rows import Cell, Row
from wioatrack.entries.cells import parted
from wioatrack.entries.fields import (
    Field,
    fields_of,
    lacking,
    missing_of,
    read_words,
)
from wioatrack.entries.kinds import Lists, Unreadable

# Cells repeat; what is remembered is forgotten before it fills the memory.
REMEMBERED = 50_000
Words = dict[str, str | tuple[str, ...]]
UNREAD = object()


@dataclass(slots=True)
class Column:
    """One column of the file: where it stands, and what its cells were read as."""

    place: int
    field: Field
    known: dict[Cell, Any]


class RowReader:
    """Reads the rows of one file."""

    def __init__(
        self,
        noun: Noun,
        header: Header,
        plain: Callable[[str], str],
        lists: Lists,
        today: date,
    ) -> None:
        self.noun = noun
        self._entry = noun.entry_class
        self._fields = {one.name: one for one in noun.columns}
        self._plain, self._lists, self._today = plain, lists, today
        self.columns = [
            Column(place, self._fields[name], {})
            for place, name in enumerate(header.names)
            if name
        ]
        self._own = fields_of(self._entry)

    def values(self, row: Row) -> dict[str, Any] | None:
        """The values by column where all can be read, else None.

        Columns without words are left out, as options that are not given are.
        """
        values: dict[str, Any] = {}
        cells = row.cells
        for column in self.columns:
            cell = cells[column.place]
            if not cell:
                continue
            value = column.known.get(cell, UNREAD)
            if value is UNREAD:
                try:
                    value = self._read(column, cell)
                except Unreadable:
                    return None
            if value is not None:
                values[column.field.attribute] = value
        for required in self._required:
            if required not in values:
                return None
        return values

    @property
    def _required(self) -> list[str]:
        return [one.attribute for one in self.noun.columns if one.required]

    def words(self, row: Row) -> Words:
        """The cells by column, without what they wear in this format."""
        words: Words = {}
        for column in self.columns:
            cell = row.cells[column.place]
            if not cell or (isinstance(cell, str) and not cell.strip()):
                continue
            words[column.field.name] = self._bare(column.field, cell)
        return words

    def faults(self, words: Words) -> list[Found]:
        """What cannot be read and what is missing, all of it, as `add` has it."""
        own = [one for one in self.noun.columns if one not in self._referring]
        values, complaints = read_words(own, words, self._lists, self._today)
        found = [of_complaint(one, words.get(one.field.name, "")) for one in complaints]
        missing = missing_of(self.noun.columns, words)
        if not found and not missing:
            missing = lacking(self._entry, values)
        return found + [of_missing(one) for one in missing]

    @property
    def _referring(self) -> list[Field]:
        """Columns whose words may be a natural key, which only the store can read."""
        return [one for one in self.noun.columns if one.name in self.noun.refers]

    def _bare(self, column: Field, cell: Cell) -> str | tuple[str, ...]:
        if isinstance(cell, tuple):
            return cell if column.many else "; ".join(cell)
        text = self._plain(cell)
        return parted(text) if column.many else text

    def _read(self, column: Column, cell: Cell) -> Any:
        """A cell that was not met before."""
        one, words = column.field, self._bare(column.field, cell)
        value: Any
        if isinstance(words, tuple):
            value = tuple(one.kind.read(w, self._lists, self._today) for w in words)
        elif not words.strip():
            value = None
        elif one.name in self.noun.refers:
            value = words.strip()
        else:
            value = one.kind.read(words, self._lists, self._today)
        if len(column.known) >= REMEMBERED:
            column.known.clear()
        column.known[cell] = value
        return value
