"""Who provides services: agencies and local offices, with their addresses."""

from typing import TYPE_CHECKING

from wioatrack.actions import headers
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, file_record
from wioatrack.actions.listing import Page, folded, paged
from wioatrack.actions.results import Done, Listing, Record, Refused
from wioatrack.actions.roles import Actor, Duty, actor
from wioatrack.errors import BadEntry, NotFound
from wioatrack.store import Answers

if TYPE_CHECKING:
    from wioatrack.entries.providers import ProviderEntry, ProviderFilters
    from wioatrack.store import Store

ROW = """
SELECT p.*, (SELECT count(*) FROM program WHERE provider_id = p.id) AS programs
  FROM provider p
"""
ONE = ROW + " WHERE p.id = :id"
BY_NAME = ROW + " WHERE p.name = :name COLLATE NOCASE"
ALL = ROW + " ORDER BY p.name COLLATE NOCASE, p.id"
FIELDS = ("name", "kind", "address", "city", "state", "zip")
COLUMNS = ("id", *FIELDS, "programs")
LONGEST_ID = 10


def add_provider(desk: Desk, entry: "ProviderEntry") -> Done | Refused:
    """Put a provider on the list; a name serves once, and is no number."""

    def judge(store: Answers, acting: Actor) -> Judged[None]:
        if entry.name.isascii() and entry.name.isdigit():
            raise BadEntry(
                f"--name: {entry.name!r} would be taken for a provider's id.",
                "Write the name with a word: 24 Hour Center.",
            )
        known = store.one(BY_NAME, name=entry.name)
        if known is not None:
            raise BadEntry(
                f"--name: provider {known['id']} is called {known['name']!r} already.",
                "wioatrack provider list shows those on the list.",
            )
        return Judged(None)

    def write(store: "Store", judged: Judged[None]) -> int:
        from wioatrack.models.providers import Provider

        return store.keep(Provider(**{name: getattr(entry, name) for name in FIELDS}))

    return file_record(desk, "provider", judge, write, shown, duty=Duty.SET_UP)


def shown(store: Answers, acting: Actor, provider_id: int) -> Record:
    """A provider as it is on file."""
    row = store.one(ONE, id=provider_id)
    assert row is not None
    return record_of(row)


def record_of(row: Record) -> Record:
    """A provider as JSON has it."""
    return {name: row[name] for name in COLUMNS} | {
        "updated_on": row["updated_on"],
        "updated_by": row["updated_by"],
    }


def list_providers(desk: Desk, wanted: "ProviderFilters", page: Page) -> Listing:
    """Every provider on the list; a list of agencies, not of participants."""
    with desk.reading() as store:
        actor(store, desk.user).require(Duty.READ)
        rows = [
            record_of(row)
            for row in store.ask(ALL)
            if wanted.kind in (None, row["kind"])
            and (wanted.city is None or folded(wanted.city) == folded(row["city"]))
        ]
    empty = "No provider is on the list. wioatrack provider add --name NAME"
    return Listing(
        "provider",
        paged(rows, page, headers.PROVIDER),
        COLUMNS,
        empty,
        keys=headers.PROVIDER,
    )


def find_provider(store: Answers, words: str) -> Record:
    """The provider of that id or name. Raises `NotFound`."""
    found = named_provider(store, words)
    if found is None:
        raise NotFound(
            f"--provider: no provider {words!r} is on the list.",
            "wioatrack provider list shows their ids and names.",
        )
    return found


def named_provider(store: Answers, words: str) -> Record | None:
    """The provider of that id or name, or None; digits are an id."""
    if words.isascii() and words.isdigit():
        return store.one(ONE, id=int(words)) if len(words) < LONGEST_ID else None
    return store.one(BY_NAME, name=words)
