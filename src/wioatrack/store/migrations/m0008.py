"""What the agenda looks through whoever is enrolled by.

The applications that somebody is enrolled in stand in one narrow index, beside that of
the exits. Which services a person received, and what is unfinished, answer from their
own indexes: fewer pages are read, and an index that nothing asked is gone for it.
"""

import sqlite3

STATEMENTS = (
    "CREATE INDEX application_enrolled ON application (id) "
    "WHERE enrollment = 'enrolled'",
    "DROP INDEX service_activity",
    "DROP INDEX service_application",
    "CREATE INDEX service_application ON service (application_id, start, status, "
    "end, activity_set, activity, no_credential)",
    "DROP INDEX service_unfinished",
    "CREATE INDEX service_unfinished ON service (application_id, activity, "
    "activity_set, status, start, planned_end) WHERE status IN ('planned', 'started')",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Indexes only: what is on file stays as it is."""
    for statement in STATEMENTS:
        connection.execute(statement)
