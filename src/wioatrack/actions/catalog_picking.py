"""The entry of the catalogue that an earned credential is recorded with."""

from wioatrack.errors import NotFound
from wioatrack.lean import dataclass
from wioatrack.rules.catalog import Picked
from wioatrack.store import Answers

PUBLIC = """
SELECT r.id, r.name, json_extract(r.body, '$.issuer') AS issuer
  FROM catalog_entry e JOIN catalog_revision r ON r.id = e.revision_id
 WHERE e.id = :id
"""
TYPE = "SELECT type FROM catalog_entry WHERE id = :id"


@dataclass(frozen=True, slots=True)
class Pick:
    """One published revision of an entry, and what a credential takes over from it."""

    revision_id: int | None = None
    name: str | None = None
    issuer: str | None = None


def published_pick(store: Answers, catalog_id: int) -> Pick:
    """The revision that everybody sees now. Raises `NotFound` where there is none."""
    row = store.one(PUBLIC, id=catalog_id)
    if row is None:
        raise NotFound(
            f"--catalog: no entry {catalog_id} is published.",
            "wioatrack catalog list --public shows those that are.",
        )
    return Pick(row["id"], row["name"], row["issuer"])


def pick(
    store: Answers, wanted: int | None, had: int | None, revision_id: int | None
) -> Pick:
    """What a credential is kept with: the revision it had while its entry is the same,

    else the newest of the entry that is wanted.
    """
    if wanted is None:
        return Pick()
    if wanted == had and revision_id is not None:
        return Pick(revision_id)
    return published_pick(store, wanted)


def comparison(
    store: Answers, type: str, catalog_id: int | None, credential_id: int | None
) -> Picked:
    """The two types that should be one."""
    row = None if catalog_id is None else store.one(TYPE, id=catalog_id)
    return Picked(type, row["type"] if row else None, credential_id)
