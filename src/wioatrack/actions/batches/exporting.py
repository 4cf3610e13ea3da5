"""`export NOUN`: records as rows that `import NOUN` takes back."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from wioatrack.actions.batches.nouns import BECAUSE, WAIVE, Noun
from wioatrack.actions.batches.register import noun_named
from wioatrack.actions.cases import sees_person
from wioatrack.actions.desk import Desk
from wioatrack.actions.roles import Actor, actor
from wioatrack.entries.fields import Field
from wioatrack.lean import dataclass
from wioatrack.rulebooks import UnknownCode, load_list
from wioatrack.store import Answers, Row
from wioatrack.store.tables import quoted

AT_ONCE = 500
Cell = str | tuple[str, ...]
# Whose a record is, by the way its table says it.
APPLICATION = "a.number"
PERSON = "coalesce(p.state_id, p.individual_number, p.username)"
OF_CASES = """ LEFT JOIN application a ON a.id = {application}
 LEFT JOIN participant p ON p.id = a.participant_id"""
OF_SERVICE = "(SELECT z.application_id FROM service z WHERE z.id = {service})"
SUFFIXES = ("", "_id", "_cents", "_hundredths")
# Another database gives other ids, so a record is named by what it is.
SERVICE = """(SELECT CASE
  WHEN 1 = (SELECT count(*) FROM service o WHERE o.application_id = s.application_id
    AND o.activity = s.activity
    AND coalesce(o.start, o.planned_start, '') = coalesce(s.start, s.planned_start, ''))
    THEN s.activity || '@' || coalesce(s.start, s.planned_start, '')
  WHEN s.external_id IS NOT NULL AND 1 = (SELECT count(*) FROM service o
    WHERE o.application_id = s.application_id AND o.external_id = s.external_id)
    THEN '#' || s.external_id
  ELSE s.id END FROM service s WHERE s.id = {id})"""
GOAL = """(SELECT CASE WHEN 1 = (SELECT count(*) FROM goal o
    WHERE o.application_id = g.application_id AND o.statement = g.statement)
  THEN g.statement ELSE g.id END FROM goal g WHERE g.id = {id})"""
ASSESSMENT = """(SELECT CASE WHEN 1 = (SELECT count(*) FROM assessment o
    WHERE o.application_id = x.application_id AND o.name = x.name AND o.date IS x.date)
  THEN x.name || '@' || coalesce(x.date, '') ELSE x.id END
  FROM assessment x WHERE x.id = {id})"""
NAMED = """(SELECT CASE WHEN 1 = (SELECT count(*) FROM {table} o WHERE o.name = x.name)
  THEN x.name ELSE x.id END FROM {table} x WHERE x.id = {{id}})"""
JOB = """(SELECT CASE WHEN 1 = (SELECT count(*) FROM job o
    JOIN worksite v ON v.id = o.worksite_id WHERE o.title = x.title AND v.name = w.name)
  THEN x.title || '@' || w.name ELSE x.id END
  FROM job x JOIN worksite w ON w.id = x.worksite_id WHERE x.id = {id})"""
KEYS = {
    "service": SERVICE,
    "goal": GOAL,
    "assessment": ASSESSMENT,
    "employer": NAMED.format(table="employer"),
    "worksite": NAMED.format(table="worksite"),
    "job": JOB,
}
ORIGIN = """SELECT l.sha256, r.line FROM load_row r JOIN load l ON l.id = r.load_id
 WHERE l.noun = :noun AND r.record_id = :id ORDER BY l.id LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Exported:
    """The columns and the rows, each cell as it would be typed."""

    noun: str
    columns: tuple[str, ...]
    rows: Iterator[tuple[Cell, ...]]


@contextmanager
def exported(
    desk: Desk, noun_name: str, *, provenance: bool = False
) -> Iterator[Exported]:
    """Every record of a noun that the acting user sees, in the order it was made."""
    noun = noun_named(noun_name)
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(noun.reads)
        beside = ("import_file", "import_line") if provenance else ()
        names = tuple(c.name for c in noun.columns if c.name not in (WAIVE, BECAUSE))
        rows = records(store, acting, noun, provenance=provenance)
        yield Exported(noun.name, (*names, *beside), rows)


