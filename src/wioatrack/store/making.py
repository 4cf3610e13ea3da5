"""Making a new, empty database: by `init` only, never by accident."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from wioatrack.errors import StoreExists, StoreProblem
from wioatrack.store.migrations import MIGRATIONS, apply
from wioatrack.store.opening import NO_FOLLOW, literal, new_enough
from wioatrack.store.settings import APPLICATION_ID, SETTINGS, WRITING, plainly

OWNER_ONLY = 0o600
OWNER_ONLY_FOLDER = 0o700


def create(path: Path) -> None:
    """Make the file for its owner alone (0600, folders 0700) at the newest version."""
    new_enough()
    make_folder(path.parent)
    reserve(path)
    try:
        with plainly(path), closing(sqlite3.connect(literal(path), uri=True)) as new:
            new.isolation_level = None
            prepare(new)
            apply(new, MIGRATIONS)
        sync_folder(path.parent)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def prepare(connection: sqlite3.Connection) -> None:
    """Settings that must stand before the first table."""
    for setting in (*SETTINGS, WRITING):
        connection.execute(setting)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def make_folder(folder: Path) -> None:
    """The folder and those above it, for the owner alone where they are new."""
    try:
        missing = [place for place in (folder, *folder.parents) if not place.exists()]
        for place in reversed(missing):
            place.mkdir(mode=OWNER_ONLY_FOLDER, exist_ok=True)
    except OSError as error:
        raise StoreProblem(f"The folder {folder} cannot be made.") from error


def reserve(path: Path) -> None:
    """Take the name, 0600 whatever the umask: the journal takes its mode from it."""
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | NO_FOLLOW
    try:
        os.close(os.open(path, flags, OWNER_ONLY))
    except FileExistsError:
        raise StoreExists(path.name) from None
    except (OSError, ValueError) as error:
        raise StoreProblem(
            f"The file {path.name} cannot be made.",
            "Its folder must be writable; name another place by --db.",
        ) from error


def sync_folder(folder: Path) -> None:
    """Have the folder's entry on disk, where folders can be opened."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
