"""Taking one invocation back, by new changes that say so; the log only grows.

What is taken back must still stand as it was left: what somebody changed since, what
refers to a record that would go, and an answered override are refused by name, with the
handle to undo first. Undoing an undo does the thing again. A load of a hundred thousand
rows is one invocation, so entries are read and taken back a portion at a time.
"""

import sqlite3
from collections.abc import Iterable

from wioatrack.errors import CannotUndo, NotFound
from wioatrack.lean import dataclass
from wioatrack.store import tables
from wioatrack.store.changes import Change
from wioatrack.store.history import (
    BEYOND_EVERY_ID,
    Entry,
    entries_of,
    history,
    newest_first,
)
from wioatrack.store.kinship import referring
from wioatrack.store.writing import Store

ANSWERED = ("approved", "rejected")
MINE = """SELECT id FROM invocation
WHERE user = :user AND undoes IS NULL AND id < :before ORDER BY id DESC LIMIT 1"""
KNOWN = "SELECT 1 FROM change WHERE invocation_id = :id LIMIT 1"
UNDONE_BY = "SELECT id FROM invocation WHERE undoes = :id ORDER BY id DESC LIMIT 1"
PURGED = """SELECT 1 FROM change c JOIN change_payload p ON p.seq = c.seq
WHERE c.invocation_id = :id AND (c.kind = 'purged' OR p.body IS NULL) LIMIT 1"""
# The records that something happened to after this, with the first that this did.
CHANGED_SINCE = """SELECT m.noun, m.record_id, min(m.seq) AS seq FROM change m
WHERE m.invocation_id = :id AND EXISTS (SELECT 1 FROM change o
  WHERE o.noun = m.noun AND o.record_id = m.record_id AND o.seq > m.seq
    AND o.invocation_id <> m.invocation_id)
GROUP BY m.noun, m.record_id ORDER BY 3"""
LATER = """SELECT DISTINCT c.invocation_id AS id, i.undoes FROM change c
JOIN invocation i ON i.id = c.invocation_id
WHERE c.noun = :noun AND c.record_id = :record_id AND c.seq > :seq
  AND c.invocation_id <> :invocation
ORDER BY c.invocation_id DESC"""
MADE = """SELECT 1 FROM change WHERE noun = :noun AND record_id = :record_id
AND kind = 'created' AND invocation_id = :id"""
# So many changes are logged together.
TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, and by which new invocation."""

    undone: str
    handle: str


def undo(store: Store, handle: str | None = None) -> Undone:
    """Take an invocation back; by default the acting user's last one still standing."""
    target = numbered(handle) if handle is not None else last_write(store)
    if store.one(KNOWN, id=target) is None:
        raise NotFound(f"There is no undo handle {target}.", "See `wioatrack log`.")
    by = undone_by(store, target)
    if by is not None:
        raise CannotUndo(
            f"{target} is undone already, by {by}.",
            f"Run `wioatrack undo {by}` to do it again.",
        )
    refuse_conflicts(store, target)
    try:
        with store.savepoint(store.stamp) as part:
            part.undoing(target)
            Taking(part, target).back()
            part.forget_rows()
            done = str(part.invocation)
    except sqlite3.IntegrityError as error:
        raise CannotUndo(f"{target} cannot be undone: {error}.") from error
    return Undone(str(target), done)


def numbered(handle: str) -> int:
    """A handle as typed."""
    if not (handle.isascii() and handle.isdigit() and len(handle) < 18):
        raise NotFound("That is no undo handle.", "See `wioatrack log`.")
    return int(handle)


def last_write(store: Store) -> int:
    """The acting user's newest invocation that is neither undone nor an undo."""
    before = BEYOND_EVERY_ID
    while row := store.one(MINE, user=store.stamp.user, before=before):
        before = row["id"]
        if undone_by(store, before) is None:
            return int(before)
    raise NotFound("There is nothing of yours to undo.", "See `wioatrack log`.")


def undone_by(store: Store, invocation: int) -> int | None:
    """The undo that stands against an invocation; one undone in turn does not."""
    row = store.one(UNDONE_BY, id=invocation)
    if row is None or undone_by(store, row["id"]) is not None:
        return None
    return int(row["id"])


