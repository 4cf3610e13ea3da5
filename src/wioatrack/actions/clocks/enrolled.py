"""One pass over whoever is enrolled: what several kinds of clocks are found by.

Four questions would go through the same applications and services four times; over a
large caseload that is most of what the agenda costs.
"""

from datetime import date
from json import dumps

from wioatrack.actions.clocks.source import codes_of
from wioatrack.actions.results import Record
from wioatrack.actions.service_clocks import ENROLLED, IDLE, idle_since
from wioatrack.rulebooks import profiles_holding
from wioatrack.rules.dates import Span
from wioatrack.store import Answers

AGREEMENT = "plan.agreement"
# A service in education or training in the program year, without a gain; the year of a
# gain is that of its last semester's end, or of its own day.
TRAINING = """NOT EXISTS (
        SELECT 1 FROM gain g
         WHERE g.application_id = a.id AND g.date BETWEEN :first AND :final
           AND NOT EXISTS (SELECT 1 FROM gain_semester m WHERE m.gain_id = g.id))
      AND NOT EXISTS (
        SELECT 1 FROM gain g
         WHERE g.application_id = a.id
           AND (SELECT max(m."end") FROM gain_semester m WHERE m.gain_id = g.id)
                 BETWEEN :first AND :final)
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
                 IN (SELECT value FROM json_each(:training)))"""
# Neither the application nor a service of it changed of late.
QUIET = """a.updated_on < :untouched
      AND NOT EXISTS (
        SELECT 1 FROM service s
         WHERE s.application_id = a.id AND s.updated_on >= :untouched)"""
# A plan with something in it that nobody agreed to.
UNSETTLED = """a.profile IN (SELECT value FROM json_each(:agreeing))
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
             WHERE s.application_id = a.id AND NOT s.prepopulated)))"""
# Conditions stand in CASE WHEN, which stops at the first that does not hold; the LIMIT
# keeps the columns from being worked out a second time where they are asked about.
PASS = (
    """
SELECT f.*, coalesce(p.state_id, p.individual_number, p.username) AS participant
  FROM (
  SELECT a.id AS application_id, a.participant_id, a.number AS application, a.profile,
         a.office, a.provider,
    CASE WHEN {IDLE}
    THEN 1 END AS idle,
    CASE WHEN {TRAINING}
    END AS training,
    CASE WHEN {QUIET}
    THEN 1 END AS quiet,
    CASE WHEN {UNSETTLED}
    THEN 1 END AS unsettled
    FROM {ENROLLED} e
   CROSS JOIN application a ON a.id = e.id
   LIMIT -1) f
  CROSS JOIN participant p ON p.id = f.participant_id
 WHERE f.idle OR f.training IS NOT NULL OR f.quiet OR f.unsettled
""".replace("{ENROLLED}", ENROLLED)
    .replace("{IDLE}", IDLE)
    .replace("{TRAINING}", TRAINING)
    .replace("{QUIET}", QUIET)
    .replace("{UNSETTLED}", UNSETTLED)
)


def enrolled(
    store: Answers, today: date, before: date, untouched: date, year: Span
) -> list[Record]:
    """The enrolled applications that may have any of four clocks, and no others.

    Without service later than `before`, without change of late, in
    education or training without a gain in the program year, with a plan that may be
    owed an agreement.
    """
    return store.ask(
        PASS,
        untouched=untouched.isoformat(),
        first=year.first.isoformat(),
        final=year.last.isoformat(),
        training=dumps(codes_of(lambda activity: activity.education_or_training)),
        agreeing=dumps(profiles_holding(AGREEMENT)),
        **idle_since(today, before),
    )
