"""The lists below an entry of the catalogue: joined, taken from, and kept."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from wioatrack.actions.filing import changed
from wioatrack.entries.catalog import CatalogEntry
from wioatrack.entries.fields import Field, fields_of
from wioatrack.entries.kinds import Lists, Unreadable
from wioatrack.errors import BadEntry, NotFound
from wioatrack.lean import dataclass
from wioatrack.rulebooks.occupations import titles_of

if TYPE_CHECKING:
    from wioatrack.store import Store

LISTED = ("occupation", "sector", "related", "required", "skill", "program", "note")
Key = Callable[[Any], Any]


def same_program(one: Any) -> tuple[str, str]:
    return (one.name.casefold(), one.provider.casefold())


# What makes two values of a list one; the later one takes the place of the earlier.
KEYS: Mapping[str, Key] = {
    "skill": lambda one: one.name.casefold(),
    "program": same_program,
}


def merged(entry: CatalogEntry, changes: Mapping[str, Any]) -> CatalogEntry:
    """The entry with the changes: fields replaced, lists longer; an empty list clears.

    A skill given again changes its experience (ATT-10).
    """
    values = dict(changes)
    for name in LISTED:
        if values.get(name):
            values[name] = joined(name, getattr(entry, name), values[name])
        elif name in values:
            values[name] = ()
    whole: CatalogEntry = changed(entry, values)
    return whole


def joined(name: str, kept: Iterable[Any], added: Iterable[Any]) -> tuple[Any, ...]:
    """Both, each once, in the order in which they came."""
    key = KEYS.get(name, lambda one: one)
    return tuple({key(one): one for one in (*kept, *added)}.values())


def without(
    entry: CatalogEntry, gone: Iterable[str], lists: Lists, today: date
) -> CatalogEntry:
    """The entry without what `--remove FIELD:VALUE` names."""
    by_name = {field.name: field for field in fields_of(CatalogEntry)}
    for words in gone:
        name, colon, value = words.partition(":")
        if not colon or name not in LISTED:
            raise BadEntry(
                f"--remove: {name!r} is no list of an entry.",
                f"Write FIELD:VALUE; the fields are {', '.join(LISTED)}.",
            )
        kept = [
            one
            for one in getattr(entry, name)
            if not means(by_name[name], one, value, lists, today)
        ]
        if len(kept) == len(getattr(entry, name)):
            raise NotFound(
                f"--remove: the entry has no such {name}.",
                "wioatrack catalog show prints what it has.",
            )
        entry = changed(entry, {name: tuple(kept)})
    return entry


def means(field: Field, one: Any, words: str, lists: Lists, today: date) -> bool:
    """Whether the words mean this value: as it is given, or by its name alone."""
    wanted = words.strip().casefold()
    if field.kind.say(one).casefold() == wanted:
        return True
    if getattr(one, "name", "").casefold() == wanted:
        return True
    try:
        return bool(field.kind.read(words, lists, today) == one)
    except Unreadable:
        return False


@dataclass(frozen=True, slots=True)
class Table:
    """One table below an entry: its class, and the columns that tell its rows apart."""

    model: str
    key: tuple[str, ...]
    question: str


TABLES = {
    "occupation": Table(
        "CatalogOccupation",
        ("code",),
        "SELECT * FROM catalog_occupation WHERE catalog_entry_id = :id",
    ),
    "sector": Table(
        "CatalogSector",
        ("sector",),
        "SELECT * FROM catalog_sector WHERE catalog_entry_id = :id",
    ),
    "relation": Table(
        "CatalogRelation",
        ("kind", "target_id", "cip", "type"),
        "SELECT * FROM catalog_relation WHERE catalog_entry_id = :id",
    ),
    "skill": Table(
        "CatalogSkill",
        ("name",),
        "SELECT * FROM catalog_skill WHERE catalog_entry_id = :id",
    ),
    "program": Table(
        "CatalogProgram",
        ("name", "provider"),
        "SELECT * FROM catalog_program WHERE catalog_entry_id = :id",
    ),
    "note": Table(
        "CatalogNote",
        ("text",),
        "SELECT * FROM catalog_note WHERE catalog_entry_id = :id",
    ),
}


def rows_of(entry: CatalogEntry) -> dict[str, list[dict[str, Any]]]:
    """The rows that an entry's lists are kept as."""
    return {
        "occupation": [
            {"code": code, "title": title}
            for code, title in titles_of(entry.occupation).items()
        ],
        "sector": [{"sector": sector} for sector in entry.sector],
        "relation": [
            {"kind": kind, "target_id": one.target, "cip": one.cip, "type": one.type}
            for kind in ("related", "required")
            for one in getattr(entry, kind)
        ],
        "skill": [asdict(skill) for skill in entry.skill],
        "program": [asdict(program) for program in entry.program],
        "note": [{"text": text} for text in entry.note],
    }


def keep_lists(store: "Store", catalog_id: int, entry: CatalogEntry) -> None:
    """Make the stored lists say what the entry says, changing no row that does."""
    from wioatrack.models import catalog

    for name, wanted in rows_of(entry).items():
        table = TABLES[name]
        model = getattr(catalog, table.model)
        stored = {
            key_of(row, table.key): row["id"]
            for row in store.ask(table.question, id=catalog_id)
        }
        for row in wanted:
            kept = stored.pop(key_of(row, table.key), None)
            if kept is None:
                store.keep(model(catalog_entry_id=catalog_id, **row))
            else:
                store.change(model, kept, **row)
        for row_id in stored.values():
            store.remove(model, row_id)


def key_of(row: Mapping[str, Any], columns: Iterable[str]) -> tuple[Any, ...]:
    """What tells a row from the others of its entry, without case."""
    return tuple(
        value.casefold() if isinstance(value, str) else value
        for value in (row[column] for column in columns)
    )
