"""The tables as the database describes them, and the few statements made of names.

Names come from the database's own catalogue, never from outside, and are quoted; values
are always parameters.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from wioatrack.errors import NotFound
from wioatrack.lean import dataclass

UNLOGGED = frozenset(
    {"invocation", "change", "change_payload", "load", "load_row", "open_due"}
)
# So many rows in one statement set a table's triggers up once, not for each.
TOGETHER = (1_000, 100, 10, 1)
# What any SQLite of STRICT tables takes in one statement.
MOST_PARAMETERS = 32_766
DOCUMENT_OWNER = ("document", "application_id")
NAMES = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
COLUMNS = "SELECT name, dflt_value FROM pragma_table_info(?)"
REFERENCES = """SELECT m.name, f."from", f."table", c."notnull" FROM sqlite_master m
JOIN pragma_foreign_key_list(m.name) f
JOIN pragma_table_info(m.name) c ON c.name = f."from"
WHERE m.type = 'table' ORDER BY m.name, f.id"""


@dataclass(frozen=True, slots=True)
class Reference:
    """A column of one table that names a record of another."""

    table: str
    column: str
    parent: str
    needed: bool


def logged_tables(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The tables whose every change is in the log."""
    names = [name for (name,) in connection.execute(NAMES)]
    return tuple(
        name
        for name in names
        if not name.startswith("sqlite_") and name not in UNLOGGED
    )


def defaults(connection: sqlite3.Connection, table: str) -> dict[str, Any]:
    """Every column of a table but the id, with what it holds when nothing is said."""
    given = {
        name: None if default is None else literal_of(connection, default)
        for name, default in connection.execute(COLUMNS, (table,))
    }
    given.pop("id", None)
    return given


def literal_of(connection: sqlite3.Connection, default: str) -> Any:
    """The value of a default that the schema wrote as SQL."""
    return connection.execute(f"SELECT {default}").fetchone()[0]


def references(connection: sqlite3.Connection) -> tuple[Reference, ...]:
    """Every foreign key between tables that are logged."""
    return tuple(
        Reference(table, column, parent, bool(needed))
        for table, column, parent, needed in connection.execute(REFERENCES)
        if table not in UNLOGGED
    )


def astray(
    connection: sqlite3.Connection, touched: Mapping[str, int]
) -> Reference | None:
    """A foreign key that names nothing in some record, if there is one.

    `touched` are the tables to look at, each with the first id that matters.
    """
    for link in references(connection):
        if link.table in touched:
            question = names_nothing(link.table, link.column, link.parent)
            if connection.execute(question, (touched[link.table],)).fetchone():
                return link
    return None


def owning(connection: sqlite3.Connection) -> tuple[Reference, ...]:
    """The foreign keys that make a record belong to another."""
    return tuple(
        link
        for link in references(connection)
        if link.needed or (link.table, link.column) == DOCUMENT_OWNER
    )


def stored(
    connection: sqlite3.Connection, table: str, record_id: int
) -> dict[str, Any] | None:
    """A record's columns but the id, exactly as stored."""
    answer = connection.execute(select_one(table), (record_id,))
    row = answer.fetchone()
    if row is None:
        return None
    names = [column[0] for column in answer.description]
    return {n: v for n, v in zip(names, row, strict=True) if n != "id"}


def found(connection: sqlite3.Connection, table: str, record_id: int) -> dict[str, Any]:
    """A record's columns but the id, or the refusal that there is none."""
    values = stored(connection, table, record_id)
    if values is None:
        raise NotFound(f"There is no {table} {record_id}.")
    return values


def said(values: Mapping[str, Any]) -> dict[str, Any]:
    """A record without the columns that hold nothing."""
    return {name: value for name, value in values.items() if value is not None}


@cache
def quoted(name: str) -> str:
    """A name as SQL reads it, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


@cache
def select_one(table: str) -> str:
    """The question for one record."""
    return f"SELECT * FROM {quoted(table)} WHERE id = ?"  # noqa: S608


@cache
def select_all(table: str) -> str:
    """The question for all records of a table, by id."""
    return f"SELECT * FROM {quoted(table)} ORDER BY id"  # noqa: S608


@cache
def select_by(table: str, column: str) -> str:
    """The question for the ids of records that refer to one."""
    return f"SELECT id FROM {quoted(table)} WHERE {quoted(column)} = ?"  # noqa: S608


@cache
def names_nothing(table: str, column: str, parent: str) -> str:
    """The question whether a record, from an id on, names one that is not there.

    Sorted first, since looking here and there in a large table costs four times as
    much; the plus keeps an index from being read to the end for that.
    """
    return (
        f"SELECT 1 FROM (SELECT {quoted(column)} AS named FROM {quoted(table)} "  # noqa: S608
        f"WHERE id >= ? AND {quoted(column)} IS NOT NULL ORDER BY +{quoted(column)}) "
        f"WHERE named NOT IN (SELECT id FROM {quoted(parent)}) LIMIT 1"
    )


@cache
def count_of(table: str) -> str:
    """The question how many records there are."""
    return f"SELECT count(*) FROM {quoted(table)}"  # noqa: S608


@cache
def insert_into(table: str, columns: tuple[str, ...], rows: int = 1) -> str:
    """The statement that puts a record back, or as many as `rows` at once."""
    names = ", ".join(quoted(column) for column in columns)
    marks = f"({', '.join('?' for _ in columns)})"
    values = ", ".join([marks] * rows)
    return f"INSERT INTO {quoted(table)} ({names}) VALUES {values}"  # noqa: S608


def portioned(
    table: str, columns: tuple[str, ...], values: Sequence[Any]
) -> Iterator[tuple[str, Sequence[Any]]]:
    """The statements that put many rows in, each with its part of the values.

    The rows' values stand one behind the other. Statements are of few sizes, so that
    each is compiled once.
    """
    width, start = len(columns), 0
    for rows in TOGETHER:
        if rows * width > MOST_PARAMETERS:
            continue
        statement = insert_into(table, columns, rows)
        while len(values) - start >= rows * width:
            yield statement, values[start : start + rows * width]
            start += rows * width


def insert(
    connection: sqlite3.Connection, table: str, values: Mapping[str, Any]
) -> None:
    """Put a record back as it was."""
    connection.execute(insert_into(table, tuple(values)), tuple(values.values()))


def update(
    connection: sqlite3.Connection,
    table: str,
    record_id: int,
    values: Mapping[str, Any],
) -> None:
    """Give some columns of a record their stored values back."""
    sets = ", ".join(f"{quoted(name)} = ?" for name in values)
    connection.execute(
        f"UPDATE {quoted(table)} SET {sets} WHERE id = ?",  # noqa: S608
        (*values.values(), record_id),
    )


def delete(connection: sqlite3.Connection, table: str, record_id: int) -> None:
    """Take a record away."""
    connection.execute(
        f"DELETE FROM {quoted(table)} WHERE id = ?",  # noqa: S608
        (record_id,),
    )
