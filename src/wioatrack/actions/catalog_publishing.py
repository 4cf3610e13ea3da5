"""Who can see an entry: published, taken back, archived; what each revision said."""

import json
from typing import Any

from wioatrack.actions import catalog_records as records
from wioatrack.actions.catalog import (
    catalog_book,
    edges_from,
    shown,
    targets,
)
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, file_record
from wioatrack.actions.listing import Page, paged
from wioatrack.actions.results import Done, Listing, Record, Refused
from wioatrack.actions.roles import Actor, Duty, actor
from wioatrack.lean import dataclass
from wioatrack.rules import catalog as rules
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.rulebook import Rulebook
from wioatrack.store import Answers, Store

REVISIONS = """
SELECT id, number, published_on, published_by, body FROM catalog_revision
 WHERE catalog_entry_id = :id ORDER BY number
"""
NOT_SAID = ("ctid", "type_label")
REVISION = ("revision", "published_on", "published_by", "changes")
NEWEST = REVISIONS + " DESC LIMIT 1"


def publish_entry(desk: Desk, catalog_id: int) -> Done | Refused:
    """Let everybody see the entry as it is now (ATT-14), as a new revision of it.

    An entry that says what its last revision said is published as that revision.
    """

    def judge(store: Answers, acting: Actor) -> Judged[Record]:
        row = records.find_entry(store, acting, catalog_id)
        records.require_own(acting, row)
        return Judged(row, publishing(store, catalog_book(desk, store), row))

    def write(store: Store, judged: Judged[Record]) -> int:
        from wioatrack.models.catalog import CatalogEntry

        revision = revision_of(store, desk, judged.facts)
        store.change(
            CatalogEntry, catalog_id, status=records.PUBLISHED, revision_id=revision
        )
        return catalog_id

    return file_record(desk, "catalog", judge, write, shown, duty=Duty.CATALOG)


def publishing(store: Answers, book: Rulebook, row: Record) -> tuple[Outcome, ...]:
    """Every rule on showing an entry to everybody."""
    parts = records.parts_of(store, row["id"])
    entry = records.entry_of(row, parts)
    filled = rules.Described(records.present(entry), row["id"])
    required = targets(entry.required)
    edges = edges_from(store, required)
    return (
        rules.publishable(filled, book),
        rules.no_cycle(rules.Requirements(row["id"], required, edges), book),
        rules.targets_published(
            rules.Neighbours(*records.unpublished(parts), row["id"]), book
        ),
        rules.other_tabs(filled, book),
    )


@dataclass(frozen=True, slots=True)
class Catalogued:
    """Which entry was judged, and by whose rules."""

    catalog: int
    ctid: str
    profile: str

    def keys(self) -> dict[str, Any]:
        return {"catalog": self.catalog, "ctid": self.ctid}


def outcomes_again(
    store: Answers, desk: Desk, acting: Actor, catalog_id: int
) -> tuple[Catalogued, tuple[Outcome, ...]]:
    """The rules on publishing an entry as it is written now, for an editor."""
    acting.require(Duty.CATALOG)
    row = records.find_entry(store, acting, catalog_id)
    book = catalog_book(desk, store)
    outcomes = publishing(store, book, row)
    return Catalogued(catalog_id, row["ctid"], book.profile), outcomes


def revision_of(store: Store, desk: Desk, row: Record) -> int:
    """The revision that says what the entry says now, made unless it is the last."""
    from wioatrack.models.catalog import CatalogRevision

    body = records.described(row, records.parts_of(store, row["id"]))
    newest = store.one(NEWEST, id=row["id"])
    if newest is not None and records.body_in(newest) == body:
        return int(newest["id"])
    return store.keep(
        CatalogRevision(
            catalog_entry_id=row["id"],
            number=newest["number"] + 1 if newest else 1,
            name=row["name"],
            words=row["words"],
            published_on=desk.today,
            published_by=desk.user,
            body=json.dumps(body, ensure_ascii=False),
        )
    )


def unpublish_entry(desk: Desk, catalog_id: int) -> Done | Refused:
    """Make it a draft again; its revisions stay, and credentials keep theirs."""
    return moved(desk, catalog_id, "draft")


def archive_entry(desk: Desk, catalog_id: int) -> Done | Refused:
    """Put it away: kept, but no longer offered to anybody."""
    return moved(desk, catalog_id, "archived")


def moved(desk: Desk, catalog_id: int, status: str) -> Done | Refused:
    """Out of everybody's view."""

    def judge(store: Answers, acting: Actor) -> Judged[None]:
        row = records.find_entry(store, acting, catalog_id)
        records.require_own(acting, row)
        return Judged(None)

    def write(store: Store, judged: Judged[None]) -> int:
        from wioatrack.models.catalog import CatalogEntry

        store.change(CatalogEntry, catalog_id, status=status, revision_id=None)
        return catalog_id

    return file_record(desk, "catalog", judge, write, shown, duty=Duty.CATALOG)


def history_of(desk: Desk, catalog_id: int, page: Page) -> Listing:
    """Every published revision with what it changed, and what is not published yet.

    `changes` holds the field, and what only the earlier and only the later one said.
    """
    with desk.reading() as store:
        acting = actor(store, desk.user)
        row = records.find_entry(store, acting, catalog_id)
        revisions = store.ask(REVISIONS, id=catalog_id)
        said = [records.body_in(revision) for revision in revisions]
        rows = [
            step(revision["number"], revision, before, body)
            for revision, before, body in zip(
                revisions, [{}, *said], said, strict=False
            )
        ]
        if records.edits(acting):
            now = records.described(row, records.parts_of(store, catalog_id))
            if not said or now != said[-1]:
                waiting = {
                    "published_on": None,
                    "published_by": None,
                }
                rows.append(step(None, waiting, said[-1] if said else {}, now))
    return Listing(
        "revision",
        paged(rows, page, REVISION),
        REVISION,
        f"Entry {catalog_id} was never published.",
    )


def step(number: int | None, row: Record, before: Record, after: Record) -> Record:
    """One revision; none stands for what is written and not published."""
    return {
        "revision": number,
        "published_on": row["published_on"],
        "published_by": row["published_by"],
        "changes": differences(before, after),
    }


def differences(before: Record, after: Record) -> list[Record]:
    """What two revisions say differently, field by field."""
    found = []
    for field, new in after.items():
        old = before.get(field)
        if old == new or (not old and not new) or field in NOT_SAID:
            continue
        if isinstance(new, list):
            earlier, later = (
                [said(one) for one in old or []],
                [said(one) for one in new],
            )
            old = [one for one in earlier if one not in later]
            new = [one for one in later if one not in earlier]
        found.append({"field": field, "before": old, "after": new})
    return found


def said(value: Any) -> str:
    """One value of a list in a few words."""
    return " ".join(str(part) for part in value.values() if part is not None)
