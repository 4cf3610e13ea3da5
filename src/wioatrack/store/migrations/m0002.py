"""Where loaded records came from: the file, the line, and what the row said.

Neither table holds case data, so neither is in the change log: what a load did to
records is. A row's hash makes the same row of a second file a known one. People are
also found by user name whatever its case, so each row of a file needs an index for it.
"""

import sqlite3

LOAD = """CREATE TABLE load (
  id INTEGER PRIMARY KEY,
  invocation_id INTEGER NOT NULL REFERENCES invocation (id),
  noun TEXT NOT NULL CHECK (trim(noun) <> ''),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*')
) STRICT"""

ROW = """CREATE TABLE load_row (
  load_id INTEGER NOT NULL REFERENCES load (id),
  line INTEGER NOT NULL CHECK (line > 0),
  hash INTEGER NOT NULL,
  record_id INTEGER NOT NULL,
  PRIMARY KEY (load_id, line)
) STRICT, WITHOUT ROWID"""

STATEMENTS = (
    LOAD,
    "CREATE INDEX load_invocation ON load (invocation_id)",
    "CREATE INDEX load_noun ON load (noun)",
    ROW,
    "CREATE INDEX load_row_hash ON load_row (hash)",
    "CREATE INDEX participant_any_case ON participant (username COLLATE NOCASE) "
    "WHERE username IS NOT NULL",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Make the tables; a database that never loaded a file has none of their rows."""
    for statement in STATEMENTS:
        connection.execute(statement)
