"""What editors do with entries of the catalogue: add, edit, show."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from wioatrack.actions import catalog_records as records
from wioatrack.actions.catalog_lists import keep_lists, merged, without
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, file_record
from wioatrack.actions.results import Done, Record, Refused
from wioatrack.actions.roles import Actor, Duty, actor
from wioatrack.entries.catalog import CatalogEntry
from wioatrack.entries.catalog_kinds import Relation
from wioatrack.errors import BadEntry, NotFound
from wioatrack.lean import dataclass
from wioatrack.rulebooks import selectable_profiles
from wioatrack.rules import catalog as rules
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.rulebook import Rulebook
from wioatrack.store import Answers, Store

PUBLISHABLE = "catalog.publishable"
CHOSEN = "SELECT value FROM setting WHERE name = 'profile'"
BY_CTID = "SELECT id FROM catalog_entry WHERE ctid = :ctid"
EXISTS = "SELECT 1 FROM catalog_entry WHERE id = :id"
REQUIRED_OF = """
SELECT target_id FROM catalog_relation
 WHERE catalog_entry_id = :id AND kind = 'required' AND target_id IS NOT NULL
"""
REVISION = """
SELECT body, published_on FROM catalog_revision
 WHERE catalog_entry_id = :id AND number = :number
"""


@dataclass(frozen=True, slots=True)
class Writing:
    """An entry on its way to the file."""

    entry: CatalogEntry
    ctid: str
    catalog_id: int | None = None


def add_entry(desk: Desk, entry: CatalogEntry) -> Done | Refused:
    """Begin a draft (ATT-02). Its CTID is made once, and stays for ever."""
    made = entry.ctid or new_ctid()

    def judge(store: Answers, acting: Actor) -> Judged[Writing]:
        once = replace(
            entry,
            occupation=tuple(dict.fromkeys(entry.occupation)),
            sector=tuple(dict.fromkeys(entry.sector)),
        )
        whole = owned(acting, replace(once, **located(store, relations_of(once))))
        if same := store.one(BY_CTID, ctid=made):
            raise BadEntry(
                f"--ctid: entry {same['id']} has that CTID.",
                f"wioatrack catalog edit {same['id']} changes it.",
            )
        return Judged(Writing(whole, made), outcomes(store, desk, acting, whole, None))

    def write(store: Store, judged: Judged[Writing]) -> int:
        from wioatrack.models.catalog import CatalogEntry as Row

        writing = judged.facts
        catalog_id = store.keep(Row(status="draft", **columns(writing)))
        keep_lists(store, catalog_id, writing.entry)
        return catalog_id

    return file_record(desk, "catalog", judge, write, shown, duty=Duty.CATALOG)


def edit_entry(
    desk: Desk, catalog_id: int, changes: Mapping[str, Any]
) -> Done | Refused:
    """Change what is given; a list gains what is given, an empty value clears it.

    What is published stays as it was published until `publish` says it anew.
    """
    given = dict(changes)
    gone = given.pop("remove", ())
    if "ctid" in given:
        raise BadEntry(
            "--ctid: the CTID of an entry stays for ever.",
            "Leave it out; another credential is another entry.",
        )

    def judge(store: Answers, acting: Actor) -> Judged[Writing]:
        row = records.find_entry(store, acting, catalog_id)
        records.require_own(acting, row)
        now = records.entry_of(row, records.parts_of(store, catalog_id))
        more = merged(now, given | located(store, given))
        entry = owned(acting, without(more, gone, desk.lists, desk.today))
        return Judged(
            Writing(entry, row["ctid"], catalog_id),
            outcomes(store, desk, acting, entry, catalog_id),
        )

    def write(store: Store, judged: Judged[Writing]) -> int:
        from wioatrack.models.catalog import CatalogEntry as Row

        store.change(Row, catalog_id, **columns(judged.facts))
        keep_lists(store, catalog_id, judged.facts.entry)
        return catalog_id

    return file_record(desk, "catalog", judge, write, shown, duty=Duty.CATALOG)


def show_entry(desk: Desk, catalog_id: int, revision: int | None = None) -> Record:
    """One entry, or what one published revision of it said."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        row = records.find_entry(store, acting, catalog_id)
        if revision is None:
            return records.record_of(store, acting, row)
        found = store.one(REVISION, id=catalog_id, number=revision)
        if found is None:
            raise NotFound(
                f"Entry {catalog_id} has no revision {revision}.",
                f"wioatrack catalog history {catalog_id} lists them.",
            )
        whole = row | {"revision": revision, "published_on": found["published_on"]}
        return records.public_record(store, whole, records.body_in(found))


