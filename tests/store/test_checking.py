"""What `db check` finds: every flipped bit, every cut, every rewritten line."""

import hashlib
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from wioatrack.errors import BadEntry, StoreProblem
from wioatrack.models.people import Participant
from wioatrack.store import Stamp, Store, reading, writing
from wioatrack.store.changes import Head, entry_hash, newest
from wioatrack.store.checking import check
from wioatrack.store.inventory import info, read_anchor
from wioatrack.store.undoing import undo

FLIPS = 60
GUARDS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"


@pytest.fixture
def busy(filled: Path, ann: Stamp, person: Callable[[Store], int]) -> Path:
    """A database with a past: twenty participants, changes, removals, an undo."""
    for number in range(20):
        with writing(filled, ann) as store:
            person(store, f"B{number}")  # type: ignore[call-arg]
            store.change(Participant, 1, phone=str(number))
    with writing(filled, ann) as store:
        undo(store)
    return filled


def unguarded(path: Path, *statements: str) -> None:
    """What somebody can do who holds the file: drop the triggers, write, put back."""
    with sqlite3.connect(path, isolation_level=None) as raw:
        triggers = raw.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement)
        for _, sql in triggers:
            raw.execute(sql)
    raw.close()


def test_a_sound_database_has_no_flaw(busy: Path) -> None:
    """After adds, changes and undos."""

    assert check(busy) == ()


@pytest.mark.fault(103)
@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE change SET record_id = 2 WHERE seq = 7", "it was altered"),
        ("UPDATE change SET kind = 'removed' WHERE seq = 7", "it was altered"),
        ("DELETE FROM change WHERE seq = 7", "it is missing"),
        ("UPDATE change_payload SET body = body || ' ' WHERE seq = 7", "payload was"),
        ("UPDATE change_payload SET salt = '00' WHERE seq = 7", "its payload was"),
        ("DELETE FROM change_payload WHERE seq = 7", "its payload is missing"),
        ("UPDATE invocation SET user = 'x' WHERE id = 3", "it was altered"),
        ("UPDATE invocation SET at = '2020-01-01T00:00:00+00:00' WHERE id = 3", "it"),
        ("DELETE FROM invocation WHERE id = 3", "its invocation is missing"),
    ],
)
def test_a_rewritten_log_is_named_by_its_first_bad_number(
    busy: Path, statement: str, reason: str
) -> None:
    """With the triggers dropped and put back, the chain still tells where."""

    unguarded(busy, statement)

    first = next(flaw for flaw in check(busy) if flaw.what == "log")

    assert first.seq == 7
    assert reason in first.message


@pytest.mark.fault(103)
def test_a_dropped_trigger_is_missed(busy: Path) -> None:
    """The schema is held against the one that the migrations make."""

    with sqlite3.connect(busy) as raw:
        raw.execute("DROP TRIGGER change_no_delete")

    assert [f.message for f in check(busy)] == [
        "the trigger change_no_delete is not as it was made"
    ]


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (
            "UPDATE participant SET phone = '9' WHERE id = 2",
            "participant 2 differs from the log in phone",
        ),
        (
            "INSERT INTO setting (name, value) VALUES ('a', 'b')",
            "setting 1 is not in the log",
        ),
        (
            "DELETE FROM service WHERE id = 1",
            "service 1 is gone; the log says it stands",
        ),
    ],
)
def test_a_record_changed_past_the_program_is_named(
    busy: Path, statement: str, message: str
) -> None:
    """By table, number and column, never by value."""

    with sqlite3.connect(busy) as raw:
        raw.execute(statement)
    raw.close()

    assert message in [flaw.message for flaw in check(busy)]


def cut(path: Path, entries: int) -> None:
    """Cut the newest entries off, and make the records fit what is left."""
    with reading(path) as snapshot:
        end = newest(snapshot.connection).seq - entries
    unguarded(
        path,
        f"DELETE FROM change_payload WHERE seq > {end}",
        f"DELETE FROM change WHERE seq > {end}",
        "DELETE FROM invocation WHERE id NOT IN (SELECT invocation_id FROM change)",
    )


@pytest.mark.fault(104)
def test_a_cut_tail_is_found_by_the_anchor(filled: Path, ann: Stamp) -> None:
    """A shorter log is a whole log; only what was kept elsewhere tells."""

    for phone in range(10):
        with writing(filled, ann) as store:
            store.change(Participant, 1, phone=str(phone))
    anchor = read_anchor(str(info(filled).head))
    assert check(filled, anchor) == ()
    cut(filled, 10)
    unguarded(filled, "UPDATE participant SET phone = NULL")

    assert check(filled) == ()
    (found,) = check(filled, anchor)
    assert (found.what, found.seq) == ("anchor", anchor.seq)
    assert "cut off" in found.message


