"""Is the database what its own log says? Every flaw is found and named.

SQLite's `integrity_check` proves structure, not names or dollars: of 400 flipped bits
it noticed 158. Here every record is compared with the last state that the log holds for
it, the log with its chain, and the schema with the one the migrations make.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from wioatrack.lean import dataclass
from wioatrack.store import documents, tables
from wioatrack.store.changes import (
    GENESIS,
    Head,
    Invocation,
    entry_hash,
    payload_digest,
)
from wioatrack.store.migrations import MIGRATIONS, apply
from wioatrack.store.opening import opened
from wioatrack.store.reading import Snapshot
from wioatrack.store.settings import READING

INVOCATIONS = (
    "SELECT id, at, user, account, command, version, undoes FROM invocation ORDER BY id"
)
CHAIN = """SELECT c.seq, c.invocation_id, c.noun, c.record_id, c.kind,
  c.payload_digest, c.hash, p.seq, p.salt, p.body
FROM change c LEFT JOIN change_payload p ON p.seq = c.seq ORDER BY c.seq"""
STRAY = """SELECT p.seq FROM change_payload p
WHERE NOT EXISTS (SELECT 1 FROM change c WHERE c.seq = p.seq)"""
SILENT = """SELECT i.id FROM invocation i
WHERE NOT EXISTS (SELECT 1 FROM change c WHERE c.invocation_id = i.id)"""
STATES = """SELECT c.record_id, c.seq, c.kind, p.body FROM change c
JOIN change_payload p ON p.seq = c.seq WHERE c.noun = ? ORDER BY c.record_id, c.seq"""
LOGGED_NOUNS = "SELECT DISTINCT noun FROM change"
NEWEST_MADE = "SELECT max(record_id) FROM change WHERE noun = ? AND kind = 'created'"
NUMBERS = "SELECT name, seq FROM sqlite_sequence"
SCHEMA = """SELECT type, name, tbl_name, sql FROM sqlite_master
WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY type, name"""
AT = "SELECT hash FROM change WHERE seq = ?"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is not as it should be; one that is not grave is only odd.

    `seq` is the sequence number of the change log that it shows at.
    """

    what: str
    message: str
    seq: int | None = None
    grave: bool = True


def check(
    path: Path, anchor: Head | None = None, *, files: bool = True
) -> tuple[Flaw, ...]:
    """Everything that is wrong with a database, in the order it was looked for.

    An anchor is a head of the log that was kept elsewhere: only it can tell that the
    newest entries were cut off together with their records.
    """
    with closing(opened(path)) as connection:
        connection.execute(READING)
        connection.execute("BEGIN")
        found: list[Flaw] = []
        try:
            found.extend(flaws(connection, path, anchor, files))
        except (sqlite3.DatabaseError, ValueError):
            found.append(Flaw("structure", "what is stored cannot all be read"))
        return tuple(found)


def flaws(
    connection: sqlite3.Connection, path: Path, anchor: Head | None, files: bool
) -> Iterator[Flaw]:
    """All the looks, one after another."""
    yield from in_structure(connection)
    yield from in_schema(connection)
    yield from in_chain(connection)
    yield from in_records(connection)
    yield from in_numbers(connection)
    if anchor is not None:
        yield from against_anchor(connection, anchor)
    if files:
        for found in documents.unsound(Snapshot(connection), path):
            yield Flaw("document", f"document {found.document_id}: {found.reason}")
        for file in documents.orphans(Snapshot(connection), path):
            yield Flaw("orphan", f"no record names {file.name}", grave=False)


