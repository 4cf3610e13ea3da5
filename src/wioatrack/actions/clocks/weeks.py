"""Weeks of attendance that nobody verified."""

from collections.abc import Iterable
from datetime import date

from wioatrack.actions.clocks.source import Asked, Source, Ticking, ticking
from wioatrack.rules.dates import week_of
from wioatrack.store import Answers

KIND = "attendance"
OPEN = """
SELECT w.id, w.service_id, w.week_start, a.id AS application_id,
       a.participant_id, a.number AS application, a.profile, a.office, a.provider,
       coalesce(p.state_id, p.individual_number, p.username) AS participant
  FROM attendance_week w
  JOIN service s ON s.id = w.service_id
  JOIN application a ON a.id = s.application_id
  JOIN participant p ON p.id = a.participant_id
 WHERE w.verified_on IS NULL AND w.week_start <= :before
"""


def rows(store: Answers, asked: Asked) -> Iterable[Ticking]:
    """A week is due for verification on its last day."""
    for row in asked.wanted(store.ask(OPEN, before=asked.until.isoformat())):
        last = week_of(date.fromisoformat(row["week_start"])).last
        if last <= asked.until:
            fix = (
                f"wioatrack attendance verify {row['service_id']} "
                f"--week {row['week_start']}"
            )
            yield ticking(row, KIND, last, fix, record=row["id"])


SOURCE = Source(KIND, rows)
