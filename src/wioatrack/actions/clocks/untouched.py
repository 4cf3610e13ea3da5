"""Records of enrolled participants that nobody touched for some time."""

from collections.abc import Iterable, Iterator
from datetime import date
from json import dumps
from shlex import quote

from wioatrack.actions.clocks.source import Asked, Source, Ticking, ticking
from wioatrack.actions.portions import portions
from wioatrack.actions.results import Record
from wioatrack.rules.dates import days_after
from wioatrack.store import Answers

KIND = "untouched"
# What somebody did for a service: payments, placements and what became of them, weeks.
OF_SERVICE = """max(s.updated_on,
      coalesce((SELECT max(t.updated_on) FROM payment t
                 WHERE t.service_id = s.id), ''),
      coalesce((SELECT max(max(t.updated_on,
          coalesce((SELECT max(v.verified_on) FROM placement_verification v
                     WHERE v.placement_id = t.id), ''),
          coalesce((SELECT max(v.updated_on) FROM placement_away v
                     WHERE v.placement_id = t.id), ''),
          coalesce((SELECT max(v.created_on) FROM payroll_line v
                     WHERE v.placement_id = t.id), '')))
         FROM placement t WHERE t.service_id = s.id), ''),
      coalesce((SELECT max(max(t.created_on,
          coalesce(t.verified_on, ''), coalesce(t.reopened_on, ''),
          coalesce((SELECT max(v.updated_on) FROM attendance_day v
                     WHERE v.attendance_week_id = t.id), '')))
         FROM attendance_week t WHERE t.service_id = s.id), ''))"""
# Of each application the day of its newest change, or of whatever belongs to it.
NEWEST = """
SELECT application_id, max(day) AS day FROM (
  SELECT id AS application_id, updated_on AS day FROM application WHERE id {THESE}
  UNION ALL
  SELECT s.application_id, {OF_SERVICE} FROM service s WHERE s.application_id {THESE}
  UNION ALL
  SELECT application_id, updated_on FROM goal WHERE application_id {THESE}
  UNION ALL
  SELECT c.application_id, max(c.updated_on,
      coalesce((SELECT max(t.created_on) FROM credential_decision t
                 WHERE t.credential_id = c.id), ''))
    FROM credential c WHERE c.application_id {THESE}
  UNION ALL
  SELECT application_id, updated_on FROM gain WHERE application_id {THESE}
  UNION ALL
  SELECT application_id, updated_on FROM assessment WHERE application_id {THESE}
  UNION ALL
  SELECT application_id, date FROM note WHERE application_id {THESE}
  UNION ALL
  SELECT application_id, added_on FROM document WHERE application_id {THESE}
  UNION ALL
  SELECT application_id, created_on FROM need WHERE application_id {THESE}
  UNION ALL
  SELECT application_id, updated_on FROM pathway WHERE application_id {THESE}
  UNION ALL
  SELECT application_id, created_on FROM plan_agreement WHERE application_id {THESE}
  UNION ALL
  SELECT application_id, max(sent_on, coalesce(replied_on, '')) FROM referral
   WHERE application_id {THESE}
  UNION ALL
  SELECT application_id, updated_on FROM override_request WHERE application_id {THESE}
  UNION ALL
  SELECT application_id, updated_on FROM employment WHERE application_id {THESE}
  UNION ALL
  SELECT f.application_id, max(f.updated_on,
      coalesce((SELECT max(t.created_on) FROM followup_contact t
                 WHERE t.followup_id = f.id), ''))
    FROM followup f WHERE f.application_id {THESE}
  UNION ALL
  SELECT application_id, updated_on FROM story WHERE application_id {THESE}
  UNION ALL
  SELECT application_id, max(created_on, coalesce(voided_on, '')) FROM exit
   WHERE application_id {THESE})
 GROUP BY application_id
""".replace("{OF_SERVICE}", OF_SERVICE).replace(
    "{THESE}", "IN (SELECT value FROM json_each(:ids))"
)


def rows(store: Answers, asked: Asked) -> Iterable[Ticking]:
    """Due when the days are full since the last change of anything in the case."""
    days = asked.stale_days
    if days is None:
        return
    quiet = [row for row in asked.enrolled(store) if row["quiet"]]
    for row, last in touched(store, quiet):
        due = days_after(last, days)
        if due <= asked.until:
            who = quote(row["application"])
            fix = f"wioatrack note add {who} --date today --message TEXT"
            yield ticking(row, KIND, due, fix)


def touched(
    store: Answers, applications: list[Record]
) -> Iterator[tuple[Record, date]]:
    """When each application was last touched, asked a few hundred at a time."""
    for some in portions(applications):
        ids = dumps([row["application_id"] for row in some])
        newest = {
            row["application_id"]: row["day"] for row in store.ask(NEWEST, ids=ids)
        }
        for row in some:
            yield row, date.fromisoformat(newest[row["application_id"]])


SOURCE = Source(KIND, rows)
