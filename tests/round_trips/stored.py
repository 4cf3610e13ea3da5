"""What a database says of its records, whatever their ids are."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

Row = dict[str, Any]
# Made by the program: when exactly a note was written, which revision is the newest.
OF_ITS_OWN = {"id", "created_at", "revision_id"}


class Told:
    """Reads records with what they belong to and what belongs to them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        connection.row_factory = sqlite3.Row
        self._connection = connection
        self._tables = [
            row["name"]
            for row in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' "
                "AND name NOT LIKE 'sqlite_%' ORDER BY name"
            )
        ]
        self._links = {
            table: {
                row["from"]: row["table"]
                for row in connection.execute(f"PRAGMA foreign_key_list({table})")
            }
            for table in self._tables
        }

    def rows(self, table: str, after: int) -> list[Row]:
        """The records of a table that came after an id, each told in full."""
        found = self._connection.execute(
            f"SELECT * FROM {table} WHERE id > ? ORDER BY id", (after,)
        )
        return [self.whole(table, dict(row)) for row in found.fetchall()]

    def whole(self, table: str, row: Row) -> Row:
        """A record, its owners, its parts, and what was waived for it."""
        parts = {
            child: [
                self.alone(child, dict(part), but=column)
                for part in self._connection.execute(
                    f"SELECT * FROM {child} WHERE {column} = ? ORDER BY id",
                    (row["id"],),
                ).fetchall()
            ]
            for child, column in PARTS.get(table, ())
        }
        waivers = self._connection.execute(
            "SELECT * FROM waiver WHERE noun = ? AND record_id = ? ORDER BY id",
            (CALLED.get(table, table), row["id"]),
        )
        parts["waiver"] = [
            {
                name: one[name]
                for name in tuple(one.keys())
                if name not in ("id", "record_id")
            }
            for one in waivers
        ]
        return self.alone(table, row) | parts

    def alone(self, table: str, row: Row, but: str = "") -> Row:
        """A record with its owners in the place of their ids."""
        links = self._links[table]
        return {
            name: self.owner(links[name], value) if name in links else value
            for name, value in row.items()
            if name not in (*OF_ITS_OWN, but)
        }

    def owner(self, table: str, record_id: int | None) -> Row | None:
        if record_id is None:
            return None
        row = self._connection.execute(
            f"SELECT * FROM {table} WHERE id = ?", (record_id,)
        ).fetchone()
        return self.alone(table, dict(row))


# What belongs to a record and to nothing else: the table, and its column.
PARTS = {
    "service": (("service_situation", "service_id"), ("service_status", "service_id")),
    "program": (("program_activity", "program_id"), ("program_trait", "program_id")),
    "gain": (("gain_semester", "gain_id"),),
    "followup": (("followup_contact", "followup_id"),),
    "placement": (("placement_away", "placement_id"),),
    "catalog_entry": tuple(
        (f"catalog_{part}", "catalog_entry_id")
        for part in ("occupation", "sector", "relation", "skill", "program", "note")
    ),
}
CALLED = {"gain": "msg", "override_request": "override"}


def last_id(path: Path, table: str) -> int:
    """The newest record of a table."""
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
        return int(row[0])


def stored(path: Path, table: str, after: int) -> list[Row]:
    """The records that a table has since an id."""
    with closing(sqlite3.connect(path)) as connection:
        return Told(connection).rows(table, after)


def different(one: Any, other: Any, where: str = "") -> list[str]:
    """Where two things differ, and how."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        pairs = [(f"{where}.{name}", one[name], other[name]) for name in one]
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = [
            (f"{where}[{place}]", *both)
            for place, both in enumerate(zip(one, other, strict=True))
        ]
    else:
        return [] if one == other else [f"{where}: {one!r} became {other!r}"]
    return [words for place, a, b in pairs for words in different(a, b, place)]
