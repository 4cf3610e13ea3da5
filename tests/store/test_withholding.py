"""Columns that a store answers with nothing."""

from collections.abc import Callable
from pathlib import Path

from wioatrack.models.applications import Note
from wioatrack.store import Stamp, Store, reading, writing
from wioatrack.store.history import history
from wioatrack.store.reading import Withheld

SECRET = "for us"
HIDDEN = Withheld({"note": frozenset({"message"})}, lambda table, row: False)
PLAIN = "SELECT message, id FROM note WHERE message = :words"
JOINED = """SELECT a.id, n.message FROM application a
 JOIN (SELECT * FROM note) n ON n.application_id = a.id"""


def noted(db: Path, stamp: Stamp, person: Callable[[Store], int]) -> int:
    """A case note on file."""
    with writing(db, stamp) as store:
        person(store)
        row = store.one("SELECT id FROM application")
        assert row is not None
        return store.keep(
            Note(
                application_id=row["id"],
                date=stamp.day(),
                message=SECRET,
                task="general",
                send="save",
                author="ann",
                created_at="2024-01-02T00:00:00+00:00",
            )
        )


def test_a_withheld_column_is_null_however_it_is_asked_for(
    db: Path, ann: Stamp, person: Callable[[Store], int]
) -> None:
    """Named, by star, through a join or a subquery, as a condition, and in the log."""
    note_id = noted(db, ann, person)

    with reading(db) as snapshot, snapshot.withholding(HIDDEN):
        assert snapshot.ask(PLAIN, words=SECRET) == []
        assert [row["message"] for row in snapshot.ask(JOINED)] == [None]
        assert snapshot.one("SELECT * FROM note")["message"] is None  # type: ignore[index]
        [entry] = history(snapshot, "note", note_id)
        assert entry.after is not None
        assert "message" not in entry.after
        assert entry.after["task"] == "general"


def test_it_is_there_again_afterwards(
    db: Path, ann: Stamp, person: Callable[[Store], int]
) -> None:
    """Also for a question that was asked before."""
    noted(db, ann, person)

    with reading(db) as snapshot:
        before = snapshot.ask(PLAIN, words=SECRET)
        with snapshot.withholding(HIDDEN):
            assert snapshot.ask(PLAIN, words=SECRET) == []
        assert snapshot.ask(PLAIN, words=SECRET) == before
        assert [row["message"] for row in before] == [SECRET]


def test_a_record_that_is_changed_meanwhile_is_logged_whole(
    db: Path, ann: Stamp, person: Callable[[Store], int]
) -> None:
    """What is shown after a write is withheld; what the write keeps never is."""
    note_id = noted(db, ann, person)

    with writing(db, ann) as store:
        with store.withholding(HIDDEN):
            assert store.ask(PLAIN, words=SECRET) == []
        store.remove(Note, note_id)

    with reading(db) as snapshot:
        removed = history(snapshot, "note", note_id)[-1]
    assert removed.before is not None
    assert removed.before["message"] == SECRET
