"""Taking one invocation back, by new changes that say so; the log only grows.

What is taken back must still stand as it was left: what somebody changed since, what
refers to a record that would go, and an answered override are refused by name, with the
handle to undo first. Undoing an undo does the thing again.
"""

import sqlite3

from wioatrack.errors import CannotUndo, NotFound
from wioatrack.lean import dataclass
from wioatrack.store import tables
from wioatrack.store.changes import Change
from wioatrack.store.history import Entry, changes_of, history
from wioatrack.store.kinship import referring
from wioatrack.store.writing import Store

ANSWERED = ("approved", "rejected")
MINE = """SELECT id FROM invocation
WHERE user = :user AND undoes IS NULL AND id < :before ORDER BY id DESC LIMIT 1"""
KNOWN = "SELECT id, undoes FROM invocation WHERE id = :id"
UNDONE_BY = "SELECT id FROM invocation WHERE undoes = :id ORDER BY id DESC LIMIT 1"
LATER = """SELECT DISTINCT c.invocation_id AS id, i.undoes FROM change c
JOIN invocation i ON i.id = c.invocation_id
WHERE c.noun = :noun AND c.record_id = :record_id AND c.seq > :seq
  AND c.invocation_id <> :invocation
ORDER BY c.invocation_id DESC"""
BEYOND_EVERY_ID = 2**62


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, by which new invocation, and what that did."""

    undone: str
    handle: str
    entries: tuple[Entry, ...]


def undo(store: Store, handle: str | None = None) -> Undone:
    """Take an invocation back; by default the acting user's last one still standing."""
    target = numbered(handle) if handle is not None else last_write(store)
    entries = changes_of(store, str(target))
    if store.one(KNOWN, id=target) is None or not entries:
        raise NotFound(f"There is no undo handle {target}.", "See `wioatrack log`.")
    by = undone_by(store, target)
    if by is not None:
        raise CannotUndo(
            f"{target} is undone already, by {by}.",
            f"Run `wioatrack undo {by}` to do it again.",
        )
    refuse_conflicts(store, target, entries)
    try:
        with store.savepoint(store.stamp) as part:
            part.undoing(target)
            for entry in reversed(entries):
                take_back(part, entry)
            part.forget_rows()
            done = str(part.invocation)
    except sqlite3.IntegrityError as error:
        raise CannotUndo(f"{target} cannot be undone: {error}.") from error
    return Undone(str(target), done, tuple(changes_of(store, done)))


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


def refuse_conflicts(store: Store, target: int, entries: list[Entry]) -> None:
    """Name the later invocation that the same record has been changed by."""
    seen: set[tuple[str, int]] = set()
    for entry in entries:
        if entry.kind == "purged" or entry.blanked:
            raise CannotUndo(f"{target} cannot be undone: its records were purged.")
        record = (entry.noun, entry.record_id)
        if record in seen:
            continue
        seen.add(record)
        standing = still_standing(store, target, entry)
        if standing is not None:
            raise CannotUndo(
                f"{entry.noun} {entry.record_id} was changed since, by {standing}.",
                f"Run `wioatrack undo {standing}` first.",
            )


def still_standing(store: Store, target: int, entry: Entry) -> int | None:
    """The newest later invocation on a record that no later undo took back."""
    rows = store.ask(
        LATER,
        noun=entry.noun,
        record_id=entry.record_id,
        seq=entry.seq,
        invocation=target,
    )
    later = {row["id"]: row["undoes"] for row in rows}
    taken_back: set[int] = set()
    for invocation, undoes in later.items():
        if invocation in taken_back:
            continue
        if undoes not in later:
            return int(invocation)
        taken_back.add(undoes)
    return None


def take_back(store: Store, entry: Entry) -> None:
    """Do the opposite of one change, and log it."""
    connection, noun, record_id = store.connection, entry.noun, entry.record_id
    if noun not in tables.logged_tables(connection):
        raise CannotUndo(f"There is no table {noun} any more.")
    now = tables.stored(connection, noun, record_id)
    refuse_answered(noun, record_id, now)
    if entry.kind == "removed":
        before = dict(entry.before or {})
        tables.insert(connection, noun, {"id": record_id, **before})
        store.record(Change(noun, record_id, "created", after=before))
    elif entry.kind == "created":
        refuse_referred(store, noun, record_id)
        tables.delete(connection, noun, record_id)
        standing = tables.said(now or {})
        store.record(Change(noun, record_id, "removed", before=standing))
    else:
        before, after = dict(entry.before or {}), dict(entry.after or {})
        if now is None or any(now[name] != value for name, value in after.items()):
            raise CannotUndo(
                f"{noun} {record_id} is not as the log left it.",
                "Run `wioatrack db check`.",
            )
        tables.update(connection, noun, record_id, before)
        store.record(Change(noun, record_id, "changed", before=after, after=before))


def refuse_answered(noun: str, record_id: int, now: dict[str, object] | None) -> None:
    """An answered override stays, whoever asks."""
    if noun == "override_request" and now and now["status"] in ANSWERED:
        raise CannotUndo(f"Override request {record_id} is answered; that stays.")


def refuse_referred(store: Store, noun: str, record_id: int) -> None:
    """Name a record that would be left pointing at nothing, and who made it."""
    for other, other_id in referring(store, noun, record_id):
        past = history(store, other, other_id)
        first = past[-1].handle if past else ""
        raise CannotUndo(
            f"{other} {other_id} refers to {noun} {record_id}.",
            f"Run `wioatrack undo {first}` first.",
        )
