"""What a manager does with the file: look, check, copy, bring back, migrate."""

import json
from contextlib import closing, suppress
from pathlib import Path

from wioatrack.actions.desk import Desk
from wioatrack.actions.due_dates import differing
from wioatrack.actions.results import Done, Record
from wioatrack.actions.roles import Duty, actor
from wioatrack.errors import BadEntry, StoreProblem
from wioatrack.store import Snapshot, backups, inventory, register
from wioatrack.store.changes import Head
from wioatrack.store.checking import Flaw, check
from wioatrack.store.opening import connected


def show_database(desk: Desk) -> Record:
    """The file in figures, and the anchor to keep elsewhere."""
    known(desk.path, desk.user)
    found = inventory.info(desk.path)
    entries = register.made(desk.path)
    return {
        "database": str(found.path),
        "version": found.version,
        "known_version": found.known_version,
        "sqlite": found.sqlite_version,
        "journal": found.journal,
        "bytes": found.size,
        "documents": found.documents,
        "documents_bytes": found.documents_size,
        "records": sum(found.counts.values()),
        "counts": found.counts,
        "changes": found.head.seq,
        "anchor": str(found.head),
        "last_backup": entries[-1].made_at if entries else None,
    }


def check_database(desk: Desk, anchor: Path | None) -> Record:
    """Everything that is not as the change log says.

    `sound` is the answer; an oddity that is not grave does not spoil it.
    """
    head = None if anchor is None else anchor_in(anchor)
    known(desk.path, desk.user)
    flaws = check(desk.path, head)
    if not any(flaw.grave for flaw in flaws):
        flaws += due_flaws(desk)
    found = inventory.info(desk.path)
    return {
        "database": str(desk.path),
        "sound": not any(flaw.grave for flaw in flaws),
        "changes": found.head.seq,
        "anchor": str(found.head),
        "anchored_at": None if head is None else head.seq,
        "flaws": [
            {
                "what": flaw.what,
                "message": flaw.message,
                "seq": flaw.seq,
                "grave": flaw.grave,
            }
            for flaw in flaws
        ],
    }


def due_flaws(desk: Desk) -> tuple[Flaw, ...]:
    """Where the index of open due dates is not what the rules say."""
    with desk.reading() as store:
        return tuple(
            Flaw(
                "due-dates",
                f"the due dates of application {id} are not what the rules say; "
                "wioatrack followup renew writes them anew",
            )
            for id in differing(store, desk.rulebook)
        )


def anchor_in(file: Path) -> Head:
    """The anchor that somebody kept: the line of `db info`, or its JSON."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise StoreProblem(
            f"The anchor file {file.name} cannot be read.",
            "Name the file that the line of `wioatrack db info` was kept in.",
        ) from None
    for line in text.splitlines():
        name, _, rest = line.strip().partition(" ")
        if name == "Anchor":
            return inventory.read_anchor(rest)
    with suppress(ValueError, TypeError, KeyError):
        text = str(json.loads(text)["anchor"])
    return inventory.read_anchor(text)


def back_up(desk: Desk, to: Path, *, verify: bool) -> Done:
    """Copy the database while others work; the copy takes its name when it is whole."""
    administers(desk.path, desk.user)
    size = backups.backup(desk.path, to, verify=verify)
    head = inventory.info(to).head
    made = register.enter(desk.path, to, verified=verify, anchor=str(head))
    checked = "checked and " if verify else ""
    return Done(
        "backup",
        {
            "file": made.file,
            "bytes": size,
            "made_at": made.made_at,
            "verified": verify,
            "changes": head.seq,
            "anchor": made.anchor,
        },
        said=f"The backup {to.name} is {checked}on disk.",
    )


def restore(desk: Desk, source: Path) -> Done:
    """Put a backup in the place of the database; what was there is kept beside it.

    Who may is asked of the database, and of the backup where there is none to ask.
    """
    try:
        administers(desk.path, desk.user)
    except StoreProblem:
        administers(source, desk.user)
    replaced = backups.restore(source, desk.path)
    found = inventory.info(desk.path)
    kept = f"; what was there is kept as {replaced.name}" if replaced else ""
    return Done(
        "database",
        {
            "database": str(desk.path),
            "restored_from": str(source.absolute()),
            "replaced": None if replaced is None else str(replaced),
            "version": found.version,
            "changes": found.head.seq,
            "anchor": str(found.head),
        },
        said=f"{desk.path.name} is restored from {source.name}{kept}.",
    )


def migrate(desk: Desk) -> Done:
    """Bring an older database to this program's version, after a backup."""
    administers(desk.path, desk.user)
    result = backups.migrate(desk.path)
    said = f"{desk.path.name} is of version {result.after} already."
    if result.before != result.after:
        said = f"{desk.path.name} went from version {result.before} to {result.after}."
    return Done(
        "database",
        {
            "database": str(desk.path),
            "before": result.before,
            "version": result.after,
            "backup": None if result.backup is None else str(result.backup),
        },
        said=said,
    )


def known(path: Path, user: str) -> None:
    """The acting user must be one of this database's, of whatever version it is."""
    with closing(connected(path)) as connection:
        actor(Snapshot(connection), user)


def administers(path: Path, user: str) -> None:
    """Copies hold everybody's records: only who keeps the database makes them."""
    if path.is_dir():
        raise BadEntry(f"{path.name} is a folder.", "Name the file.")
    with closing(connected(path)) as connection:
        actor(Snapshot(connection), user).require(Duty.ADMINISTER)
