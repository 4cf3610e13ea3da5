"""What staff do with case notes."""

from datetime import date
from typing import TYPE_CHECKING

from wioatrack.actions.cases import Case, case_by_id, find_case, find_cases
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, file_record
from wioatrack.actions.listing import Page, contains, paged
from wioatrack.actions.results import Done, Listing, Record, Refused
from wioatrack.actions.roles import Actor, Duty, actor
from wioatrack.entries.notes import NoteEntry, NoteFilters
from wioatrack.errors import BadEntry
from wioatrack.rules.calendar import Happening, not_in_future
from wioatrack.store import Answers

if TYPE_CHECKING:
    from wioatrack.store import Store

SAVED = "save"
ONE = "SELECT * FROM note WHERE id = :id"
OF_CASE = "SELECT * FROM note WHERE application_id = :id ORDER BY date, id"
COLUMNS = ("id", "date", "task", "subject", "message", "send", "author", "created_at")
LABELS = {"date": "Contact date"}


def add_note(desk: Desk, who: str, entry: NoteEntry) -> Done | Refused:
    """Write a case note. Raises `BadEntry` for one that is empty or to be sent."""

    def judge(store: Answers, acting: Actor) -> Judged[Case]:
        case = find_case(store, acting, who)
        check(entry)
        contact = Happening("Contact of", entry.date, desk.today)
        return Judged(case, (not_in_future(contact, desk.rulebook(case.profile)),))

    def write(store: "Store", judged: Judged[Case]) -> int:
        return file_note(
            store,
            desk,
            judged.facts.application_id,
            day=entry.date,
            message=entry.message,
            task=entry.task,
            subject=entry.subject,
            to=entry.to,
        )

    return file_record(desk, "note", judge, write, shown)


def check(entry: NoteEntry) -> None:
    """A note says something, and is not promised to be sent where nothing sends."""
    if not entry.subject and not entry.message:
        raise BadEntry(
            "A case note needs a subject or a message.", "Give --subject or --message."
        )
    if entry.send != SAVED:
        raise BadEntry(
            f"--send {entry.send}: no way to send messages is set up, so nothing was "
            "written.",
            "--send save keeps the note without sending it.",
        )


def file_note(
    store: "Store",
    desk: Desk,
    application_id: int,
    *,
    day: date,
    message: str | None,
    task: str,
    subject: str | None = None,
    to: tuple[str, ...] = (),
) -> int:
    """Keep a case note in the transaction of the record that needs it; its id."""
    from wioatrack.models.applications import Note

    return store.keep(
        Note(
            application_id=application_id,
            date=day,
            subject=subject,
            message=message,
            task=task,
            send=SAVED,
            recipients=",".join(dict.fromkeys(to)) or None,
            author=desk.user,
            created_at=desk.stamp().moment(),
        )
    )


def shown(store: Answers, acting: Actor, note_id: int) -> Record:
    """A case note as it is on file."""
    row = store.one(ONE, id=note_id)
    case = case_by_id(store, acting, "note", row)
    assert row is not None
    return record_of(case, row)


def record_of(case: Case, row: Record) -> Record:
    """A case note as JSON has it (OUT-64)."""
    return {
        "id": row["id"],
        **case.keys(),
        "date": row["date"],
        "subject": row["subject"],
        "message": row["message"],
        "task": row["task"],
        "send": row["send"],
        "to": row["recipients"].split(",") if row["recipients"] else [],
        "author": row["author"],
        "created_at": row["created_at"],
    }


def list_notes(desk: Desk, who: str, wanted: NoteFilters, page: Page) -> Listing:
    """The case notes of an application, or of all that a person has."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.READ)
        records = [
            record_of(case, row)
            for case in find_cases(store, acting, who)
            for row in store.ask(OF_CASE, id=case.application_id)
            if wanted.task in (None, row["task"])
            and contains(row["author"], wanted.author)
            and (wanted.since is None or row["date"] >= wanted.since.isoformat())
        ]
    empty = f"No case note yet. wioatrack note add {who} --date today --message TEXT"
    return Listing("note", paged(records, page), COLUMNS, empty, LABELS)
