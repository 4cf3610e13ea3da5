"""Looking through the catalogue: by words as they are typed, and by filters."""

import re

from wioatrack.actions import catalog_records as records
from wioatrack.actions import headers
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page, contains, paged
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import actor
from wioatrack.entries.catalog import CatalogFilters
from wioatrack.rulebooks import load_list
from wioatrack.rulebooks.search import folded
from wioatrack.store import Answers

COLUMNS = ("id", "name", "type_label", "issuer", "status", "revision", "occupation")
# The words alone stand in an index: a search reads that, and then the entries it found.
WRITTEN = """
SELECT e.id, e.ctid, e.name, e.type, e.issuer, e.status, e.updated_on,
       (SELECT max(number) FROM catalog_revision WHERE catalog_entry_id = e.id)
         AS revision,
       (SELECT group_concat(title, '; ') FROM catalog_occupation
         WHERE catalog_entry_id = e.id) AS occupation
  FROM catalog_entry e
 WHERE (:status IS NULL OR e.status = :status)
   AND (:type IS NULL OR e.type = :type)
   AND (:occupation IS NULL OR EXISTS (SELECT 1 FROM catalog_occupation
         WHERE catalog_entry_id = e.id AND code = :occupation))
   AND (:sector IS NULL OR EXISTS (SELECT 1 FROM catalog_sector
         WHERE catalog_entry_id = e.id AND sector = :sector))
"""
WITH_WORDS = (
    " AND e.id IN (SELECT id FROM catalog_entry WHERE instr(words, :words) > 0)"
)
IN_ORDER = " ORDER BY e.name COLLATE NOCASE, e.id LIMIT :limit"
SHOWN = """
SELECT e.id, e.status, e.updated_on, r.number AS revision, r.body
  FROM catalog_entry e JOIN catalog_revision r ON r.id = e.revision_id
 WHERE e.revision_id IS NOT NULL
"""
SHOWN_WITH_WORDS = " AND instr(r.words, :words) > 0"
SHOWN_IN_ORDER = " ORDER BY r.name COLLATE NOCASE, e.id LIMIT :limit"
# As it is typed: what begins with the words comes first, then what holds them.
TYPED = """
SELECT e.id, e.name, e.issuer FROM catalog_entry e
 WHERE e.id IN (SELECT id FROM catalog_entry WHERE instr(words, :words) > 0)
   AND e.status <> 'archived'
 ORDER BY instr(e.words, :words) > 1, e.name COLLATE NOCASE, e.id LIMIT :limit
"""
SKILL_NAMES = """
SELECT DISTINCT name FROM catalog_skill
 WHERE name >= :words COLLATE NOCASE AND name < :beyond COLLATE NOCASE
 ORDER BY name COLLATE NOCASE LIMIT :limit
"""
CHOSEN = re.compile(r"#(\d+)\s*$", re.ASCII)
LAST_CHARACTER = "\U0010ffff"


def list_entries(desk: Desk, wanted: CatalogFilters, page: Page) -> Listing:
    """The catalogue: as it is being written for editors, as published for others."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        everything = records.edits(acting) and not wanted.public
        rows = (written if everything else public)(store, wanted, page)
    return Listing(
        "catalog",
        paged(rows, Page(None, page.sort, page.limit), headers.CATALOG),
        COLUMNS,
        "The catalogue has no such entry. "
        "wioatrack catalog match TEXT finds what is spelt nearly so.",
        {"type_label": "Type"},
        keys=headers.CATALOG,
    )


def written(store: Answers, wanted: CatalogFilters, page: Page) -> list[Record]:
    """Entries as their editors last left them."""
    question = WRITTEN + (WITH_WORDS if page.search else "") + IN_ORDER
    rows = store.ask(
        question,
        status=wanted.status,
        type=wanted.type,
        occupation=wanted.occupation,
        sector=wanted.sector,
        words=folded(page.search or ""),
        limit=enough(page, wanted.issuer),
    )
    return [line(row) for row in rows if contains(row["issuer"], wanted.issuer)]


def public(store: Answers, wanted: CatalogFilters, page: Page) -> list[Record]:
    """Published entries, each as its published revision has it."""
    if wanted.status not in (None, records.PUBLISHED):
        return []
    question = SHOWN + (SHOWN_WITH_WORDS if page.search else "") + SHOWN_IN_ORDER
    later = (wanted.issuer, wanted.type, wanted.occupation, wanted.sector)
    rows = store.ask(
        question, words=folded(page.search or ""), limit=enough(page, *later)
    )
    found = []
    for row in rows:
        body = records.body_in(row)
        if fits(body, wanted):
            titles = "; ".join(one["title"] for one in body["occupation"])
            found.append(line(row | body | {"occupation": titles or None}))
    return found


def enough(page: Page, *left_out_later: object) -> int:
    """How many rows to ask for: all where some are left out or sorted afterwards."""
    return -1 if any(left_out_later) or page.sort or not page.limit else page.limit


def fits(body: Record, wanted: CatalogFilters) -> bool:
    """Whether a published revision is among those that the filters mean."""
    occupations = {one["code"] for one in body["occupation"]}
    sectors = {one["code"] for one in body["sector"]}
    return (
        wanted.type in (None, body["type"])
        and contains(body["issuer"], wanted.issuer)
        and (wanted.occupation is None or wanted.occupation in occupations)
        and (wanted.sector is None or wanted.sector in sectors)
    )


def line(row: Record) -> Record:
    """An entry in a list."""
    return {
        "id": row["id"],
        "ctid": row["ctid"],
        "name": row["name"],
        "type": row["type"],
        "type_label": load_list("credential-type").label(row["type"]),
        "issuer": row["issuer"],
        "status": row["status"],
        "revision": row["revision"],
        "occupation": row["occupation"],
        "updated_on": row["updated_on"],
    }


def typed_entries(desk: Desk, text: str, limit: int = 12) -> list[str]:
    """Entries for what was typed so far, those that begin with it first."""
    if not text.strip():
        return []
    with desk.reading() as store:
        rows = store.ask(TYPED, words=folded(text), limit=limit)
    return [f"{row['name']} ({row['issuer'] or '–'}) #{row['id']}" for row in rows]


def id_in(title: str) -> str:
    """The id at the end of a title that was chosen; other words stay as they are."""
    found = CHOSEN.search(title)
    return found[1] if found else title


def typed_skills(desk: Desk, text: str, limit: int = 12) -> list[str]:
    """Names of skills that the catalogue has already, for what was typed so far."""
    if not text.strip():
        return []
    with desk.reading() as store:
        rows = store.ask(
            SKILL_NAMES, words=text, beyond=text + LAST_CHARACTER, limit=limit
        )
    return [row["name"] for row in rows]
