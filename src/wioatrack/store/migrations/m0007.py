"""Where a youth was in a quarter after exit, as the contact about that quarter told it.

Only a contact that was settled, and that is about a quarter, can say so.
"""

import sqlite3

PLACEMENT = """youth_placement TEXT CHECK (youth_placement IS NULL OR
  (trim(youth_placement) <> '' AND quarter IS NOT NULL AND closed_on IS NOT NULL))"""


def migrate(connection: sqlite3.Connection) -> None:
    """Add the column; of contacts on file nothing is known."""
    connection.execute(f"ALTER TABLE followup ADD COLUMN {PLACEMENT}")
