"""What of the catalogue leaves: the published revisions, and nothing else."""

from wioatrack.actions import catalog_records as records
from wioatrack.actions.desk import Desk
from wioatrack.actions.results import Record
from wioatrack.actions.roles import actor
from wioatrack.errors import NotFound

PUBLISHED = """
SELECT e.id, e.ctid, r.body FROM catalog_entry e
  JOIN catalog_revision r ON r.id = e.revision_id
 WHERE e.revision_id IS NOT NULL ORDER BY e.id
"""


def exported(desk: Desk, chosen: tuple[int, ...] = ()) -> tuple[Record, ...]:
    """Published entries as they were last published: all, or those of these ids.

    No draft, no note and no person is in them; a relation to an entry that is not
    published is left out. Raises `NotFound` for an id that is not published.
    """
    with desk.reading() as store:
        actor(store, desk.user)
        rows = store.ask(PUBLISHED)
    public = {row["ctid"] for row in rows}
    absent = set(chosen) - {row["id"] for row in rows}
    if absent:
        raise NotFound(
            f"No entry {min(absent)} is published.",
            "wioatrack catalog list --public shows those that are.",
        )
    return tuple(
        records.seen_by_all(records.body_in(row), public.__contains__)
        for row in rows
        if not chosen or row["id"] in chosen
    )
