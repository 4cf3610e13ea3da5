"""One pass over whoever is enrolled: what several kinds of clocks are found by.

Five questions would go through the same applications and services four times; over a
large caseload that is most of what the agenda costs.
"""

from datetime import date
from json import dumps

from wioatrack.actions.clocks.source import codes_of
from wioatrack.actions.results import Record
from wioatrack.actions.service_clocks import never_qualifying
from wioatrack.rulebooks import load_profiles, load_rulebook
from wioatrack.rules.dates import Span
from wioatrack.store import Answers

AGREEMENT = "plan.agreement"
# idle: something was received, and nothing that qualifies later than :before.
# training: a service in education or training in the program year without a gain; the
# year of a gain is that of its last semester's end, or of its own day.
# touched_on: the last change of the application, its services, or what hangs on it.
# unsettled: a plan with something in it that nobody agreed to.
# Conditions stand in CASE WHEN, which stops at the first that does not hold; the LIMIT
# keeps the columns from being worked out a second time where they are asked about.
PASS = """
SELECT f.*, coalesce(p.state_id, p.individual_number, p.username) AS participant
  FROM (
  SELECT a.id AS application_id, a.participant_id, a.number AS application, a.profile,
         a.office, a.provider,
    CASE WHEN NOT EXISTS (
        SELECT 1 FROM service s
         WHERE s.application_id = a.id AND s.status IN ('planned', 'started')
           AND s.status = 'started'
           AND (s.planned_end IS NULL OR s.planned_end > :before)
           AND coalesce(s.activity_group, '')
                 NOT IN (SELECT value FROM json_each(:groups))
           AND s.activity_set || ':' || s.activity
                 NOT IN (SELECT value FROM json_each(:codes)))
      AND NOT EXISTS (
        SELECT 1 FROM service s
         WHERE s.application_id = a.id AND s.status IN ('successful', 'unsuccessful')
           AND coalesce(s."end", s.start) > :before
           AND coalesce(s.activity_group, '')
                 NOT IN (SELECT value FROM json_each(:groups))
           AND s.activity_set || ':' || s.activity
                 NOT IN (SELECT value FROM json_each(:codes)))
      AND EXISTS (
        SELECT 1 FROM service s
         WHERE s.application_id = a.id
           AND s.status IN ('started', 'successful', 'unsuccessful'))
    THEN 1 END AS idle,
    CASE WHEN NOT EXISTS (
        SELECT 1 FROM gain g WHERE g.application_id = a.id AND coalesce(
                 (SELECT max(m."end") FROM gain_semester m WHERE m.gain_id = g.id),
                 g.date) BETWEEN :first AND :final)
      AND NOT EXISTS (
        SELECT 1 FROM credential c WHERE c.application_id = a.id
           AND c.type IN ('secondary-diploma', 'secondary-equivalency')
           AND c.date BETWEEN :first AND :final)
    THEN (
        SELECT min(s.id) FROM service s
         WHERE s.application_id = a.id AND s.start <= :today
           AND (s."end" IS NULL OR s."end" >= :first)
           AND s.status IN ('started', 'successful', 'unsuccessful')
           AND s.activity_set || ':' || s.activity
                 IN (SELECT value FROM json_each(:training)))
    END AS training,
    CASE WHEN a.updated_on < :untouched
      AND NOT EXISTS (
        SELECT 1 FROM service s
         WHERE s.application_id = a.id AND s.updated_on >= :untouched)
    THEN max(a.updated_on,
      coalesce((SELECT max(t.updated_on) FROM service t
                 WHERE t.application_id = a.id), ''),
      coalesce((SELECT max(t.updated_on) FROM goal t
                 WHERE t.application_id = a.id), ''),
      coalesce((SELECT max(t.updated_on) FROM credential t
                 WHERE t.application_id = a.id), ''),
      coalesce((SELECT max(t.updated_on) FROM gain t
                 WHERE t.application_id = a.id), ''),
      coalesce((SELECT max(t.updated_on) FROM assessment t
                 WHERE t.application_id = a.id), ''),
      coalesce((SELECT max(t.date) FROM note t WHERE t.application_id = a.id), ''))
    END AS touched_on,
    CASE WHEN a.profile IN (SELECT value FROM json_each(:agreeing))
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
    THEN 1 END AS unsettled
    FROM application a
   WHERE a.enrollment = 'enrolled' AND NOT EXISTS (
     SELECT 1 FROM exit x WHERE x.application_id = a.id AND x.voided_on IS NULL)
   LIMIT -1) f
  CROSS JOIN participant p ON p.id = f.participant_id
 WHERE f.idle OR f.training IS NOT NULL OR f.touched_on < :untouched OR f.unsettled
"""


def enrolled(
    store: Answers, today: date, idle_since: date, untouched_since: date, year: Span
) -> list[Record]:
    """The enrolled applications that have any of four clocks, and no others.

    Without service after `idle_since`, without change since `untouched_since`, in
    education or training without a gain in the program year `year`, with a plan that
    may be owed an agreement.
    """
    return store.ask(
        PASS,
        today=today.isoformat(),
        before=idle_since.isoformat(),
        untouched=untouched_since.isoformat(),
        first=year.first.isoformat(),
        final=year.last.isoformat(),
        training=dumps(codes_of(lambda activity: activity.education_or_training)),
        agreeing=dumps(
            [
                card.name
                for card in load_profiles()
                if load_rulebook(card.name).holding(AGREEMENT)
            ]
        ),
        **never_qualifying(),
    )
