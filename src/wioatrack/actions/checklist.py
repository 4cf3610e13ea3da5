"""The records behind the exit checklist and the summary."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from json import dumps

from wioatrack.actions.activities import stored_activity
from wioatrack.actions.aftercare_standing import follow_up
from wioatrack.actions.cases import Case, day, find_case
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import iso
from wioatrack.actions.results import Checklist, Record
from wioatrack.actions.roles import actor
from wioatrack.actions.service_clocks import federal_days
from wioatrack.lean import dataclass
from wioatrack.rules import checklist as rules
from wioatrack.rules.dates import program_year
from wioatrack.rules.gain_counts import AFTER_EXIT
from wioatrack.store import Answers

THESE = "IN (SELECT value FROM json_each(:ids))"
SERVICES = """
SELECT s.id, s.application_id, s.activity_set, s.activity, s.activity_label,
       s.activity_group, s.status, s.start, s.end, s.no_credential,
       EXISTS (SELECT 1 FROM credential c WHERE c.service_id = s.id) AS has_credential
  FROM service s
 WHERE s.application_id {THESE} AND NOT (s.prepopulated AND s.status = 'planned')
 ORDER BY s.id
""".replace("{THESE}", THESE)
GAINS = """
SELECT g.application_id, 'msg ' || g.id AS record, g.date,
       coalesce((SELECT max(m.end) FROM gain_semester m WHERE m.gain_id = g.id), g.date)
       AS of_year, g.route,
       CASE WHEN g.award = 'diploma' THEN 'diploma' ELSE g.type END AS type
  FROM gain g WHERE g.application_id {THESE}
UNION ALL
SELECT c.application_id, 'credential ' || c.id, c.date, c.date, NULL, 'diploma'
  FROM credential c
 WHERE c.application_id {THESE}
   AND c.type IN ('secondary-diploma', 'secondary-equivalency')
""".replace("{THESE}", THESE)
CREDENTIALS = """
SELECT application_id, count(*) AS n FROM credential WHERE application_id {THESE}
 GROUP BY application_id
""".replace("{THESE}", THESE)


@dataclass(slots=True)
class OnFile:
    """What the boxes of one application are ticked by."""

    services: list[rules.Received] = field(default_factory=list)
    gains: list[rules.Gain] = field(default_factory=list)
    credentials: int = 0


def on_file(store: Answers, ids: Iterable[int]) -> Mapping[int, OnFile]:
    """The records of some applications, by their ids; a few hundred at most."""
    found = {id: OnFile() for id in ids}
    these = dumps(list(found))
    for row in store.ask(SERVICES, ids=these):
        found[row["application_id"]].services.append(received_of(row))
    for row in store.ask(GAINS, ids=these):
        found[row["application_id"]].gains.append(gain_of(row))
    for row in store.ask(CREDENTIALS, ids=these):
        found[row["application_id"]].credentials = row["n"]
    return found


def received(store: Answers, case: Case) -> tuple[rules.Received, ...]:
    """The application's services, with what their activities are about."""
    these = dumps([case.application_id])
    return tuple(received_of(row) for row in store.ask(SERVICES, ids=these))


def received_of(row: Record) -> rules.Received:
    """A stored service, as the checklist sees it."""
    activity = stored_activity(row)
    return rules.Received(
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


def gained(store: Answers, case: Case) -> tuple[rules.Gain, ...]:
    """The application's gains; a secondary diploma or equivalent is one (D2)."""
    rows = store.ask(GAINS, ids=dumps([case.application_id]))
    return tuple(gain_of(row) for row in rows)


def gain_of(row: Record) -> rules.Gain:
    """A stored gain, of the program year of its last semester's end or its date."""
    return rules.Gain(
        record=row["record"],
        program_year=program_year(date.fromisoformat(row["of_year"])),
        attained_on=date.fromisoformat(row["date"]),
        after_exit=(row["type"], row["route"]) in AFTER_EXIT,
    )


def boxes(store: Answers, case: Case, until: date) -> tuple[rules.Item, ...]:
    """The boxes of the exit checklist as they stand on a day."""
    found = on_file(store, [case.application_id])
    return ticked(case.number, found[case.application_id], until)


def ticked(number: str, records: OnFile, until: date) -> tuple[rules.Item, ...]:
    """The boxes of an application as its records tick them on a day."""
    return (
        rules.services_complete(number, records.services),
        rules.gains_entered(number, records.services, records.gains, until),
        rules.credentials_entered(number, records.services, records.credentials),
    )


def summarize(desk: Desk, who: str) -> Checklist:
    """The five action items, in the order of the screen (OUT-05 to OUT-07)."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        case = find_case(store, acting, who)
        items = (
            *boxes(store, case, case.exited_on or desk.today),
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
