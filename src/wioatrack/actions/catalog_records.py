"""Entries of the catalogue: as stored, as editors and as the public see them."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from wioatrack.actions.results import Record
from wioatrack.actions.roles import Actor, Duty, Role
from wioatrack.entries.catalog import CatalogEntry
from wioatrack.entries.catalog_kinds import Program, Relation, Skill
from wioatrack.errors import NotFound, NotPermitted
from wioatrack.lean import dataclass
from wioatrack.rulebooks import load_list
from wioatrack.rulebooks.occupations import titles_of
from wioatrack.rulebooks.search import folded
from wioatrack.store import Answers

PUBLISHED = "published"
LAST = """(SELECT max(number) FROM catalog_revision
           WHERE catalog_entry_id = e.id)"""
ROW = f"""
SELECT e.*, r.number AS public_revision, r.published_on, r.published_by, r.body,
       {LAST} AS revision
  FROM catalog_entry e LEFT JOIN catalog_revision r ON r.id = e.revision_id
 WHERE e.id = :id
"""  # noqa: S608
OCCUPATIONS = (
    "SELECT * FROM catalog_occupation WHERE catalog_entry_id = :id ORDER BY id"
)
SECTORS = "SELECT * FROM catalog_sector WHERE catalog_entry_id = :id ORDER BY id"
RELATIONS = """
SELECT n.*, t.ctid, coalesce(r.name, t.name) AS name, t.status
  FROM catalog_relation n
  LEFT JOIN catalog_entry t ON t.id = n.target_id
  LEFT JOIN catalog_revision r ON r.id = t.revision_id
 WHERE n.catalog_entry_id = :id ORDER BY n.id
