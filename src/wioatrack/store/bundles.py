"""A whole database as records, and records as a database: no ids are made anew.

What is left out is made by the program itself: the log of what happened here, where
loaded rows came from, and the index of due dates.
"""

import base64
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wioatrack.errors import BadEntry
from wioatrack.store import documents, tables
from wioatrack.store.changes import Change
from wioatrack.store.reading import Snapshot
from wioatrack.store.settings import VERSION
from wioatrack.store.writing import Store

HEAD = {"bundle": "wioatrack", "schema": VERSION}
FILE = "file"
# Told apart by what they are called: another database may count them otherwise.
BY_NAME = {"setting": "name", "user": "name", "user_location": "location"}
OVERRIDE, WEEK = "override_request", "attendance_week"
VERIFIED = ("verified_on", "verified_by")
ANSWER = ("status", "reviewed_by", "reviewed_on", "review_note")
ANSWERED = ("approved", "rejected")
LOCATIONS = """SELECT l.id, u.name AS user, l.location FROM user_location l
JOIN user u ON u.id = l.user_id ORDER BY u.name, l.location"""
DOCUMENTS = "SELECT DISTINCT sha256, kind FROM document ORDER BY sha256, kind"
LARGEST = 1 << 30
Record = dict[str, Any]


def told(store: Snapshot, path: Path) -> Iterator[Record]:
    """Every record of the database, the owners before what they own."""
    yield dict(HEAD)
    for row in store.ask(DOCUMENTS):
        yield file_of(path, row["sha256"], row["kind"])
    for table in ordered(store.connection):
        if table == "user_location":
            for row in store.ask(LOCATIONS):
                yield {
                    "record": table,
                    "user": row["user"],
                    "location": row["location"],
                }
            continue
        answer = store.connection.execute(tables.select_all(table))
        names = [column[0] for column in answer.description]
        for values in answer:
            kept = tables.said(dict(zip(names, values, strict=True)))
            if table in BY_NAME:
                del kept["id"]
            yield {"record": table, **kept}


def file_of(path: Path, sha256: str, kind: str) -> Record:
    """A kept file, as text."""
    try:
        content = documents.place_of(path, sha256, kind).read_bytes()
    except OSError as error:
        raise BadEntry(
            f"The kept file {sha256[:12]} cannot be read.", "Run `wioatrack doctor`."
        ) from error
    words = base64.b64encode(content).decode()
    return {"record": FILE, "sha256": sha256, "kind": kind, "base64": words}


def ordered(connection: sqlite3.Connection) -> list[str]:
    """The logged tables, each after those that its records need."""
    needs: dict[str, set[str]] = {
        table: set() for table in tables.logged_tables(connection)
    }
    for link in tables.references(connection):
        if link.needed and link.parent != link.table and link.parent in needs:
            needs[link.table].add(link.parent)
    order: list[str] = []
    while needs:
        ready = sorted(table for table, wanted in needs.items() if not wanted)
        order += ready
        for table in ready:
            del needs[table]
        for wanted in needs.values():
            wanted.difference_update(ready)
    return order


def keep_file(path: Path, record: Record) -> None:
    """Put a kept file where its hash says; what it is, is looked at again."""
    if record["kind"] not in documents.ENDINGS.values():
        raise BadEntry("A kept file is of a type that is not kept.")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"kept.{record['kind']}")
        source.write_bytes(base64.b64decode(record["base64"], validate=True))
        kept = documents.keep_file(path, source, limit=LARGEST)
    if kept.sha256 != record["sha256"]:
        raise BadEntry("A kept file is not what its hash says.", "Export it again.")


class Taking:
    """Takes records into a database that does not have them, or has the same."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._columns = {
            table: tables.defaults(store.connection, table)
            for table in tables.logged_tables(store.connection)
        }
        self._verified: list[tuple[int, Record]] = []
        store.connection.execute("PRAGMA defer_foreign_keys = ON")

    def knows(self, record: Record) -> bool:
        """Whether there is such a table with such columns."""
        columns = self._columns.get(record.get("record", ""))
        if columns is None:
            return False
        given = record.keys() - {"record", "id"}
        if record["record"] == "user_location":
            return given == {"user", "location"}
        return given <= columns.keys()

    def take(self, record: Record) -> bool | None:
        """Whether it is new here; None where another record stands in its place."""
        values = {name: v for name, v in record.items() if name != "record"}
        table = record["record"]
        if table == "user_location":
            return self._take_location(values)
        if table in BY_NAME:
            return self._take_named(table, BY_NAME[table], values)
        record_id = values.pop("id")
        there = tables.stored(self._store.connection, table, record_id)
        if there is not None:
            return False if tables.said(there) == values else None
        if table == OVERRIDE and values.get("status") in ANSWERED:
            self._take_answered(record_id, values)
        elif table == WEEK and values.get("verified_on"):
            asked = {n: v for n, v in values.items() if n not in VERIFIED}
            self._insert(WEEK, record_id, asked)
            answer = {name: values[name] for name in VERIFIED}
            self._verified.append((record_id, answer))
        else:
            self._insert(table, record_id, values)
        return True

    def _insert(self, table: str, record_id: int | None, values: Record) -> None:
        connection = self._store.connection
        given = values if record_id is None else {"id": record_id, **values}
        cursor = connection.execute(
            tables.insert_into(table, tuple(given)), tuple(given.values())
        )
        made = int(cursor.lastrowid or 0) if record_id is None else record_id
        after = tables.said(tables.found(connection, table, made))
        self._store.record(Change(table, made, "created", after=after))

    def _take_answered(self, record_id: int, values: Record) -> None:
        """An answered request was pending once, and its answer came afterwards."""
        asked = {n: v for n, v in values.items() if n not in ANSWER}
        self._insert(OVERRIDE, record_id, asked | {"status": "pending"})
        answer = {name: values[name] for name in ANSWER if name in values}
        before = {name: None for name in answer} | {"status": "pending"}
        self._complete(OVERRIDE, record_id, before, answer)

    def finish(self) -> None:
        """Verify the weeks that were verified, which take no day from then on."""
        for record_id, answer in self._verified:
            self._complete(WEEK, record_id, dict.fromkeys(answer), answer)

    def _complete(
        self, table: str, record_id: int, before: Record, after: Record
    ) -> None:
        """What was added to a record after it was made."""
        tables.update(self._store.connection, table, record_id, after)
        self._store.record(
            Change(table, record_id, "changed", before=before, after=after)
        )

    def _take_named(self, table: str, key: str, values: Record) -> bool:
        for row in self._store.ask(tables.select_all(table)):
            if str(row[key]).casefold() == str(values[key]).casefold():
                return False
        self._insert(table, None, values)
        return True

    def _take_location(self, values: Record) -> bool:
        for row in self._store.ask(LOCATIONS):
            if (row["user"], row["location"]) == (values["user"], values["location"]):
                return False
        user = self._store.one(
            "SELECT id FROM user WHERE name = :name", name=values["user"]
        )
        if user is None:
            raise BadEntry(f"There is no user {values['user']!r}.")
        self._insert(
            "user_location",
            None,
            {"user_id": user["id"], "location": values["location"]},
        )
        return True