def refuse_conflicts(store: Store, target: int) -> None:
    """Name the later invocation that the same record has been changed by."""
    if store.one(PURGED, id=target) is not None:
        raise CannotUndo(f"{target} cannot be undone: its records were purged.")
    for row in store.ask(CHANGED_SINCE, id=target):
        standing = still_standing(store, target, **row)
        if standing is not None:
            raise CannotUndo(
                f"{row['noun']} {row['record_id']} was changed since, by {standing}.",
                f"Run `wioatrack undo {standing}` first.",
            )


def still_standing(
    store: Store, target: int, noun: str, record_id: int, seq: int
) -> int | None:
    """The newest later invocation on a record that no later undo took back."""
    rows = store.ask(LATER, noun=noun, record_id=record_id, seq=seq, invocation=target)
    later = {row["id"]: row["undoes"] for row in rows}
    taken_back: set[int] = set()
    for invocation, undoes in later.items():
        if invocation in taken_back:
            continue
        if undoes not in later:
            return int(invocation)
        taken_back.add(undoes)
    return None


class Taking:
    """One invocation on its way back."""

    def __init__(self, store: Store, target: int) -> None:
        self._store, self._target = store, target
        self._tables = frozenset(tables.logged_tables(store.connection))
        self._links = tables.references(store.connection)
        self._done: list[Change] = []

    def back(self) -> None:
        """Do the opposite of each change, the newest first, and log it.

        A record goes after those of the same invocation that refer to it, whatever
        the order in which a bundle brought them.
        """
        waiting = self._round(newest_first(self._store, str(self._target)))
        while waiting:
            left = self._round(entries_of(self._store, waiting))
            if len(left) == len(waiting):
                raise CannotUndo(f"{self._target} made records that hold each other.")
            waiting = left
        self._log()

    def _round(self, entries: Iterable[Entry]) -> list[int]:
        """Take back what can be; the numbers of the others."""
        waiting = []
        for entry in entries:
            if entry.kind == "created" and self._is_held(entry):
                waiting.append(entry.seq)
            else:
                self._done.append(self._opposite(entry))
                if len(self._done) >= TOGETHER:
                    self._log()
        return waiting

    def _log(self) -> None:
        self._store.record(*self._done)
        self._done.clear()

    def _opposite(self, entry: Entry) -> Change:
        """Do the opposite of one change, and say so."""
        connection, noun, record_id = (
            self._store.connection,
            entry.noun,
            entry.record_id,
        )
        if noun not in self._tables:
            raise CannotUndo(f"There is no table {noun} any more.")
        now = tables.stored(connection, noun, record_id)
        refuse_answered(noun, record_id, now)
        if entry.kind == "removed":
            before = dict(entry.before or {})
            tables.insert(connection, noun, {"id": record_id, **before})
            return Change(noun, record_id, "created", after=before)
        if entry.kind == "created":
            tables.delete(connection, noun, record_id)
            return Change(noun, record_id, "removed", before=tables.said(now or {}))
        before, after = dict(entry.before or {}), dict(entry.after or {})
        if now is None or any(now[name] != value for name, value in after.items()):
            raise CannotUndo(
                f"{noun} {record_id} is not as the log left it.",
                "Run `wioatrack db check`.",
            )
        tables.update(connection, noun, record_id, before)
        return Change(noun, record_id, "changed", before=after, after=before)

    def _is_held(self, entry: Entry) -> bool:
        """Whether a record of the same invocation still refers to this one.

        One of another is refused by name, with who made it.
        """
        noun, record_id = entry.noun, entry.record_id
        held = False
        for other, other_id in referring(self._store, self._links, noun, record_id):
            made = {"noun": other, "record_id": other_id, "id": self._target}
            if self._store.one(MADE, **made) is None:
                past = history(self._store, other, other_id)
                first = past[-1].handle if past else ""
                raise CannotUndo(
                    f"{other} {other_id} refers to {noun} {record_id}.",
                    f"Run `wioatrack undo {first}` first.",
                )
            held = True
        return held


def refuse_answered(noun: str, record_id: int, now: dict[str, object] | None) -> None:
    """An answered override stays, whoever asks."""
    if noun == "override_request" and now and now["status"] in ANSWERED:
        raise CannotUndo(f"Override request {record_id} is answered; that stays.")
