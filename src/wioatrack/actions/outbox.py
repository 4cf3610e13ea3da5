"""Case notes on their way out by e-mail: queued, claimed, sent once.

A mail is claimed in a transaction of its own before anybody talks to a server, so that
two processes never send the same one; a claim whose process died stays a claim. The
address is looked up when the mail goes out and kept nowhere else.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import uuid4

from wioatrack.actions import headers
from wioatrack.actions.cases import Case, cases_seen, find_cases, record_by_id
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page, paged
from wioatrack.actions.mailbox import Mailbox
from wioatrack.actions.mailer import Letter, deliver
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import Duty, actor
from wioatrack.entries.notes import OutboxFilters
from wioatrack.errors import BadEntry, NotFound
from wioatrack.store import Answers

if TYPE_CHECKING:
    from wioatrack.store import Store

TEAM = "team"
QUEUED, SENDING, UNCERTAIN = "queued", "sending", "uncertain"
WAITING = (QUEUED, "failed")
NO_SUBJECT = "Case note"
MAIL = """
SELECT o.*, n.application_id, n.subject, n.message, n.date AS contact_date, n.author,
       a.number, p.email
  FROM outbox o
  JOIN note n ON n.id = o.note_id
  JOIN application a ON a.id = n.application_id
  JOIN participant p ON p.id = a.participant_id
