"""What a secondary diploma's extra condition is judged by."""

from datetime import date

from wioatrack.actions.activities import stored_activity
from wioatrack.actions.cases import Case
from wioatrack.actions.employment_facts import jobs_of
from wioatrack.rulebooks import load_list
from wioatrack.rules.decisions import Afterwards, diploma_condition
from wioatrack.rules.rulebook import Rulebook
from wioatrack.rules.windows import Condition
from wioatrack.store import Answers

SECONDARY = "1"
ENTERED = """
SELECT g.date AS day FROM gain g JOIN application a ON a.id = g.application_id
 WHERE a.participant_id = :id AND g.route = 'postsecondary-entry'
UNION
SELECT d.enrolled_on FROM credential_decision d
  JOIN credential c ON c.id = d.credential_id
  JOIN application a ON a.id = c.application_id
 WHERE a.participant_id = :id AND d.enrolled_on IS NOT NULL
   AND d.id = (SELECT max(n.id) FROM credential_decision n
                WHERE n.credential_id = d.credential_id)
"""
STARTED = """
SELECT s.activity_set, s.activity, s.activity_label, s.activity_group, s.start
  FROM service s
  JOIN application a ON a.id = s.application_id
 WHERE a.participant_id = :id AND s.start IS NOT NULL
   AND s.status IN ('started', 'successful', 'unsuccessful')
"""


def is_secondary(type_code: str) -> bool:
    """Whether the type is a secondary diploma or its equivalent."""
    return load_list("credential-type").codes[type_code].pirl == SECONDARY


def condition_of(
    store: Answers,
    case: Case,
    type_code: str,
    book: Rulebook,
    today: date,
    enrolled: date | None = None,
) -> Condition | None:
    """The answer on the extra condition; none for a type that has no such condition.

    `enrolled` is a day of entering postsecondary education that is being said now.
    """
    if not is_secondary(type_code):
        return None
    answer = diploma_condition(facts_of(store, case, today, enrolled), book)
    return Condition(answer.verdict, answer.message)


def facts_of(
    store: Answers, case: Case, today: date, enrolled: date | None
) -> Afterwards:
    """What is on file about the year after exit; nothing is looked up before one."""
    if case.exited_on is None:
        return Afterwards(True, None, (), (), today)
    days = [
        date.fromisoformat(row["day"])
        for row in store.ask(ENTERED, id=case.participant_id)
    ]
    after = case.exited_on.isoformat()
    for row in store.ask(STARTED, id=case.participant_id):
        if row["start"] <= after:
            continue
        activity = stored_activity(row)
        if activity.leads_to_credential and not activity.below_postsecondary:
            days.append(date.fromisoformat(row["start"]))
    if enrolled is not None:
        days.append(enrolled)
    jobs = jobs_of(store, case)
    return Afterwards(True, case.exited_on, jobs, tuple(sorted(set(days))), today)
