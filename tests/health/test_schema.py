"""The schema, the table classes, and what every table owes the reader."""

import json
import pkgutil
import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from wioatrack import models
from wioatrack.store import create
from wioatrack.store.checking import SCHEMA
from wioatrack.store.migrations import HEAD, MIGRATIONS, apply
from wioatrack.store.settings import VERSION

LOG = {"invocation", "change", "change_payload", "load", "load_row", "open_due"}
STORED_AS = {
    "Boolean": "INTEGER",
    "Integer": "INTEGER",
    "Date": "TEXT",
    "AutoString": "TEXT",
}
# The schema after each step, shortened. A new step adds a line; no line ever changes.
LEFT_BY = (
    "ff0d008e7cd9b1ba",
    "0b12013b2fe7917d",
    "393d0a9a3f397649",
    "b315a74c037855f7",
    "cda188c7196d669c",
    "751c3e0863e064f4",
    "22017afb981088b5",
    "d0c93decc2f60d95",
    "44413ff3d4002a47",
)


@pytest.fixture(scope="module")
def schema() -> Iterator[sqlite3.Connection]:
    """The newest schema, empty."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    apply(connection, MIGRATIONS)
    yield connection
    connection.close()


def tables_of(schema: sqlite3.Connection) -> set[str]:
    rows = schema.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {name for (name,) in rows if not name.startswith("sqlite_")}


def classes() -> dict[str, type[SQLModel]]:
    for module in pkgutil.iter_modules(models.__path__):
        import_module(f"wioatrack.models.{module.name}")
    found: list[type[SQLModel]] = [SQLModel]
    for one in found:
        found.extend(one.__subclasses__())
    return {
        str(one.__tablename__): one
        for one in found
        if hasattr(one, "__table__") and one.__module__.startswith("wioatrack.models")
    }


def test_every_table_but_the_log_has_a_class(schema: sqlite3.Connection) -> None:
    """The log is written past SQLModel; every record goes through it."""

    assert set(classes()) == tables_of(schema) - LOG


def test_classes_say_what_the_schema_says(schema: sqlite3.Connection) -> None:
    """Column by column: the name, whether it may be empty, how it is stored."""

    for table, one in classes().items():
        stored = {
            name: (kind, bool(needed) or bool(key))
            for _, name, kind, needed, _, key in schema.execute(
                "SELECT * FROM pragma_table_info(?)", (table,)
            )
        }
        declared = {
            column.name: (
                STORED_AS[type(column.type).__name__],
                not column.nullable,
            )
            for column in one.__table__.columns  # type: ignore[attr-defined]
        }
        assert declared == stored, table


def test_every_table_is_strict(schema: sqlite3.Connection) -> None:
    """A text in a number column is refused by SQLite itself."""

    loose = schema.execute(
        "SELECT name FROM pragma_table_list "
        "WHERE schema = 'main' AND type = 'table' AND strict = 0 "
        "AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
    )

    assert loose.fetchall() == []


def test_nothing_is_stored_as_a_floating_number(schema: sqlite3.Connection) -> None:
    """Money and hours are whole numbers; sums stay exact."""

    for table in tables_of(schema):
        kinds = schema.execute("SELECT type FROM pragma_table_info(?)", (table,))
        assert {kind for (kind,) in kinds} <= {"TEXT", "INTEGER"}, table


def test_ids_are_never_reused(schema: sqlite3.Connection) -> None:
    """Every record's id is AUTOINCREMENT."""

    for table in tables_of(schema) - LOG:
        (sql,) = schema.execute(
            "SELECT sql FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()
        assert "id INTEGER PRIMARY KEY AUTOINCREMENT" in sql, table


def test_every_foreign_key_leads_an_index(schema: sqlite3.Connection) -> None:
    """Asking for the children of a record never reads the whole table."""

    for table in tables_of(schema):
        leading = {
            schema.execute(
                "SELECT name FROM pragma_index_info(?) WHERE seqno = 0", (index,)
            ).fetchone()[0]
            for (index,) in schema.execute(
                "SELECT name FROM pragma_index_list(?)", (table,)
            )
        }
        keys = {
            name
            for (name,) in schema.execute(
                "SELECT name FROM pragma_table_info(?) WHERE pk = 1", (table,)
            )
        }
        for (column,) in schema.execute(
            'SELECT "from" FROM pragma_foreign_key_list(?)', (table,)
        ):
            assert column in leading | keys, f"{table}.{column}"


def test_a_released_step_is_never_edited() -> None:
    """Each still leaves what databases in use got from it, to the letter.

    `db check` holds a database against the text that the steps make, so that even a
    blank that moved would be found in every one of them.
    """

    made = sqlite3.connect(":memory:", isolation_level=None)
    for number, kept in enumerate(LEFT_BY, start=1):
        apply(made, MIGRATIONS[:number])
        assert digest(made) == kept, f"m{number:04} was edited: append a step instead"
    made.close()


def test_every_step_is_held(schema: sqlite3.Connection) -> None:
    """What is appended is held from then on."""

    assert len(LEFT_BY) == HEAD, f"the newest step leaves {digest(schema)}"


def digest(connection: sqlite3.Connection) -> str:
    """All that a schema says, in a few letters."""
    rows = connection.execute(SCHEMA).fetchall()
    return sha256(json.dumps(rows).encode()).hexdigest()[:16]


def test_the_version_is_that_of_the_last_migration() -> None:
    """Reading commands compare it without loading the migrations."""

    assert HEAD == VERSION


def test_a_new_database_is_of_the_newest_version(tmp_path: Path) -> None:
    """`init` makes what the last migration leaves."""

    create(tmp_path / "new.db")

    connection = sqlite3.connect(tmp_path / "new.db")
    assert connection.execute("PRAGMA user_version").fetchone() == (HEAD,)
    assert connection.execute("PRAGMA application_id").fetchone() == (0x57494F41,)