def in_structure(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """What SQLite itself can see."""
    for (message,) in connection.execute("PRAGMA integrity_check"):
        if message != "ok":
            yield Flaw("structure", message)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Flaw("reference", f"{table} {row} names a {parent} that is not there")


def in_schema(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """A dropped trigger or an altered table; the migrations say what there must be."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        apply(model, MIGRATIONS)
        expected = {row[:3]: row[3] for row in model.execute(SCHEMA)}
    found = {row[:3]: row[3] for row in connection.execute(SCHEMA)}
    for kind, name, table in sorted(expected.keys() | found.keys()):
        if expected.get((kind, name, table)) != found.get((kind, name, table)):
            yield Flaw("schema", f"the {kind} {name} is not as it was made")


def in_chain(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """The first entry at which the log stops proving itself."""
    invocations = {row[0]: Invocation(*row) for row in connection.execute(INVOCATIONS)}
    seals = {number: one.sealed() for number, one in invocations.items()}
    last, expected, moment = GENESIS, 1, ""
    for row in connection.execute(CHAIN):
        reason = broken(row, seals, last, expected)
        if reason:
            yield Flaw("log", f"change {expected}: {reason}", seq=expected)
            return
        at = invocations[row[1]].at
        if at < moment:
            message = f"change {expected} is stamped before the one before it"
            yield Flaw("clock", message, seq=expected, grave=False)
        last, expected, moment = row[6], expected + 1, at
    for (seq,) in connection.execute(STRAY):
        yield Flaw("log", f"the payload of change {seq} has no change", seq=seq)
    for (number,) in connection.execute(SILENT):
        yield Flaw("log", f"invocation {number} changed nothing")


def broken(
    row: tuple[Any, ...], seals: dict[int, str], last: str, expected: int
) -> str | None:
    """Why an entry does not follow from the one before, if it does not."""
    seq, invocation, noun, record_id, kind, digest, own, has, salt, body = row
    if seq != expected:
        return "it is missing"
    if invocation not in seals:
        return "its invocation is missing"
    if has is None:
        return "its payload is missing"
    if body is not None and payload_digest(salt, body) != digest:
        return "its payload was altered"
    if own != entry_hash(last, seq, noun, record_id, kind, digest, seals[invocation]):
        return "it was altered"
    return None


def in_records(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """Records that are not as the log last left them, and records it never saw."""
    known = tables.logged_tables(connection)
    for (noun,) in connection.execute(LOGGED_NOUNS):
        if noun not in known:
            yield Flaw("log", f"the log tells of {noun}, and there is no such table")
    for table in known:
        yield from in_table(connection, table)


def in_table(connection: sqlite3.Connection, table: str) -> Iterator[Flaw]:
    """Both sides in the order of their ids, so that no size needs memory."""
    empty = tables.defaults(connection, table)
    records = stored_rows(connection, table)
    record = next(records, None)
    for record_id, state in logged_states(connection, table):
        while record is not None and record[0] < record_id:
            yield Flaw("record", f"{table} {record[0]} is not in the log")
            record = next(records, None)
        there = record is not None and record[0] == record_id
        if state is not None and not there:
            yield Flaw("record", f"{table} {record_id} is gone; the log says it stands")
        if there and record is not None:
            yield from against(table, record_id, record[1], state, empty)
            record = next(records, None)
    while record is not None:
        yield Flaw("record", f"{table} {record[0]} is not in the log")
        record = next(records, None)


def against(
    table: str,
    record_id: int,
    values: dict[str, Any],
    state: dict[str, Any] | None,
    empty: dict[str, Any],
) -> Iterator[Flaw]:
    """One record beside what the log says of it; columns are named, not values."""
    if state is None:
        yield Flaw("record", f"{table} {record_id} stands; the log says it went")
        return
    due = {**empty, **state}
    wrong = sorted(n for n in due if n not in values or values[n] != due[n])
    if wrong:
        columns = ", ".join(wrong)
        yield Flaw("record", f"{table} {record_id} differs from the log in {columns}")


def stored_rows(
    connection: sqlite3.Connection, table: str
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Every record of a table by id."""
    answer = connection.execute(tables.select_all(table))
    names = [column[0] for column in answer.description]
    for row in answer:
        values = dict(zip(names, row, strict=True))
        yield values.pop("id"), values


def logged_states(
    connection: sqlite3.Connection, table: str
) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """Every record of a table as the log last left it; none for one that went."""
    for record_id, rows in groupby(
        connection.execute(STATES, (table,)), key=itemgetter(0)
    ):
        state: dict[str, Any] | None = None
        for _, _, kind, body in rows:
            parts = {} if body is None else json.loads(body)
            if kind in ("removed", "purged"):
                state = None
            else:
                state = {**(state or {}), **(parts.get("after") or {})}
        yield record_id, state


def in_numbers(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """Ids are never reused: the counters must be where the log says."""
    given = dict(connection.execute(NUMBERS).fetchall())
    for table in tables.logged_tables(connection):
        (newest,) = connection.execute(NEWEST_MADE, (table,)).fetchone()
        if (newest or 0) != given.get(table, 0):
            yield Flaw("numbers", f"the counter of {table} is not where the log is")


def against_anchor(connection: sqlite3.Connection, anchor: Head) -> Iterator[Flaw]:
    """The log must still hold what it held when the anchor was taken."""
    if anchor.seq == 0:
        return
    row = connection.execute(AT, (anchor.seq,)).fetchone()
    if row is None:
        message = f"the log was cut off: change {anchor.seq} was its end once"
        yield Flaw("anchor", message, seq=anchor.seq)
    elif row[0] != anchor.hash:
        message = f"the log was rewritten at or before change {anchor.seq}"
        yield Flaw("anchor", message, seq=anchor.seq)
