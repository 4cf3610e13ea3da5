"""What the tables refuse to anybody: answered overrides, one's own request, the log."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from wioatrack.models.money import OverrideEdit, OverrideRequest
from wioatrack.store import Stamp, writing

Request = Callable[..., OverrideRequest]
ANSWER = (
    "UPDATE override_request SET status = ?, reviewed_by = ?, "
    "reviewed_on = '2024-02-01' WHERE id = 1"
)


@pytest.fixture
def pending(filled: Path, ann: Stamp, request_of: Request) -> Path:
    """A request of Ann's that Bea edited."""
    with writing(filled, ann) as store:
        store.keep(request_of())
    return filled


def raw(path: Path, statement: str, *values: object) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(statement, values)


@pytest.mark.fault(36)
@pytest.mark.covers("IS-65")
def test_one_request_is_pending_at_a_time(
    pending: Path, ann: Stamp, request_of: Request
) -> None:
    """A second for the same person, type and period is refused, whoever writes it."""

    with pytest.raises(IntegrityError), writing(pending, ann) as store:
        store.keep(request_of(amount_cents=100))
    with pytest.raises(sqlite3.IntegrityError):
        raw(
            pending,
            "INSERT OR REPLACE INTO override_request SELECT NULL, participant_id, "
            "application_id, service_id, note_id, support_type, period, 100, reason, "
            "status, requested_by, requested_on, updated_on, updated_by, NULL, NULL, "
            "NULL FROM override_request",
        )


def test_another_period_has_its_own_request(
    pending: Path, ann: Stamp, request_of: Request
) -> None:
    """The key is participant, support type and period of the maximum."""

    with writing(pending, ann) as store:
        assert store.keep(request_of(period="2024")) == 2


@pytest.mark.fault(101)
@pytest.mark.covers("IS-73")
@pytest.mark.parametrize("reviewer", ["ann", "ANN", " ann "])
@pytest.mark.parametrize("answer", ["approved", "rejected"])
def test_nobody_answers_their_own_request(
    pending: Path, ann: Stamp, reviewer: str, answer: str
) -> None:
    """Refused by the table itself, also through raw SQL and another spelling."""

    with pytest.raises(sqlite3.IntegrityError):
        raw(pending, ANSWER, answer, reviewer)
    with pytest.raises(IntegrityError), writing(pending, ann) as store:
        store.change(
            OverrideRequest,
            1,
            status=answer,
            reviewed_by=reviewer,
            reviewed_on=ann.day(),
        )


@pytest.mark.fault(101)
@pytest.mark.covers("IS-66")
def test_who_edited_a_request_cannot_answer_it(
    pending: Path, ann: Stamp, bea: Stamp
) -> None:
    """Also when somebody else edited it after them."""

    with writing(pending, bea) as store:
        store.keep(
            OverrideEdit(override_request_id=1, editor="bea", edited_on=bea.day())
        )
        store.change(OverrideRequest, 1, amount_cents=3000)
    with writing(pending, ann) as store:
        store.change(OverrideRequest, 1, amount_cents=3500)

    with pytest.raises(sqlite3.IntegrityError, match="cannot review it"):
        raw(pending, ANSWER, "approved", "bea")
    with pytest.raises(sqlite3.IntegrityError, match="cannot be changed"):
        raw(pending, "UPDATE override_edit SET editor = 'cyd'")
    raw(pending, ANSWER, "approved", "cyd")
    with pytest.raises(sqlite3.IntegrityError, match="cannot be removed"):
        raw(pending, "DELETE FROM override_edit")


def test_an_edit_must_leave_its_editor(pending: Path, bea: Stamp) -> None:
    """An amount changed by another person without a trace of them is refused."""

    with (
        pytest.raises(IntegrityError, match="keep the edit"),
        writing(pending, bea) as store,
    ):
        store.change(OverrideRequest, 1, amount_cents=3000)


