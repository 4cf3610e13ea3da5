"""Verifications that placements owe, for the index of open due dates."""

from collections.abc import Iterable

from wioatrack.actions.cases import day
from wioatrack.actions.due_dates import Books, OpenDue, Source
from wioatrack.rules.milestones import Placed, owed
from wioatrack.store import Answers

KIND = "worksite"
PLACED = """
SELECT s.application_id, a.profile, p.id, s.status, s.start, s."end"
  FROM service s
  JOIN placement p ON p.service_id = s.id
  JOIN application a ON a.id = s.application_id
 WHERE s.application_id IN (SELECT value FROM json_each(:ids))
"""
VERIFIED = """
SELECT v.placement_id, v.milestone
  FROM service s
  JOIN placement p ON p.service_id = s.id
  JOIN placement_verification v ON v.placement_id = p.id
 WHERE s.application_id IN (SELECT value FROM json_each(:ids))
"""
# A service that went with its placement is found by what its entry says it was.
MOVED = (
    """
SELECT DISTINCT s.application_id AS id FROM change c
  JOIN service s ON s.id = c.record_id
  JOIN placement p ON p.service_id = s.id
 WHERE c.seq > :since AND c.noun || '' = 'service'
""",
    """
SELECT DISTINCT s.application_id AS id FROM change c
  JOIN placement p ON p.id = c.record_id
  JOIN service s ON s.id = p.service_id
 WHERE c.seq > :since AND c.noun || '' = 'placement'
""",
    """
SELECT DISTINCT s.application_id AS id FROM change c
  JOIN change_payload b ON b.seq = c.seq
  JOIN placement p ON p.id = coalesce(json_extract(b.body, '$.after.placement_id'),
                                      json_extract(b.body, '$.before.placement_id'))
  JOIN service s ON s.id = p.service_id
 WHERE c.seq > :since AND c.noun || '' = 'placement_verification'
""",
    """
SELECT DISTINCT json_extract(b.body, '$.before.application_id') AS id FROM change c
  JOIN change_payload b ON b.seq = c.seq
  JOIN application a ON a.id = json_extract(b.body, '$.before.application_id')
 WHERE c.seq > :since AND c.noun || '' = 'service' AND c.kind = 'removed'
""",
)
ALL = "SELECT s.application_id AS id FROM placement p JOIN service s ON s.id = p.service_id"


def owed_by(store: Answers, books: Books, ids: str) -> Iterable[OpenDue]:
    """Every milestone of these applications' placements without a verification."""
    verified: dict[int, set[int]] = {}
    for row in store.ask(VERIFIED, ids=ids):
        verified.setdefault(row["placement_id"], set()).add(row["milestone"])
    for row in store.ask(PLACED, ids=ids):
        placed = Placed(row["status"], day(row["start"]), day(row["end"]))
        done = verified.get(row["id"], set())
        for milestone, due in owed(placed, books(row["profile"]), done).items():
            yield OpenDue(row["application_id"], KIND, row["id"], milestone, due)


SOURCE = Source(
    kind=KIND,
    fix="wioatrack placement verify {record_id} --milestone {milestone}",
    moved=MOVED,
    all=ALL,
    owed=owed_by,
)
