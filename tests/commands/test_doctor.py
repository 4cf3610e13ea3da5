"""`wioatrack doctor` and `wioatrack participant purge` through the program."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from wioatrack.actions.desk import Desk
from wioatrack.actions.purging import purge_participant
from wioatrack.actions.results import Done, Refused
from wioatrack.errors import Conflict
from wioatrack.store import surroundings

Made = Callable[..., Any]


def looked(wioatrack: Made, *words: object, code: int = 0) -> dict[str, Any]:
    rows = json.loads(wioatrack("doctor", *words, "--json", code=code).stdout)
    return {row["check"]: row for row in rows}


@pytest.mark.fault(7)
def test_a_new_database_is_well_and_wants_a_backup(wioatrack: Made) -> None:
    """What is fine is said too: the journal, the disk, who acts."""
    found = looked(wioatrack)

    assert found["file"]["status"] == "ok"
    assert "EXTRA" in found["journal"]["message"]
    assert "disk that says it has written" in found["journal"]["message"]
    assert found["permissions"]["status"] == "ok"
    assert found["data"]["status"] == "ok"
    assert found["backup"]["status"] == "warning"
    assert found["backup"]["fix"] == "wioatrack db backup FILE --verify"
    assert "no wall" in found["roles"]["message"]


@pytest.mark.fault(34)
def test_a_checked_backup_satisfies_it_until_it_is_old(
    wioatrack: Made, db: Path, tmp_path: Path
) -> None:
    """An unchecked one, an old one and one that is gone do not."""
    copy = tmp_path / "copy.db"
    wioatrack("db", "backup", copy, code=0)
    assert looked(wioatrack)["backup"]["status"] == "warning"
    copy.unlink()
    wioatrack("db", "backup", copy, "--verify", code=0)
    assert looked(wioatrack)["backup"]["status"] == "ok"

    register = db.with_name(f"{db.name}.backups")
    made = json.loads(register.read_text().splitlines()[-1])
    for days, status in ((6, "ok"), (7, "warning"), (3000, "warning")):
        moment = datetime.now(UTC) - timedelta(days=days, hours=1)
        old = json.dumps(made | {"made_at": moment.isoformat("T", "seconds")})
        register.write_text(f"{old}\nhalf a li")
        assert looked(wioatrack)["backup"]["status"] == status, days

    copy.unlink()
    assert looked(wioatrack)["backup"]["message"] == "No backup is known."


@pytest.mark.fault(20)
def test_a_file_that_others_can_read_is_left_to_its_owner(
    wioatrack: Made, db: Path
) -> None:
    """It warns, and repairs when told to."""
    db.chmod(0o644)

    assert looked(wioatrack)["permissions"]["fix"] == (
        "wioatrack doctor --fix-permissions"
    )
    assert looked(wioatrack, "--fix-permissions")["permissions"]["status"] == "ok"
    assert db.stat().st_mode & 0o777 == 0o600


@pytest.mark.fault(29)
def test_what_a_crash_left_beside_the_file_is_named(wioatrack: Made, db: Path) -> None:
    """A stray write-ahead log or a half-made copy."""
    db.with_name(f"{db.name}-wal").write_bytes(b"")
    db.with_name(".copy.db.0a1b2c3d.partial").write_bytes(b"")

    message = looked(wioatrack)["neighbours"]["message"]

    assert f"{db.name}-wal" in message
    assert ".copy.db.0a1b2c3d.partial" in message


@pytest.mark.fault(86)
def test_an_altered_document_is_found_with_verify_data(
    wioatrack: Made, made: Made, person: Made, db: Path, tmp_path: Path
) -> None:
    """Its record is named, and the code says that something is wrong."""
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4\nlicense")
    made("document", "add", scan, "--who", person("cook"))
    kept = next(db.with_name(f"{db.name}.documents").iterdir())
    kept.write_bytes(b"%PDF-1.4\nforged")

    found = looked(wioatrack, "--verify-data", code=5)

    assert found["document"]["message"] == "document 1: its file was altered"
    assert "documents" not in found
    unlooked = looked(wioatrack)["documents"]
    assert unlooked["message"] == "The hashes of kept files were not compared."


@pytest.mark.fault(22)
def test_a_damaged_file_is_a_finding_among_others(wioatrack: Made, db: Path) -> None:
    """It says what is wrong and what to do; the file is left as it is."""
    db.write_bytes(db.read_bytes()[:5000])

    found = looked(wioatrack, code=5)

    assert found["file"]["status"] == "problem"
    assert "db restore" in found["file"]["fix"]
    assert db.stat().st_size == 5000


def test_no_database_is_refused_as_everywhere(run: Made) -> None:
    """Exit 5, and how to make one."""
    assert "wioatrack init" in run("doctor", code=5).stderr


@pytest.mark.fault(31)
@pytest.mark.parametrize(
    ("kind", "far"), [("nfs4", True), ("cifs", True), ("ext4", False)]
)
def test_a_network_share_is_recognised(tmp_path: Path, kind: str, far: bool) -> None:
    """The innermost mount decides."""
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"/dev/a / ext4 rw 0 0\nserver:/x {tmp_path}/share\\040one {kind} rw 0 0\n"
    )

    found = surroundings.file_system(tmp_path / "share one" / "cases.db", mounts)

    assert found == kind
    assert surroundings.is_far(found) is far


def test_where_mounts_cannot_be_read_nothing_is_claimed(tmp_path: Path) -> None:
    """As on systems that have no such list."""
    assert surroundings.file_system(tmp_path, tmp_path / "none") is None
    assert not surroundings.is_far(None)


def exited(made: Made, person: Made) -> str:
    who = person("cook")
    made("exit", "early", who, "--date", "2016-08-31", "--reason", "moved",
         "--note", "Canary was here")  # fmt: skip
    return who


@pytest.mark.fault(106)
def test_a_purged_person_is_in_no_byte_of_the_file(
    made: Made, person: Made, db: Path, tmp_path: Path
) -> None:
    """Records, log and free pages; copies that still hold the person are listed."""
    exited(made, person)
    copy = tmp_path / "copy.db"
    made("db", "backup", copy)
    assert b"Canary was here" in db.read_bytes()

    certificate = made("participant", "purge", "3913801", "--yes")

    assert b"Canary was here" not in db.read_bytes()
    assert b"Manny" not in db.read_bytes()
    assert certificate["records"]["participant"] == 1
    assert certificate["copies_holding"] == [str(copy)]
    assert made("db", "check")["sound"] is True


def test_a_purge_before_the_day_is_refused_with_the_day(
    refused: Made, made: Made, person: Made
) -> None:
    """Three years after the exit, the day itself included."""
    exited(made, person)

    answer = refused("participant", "purge", "3913801", "--yes", as_of="2019-08-30")

    assert answer["findings"][0]["rule"] == "record.retention"
    assert "2019-08-31" in answer["error"]
    made("participant", "purge", "3913801", "--yes", as_of="2019-08-31")
    assert made("participant", "list") == []


def test_a_day_to_come_hastens_no_purge(
    refused: Made, made: Made, person: Made
) -> None:
    """Nothing brings a person back, so --as-of only ever delays."""
    who = person("cook")
    made("exit", "early", who, "--date", "2098-02-01", "--reason", "moved", "--note",
         "Moved.", as_of="2099-01-01")  # fmt: skip

    answer = refused("participant", "purge", "3913801", "--yes", as_of="2120-01-01")

    assert answer["findings"][0]["rule"] == "record.retention"
    assert "2101-02-01" in answer["error"]
    assert made("participant", "show", "3913801")["first_name"] == "Manny"


def at_the_desk(db: Path) -> Desk:
    """The manager, who has three years behind the exit."""
    return Desk(db, "ore", "account", date(2023, 6, 30), "participant purge")


def test_a_purge_is_judged_again_when_it_is_done(
    made: Made, person: Made, db: Path
) -> None:
    """An exit taken back while somebody reads the question stops it."""
    who = exited(made, person)

    def yes(asked: str) -> bool:
        made("exit", "void", who, "--because", "Came back")
        return asked == "3913801"

    answer = purge_participant(at_the_desk(db), "3913801", yes)

    assert isinstance(answer, Refused)
    assert [found.rule for found in answer.findings] == ["record.retention"]
    assert made("participant", "show", "3913801")["first_name"] == "Manny"


def test_a_purge_looks_again_whom_the_words_name(
    made: Made, wioatrack: Made, person: Made, db: Path
) -> None:
    """Ids that changed hands meanwhile purge neither of the two."""
    exited(made, person)
    person("cook")

    def yes(asked: str) -> bool:
        made("participant", "edit", asked, "--state-id", "1")
        made("participant", "edit", "3913802", "--state-id", asked)
        return True

    with pytest.raises(Conflict, match="names another person by now"):
        purge_participant(at_the_desk(db), "3913801", yes)

    assert {row["state_id"] for row in made("participant", "list")} == {"1", "3913801"}


def test_a_purge_lists_the_papers_that_were_there_when_it_was_done(
    made: Made, person: Made, db: Path, tmp_path: Path
) -> None:
    """Also one that came while somebody read the question."""
    who = exited(made, person)
    paper = tmp_path / "late.txt"
    paper.write_text("late", encoding="utf-8")

    def yes(asked: str) -> bool:
        return bool(made("document", "add", paper, "--who", who))

    answer = purge_participant(at_the_desk(db), "3913801", yes)

    assert isinstance(answer, Done)
    assert answer.record["documents"] == ["1: late.txt"]
    assert answer.record["files_removed"] == 1


def test_a_purge_is_confirmed_and_a_manager_s(
    wioatrack: Made, made: Made, person: Made
) -> None:
    """Without a terminal it needs --yes; nobody else may."""
    exited(made, person)

    wioatrack("participant", "purge", "3913801", code=2,
              says="It cannot be taken back: --yes is missing.")  # fmt: skip
    wioatrack("participant", "purge", "3913801", "--yes", user="lee", code=4,
              says="Role staff may not keep users and the database.")  # fmt: skip
    wioatrack("participant", "purge", "nobody", "--yes", code=3,
              says="No participant 'nobody'.")  # fmt: skip

    assert made("participant", "show", "3913801")["first_name"] == "Manny"


def test_a_purge_cannot_be_undone(refused: Made, made: Made, person: Made) -> None:
    """Its changes have nothing left to bring back."""
    exited(made, person)
    made("participant", "purge", "3913801", "--yes")

    refused("undo", says="cannot be undone: its records were purged.")
