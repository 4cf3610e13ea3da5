"""What holds of every gain: its day, its year, its edits, its list."""

from collections.abc import Callable
from typing import Any

import pytest

Made = Callable[..., Any]
FALL, SPRING = "2022-08-22:2022-12-16", "2023-01-17:2023-05-19"


@pytest.mark.covers("OUT-18")
def test_what_a_type_needs_or_does_not_ask_for_is_said(
    refused: Made, trainee: Callable[..., str]
) -> None:
    """Exit 2 with the option's name; no answer is kept silently."""
    words = ("msg", "add", trainee(), "--date", "2023-02-01", "--type")

    assert "--award" in refused(*words, "progression", code=2)["error"]
    assert "--attendance" in refused(*words, "postsecondary", code=2)["error"]
    strange = refused(*words, "milestone", "--satisfactory", "--semester", FALL, code=2)
    assert "--semester: type milestone does not ask for it." in strange["error"]
    refused("msg", "add", trainee(), "--date", "today", code=2, says="Missing: --type.")
    refused(
        "msg", "add", trainee(), "--type", "diploma", code=2, says="Missing: --date."
    )


@pytest.mark.covers("OUT-18")
def test_a_gain_cannot_lie_in_the_future(
    made: Made, refused: Made, trainee: Callable[..., str]
) -> None:
    """Nor can its milestone have been set tomorrow."""
    who = trainee()
    words = ("msg", "add", who, "--type", "milestone", "--satisfactory")

    refused(*words, "--date", "2023-07-01", as_of="2023-06-30",
            says="Attained 2023-07-01; the last day that counts is 2023-06-30.")  # fmt: skip
    refused(*words, "--date", "2023-06-30", "--established", "2023-07-01",
            as_of="2023-06-30",
            says="Milestone set 2023-07-01; the last day that counts is 2023-06-30.")  # fmt: skip

    made(*words, "--date", "2023-06-30", as_of="2023-06-30")
    assert len(made("msg", "list", who)) == 1


@pytest.mark.parametrize(
    ("day", "year"), [("2023-06-30", 2022), ("2023-07-01", 2023), ("2024-02-29", 2023)]
)
def test_a_gain_belongs_to_the_program_year_of_its_day(
    made: Made, trainee: Callable[..., str], day: str, year: int
) -> None:
    """1 July begins a new one, named by the year it starts in."""
    gain = made("msg", "add", trainee(), "--type", "diploma", "--date", day, as_of=day)

    assert gain["program_year"] == year


def test_without_training_a_gain_is_recorded_and_does_not_count(
    made: Made, person: Callable[..., str]
) -> None:
    """And once the training is on file, it does: nothing derived is kept."""
    who = person("worknet", application_date="2022-07-05")
    gain = made("msg", "add", who, "--type", "diploma", "--date", "2023-02-01")

    assert gain["reasons"] == [
        "No education or training is on file in program year 2022 "
        "(2022-07-01 to 2023-06-30)."
    ]
    made("service", "add", who, "--activity", "300", "--status", "started", "--start",
         "2022-08-22", "--planned-end", "2023-06-30")  # fmt: skip
    assert made("msg", "list", who)[0]["countable"] is True


def test_after_the_exit_only_some_types_count(
    made: Made, trainee: Callable[..., str]
) -> None:
    """A diploma may; an exam is to be looked at, which is said."""
    who = trainee()
    made("exit", "early", who, "--date", "2023-03-01", "--reason", "moved", "--note",
         "Moved away.")  # fmt: skip

    diploma = made("msg", "add", who, "--type", "diploma", "--date", "2023-03-02")
    exam = made("msg", "add", who, "--type", "progression", "--award", "exam",
                "--passed", "--date", "2023-03-02")  # fmt: skip

    assert diploma["countable"] is True
    assert exam["countable"] is False
    assert "after the exit of 2023-03-01" in exam["reasons"][0]


def test_a_gain_is_edited_by_the_same_rules(
    made: Made, refused: Made, trainee: Callable[..., str]
) -> None:
    """Only what is given changes; with another type, the old answers go."""
    gain = made("msg", "add", trainee(), "--type", "postsecondary", "--attendance",
                "part-time", "--no-removed", "--date", "2023-05-25", "--semester",
                f"{FALL}:6", "--semester", f"{SPRING}:6")  # fmt: skip

    refused("msg", "edit", gain["id"], "--removed",
            says="Dropped out or removed is answered Yes.")  # fmt: skip
    refused("msg", "edit", gain["id"], "--semester", f"{FALL}:6",
            says="1 of 2 semesters are given.")  # fmt: skip
    refused("msg", "edit", 99, "--comment", "x", code=3, says="There is no msg 99.")
    noted = made("msg", "edit", gain["id"], "--comment", "Checked.")
    full = made("msg", "edit", gain["id"], "--attendance", "full-time", "--semester",
                f"{FALL}:12")  # fmt: skip
    other = made("msg", "edit", gain["id"], "--type", "diploma")

    assert (noted["comment"], noted["semester"]) == ("Checked.", gain["semester"])
    assert full["semester"] == [f"{FALL}:12"]
    assert (other["federal_type"], other["semester"], other["attendance"]) == (
        2,
        [],
        None,
    )
    assert (other["removed"], other["comment"]) == (None, "Checked.")


def test_a_list_is_narrowed(made: Made, trainee: Callable[..., str]) -> None:
    """By type, program year and whether it counts."""
    who = trainee()
    made("msg", "add", who, "--type", "diploma", "--date", "2023-02-01")
    made("msg", "add", who, "--type", "progression", "--award", "degree", "--date",
         "2023-07-01", as_of="2023-07-01")  # fmt: skip

    for narrow in (
        ("--type", "progression"), ("--program-year", "2023"), ("--no-countable",),
    ):  # fmt: skip
        (row,) = made("msg", "list", who, *narrow)
        assert row["award"] == "degree"


def test_where_only_the_federal_text_speaks_a_gain_is_recorded_and_not_countable(
    made: Made, person: Callable[..., str]
) -> None:
    """The rule of the type is advice there, and a reason."""
    gain = made("msg", "add", person("alabama"), "--type", "milestone", "--date",
                "2023-02-01")  # fmt: skip

    assert gain["countable"] is False
    assert (
        "A satisfactory or better progress report is not answered." in gain["reasons"]
    )