@pytest.mark.fault(104)
def test_a_rewritten_log_is_found_by_the_anchor(filled: Path, ann: Stamp) -> None:
    """An attacker can rebuild the chain, and not what was kept elsewhere."""

    anchor = info(filled).head
    cut(filled, 1)
    unguarded(filled, "DELETE FROM service", "DELETE FROM sqlite_sequence")
    unguarded(
        filled,
        "INSERT INTO sqlite_sequence (name, seq) VALUES "
        "('participant', 1), ('application', 1)",
    )
    assert check(filled) == ()
    with writing(filled, ann) as store:
        store.change(Participant, 1, phone="1")

    (found,) = check(filled, anchor)
    assert "rewritten" in found.message


@pytest.mark.parametrize("text", ["", "5", "x " + "0" * 64, "5 xyz", "5 " + "g" * 64])
def test_what_is_no_anchor_is_refused(text: str) -> None:
    """One line: the number and the hash."""

    with pytest.raises(BadEntry):
        read_anchor(text)


def test_an_anchor_reads_back() -> None:
    """As it is printed, also with words after it."""

    head = Head(5, "ab" * 32)

    assert read_anchor(f"{head} 2024-01-01\n") == head


@pytest.mark.fault(47)
def test_a_clock_set_back_is_told_and_is_no_damage(filled: Path, ann: Stamp) -> None:
    """The order is that of the numbers; an earlier stamp is odd, not grave."""

    import datetime as dt

    early = Stamp("ann", "account", "x", at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    with writing(filled, early) as store:
        store.change(Participant, 1, phone="1")

    (found,) = check(filled)
    assert (found.what, found.seq, found.grave) == ("clock", 4, False)


def content(path: Path) -> str:
    """Everything that the database says, in one hash."""
    digest = hashlib.sha256()
    raw = sqlite3.connect(path)
    raw.text_factory = bytes
    (tables,) = zip(
        *raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'"),
        strict=True,
    )
    for table in sorted(tables):
        for row in raw.execute(f'SELECT * FROM "{table.decode()}" ORDER BY 1'):
            digest.update(repr((table, row)).encode())
    for row in raw.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name"):
        digest.update(repr(row).encode())
    raw.close()
    return digest.hexdigest()


@pytest.mark.fault(23)
def test_every_flipped_bit_in_content_is_found(busy: Path, tmp_path: Path) -> None:
    """Sixty flips with a fixed seed: found, or in bytes that say nothing."""

    whole, before = busy.read_bytes(), content(busy)
    flipped = tmp_path / "flipped.db"
    dice = random.Random(1647)
    silent = []
    for _ in range(FLIPS):
        place, bit = dice.randrange(len(whole)), dice.randrange(8)
        damaged = bytearray(whole)
        damaged[place] ^= 1 << bit
        flipped.write_bytes(damaged)
        if not found_out(flipped) and content(flipped) != before:
            silent.append((place, bit))

    assert silent == []


@pytest.mark.fault(23)
def test_every_flipped_bit_in_a_record_or_the_log_is_found(
    busy: Path, tmp_path: Path
) -> None:
    """Aimed at names, phone numbers, payloads and hashes: all of them are seen."""

    whole = busy.read_bytes()
    flipped = tmp_path / "flipped.db"
    dice = random.Random(1647)
    for word in (b"Beatrice", b"Garden", b"S-B7", b"enrolled", b'"after"', b"ann"):
        places = [at for at in range(len(whole)) if whole.startswith(word, at)]
        assert places, word
        for place in dice.sample(places, min(5, len(places))):
            damaged = bytearray(whole)
            damaged[place + dice.randrange(len(word))] ^= 1 << dice.randrange(8)
            flipped.write_bytes(damaged)
            assert found_out(flipped), (word, place)


def found_out(path: Path) -> bool:
    """Refused at the door or named by the check."""
    try:
        return bool(check(path))
    except StoreProblem:
        return True


def test_a_hash_covers_every_field() -> None:
    """Changing any one of them gives another hash."""

    fields = ("0" * 64, 1, "noun", 2, "created", "d" * 64, "seal")
    plain = entry_hash(*fields)  # type: ignore[arg-type]

    for place in range(len(fields)):
        other: list[object] = list(fields)
        other[place] = f"{other[place]}1" if isinstance(other[place], str) else 9
        assert entry_hash(*other) != plain  # type: ignore[arg-type]


def test_the_figures_of_a_database(filled: Path) -> None:
    """Versions, counts, sizes, and the head of the log."""

    told = info(filled)

    assert told.version == told.known_version
    assert told.journal == "delete"
    assert told.counts["participant"] == told.counts["service"] == 1
    assert told.size == filled.stat().st_size
    assert told.head.seq == 3
