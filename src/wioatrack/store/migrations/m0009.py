"""People of one birth date and name, in whatever case, from an index.

The index of names compares letter by letter, so that it finds no MEYER for Meyer; without
this one each row of a load would look through everybody on file.
"""

import sqlite3

STATEMENTS = (
    "CREATE INDEX participant_born ON participant "
    "(birth_date, last_name COLLATE NOCASE, first_name COLLATE NOCASE) "
    "WHERE birth_date IS NOT NULL",
)


def migrate(connection: sqlite3.Connection) -> None:
    """One index: what is on file stays as it is."""
    for statement in STATEMENTS:
        connection.execute(statement)
