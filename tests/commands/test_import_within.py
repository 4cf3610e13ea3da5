"""`import`: rows that stand in each other's way."""

import json
from typing import Any

import pytest

PEOPLE = "state_id,first_name,last_name,individual_number\n"


@pytest.mark.parametrize("words", [(), ("--dry-run",), ("--keep-good",)])
@pytest.mark.parametrize(
    ("row", "column"),
    [("2001,Bob,Yu,\n", "state_id"), ("2002,Bob,Yu,31\n", "individual_number")],
)
def test_an_id_that_an_earlier_row_took_is_said_to_be_its(
    load: Any, words: tuple[str, ...], row: str, column: str
) -> None:
    """Nobody of that id is on file before the load is kept, so none is shown."""
    answer = load("participant", PEOPLE + "2001,Ann,Lee,31\n" + row, *words, code=1)

    (finding,) = answer["findings"]
    value = finding["value"]
    assert finding["column"] == column
    assert finding["message"] == f"An earlier row of this file has {column} '{value}'."
    assert "participant show" not in finding["fix"]


def test_an_id_that_was_taken_before_is_shown(load: Any) -> None:
    """The person is there, and the fix names the command that shows who it is."""
    load("participant", PEOPLE + "2001,Ann,Lee,\n")

    answer = load("participant", PEOPLE + "2001,Bob,Yu,\n", code=1)

    assert answer["findings"][0]["fix"] == "wioatrack participant show 2001"


def test_a_number_that_an_earlier_application_took_is_said_to_be_its(load: Any) -> None:
    """As for people."""
    load("participant", PEOPLE + "2001,Ann,Lee,\n2002,Bob,Yu,\n")
    rows = "2001,alabama,77,2023-01-02\n2002,alabama,77,2023-01-03\n"

    answer = load(
        "application",
        "participant,profile,number,application_date\n" + rows,
        code=1,
    )

    assert "An earlier row of this file has number '77'" in json.dumps(answer)
