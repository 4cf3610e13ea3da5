"""Opening the file: only ours, only whole, only the version we know, never another."""

import os
import sqlite3
import stat
from pathlib import Path

from wioatrack.errors import (
    StoreDamaged,
    StoreForeign,
    StoreLinked,
    StoreMissing,
    StoreProblem,
    StoreVersion,
)
from wioatrack.store.settings import (
    APPLICATION_ID,
    OLDEST_SQLITE,
    PATIENCE,
    SETTINGS,
    VERSION,
    plainly,
)

MAGIC = b"SQLite format 3\x00"
TABLES = "SELECT count(*) FROM sqlite_master"
UNREADABLE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
NO_FOLLOW = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def opened(
    path: Path, *, patience: float = PATIENCE, handed_on: bool = False
) -> sqlite3.Connection:
    """A connection to a database of ours, at the version this program knows.

    One that is `handed_on` may go from thread to thread, as long as no two use it.
    """
    connection = connected(path, patience=patience, handed_on=handed_on)
    try:
        with plainly(path):
            check_version(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def connected(
    path: Path, *, patience: float = PATIENCE, handed_on: bool = False
) -> sqlite3.Connection:
    """A connection to a database of ours, whatever its version."""
    new_enough()
    look_at(path)
    with plainly(path):
        connection = sqlite3.connect(
            literal(path),
            uri=True,
            isolation_level=None,
            timeout=patience,
            check_same_thread=not handed_on,
        )
    try:
        with plainly(path):
            for setting in SETTINGS:
                connection.execute(setting)
            check_owner(connection, path)
    except UnicodeDecodeError as error:
        # SQLite's own sentence quotes a damaged schema, which need be no text at all.
        connection.close()
        raise StoreDamaged(path.name, "SQLite cannot read it as it stands") from error
    except BaseException:
        connection.close()
        raise
    return connection


def new_enough() -> None:
    """STRICT tables need SQLite 3.37."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreProblem(
            f"SQLite {sqlite3.sqlite_version} is too old: STRICT tables need 3.37.",
            "Use a newer Python, or install `pysqlite3`, which brings its own SQLite.",
        )


def literal(path: Path) -> str:
    """The path as SQLite's URI, with every character meaning itself.

    A database that is not there is never made: mode=rw only opens.
    """
    place = os.path.abspath(path).replace(os.sep, "/")
    for sign in "%?#":
        place = place.replace(sign, f"%{ord(sign):02x}")
    return f"file://{'' if place.startswith('/') else '/'}{place}?mode=rw"


def look_at(path: Path) -> None:
    """Refuse what is not one regular file that begins as a database does."""
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        raise StoreMissing(path.name) from None
    except (OSError, ValueError) as error:
        raise StoreProblem(f"The database {path.name} cannot be opened.") from error
    if stat.S_ISLNK(found.st_mode):
        raise StoreLinked(path.name, "a symbolic link")
    if not stat.S_ISREG(found.st_mode):
        raise StoreForeign(path.name, "it is not a regular file")
    if found.st_nlink > 1:
        raise StoreLinked(path.name, "one of several hard links")
    if found.st_size == 0:
        raise StoreForeign(path.name, "an empty file where a database is expected")
    if not first_bytes(path).startswith(MAGIC[: min(found.st_size, len(MAGIC))]):
        raise StoreForeign(path.name, "it is not a SQLite database")
    if found.st_size < 100:
        raise StoreDamaged(path.name, "it was cut short")


def first_bytes(path: Path) -> bytes:
    """The beginning of the file, read without following a link."""
    try:
        descriptor = os.open(path, os.O_RDONLY | NO_FOLLOW)
    except OSError as error:
        raise StoreProblem(
            f"The database {path.name} cannot be read.",
            "It belongs to another account: ask its owner, or name your own by --db.",
        ) from error
    try:
        return os.read(descriptor, len(MAGIC))
    finally:
        os.close(descriptor)


def check_owner(connection: sqlite3.Connection, path: Path) -> None:
    """Another program's database is never read and never migrated."""
    try:
        connection.execute("BEGIN")
        (tables,) = connection.execute(TABLES).fetchone()
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        (page_size,) = connection.execute("PRAGMA page_size").fetchone()
        short = path.stat().st_size < pages * page_size
        connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in UNREADABLE:
            raise StoreDamaged(path.name, "it is damaged or was cut short") from error
        raise
    if short:
        raise StoreDamaged(path.name, "it was cut short")
    if mark == APPLICATION_ID and not tables:
        raise StoreForeign(path.name, "an `init` that was cut short left it")
    if mark != APPLICATION_ID:
        raise StoreForeign(path.name, "it belongs to another program")


def check_version(connection: sqlite3.Connection, path: Path) -> None:
    """Newer is left alone; older waits for `db migrate`."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != VERSION:
        raise StoreVersion(path.name, version, VERSION)
