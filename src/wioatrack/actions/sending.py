"""Writing a case note and sending it in one go, where a mail server is set up."""

from collections.abc import Mapping
from dataclasses import replace

from wioatrack.actions import headers
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page, paged
from wioatrack.actions.notes import MAILED, add_note, shown
from wioatrack.actions.results import Done, Listing, Record, Refused
from wioatrack.actions.roles import actor
from wioatrack.entries.notes import NoteEntry


def add_and_send(
    desk: Desk, who: str, entry: NoteEntry, environment: Mapping[str, str]
) -> Done | Refused:
    """Write a note; what is to be mailed goes out now, or waits and says so.

    The note is kept whatever becomes of its mail.
    """
    if entry.send != MAILED:
        return add_note(desk, who, entry)
    from wioatrack.actions.mailbox import mailbox_of
    from wioatrack.actions.outbox import send_waiting

    mailbox = mailbox_of(environment)
    result = add_note(desk, who, entry)
    if isinstance(result, Refused):
        return result
    if mailbox is not None and desk.held is None:
        send_waiting(desk, mailbox, [mail["id"] for mail in result.record["outbox"]])
    with desk.reading() as store:
        record = shown(store, actor(store, desk.user), result.record["id"])
    why = "" if mailbox else " No mail server is set up (WIOATRACK_SMTP_HOST)."
    return replace(result, record=record, said=f"{result.said} {told(record)}{why}")


def told(record: Record) -> str:
    """What became of the mails of one note, in a sentence."""
    states = [f"{mail['to']} {mail['state']}" for mail in record["outbox"]]
    waits = any(mail["state"] in ("queued", "failed") for mail in record["outbox"])
    hint = "; wioatrack note send sends what waits" if waits else ""
    return f"Mail: {', '.join(states)}{hint}."


def send_outbox(
    desk: Desk,
    mail_id: int | None,
    environment: Mapping[str, str],
    page: Page,
    *,
    again: bool,
) -> tuple[Listing, bool]:
    """Send what waits in the outbox, or one mail; each with what became of it.

    And whether all of them were sent, also those that the page does not show.
    """
    from wioatrack.actions.mailbox import mailbox_of
    from wioatrack.actions.outbox import (
        COLUMNS,
        LABELS,
        send_again,
        send_one,
        send_waiting,
    )

    mailbox = mailbox_of(environment)
    if mail_id is None:
        done = send_waiting(desk, mailbox)
    else:
        send = send_again if again else send_one
        done = send(desk, mailbox, mail_id)
    nothing = "Nothing of it is shown." if done else "Nothing waits."
    listing = Listing(
        "mail",
        paged(done, page, headers.MAIL),
        COLUMNS,
        nothing,
        LABELS,
        keys=headers.MAIL,
    )
    return listing, all(mail["state"] == "sent" for mail in done)
