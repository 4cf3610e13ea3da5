"""What staff do with assessments: tests taken, and what they say in words."""

from typing import TYPE_CHECKING, Any

from wioatrack.actions import headers
from wioatrack.actions.cases import Case, find_case, find_cases, record_by_id
from wioatrack.actions.desk import Desk
from wioatrack.actions.documents import keep_document
from wioatrack.actions.filing import Judged, file_record
from wioatrack.actions.listing import Page, contains, paged
from wioatrack.actions.notes import file_note
from wioatrack.actions.notes import shown as note_shown
from wioatrack.actions.results import Done, Listing, Record, Refused
from wioatrack.actions.roles import Actor, actor
from wioatrack.entries.assessments import (
    AssessmentEntry,
    AssessmentFilters,
    SummaryEntry,
)
from wioatrack.rules.calendar import Happening, not_in_future
from wioatrack.store import Answers

if TYPE_CHECKING:
    from wioatrack.store import Store

SUMMARY_TASK = "assessment-summary"
ONE = "SELECT * FROM assessment WHERE id = :id"
OF_CASE = "SELECT * FROM assessment WHERE application_id = :id ORDER BY date, id"
COLUMNS = ("id", "name", "kind", "series", "subject", "form", "level", "score", "date")


def add_assessment(desk: Desk, who: str, entry: AssessmentEntry) -> Done | Refused:
    """Record a test that was taken, with its level where it has one (OUT-19)."""

    def judge(store: Answers, acting: Actor) -> Judged[Case]:
        case = find_case(store, acting, who)
        if entry.date is None:
            return Judged(case)
        taken = Happening("Taken", entry.date, desk.today)
        return Judged(case, (not_in_future(taken, desk.rulebook(case.profile)),))

    def write(store: "Store", judged: Judged[Case]) -> int:
        from wioatrack.models.gains import Assessment

        return store.keep(Assessment(**columns(store, desk, judged.facts, entry)))

    return file_record(desk, "assessment", judge, write, shown)


def columns(
    store: "Store", desk: Desk, case: Case, entry: AssessmentEntry
) -> dict[str, Any]:
    """The assessment's columns; files its document."""
    document_id = None
    if entry.document is not None:
        document_id = keep_document(store, desk, case, entry.document)
    return {
        "application_id": case.application_id,
        "name": entry.name,
        "kind": entry.kind,
        "series": entry.series,
        "subject": entry.subject,
        "form": entry.form,
        "level": entry.level,
        "score": entry.score,
        "date": entry.date,
        "document_id": document_id,
    }


def shown(store: Answers, acting: Actor, assessment_id: int) -> Record:
    """An assessment as it is on file."""
    row, case = record_by_id(store, acting, "assessment", ONE, assessment_id)
    return record_of(case, row)


def record_of(case: Case, row: Record) -> Record:
    """An assessment as JSON has it."""
    return {
        "id": row["id"],
        **case.keys(),
        "name": row["name"],
        "kind": row["kind"],
        "series": row["series"],
        "subject": row["subject"],
        "form": row["form"],
        "level": row["level"],
        "score": row["score"],
        "date": row["date"],
        "document": row["document_id"],
        "created_on": row["created_on"],
        "updated_by": row["updated_by"],
    }


def list_assessments(
    desk: Desk, who: str, wanted: AssessmentFilters, page: Page
) -> Listing:
    """The assessments of an application, or of all that a person has."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        records = [
            record_of(case, row)
            for case in find_cases(store, acting, who)
            for row in store.ask(OF_CASE, id=case.application_id)
            if wanted.kind in (None, row["kind"])
            and contains(row["subject"], wanted.subject)
        ]
    empty = f"No assessment yet. wioatrack assessment add {who} --name NAME"
    return Listing(
        "assessment",
        paged(records, page, headers.ASSESSMENT),
        COLUMNS,
        empty,
        keys=headers.ASSESSMENT,
    )


def summarize_assessments(desk: Desk, who: str, entry: SummaryEntry) -> Done | Refused:
    """Keep what the assessments say as a case note; the notes are its history."""

    def judge(store: Answers, acting: Actor) -> Judged[Case]:
        return Judged(find_case(store, acting, who))

    def write(store: "Store", judged: Judged[Case]) -> int:
        return file_note(
            store,
            desk,
            judged.facts.application_id,
            day=desk.today,
            message=entry.text,
            task=SUMMARY_TASK,
        )

    def show(store: Answers, acting: Actor, note_id: int) -> Record:
        note = note_shown(store, acting, note_id)
        return note | {"text": note["message"]}

    said = (
        f"The summary is on file; wioatrack note list {who} --task {SUMMARY_TASK} "
        "shows all."
    )
    return file_record(desk, "note", judge, write, show, said=said)
