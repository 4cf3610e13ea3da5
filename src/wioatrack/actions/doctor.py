"""Is the database in good shape, and if not, what is to be done?"""

from collections.abc import Iterator
from contextlib import closing

from wioatrack.actions.desk import Desk
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import actor
from wioatrack.errors import (
    BadDataFile,
    NotPermitted,
    ReturnCode,
    StoreMissing,
    StoreProblem,
)
from wioatrack.lean import dataclass
from wioatrack.rulebooks import (
    list_names,
    load_activities,
    load_approved,
    load_list,
    load_occupations,
    load_profiles,
    load_rulebook,
    set_names,
)
from wioatrack.rulebooks.plans import load_plan, plan_names
from wioatrack.rules.rulebook import NotInForce
from wioatrack.store import Snapshot, documents, register, surroundings
from wioatrack.store.checking import check
from wioatrack.store.opening import connected, opened

DATA = "data"
GOOD, ODD, BAD = "ok", "warning", "problem"
BACKUP_DAYS = "record.backup-days"
SYNC = {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"}
COLUMNS = ("check", "status", "message", "fix")


@dataclass(frozen=True, slots=True)
class Look:
    """One thing that was looked at, and what to do about it."""

    check: str
    status: str
    message: str
    fix: str = ""


def examine(desk: Desk, *, verify_data: bool, fix_permissions: bool) -> Listing:
    """Everything about the file that somebody ought to know, and what to do.

    A database that is missing is refused as everywhere; one that cannot be read is a
    finding among others.
    """
    if not desk.path.exists() and not desk.path.is_symlink():
        raise StoreMissing(desk.path.name)
    tightened: tuple[str, ...] = ()
    if fix_permissions:
        wide = surroundings.too_open(desk.path)
        surroundings.tighten(wide)
        tightened = tuple(place.name for place in wide)
    looks = [
        *at_file(desk),
        *at_permissions(desk, tightened),
        *at_neighbours(desk),
        *at_disk(desk),
        *at_data(),
        *at_backups(desk),
    ]
    if looks[0].status == GOOD:
        looks += [*at_user(desk), *at_content(desk, verify_data=verify_data)]
    rows: list[Record] = [
        {
            "id": number,
            "check": look.check,
            "status": look.status,
            "message": look.message,
            "fix": look.fix or None,
        }
        for number, look in enumerate(looks, 1)
    ]
    return Listing("check", rows, COLUMNS)


def code_of(listing: Listing) -> ReturnCode:
    """What a script is told: a warning is no problem, and data has a code of its own."""
    bad = {row["check"] for row in listing.rows if row["status"] == BAD}
    if not bad:
        return ReturnCode.OK
    return ReturnCode.BAD_DATA_FILE if bad == {DATA} else ReturnCode.STORE


def at_file(desk: Desk) -> Iterator[Look]:
    """Whether it is ours, whole, of this version, and how it is written."""
    try:
        with closing(opened(desk.path)) as connection:
            (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
            (sync,) = connection.execute("PRAGMA synchronous").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
    except StoreProblem as problem:
        yield Look("file", BAD, str(problem), problem.hint or "")
        return
    yield Look("file", GOOD, f"{desk.path} is a database of version {version}.")
    safe = journal == "delete" and SYNC.get(sync) == "EXTRA"
    yield Look(
        "journal",
        GOOD if safe else BAD,
        f"Journal {journal}, synchronous {SYNC.get(sync, sync)}. A disk that says it "
        "has written what it has not can still lose a commit.",
        "" if safe else "wioatrack db restore a backup; this file was altered.",
    )


def at_permissions(desk: Desk, tightened: tuple[str, ...]) -> Iterator[Look]:
    """Modes are the only wall: whoever can write the file can change anything in it."""
    if tightened:
        names = ", ".join(tightened)
        yield Look("permissions", GOOD, f"Left to their owner alone now: {names}.")
    wide = surroundings.too_open(desk.path)
    if wide:
        names = ", ".join(place.name for place in wide)
        yield Look(
            "permissions",
            ODD,
            f"Others can read or write {names}.",
            "wioatrack doctor --fix-permissions",
        )
    elif not tightened:
        yield Look("permissions", GOOD, "Only its owner can read or write it.")
    if not surroundings.writable(desk.path):
        yield Look(
            "writing",
            ODD,
            "This account may read it, and not write it.",
            "Both the file and its folder, which holds the journal, must be writable.",
        )


def at_neighbours(desk: Desk) -> Iterator[Look]:
    """What a crash may have left, and files that no record names."""
    left = surroundings.strays(desk.path)
    if left:
        names = ", ".join(file.name for file in left)
        yield Look(
            "neighbours",
            ODD,
            f"Left beside it: {names}.",
            "If no wioatrack is running, the next write rolls a journal back; a "
            ".partial file may be removed.",
        )
    else:
        yield Look("neighbours", GOOD, "Nothing was left beside it.")


def at_disk(desk: Desk) -> Iterator[Look]:
    """Locks on a network share are not to be relied on."""
    kind = surroundings.file_system(desk.path)
    if surroundings.is_far(kind):
        yield Look(
            "disk",
            ODD,
            f"It lies on a network file system ({kind}), whose locks are unreliable.",
            "Keep it on a local disk and put the backups on the share.",
        )
    elif kind is not None:
        yield Look("disk", GOOD, f"It lies on {kind}.")


def at_data() -> Iterator[Look]:
    """Whether every file under `data/` can be used, not only those a command needs."""
    try:
        for profile in load_profiles():
            load_rulebook(profile.name)
        for name in list_names():
            load_list(name)
        for name in set_names():
            load_activities(name)
        for name in plan_names():
            load_plan(name)
        load_approved()
        load_occupations()
    except BadDataFile as problem:
        yield Look(DATA, BAD, str(problem), problem.hint or "")
    else:
        yield Look(DATA, GOOD, "Every list, activity set and profile can be used.")


def at_backups(desk: Desk) -> Iterator[Look]:
    """When the last one was made, whether it was checked, whether it is still there."""
    there = [entry for entry in register.made(desk.path) if entry.path.is_file()]
    advice = "wioatrack db backup FILE --verify"
    if not there:
        yield Look("backup", ODD, "No backup is known.", advice)
        return
    last = there[-1]
    try:
        limit = desk.rulebook("federal").in_force(BACKUP_DAYS, on=desk.today).number
    except NotInForce:
        limit = None
    old = limit is not None and last.age >= limit
    days = "today" if last.age == 0 else f"{last.age} days ago"
    checked = "checked" if last.verified else "not checked"
    yield Look(
        "backup",
        ODD if old or not last.verified else GOOD,
        f"The last of {len(there)} was made {days} and {checked}: {last.file}.",
        advice if old or not last.verified else "",
    )


def at_user(desk: Desk) -> Iterator[Look]:
    """Whether the acting user is one of the database's."""
    with closing(connected(desk.path)) as connection:
        try:
            acting = actor(Snapshot(connection), desk.user)
        except NotPermitted as unknown:
            yield Look("user", ODD, str(unknown), unknown.hint or "")
        else:
            yield Look("user", GOOD, f"{acting.name} acts as {acting.role}.")
    yield Look(
        "roles",
        GOOD,
        "Roles guard against mistakes and are no wall: whoever can write the file can "
        "change anything in it.",
    )


def at_content(desk: Desk, *, verify_data: bool) -> Iterator[Look]:
    """The records against the log; with `verify_data` every kept file's hash too."""
    flaws = check(desk.path, files=verify_data)
    for flaw in flaws:
        fix = "wioatrack db restore FILE brings a backup back."
        if flaw.what == "orphan":
            fix = "Remove the file, unless a backup is to be restored."
        yield Look(flaw.what, BAD if flaw.grave else ODD, flaw.message, fix)
    if not flaws:
        looked = "Every record and kept file is" if verify_data else "Every record is"
        yield Look("content", GOOD, f"{looked} as the change log says.")
    if not verify_data:
        folder = documents.folder_of(desk.path)
        if folder.is_dir():
            yield Look(
                "documents",
                GOOD,
                "The hashes of kept files were not compared.",
                "wioatrack doctor --verify-data",
            )
