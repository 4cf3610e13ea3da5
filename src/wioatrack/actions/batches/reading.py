"""Cells become values by the same readers as options do, each distinct cell once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import compress
from operator import methodcaller
from typing import Any, cast

from wioatrack.actions.batches.findings import Found, of_complaint, of_missing, shown
from wioatrack.actions.batches.headers import Header
from wioatrack.actions.batches.nouns import Noun
from wioatrack.actions.batches.rows import Cell, Row
from wioatrack.entries.cells import parted
from wioatrack.entries.fields import Field, lacking, missing_of, read_words
from wioatrack.entries.kinds import IDENTIFIER, LINE, Lists, Unreadable
from wioatrack.entries.text import are_plain, read_plain_lines
from wioatrack.lean import dataclass
from wioatrack.rulebooks import load_list
from wioatrack.vocab import Severity

# Cells repeat; what is remembered is forgotten before it fills the memory.
REMEMBERED = 50_000
Words = dict[str, str | tuple[str, ...]]
UNREAD = object()
# Whether a cell may wear the guard against formulas.
GUARDED = methodcaller("startswith", "'")


@dataclass(frozen=True, slots=True)
class Read:
    """Rows that were read, by column; `faulty` are those that cannot be."""

    count: int
    columns: dict[str, list[Any]]
    faulty: set[int]

    def column(self, name: str) -> list[Any]:
        """The values of a column; of one that the file lacks, none."""
        return self.columns.get(name) or [None] * self.count

    def only(self, places: Sequence[int]) -> "Read":
        """Those of the rows that stand at these places, in ascending order."""
        if len(places) == self.count:
            return self
        if places[-1] - places[0] + 1 == len(places):
            these = slice(places[0], places[-1] + 1)
            columns = {name: values[these] for name, values in self.columns.items()}
        else:
            columns = {
                name: [values[at] for at in places]
                for name, values in self.columns.items()
            }
        return Read(len(places), columns, set())

    def filled(self, names: Iterable[str]) -> list[frozenset[str]]:
        """For each row, which of these columns have a value."""
        there = {name: self.columns[name] for name in names if name in self.columns}
        always = {name for name, values in there.items() if has_all(values)}
        mixed = [name for name in there if name not in always]
        if not mixed:
            return [frozenset(always)] * self.count
        sets: dict[tuple[bool, ...], frozenset[str]] = {}
        found = []
        for row in zip(
            *[[v is not None for v in there[n]] for n in mixed], strict=True
        ):
            if row not in sets:
                sets[row] = frozenset(always | set(compress(mixed, row)))
            found.append(sets[row])
        return found


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
        self._columns = {one.name: one for one in noun.columns}
        self._required = [one.attribute for one in noun.columns if one.required]
        self._plain, self._lists, self._today = plain, lists, today
        self.flags: dict[tuple[str, Cell], str] = {}
        self._places = [
            (place, self._columns[name])
            for place, name in enumerate(header.names)
            if name
        ]
        self._known: list[tuple[int, str, Field, dict[Cell, Any]]] = [
            (place, one.attribute, one, {}) for place, one in self._places
        ]

    def values(self, row: Row) -> dict[str, Any] | None:
        """The values by column where all can be read, else None.

        Columns without words are left out, as options that are not given are.
        """
        values: dict[str, Any] = {}
        cells = row.cells
        for place, attribute, column, known in self._known:
            cell = cells[place]
            if not cell:
                continue
            if cell not in known:
                self._meet(column, {cell}, known)
            value = known[cell]
            if value is UNREAD:
                return None
            if value is not None:
                values[attribute] = value
        for required in self._required:
            if required not in values:
                return None
        return values

    def read(self, rows: Sequence[Row]) -> "Read":
        """Many rows at once, column by column."""
        texts = list(zip(*[row.cells for row in rows], strict=True))
        faulty = {at for at, row in enumerate(rows) if row.wrong}
        columns: dict[str, list[Any]] = {}
        for place, attribute, column, known in self._known:
            values = columns[attribute] = self._values(column, texts[place], known)
            if UNREAD in values:
                faulty.update(at for at, one in enumerate(values) if one is UNREAD)
            if attribute in self._required and not has_all(values):
                faulty.update(at for at, one in enumerate(values) if one is None)
        return Read(len(rows), columns, faulty)

    def _values(
        self, column: Field, cells: Sequence[Cell], known: dict[Cell, Any]
    ) -> list[Any]:
        """The values of a column's cells, of each distinct one once if they repeat."""
        distinct = set(cells)
        if 2 * len(distinct) > len(cells) and self._is_text(column):
            lines = as_they_stand(cells)
            if lines is not None:
                return lines
        self._meet(column, distinct, known)
        return list(map(known.__getitem__, cells))

    def _is_text(self, column: Field) -> bool:
        """Whether a cell of one line is its own value."""
        texts = column.kind in (LINE, IDENTIFIER) or column.name in self.noun.refers
        return texts and not column.many

    def _meet(self, column: Field, cells: set[Cell], known: dict[Cell, Any]) -> None:
        """Read the cells that were not met before."""
        if len(known) >= REMEMBERED:
            known.clear()
        new = cells.difference(known)
        if self._meet_lines(column, new, known):
            return
        for cell in new:
            try:
                self._read(column, cell, known)
            except Unreadable:
                known[cell] = UNREAD

    def _meet_lines(
        self, column: Field, cells: set[Cell], known: dict[Cell, Any]
    ) -> bool:
        """Read lines of text all at once, if they are and nothing is odd about any."""
        if not self._is_text(column):
            return False
        refers = column.name in self.noun.refers
        texts = [self._plain(cell) for cell in cells if isinstance(cell, str)]
        if len(texts) != len(cells):
            return False
        lines = [one.strip() for one in texts] if refers else read_plain_lines(texts)
        if lines is None:
            return False
        known.update(zip(cells, (line or None for line in lines), strict=True))
        return True

    def leads(self, rows: Sequence[Row]) -> set[str]:
        """Whose the rows are, where their words can be read."""
        for place, _, column, known in self._known:
            if column.name in self.noun.leads:
                cells = {row.cells[place] for row in rows}
                self._meet(column, cells, known)
                return {found for one in cells if isinstance(found := known[one], str)}
        return set()

    def flagged(self, row: Row) -> list[Found]:
        """Old values in the row that were taken for what they mean now (D31)."""
        if not self.flags:
            return []
        return [
            Found(
                "words.old-value",
                self.flags[column.name, cell],
                column.name,
                shown(column, cell),
                Severity.ADVICE,
                f"list {column.kind.list_name}",
                f"Write what it is: {column.name}.",
            )
            for place, column in self._places
            if (column.name, cell := row.cells[place]) in self.flags
        ]

    def words(self, row: Row) -> Words:
        """The cells by column, without what they wear in this format."""
        words: Words = {}
        for place, column in self._places:
            cell = row.cells[place]
            if not cell or (isinstance(cell, str) and not cell.strip()):
                continue
            words[column.name] = self._bare(column, cell)
        return words

    def faults(self, words: Words) -> tuple[list[Found], dict[str, Any]]:
        """What cannot be read and what is missing, all of it, as `add` has it.

        With it the values that could be read, by column.
        """
        own = [one for one in self.noun.columns if one not in self._referring]
        values, complaints = read_words(own, words, self._lists, self._today)
        found = [of_complaint(one, words.get(one.field.name, "")) for one in complaints]
        missing = missing_of(self.noun.columns, words)
        if not found and not missing:
            missing = lacking(self._entry, values)
        return found + [of_missing(one) for one in missing], values

    @property
    def _referring(self) -> list[Field]:
        """Columns whose words may be a natural key, which only the store can read."""
        return [one for one in self.noun.columns if one.name in self.noun.refers]

    def _bare(self, column: Field, cell: Cell) -> str | tuple[str, ...]:
        if isinstance(cell, tuple):
            return cell if column.many else "; ".join(cell)
        text = self._plain(cell)
        return parted(text) if column.many else text

    def _read(self, one: Field, cell: Cell, known: dict[Cell, Any]) -> None:
        """A cell that was not met before."""
        words = self._bare(one, cell)
        value: Any
        if isinstance(words, tuple):
            value = tuple(one.kind.read(w, self._lists, self._today) for w in words)
        elif not words.strip():
            value = None
        elif one.name in self.noun.refers:
            value = words.strip()
        else:
            value = one.kind.read(words, self._lists, self._today)
        known[cell] = value
        listed = one.kind.list_name
        if listed and listed != "profile" and isinstance(words, str):
            note = load_list(listed).flag(words)
            if note:
                self.flags[one.name, cell] = note


def has_all(values: Sequence[Any]) -> bool:
    """Whether no value is missing; most columns need no look at each."""
    return all(values) or None not in values


def as_they_stand(cells: Sequence[Cell]) -> list[str | None] | None:
    """Cells of text as values, where that takes no reading; else None.

    None too where a cell may wear the guard of `entries.cells.guarded`.
    """
    if set(map(type, cells)) != {str}:
        return None
    texts = cast("Sequence[str]", cells)
    if not are_plain(texts) or any(map(GUARDED, texts)):
        return None
    return [*texts] if all(texts) else [text or None for text in texts]
