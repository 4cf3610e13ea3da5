"""Who changed what, when, from what to what."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from wioatrack.lean import dataclass
from wioatrack.store.reading import Row, Snapshot, Withheld

ENTRIES = """SELECT c.seq, c.invocation_id, i.at, i.user, i.account, i.command,
  i.undoes, c.noun, c.record_id, c.kind, p.body
FROM change c
JOIN invocation i ON i.id = c.invocation_id
JOIN change_payload p ON p.seq = c.seq """
OF_RECORD = (
    f"{ENTRIES} WHERE c.noun = :noun AND c.record_id = :record_id ORDER BY c.seq"
)
OF_INVOCATION = f"{ENTRIES} WHERE c.invocation_id = :invocation ORDER BY c.seq"
UNDOINGS = "SELECT id, undoes FROM invocation WHERE undoes IS NOT NULL ORDER BY id"
NEWEST = f"{ENTRIES} ORDER BY c.seq DESC LIMIT :limit"


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one record; `blanked` after a purge, and then it tells nothing.

    What the store withholds is withheld from the log too.
    """

    seq: int
    handle: str
    at: str
    user: str
    account: str
    command: str
    undoes: str | None
    noun: str
    record_id: int
    kind: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    blanked: bool

    @classmethod
    def of(cls, row: Row, withheld: Withheld) -> "Entry":
        body = row["body"]
        parts = {} if body is None else json.loads(body)
        for part in ("before", "after"):
            if parts.get(part):
                parts[part] = withheld.without(row["noun"], parts[part])
        undoes = row["undoes"]
        return cls(
            seq=row["seq"],
            handle=str(row["invocation_id"]),
            at=row["at"],
            user=row["user"],
            account=row["account"],
            command=row["command"],
            undoes=None if undoes is None else str(undoes),
            noun=row["noun"],
            record_id=row["record_id"],
            kind=row["kind"],
            before=parts.get("before"),
            after=parts.get("after"),
            blanked=body is None,
        )


def history(store: Snapshot, noun: str, record_id: int) -> list[Entry]:
    """What happened to one record, oldest first. The noun is the table's name."""
    rows = store.ask(OF_RECORD, noun=noun, record_id=record_id)
    return [Entry.of(row, store.withheld) for row in rows]


def history_of(store: Snapshot, records: Iterable[tuple[str, int]]) -> list[Entry]:
    """What happened to several records (a `family`), oldest first."""
    entries = [
        e for noun, record_id in records for e in history(store, noun, record_id)
    ]
    return sorted(entries, key=lambda entry: entry.seq)


def undone_by(store: Snapshot) -> dict[str, str]:
    """The invocations that are taken back now, each with the undo that stands.

    An undo that was undone in turn takes nothing back.
    """
    last = {row["undoes"]: row["id"] for row in store.ask(UNDOINGS)}
    standing: dict[str, str] = {}
    for target, by in sorted(last.items(), reverse=True):
        if str(by) not in standing:
            standing[str(target)] = str(by)
    return standing


def latest(store: Snapshot, limit: int) -> list[Entry]:
    """The newest changes of all, newest first."""
    return [Entry.of(row, store.withheld) for row in store.ask(NEWEST, limit=limit)]


def changes_of(store: Snapshot, handle: str) -> list[Entry]:
    """What one invocation did, in order."""
    rows = store.ask(OF_INVOCATION, invocation=int(handle))
    return [Entry.of(row, store.withheld) for row in rows]
