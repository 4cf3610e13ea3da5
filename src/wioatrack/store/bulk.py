"""Many records at once: the same tables and the same log, without an object per row."""

import json
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from json.encoder import encode_basestring
from types import NoneType
from typing import TYPE_CHECKING, Any

from wioatrack.store.reading import Answers
from wioatrack.store.tables import insert_into, quoted

if TYPE_CHECKING:
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


def keep_many(
    store: "Store",
    table: str,
    columns: tuple[str, ...],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """File records with ids of their own, and log each, all in stored form.

    `columns` begins with the id; the rows are in its order.
    """
    if not rows:
        return
    store.connection.executemany(insert_into(table, columns), rows)
    store.log.write_made(store.acting, table, bodies(columns, rows))


def bodies(
    columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
) -> list[tuple[int, str]]:
    """Each id with the payload of the log: what is kept, by name, empty ones left out.

    As `Change.body` writes it, with each piece of text made once.
    """
    by_column = list(zip(*rows, strict=True))
    order = sorted((name, place) for place, name in enumerate(columns) if place)
    pieces: list[Iterable[Any]] = []
    shape = []
    for name, place in order:
        values = by_column[place]
        kinds = set(map(type, values))
        if kinds == {NoneType}:
            continue
        if NoneType in kinds:
            shape.append("%s")
            pieces.append(told(name, values))
        else:
            shape.append(f'"{name}":%s,')
            pieces.append(values if kinds == {int} else worded(values))
    # Each piece ends in a comma, since the one behind it may be empty.
    whole = '{"after":{' + "".join(shape)
    return [
        (number, (whole % row)[:-1] + "}}")
        for number, row in zip(by_column[0], zip(*pieces, strict=True), strict=True)
    ]


def told(name: str, values: Sequence[Any]) -> list[str]:
    """A column with gaps: the name and the value, or nothing for no value."""
    known = {value: f'"{name}":{as_json(value)},' for value in set(values)}
    known[None] = ""
    return [known[value] for value in values]


def worded(values: Sequence[Any]) -> Iterable[str | int]:
    """A column without gaps; each piece of text is made once where they repeat."""
    distinct = set(values)
    if 2 * len(distinct) > len(values):
        return map(as_json, values)
    return map({value: as_json(value) for value in distinct}.__getitem__, values)


def as_json(value: Any) -> Any:
    """A stored value as JSON writes it."""
    return encode_basestring(value) if isinstance(value, str) else value


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
