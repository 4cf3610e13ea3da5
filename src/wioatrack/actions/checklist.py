"""The records behind the exit checklist and the summary."""

from datetime import date

from wioatrack.actions.activities import stored_activity
from wioatrack.actions.aftercare_standing import follow_up
from wioatrack.actions.cases import Case, day, find_case
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import iso
from wioatrack.actions.results import Checklist, Record
from wioatrack.actions.roles import actor
from wioatrack.actions.service_clocks import federal_days
from wioatrack.rules import checklist as rules
from wioatrack.rules.dates import program_year
from wioatrack.store import Answers

SERVICES = """
SELECT s.id, s.activity_set, s.activity, s.activity_label, s.activity_group, s.status,
       s.start, s.end, s.no_credential,
       EXISTS (SELECT 1 FROM credential c WHERE c.service_id = s.id) AS has_credential
  FROM service s
 WHERE s.application_id = :id AND NOT (s.prepopulated AND s.status = 'planned')
 ORDER BY s.id
"""
GAINS = """
SELECT coalesce((SELECT max(m.end) FROM gain_semester m WHERE m.gain_id = g.id), g.date)
       AS day
  FROM gain g WHERE g.application_id = :id
UNION ALL
SELECT c.date FROM credential c
 WHERE c.application_id = :id
   AND c.type IN ('secondary-diploma', 'secondary-equivalency')
"""
CREDENTIALS = "SELECT count(*) AS n FROM credential WHERE application_id = :id"


def received(store: Answers, case: Case) -> tuple[rules.Received, ...]:
    """The application's services, with what their activities are about."""
    found = []
    for row in store.ask(SERVICES, id=case.application_id):
        activity = stored_activity(row)
        found.append(
            rules.Received(
                service_id=row["id"],
                title=activity.title,
                status=row["status"],
                start=day(row["start"]),
                end=day(row["end"]),
                referral=activity.group == "referral",
                in_training=activity.education_or_training,
                leads_to_credential=activity.leads_to_credential,
                has_credential=bool(row["has_credential"]),
                no_credential=bool(row["no_credential"]),
            )
        )
    return tuple(found)


def gained_years(store: Answers, case: Case) -> frozenset[int]:
    """The program years that have a gain: that of the last semester's end, or its date.

    A secondary diploma or equivalent is a gain by itself (D2).
    """
    rows = store.ask(GAINS, id=case.application_id)
    return frozenset(program_year(date.fromisoformat(row["day"])) for row in rows)


def boxes(
    store: Answers, desk: Desk, case: Case, until: date
) -> tuple[rules.Item, ...]:
    """The boxes of the exit checklist as they stand on a day."""
    services = received(store, case)
    gained = gained_years(store, case)
    row = store.one(CREDENTIALS, id=case.application_id)
    recorded = int(row["n"]) if row else 0
    return (
        rules.services_complete(case.number, services),
        rules.gains_entered(case.number, services, gained, until),
        rules.credentials_entered(case.number, services, recorded),
    )


def summarize(desk: Desk, who: str) -> Checklist:
    """The five action items, in the order of the screen (OUT-05 to OUT-07)."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        case = find_case(store, acting, who)
        items = (
            *boxes(store, desk, case, case.exited_on or desk.today),
            rules.exited(case.number, case.exited_on),
            follow_up(store, desk, case),
        )
        days = exit_days(store, desk, case)
    ready = all(item.ticked for item in items)
    return Checklist(case.number, items, ready, days, case.profile)


def exit_days(store: Answers, desk: Desk, case: Case) -> Record:
    """The stated exit, and the one that follows from the services (D11)."""
    return {"exit_date": iso(case.exited_on)} | federal_days(
        store, desk, case.participant_id, case.application_id, case.profile
    )
