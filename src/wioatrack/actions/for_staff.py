"""What staff write for staff, which a customer's questions are answered without.

A customer reads the own record (D45): facts, days, money, standings, answers. A case
note is for those it was sent to (OUT-63), and so is every reason and remark that staff
give one another: why a maximum should be passed, a rule waived, a week opened again.
This is the one place that says which words those are; the store leaves them out of
whatever a customer's command asks, so that no action has to think of it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from wioatrack.actions.roles import Role
from wioatrack.store import Snapshot
from wioatrack.store.reading import Withheld

SAVED, CUSTOMER = "save", "customer"
COLUMNS: Mapping[str, frozenset[str]] = {
    "note": frozenset({"subject", "message"}),
    "override_request": frozenset({"reason", "review_note"}),
    "waiver": frozenset({"because"}),
    "application": frozenset({"enrollment_because"}),
    "attendance_week": frozenset({"reopened_because"}),
    "exit": frozenset({"voided_because"}),
    "referral": frozenset({"message", "reply_note"}),
    "followup": frozenset({"about"}),
    "document": frozenset({"original_name"}),
    "outbox": frozenset({"reason"}),
    "catalog_note": frozenset({"text"}),
}
ROLE = "SELECT role FROM user WHERE name = :name"


def sent_to_customer(note: Mapping[str, Any]) -> bool:
    """Whether a case note was sent to the customer, alone or among others."""
    sent = note.get("send") not in (None, SAVED)
    return sent and CUSTOMER in (note.get("recipients") or "").split(",")


def was_sent(table: str, row: Mapping[str, Any]) -> bool:
    """The words for staff that a customer reads all the same."""
    return table == "note" and sent_to_customer(row)


FOR_STAFF = Withheld(COLUMNS, was_sent)


@contextmanager
def answering(store: Snapshot, user: str) -> Iterator[Snapshot]:
    """The store as it answers this user: what is not there to be read is NULL.

    For a read; a write that changed what it could not read would log it wrongly.
    """
    row = store.one(ROLE, name=user)
    if row is None or row["role"] != Role.CUSTOMER:
        yield store
        return
    with store.withholding(FOR_STAFF):
        yield store