def records(
    store: Answers, acting: Actor, noun: Noun, *, provenance: bool = False
) -> Iterator[tuple[Cell, ...]]:
    """The rows of a noun, read a few hundred at a time."""
    columns = [c for c in noun.columns if c.name not in (WAIVE, BECAUSE)]
    question, last = question_of(store, noun, columns), 0
    seen: dict[int, bool] = {}
    while rows := store.ask(question, last=last, limit=AT_ONCE):
        for row in rows:
            if not visible(store, acting, noun, row, seen):
                continue
            cells = [said(row, column) for column in columns]
            if provenance:
                came = store.one(ORIGIN, noun=noun.table, id=row["id of record"]) or {}
                cells += [came.get("sha256", ""), str(came.get("line", ""))]
            yield tuple(cells)
        last = rows[-1]["id of record"]


def kept_as(store: Answers, noun: Noun, record_id: int) -> dict[str, Cell]:
    """One record as a row of an export, by column."""
    columns = [c for c in noun.columns if c.name not in (WAIVE, BECAUSE)]
    question = question_of(store, noun, columns)
    rows = store.ask(question, last=record_id - 1, limit=1)
    return {c.name: said(row, c) for row in rows[:1] for c in columns}


def visible(
    store: Answers, acting: Actor, noun: Noun, row: Row, seen: dict[int, bool]
) -> bool:
    """Whether the record's case is the actor's to see; what has no case is everybody's."""
    person = row["id of person"]
    if person is None:
        return True
    if noun.name in ("participant", "application"):
        if person not in seen:
            seen[person] = sees_person(store, acting, person)
        return seen[person]
    return acting.sees(
        {
            "participant_id": person,
            "office": row["office of case"],
            "provider": row["provider of case"],
        }
    )


def question_of(store: Answers, noun: Noun, columns: list[Field]) -> str:
    """The question for some hundred records after one, with a column per field."""
    kept = table_columns(store, noun.table)
    parts = [f'{expression(noun, one, kept)} AS "{one.name}"' for one in columns]
    parts += [
        f't."{one.name}_label" AS "{one.name} as entered"'
        for one in columns
        if f"{one.name}_label" in kept and one.kind.list_name
    ]
    whose = 'p.id AS "id of person", a.office AS "office of case",'
    only = f" AND {noun.only}" if noun.only else ""
    return f"""SELECT t.id AS "id of record", {whose}
       a.provider AS "provider of case", {", ".join(parts)}
  FROM {quoted(noun.table)} t{joins(noun, kept)}
 WHERE t.id > :last{only} ORDER BY t.id LIMIT :limit"""  # noqa: S608


def table_columns(store: Answers, table: str) -> set[str]:
    """The columns of a table."""
    rows = store.ask("SELECT name FROM pragma_table_info(:table)", table=table)
    return {row["name"] for row in rows}


def joins(noun: Noun, kept: set[str]) -> str:
    """The way from a record to its case and its person."""
    if noun.name == "participant":
        return (
            " LEFT JOIN participant p ON p.id = t.id"
            " LEFT JOIN application a ON a.id = NULL"
        )
    if noun.name == "application":
        return OF_CASES.format(application="t.id")
    if "application_id" in kept:
        return OF_CASES.format(application="t.application_id")
    service = noun.kept.get("service", "t.service_id" if "service_id" in kept else "")
    if service:
        of = OF_SERVICE.format(service=service)
        return OF_CASES.format(application=of)
    return OF_CASES.format(application="NULL")


def expression(noun: Noun, column: Field, kept: set[str]) -> str:
    """Where a field's value is kept."""
    if column.name == "application":
        return APPLICATION
    if column.name == "participant" and "participant" in noun.leads:
        return PERSON
    where = noun.kept.get(column.name)
    if where is None:
        places = [column.name + suffix for suffix in SUFFIXES]
        where = next((f't."{place}"' for place in places if place in kept), "NULL")
    if column.name in noun.refers:
        return KEYS[noun.refers[column.name]].format(id=where)
    return where


def said(row: Row, column: Field) -> Cell:
    """A stored value as the words that would make it again."""
    value: Any = row[column.name]
    if value is None:
        return () if column.many else ""
    if column.many:
        return tuple(json.loads(value))
    if column.kind.list_name:
        return entered(row, column, str(value))
    if isinstance(value, int) and column.kind.say is not str:
        return column.kind.say(value)
    return str(value)


def entered(row: Row, column: Field, code: str) -> str:
    """The words that a code was given by, while its list still knows them."""
    words = row.get(f"{column.name} as entered")
    if words and column.kind.list_name != "profile":
        try:
            if load_list(column.kind.list_name).find(words) == code:
                return str(words)
        except UnknownCode:
            return code
    return code
