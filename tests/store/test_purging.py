"""Blanking one person: no byte of them is left, and the chain still holds."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from wioatrack.errors import CannotUndo, NotFound
from wioatrack.models.applications import Note
from wioatrack.models.credentials import Credential
from wioatrack.models.evidence import Document, Waiver
from wioatrack.models.money import OverrideRequest
from wioatrack.models.people import Participant, User
from wioatrack.store import Stamp, Store, reading, writing
from wioatrack.store.checking import check
from wioatrack.store.documents import folder_of, keep_file, place_of
from wioatrack.store.history import history_of
from wioatrack.store.kinship import family
from wioatrack.store.purging import purge
from wioatrack.store.undoing import undo

CANARY = "Quetzalcoatlus"


@pytest.fixture
def full(
    filled: Path,
    ann: Stamp,
    bea: Stamp,
    tmp_path: Path,
    person: Callable[[Store, str], int],
    request_of: Callable[..., OverrideRequest],
) -> Path:
    """A person with everything, and another who shares a document."""
    (tmp_path / "own.txt").write_text(f"{CANARY} passed")
    (tmp_path / "shared.txt").write_text("A list of graduates")
    own = keep_file(filled, tmp_path / "own.txt", limit=1000)
    shared = keep_file(filled, tmp_path / "shared.txt", limit=1000)
    with writing(filled, ann) as store:
        store.change(Participant, 1, last_name=CANARY, email=f"{CANARY}@example.org")
        other = person(store, "A2")
        for name, kept in ((CANARY, own), ("list", shared)):
            store.keep(
                Document(
                    sha256=kept.sha256,
                    size=kept.size,
                    kind=kept.kind,
                    original_name=f"{name}.txt",
                )
            )
        for application, document in ((1, 1), (1, 2), (other, 2)):
            store.keep(
                Credential(
                    application_id=application,
                    type="other-recognized",
                    date=dt.date(2024, 1, 1),
                    document_id=document,
                )
            )
        store.keep(User(name="customer", role="customer", participant_id=1))
        store.keep(request_of(reason=f"{CANARY} needs a coat"))
        store.keep(Waiver(noun="credential", record_id=1, rule="a.b", because=CANARY))
        gone = store.keep(
            Note(
                application_id=1,
                date=dt.date(2024, 1, 1),
                message=CANARY,
                task="general",
                send="save",
                author="ann",
                created_at="2024-01-01T00:00:00+00:00",
            )
        )
    with writing(filled, ann) as store:
        store.remove(Note, gone)
    with writing(filled, bea) as store:
        store.change(
            OverrideRequest,
            1,
            status="approved",
            reviewed_by="bea",
            reviewed_on=bea.day(),
            review_note=f"for {CANARY}",
        )
    return filled


def test_a_family_is_everything_that_cannot_be_without(full: Path) -> None:
    """Removed records too, and nobody else's."""

    with reading(full) as snapshot:
        members = set(family(snapshot, "participant", 1))
        entries = history_of(snapshot, members)

    assert members == {
        ("participant", 1),
        ("application", 1),
        ("service", 1),
        ("credential", 1),
        ("credential", 2),
        ("override_request", 1),
        ("waiver", 1),
        ("note", 1),
    }
    assert [e.kind for e in entries if e.noun == "note"] == ["created", "removed"]
    assert [e.seq for e in entries] == sorted(e.seq for e in entries)


@pytest.mark.fault(106)
def test_no_byte_of_a_purged_person_is_left(full: Path, bea: Stamp) -> None:
    """In the file, the log, or the kept files; answered overrides included."""

    assert CANARY.encode() in full.read_bytes()

    done = purge(full, bea, 1)

    assert CANARY.encode() not in full.read_bytes()
    for file in folder_of(full).iterdir():
        assert CANARY not in file.read_text()
    assert done.files == 1
    assert done.records["override_request"] == 1
    assert done.payloads > 8


@pytest.mark.fault(106)
def test_the_chain_holds_after_a_purge(full: Path, bea: Stamp) -> None:
    """And so do the triggers, which stood aside for it."""

    purge(full, bea, 1)

    assert check(full) == ()


def test_others_keep_what_is_theirs(full: Path, bea: Stamp) -> None:
    """The shared document, the account, the other person."""

    purge(full, bea, 1)

    with reading(full) as snapshot:
        assert snapshot.ask("SELECT id FROM participant") == [{"id": 2}]
        assert snapshot.ask("SELECT id, document_id FROM credential") == [
            {"id": 3, "document_id": 2}
        ]
        (shared,) = snapshot.ask("SELECT sha256 FROM document")
        assert snapshot.ask("SELECT name, participant_id FROM user") == [
            {"name": "customer", "participant_id": None}
        ]
    assert place_of(full, shared["sha256"], "txt").exists()


def test_a_purge_cannot_be_undone(full: Path, bea: Stamp, ann: Stamp) -> None:
    """Neither it nor what came before it."""

    done = purge(full, bea, 1)

    for handle in (done.handle, "1"):
        with pytest.raises(CannotUndo, match="purged"), writing(full, ann) as store:
            undo(store, handle)


def test_nobody_is_purged_by_a_wrong_number(full: Path, bea: Stamp) -> None:
    """The participant must exist."""

    with pytest.raises(NotFound):
        purge(full, bea, 99)