@pytest.mark.fault(102)
@pytest.mark.covers("IS-72")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE override_request SET amount_cents = 9900",
        "UPDATE override_request SET status = 'pending', reviewed_by = NULL, "
        "reviewed_on = NULL",
        "UPDATE override_request SET review_note = 'later'",
        "DELETE FROM override_request",
    ],
)
@pytest.mark.parametrize("answer", ["approved", "rejected"])
def test_an_answered_request_stays(pending: Path, statement: str, answer: str) -> None:
    """Nobody changes or removes it."""

    raw(pending, ANSWER, answer, "cyd")

    with pytest.raises(sqlite3.IntegrityError, match="answered"):
        raw(pending, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE override_request SET status = 'approved'",
        "UPDATE override_request SET reviewed_by = 'cyd', reviewed_on = '2024-02-01'",
        "UPDATE override_request SET status = 'accepted'",
        "UPDATE override_request SET amount_cents = 0",
        "UPDATE override_request SET requested_by = 'cyd'",
    ],
)
def test_a_half_answer_is_refused(pending: Path, statement: str) -> None:
    """Approved or rejected has a reviewer, pending has none, and amounts are real."""

    with pytest.raises(sqlite3.IntegrityError):
        raw(pending, statement)


def test_a_request_is_not_born_approved(
    filled: Path, ann: Stamp, request_of: Request
) -> None:
    """Two people are needed, so two acts are."""

    with (
        pytest.raises(IntegrityError, match="begins as pending"),
        writing(filled, ann) as store,
    ):
        store.keep(
            request_of(status="approved", reviewed_by="cyd", reviewed_on=ann.day())
        )


def test_a_withdrawn_request_cannot_be_answered(pending: Path) -> None:
    """It is over; a new one may be made."""

    raw(pending, "UPDATE override_request SET status = 'withdrawn'")

    with pytest.raises(sqlite3.IntegrityError, match="withdrawn"):
        raw(pending, ANSWER, "approved", "cyd")


@pytest.mark.fault(103)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET record_id = 2 WHERE seq = 1",
        "DELETE FROM change WHERE seq = 1",
        "INSERT OR REPLACE INTO change SELECT * FROM change WHERE seq = 1",
        "UPDATE invocation SET user = 'bea'",
        "DELETE FROM invocation",
        "INSERT OR REPLACE INTO invocation SELECT * FROM invocation",
        "UPDATE change_payload SET body = '{}'",
        "DELETE FROM change_payload",
        "INSERT OR REPLACE INTO change_payload SELECT * FROM change_payload",
    ],
)
def test_the_log_is_append_only(filled: Path, statement: str) -> None:
    """Triggers refuse to touch what it has taken in."""

    with pytest.raises(sqlite3.IntegrityError):
        raw(filled, statement)


@pytest.mark.parametrize("amount", [-1, 10**13])
def test_an_amount_is_within_reason(filled: Path, amount: int) -> None:
    """No negative payment, and none that could overflow a sum."""

    with pytest.raises(sqlite3.IntegrityError):
        raw(
            filled,
            "INSERT INTO payment (service_id, method, date, amount_cents, quantity, "
            "paid_by, created_on, created_by, updated_on, updated_by) VALUES "
            "(1, 'check', '2024-01-01', ?, 1, 'wioa', '2024-01-01', 'a', "
            "'2024-01-01', 'a')",
            amount,
        )


def test_one_exit_until_it_is_voided(filled: Path) -> None:
    """A second needs the first voided, with who, when and why."""

    exit_ = (
        "INSERT INTO exit (application_id, kind, date, created_on, created_by) "
        "VALUES (1, 'record', '2024-01-01', '2024-01-01', 'a')"
    )
    raw(filled, exit_)

    with pytest.raises(sqlite3.IntegrityError):
        raw(filled, exit_)
    with pytest.raises(sqlite3.IntegrityError):
        raw(filled, "UPDATE exit SET voided_on = '2024-01-02'")
    raw(
        filled,
        "UPDATE exit SET voided_on = '2024-01-02', voided_by = 'a', "
        "voided_because = 'b'",
    )
    raw(filled, exit_)


def test_leaving_early_needs_a_reason_and_a_note(filled: Path) -> None:
    """The table refuses an early exit without them."""

    with pytest.raises(sqlite3.IntegrityError):
        raw(
            filled,
            "INSERT INTO exit (application_id, kind, date, created_on, created_by) "
            "VALUES (1, 'early', '2024-01-01', '2024-01-01', 'a')",
        )