def shown(store: Answers, acting: Actor, catalog_id: int) -> Record:
    """How an entry is shown after a write."""
    return records.record_of(
        store, acting, records.find_entry(store, acting, catalog_id)
    )


def owned(acting: Actor, entry: CatalogEntry) -> CatalogEntry:
    """The issuer is the editor's own organization unless given."""
    whole = replace(entry, issuer=entry.issuer or acting.organization)
    records.require_own_issuer(acting, whole.issuer)
    return whole


def relations_of(entry: CatalogEntry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in records.RELATION_FIELDS}


def located(store: Answers, given: Mapping[str, Any]) -> dict[str, Any]:
    """The relations that are given, with the entries that CTIDs name by their ids.

    Raises `NotFound` for one that is not there.
    """
    found: dict[str, Any] = {}
    for option in records.RELATION_FIELDS:
        if given.get(option):
            found[option] = tuple(
                located_one(store, option, one) for one in given[option]
            )
    return found


def located_one(store: Answers, option: str, one: Relation) -> Relation:
    if one.ctid is None:
        return one
    row = store.one(BY_CTID, ctid=one.ctid)
    if row is None:
        raise records.no_entry(one.ctid, f"--{option}: ")
    return Relation(target=row["id"])


def outcomes(
    store: Answers,
    desk: Desk,
    acting: Actor,
    entry: CatalogEntry,
    catalog_id: int | None,
) -> tuple[Outcome, ...]:
    """The rules on writing an entry. Raises `NotFound` for one that is not there."""
    for option in records.RELATION_FIELDS:
        for target in targets(getattr(entry, option)):
            if not store.one(EXISTS, id=target):
                raise records.no_entry(target, f"--{option}: ")
    required = targets(entry.required)
    facts = rules.Requirements(catalog_id, required, edges_from(store, required))
    return (rules.no_cycle(facts, catalog_book(desk, store)),)


def targets(relations: Iterable[Any]) -> tuple[int, ...]:
    return tuple(one.target for one in relations if one.target is not None)


def edges_from(store: Answers, begin: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Who requires whom, as far as it can be reached from these entries."""
    waiting, known, edges = list(begin), set(begin), []
    while waiting:
        entry = waiting.pop()
        for row in store.ask(REQUIRED_OF, id=entry):
            edges.append((entry, row["target_id"]))
            if row["target_id"] not in known:
                known.add(row["target_id"])
                waiting.append(row["target_id"])
    return tuple(edges)


def catalog_book(desk: Desk, store: Answers) -> Rulebook:
    """Whose rules hold for the catalogue: the database's own profile where it has any

    on it, else the profile that has.
    """
    chosen = store.one(CHOSEN)
    names = selectable_profiles()
    if chosen is not None and chosen["value"] in names:
        names = (chosen["value"], *names)
    books = (desk.rulebook(name) for name in names)
    return next(
        (book for book in books if book.holding(PUBLISHABLE)), desk.rulebook(names[0])
    )


def columns(writing: Writing) -> dict[str, Any]:
    """The entry's own columns."""
    entry = writing.entry
    return {name: getattr(entry, name) for name in records.DETAILS} | {
        "ctid": writing.ctid,
        "ctdl_class": entry.class_,
        "words": records.searched(entry, writing.ctid),
    }


def new_ctid() -> str:
    """An identifier of a credential in a public registry: a random UUID, prefixed."""
    return f"ce-{uuid4()}"
