"""Keeping, changing and removing records, and what the log says of it."""

import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import StatementError

from wioatrack.errors import NotFound
from wioatrack.models.evidence import Waiver
from wioatrack.models.people import Participant, Setting
from wioatrack.models.plans import Service
from wioatrack.store import Stamp, Store, reading, writing
from wioatrack.store.checking import check
from wioatrack.store.history import Entry, changes_of, history, latest


def of(path: Path, noun: str, record_id: int) -> list[Entry]:
    with reading(path) as snapshot:
        return history(snapshot, noun, record_id)


def test_a_record_is_kept_with_who_and_when(
    db: Path, ann: Stamp, person: Callable[[Store], int]
) -> None:
    """What the screens show as updated by and on comes from the stamp."""

    with writing(db, ann) as store:
        person(store)
        row = store.one("SELECT * FROM application")

    assert row is not None
    assert (row["created_by"], row["created_on"]) == ("ann", "2024-01-02")
    assert (row["updated_by"], row["updated_on"]) == ("ann", "2024-01-02")


def test_a_change_logs_only_what_changed(filled: Path, ann: Stamp, bea: Stamp) -> None:
    """Before and after, as stored; what was not touched is not repeated."""

    with writing(filled, bea) as store:
        store.change(Participant, 1, phone="555", birth_date=dt.date(2000, 2, 29))

    first, second = of(filled, "participant", 1)
    assert (first.kind, first.user) == ("created", "ann")
    assert (second.kind, second.user) == ("changed", "bea")
    assert second.before == {
        "phone": None,
        "birth_date": None,
        "updated_by": "ann",
        "updated_on": "2024-01-02",
    }
    assert second.after == {
        "phone": "555",
        "birth_date": "2000-02-29",
        "updated_by": "bea",
        "updated_on": "2024-01-03",
    }


def test_the_same_values_are_no_change(filled: Path, bea: Stamp) -> None:
    """No new log entry, no new date, no undo handle."""

    with writing(filled, bea) as store:
        store.change(Participant, 1, first_name="Beatrice", phone=None)
        assert store.handle is None

    assert len(of(filled, "participant", 1)) == 1


def test_a_removed_record_stays_in_the_log(filled: Path, bea: Stamp) -> None:
    """The log keeps what it was; its id is not given again."""

    with writing(filled, bea) as store:
        store.remove(Service, 1)
        again = store.keep(
            Service(
                application_id=1,
                activity_set="isets",
                activity="Clothing",
                status="planned",
            )
        )

    assert again == 2
    removed = of(filled, "service", 1)[-1]
    assert removed.kind == "removed"
    assert removed.before is not None
    assert removed.before["activity"] == "Clothing"


def test_what_is_not_there_is_not_found(filled: Path, ann: Stamp) -> None:
    """Changing or removing it is refused by noun and number."""

    with writing(filled, ann) as store:
        with pytest.raises(NotFound, match="no participant 9"):
            store.change(Participant, 9, phone="1")
        with pytest.raises(NotFound, match="no participant 9"):
            store.remove(Participant, 9)


def test_nothing_of_a_failed_write_stays(filled: Path, ann: Stamp) -> None:
    """An error after the first record takes the first one back, and the log with it."""

    with pytest.raises(ZeroDivisionError), writing(filled, ann) as store:
        store.change(Participant, 1, phone="1")
        raise ZeroDivisionError

    assert len(of(filled, "participant", 1)) == 1
    assert check(filled) == ()


def test_a_dry_run_does_the_real_thing_and_takes_it_back(
    filled: Path, ann: Stamp
) -> None:
    """Ids, checks and log entries are real inside, and gone outside."""

    before = filled.read_bytes()

    with writing(filled, ann) as store:
        store.rollback_only()
        store.change(Participant, 1, phone="1")
        assert store.one("SELECT phone FROM participant") == {"phone": "1"}

    assert filled.read_bytes() == before


def test_one_command_of_a_batch_can_fail_alone(
    filled: Path, ann: Stamp, bea: Stamp
) -> None:
    """Each part with a stamp has its own handle; a failed one leaves no trace."""

    with writing(filled, ann) as store:
        with store.savepoint(ann) as first:
            first.change(Participant, 1, phone="1")
        with pytest.raises(ZeroDivisionError), store.savepoint(bea) as second:
            second.change(Participant, 1, phone="2")
            raise ZeroDivisionError
        with store.savepoint(bea) as third:
            third.change(Participant, 1, email="b@example.org")
        handles = (first.handle, second.handle, third.handle)

    assert handles == ("2", None, "3")
    with reading(filled) as snapshot:
        assert snapshot.one("SELECT phone, email FROM participant") == {
            "phone": "1",
            "email": "b@example.org",
        }
        assert [e.user for e in changes_of(snapshot, "3")] == ["bea"]
    assert check(filled) == ()


def test_a_savepoint_without_a_stamp_is_the_same_command(
    filled: Path, ann: Stamp
) -> None:
    """What failed inside is gone; what was done before it stays, under one handle."""

    with writing(filled, ann) as store:
        store.change(Participant, 1, phone="1")
        with pytest.raises(ZeroDivisionError), store.savepoint():
            store.change(Participant, 1, phone="2")
            raise ZeroDivisionError
        store.change(Participant, 1, email="b@example.org")

    assert [e.handle for e in of(filled, "participant", 1)] == ["1", "2", "2"]
    assert check(filled) == ()


