"""One earned credential on its way out as a badge: what it is, and no more of whose."""

import hashlib
import secrets
from uuid import uuid4

from wioatrack.actions import catalog_records
from wioatrack.actions.cases import record_by_id
from wioatrack.actions.credential_records import ONE, record_of
from wioatrack.actions.desk import Desk
from wioatrack.actions.results import Record
from wioatrack.actions.roles import actor
from wioatrack.lean import dataclass
from wioatrack.store import Answers

REVISION = "SELECT number, body FROM catalog_revision WHERE id = :id"


@dataclass(frozen=True, slots=True)
class Badge:
    """A credential, the revision it was recorded with, and a hash that stands for whom.

    The salt is part of the badge, so that whoever knows the id can tell whose it is; an
    id that can be guessed can be tried.
    """

    id: str
    credential: Record
    listed: Record | None
    revision: int | None
    holder_hash: str
    salt: str


def badge_of(desk: Desk, credential_id: int) -> Badge:
    """What a badge says. Every export is a new document with a salt of its own."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        row, case = record_by_id(store, acting, "credential", ONE, credential_id)
        record = record_of(store, desk, case, row)
        listed, revision = listed_in(store, row["catalog_revision_id"])
    salt = secrets.token_hex(16)
    holder = hashlib.sha256((case.who + salt).encode()).hexdigest()
    return Badge(f"urn:uuid:{uuid4()}", record, listed, revision, holder, salt)


def listed_in(
    store: Answers, revision_id: int | None
) -> tuple[Record | None, int | None]:
    """What the catalogue said of it, as everybody may see it."""
    row = None if revision_id is None else store.one(REVISION, id=revision_id)
    if row is None:
        return None, None
    body = catalog_records.body_in(row)
    visible = catalog_records.is_public(store)
    return catalog_records.seen_by_all(body, visible), int(row["number"])
