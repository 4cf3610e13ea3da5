"""Blanking one person: records, payloads of the log, kept files.

The chain still proves itself afterwards, because it covers digests of salted payloads.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from wioatrack.errors import NotFound
from wioatrack.lean import dataclass
from wioatrack.store import documents, tables
from wioatrack.store.changes import Change
from wioatrack.store.kinship import Family, family
from wioatrack.store.opening import opened
from wioatrack.store.reading import Row
from wioatrack.store.settings import WRITING, plainly
from wioatrack.store.stamp import Stamp
from wioatrack.store.writing import Store, writing

Objection = TypeVar("Objection")
BLANK = """UPDATE change_payload SET salt = NULL, body = NULL WHERE body IS NOT NULL
AND seq IN (SELECT seq FROM change WHERE noun = ? AND record_id = ?)"""
TRIGGERS = """SELECT name, sql FROM sqlite_master WHERE type = 'trigger'
AND tbl_name IN ('override_request', 'override_edit') ORDER BY rowid"""
LONE = """SELECT d.id FROM document d WHERE d.id = :id
AND NOT EXISTS (SELECT 1 FROM credential WHERE document_id = d.id)
AND NOT EXISTS (SELECT 1 FROM gain WHERE document_id = d.id)
AND NOT EXISTS (SELECT 1 FROM assessment WHERE document_id = d.id)
AND NOT EXISTS (SELECT 1 FROM plan_agreement WHERE document_id = d.id)"""
FORGET = """DELETE FROM load_row WHERE record_id = ?
AND load_id IN (SELECT id FROM load WHERE noun = ?)"""
FILE = "SELECT sha256, kind FROM document WHERE id = :id"
SAME_FILE = "SELECT 1 FROM document WHERE sha256 = :sha256 AND kind = :kind"


@dataclass(frozen=True, slots=True)
class Purged:
    """What a certificate can say: how many records of each kind, never whose."""

    handle: str
    records: dict[str, int]
    payloads: int
    files: int


def nothing_against(store: Store) -> None:
    """Whoever asks has judged it already, in a transaction that still holds."""


def purge(
    path: Path,
    stamp: Stamp,
    participant_id: int,
    against: Callable[[Store], Objection | None] = nothing_against,
) -> Purged | Objection:
    """Remove a person for good, unless there is something against it now.

    `against` is asked in the transaction that removes, before anything is; what it
    answers is given back and nothing is removed. Undo cannot bring anything back.
    Backups made before still hold the person.
    """
    with writing(path, stamp) as store:
        objection = against(store)
        if objection is not None:
            return objection
        if tables.stored(store.connection, "participant", participant_id) is None:
            raise NotFound(f"There is no participant {participant_id}.")
        gone = family(store, "participant", participant_id)
        take_in_documents(store, gone)
        files = files_of(store, path, gone)
        records = remove_all(store, gone)
        payloads = sum(
            store.connection.execute(BLANK, member).rowcount for member in gone
        )
        handle = str(store.invocation)
        left = [
            place for place, row in files.items() if not store.one(SAME_FILE, **row)
        ]
    compact(path)
    for file in left:
        file.unlink(missing_ok=True)
    return Purged(handle, records, payloads, len(left))


def take_in_documents(store: Store, gone: Family) -> None:
    """Files that only the person's records point at go with them."""
    for noun in ("credential", "gain", "assessment"):
        for record_id in gone.members.get(noun, ()):
            row = tables.stored(store.connection, noun, record_id)
            if row and row["document_id"] is not None:
                gone.take_in("document", row["document_id"])


def files_of(store: Store, path: Path, gone: Family) -> dict[Path, Row]:
    """Where the files of the documents are that only the person's records name."""
    named = {}
    for record_id in gone.members.get("document", ()):
        row = store.one(FILE, id=record_id)
        if row is not None:
            named[documents.place_of(path, row["sha256"], row["kind"])] = row
    return named


def remove_all(store: Store, gone: Family) -> dict[str, int]:
    """Delete the records, logging only that they went.

    Answered overrides refuse to go, so their triggers stand aside inside this one
    transaction, and are put back word for word.
    """
    connection = store.connection
    triggers = connection.execute(TRIGGERS).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {tables.quoted(name)}")
    connection.execute("PRAGMA defer_foreign_keys = ON")
    removed: Counter[str] = Counter()
    for noun, record_id in gone:
        if noun == "document":
            continue
        if tables.stored(connection, noun, record_id) is not None:
            let_go(store, gone, noun, record_id)
            tables.delete(connection, noun, record_id)
            removed[noun] += 1
        connection.execute(FORGET, (record_id, noun))
        store.record(Change(noun, record_id, "purged"))
    for record_id in sorted(gone.members.get("document", ())):
        if store.one(LONE, id=record_id):
            tables.delete(connection, "document", record_id)
            removed["document"] += 1
            store.record(Change("document", record_id, "purged"))
        else:
            gone.members["document"].discard(record_id)
    for _, sql in triggers:
        connection.execute(sql)
    return dict(removed)


def let_go(store: Store, gone: Family, noun: str, record_id: int) -> None:
    """Records of others that point here are left pointing at nothing."""
    connection = store.connection
    for link in tables.references(connection):
        if link.parent != noun or link.needed:
            continue
        question = tables.select_by(link.table, link.column)
        for (other,) in connection.execute(question, (record_id,)).fetchall():
            if (link.table, other) not in gone:
                tables.update(connection, link.table, other, {link.column: None})
                change = Change(
                    link.table,
                    other,
                    "changed",
                    before={link.column: record_id},
                    after={link.column: None},
                )
                store.record(change)


def compact(path: Path) -> None:
    """Rewrite the file without what was deleted; deleted bytes are overwritten."""
    with closing(opened(path)) as connection, plainly(path):
        connection.execute(WRITING)
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("VACUUM")
