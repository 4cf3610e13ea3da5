"""Many records at once: the same tables and the same log, without an object per row."""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from json.encoder import encode_basestring
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from wioatrack.store.reading import Answers
from wioatrack.store.tables import quoted

if TYPE_CHECKING:
    from sqlmodel import SQLModel

    from wioatrack.store.writing import Store

NEXT_LOAD = "SELECT coalesce(max(id), 0) + 1 AS id FROM load"
ADD_LOAD = "INSERT INTO load (id, invocation_id, noun, sha256) VALUES (?, ?, ?, ?)"
ADD_ORIGIN = "INSERT INTO load_row (load_id, line, hash, record_id) VALUES (?, ?, ?, ?)"
WIDE = "PRAGMA cache_size = -65536"
COUNTER = "SELECT seq FROM sqlite_sequence WHERE name = :table"


def widen(store: "Store") -> None:
    """Let a long transaction keep its pages in memory: writing them out early costs

    a sync each time.
    """
    store.connection.execute(WIDE)


def next_id(store: Answers, table: str) -> int:
    """The id that the next record gets; ids are never given twice."""
    row = store.one(COUNTER, table=table)
    return 1 if row is None else int(row["seq"]) + 1


@cache
def statement(
    model: "type[SQLModel]", columns: tuple[str, ...]
) -> tuple[str, Callable[[tuple[Any, ...]], tuple[Any, ...]]]:
    """The insert that SQLModel's table compiles to, and what puts a row in its order."""
    from sqlalchemy import insert
    from sqlalchemy.dialects.sqlite import dialect

    table = model.__table__  # type: ignore[attr-defined]
    compiled = insert(table).compile(
        dialect=dialect(paramstyle="qmark"), column_keys=columns
    )
    order = [columns.index(name) for name in compiled.positiontup or ()]
    return str(compiled), itemgetter(*order)


def keep_many(
    store: "Store",
    model: "type[SQLModel]",
    columns: tuple[str, ...],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """File records with ids of their own, and log each, all in stored form.

    `columns` begins with the id.
    """
    if not rows:
        return
    connection = store.connection
    insert, ordered = statement(model, columns)
    connection.executemany(insert, map(ordered, rows))
    noun = str(model.__tablename__)
    store.log.write_made(store.acting, noun, bodies(columns, rows))


def bodies(
    columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
) -> list[tuple[int, str]]:
    """Each id with the payload of the log: what is kept, by name, empty ones left out.

    As `Change.body` writes it, with each piece of text made once.
    """
    by_column = list(zip(*rows, strict=True))
    order = sorted((name, place) for place, name in enumerate(columns) if place)
    pieces = [told(name, by_column[place]) for name, place in order]
    texts = [",".join(filter(None, row)) for row in zip(*pieces, strict=True)]
    return [
        (number, '{"after":{' + text + "}}")
        for number, text in zip(by_column[0], texts, strict=True)
    ]


def told(name: str, values: tuple[Any, ...]) -> list[str]:
    """One column of a payload: the name and the value, or nothing for no value."""
    known = {None: ""}
    for value in set(values):
        if value is not None:
            words = encode_basestring(value) if isinstance(value, str) else value
            known[value] = f'"{name}":{words}'
    return [known[value] for value in values]


def standing(store: Answers, table: str, ids: Collection[int]) -> set[int]:
    """Which of these records are on file."""
    question = (
        f"SELECT id FROM {quoted(table)} "  # noqa: S608
        "WHERE id IN (SELECT value FROM json_each(:ids))"
    )
    return {row["id"] for row in store.ask(question, ids=json.dumps(sorted(ids)))}


@cache
def record_named(table: str, column: str) -> str:
    """The question for the record that has a value of its own in a column."""
    return (
        f"SELECT id FROM {quoted(table)} "  # noqa: S608
        f"WHERE {quoted(column)} = :value"
    )


def open_load(store: "Store", noun: str, sha256: str) -> int:
    """Begin to remember where the records of one file come from."""
    row = store.one(NEXT_LOAD)
    load = 1 if row is None else int(row["id"])
    store.connection.execute(ADD_LOAD, (load, store.invocation, noun, sha256))
    return load


def keep_origins(
    store: "Store", load: int, rows: Iterable[tuple[int, int, int]]
) -> None:
    """Line, hash and record of each row that was loaded."""
    store.connection.executemany(ADD_ORIGIN, ((load, *row) for row in rows))


def change_many(
    store: "Store",
    table: str,
    changes: Iterable[tuple[int, dict[str, Any]]],
    stamp: dict[str, Any],
) -> None:
    """Give many records new values in stored form, each logged with what it was.

    `stamp` is what every one of them shows beside: who changed it, and when.
    """
    from wioatrack.store.changes import Change
    from wioatrack.store.tables import stored, update

    for record_id, new in changes:
        now = stored(store.connection, table, record_id) or {}
        after = {n: v for n, v in (new | stamp).items() if now[n] != v}
        before = {name: now[name] for name in after}
        update(store.connection, table, record_id, after)
        store.record(Change(table, record_id, "changed", before=before, after=after))
