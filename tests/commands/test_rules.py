"""`wioatrack rules …` and `wioatrack reference …` through the program."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from wioatrack.actions.rejudging import REJUDGED

BY_WHO = {"participant", "application", "plan"}
Made = Callable[..., Any]


@pytest.fixture
def asked(run: Made) -> Made:
    """What a look-up answers; none of them needs a database."""
    return lambda *words: json.loads(run(*words, "--json", code=0).stdout)


def test_the_list_of_rules_says_how_hard_each_holds_where(asked: Made, db: Any) -> None:
    """The table of decision 38, one row a rule and one column a profile."""
    rows = {row["rule"]: row for row in asked("rules", "list")}

    assert rows["credential.window"]["cook"] == "system"
    assert rows["credential.window"]["worknet"] == "advice"
    assert rows["credential.case-note"]["cook"] == "procedure"
    assert rows["override.may-request"]["isets"] == "system"
    assert rows["override.may-request"]["cook"] == "not-applicable"
    assert rows["payment.within-maximum"]["isets"] == "system"
    assert {"worknet", "isets", "cook", "caljobs", "la-county", "alabama"} <= set(
        rows["date.not-in-future"]
    )
    assert not db.exists()


@pytest.mark.covers("CC-03", "CC-05", "CJ-02")
def test_a_rule_shows_its_dated_values_and_the_reading_not_taken(asked: Made) -> None:
    """Question, promise, facts, where it holds, values with dates, sources."""
    shown = asked("rules", "show", "credential.window")

    assert shown["asks"].endswith("?")
    assert "law of the exit date" in shown["says"]
    assert "received_on" in shown["facts"]
    years = next(v for v in shown["values"] if v["parameter"].endswith("after-exit"))
    assert (years["value"], years["unit"], years["effective"]) == (
        1,
        "years",
        "2014-07-01",
    )
    reading = next(v for v in shown["values"] if v["parameter"].endswith("reading"))
    assert "365 days" in reading["note"]
    assert {held["profile"]: held["severity"] for held in shown["holds"]}["cook"] == (
        "system"
    )
    assert all(source["title"] for source in shown["sources"])


def test_an_unknown_rule_is_refused_with_the_nearest(run: Made) -> None:
    """A slip of the finger is answered with the right id."""
    ended = run("rules", "show", "credential.windw", code=3)

    assert "credential.window" in ended.stderr


def test_why_judges_a_credential_as_it_is_on_file(made: Made, person: Made) -> None:
    """Facts, values with their dates and sources, verdicts; a waiver is told."""
    who = person("cook")
    made(
        "exit", "early", who, "--date", "2016-08-31", "--reason", "moved", "--note", "x"
    )
    found = made(
        *("credential", "add", who, "--type", "occupational-skills-license"),
        *("--name", "Class A CDL License", "--issuer", "Secretary of State"),
        *("--date", "2017-02-16", "--source", "copy-of-credential"),
        *("--service", made("service", "add", who, "--activity", "300")["id"]),
        *("--note", "done", "--waive", "credential.service-closed"),
        *("--because", "the school has closed"),
    )

    answer = made("rules", "why", "credential", found["id"])

    rulings = {ruling["rule"]: ruling for ruling in answer["rules"]}
    window = rulings["credential.window"]
    assert window["verdict"] == "met"
    assert window["facts"]["exited_on"] == "2016-08-31"
    assert {used["parameter"]: used["value"] for used in window["used"]} == {
        "credential.years-after-exit": 1,
        "credential.window-reading": "anniversary",
    }
    assert all(used["effective"] and used["source"] for used in window["used"])
    closed = rulings["credential.service-closed"]
    assert (closed["verdict"], closed["waived"]) == ("not-met", "the school has closed")


def test_why_exits_0_also_where_a_rule_says_no(made: Made, person: Made) -> None:
    """It explains; it refuses nothing."""
    who = person("isets")
    made(
        "exit", "early", who, "--date", "2016-08-31", "--reason", "moved", "--note", "x"
    )
    made("application", "edit", who, "--participation-date", "2016-09-01")

    answer = made("rules", "why", "exit", 1)

    verdicts = {ruling["rule"]: ruling["verdict"] for ruling in answer["rules"]}
    assert (verdicts["exit.early"], verdicts["exit.order"]) == ("met", "not-met")


def test_why_takes_an_application_by_its_number(made: Made, person: Made) -> None:
    """As every other command does."""
    who = person("cook")

    answer = made("rules", "why", "application", who)

    assert answer["application"] == who
    assert answer["rules"][0]["rule"] == "application.required-fields"


def test_why_refuses_what_is_not_there_or_not_judged(
    wioatrack: Made, made: Made, person: Made
) -> None:
    """Exit 3 for an id nobody has or may see, exit 2 for a noun without rules."""
    person("cook", office="North")
    made("user", "add", "sue", "--role", "staff", "--location", "South")

    wioatrack("rules", "why", "credential", "1", code=3,
              says="There is no credential 1.")  # fmt: skip
    wioatrack("rules", "why", "application", "1", user="sue", code=3,
              says="There is no application 1.")  # fmt: skip
    wioatrack("rules", "why", "weather", "1", code=2,
              says="'weather' is not judged by rules.")  # fmt: skip
    wioatrack("rules", "why", "credential", "x", code=2, says="'x' is no id.")


@pytest.mark.parametrize("noun", sorted(REJUDGED))
def test_why_sends_to_a_command_that_shows_the_ids(
    wioatrack: Made, person: Made, noun: str
) -> None:
    """It is there, and says of whom it wants to know; the help names the noun."""
    who = person("isets")
    sent = wioatrack("rules", "why", noun, "x", code=3 if noun in BY_WHO else 2).output
    command = re.search(r"wioatrack (.+?) (?:TEXT|shows)", sent)
    assert command
    words = command[1].replace("WHO", who).split()

    wioatrack(*words, *(["Manny"] if "find" in words else []), code=0)
    assert (
        noun in wioatrack("rules", "why", "--help", code=0).output.split("Options")[0]
    )


def test_why_takes_a_participant_by_their_who(
    wioatrack: Made, made: Made, person: Made
) -> None:
    """The birth date is held against today, and the names against everybody's."""
    person("isets")
    made("participant", "edit", "3913801", "--birth-date", "1990-01-31")
    named = ("--first-name", "MANNY", "--last-name", "flores")
    made("participant", "add", "--state-id", "2", *named, "--birth-date", "1990-01-31")

    why = made("rules", "why", "participant", "2")

    assert {one["rule"]: one["verdict"] for one in why["rules"]} == {
        "date.not-in-future": "met", "participant.on-file-already": "not-met",
    }  # fmt: skip
    assert (why["participant"], why["profile"]) == ("2", "federal")
    assert "3913801" in wioatrack("rules", "why", "participant", "2", code=0).output


