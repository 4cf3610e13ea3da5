"""The change log as people read it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from wioatrack.actions import headers
from wioatrack.actions.cases import BY_NUMBER, find_person
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page, one_of, paged
from wioatrack.actions.ownership import Visibility
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import Actor, Duty, actor
from wioatrack.entries.history import LogFilters
from wioatrack.entries.kinds import say_money
from wioatrack.errors import BadEntry
from wioatrack.store import Answers, Snapshot
from wioatrack.store.history import Entry, history_of, latest, undone_by
from wioatrack.store.kinship import family

EVERY = -1
TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'"
USER = "SELECT 1 FROM user WHERE name = :name"
STANDING: Mapping[str, str] = {}
HIDDEN = "confidential"
COLUMNS = ("at", "user", "command", "noun", "record", "kind", "what", "handle")
STAMPS = ("created_by", "created_on", "updated_by", "updated_on")


def list_changes(
    desk: Desk, who: str | None, wanted: LogFilters, page: Page
) -> Listing:
    """Who changed what, when, from what to what; newest first.

    Only what the actor may see: a record's changes are as visible as the record.
    """
    with desk.reading() as store:
        acting = actor(store, desk.user)
        if not acting.may(Duty.OWN) and not acting.may(Duty.CATALOG):
            acting.require(Duty.READ)
        wanted = replace(wanted, noun=noun_asked(store, wanted.noun))
        require_user(store, wanted.by)
        sight = Visibility(store, acting)
        undone = undone_by(store)
        rows = [
            row_of(entry, undone)
            for entry in entries(store, acting, who)
            if fits(entry, wanted) and sight.shows(entry.noun, entry.record_id)
        ]
    return listed(rows, page, COLUMNS, headers.CHANGE, "Nothing was changed.")


def noun_asked(store: Answers, noun: str | None) -> str | None:
    """The kind of record that a filter names. Raises `BadEntry` with the nearest."""
    known = {noun_of(row["name"]) for row in store.ask(TABLES)}
    return one_of("--noun", noun and noun_of(noun), known)


def require_user(store: Answers, name: str | None) -> None:
    """Refuse a name that is no user's: their changes would be none."""
    if name is not None and store.one(USER, name=name) is None:
        raise BadEntry(
            f"--by: there is no user {name!r}.", "wioatrack user list shows them."
        )


def listed(
    rows: list[Record],
    page: Page,
    columns: tuple[str, ...],
    keys: tuple[str, ...],
    empty: str,
) -> Listing:
    """The changes as a listing, which says what was taken back where anything was."""
    shown = paged(rows, page, keys)
    if any(row["undone_by"] for row in shown):
        columns = (*columns, "undone_by")
    return Listing("change", shown, columns, empty, keys=keys)


def entries(store: Snapshot, acting: Actor, who: str | None) -> Iterable[Entry]:
    """The changes of one person, of one application, or of all, newest first."""
    if who is None:
        return latest(store, EVERY)
    person = find_person(store, acting, who)
    of_number = [
        row
        for row in store.ask(BY_NUMBER, who=who)
        if row["participant_id"] == person and acting.sees(row)
    ]
    root = ("participant", person)
    if of_number:
        root = ("application", of_number[0]["application_id"])
    return reversed(history_of(store, family(store, *root)))


def fits(entry: Entry, wanted: LogFilters) -> bool:
    """Whether the change is among those asked for."""
    day = entry.at[:10]
    return (
        wanted.by in (None, entry.user)
        and wanted.noun in (None, noun_of(entry.noun))
        and wanted.record in (None, entry.record_id)
        and wanted.handle in (None, int(entry.handle))
        and (wanted.since is None or wanted.since.isoformat() <= day)
        and (wanted.until is None or day <= wanted.until.isoformat())
    )


def row_of(entry: Entry, undone: Mapping[str, str] = STANDING) -> Record:
    """A change as JSON has it: old and new by field, money in dollars.

    `undone_by` is the handle of the undo that took it back, if one stands.
    """
    before, after = readable(entry, entry.before), readable(entry, entry.after)
    return {
        "id": entry.seq,
        "handle": entry.handle,
        "at": entry.at,
        "user": entry.user,
        "account": entry.account,
        "command": entry.command,
        "noun": noun_of(entry.noun),
        "record": entry.record_id,
        "kind": entry.kind,
        "before": before,
        "after": after,
        "what": "blanked" if entry.blanked else spoken(before, after),
        "undoes": entry.undoes,
        "undone_by": undone.get(entry.handle),
    }


def noun_of(table: str) -> str:
    """A table's name as the command line says it."""
    named = table.strip().lower().replace("_", "-")
    return {"gain": "msg", "override-request": "override"}.get(named, named)


def readable(entry: Entry, stored: Mapping[str, Any] | None) -> Record | None:
    """Stored values as records print them; a medical reason is shown nowhere."""
    if stored is None:
        return None
    found: Record = {}
    for name, value in stored.items():
        if name.endswith("_cents") and isinstance(value, int):
            found[name.removesuffix("_cents")] = say_money(value)
        elif entry.noun == "exit" and name == "reason" and is_hidden(value):
            found[name] = HIDDEN
        else:
            found[name] = value
    return found


def is_hidden(reason: Any) -> bool:
    """Whether the list of exit reasons keeps this one out of ordinary output."""
    from wioatrack.rulebooks import load_list

    code = load_list("exit-reason").codes.get(reason)
    return code is not None and code.confidential


def spoken(before: Record | None, after: Record | None) -> str:
    """`status: planned → started; end: – → 2023-03-03`."""
    named = dict.fromkeys([*(before or {}), *(after or {})])
    names = [name for name in named if name not in STAMPS]
    if before is None or after is None:
        values = before or after or {}
        return "; ".join(f"{name}: {values[name]}" for name in names)
    return "; ".join(
        f"{name}: {shown(before.get(name))} → {shown(after.get(name))}"
        for name in names
    )


def shown(value: Any) -> str:
    return "–" if value is None else str(value)
