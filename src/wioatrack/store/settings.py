"""What every connection is set to, and how SQLite's refusals read to a case worker.

The settings were chosen by measurement: a rollback journal with `synchronous = EXTRA`
lost no acknowledged commit in any simulated power cut, and every writer begins with
BEGIN IMMEDIATE, so that no update is lost between two processes.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wioatrack.errors import (
    StoreDamaged,
    StoreFull,
    StoreLocked,
    StoreProblem,
    StoreReadOnly,
)

APPLICATION_ID = 0x57494F41
VERSION = 9
OLDEST_SQLITE = (3, 37, 0)
PATIENCE = 10.0

SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)
WRITING = "PRAGMA journal_mode = DELETE"
READING = "PRAGMA query_only = ON"

BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
READ_ONLY = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR)


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Turn what the disk or another process did into a refusal that names the file.

    What our own statements did wrong passes through: that is a defect of ours.
    """
    try:
        yield
    except sqlite3.Error as error:
        refusal = refusal_for(error, path)
        if refusal is None:
            raise
        raise refusal from error


def refusal_for(error: BaseException, path: Path) -> StoreProblem | None:
    """The refusal that an error of SQLite amounts to, or none for a defect."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    if primary in BUSY:
        return StoreLocked(path.name, PATIENCE)
    if primary == sqlite3.SQLITE_FULL:
        return StoreFull(path.name)
    if primary in READ_ONLY:
        return StoreReadOnly(path.name)
    if primary in DAMAGED:
        return StoreDamaged(path.name, "SQLite cannot read it as it stands")
    return None
