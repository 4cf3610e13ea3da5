"""`export NOUN`: records as rows that `import NOUN` takes back."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from wioatrack.actions.batches.kept import WAIVED
from wioatrack.actions.batches.naming import Names
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
# Whose a record is, by the first of a person's ids that names nobody else.
NOBODY_ELSE = """NOT EXISTS (SELECT 1 FROM participant o WHERE o.id <> p.id
  AND (o.state_id = {id} OR o.individual_number = {id}
    OR o.username = {id} COLLATE NOCASE))"""
NO_CASE = """NOT EXISTS (SELECT 1 FROM application o WHERE o.number = {id}
  AND o.participant_id <> p.id)"""
IDS = ("p.state_id", "p.individual_number", "p.username")
OWN = " ".join(
    f"WHEN {id} IS NOT NULL AND {NOBODY_ELSE.format(id=id)} AND {NO_CASE.format(id=id)}"
    f" THEN {id}"
    for id in IDS
)
PERSON = f"CASE {OWN} ELSE coalesce({', '.join(IDS)}) END"
# The number of the application, unless it is the id of somebody else.
APPLICATION = f"""CASE WHEN {NOBODY_ELSE.format(id="a.number")} THEN a.number
 WHEN 1 = (SELECT count(*) FROM application o WHERE o.participant_id = p.id)
 THEN {PERSON} ELSE a.number END"""  # noqa: S608
OF_CASES = """ LEFT JOIN application a ON a.id = {application}
 LEFT JOIN participant p ON p.id = a.participant_id"""
OF_SERVICE = "(SELECT z.application_id FROM service z WHERE z.id = {service})"
WAIVERS = {WAIVE: "rule", BECAUSE: "because"}
SUFFIXES = ("", "_id", "_cents", "_hundredths")
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
        names = (column.name for column in noun.columns)
        rows = records(store, acting, noun, provenance=provenance)
        yield Exported(noun.name, (*names, *beside), rows)


def records(
    store: Answers, acting: Actor, noun: Noun, *, provenance: bool = False
) -> Iterator[tuple[Cell, ...]]:
    """The rows of a noun, read a few hundred at a time."""
    columns = noun.columns
    question, last = question_of(store, noun), 0
    seen: dict[int, bool] = {}
    names = Names(store)
    while rows := store.ask(question, last=last, limit=AT_ONCE):
        learn(names, noun, rows)
        for row in rows:
            if not visible(store, acting, noun, row, seen):
                continue
            cells = [said(noun, row, column, names) for column in columns]
            if provenance:
                came = store.one(ORIGIN, noun=noun.table, id=row["id of record"]) or {}
                cells += [came.get("sha256", ""), str(came.get("line", ""))]
            yield tuple(cells)
        last = rows[-1]["id of record"]


def kept_as(store: Answers, noun: Noun, record_id: int) -> dict[str, Cell]:
    """One record as a row of an export, by column."""
    question = question_of(store, noun)
    rows = store.ask(question, last=record_id - 1, limit=1)
    names = Names(store)
    learn(names, noun, rows)
    return {
        column.name: said(noun, row, column, names)
        for row in rows[:1]
        for column in noun.columns
    }


def learn(names: Names, noun: Noun, rows: list[Row]) -> None:
    """Look up what the rows refer to, all at once."""
    for column, parent in noun.refers.items():
        names.learn(parent, {row[column] for row in rows if row[column] is not None})


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


def question_of(store: Answers, noun: Noun, where: str = "t.id > :last") -> str:
    """The question for some records, by default the next, with a column per field."""
    kept, columns = table_columns(store, noun.table), noun.columns
    parts = [f'{expression(noun, one, kept)} AS "{one.name}"' for one in columns]
    parts += [
        f't."{one.name}_label" AS "{one.name} as entered"'
        for one in columns
        if f"{one.name}_label" in kept and one.kind.list_name
    ]
    whose = """p.id AS "id of person", a.id AS "id of case",
       a.profile AS "profile of case", a.office AS "office of case","""
    only = f" AND {noun.only}" if noun.only else ""
    return f"""SELECT t.id AS "id of record", {whose}
       a.provider AS "provider of case", {", ".join(parts)}
  FROM {quoted(noun.table)} t{joins(noun, kept)}
 WHERE {where}{only} ORDER BY t.id LIMIT :limit"""  # noqa: S608


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
    if noun.waivers and column.name in WAIVERS:
        return WAIVED.format(column=WAIVERS[column.name], noun=noun.name)
    where = noun.kept.get(column.name)
    if where is None:
        places = [column.name + suffix for suffix in SUFFIXES]
        where = next((f't."{place}"' for place in places if place in kept), "NULL")
    return where


def said(noun: Noun, row: Row, column: Field, names: Names) -> Cell:
    """A stored value as the words that would make it again."""
    value: Any = row[column.name]
    if value is None:
        return () if column.many else ""
    if column.name in noun.refers:
        return names.of(noun.refers[column.name], value, row["id of case"])
    says = noun.says.get(column.name)
    if says:
        profile = row["profile of case"]
        if column.many:
            return tuple(says(one, profile) for one in json.loads(value))
        return says(value, profile)
    if column.many:
        return tuple(json.loads(value))
    if column.kind.list_name:
        return entered(noun, row, column, str(value))
    if isinstance(value, int) and column.kind.say is not str:
        return column.kind.say(value)
    return str(value)


def entered(noun: Noun, row: Row, column: Field, code: str) -> str:
    """The words that a code was given by, while they still mean it."""
    words = row.get(f"{column.name} as entered")
    if not words or column.kind.list_name == "profile":
        return code
    try:
        found = load_list(column.kind.list_name).find(words)
    except UnknownCode:
        return code
    if noun.means and found != words:
        found = noun.means(found, row)
    return str(words) if found == code else code
