"""Taking one command back, and what may not be taken back."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from wioatrack.errors import CannotUndo, NotFound, ReturnCode
from wioatrack.models.credentials import Credential
from wioatrack.models.evidence import Waiver
from wioatrack.models.money import OverrideEdit, OverrideRequest
from wioatrack.models.people import Participant, Setting
from wioatrack.models.plans import Service
from wioatrack.store import Row, Stamp, reading, writing
from wioatrack.store.changes import Change
from wioatrack.store.checking import check
from wioatrack.store.tables import insert
from wioatrack.store.undoing import Undone, undo

STAMPED = {
    "created_on": "2024-01-02",
    "created_by": "ann",
    "updated_on": "2024-01-02",
    "updated_by": "ann",
}
ROWS = {
    "credential": {
        "application_id": 1,
        "type": "certificate",
        "date": "2023-12-15",
        "recorded_on": "2024-01-02",
        "recorded_by": "ann",
        "updated_on": "2024-01-02",
        "updated_by": "ann",
    },
    "service": {
        "application_id": 1,
        "activity_set": "isets",
        "activity": "Clothing",
        "status": "started",
        "start": "2023-08-01",
        "no_credential": 0,
        "prepopulated": 0,
        **STAMPED,
    },
}


def undone(path: Path, stamp: Stamp, handle: str | None = None) -> Undone:
    with writing(path, stamp) as store:
        return undo(store, handle)


def row(path: Path, question: str) -> Row | None:
    with reading(path) as snapshot:
        return snapshot.one(question)


def refusal(path: Path, stamp: Stamp, handle: str | None = None) -> CannotUndo:
    with pytest.raises(CannotUndo) as refused:
        undone(path, stamp, handle)
    assert refused.value.return_code is ReturnCode.REFUSED
    return refused.value


def test_a_change_goes_back_to_what_it_was(filled: Path, ann: Stamp) -> None:
    """Every column as it was stored, who and when included."""

    before = row(filled, "SELECT * FROM participant")
    with writing(filled, ann) as store:
        store.change(Participant, 1, phone="1", birth_date=dt.date(2000, 1, 1))

    result = undone(filled, ann)

    assert (result.undone, result.handle) == ("2", "3")
    assert row(filled, "SELECT * FROM participant") == before
    assert check(filled) == ()


def test_what_was_made_goes_and_what_went_comes_back(filled: Path, ann: Stamp) -> None:
    """A removed record returns under its own id."""

    before = row(filled, "SELECT * FROM service")
    with writing(filled, ann) as store:
        store.remove(Service, 1)
        store.keep(Setting(name="profile", value="isets"))

    undone(filled, ann, "2")

    assert row(filled, "SELECT * FROM service") == before
    assert row(filled, "SELECT * FROM setting") is None
    assert check(filled) == ()


def test_a_whole_command_goes_back_in_reverse(filled: Path, ann: Stamp) -> None:
    """Participant, application and service of one command, children first."""

    undone(filled, ann)

    assert row(filled, "SELECT * FROM participant") is None
    assert row(filled, "SELECT * FROM service") is None


def test_records_of_one_command_go_in_whatever_order_they_came(
    filled: Path, ann: Stamp
) -> None:
    """A bundle brings a record before or after what it refers to."""
    with writing(filled, ann) as store:
        store.connection.execute("PRAGMA defer_foreign_keys = ON")
        for noun, number, more in (
            ("credential", 8, {"service_id": 9}),
            ("service", 9, {}),
        ):
            given = ROWS[noun] | more
            insert(store.connection, noun, {"id": number, **given})
            store.record(Change(noun, number, "created", after=given))
        made = str(store.handle)

    result = undone(filled, ann, made)

    assert row(filled, "SELECT * FROM credential") is None
    assert row(filled, "SELECT * FROM service WHERE id = 9") is None
    undone(filled, ann, result.handle)
    assert row(filled, "SELECT service_id FROM credential") == {"service_id": 9}
    assert check(filled) == ()


def test_an_undo_of_many_asks_the_same_of_each(filled: Path, ann: Stamp) -> None:
    """What a record costs does not grow with how many there are, nor with the tables."""

    def steps(count: int) -> int:
        asked = []
        with writing(filled, ann) as store:
            for number in range(count):
                store.keep(Setting(name=f"profile-{count}-{number}", value="isets"))
        with writing(filled, ann) as store:
            store.connection.set_trace_callback(asked.append)
            undo(store)
            store.connection.set_trace_callback(None)
        return len(asked)

    few, many = steps(100), steps(1_100)

    assert (many - few) / 1_000 < 6


def test_undoing_an_undo_does_it_again(filled: Path, ann: Stamp) -> None:
    """As often as one likes; the log only grows."""

    before = row(filled, "SELECT * FROM service")
    first = undone(filled, ann)
    second = undone(filled, ann, first.handle)
    third = undone(filled, ann)

    assert (second.undone, third.undone) == (first.handle, "1")
    undone(filled, ann, third.handle)
    assert row(filled, "SELECT * FROM service") == before
    assert row(filled, "SELECT max(id) AS n FROM invocation") == {"n": 5}
    assert check(filled) == ()


def test_the_default_is_ones_own_last_write(
    filled: Path, ann: Stamp, bea: Stamp
) -> None:
    """Not somebody else's, not an undo, and each time the one before."""

    for phone, stamp in (("1", ann), ("2", bea)):
        with writing(filled, stamp) as store:
            store.keep(Setting(name=f"s{phone}", value=phone))

    assert undone(filled, ann).undone == "2"
    assert undone(filled, ann).undone == "1"
    with pytest.raises(NotFound, match="nothing of yours"):
        undone(filled, ann)