@pytest.mark.covers("CC-40", "IS-60", "IS-104", "OUT-46")
def test_everything_in_the_data_can_be_looked_up(asked: Made) -> None:
    """Lists, activities, limits and occupations."""
    names = {row["list"]: row for row in asked("reference", "list")}

    assert names["credential-type"]["entries"] == 9
    assert names["paid-by"]["origin"] == "wioatrack"
    assert len(asked("reference", "show", "occupations")) == 82
    limits = asked("reference", "show", "limits", "--search", "housing-utilities")
    assert [row["value"] for row in limits] == ["500.00"]
    codes = {row["code"] for row in asked("reference", "show", "activities-isets")}
    assert {"BE", "JST", "OJT"} <= codes
    both = asked("reference", "show", "activities")
    assert {row["set"] for row in both} >= {"isets", "career-connect"}


def test_find_looks_into_every_list(asked: Made) -> None:
    """A label of any system leads to its list and code."""
    found = asked("reference", "find", "CDL class a")
    assert ("occupations", "Truck Driver") in {(r["list"], r["code"]) for r in found}

    found = asked("reference", "find", "Copy of Diploma")
    assert ("credential-source", "copy-of-diploma") in {
        (row["list"], row["code"]) for row in found
    }

    assert asked("reference", "find", "no such thing at all") == []


def test_an_unknown_list_is_refused_with_the_nearest(run: Made) -> None:
    """Exit 3, and the name that was meant."""
    ended = run("reference", "show", "credential-typ", code=3)

    assert "credential-type" in ended.stderr


def test_look_ups_read_well_without_a_terminal(run: Made) -> None:
    """Plain columns and lines, a header, no markup."""
    assert run("rules", "show", "exit.order", code=0).stdout.startswith("exit.order: ")
    assert run("reference", "show", "paid-by", code=0).stdout.startswith("Code")
    assert run("rules", "list", "--csv", code=0).stdout.startswith("rule,asks,")


def test_the_help_names_every_kind_of_record_that_is_judged(wioatrack):
    """What `rules why` takes, by WHO or by id, is said where it is asked for."""
    from wioatrack.actions.rejudging import REJUDGED

    told = " ".join(wioatrack("rules", "why", "--help", code=0).stdout.split())

    assert [noun for noun in REJUDGED if f" {noun}" not in told] == []