def test_the_newest_changes_come_first(filled: Path, bea: Stamp) -> None:
    """`log` without a name shows the last things done."""

    with writing(filled, bea) as store:
        store.keep(Setting(name="profile", value="isets"))

    with reading(filled) as snapshot:
        newest = latest(snapshot, 2)
    assert [(e.noun, e.user) for e in newest] == [
        ("setting", "bea"),
        ("service", "ann"),
    ]


def test_a_moment_is_stamped_in_utc(db: Path) -> None:
    """23:30 in Chicago is the next day in UTC; the record shows the office's day."""

    chicago = dt.timezone(dt.timedelta(hours=-6))
    late = Stamp(
        "ann",
        "account",
        "test write",
        at=dt.datetime(2024, 1, 1, 23, 30, tzinfo=chicago),
        on=dt.date(2024, 1, 1),
    )

    with writing(db, late) as store:
        store.keep(Waiver(noun="service", record_id=1, rule="a.b", because="because"))

    with reading(db) as snapshot:
        assert snapshot.one("SELECT at FROM invocation") == {
            "at": "2024-01-02T05:30:00+00:00"
        }
        assert snapshot.one("SELECT waived_on, waived_by FROM waiver") == {
            "waived_on": "2024-01-01",
            "waived_by": "ann",
        }


def test_a_value_of_the_wrong_kind_is_a_defect(filled: Path, ann: Stamp) -> None:
    """A text where a day belongs never reaches the file, and is no user's mistake."""

    with pytest.raises(StatementError), writing(filled, ann) as store:
        store.change(Participant, 1, birth_date="2024-01-01")


def test_an_error_of_the_database_names_no_person(filled: Path, ann: Stamp) -> None:
    """Parameters are hidden: the text of an exception may end in a report."""

    with pytest.raises(Exception) as error, writing(filled, ann) as store:
        store.keep(
            Participant(state_id="S-A1", first_name="Beatrice", last_name="Garden")
        )

    assert "UNIQUE constraint failed" in str(error.value)
    assert "Beatrice" not in str(error.value)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("birth_date", "2023-02-29"),
        ("birth_date", "2023-2-1"),
        ("birth_date", "now"),
        ("birth_date", ""),
        ("ssn4", "123"),
        ("ssn4", "123456789"),
        ("veteran", 2),
        ("veteran", "yes"),
        ("first_name", " "),
        ("state_id", ""),
    ],
)
def test_the_tables_refuse_what_cannot_be(
    filled: Path, column: str, value: object
) -> None:
    """Whoever writes: the same through raw SQL."""

    with sqlite3.connect(filled) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute(f"UPDATE participant SET {column} = ?", (value,))


def test_a_leap_day_is_a_day(filled: Path) -> None:
    """29 February of a leap year is taken."""

    with sqlite3.connect(filled) as raw:
        raw.execute("UPDATE participant SET birth_date = '2024-02-29'")
        kept = raw.execute("SELECT DISTINCT birth_date FROM participant").fetchall()

    assert kept == [("2024-02-29",)]


def test_the_lock_waits_for_the_first_use(filled: Path, ann: Stamp, bea: Stamp) -> None:
    """Modules are imported while nobody else is kept from writing."""

    with writing(filled, ann) as waiting:
        with writing(filled, bea) as quick:
            quick.change(Participant, 1, phone="1")
        assert waiting.one("SELECT phone FROM participant") == {"phone": "1"}


@pytest.mark.fault(52)
def test_a_moment_without_a_zone_is_never_stored(filled: Path) -> None:
    """Neither by the program, nor in the log by somebody else's."""
    before = filled.read_bytes()
    naive = dt.datetime(2023, 3, 12, 2, 30)  # noqa: DTZ001  (what is not taken)

    with (
        pytest.raises(ValueError, match="2023-03-12T02:30:00 has no zone"),
        writing(filled, Stamp("ann", "ann", "participant add", at=naive)) as store,
    ):
        store.keep(Participant(state_id="Z", first_name="A", last_name="B"))
    with (
        closing(sqlite3.connect(filled)) as raw,
        pytest.raises(sqlite3.IntegrityError, match="CHECK"),
    ):
        raw.execute(
            "INSERT INTO invocation (at, user, account, command, version) "
            "VALUES ('2023-03-12T02:30:00', 'ann', 'ann', 'x', '1')"
        )

    assert filled.read_bytes() == before


@pytest.mark.fault(52)
def test_a_moment_of_any_zone_is_kept_in_utc(filled: Path) -> None:
    """Half past one, west of Greenwich, is half past seven in the log."""
    zone = dt.timezone(-dt.timedelta(hours=6))
    local = dt.datetime(2023, 3, 12, 1, 30, tzinfo=zone)
    stamp = Stamp("ann", "ann", "participant add", at=local)

    with writing(filled, stamp) as store:
        store.keep(Participant(state_id="Z", first_name="A", last_name="B"))

    with closing(sqlite3.connect(filled)) as raw:
        (kept,) = raw.execute("SELECT at FROM invocation ORDER BY id DESC").fetchone()
    assert kept == "2023-03-12T07:30:00+00:00"
