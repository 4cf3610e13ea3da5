"""`wioatrack msg check`: which years have a gain, and what would be one."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from wioatrack.models.plans import Service
from wioatrack.store import Stamp, writing

Made = Callable[..., Any]
TEST = ("--name", "TABE 11/12", "--series", "TABE 11/12")


@pytest.mark.covers("OUT-50")
def test_check_says_which_years_have_a_gain(
    made: Made, wioatrack: Any, trainee: Callable[..., str]
) -> None:
    """One for each program year of training, up to today; exit 1 while one lacks."""
    who = trainee()
    made("msg", "add", who, "--type", "diploma", "--date", "2023-02-01")

    done = made("msg", "check", who, as_of="2023-06-30")
    owed = json.loads(
        wioatrack("msg", "check", who, "--json", as_of="2023-07-01", code=1).stdout
    )

    assert [(y["program_year"], y["answer"]) for y in done["years"]] == [
        (2022, "countable")
    ]
    assert done["years"][0]["countable"] == ["msg 1"]
    assert (done["result"], done["status"]) == ("entered", "complete")
    assert [(y["program_year"], y["answer"]) for y in owed["years"]] == [
        (2022, "countable"), (2023, "missing"),
    ]  # fmt: skip
    assert {row["program_year"] for row in owed["would_count"]} == {2023}
    fixes = {row["fix"] for row in owed["would_count"]}
    assert f"wioatrack msg add {who} --type milestone --date DATE" in fixes


def test_training_of_an_older_code_set_counts_as_what_it_was(
    made: Made, db: Path, person: Callable[..., str]
) -> None:
    """Imported services keep their set; checks read them from it."""
    who = person("isets")
    case = made("application", "show", who)["id"]
    with writing(db, Stamp("ore", "ore", "import")) as store:
        store.keep(
            Service(application_id=case, activity_set="isets-fy2022", activity="VT",
                    activity_group="snap-et", status="successful",
                    start=date(2022, 1, 10), end=date(2022, 5, 20))
        )  # fmt: skip

    gain = made("msg", "add", who, "--type", "diploma", "--date", "2022-05-20")

    assert gain["countable"] is True
    assert made("msg", "check", who)["years"][0]["program_year"] == 2021


def test_check_names_the_test_that_waits_and_the_gain_that_lacks(
    made: Made, wioatrack: Any, trainee: Callable[..., str]
) -> None:
    """With the level a post-test must reach, and why a recorded gain does not count."""
    who = trainee(education_at_entry="secondary-diploma")
    made("assessment", "add", who, *TEST, "--subject", "Reading", "--level", 2,
         "--date", "2022-09-01")  # fmt: skip
    made("msg", "add", who, "--type", "milestone", "--satisfactory", "--date",
         "2023-02-01")  # fmt: skip

    answer = made("msg", "check", who)

    assert answer["years"][0]["answer"] == "recorded"
    would = {row["of"]: row for row in answer["would_count"]}
    assert would["msg 1"]["message"] == "When the milestone was set is not on file."
    assert would["msg 1"]["fix"] == "wioatrack msg edit 1 --established DATE"
    messages = [row["message"] for row in answer["would_count"]]
    assert (
        "A TABE 11/12 Reading post-test at level 3 or above, later than assessment 1."
        in messages
    )
    assert not {"diploma", "secondary"} & would.keys()
    assert "Reading post-test" in wioatrack("msg", "check", who, code=0).stdout


@pytest.mark.covers("CC-29")
def test_a_diploma_among_the_credentials_is_a_gain_and_a_license_is_none(
    made: Made, wioatrack: Any, trainee: Callable[..., str]
) -> None:
    """Shown where gains are asked for; no record is made by itself."""
    who = trainee("isets")
    words = ("--date", "2023-02-01", "--institution", "Truman College", "--source",
             "copy-of-credential")  # fmt: skip
    made("credential", "add", who, "--type", "occupational-skills-license", "--name",
         "CDL", *words)  # fmt: skip
    wioatrack("msg", "check", who, code=1, says="answer missing")

    made("credential", "add", who, "--type", "secondary-equivalency", "--name", "GED",
         *words)  # fmt: skip

    assert made("msg", "check", who)["years"][0]["countable"] == ["credential 2"]
    assert made("msg", "list", who) == []


def test_without_training_no_gain_is_owed(
    made: Made, person: Callable[..., str]
) -> None:
    """Not applicable, and exit 0."""
    answer = made("msg", "check", person("worknet"))

    assert (answer["result"], answer["years"]) == ("not-applicable", [])


@pytest.mark.covers("CC-29")
def test_a_diploma_from_before_participation_is_no_gain(
    made: Made, person: Callable[..., str]
) -> None:
    """The program year began before the person did; the day before does not count."""
    answers = {}
    for earned in ("2022-09-04", "2022-09-05"):
        who = person("worknet", application_date="2022-09-05")
        service = made("service", "add", who, "--activity", "300", "--status", "started",
                       "--start", "2022-09-05", "--planned-end", "2023-12-01")  # fmt: skip
        made("credential", "add", who, "--type", "secondary-diploma", "--name",
             "Diploma", "--institution", "School", "--source", "copy-of-diploma",
             "--service", service["id"], "--date", earned)  # fmt: skip
        [year] = made("msg", "check", who, as_of="2023-06-30")["years"]
        answers[earned] = year["answer"]

    report = made("report", "outcomes", "--program-year", "2022",
                  as_of="2023-06-30")  # fmt: skip

    assert answers == {"2022-09-04": "recorded", "2022-09-05": "countable"}
    [gain] = [row for row in report["measures"] if row["measure"] == "gain"]
    assert (gain["numerator"], gain["denominator"]) == (1, 2)
