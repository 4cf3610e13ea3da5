"""Requests to raise a maximum that wait for an answer."""

from collections.abc import Iterable

from wioatrack.actions.clocks.source import Asked, Source, Ticking, ticking
from wioatrack.store import Answers

KIND = "override"
WAITING = """
SELECT r.id, r.requested_on, a.id AS application_id,
       a.participant_id, a.number AS application, a.profile, a.office, a.provider,
       coalesce(p.state_id, p.individual_number, p.username) AS participant
  FROM override_request r
  JOIN application a ON a.id = r.application_id
  JOIN participant p ON p.id = a.participant_id
 WHERE r.status = 'pending' AND r.requested_on <= :until
"""


def rows(store: Answers, asked: Asked) -> Iterable[Ticking]:
    """Each is due from the day on which it was made."""
    for row in asked.wanted(store.ask(WAITING, until=asked.until.isoformat())):
        fix = f"wioatrack override review {row['id']} --decision DECISION"
        yield ticking(row, KIND, row["requested_on"], fix, record=row["id"])


SOURCE = Source(KIND, rows)
