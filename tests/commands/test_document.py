"""`wioatrack document …`"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Made = Callable[..., Any]


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A file that is what its name says."""
    file = tmp_path / "report card [b].txt"
    file.write_text("All classes satisfactory.", encoding="utf-8")
    return file


@pytest.mark.covers("CC-18")
def test_a_file_is_kept_under_its_hash(
    made: Made, person: Callable[..., str], scan: Path
) -> None:
    """The copy is beside the database, whatever becomes of the file."""
    who = person("worknet")

    document = made("document", "add", scan, "--who", who)
    scan.unlink()

    content = b"All classes satisfactory."
    assert document["sha256"] == hashlib.sha256(content).hexdigest()
    assert (document["name"], document["kind"]) == ("report card [b].txt", "txt")
    assert document["size"] == len(content)
    assert Path(document["path"]).read_bytes() == content
    assert document["application"] == who
    assert made("document", "show", document["id"])["used_by"] == []
    assert [row["id"] for row in made("document", "list", who)] == [document["id"]]


def test_the_same_file_of_a_person_is_kept_once(
    made: Made, person: Callable[..., str], scan: Path
) -> None:
    """And once more for somebody else, whose document it is."""
    first, second = person("worknet"), person("worknet")

    one = made("document", "add", scan, "--who", first)
    again = made("document", "add", scan, "--who", first)
    other = made("document", "add", scan, "--who", second)

    assert one["id"] == again["id"] != other["id"]
    assert one["sha256"] == other["sha256"]


def test_a_record_points_at_a_document_by_id_or_takes_a_file(
    made: Made, person: Callable[..., str], scan: Path
) -> None:
    """A document that was nobody's becomes that of the first record's person."""
    who = person("worknet")
    document = made("document", "add", scan)
    assert document["application"] is None

    by_id = made(
        "assessment", "add", who, "--name", "TABE", "--document", document["id"]
    )
    by_file = made("assessment", "add", who, "--name", "TABE", "--document", scan)

    assert by_id["document"] == by_file["document"] == document["id"]
    shown = made("document", "show", document["id"])
    assert shown["application"] == who
    assert shown["used_by"] == ["assessment 1", "assessment 2"]


def test_another_persons_document_is_as_absent_as_none(
    made: Made, refused: Made, person: Callable[..., str], scan: Path
) -> None:
    """Exit 3 for both, and nothing written."""
    first, second = person("worknet"), person("worknet")
    theirs = made("document", "add", scan, "--who", first)["id"]

    for number in (theirs, 99):
        answer = refused("assessment", "add", second, "--name", "TABE", "--document",
                         number, code=3)  # fmt: skip
        assert f"no document {number}" in answer["error"]
    assert made("assessment", "list", second) == []


def test_a_document_serves_every_application_of_its_person(
    made: Made, person: Callable[..., str], scan: Path
) -> None:
    """It stays with the one it was kept for, and is pointed at from the other."""
    first = person("worknet")
    state_id = made("application", "show", first)["participant"]
    second = made("application", "add", state_id, "--profile", "worknet", "--number",
                  "two")["number"]  # fmt: skip
    number = made("document", "add", scan, "--who", first)["id"]

    tested = made("assessment", "add", second, "--name", "TABE", "--document", number)

    assert tested["document"] == number
    assert made("document", "show", number)["application"] == first


def test_staff_of_other_places_do_not_see_it(
    made: Made, refused: Made, person: Callable[..., str], scan: Path
) -> None:
    """Neither a person's document nor one that is nobody's yet."""
    made("user", "add", "jo", "--role", "staff", "--location", "Peoria")
    owned = made("document", "add", scan, "--who", person("worknet"))["id"]
    nobodys = made("document", "add", scan)["id"]

    for number in (owned, nobodys):
        refused("document", "show", number, user="jo", code=3,
                says=f"There is no document {number}.")  # fmt: skip


def test_nobody_takes_a_document_that_is_not_theirs_to_see(
    made: Made, refused: Made, person: Callable[..., str], scan: Path
) -> None:
    """One of nobody yet goes to a record of whoever kept it, or of who sees all."""
    who = person("worknet", office="Peoria")
    made("user", "add", "jo", "--role", "staff", "--location", "Peoria")
    number = made("document", "add", scan)["id"]
    words = ("assessment", "add", who, "--name", "TABE", "--date", "2023-05-04",
             "--document", number)  # fmt: skip

    answer = refused(*words, user="jo", code=3)

    assert f"no document {number}" in answer["error"]
    assert made("document", "show", number)["application"] is None
    assert made(*words)["document"] == number


@pytest.mark.parametrize(
    ("name", "code", "says"),
    [
        ("card.exe", 2, "files of type exe are not kept"),
        ("missing.txt", 5, "cannot be copied: No such file or directory"),
        ("card.pdf", 2, "the name says pdf, the content txt"),
        (".", 2, "files without a type are not kept"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    made: Made,
    wioatrack: Any,
    person: Callable[..., str],
    tmp_path: Path,
    name: str,
    code: int,
    says: str,
) -> None:
    """An unknown type, no file, another content than the name says, a folder."""
    who = person("worknet")
    (tmp_path / "card.exe").write_bytes(b"MZ")
    (tmp_path / "card.pdf").write_bytes(b"not a pdf")

    file = tmp_path / name
    wioatrack("document", "add", file, "--who", who, code=code, says=says)

    assert made("document", "list", who) == []
