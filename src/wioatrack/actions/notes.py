"""What staff do with case notes."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from wioatrack.actions import headers
from wioatrack.actions.cases import Case, find_case, find_cases, record_by_id
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, file_record
from wioatrack.actions.for_staff import CUSTOMER, SAVED, sent_to_customer
from wioatrack.actions.listing import Page, contains, paged
from wioatrack.actions.results import Done, Listing, Record, Refused
from wioatrack.actions.roles import Actor, Duty, actor
from wioatrack.entries.notes import NoteEntry, NoteFilters
from wioatrack.errors import BadEntry, Conflict
from wioatrack.rules.calendar import Happening, not_in_future
from wioatrack.store import Answers
from wioatrack.store.reading import NOTHING_WITHHELD

if TYPE_CHECKING:
    from wioatrack.store import Store

MAILED, TEAM = "email", "team"
EMAIL = "SELECT email FROM participant WHERE id = :id"
OUTBOX = """
SELECT id, recipient AS "to", state, attempts, reason, sent_at FROM outbox
 WHERE note_id = :id ORDER BY id
"""
ONE = "SELECT * FROM note WHERE id = :id"
OF_CASE = "SELECT * FROM note WHERE application_id = :id ORDER BY date, id"
COLUMNS = ("id", "date", "task", "subject", "message", "send", "to", "author",
           "created_at")  # fmt: skip
LABELS = {"date": "Contact date"}


def add_note(desk: Desk, who: str, entry: NoteEntry) -> Done | Refused:
    """Write a case note; one to be mailed waits in the outbox until it is sent.

    A load says how notes were sent once, and sends none. One that is sent to nobody in
    particular goes to the team. Raises `BadEntry` for one that is empty, `Conflict` for
    one that cannot be addressed.
    """
    if entry.send != SAVED and not entry.to:
        entry = replace(entry, to=(TEAM,))

    def judge(store: Answers, acting: Actor) -> Judged[Case]:
        case = find_case(store, acting, who)
        check(entry)
        if not desk.unread:
            check_address(store, case, entry)
        contact = Happening("Contact of", entry.date, desk.today)
        return Judged(case, (not_in_future(contact, desk.rulebook(case.profile)),))

    def write(store: "Store", judged: Judged[Case]) -> int:
        note_id = file_note(
            store,
            desk,
            judged.facts.application_id,
            day=entry.date,
            message=entry.message,
            task=entry.task,
            subject=entry.subject,
            send=entry.send,
            to=entry.to,
        )
        if entry.send == MAILED and not desk.unread:
            from wioatrack.actions.outbox import queue

            queue(store, desk, note_id, entry.to)
        return note_id

    return file_record(desk, "note", judge, write, shown)


def check(entry: NoteEntry) -> None:
    """A note says something."""
    if not entry.subject and not entry.message:
        raise BadEntry(
            "A case note needs a subject or a message.", "Give --subject or --message."
        )


def check_address(store: Answers, case: Case, entry: NoteEntry) -> None:
    """A customer who is written to has one usable e-mail address."""
    if entry.send != MAILED or CUSTOMER not in entry.to:
        return
    from wioatrack.actions.mailbox import is_address

    row = store.one(EMAIL, id=case.participant_id)
    if row is None or not is_address(row["email"]):
        raise Conflict(
            f"--to customer: {case.who} has no usable e-mail address.",
            f"wioatrack participant edit {case.who} --email ADDRESS",
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
    send: str = SAVED,
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
            send=send,
            recipients=",".join(dict.fromkeys(to)) or None,
            author=desk.user,
            created_at=desk.stamp().moment(),
        )
    )


def shown(store: Answers, acting: Actor, note_id: int) -> Record:
    """A case note as it is on file."""
    row, case = record_by_id(store, acting, "note", ONE, note_id)
    return record_of(store, case, row)


def record_of(store: Answers, case: Case, row: Record) -> Record:
    """A case note as JSON has it (OUT-64), with its mails and what became of them."""
    from wioatrack.rulebooks import load_list

    return {
        "id": row["id"],
        **case.keys(),
        "date": row["date"],
        "subject": row["subject"],
        "message": row["message"],
        "task": row["task"],
        "send": row["send"],
        "send_label": load_list("send-mode").label(row["send"]),
        "to": row["recipients"].split(",") if row["recipients"] else [],
        "author": row["author"],
        "created_at": row["created_at"],
        "outbox": store.ask(OUTBOX, id=row["id"]) if row["send"] == MAILED else [],
    }


def shows_to(acting: Actor, row: Record) -> bool:
    """Staff read every note; customers those that were sent to them (OUT-63)."""
    return acting.may(Duty.READ) or sent_to_customer(row)


def list_notes(desk: Desk, who: str, wanted: NoteFilters, page: Page) -> Listing:
    """The case notes of an application, or of all that a person has."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        cases = find_cases(store, acting, who)
        # Whole, because the rows that are not for the actor are left out here.
        with store.withholding(NOTHING_WITHHELD):
            rows = [
                (case, row)
                for case in cases
                for row in store.ask(OF_CASE, id=case.application_id)
                if shows_to(acting, row)
            ]
        records = [
            record_of(store, case, row)
            for case, row in rows
            if wanted.task in (None, row["task"])
            and contains(row["author"], wanted.author)
            and (wanted.since is None or row["date"] >= wanted.since.isoformat())
        ]
    empty = f"No case note yet. wioatrack note add {who} --date today --message TEXT"
    return Listing(
        "note",
        paged(records, page, headers.NOTE),
        COLUMNS,
        empty,
        LABELS,
        keys=headers.NOTE,
    )
