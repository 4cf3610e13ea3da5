"""How the schema came to be: numbered steps, only ever appended to.

A released step is never edited; a change is a new step. Each runs in one IMMEDIATE
transaction together with `user_version`, so that a crash leaves the old version or the
new one and nothing between.
"""

import sqlite3
from collections.abc import Callable, Sequence

from wioatrack.store.migrations import (
    m0001,
    m0002,
    m0003,
    m0004,
    m0005,
    m0006,
    m0007,
    m0008,
    m0009,
)

Migration = Callable[[sqlite3.Connection], None]

MIGRATIONS: tuple[Migration, ...] = (
    m0001.migrate,
    m0002.migrate,
    m0003.migrate,
    m0004.migrate,
    m0005.migrate,
    m0006.migrate,
    m0007.migrate,
    m0008.migrate,
    m0009.migrate,
)
HEAD = len(MIGRATIONS)


def apply(connection: sqlite3.Connection, migrations: Sequence[Migration]) -> None:
    """Walk a database from its version to the last of the migrations."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    for number, migration in enumerate(migrations[version:], start=version + 1):
        step(connection, number, migration)


def step(connection: sqlite3.Connection, number: int, migration: Migration) -> None:
    """One migration, whole or not at all.

    Foreign keys are off while tables are rebuilt and proven before the commit, since
    SQLite ignores the setting inside a transaction.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        migration(connection)
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise sqlite3.IntegrityError(f"migration {number} breaks {broken[0]}")
        connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