def test_what_was_changed_since_is_named(filled: Path, ann: Stamp, bea: Stamp) -> None:
    """With the handle to undo first; after that it works."""

    with writing(filled, bea) as store:
        store.change(Participant, 1, phone="2")

    refused = refusal(filled, ann)

    assert str(refused) == "participant 1 was changed since, by 2."
    assert refused.hint == "Run `wioatrack undo 2` first."
    undone(filled, bea)
    assert undone(filled, ann).undone == "1"


def test_a_redo_on_changed_ground_is_refused(filled: Path, ann: Stamp) -> None:
    """An earlier change was taken back in between: the later one no longer fits."""

    with writing(filled, ann) as store:
        store.change(Participant, 1, phone="2")
    with writing(filled, ann) as store:
        store.change(Participant, 1, phone="3")
    last = undone(filled, ann)
    earlier = undone(filled, ann)

    assert f"changed since, by {earlier.handle}" in str(
        refusal(filled, ann, last.handle)
    )


def test_twice_is_refused(filled: Path, ann: Stamp) -> None:
    """It says by what it was undone, and how to do it again."""

    done = undone(filled, ann)

    refused = refusal(filled, ann, "1")
    assert str(refused) == f"1 is undone already, by {done.handle}."
    assert refused.hint == f"Run `wioatrack undo {done.handle}` to do it again."


def test_what_is_referred_to_stays(filled: Path, ann: Stamp, bea: Stamp) -> None:
    """The record that refers to it is named, with the handle to undo first."""

    with writing(filled, ann) as store:
        store.keep(
            Credential(
                application_id=1, type="other-recognized", date=dt.date(2024, 1, 1)
            )
        )

    refused = refusal(filled, ann, "1")
    assert str(refused) == "credential 1 refers to application 1."
    assert refused.hint == "Run `wioatrack undo 2` first."


def test_a_waiver_refers_too(filled: Path, ann: Stamp) -> None:
    """It names its record by noun and number."""

    with writing(filled, ann) as store:
        store.keep(Waiver(noun="service", record_id=1, rule="a.b", because="c"))

    assert "waiver 1 refers to service 1" in str(refusal(filled, ann, "1"))


@pytest.mark.fault(102)
@pytest.mark.covers("IS-72")
def test_an_answered_override_stays(
    filled: Path,
    ann: Stamp,
    bea: Stamp,
    request_of: Callable[..., OverrideRequest],
) -> None:
    """Neither the answer nor the request can be taken back."""

    with writing(filled, ann) as store:
        store.keep(request_of())
    with writing(filled, bea) as store:
        store.change(
            OverrideRequest,
            1,
            status="approved",
            reviewed_by="bea",
            reviewed_on=bea.day(),
        )

    assert "is answered" in str(refusal(filled, bea, "3"))


def test_an_edit_of_a_request_goes_back(
    filled: Path,
    ann: Stamp,
    bea: Stamp,
    request_of: Callable[..., OverrideRequest],
) -> None:
    """The editor's mark goes with it, and comes back with a redo."""

    with writing(filled, ann) as store:
        store.keep(request_of())
    with writing(filled, bea) as store:
        store.keep(
            OverrideEdit(override_request_id=1, editor="bea", edited_on=bea.day())
        )
        store.change(OverrideRequest, 1, amount_cents=3000)

    done = undone(filled, bea)

    amount = "SELECT amount_cents, updated_by FROM override_request"
    assert row(filled, amount) == {"amount_cents": 2500, "updated_by": "ann"}
    assert row(filled, "SELECT * FROM override_edit") is None
    undone(filled, bea, done.handle)
    assert row(filled, amount) == {"amount_cents": 3000, "updated_by": "bea"}
    assert row(filled, "SELECT editor FROM override_edit") == {"editor": "bea"}


def test_what_would_break_a_rule_of_the_tables_is_refused(
    filled: Path, ann: Stamp, bea: Stamp
) -> None:
    """A name given back meanwhile to somebody else; nothing is half undone."""

    with writing(filled, ann) as store:
        store.keep(Setting(name="office", value="a"))
        store.change(Participant, 1, username="bea")
    with writing(filled, ann) as store:
        store.change(Participant, 1, username="beatrice")
    with writing(filled, bea) as store:
        store.keep(Participant(username="bea", first_name="B", last_name="C"))

    assert "UNIQUE" in str(refusal(filled, ann, "3"))
    assert row(filled, "SELECT username FROM participant WHERE id = 1") == {
        "username": "beatrice"
    }
    assert check(filled) == ()


@pytest.mark.parametrize("handle", ["99", "-1", "", "x", "1; DROP", "٣", "9" * 30])
def test_a_handle_that_is_none_is_not_found(
    filled: Path, ann: Stamp, handle: str
) -> None:
    """Whatever was typed."""

    with pytest.raises(NotFound):
        undone(filled, ann, handle)


def test_an_undo_inside_a_batch_has_a_handle_of_its_own(
    filled: Path, ann: Stamp
) -> None:
    """What the batch does under its own number is not part of it."""

    with writing(filled, ann) as store:
        store.keep(Setting(name="office", value="a"))
        result = undo(store, "1")
        store.keep(Setting(name="region", value="b"))

    assert (store.handle, result.handle) == ("2", "3")
    assert check(filled) == ()
