"""What staff do with planned contacts: plan, list, and say what came of them."""

from datetime import date
from typing import TYPE_CHECKING, Any

from wioatrack.actions import headers
from wioatrack.actions.aftercare import label_of, meaning_of
from wioatrack.actions.cases import Case, day, find_case, find_cases, record_by_id
from wioatrack.actions.desk import Desk
from wioatrack.actions.employment_facts import group_of
from wioatrack.actions.filing import Judged, file_record
from wioatrack.actions.listing import Page, paged
from wioatrack.actions.notes import file_note
from wioatrack.actions.results import Done, Listing, Record, Refused
from wioatrack.actions.roles import Actor, actor
from wioatrack.entries.followups import FollowupEntry, FollowupFilters, OutcomeEntry
from wioatrack.errors import BadEntry
from wioatrack.rules import followups as rules
from wioatrack.rules.calendar import Happening, not_in_future
from wioatrack.rules.milestones import band
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.rulebook import Rulebook
from wioatrack.store import Answers

if TYPE_CHECKING:
    from wioatrack.store import Store

TASK = "follow-up"
ONE = "SELECT * FROM followup WHERE id = :id"
OF_CASE = "SELECT * FROM followup WHERE application_id = :id ORDER BY due_date, id"
TRIES = """
SELECT c.id, c.date, c.outcome, c.note_id AS note, n.message, c.created_by AS "by"
  FROM followup_contact c LEFT JOIN note n ON n.id = c.note_id
 WHERE c.followup_id = :id ORDER BY c.date, c.id
"""
COLUMNS = ("id", "due_date", "status", "quarter", "about", "tries", "outcome_label",
           "closed_on")  # fmt: skip
LABELS = {"outcome_label": "Outcome", "closed_on": "Settled on"}


def plan_contact(desk: Desk, who: str, entry: FollowupEntry) -> Done | Refused:
    """Plan a contact, or record one that was made on its day, with what came of it.

    One about a quarter after exit needs the exit on file.
    """
    if entry.note and entry.outcome is None:
        raise BadEntry(
            "--note is about a contact that was made.",
            "Give --outcome with it, or say by --about what is planned.",
        )

    def judge(store: Answers, acting: Actor) -> Judged[Case]:
        case = find_case(store, acting, who)
        book = desk.rulebook(case.profile)
        said: tuple[Outcome, ...] = ()
        if entry.quarter is not None:
            asked = rules.Asked(case.number, entry.quarter, case.exited_on)
            said = (rules.quarter_exists(asked, book),)
        if entry.outcome is not None:
            said += contacted(desk, book, None, None, entry.outcome, entry.due)
        if entry.youth_placement is not None:
            asked_of = placement(case, entry.quarter, entry.outcome, entry.due)
            said += (rules.youth_placement(asked_of, book),)
        return Judged(case, said)

    def write(store: "Store", judged: Judged[Case]) -> int:
        from wioatrack.models.afterwards import Followup

        case = judged.facts
        followup_id = store.keep(
            Followup(
                application_id=case.application_id,
                due_date=entry.due,
                quarter=entry.quarter,
                about=entry.about,
            )
        )
        if entry.outcome is not None:
            made = OutcomeEntry(
                outcome=entry.outcome,
                note=entry.note,
                youth_placement=entry.youth_placement,
            )
            keep_contact(store, desk, case, followup_id, made, entry.due)
        return followup_id

    return file_record(desk, "followup", judge, write, shower(desk))


def settle_contact(desk: Desk, followup_id: int, entry: OutcomeEntry) -> Done | Refused:
    """Say what came of a contact; an attempt leaves it open, anything else settles it.

    The note, if there is one, is filed in the same step (OUT-60).
    """
    when = entry.date or desk.today

    def judge(store: Answers, acting: Actor) -> Judged[Case]:
        row, case = record_by_id(store, acting, "followup", ONE, followup_id)
        closed_on, book = day(row["closed_on"]), desk.rulebook(case.profile)
        said = contacted(desk, book, followup_id, closed_on, entry.outcome, when)
        if entry.youth_placement is not None:
            asked_of = placement(case, row["quarter"], entry.outcome, when)
            said += (rules.youth_placement(asked_of, book),)
        return Judged(case, said)

    def write(store: "Store", judged: Judged[Case]) -> int:
        keep_contact(store, desk, judged.facts, followup_id, entry, when)
        return followup_id

    return file_record(desk, "followup", judge, write, shower(desk))