"""
SKILLS = "SELECT * FROM catalog_skill WHERE catalog_entry_id = :id ORDER BY id"
PROGRAMS = "SELECT * FROM catalog_program WHERE catalog_entry_id = :id ORDER BY id"
NOTES = "SELECT * FROM catalog_note WHERE catalog_entry_id = :id ORDER BY id"
IS_PUBLIC = "SELECT 1 FROM catalog_entry WHERE ctid = :ctid AND revision_id IS NOT NULL"
DETAILS = ("name", "type", "description", "issuer", "page", "language",
           "credential_status")  # fmt: skip
RELATION_FIELDS = ("related", "required")


@dataclass(frozen=True, slots=True)
class Parts:
    """The rows below one entry, by the list that they belong to."""

    occupation: tuple[Record, ...]
    sector: tuple[Record, ...]
    relation: tuple[Record, ...]
    skill: tuple[Record, ...]
    program: tuple[Record, ...]
    note: tuple[Record, ...]


def edits(acting: Actor) -> bool:
    """Whether the actor is one of the editors, who see drafts and notes."""
    return acting.may(Duty.CATALOG)


def require_own(acting: Actor, row: Record) -> None:
    """An issuer writes entries of the own organization only (D45); one without an

    organization writes what that user began.
    """
    if acting.role is not Role.ISSUER:
        return
    if acting.organization is None:
        if row["created_by"] != acting.name:
            raise NotPermitted(
                "This entry was begun by somebody else.",
                "A manager says whom you write for: wioatrack user edit "
                f"{acting.name} --organization NAME",
            )
    else:
        require_own_issuer(acting, row["issuer"])


def require_own_issuer(acting: Actor, issuer: str | None) -> None:
    """Nobody issues in the name of another organization."""
    if acting.role is not Role.ISSUER or acting.organization is None:
        return
    if folded(issuer or "") != folded(acting.organization):
        raise NotPermitted(
            "This entry belongs to another organization than yours.",
            f"You write for {acting.organization}.",
        )


def find_entry(store: Answers, acting: Actor, catalog_id: int) -> Record:
    """One entry as stored; a draft is as absent as none to whoever is no editor."""
    row = store.one(ROW, id=catalog_id)
    if row is None or not (edits(acting) or row["status"] == PUBLISHED):
        raise no_entry(catalog_id)
    return row


def no_entry(catalog_id: int | str, option: str = "") -> NotFound:
    return NotFound(
        f"{option}There is no entry {catalog_id} in the catalogue.",
        "`wioatrack catalog list` shows the ids.",
    )


def parts_of(store: Answers, catalog_id: int) -> Parts:
    """Everything that is listed below an entry."""
    return Parts(
        *(
            tuple(store.ask(question, id=catalog_id))
            for question in (OCCUPATIONS, SECTORS, RELATIONS, SKILLS, PROGRAMS, NOTES)
        )
    )


def entry_of(row: Record, parts: Parts) -> CatalogEntry:
    """A stored entry as the one it was made from."""
    return CatalogEntry(
        **{name: row[name] for name in DETAILS},
        class_=row["ctdl_class"],
        occupation=tuple(one["code"] for one in parts.occupation),
        sector=tuple(one["sector"] for one in parts.sector),
        related=relations(parts, "related"),
        required=relations(parts, "required"),
        skill=tuple(
            Skill(one["name"], one["value_hundredths"], one["unit"], one["meaning"])
            for one in parts.skill
        ),
        program=tuple(
            Program(one["name"], one["provider"], one["cip"]) for one in parts.program
        ),
        note=tuple(one["text"] for one in parts.note),
    )


def relations(parts: Parts, kind: str) -> tuple[Relation, ...]:
    return tuple(
        Relation(one["target_id"], one["cip"], one["type"])
        for one in parts.relation
        if one["kind"] == kind
    )


def present(entry: CatalogEntry) -> frozenset[str]:
    """The fields that have a value, by their names."""
    return frozenset(name.rstrip("_") for name, value in asdict(entry).items() if value)


def described(row: Record, parts: Parts) -> Record:
    """What an entry says about the credential, and nothing about us: no note, no id of

    a person. This is what a published revision holds.
    """
    entry = entry_of(row, parts)
    return {
        "ctid": row["ctid"],
        "name": entry.name,
        "type": entry.type,
        "type_label": load_list("credential-type").label(entry.type),
        "class": entry.class_,
        "description": entry.description,
        "issuer": entry.issuer,
        "page": entry.page,
        "language": entry.language,
        "credential_status": entry.credential_status,
        "occupation": [
            {"code": one["code"], "title": one["title"]} for one in parts.occupation
        ],
        "sector": [
            {"code": code, "label": load_list("sector").label(code)}
            for code in entry.sector
        ],
        **{
            kind: [relation_of(one) for one in parts.relation if one["kind"] == kind]
            for kind in RELATION_FIELDS
        },
        "skill": [skill_of(skill) for skill in entry.skill],
        "program": [asdict(program) for program in entry.program],
    }


def relation_of(row: Record) -> Record:
    """Another credential, as JSON has it."""
    if row["target_id"] is not None:
        return {"catalog": row["target_id"], "ctid": row["ctid"], "name": row["name"]}
    label = load_list("credential-type").label(row["type"])
    return {"cip": row["cip"], "type": row["type"], "type_label": label}


def skill_of(skill: Skill) -> Record:
    """A skill as JSON has it, its value a number."""
    value: float | None = None
    if skill.value_hundredths is not None:
        value = skill.value_hundredths / 100
        value = int(value) if value.is_integer() else value
    return {
        "name": skill.name,
        "value": value,
        "unit": skill.unit,
        "meaning": skill.meaning,
    }


def searched(entry: CatalogEntry, ctid: str) -> str:
    """The words that a search looks through, without case."""
    lists = load_list("sector"), load_list("credential-type")
    words = (
        entry.name,
        entry.issuer or "",
        lists[1].label(entry.type),
        *titles_of(entry.occupation).values(),
        *entry.occupation,
        *(lists[0].label(code) for code in entry.sector),
        *(skill.name for skill in entry.skill),
        *(f"{program.name} {program.provider}" for program in entry.program),
        ctid,
    )
    return " | ".join(folded(word) for word in words if word)


def record_of(store: Answers, acting: Actor, row: Record) -> Record:
    """An entry as the actor may see it: an editor as it is being written, with notes;

    everybody else as it was last published.
    """
    if not edits(acting):
        return public_record(store, row, body_in(row))
    parts = parts_of(store, row["id"])
    now = described(row, parts)
    return (
        standing(row)
        | now
        | {
            "note": [
                {"text": one["text"], "by": one["created_by"], "on": one["created_on"]}
                for one in parts.note
            ],
            "changed_since_published": bool(row["body"]) and body_in(row) != now,
            "created_on": row["created_on"],
            "created_by": row["created_by"],
            "updated_on": row["updated_on"],
            "updated_by": row["updated_by"],
        }
    )


def standing(row: Record) -> Record:
    """Which entry it is, and who can see it. `revision` is the last one published."""
    return {
        "id": row["id"],
        "status": row["status"],
        "revision": row["revision"],
        "published_on": row["published_on"],
    }


def public_record(store: Answers, row: Record, body: Record) -> Record:
    """A published revision, naming no entry that is not published itself."""
    return standing(row) | seen_by_all(body, is_public(store))


def seen_by_all(body: Record, visible: Callable[[str], bool]) -> Record:
    """The body without relations to entries that nobody outside can see."""
    return body | {
        kind: [one for one in body[kind] if "cip" in one or visible(one["ctid"])]
        for kind in RELATION_FIELDS
    }


def is_public(store: Answers) -> Callable[[str], bool]:
    """Whether an entry is published, by its CTID."""
    return lambda ctid: store.one(IS_PUBLIC, ctid=ctid) is not None


def body_in(row: Record) -> Record:
    """What a revision says."""
    body: Record = json.loads(row["body"])
    return body


def unpublished(parts: Parts) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The entries that an entry names, and those among them that are not published."""
    named = [one for one in parts.relation if one["target_id"] is not None]
    hidden = [one for one in named if one["status"] != PUBLISHED]
    return ids_of(named), ids_of(hidden)


def ids_of(rows: Iterable[Record]) -> tuple[int, ...]:
    ids: dict[int, Any] = dict.fromkeys(row["target_id"] for row in rows)
    return tuple(ids)