"""
ONE = MAIL + " WHERE o.id = :id"
UNSENT = MAIL + " WHERE o.state <> 'sent' ORDER BY o.id"
OF_CASE = MAIL + " WHERE n.application_id = :id ORDER BY o.id"
COLUMNS = ("id", "note", "application", "to", "state", "attempts", "reason", "sent_at")
LABELS = {"application": "Application"}


def queue(store: "Store", desk: Desk, note_id: int, recipients: Iterable[str]) -> None:
    """Put a note into the outbox, once for each recipient."""
    from wioatrack.models.afterwards import Outbox

    for recipient in dict.fromkeys(recipients):
        store.keep(
            Outbox(
                note_id=note_id,
                recipient=recipient,
                state=QUEUED,
                message_id=f"<{uuid4().hex}@wioatrack.invalid>",
                queued_at=desk.stamp().moment(),
            )
        )


def send_waiting(
    desk: Desk, mailbox: Mailbox | None, only: Iterable[int] | None = None
) -> list[Record]:
    """Send what waits, each at most once, and say what became of it.

    Raises `BadEntry` where no mail server is set up; nothing is lost by that.
    """
    if mailbox is None:
        raise BadEntry(
            "No mail server is set up, so nothing was sent; what waits stays in the "
            "outbox.",
            "Set WIOATRACK_SMTP_HOST and WIOATRACK_SMTP_FROM, then: wioatrack note send",
        )
    if desk.held is not None:
        raise BadEntry(
            "Mail cannot be taken back, so none is sent inside a transaction.",
            "Run wioatrack note send by itself.",
        )
    wanted = None if only is None else set(only)
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.RECORD)
        rows = store.ask(UNSENT)
        cases = cases_seen(store, acting, {row["application_id"] for row in rows})
        seen = {case.application_id: case for case in cases}
    done = []
    for row in rows:
        case = seen.get(row["application_id"])
        if case is None or row["state"] not in WAITING:
            continue
        if wanted is not None and row["id"] not in wanted:
            continue
        record = send(desk, mailbox, case, row["id"])
        if record is not None:
            done.append(record)
    return done


def send(desk: Desk, mailbox: Mailbox, case: Case, mail_id: int) -> Record | None:
    """Claim one mail, send it, keep what became of it; none if another claimed it."""
    from wioatrack.models.afterwards import Outbox

    with desk.writing() as store:
        row = store.one(ONE, id=mail_id)
        if row is None or row["state"] not in WAITING:
            return None
        now = desk.stamp().moment()
        store.change(
            Outbox,
            mail_id,
            state=SENDING,
            attempts=row["attempts"] + 1,
            tried_at=now,
            reason=None,
        )
    delivery = deliver(mailbox, letter(mailbox, row, now))
    with desk.writing() as store:
        store.change(
            Outbox,
            mail_id,
            state=delivery.state,
            reason=delivery.reason,
            sent_at=desk.stamp().moment() if delivery.reason is None else None,
        )
        after = store.one(ONE, id=mail_id)
    assert after is not None
    return record_of(case, after)


def letter(mailbox: Mailbox, row: Record, now: str) -> Letter:
    """The mail of one note: its subject and message, as the guide has it.

    The team is told which application it is about, by its number alone; a customer
    is told nothing that the note does not say.
    """
    words = row["message"] or row["subject"]
    to = row["email"] or ""
    if row["recipient"] == TEAM:
        words = f"Application {row['number']}\n\n{words}"
        to = mailbox.team
    return Letter(
        row["message_id"], to, row["subject"] or NO_SUBJECT, f"{words}\n", now
    )


def send_again(desk: Desk, mailbox: Mailbox | None, mail_id: int) -> list[Record]:
    """Send one mail that may have been sent before, because somebody says so."""
    from wioatrack.models.afterwards import Outbox

    if mailbox is not None and desk.held is None:
        with desk.writing() as store:
            acting = actor(store, desk.user)
            acting.require(Duty.RECORD)
            row, _ = record_by_id(store, acting, "mail", ONE, mail_id)
            if row["state"] == SENDING:
                reason = "The program stopped while it was being sent."
                store.change(Outbox, mail_id, state=UNCERTAIN, reason=reason)
            if row["state"] in (SENDING, UNCERTAIN):
                store.change(Outbox, mail_id, state=QUEUED, reason=None)
    return send_one(desk, mailbox, mail_id)


def send_one(desk: Desk, mailbox: Mailbox | None, mail_id: int) -> list[Record]:
    """Send one mail that waits. Raises `NotFound` for one that does not."""
    done = send_waiting(desk, mailbox, [mail_id])
    if done:
        return done
    with desk.reading() as store:
        acting = actor(store, desk.user)
        row, _ = record_by_id(store, acting, "mail", ONE, mail_id)
    hint = "wioatrack note outbox shows what waits."
    if row["state"] in (SENDING, UNCERTAIN):
        hint = f"It may have been sent; wioatrack note send {mail_id} --again sends it."
    raise NotFound(f"Mail {mail_id} is {row['state']}; it does not wait.", hint)


def record_of(case: Case, row: Record) -> Record:
    """A mail as JSON has it; no address, since none is kept."""
    return {
        "id": row["id"],
        **case.keys(),
        "note": row["note_id"],
        "to": row["recipient"],
        "state": row["state"],
        "attempts": row["attempts"],
        "reason": row["reason"],
        "message_id": row["message_id"],
        "queued_at": row["queued_at"],
        "tried_at": row["tried_at"],
        "sent_at": row["sent_at"],
    }


def list_outbox(
    desk: Desk, who: str | None, wanted: OutboxFilters, page: Page
) -> Listing:
    """The mails of one person, or all that are not sent yet."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.READ)
        if who is None:
            rows = store.ask(
                UNSENT if wanted.state is None else f"{MAIL} ORDER BY o.id"
            )
            cases = cases_seen(store, acting, {row["application_id"] for row in rows})
        else:
            cases = find_cases(store, acting, who)
            rows = mails(store, cases)
    seen = {case.application_id: case for case in cases}
    records = [
        record_of(seen[row["application_id"]], row)
        for row in rows
        if row["application_id"] in seen and wanted.state in (None, row["state"])
    ]
    return Listing(
        "mail",
        paged(records, page, headers.MAIL),
        COLUMNS,
        "The outbox is empty.",
        LABELS,
        keys=headers.MAIL,
    )


def mails(store: Answers, cases: Iterable[Case]) -> list[Record]:
    """Every mail of some applications."""
    return [row for case in cases for row in store.ask(OF_CASE, id=case.application_id)]
