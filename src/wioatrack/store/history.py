"""Who changed what, when, from what to what."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from wioatrack.lean import dataclass
from wioatrack.store.reading import Row, Snapshot, Withheld

AT_ONCE = 500
BEYOND_EVERY_ID = 2**62
ENTRIES = """SELECT c.seq, c.invocation_id, i.at, i.user, i.account, i.command,
  i.undoes, c.noun, c.record_id, c.kind, p.body
FROM change c
JOIN invocation i ON i.id = c.invocation_id
JOIN change_payload p ON p.seq = c.seq """
OF_RECORD = (
    f"{ENTRIES} WHERE c.noun = :noun AND c.record_id = :record_id ORDER BY c.seq"
)
OF_INVOCATION = (
    f"{ENTRIES} WHERE c.invocation_id = :invocation ORDER BY c.seq LIMIT :limit"
)
COUNTED = "SELECT count(*) FROM change WHERE invocation_id = :invocation"
NEWEST_FIRST = f"""{ENTRIES}
 WHERE c.invocation_id = :invocation AND c.seq < :before ORDER BY c.seq DESC LIMIT :limit"""
# SQLite takes the bare column from the row of the minimum.
TOUCHED = """SELECT noun, record_id, kind, min(seq) FROM change
WHERE invocation_id = :invocation GROUP BY noun, record_id ORDER BY 4"""
THESE = "(SELECT value FROM json_each(:numbers))"
NUMBERED = f"{ENTRIES} WHERE c.seq IN {THESE} ORDER BY c.seq DESC"
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


def newest_first(store: Snapshot, handle: str) -> Iterator[Entry]:
    """What one invocation did, backwards, read a portion at a time."""
    before = BEYOND_EVERY_ID
    while rows := store.ask(
        NEWEST_FIRST, invocation=int(handle), before=before, limit=AT_ONCE
    ):
        before = rows[-1]["seq"]
        yield from (Entry.of(row, store.withheld) for row in rows)


def entries_of(store: Snapshot, numbers: Sequence[int]) -> Iterator[Entry]:
    """The entries of these numbers, given newest first, read a portion at a time."""
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        rows = store.ask(NUMBERED, numbers=json.dumps(some))
        yield from (Entry.of(row, store.withheld) for row in rows)


def touched_by(store: Snapshot, handle: str) -> list[tuple[str, int, str]]:
    """The records that one invocation did something to, with what it did first."""
    rows = store.connection.execute(TOUCHED, {"invocation": int(handle)})
    return [(noun, record_id, kind) for noun, record_id, kind, _ in rows]


def changes_of(store: Snapshot, handle: str, limit: int = -1) -> list[Entry]:
    """What one invocation did, in order: all of it, or the first so many."""
    rows = store.ask(OF_INVOCATION, invocation=int(handle), limit=limit)
    return [Entry.of(row, store.withheld) for row in rows]


def how_many(store: Snapshot, handle: str) -> int:
    """How many changes one invocation made."""
    ((count,),) = store.connection.execute(COUNTED, {"invocation": int(handle)})
    return int(count)
