"""`export all` and `import all`: a whole database as JSON lines, byte for byte.

A bundle holds records as they were kept, with their ids, and goes into a database that
has none of them. Lines that name a noun instead are rows of many nouns in one file:
they go through the rules of `add`, each noun after those that its rows refer to.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from wioatrack.actions.batches.files import Given, given
from wioatrack.actions.batches.findings import Findings, Found
from wioatrack.actions.batches.headers import Header, plain
from wioatrack.actions.batches.loading import Load, Loaded, Mode, TakeBack, Watcher
from wioatrack.actions.batches.noun_names import of_none
from wioatrack.actions.batches.register import NOUNS, REGISTER
from wioatrack.actions.batches.rows import NO_OBJECT, Row, Table, json_row
from wioatrack.actions.batches.sealing import is_end, require_whole, sealed, written
from wioatrack.actions.desk import Desk
from wioatrack.actions.roles import Duty, actor
from wioatrack.errors import BadEntry, WioatrackError
from wioatrack.store import Store

ALL = "all"


@contextmanager
def bundle(desk: Desk) -> Iterator[Iterator[str]]:
    """The lines of a bundle; always the same ones for the same records."""
    from wioatrack.store.bundles import told

    with desk.reading() as store:
        actor(store, desk.user).require(Duty.ADMINISTER)
        yield sealed(written(record) for record in told(store, desk.path))


def import_all(desk: Desk, file: str, mode: Mode, watcher: Watcher) -> Loaded:
    """Take in a bundle, or rows of many nouns.

    Raises `BadEntry` for a bundle that is not whole, before anything is written.
    """
    with ExitStack() as stack:
        source = stack.enter_context(given(file, mode.encoding))
        first = next((line for line in source.lines() if line.strip()), "")
        whole = is_bundle(first)
        if whole:
            require_whole(source.lines())
        load: BundleLoad | MixedLoad
        load = BundleLoad(source) if whole else MixedLoad(source, mode, watcher)
        try:
            with desk.writing() as store:
                acting = actor(store, desk.user)
                acting.require(Duty.ADMINISTER if whole else Duty.RECORD)
                load.run(desk, store)
                if mode.dry_run or (load.rejected and not load.partly(mode)):
                    store.wait()
                    raise TakeBack
        except TakeBack:
            pass
    return load.answer(mode)


def is_bundle(first: str) -> bool:
    """Whether the first line is that of a bundle this program can read."""
    from wioatrack.store.bundles import HEAD

    try:
        head = json.loads(first)
    except ValueError:
        raise BadEntry(
            "Line 1 is no JSON object.", "`export all` writes what `import all` takes."
        ) from None
    if not isinstance(head, dict) or "bundle" not in head:
        return False
    if head != HEAD:
        raise BadEntry(
            f"The bundle is of version {head.get('schema')}; this program reads "
            f"{HEAD['schema']}.",
            "Use the version of wioatrack that wrote it.",
        )
    return True


class BundleLoad:
    """A bundle on its way in: all of it or nothing."""

    def __init__(self, source: Given) -> None:
        self._source = source
        self._findings = Findings()
        self.rows = self.created = self.unchanged = self.rejected = 0
        self._undo: str | None = None

    def partly(self, mode: Mode) -> bool:
        """A part of a database is no database."""
        return False

    def run(self, desk: Desk, store: Store) -> None:
        """Take in every record; what waits for an answer comes last."""
        from wioatrack.store.bundles import FILE, OVERRIDE, Taking, keep_file

        taking, waiting = Taking(store), []
        for line, record in self._records():
            if record.get("record") == FILE:
                keep_file(desk.path, record)
            elif not taking.knows(record):
                self._reject(line, "No such record, or it has unknown columns.")
            elif record["record"] == OVERRIDE and record.get("status") == "pending":
                waiting.append((line, record))
            else:
                self._take(taking, line, record)
        for line, record in waiting:
            self._take(taking, line, record)
        taking.finish()
        if self.rejected == 0:
            self._undo = store.handle

    def _records(self) -> Iterator[tuple[int, dict[str, Any]]]:
        for line, text in enumerate(self._source.lines(), start=1):
            if line == 1 or not text.strip():
                continue
            try:
                record = json.loads(text)
            except ValueError:
                record = None
            if is_end(record):
                continue
            self.rows += 1
            if isinstance(record, dict):
                yield line, record
            else:
                self._reject(line, "The line is no JSON object.")

    def _take(self, taking: Any, line: int, record: dict[str, Any]) -> None:
        try:
            new = taking.take(record)
        except sqlite3.IntegrityError as error:
            self._reject(line, f"The database refuses it: {error}.")
        except (KeyError, WioatrackError, sqlite3.InterfaceError) as error:
            self._reject(line, f"It cannot be kept: {type(error).__name__}.")
        else:
            if new is None:
                named = f"{record['record']} {record['id']}"
                self._reject(line, f"Another record is {named} here already.")
            elif new:
                self.created += 1
            else:
                self.unchanged += 1

    def _reject(self, line: int, message: str) -> None:
        self.rejected += 1
        fix = "Import a bundle into a new database: wioatrack init makes one."
        self._findings.add(line, Found("record.accepted", message, fix=fix))

    def answer(self, mode: Mode) -> Loaded:
        kept = not self.rejected and not mode.dry_run
        return Loaded(
            ALL,
            self._source.sha256,
            self.rows,
            0 if self.rejected else self.created,
            self.unchanged,
            self.rejected,
            mode.dry_run,
            tuple(self._findings.listed),
            dict(self._findings.totals),
            self._undo if kept else None,
            kept,
        )


class MixedLoad:
    """Rows of many nouns: one load each, all in one transaction."""

    def __init__(self, source: Given, mode: Mode, watcher: Watcher) -> None:
        self._source, self._mode, self._watcher = source, mode, watcher
        self._loads: list[Load] = []
        self._strangers = Findings()
        self._unread = 0

    @property
    def rejected(self) -> int:
        return self._unread + sum(load.rejected for load in self._loads)

    def partly(self, mode: Mode) -> bool:
        return mode.keep_good

    def run(self, desk: Desk, store: Store) -> None:
        """Each noun in the order of the register, wherever its lines stand."""
        there = self._nouns()
        for noun in REGISTER:
            if there[noun.name]:
                actor(store, desk.user).require(noun.duty)
                load = Load(noun, self._source, self._mode, self._watcher)
                names = tuple(column.name for column in noun.columns)
                header = Header(noun, names)
                load.fill(desk, store, mixed(header, self._rows(noun.name, header)))
                self._loads.append(load)

    def _nouns(self) -> Counter[str]:
        """How many lines each noun has; a line without one is told of."""
        there: Counter[str] = Counter()
        for line, text in enumerate(self._source.lines(), start=1):
            if text.strip():
                name = noun_of(text)
                if name is not None and plain(name) in NOUNS:
                    there[plain(name)] += 1
                else:
                    self._unread += 1
                    self._reject(line, text, name)
        return there

    def _reject(self, line: int, text: str, name: str | None) -> None:
        """A line of no noun, which has no columns either."""
        found = NO_OBJECT if name is None else of_none(name)
        self._strangers.add(line, found)
        row = Row(line, (), (found,), text)
        self._watcher.bad(mixed(Header(REGISTER[0], ()), iter([row])), row, [found])

    def _rows(self, name: str, header: Header) -> Iterator[Row]:
        for line, text in enumerate(self._source.lines(), start=1):
            if text.strip() and plain(noun_of(text) or "") == name:
                yield json_row(line, text, header)

    def answer(self, mode: Mode) -> Loaded:
        stays = mode.keep_good or not self.rejected
        for load in self._loads:
            load.settle(stays=stays and not mode.dry_run)
        listed = [one for load in self._loads for one in load.findings.listed]
        listed += self._strangers.listed
        totals: Counter[str] = Counter(self._strangers.totals)
        for load in self._loads:
            totals.update(load.findings.totals)
        undo = next((load.undo for load in self._loads if load.undo), None)
        return Loaded(
            ALL,
            self._source.sha256,
            self._unread + sum(load.rows for load in self._loads),
            sum(load.created for load in self._loads) if stays else 0,
            sum(load.unchanged for load in self._loads),
            self.rejected,
            mode.dry_run,
            tuple(sorted(listed, key=lambda one: one.line)),
            dict(totals),
            undo if stays and not mode.dry_run else None,
            stays and not mode.dry_run,
        )


def mixed(header: Header, rows: Iterator[Row]) -> Table:
    """The rows of one noun among those of others."""
    return Table(header, rows, lambda text: text, "jsonl", mixed=True)


def noun_of(text: str) -> str | None:
    """The noun that a line names, if only by no words; None where it is no object."""
    try:
        record = json.loads(text, parse_int=str)
    except (ValueError, RecursionError):
        return None
    if not isinstance(record, dict):
        return None
    named = record.get("noun")
    return "" if named is None else str(named)
