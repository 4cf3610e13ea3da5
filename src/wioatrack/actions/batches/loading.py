"""`import`: every row of a file through the door of `add`, all of it or nothing."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import field
from typing import Protocol

from wioatrack.actions.batches.files import Given, given
from wioatrack.actions.batches.findings import Findings, Found, RowFinding
from wioatrack.actions.batches.fixes import Fixes
from wioatrack.actions.batches.headers import Header, read_header
from wioatrack.actions.batches.nouns import Noun
from wioatrack.actions.batches.provenance import Fingerprints, Provenance
from wioatrack.actions.batches.quick import loader_of
from wioatrack.actions.batches.reading import RowReader
from wioatrack.actions.batches.register import noun_named
from wioatrack.actions.batches.repeated import checked_rows
from wioatrack.actions.batches.rows import (
    Row,
    Table,
    csv_table,
    json_table,
    long_cells,
)
from wioatrack.actions.batches.single import KNOWN
from wioatrack.actions.desk import Desk
from wioatrack.actions.portions import portions
from wioatrack.actions.roles import actor
from wioatrack.errors import BadEntry
from wioatrack.lean import dataclass
from wioatrack.store import Store
from wioatrack.store.bulk import widen


@dataclass(frozen=True, slots=True)
class Mode:
    """How a file is read and what becomes of it."""

    dry_run: bool = False
    keep_good: bool = False
    format: str | None = None
    delimiter: str = ","
    encoding: str | None = None
    sheet: str | None = None


class Watcher(Protocol):
    """What sees the rows go by."""

    def passed(self, rows: int) -> None:
        """So many rows were checked."""

    def good(self, table: Table, rows: Sequence[Row]) -> None:
        """Rows that were filed, in order."""

    def bad(self, table: Table, row: Row, found: Sequence[Found]) -> None:
        """A row that was not."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, or what it would have done."""

    noun: str
    file_sha256: str
    rows: int
    created: int
    unchanged: int
    rejected: int
    dry_run: bool
    findings: tuple[RowFinding, ...]
    totals: dict[str, int] = field(default_factory=dict)
    undo: str | None = None
    kept: bool = False


class TakeBack(Exception):
    """Everything was done, and none of it is to stay."""


@dataclass(slots=True)
class Load:
    """One file on its way in."""

    noun: Noun
    given: Given
    mode: Mode
    watcher: Watcher
    rows: int = 0
    created: int = 0
    unchanged: int = 0
    rejected: int = 0
    undo: str | None = None
    findings: Findings = field(default_factory=Findings)
    _fixes: Fixes | None = None

    @property
    def whole(self) -> bool:
        """Whether what is good may stay beside what is not."""
        return self.mode.keep_good or not self.rejected

    @property
    def stays(self) -> bool:
        return self.whole and not self.mode.dry_run

    def run(self, desk: Desk, store: Store) -> None:
        """File every row."""
        self.fill(desk, store, table_of(self.noun, self.given, self.mode))
        self.settle(stays=self.stays)

    def fill(self, desk: Desk, store: Store, table: Table) -> None:
        """File the rows of a table."""
        widen(store)
        reader = RowReader(self.noun, table.header, table.plain, desk.lists, desk.today)
        loader = loader_of(self.noun, desk, store, reader, self.findings)
        prints = Fingerprints(table.header, table.format == "csv")
        origin = Provenance(self.noun.table, self.given.sha256, loader.records.claimed)
        for every in portions(checked_rows(table), loader.at_once):
            marks = prints.of(every)
            known = origin.known(store, marks)
            fresh = list(zip(every, marks, strict=True))
            if any(known):
                fresh = [one for one, met in zip(fresh, known, strict=True) if not met]
            made: list[tuple[Row, int, int]] = []
            verdicts = loader.file([row for row, _ in fresh])
            for (row, mark), (record_id, found) in zip(fresh, verdicts, strict=True):
                if record_id is None:
                    found = loader.fixes.rejected(found)
                if found or reader.flags:
                    self._tell(reader, row, record_id, found)
                if record_id:
                    made.append((row, mark, record_id))
                elif record_id == KNOWN:
                    self.unchanged += 1
                else:
                    self.rejected += 1
                    self.watcher.bad(table, row, found)
            if made:
                rows, new, records = zip(*made, strict=True)
                origin.keep(store, [row.line for row in rows], new, records)
                self.watcher.good(table, rows)
            self.rows += len(every)
            self.created += len(made)
            self.unchanged += len(every) - len(fresh)
            self.watcher.passed(self.rows)
        self.undo = store.handle if self.created else None
        self._fixes = loader.fixes
        if self.mode.dry_run or self.mode.keep_good or self.rejected:
            self.settle(stays=self.stays)

    def settle(self, *, stays: bool) -> None:
        """The fixes of rows that were filed, once it is certain whether they stay."""
        if self._fixes is not None:
            self.findings.settle(self._fixes, stays=stays)

    def _tell(
        self,
        reader: RowReader,
        row: Row,
        record_id: int | None,
        found: Iterable[Found],
    ) -> None:
        """Keep what there is to say of a row, and of old values in one that is good."""
        for one in found:
            self.findings.add(row.line, one, record_id)
        if record_id is not None:
            for one in reader.flagged(row):
                self.findings.add(row.line, one)

    def answer(self) -> Loaded:
        """What there is to say; what does not stay was not created."""
        return Loaded(
            noun=self.noun.name,
            file_sha256=self.given.sha256,
            rows=self.rows,
            created=self.created if self.whole else 0,
            unchanged=self.unchanged,
            rejected=self.rejected,
            dry_run=self.mode.dry_run,
            findings=tuple(self.findings.listed),
            totals=dict(self.findings.totals.most_common()),
            undo=self.undo if self.stays else None,
            kept=self.stays,
        )


def import_file(
    desk: Desk, noun_name: str, file: str, mode: Mode, watcher: Watcher
) -> Loaded:
    """Load a file of one noun. Raises for a file that cannot be read as one."""
    noun = noun_named(noun_name)
    with ExitStack() as stack:
        source = stack.enter_context(given(file, mode.encoding))
        stack.enter_context(long_cells())
        stack.enter_context(uncollected())
        load = Load(noun, source, mode, watcher)
        try:
            with desk.writing(many=True) as store:
                actor(store, desk.user).require(noun.duty)
                load.run(desk, store)
                if not load.stays:
                    store.wait()
                    raise TakeBack
        except TakeBack:
            pass
    return load.answer()


@contextmanager
def uncollected() -> Iterator[None]:
    """Rows make no cycles, so looking for cycles among them is time lost."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def table_of(noun: Noun, source: Given, mode: Mode) -> Table:
    """The rows, by the file's format."""
    kind = mode.format or source.format
    if kind == "xlsx":
        from wioatrack.actions.batches.sheets import sheet_table

        return sheet_table(source, mode.sheet, lambda c: read_header(noun, c, ""))
    if kind == "jsonl":
        names = tuple(column.name for column in noun.columns)
        return json_table(source.lines(), Header(noun, names))
    delimiter = mode.delimiter.replace("\\t", "\t")
    if len(delimiter) != 1:
        raise BadEntry("--delimiter is one character.", r"A tab is written \t.")
    return csv_table(
        source.lines(), delimiter, lambda cells: read_header(noun, cells, delimiter)
    )
