"""`wioatrack db …` through the program, on real files."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

Made = Callable[..., Any]


def meddle(path: Path, statement: str) -> None:
    """What somebody with another program can do to the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)


def test_info_gives_figures_and_the_anchor(made: Made, person: Made, db: Path) -> None:
    """The version, what is in it, how it is written, and the end of its log."""
    person("cook")

    found = made("db", "info")

    assert found["database"] == str(db)
    assert found["version"] == found["known_version"]
    assert found["journal"] == "delete"
    assert found["counts"]["participant"] == 1
    assert found["anchor"].split()[0] == str(found["changes"])
    assert found["last_backup"] is None


def test_a_database_nobody_meddled_with_is_sound(made: Made, person: Made) -> None:
    """The answer is yes and the exit code 0."""
    person("cook")

    answer = made("db", "check")

    assert answer["sound"] is True
    assert answer["flaws"] == []


@pytest.mark.fault(23)
def test_an_altered_record_is_named_and_exits_5(
    wioatrack: Made, person: Made, db: Path
) -> None:
    """The record and the column, never the value."""
    person("cook")
    meddle(db, "UPDATE participant SET last_name = 'Canary'")

    ended = wioatrack("db", "check", "--json", code=5)

    flaws = json.loads(ended.stdout)["flaws"]
    assert [(flaw["what"], flaw["message"]) for flaw in flaws] == [
        ("record", "participant 1 differs from the log in last_name")
    ]
    assert "Canary" not in ended.output


@pytest.mark.fault(104)
def test_a_log_cut_off_at_its_end_is_found_only_by_the_anchor(
    wioatrack: Made, made: Made, db: Path, tmp_path: Path
) -> None:
    """A file with the line of `db info` is enough, as text or as JSON."""
    older = db.read_bytes()
    made("participant", "add", "--state-id", "1", "--first-name", "A",
         "--last-name", "B")  # fmt: skip
    as_text, as_json = tmp_path / "anchor.txt", tmp_path / "anchor.json"
    as_text.write_text(wioatrack("db", "info").stdout)
    as_json.write_text(json.dumps(made("db", "info")))
    db.write_bytes(older)

    assert made("db", "check")["sound"]
    for anchor in (as_text, as_json):
        ended = wioatrack("db", "check", "--anchor", anchor, "--json", code=5)
        found = [flaw["what"] for flaw in json.loads(ended.stdout)["flaws"]]
        assert found == ["anchor"]


def test_a_file_without_an_anchor_is_refused(wioatrack: Made, tmp_path: Path) -> None:
    """Nothing is compared with what is not there."""
    (tmp_path / "words").write_text("hello")

    wioatrack("db", "check", "--anchor", tmp_path / "words", code=2,
              says="the file holds no anchor")  # fmt: skip
    wioatrack("db", "check", "--anchor", tmp_path / "none", code=5,
              says="The anchor file none cannot be read.")  # fmt: skip


@pytest.mark.fault(34)
def test_a_backup_is_checked_remembered_and_brings_everything_back(
    made: Made, person: Made, tmp_path: Path
) -> None:
    """What was entered after it is gone, and the replaced file is kept."""
    person("cook")
    copy = tmp_path / "copies" / "monday.db"

    backup = made("db", "backup", copy, "--verify")
    made("participant", "edit", "3913801", "--phone", "555")
    restored = made("db", "restore", copy)

    assert backup["verified"] is True
    assert copy.stat().st_mode & 0o777 == 0o600
    assert made("db", "info")["last_backup"] == backup["made_at"]
    assert Path(restored["replaced"]).is_file()
    assert made("participant", "show", "3913801")["phone"] is None
    assert made("db", "check")["sound"] is True


def test_a_backup_is_never_written_over(wioatrack: Made, tmp_path: Path) -> None:
    """The second one is refused and the first stays as it was."""
    copy = tmp_path / "copy.db"
    wioatrack("db", "backup", copy, code=0)
    before = copy.read_bytes()

    wioatrack("db", "backup", copy, code=5,
              says="There is a file copy.db already. Name another FILE;")  # fmt: skip

    assert copy.read_bytes() == before


@pytest.mark.covers("IS-04")
def test_only_a_manager_copies_or_replaces_the_database(
    wioatrack: Made, tmp_path: Path
) -> None:
    """A copy holds everybody's records."""
    copy = tmp_path / "copy.db"

    wioatrack("db", "backup", copy, user="lee", code=4,
              says="Role staff may not keep users and the database.")  # fmt: skip
    wioatrack("db", "backup", copy, code=0)
    wioatrack("db", "restore", copy, user="lee", code=4,
              says="Role staff may not keep users and the database.")  # fmt: skip
    wioatrack("db", "migrate", user="may", code=4,
              says="Role reviewer may not keep users and the database.")  # fmt: skip
    wioatrack("db", "info", user="nobody", code=4,
              says="This database knows no user 'nobody'.")  # fmt: skip

    assert "Anchor" in wioatrack("db", "info", user="lee", code=0).stdout


def test_a_backup_is_restored_where_the_database_is_lost(
    wioatrack: Made, db: Path, tmp_path: Path
) -> None:
    """The backup itself says who its manager is."""
    copy = tmp_path / "copy.db"
    wioatrack("db", "backup", copy, code=0)
    db.unlink()

    wioatrack("db", "restore", copy, user="lee", code=4,
              says="Role staff may not keep users and the database.")  # fmt: skip
    wioatrack("db", "restore", copy, code=0)

    listed = json.loads(wioatrack("user", "list", "--json", code=0).stdout)
    assert [user["name"] for user in listed] == ["lee", "may", "ore"]


@pytest.mark.fault(22)
def test_a_backup_that_was_cut_short_replaces_nothing(
    wioatrack: Made, db: Path, tmp_path: Path
) -> None:
    """It is checked before it takes anything's place."""
    copy = tmp_path / "copy.db"
    wioatrack("db", "backup", copy, code=0)
    copy.write_bytes(copy.read_bytes()[:-4096])
    before = db.read_bytes()

    wioatrack("db", "restore", copy, code=5,
              says="The database copy.db is damaged: SQLite cannot read it")  # fmt: skip

    assert db.read_bytes() == before


def test_a_database_of_this_version_needs_no_migration(made: Made) -> None:
    """It says so, and makes no copy."""
    done = made("db", "migrate")

    assert done["before"] == done["version"]
    assert done["backup"] is None


def test_a_backup_that_is_not_there_is_what_is_missing(wioatrack, tmp_path):
    """Not the database, which `init` would make."""
    wioatrack("db", "restore", tmp_path / "nosuch.db", code=5,
              says="There is no backup nosuch.db. Name the file that `wioatrack db backup "
              "FILE` made.")  # fmt: skip
