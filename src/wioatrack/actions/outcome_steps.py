"""Which records are one step from counting, and what would take that step."""

from collections.abc import Iterator

from wioatrack.actions.activities import stored_activity
from wioatrack.actions.credential_records import judgement, reasons
from wioatrack.actions.desk import Desk
from wioatrack.actions.outcome_facts import QUARTERS, Period
from wioatrack.lean import dataclass
from wioatrack.rules.jobs import confirmed, held
from wioatrack.rules.quarters import quarter
from wioatrack.store import Answers

# Services completed without a credential, unless it was said that none was earned.
COMPLETED = """
SELECT id, activity_set, activity, activity_label, activity_group FROM service
 WHERE application_id = :id AND status = 'successful' AND start IS NOT NULL
   AND NOT no_credential
   AND NOT EXISTS (SELECT 1 FROM credential c WHERE c.service_id = service.id)
 ORDER BY start, id
"""


@dataclass(frozen=True, slots=True)
class Step:
    """A record one step from counting: what keeps it, and what would clear that."""

    measure: str
    record: str
    message: str
    fix: str


def steps(store: Answers, desk: Desk, found: Period) -> Iterator[Step]:
    """The records of one period, whichever measure they are one step from."""
    yield from unseen_jobs(desk, found)
    if found.enrolled.asks_credentials:
        yield from of_credentials(store, desk, found)
    for gain_id, (_, speaking) in (found.gains.speaking or {}).items():
        for first in speaking[:1]:
            yield Step("gain", f"msg {gain_id}", first.message, first.fix)


def unseen_jobs(desk: Desk, found: Period) -> Iterator[Step]:
    """Jobs that may have been held in a quarter, and nobody has looked since."""
    care, book = found.enrolled.care, desk.rulebook(found.case.profile)
    if care.exited_on is None:
        return
    for measure, number in QUARTERS.items():
        one = quarter(number, care.exited_on, book)
        if one is None or confirmed(care.jobs, one.span):
            continue
        for job in held(care.jobs, one.span, desk.today)[:1]:
            yield Step(
                measure,
                f"employment {job.employment_id}",
                f"Last looked at on {job.confirmed_on}; the quarter began on "
                f"{one.span.first}.",
                f"wioatrack employment edit {job.employment_id} --current, or --end DATE",
            )


def of_credentials(store: Answers, desk: Desk, found: Period) -> Iterator[Step]:
    """Credentials that do not count, and services completed without one."""
    case = found.case
    for row in found.credentials.recorded:
        window, counts, decided = judgement(store, desk, case, row)
        why = " ".join(reasons(window, counts, decided))
        fix = counts.fix or f"wioatrack credential decide {row['id']}"
        yield Step("credential", f"credential {row['id']}", why, fix)
    for row in store.ask(COMPLETED, id=case.application_id):
        if stored_activity(row).leads_to_credential:
            yield Step(
                "credential",
                f"service {row['id']}",
                "Completed, and no credential is on file for it.",
                f"wioatrack credential add {case.number} --service {row['id']} "
                "--type TYPE --date DATE",
            )
