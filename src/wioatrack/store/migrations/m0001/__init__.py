"""The first schema: people, plans, support money, outcomes, exits, the change log."""

import sqlite3

from wioatrack.store.migrations.m0001 import log, money, outcomes, people, plans

STATEMENTS = (
    *log.STATEMENTS,
    *people.STATEMENTS,
    *plans.STATEMENTS,
    *money.STATEMENTS,
    *outcomes.STATEMENTS,
)


def migrate(connection: sqlite3.Connection) -> None:
    """Make every table, index and trigger."""
    for statement in STATEMENTS:
        connection.execute(statement)
