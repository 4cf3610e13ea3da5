"""The cards of a plan's overview: the customer, assessments, path, accomplishments."""

from shlex import quote

from wioatrack.actions.cases import Case
from wioatrack.actions.desk import Desk
from wioatrack.actions.pathways import entry_of, row_of
from wioatrack.actions.results import Record
from wioatrack.entries.kinds import say_money
from wioatrack.rulebooks import load_list
from wioatrack.rulebooks.search import folded
from wioatrack.store import Answers

CUSTOMER = """
SELECT first_name, last_name, email, phone, username, birth_date, ssn4,
       individual_number, case_number, recert_date
  FROM participant WHERE id = :id
"""
TAKEN = """
SELECT name, max(date) AS date FROM assessment WHERE application_id = :id
 GROUP BY name ORDER BY min(id)
"""
NOTES = "SELECT count(*) AS n FROM note WHERE application_id = :id"
SUMMARIES = """
SELECT count(*) AS n FROM note
 WHERE application_id = :id AND task = 'assessment-summary'
"""
ACCOMPLISHED = """
SELECT (SELECT count(*) FROM credential WHERE application_id = :id)
         AS earned_credentials,
       (SELECT count(*) FROM goal WHERE application_id = :id AND status = 'complete')
         AS completed_goals,
       (SELECT count(*) FROM service
         WHERE application_id = :id AND status = 'successful') AS completed_services
"""
STAFF_SERVICES = """
SELECT count(*) AS n FROM service WHERE application_id = :id AND NOT prepopulated
"""
COMPLETE, NOT_COMPLETE = "complete", "not-complete"
# Where each choice of the list leads; a choice that the list has lost leads nowhere.
LEADS_TO = {
    "recommended-providers": "wioatrack program match {who}",
    "needs-assessment": "wioatrack assessment needs {who}",
    "referrals": "wioatrack referral send {who} --provider PROVIDER",
    "own-location": "wioatrack service add {who} --activity CODE",
    "not-participating": "wioatrack application edit {who} "
    "--enrollment not-participating --because TEXT",
}


def customer(store: Answers, case: Case) -> Record:
    """The customer's card (IS-10)."""
    row = store.one(CUSTOMER, id=case.participant_id)
    assert row is not None
    return {
        "name": f"{row.pop('first_name')} {row.pop('last_name')}",
        **row,
        "provider": case.provider,
        "program": case.program,
    }


def count(store: Answers, question: str, case: Case) -> int:
    """How many there are of a case."""
    row = store.one(question, id=case.application_id)
    return 0 if row is None else int(row["n"])


def assessments(store: Answers, desk: Desk, case: Case) -> list[Record]:
    """Those that every plan shows, complete or not, then the others on file (IS-16)."""
    known = load_list("assessment")
    taken = {
        row["name"]: row["date"] for row in store.ask(TAKEN, id=case.application_id)
    }
    found: list[Record] = []
    for code in known.offered(desk.rulebook(case.profile)):
        words = {folded(word) for word in known.codes[code].words()}
        same = [name for name in taken if folded(name) in words]
        dates = [taken.pop(name) for name in same]
        found.append(
            {
                "name": known.label(code),
                "status": COMPLETE if same else NOT_COMPLETE,
                "date": max((day for day in dates if day), default=None),
            }
        )
    return found + [
        {"name": name, "status": COMPLETE, "date": date} for name, date in taken.items()
    ]


def career_path(store: Answers, case: Case) -> Record:
    """The desired career path: nothing until it is set (IS-17)."""
    entry = entry_of(row_of(store, case))
    first, second = (*entry.occupation, None, None)[:2]
    return {
        "pathway": entry.pathway,
        "occupation_1": first,
        "occupation_2": second,
        "wage_goal": None if entry.wage_goal is None else say_money(entry.wage_goal),
    }


def accomplishments(store: Answers, case: Case) -> Record:
    """Counts, and the listing behind each (IS-18)."""
    counts = store.one(ACCOMPLISHED, id=case.application_id) or {}
    who = quote(case.number)
    return counts | {
        "lists": [
            f"wioatrack credential list {who}",
            f"wioatrack goal list {who} --status complete",
            f"wioatrack service list {who} --status successful",
        ]
    }


def next_steps(store: Answers, desk: Desk, case: Case) -> list[Record]:
    """The choices at intake; after the first service, the third step (IS-37, IS-38)."""
    who = quote(case.number)
    if count(store, STAFF_SERVICES, case):
        command = f"wioatrack service recommend {who}"
        return [{"step": "Add activities/services", "command": command}]
    steps = load_list("next-step")
    book = desk.rulebook(case.profile)
    return [
        {"step": steps.label(code, book), "command": LEADS_TO[code].format(who=who)}
        for code in steps.offered(book)
        if code in LEADS_TO
    ]
