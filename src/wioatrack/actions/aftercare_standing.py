"""Where both follow-up clocks of an application stand, as of today."""

import json

from wioatrack.actions.aftercare import Aftercare, aftercare_of
from wioatrack.actions.cases import Case, find_case, record_by_id
from wioatrack.actions.desk import Desk
from wioatrack.actions.due_dates import Source, fix_of, source
from wioatrack.actions.filing import iso
from wioatrack.actions.results import Record
from wioatrack.actions.roles import Actor, actor
from wioatrack.rules import followups as rules
from wioatrack.rules.checklist import Blocker, Item, follow_up_complete
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.quarters import Quarter, quarters
from wioatrack.rules.rulebook import Rulebook
from wioatrack.store import Answers

MADE = """
SELECT EXISTS (SELECT 1 FROM followup_contact c JOIN followup f ON f.id = c.followup_id
                WHERE f.application_id = :id)
    OR EXISTS (SELECT 1 FROM note WHERE application_id = :id AND task = 'follow-up')
    OR EXISTS (SELECT 1 FROM placement_verification v
                 JOIN placement p ON p.id = v.placement_id
                 JOIN service s ON s.id = p.service_id
                WHERE s.application_id = :id) AS made
"""
PLANNED = "SELECT id, application_id FROM followup WHERE id = :id"
WORKSITE = "worksite"


def follow_up(store: Answers, desk: Desk, case: Case) -> Item:
    """The last line of the summary: both clocks, planned contacts, worksite milestones."""
    row = store.one(MADE, id=case.application_id)
    care = aftercare_of(store, case)
    book = desk.rulebook(case.profile)
    settled = any(care.settled_by(one) for one in asked_about(care, book))
    owed: list[Blocker] = []
    if case.exited_on is not None and not care.excluded:
        clocks = [service_of(care, desk, book), *quarterly(care, desk, book).values()]
        owed += [blocker_of(case, outcome) for outcome in clocks if outcome.speaks]
        owed += contacts_open(case, care)
        owed += milestones(store, desk, case, source(WORKSITE))
    return follow_up_complete(
        case.number,
        case.exited_on,
        owed,
        entered=bool(row and row["made"]) or settled,
        excluded=care.excluded,
    )


def blocker_of(case: Case, outcome: Outcome) -> Blocker:
    """What a clock still owes."""
    return Blocker(f"application {case.number}", outcome.message, outcome.fix)


def contacts_open(case: Case, care: Aftercare) -> list[Blocker]:
    """Planned contacts without an outcome that settles them."""
    return [
        Blocker(
            f"contact {contact.followup_id}",
            f"A contact is planned for {contact.due_date}.",
            f"wioatrack followup done {contact.followup_id} --outcome OUTCOME",
        )
        for contact in care.open_contacts
    ]


def milestones(
    store: Answers, desk: Desk, case: Case, worksite: Source
) -> list[Blocker]:
    """Verifications that placements owe, open or still to come (D14)."""
    ids = json.dumps([case.application_id])
    return [
        Blocker(
            f"placement {due.record_id}",
            f"Milestone {due.milestone} of {due.due_date} is not verified.",
            worksite.fix.format(record_id=due.record_id, milestone=due.milestone),
        )
        for due in worksite.owed(store, desk.rulebook, ids)
    ]


def service_of(care: Aftercare, desk: Desk, book: Rulebook) -> Outcome:
    """The answer on the service clock."""
    return rules.service(care.served(desk.today), book)


def asked_about(care: Aftercare, book: Rulebook) -> tuple[Quarter, ...]:
    """The quarters whose outcome is owed, where the profile holds that clock."""
    held = book.holding("followup.quarter-collected") is not None
    return quarters(care.exited_on, book) if held and care.exited_on else ()


def quarterly(care: Aftercare, desk: Desk, book: Rulebook) -> dict[Quarter, Outcome]:
    """The answer on each quarter of the data clock."""
    return {
        one: rules.quarter_collected(care.collected(one, desk.today), book)
        for one in asked_about(care, book)
    }


def outcomes_again(
    store: Answers, desk: Desk, acting: Actor, followup_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """The answers on both clocks of the application that a contact belongs to."""
    _, case = record_by_id(store, acting, "followup", PLANNED, followup_id)
    care, book = aftercare_of(store, case), desk.rulebook(case.profile)
    return case, (service_of(care, desk, book), *quarterly(care, desk, book).values())


def show_clocks(desk: Desk, who: str) -> Record:
    """Both clocks: their days, what is on file, what is still owed and by which command."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        case = find_case(store, acting, who)
        care = aftercare_of(store, case)
    book = desk.rulebook(case.profile)
    window = rules.service_window(
        care.group, care.exited_on, care.first_employed_on, book
    )
    served = service_of(care, desk, book)
    closing = care.closing
    return {
        **case.keys(),
        "exit_date": iso(case.exited_on),
        "excluded": care.excluded,
        "group": care.group,
        "first_unsubsidized_day": iso(care.first_employed_on),
        "service": {
            "first": iso(window.first if window else None),
            "last": iso(window.last if window else None),
            "status": status_of(served),
            "message": served.message,
            "contacts": [iso(one) for one in care.served(desk.today).exchanges],
            "closed_on": iso(closing.closed_on if closing else None),
            "fix": served.fix or None,
        },
        "quarters": [
            {
                "quarter": one.number,
                "first": iso(one.span.first),
                "last": iso(one.span.last),
                "collect_from": iso(one.collect_from),
                "report_by": iso(one.report_by),
                "status": quarter_status(one, answer, desk),
                "settled_by": care.settled_by(one),
                "message": answer.message,
                "fix": answer.fix or None,
            }
            for one, answer in quarterly(care, desk, book).items()
        ],
        "contacts": [
            {
                "id": contact.followup_id,
                "due_date": iso(contact.due_date),
                "quarter": contact.quarter,
                "fix": fix_of("contact").format(record_id=contact.followup_id),
            }
            for contact in care.open_contacts
        ],
    }


def status_of(outcome: Outcome) -> str:
    """A clock in a word."""
    words = {"met": "complete", "incomplete": "open", "not-met": "missed"}
    return words.get(outcome.verdict, "not-owed")


def quarter_status(quarter: Quarter, outcome: Outcome, desk: Desk) -> str:
    """A quarter that is not collected yet has still to come before it is open."""
    status = status_of(outcome)
    if status == "open" and desk.today < quarter.collect_from:
        return "to-come"
    return status
