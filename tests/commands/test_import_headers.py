"""`import`: the header again, further down in the file."""

import json
from pathlib import Path
from typing import Any

import pytest

PEOPLE = "state_id,first_name,last_name\n"
EARNED = "application,type,name,date\n"


@pytest.mark.parametrize("again", [PEOPLE, "State ID,First Name,last-name\n"])
@pytest.mark.parametrize("after", ["8,Bob,Yu\n", ""])
def test_the_header_again_is_nobody(
    wioatrack: Any, load: Any, again: str, after: str
) -> None:
    """In the middle and at the end, however its names are written."""
    rows = PEOPLE + "7,Ann,Lee\n" + again + after

    answer = load("participant", rows, "--keep-good", code=1)

    (finding,) = answer["findings"]
    assert (finding["line"], finding["rule"]) == (3, "row.header")
    assert finding["message"].startswith("The header again")
    listed = json.loads(wioatrack("participant", "list", "--json", code=0).stdout)
    assert [one["first_name"] for one in listed] == ["Ann", "Bob"][: 1 + bool(after)]


def test_a_header_among_credentials_has_one_finding(load: Any, person: Any) -> None:
    """That its words are no day and no type is not said beside it."""
    row = f"{person('alabama')},other-recognized,CDL,2017-01-02\n"

    answer = load("credential", EARNED + row + EARNED + row, code=1)

    blocking = [one for one in answer["findings"] if one["severity"] != "advice"]
    assert [(one["line"], one["rule"]) for one in blocking] == [(3, "row.header")]


def test_a_person_may_be_called_like_a_column(load: Any) -> None:
    """Only a row of which every cell is its column's name is the header."""
    answer = load("participant", PEOPLE + "state_id,First Name,Lee\n")

    assert answer["created"] == 1


def test_what_was_rejected_as_a_header_stands_as_it_stood(
    wioatrack: Any, tmp_path: Path
) -> None:
    """Beside its reason in the file of the failed rows."""
    file, failed = tmp_path / "rows.csv", tmp_path / "bad.csv"
    file.write_text(PEOPLE + "7,Ann,Lee\n" + "State ID,First Name,Last Name\n")

    wioatrack("import", "participant", file, "--keep-good", "--failed", failed,
              code=1, keeps=True, says="line 3: The header again")  # fmt: skip

    lines = failed.read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith("3,The header again")
    assert lines[1].endswith("State ID,First Name,Last Name")
