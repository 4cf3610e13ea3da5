"""Loads file past the session; what they leave is what a session leaves."""

import datetime as dt
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from wioatrack.models.people import Participant
from wioatrack.models.plans import Service
from wioatrack.store import Stamp, Store, reading, writing
from wioatrack.store.bulk import keep_many
from wioatrack.store.checking import check
from wioatrack.store.hasty import Hasty, loading

Opening = Callable[[Path, Stamp], AbstractContextManager[Store]]
Person = Callable[..., int]


def notes(*numbers: int, of: Sequence[int]) -> dict[str, Sequence[object]]:
    """New case notes of these applications, column by column."""
    always = {
        "date": "2024-01-02",
        "message": "Called",
        "task": "record-credential",
        "send": "save",
        "author": "ann",
        "created_at": "2024-01-02T00:00:00+00:00",
    }
    return {"id": numbers, "application_id": of} | {
        name: [value] * len(numbers) for name, value in always.items()
    }


def log_of(path: Path) -> list[tuple[object, ...]]:
    """What the log says, without salts and hashes, which differ each time."""
    with reading(path) as snapshot:
        return snapshot.connection.execute(
            "SELECT seq, noun, record_id, kind, body FROM change JOIN change_payload "
            "USING (seq) ORDER BY seq"
        ).fetchall()


@pytest.mark.parametrize("opening", [writing, loading])
def test_both_stores_write_the_same_log(
    filled: Path, bea: Stamp, opening: Opening
) -> None:
    """A change holds what differs, with who and when; what is the same is no change."""
    with opening(filled, bea) as store:
        store.change(Participant, 1, phone="555", birth_date=dt.date(2000, 2, 29))
        store.change(Participant, 1, phone="555")
        store.remove(Service, 1)

    changed, removed = log_of(filled)[-2:]
    assert changed[1:] == (
        "participant",
        1,
        "changed",
        '{"after":{"birth_date":"2000-02-29","phone":"555","updated_by":"bea",'
        '"updated_on":"2024-01-03"},"before":{"birth_date":null,"phone":null,'
        '"updated_by":"ann","updated_on":"2024-01-02"}}',
    )
    assert removed[1:4] == ("service", 1, "removed")
    assert '"activity":"Clothing"' in str(removed[4])
    assert check(filled) == ()


def test_a_load_that_names_nobody_is_taken_back(filled: Path, ann: Stamp) -> None:
    """References are proven for all records together, before the commit."""
    before = log_of(filled)

    with (
        pytest.raises(sqlite3.IntegrityError, match=r"note\.application_id names no"),
        loading(filled, ann) as store,
    ):
        keep_many(store, "note", notes(1, 2, 3, of=[1, 77, 1]))

    assert log_of(filled) == before
    with reading(filled) as snapshot:
        assert snapshot.one("SELECT * FROM note") is None


def test_what_was_there_before_is_not_proven_again(filled: Path, ann: Stamp) -> None:
    """A load pays for its own records, and is not stopped by what others left."""
    raw = sqlite3.connect(filled)
    raw.execute(
        "INSERT INTO note (id, application_id, date, message, task, send, author, created_at)"
        " VALUES (1, 77, '2024-01-02', 'Odd', 'x', 'save', 'x', '2024-01-02T00:00:00+00:00')"
    )
    raw.commit()
    raw.close()

    with loading(filled, ann) as store:
        keep_many(store, "note", notes(2, of=[1]))

    assert log_of(filled)[-1][1:3] == ("note", 2)


def test_a_part_that_fails_leaves_the_rest(
    db: Path, ann: Stamp, person: Person
) -> None:
    """A savepoint inside a load takes back its own records and their log only."""
    with loading(db, ann) as store:
        person(store)
        with pytest.raises(ValueError, match="enough"), store.savepoint() as part:
            person(part, "A2")
            raise ValueError("enough")
        person(store, "A3")

    with reading(db) as snapshot:
        numbers = [
            row["number"] for row in snapshot.ask("SELECT number FROM application")
        ]
    assert numbers == ["A1", "A3"]
    assert check(db) == ()


def test_a_load_inside_a_transaction_shares_its_invocation(
    db: Path, ann: Stamp, person: Person
) -> None:
    """Undo takes the whole of it back under one number."""
    with writing(db, ann) as store:
        person(store)
        inner = Hasty.within(store)
        person(inner, "A2")
        assert inner.handle == store.handle
        assert Hasty.within(inner) is inner

    with reading(db) as snapshot:
        rows = snapshot.ask("SELECT DISTINCT invocation_id FROM change")
    assert len(rows) == 1
    assert check(db) == ()
