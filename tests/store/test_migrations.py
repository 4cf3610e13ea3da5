"""The way from every older version to the newest, with records on file."""

import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from wioatrack.store import Stamp, create
from wioatrack.store.backups import migrate
from wioatrack.store.changes import Change, ChangeLog
from wioatrack.store.checking import SCHEMA, check
from wioatrack.store.making import prepare
from wioatrack.store.migrations import HEAD, MIGRATIONS, apply
from wioatrack.store.tables import insert, logged_tables

STAMPED = {
    "created_on": "2023-07-01",
    "created_by": "ann",
    "updated_on": "2023-07-02",
    "updated_by": "bea",
}
# Each as its table was when it was made: what a later step adds is not said.
RECORDS: dict[str, dict[str, Any]] = {
    "participant": {
        "username": "BGarden",
        "first_name": "Beatrice",
        "last_name": "Garden",
        **STAMPED,
    },
    "application": {
        "participant_id": 1,
        "profile": "isets",
        "number": "A1",
        "participation_date": "2023-07-01",
        "enrollment": "enrolled",
        **STAMPED,
    },
    "service": {
        "application_id": 1,
        "activity_set": "isets",
        "activity": "Clothing",
        "status": "started",
        "start": "2023-08-01",
        "no_credential": 1,
        **STAMPED,
    },
    "credential": {
        "application_id": 1,
        "type": "certificate",
        "date": "2023-12-15",
        "service_id": 1,
        "recorded_on": "2023-12-16",
        "recorded_by": "ann",
        "updated_on": "2023-12-16",
        "updated_by": "ann",
    },
    "followup": {
        "application_id": 1,
        "due_date": "2024-03-31",
        "quarter": 1,
        "closed_on": "2024-03-01",
        "outcome": "reached",
        **STAMPED,
    },
}


def file_everything(path: Path, number: int) -> None:
    """A database of that version with a record in each table that it has."""
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        prepare(old)
        apply(old, MIGRATIONS[:number])
        there = logged_tables(old)
        old.execute("BEGIN")
        log = ChangeLog(old)
        acting = log.begin(Stamp("ann", "account", "test write"))
        for table, values in RECORDS.items():
            if table in there:
                insert(old, table, {"id": 1, **values})
                log.write(acting, [Change(table, 1, "created", after=values)])
        old.execute("COMMIT")


def columns_of(path: Path) -> dict[str, str]:
    """Every table with the names of its columns, as SQL reads them."""
    with closing(sqlite3.connect(path)) as raw:
        return dict(
            raw.execute(
                """SELECT m.name, group_concat('"' || c.name || '"')
                FROM sqlite_master m JOIN pragma_table_info(m.name) c
                WHERE m.type = 'table' GROUP BY m.name"""
            )
        )


def contents(path: Path, columns: dict[str, str]) -> dict[str, list[Any]]:
    """Every row of these tables, the log's too, as far as these columns go."""
    with closing(sqlite3.connect(path)) as raw:
        return {
            table: sorted(raw.execute(f'SELECT {names} FROM "{table}"'), key=repr)
            for table, names in columns.items()
        }


def schema(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute(SCHEMA).fetchall()


@pytest.mark.fault(27)
@pytest.mark.parametrize("number", range(1, HEAD))
def test_every_older_version_walks_to_the_newest(tmp_path: Path, number: int) -> None:
    """Its tables become those of a new database; record and log stay as they were."""

    old, new = tmp_path / "old.db", tmp_path / "new.db"
    file_everything(old, number)
    columns = columns_of(old)
    before = contents(old, columns)

    done = migrate(old)

    create(new)
    assert schema(old) == schema(new)
    assert check(old) == ()
    # New tables add lines to SQLite's own counters only when something is filed.
    assert contents(old, columns) == before
    assert done.backup is not None
    assert (done.before, contents(done.backup, columns)) == (number, before)


def test_the_walk_takes_a_record_of_each_table_that_a_step_alters() -> None:
    """A step that touches a table of an older version is walked with a row in it."""

    altered = set()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        for number in range(1, HEAD + 1):
            before = by_table(made)
            apply(made, MIGRATIONS[:number])
            after = by_table(made)
            altered |= {name for name in before if before[name] != after.get(name)}

    assert altered - RECORDS.keys() == set()
    assert altered


def by_table(connection: sqlite3.Connection) -> dict[str, set[tuple[str, ...]]]:
    """Each table with all that makes it: itself, its indexes and its triggers."""
    found = defaultdict(set)
    for row in connection.execute(SCHEMA):
        found[row[2]].add(row)
    return dict(found)


def test_a_migration_that_breaks_a_reference_is_refused(tmp_path: Path) -> None:
    """Foreign keys are off while tables are rebuilt, and proven before the commit."""

    def orphan(connection: sqlite3.Connection) -> None:
        connection.execute(
            "INSERT INTO user_location (user_id, location) VALUES (9, 'nowhere')"
        )

    connection = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    prepare(connection)
    with pytest.raises(sqlite3.IntegrityError, match="user_location"):
        apply(connection, (*MIGRATIONS, orphan))
    assert connection.execute("PRAGMA user_version").fetchone() == (HEAD,)
    connection.close()
