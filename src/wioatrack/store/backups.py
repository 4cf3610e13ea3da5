"""Copies of the whole database, made by SQLite's own backup, and their way back."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from wioatrack.errors import StoreDamaged, StoreExists, StoreForeign, StoreMissing
from wioatrack.lean import dataclass
from wioatrack.store import documents
from wioatrack.store.making import make_folder, reserve, sync_folder
from wioatrack.store.migrations import MIGRATIONS, Migration, apply
from wioatrack.store.opening import connected, literal, opened
from wioatrack.store.settings import WRITING, plainly


@dataclass(frozen=True, slots=True)
class Migrated:
    """From which version to which, and the copy that was made before."""

    before: int
    after: int
    backup: Path | None


def backup(path: Path, to: Path, *, verify: bool = False) -> int:
    """Copy the database, while others write, and its kept files; return its size.

    The final name appears only when the copy is whole and on disk. With `verify` the
    copy is opened and checked as `db check` does, before it takes its name.
    """
    if to.exists() or to.is_symlink():
        raise StoreExists(to.name, "Name another FILE; nothing is written over.")
    make_folder(to.parent)
    sweep(to)
    with closing(connected(path)) as source, copy_of(source, to) as temporary:
        if verify:
            prove(temporary)
        documents.copy_missing(path, to)
        os.replace(temporary, to)
    sync_folder(to.parent)
    return to.stat().st_size


@contextmanager
def copy_of(source: sqlite3.Connection, to: Path) -> Iterator[Path]:
    """A whole, synced copy under a temporary name, gone if it is not used."""
    temporary = to.with_name(f".{to.name}.{os.urandom(4).hex()}.partial")
    reserve(temporary)
    try:
        with plainly(to):
            with closing(sqlite3.connect(literal(temporary), uri=True)) as target:
                source.backup(target)
            sync_file(temporary)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)
        temporary.with_name(f"{temporary.name}-journal").unlink(missing_ok=True)


def sweep(to: Path) -> None:
    """Remove what a killed backup under the same name left."""
    for left in to.parent.glob(f".{glob_safe(to.name)}.????????.partial*"):
        left.unlink(missing_ok=True)


def glob_safe(name: str) -> str:
    """A name whose signs mean themselves in a pattern."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def prove(path: Path) -> None:
    """Refuse a copy that `db check` finds fault with."""
    from wioatrack.store.checking import check

    grave = [flaw for flaw in check(path, files=False) if flaw.grave]
    if grave:
        raise StoreDamaged(path.name, grave[0].message)


def restore(source: Path, path: Path) -> Path | None:
    """Put a checked backup in the place of the database; return the replaced file.

    Refused while another process holds a lock. What was there is kept beside it, a
    left-over journal too: beside the restored file it would be rolled back into it.
    """
    if not source.exists():
        fix = "Name the file that `wioatrack db backup FILE` made."
        raise StoreMissing(source.name, "backup", fix)
    prove(source)
    with closing(opened(source)) as good, held(path) as holder:
        make_folder(path.parent)
        with copy_of(good, path) as temporary:
            replaced = set_aside(path)
            documents.copy_missing(source, path)
            if os.name == "nt" and holder is not None:
                holder.close()
            os.replace(temporary, path)
    sync_folder(path.parent)
    return replaced


@contextmanager
def held(path: Path) -> Iterator[sqlite3.Connection | None]:
    """Nobody else reads or writes the file meanwhile, if it is a database at all."""
    try:
        connection = connected(path, patience=0)
    except (StoreDamaged, StoreForeign, StoreMissing):
        yield None
        return
    with closing(connection):
        with plainly(path):
            connection.execute("BEGIN EXCLUSIVE")
        yield connection


def set_aside(path: Path) -> Path | None:
    """Copy the file that is about to be replaced, and move its journal with it."""
    if not path.exists():
        return None
    kept = numbered(path, "replaced")
    documents.copied(path, kept, path.stat().st_size)
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():
        os.replace(journal, kept.with_name(f"{kept.name}-journal"))
    return kept


def numbered(path: Path, word: str) -> Path:
    """The first free name `NAME.word-N`."""
    number = 1
    while (name := path.with_name(f"{path.name}.{word}-{number}")).exists():
        number += 1
    return name


def migrate(path: Path, migrations: tuple[Migration, ...] = MIGRATIONS) -> Migrated:
    """Bring an older database to this program's version, after a backup."""
    with closing(connected(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version >= len(migrations):
            opened(path).close()
            return Migrated(version, version, None)
        copy = numbered(path, f"before-version-{len(migrations)}")
        backup(path, copy)
        with plainly(path):
            connection.execute(WRITING)
            apply(connection, migrations)
        (after,) = connection.execute("PRAGMA user_version").fetchone()
    return Migrated(version, after, copy)


def sync_file(path: Path) -> None:
    """Have the content on disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
