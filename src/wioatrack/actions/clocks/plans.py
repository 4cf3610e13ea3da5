"""Plans that the customer has not agreed to as they stand."""

from collections.abc import Iterable
from json import dumps
from shlex import quote

from wioatrack.actions.agreements import all_standing, standing
from wioatrack.actions.cases import BY_ID, case_of
from wioatrack.actions.clocks.source import (
    Asked,
    Source,
    Ticking,
    ticking,
)
from wioatrack.rulebooks import load_profiles
from wioatrack.store import Answers

KIND = "plan"
RULE = "plan.agreement"
# Up to so many, asking for each is quicker than reading everybody's goals.
FEW = 5_000
# Plans with something in them that nobody agreed to; the rule says since when (D28).
UNSETTLED = """
SELECT a.id AS application_id, a.participant_id, a.number AS application, a.profile,
       a.office, a.provider,
       coalesce(p.state_id, p.individual_number, p.username) AS participant
  FROM application a
  JOIN participant p ON p.id = a.participant_id
 WHERE a.profile IN (SELECT value FROM json_each(:profiles))
   AND a.enrollment = 'enrolled' AND NOT EXISTS (
         SELECT 1 FROM exit x WHERE x.application_id = a.id AND x.voided_on IS NULL)
   AND (EXISTS (
       SELECT 1 FROM goal g WHERE g.application_id = a.id AND NOT g.prepopulated
          AND g.id > coalesce((
            SELECT max(d.goal_mark) FROM plan_agreement d
             WHERE d.application_id = a.id AND d.status <> 'requested'
               AND d.date >= g.created_on), 0))
     OR EXISTS (
       SELECT 1 FROM goal g JOIN goal_status t ON t.goal_id = g.id
        WHERE g.application_id = a.id AND t.status = 'off-track'
          AND t.id > coalesce((
            SELECT max(d.goal_status_mark) FROM plan_agreement d
             WHERE d.application_id = a.id AND d.status <> 'requested'
               AND d.date >= t.changed_on), 0))
     OR (NOT EXISTS (
         SELECT 1 FROM plan_agreement d
          WHERE d.application_id = a.id AND d.status <> 'requested')
       AND EXISTS (
         SELECT 1 FROM service s
          WHERE s.application_id = a.id AND NOT s.prepopulated)))
"""


def rows(store: Answers, asked: Asked) -> Iterable[Ticking]:
    """Owed since the day of the first plan, or of what came into it later."""
    profiles = [
        card.name
        for card in load_profiles()
        if asked.desk.rulebook(card.name).holding(RULE)
    ]
    found = {
        row["application_id"]: row
        for row in store.ask(UNSETTLED, profiles=dumps(profiles))
        if asked.sees(row)
    }
    cases = [case_of(row) for id in found for row in store.ask(BY_ID, id=id)]
    if len(cases) > FEW:
        standings = all_standing(store, asked.desk, cases)
    else:
        standings = [(case, standing(store, asked.desk, case)) for case in cases]
    for case, where in standings:
        if where.owed is not None and where.owed.since <= asked.until:
            fix = f"wioatrack plan agree {quote(case.number)} --how HOW"
            yield ticking(found[case.application_id], KIND, where.owed.since, fix)


SOURCE = Source(KIND, "Plans not agreed", rows)