def contacted(
    desk: Desk,
    book: Rulebook,
    followup_id: int | None,
    closed_on: date | None,
    outcome: str,
    when: date,
) -> tuple[Outcome, ...]:
    """The rules on a contact that somebody made."""
    meaning = meaning_of(outcome) or rules.Meaning.ATTEMPT
    facts = rules.Contacted(followup_id, closed_on, label_of(outcome), meaning)
    return (
        rules.still_open(facts, book),
        not_in_future(Happening("Contact of", when, desk.today), book),
        rules.exchange(facts, book),
    )


def placement(
    case: Case, quarter: int | None, outcome: str | None, when: date
) -> rules.Placement:
    """Where a youth is said to have been, and by which contact."""
    return rules.Placement(
        who=case.number,
        group=group_of(case.program),
        quarter=quarter,
        exited_on=case.exited_on,
        contacted_on=when,
        meaning=meaning_of(outcome),
    )


def keep_contact(
    store: "Store",
    desk: Desk,
    case: Case,
    followup_id: int,
    entry: OutcomeEntry,
    when: date,
) -> None:
    """Keep a try with its note, and settle the contact unless it was an attempt."""
    from wioatrack.models.afterwards import Followup, FollowupContact

    note_id = None
    if entry.note:
        note_id = file_note(
            store,
            desk,
            case.application_id,
            day=when,
            message=entry.note,
            task=TASK,
            subject=label_of(entry.outcome),
        )
    store.keep(
        FollowupContact(
            followup_id=followup_id, date=when, outcome=entry.outcome, note_id=note_id
        )
    )
    settled: dict[str, Any] = {"outcome": entry.outcome}
    if meaning_of(entry.outcome) is not rules.Meaning.ATTEMPT:
        settled["closed_on"] = when
        settled["youth_placement"] = entry.youth_placement
    store.change(Followup, followup_id, **settled)


def shower(desk: Desk) -> Any:
    """How a planned contact is shown after a write."""

    def show(store: Answers, acting: Actor, followup_id: int) -> Record:
        row, case = record_by_id(store, acting, "followup", ONE, followup_id)
        return record_of(store, desk, case, row)

    return show


def record_of(store: Answers, desk: Desk, case: Case, row: Record) -> Record:
    """A planned contact as JSON has it, with every try at it."""
    tries = store.ask(TRIES, id=row["id"])
    due = date.fromisoformat(row["due_date"])
    standing = "done"
    if row["closed_on"] is None:
        standing = str(band(due, desk.today, desk.rulebook(case.profile)))
    return {
        "id": row["id"],
        **case.keys(),
        "due": row["due_date"],
        "due_date": row["due_date"],
        "quarter": row["quarter"],
        "about": row["about"],
        "status": standing,
        "outcome": row["outcome"],
        "outcome_label": row["outcome"] and label_of(row["outcome"]),
        "youth_placement": row["youth_placement"],
        "date": row["closed_on"],
        "closed_on": row["closed_on"],
        "tries": len(tries),
        "contacts": tries,
        "created_by": row["created_by"],
        "updated_by": row["updated_by"],
    }


def list_contacts(desk: Desk, who: str, wanted: FollowupFilters, page: Page) -> Listing:
    """The planned contacts of an application, or of all that a person has."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        records = [
            record_of(store, desk, case, row)
            for case in find_cases(store, acting, who)
            for row in store.ask(OF_CASE, id=case.application_id)
            if wanted.outcome in (None, row["outcome"])
            and wanted.open in (None, row["closed_on"] is None)
        ]
    empty = (
        f"No contact is planned. wioatrack followup add {who} --due DATE plans one; "
        f"wioatrack followup clocks {who} shows what is owed."
    )
    return Listing(
        "followup",
        paged(records, page, headers.FOLLOWUP),
        COLUMNS,
        empty,
        LABELS,
        keys=headers.FOLLOWUP,
    )
