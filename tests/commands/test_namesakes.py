"""Whoever seems to be on file already is said to be, and filed."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from wioatrack.store import create

RULE = "participant.on-file-already"
BORN = "1990-02-28"


@pytest.fixture
def added(made: Callable[..., Any]) -> Callable[..., Any]:
    """Somebody of a name and a birth date under an id."""

    def added(state_id: str, first: str, last: str, born: str | None = BORN) -> Any:
        more = ("--birth-date", born) if born else ()
        return made("participant", "add", "--state-id", state_id, "--first-name", first,
                    "--last-name", last, *more)  # fmt: skip

    return added


def named(answer: Any) -> list[str]:
    """What is said of people who seem to be on file."""
    return [one["message"] for one in answer["findings"] if one["rule"] == RULE]


def test_somebody_of_the_same_names_and_birth_date_is_advised_of(added: Any) -> None:
    """The entry is filed; the advice names the other's id and nothing else of anybody."""
    assert named(added("S-1", "Zoë", "Peña")) == []

    again = added("S-2", "ZOË", "pEÑA")

    assert again["id"] == 2
    assert named(again) == [
        "On file with the same first and last name and birth date: participant S-1."
    ]
    (finding,) = again["findings"]
    assert finding["severity"] == "advice"
    assert "wioatrack participant show S-1" in finding["fix"]
    said = json.dumps(finding).casefold()
    assert not [word for word in ("zo", "pe\\u", BORN, "1990") if word in said]


@pytest.mark.parametrize(
    ("first", "last", "born"),
    [("Zoe", "Peña", BORN), ("Zoë", "Pena", BORN), ("Zoë", "Peña", "1990-03-01"),
     ("Zoë", "Peña", None)],
)  # fmt: skip
def test_whoever_differs_in_one_of_them_is_somebody_else(
    added: Any, first: str, last: str, born: str | None
) -> None:
    """A letter, a day, or no birth date to compare by."""
    added("S-1", "Zoë", "Peña")

    assert named(added("S-2", first, last, born)) == []


def test_a_change_is_compared_where_it_is_of_a_name_or_the_birth_date(
    added: Any, made: Any
) -> None:
    """Not each time that something else of one of two namesakes changes."""
    added("S-1", "Ann", "Lee")
    added("S-2", "Ann", "Lee", "1991-02-28")

    of_date = made("participant", "edit", "S-2", "--birth-date", BORN)
    of_phone = made("participant", "edit", "S-2", "--phone", "312 555 0100")

    assert len(named(of_date)) == 1
    assert named(of_phone) == []


def test_a_load_says_so_of_a_row_on_file_and_of_another_row(
    added: Any, wioatrack: Any, tmp_path: Path
) -> None:
    """As advice with the line, which rejects nothing."""
    added("S-1", "Ann", "Lee")
    file = tmp_path / "people.csv"
    file.write_text(
        "state_id,first_name,last_name,birth_date\n"
        f"S-2,ANN,LEE,{BORN}\nS-3,Bea,Garden,{BORN}\nS-4,bea,garden,{BORN}\n",
        encoding="utf-8",
    )

    loaded = json.loads(
        wioatrack("import", "participant", file, "--json", code=0).stdout
    )

    assert (loaded["created"], loaded["rejected"]) == (3, 0)
    assert [(one["line"], one["rule"], one["severity"]) for one in loaded["findings"]] == [
        (2, RULE, "advice"), (4, RULE, "advice"),
    ]  # fmt: skip
    assert "participant S-3." in loaded["findings"][1]["message"]


def test_nobody_learns_of_people_they_do_not_see(added: Any, made: Any) -> None:
    """Whoever is another office's is as if not on file; staff of no place see both."""
    made("user", "add", "eve", "--role", "staff", "--location", "East office")
    added("S-1", "Ann", "Lee")
    made("application", "add", "S-1", "--profile", "isets", "--office", "West office")
    words = ("participant", "add", "--first-name", "Ann", "--last-name", "Lee",
             "--birth-date", BORN, "--state-id")  # fmt: skip

    assert named(made(*words, "S-2", user="eve")) == []
    assert len(named(made(*words, "S-3", user="lee"))) == 1


def test_others_of_the_name_elsewhere_hide_nobody(added: Any, made: Any) -> None:
    """However many the actor does not see, and the first one seen is named first."""
    made("user", "add", "eve", "--role", "staff", "--location", "East office")
    for number in range(1, 9):
        office = "East office" if number > 6 else "West office"
        added(f"S-{number}", "Ann", "Lee")
        made("application", "add", f"S-{number}", "--profile", "isets",
             "--office", office)  # fmt: skip

    (message,) = named(
        made("participant", "add", "--first-name", "Ann", "--last-name", "Lee",
             "--birth-date", BORN, "--state-id", "S-9", user="eve")
    )  # fmt: skip

    assert "S-7" in message and "S-8" in message
    assert message.index("S-7") < message.index("S-8")
    assert "S-6" not in message


def test_a_load_looks_nobody_up_by_reading_everybody(tmp_path: Path) -> None:
    """The question is answered from an index, by names as well as by the birth date."""
    from wioatrack.actions.namesakes import ALIKE

    create(tmp_path / "cases.db")
    given = {"born": BORN, "known": None, "last": '["Lee"]', "first": '["Ann"]',
             "limit": 1}  # fmt: skip
    with closing(sqlite3.connect(tmp_path / "cases.db")) as connection:
        plan = [
            row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {ALIKE}", given)
        ]

    assert "(birth_date=? AND last_name=? AND first_name=?)" in plan[0]
    assert [step for step in plan if step.startswith("SCAN participant")] == []
