"""Many records at once: the same tables and the same log, without an object per row."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from wioatrack.store.reading import Answers
from wioatrack.store.tables import portioned, quoted

if TYPE_CHECKING:
    from wioatrack.store.writing import Store

# Columns are of one type each (STRICT), and values in stored form.
Columns = Mapping[str, Sequence[Any]]
NEXT_LOAD = "SELECT coalesce(max(id), 0) + 1 AS id FROM load"
ADD_LOAD = "INSERT INTO load (id, invocation_id, noun, sha256) VALUES (?, ?, ?, ?)"
WIDE = "PRAGMA cache_size = -65536"
COUNTER = "SELECT seq FROM sqlite_sequence WHERE name = :table"


def widen(store: "Store") -> None:
    """Let a long transaction keep its pages in memory.

    Writing them out early costs a sync each time.
    """
    store.connection.execute(WIDE)


def next_id(store: Answers, table: str) -> int:
    """The id that the next record gets; ids are never given twice."""
    row = store.one(COUNTER, table=table)
    return 1 if row is None else int(row["seq"]) + 1


def keep_many(store: "Store", table: str, columns: Columns) -> None:
    """File records with ids of their own, and log each, all in stored form.

    `columns` has as many values under each name, `id` among them; no table has a
    default, so a column that holds nothing at all may be left out or not.
    """
    there = {name: values for name, values in columns.items() if is_used(values)}
    if there:
        # The log first: it asks for its end before anything is written behind.
        store.log.write_made(store.acting, table, columns["id"], bodies(there))
        put_rows(store, table, there)


def put_rows(store: "Store", table: str, columns: Columns) -> None:
    """Put rows into a table, past the log."""
    values = list(chain.from_iterable(zip(*columns.values(), strict=True)))
    for statement, some in portioned(table, tuple(columns), values):
        store.put(statement, some)


def is_used(values: Sequence[Any]) -> bool:
    """Whether a column holds anything."""
    return bool(values) and (values[0] is not None or values.count(None) < len(values))


def bodies(columns: Columns) -> list[str]:
    """The payloads of the log: what is kept, by name, empty ones left out.

    As `Change.body` writes it, with each piece of text made once.
    """
    shape = []
    pieces: list[Iterable[Any]] = []
    for name in sorted(columns.keys() - {"id"}):
        values = columns[name]
        if not is_used(values):
            continue
        if not all(values) and None in values:
            shape.append("%s")
            pieces.append(told(name, values))
        elif values[0] == values[-1] and values.count(values[0]) == len(values):
            piece = f'"{name}":{as_json(values[0])},'
            shape.append(piece.replace("%", "%%"))
        else:
            shape.append(f'"{name}":%s,')
            pieces.append(worded(values))
    whole = '{"after":{' + "".join(shape)
    if not pieces:
        return [(whole % ())[:-1] + "}}"] * len(columns["id"])
    rows = zip(*pieces, strict=True)
    if shape[-1] == "%s":
        # Each piece ends in a comma, since the one behind it may be empty.
        return [(whole % row)[:-1] + "}}" for row in rows]
    whole = whole[:-1] + "}}"
    return [whole % row for row in rows]


def told(name: str, values: Sequence[Any]) -> list[str]:
    """A column with gaps: the name and the value, or nothing for no value."""
    known = {value: f'"{name}":{as_json(value)},' for value in set(values)}
    known[None] = ""
    return [known[value] for value in values]


def worded(values: Sequence[Any]) -> Iterable[str | int]:
    """A column without gaps; each piece of text is made once where they repeat."""
    if isinstance(values[0], int):
        return values
    distinct = set(values)
    if 2 * len(distinct) > len(values):
        return map(encode_basestring, values)
    return map(
        {value: encode_basestring(value) for value in distinct}.__getitem__, values
    )


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
    store: "Store",
    load: int,
    lines: Sequence[int],
    hashes: Sequence[int],
    records: Sequence[int],
) -> None:
    """Line, hash and record of each row that was loaded."""
    same = [load] * len(lines)
    columns = {"load_id": same, "line": lines, "hash": hashes, "record_id": records}
    put_rows(store, "load_row", columns)


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
