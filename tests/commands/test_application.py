"""`wioatrack application`"""

import json

import pytest

PERSON = ("participant", "add", "--state-id", "44", "--first-name", "Manny",
          "--last-name", "Flores")  # fmt: skip


@pytest.mark.covers("CC-03", "CC-13", "CJ-06")
def test_show_has_the_general_information_block(made, person, wioatrack):
    """Exit 8/31/2016 makes 8/31/2017 the last day for credentials."""
    who = person("cook", number="314992", program="WIOA")
    made(
        "exit",
        "early",
        who,
        "--date",
        "8/31/2016",
        "--reason",
        "moved",
        "--note",
        "gone",
    )

    shown = json.loads(wioatrack("application", "show", who, "--json", code=0).stdout)

    assert shown["program"] == "WIOA"
    assert shown["number"] == "314992"
    assert shown["name"] == "Flores, Manny"
    assert shown["application_date"] == "2016-07-02"
    assert shown["participation_date"] == "2016-07-02"
    assert shown["exit_date"] == "2016-08-31"
    assert shown["credential_deadline"] == "2017-08-31"


@pytest.mark.covers("CC-13", "CC-20")
def test_a_person_reads_days_as_the_agency_prints_them(made, person, wioatrack):
    """Career Connect prints 08/31/2017, ISETS ISO days; scripts read ISO everywhere."""
    who = person("cook", number="314992")
    made(
        "exit",
        "early",
        who,
        "--date",
        "8/31/2016",
        "--reason",
        "moved",
        "--note",
        "gone",
    )
    other = person("isets", number=None)

    assert "08/31/2017" in wioatrack("application", "show", who).stdout
    assert "2016-07-02" in wioatrack("application", "show", other).stdout
    assert "07/02/2016" in wioatrack("application", "list").stdout


@pytest.mark.covers("CC-03", "CJ-06")
@pytest.mark.fault(42)
@pytest.mark.parametrize(
    ("exit_date", "last"),
    [("2014-08-18", "2015-08-18"), ("2020-02-29", "2021-02-28"), ("2023-03-01",
     "2024-03-01"), ("2019-02-28", "2020-02-28")],
)  # fmt: skip
def test_the_last_day_is_the_same_day_next_year(made, person, exit_date, last):
    """29 February falls back to the 28th, and never forward."""
    who = person("caljobs", application_date="2014-07-01")
    made(
        "exit", "early", who, "--date", exit_date, "--reason", "moved", "--note", "gone"
    )

    assert made("application", "show", who)["credential_deadline"] == last


@pytest.mark.parametrize("profile", ["cook", "caljobs", "la-county"])
def test_agencies_with_numbers_of_their_own_demand_them(made, refused, profile):
    """Without --number nothing is written there."""
    made(*PERSON)

    answer = refused("application", "add", "44", "--profile", profile)

    assert [f["rule"] for f in answer["findings"]] == ["application.required-fields"]
    assert made("application", "list") == []


@pytest.mark.parametrize("profile", ["worknet", "isets", "alabama"])
def test_elsewhere_a_number_is_made(made, profile):
    """The number made can be used as WHO at once."""
    made(*PERSON)

    number = made("application", "add", "44", "--profile", profile)["number"]

    assert made("application", "show", number)["profile"] == profile


def test_the_profile_of_init_holds_unless_given(run):
    """`init --profile` is the default for new applications."""
    run("init", "--profile", "isets", code=0)
    run(*PERSON, code=0)

    added = json.loads(run("application", "add", "44", "--json", code=0).stdout)

    assert added["profile"] == "isets"


def test_without_any_profile_it_is_asked_for(made, wioatrack):
    """The option is named when nothing says whose rules hold."""
    made(*PERSON)

    assert "--profile" in wioatrack("application", "add", "44", code=2).stderr


@pytest.mark.covers("CC-08", "CJ-05")
def test_several_applications_need_the_number(made, person, wioatrack):
    """A write never guesses: the numbers are listed and the exit code is 3."""
    first = person("cook", number="314992")
    made(
        "application", "add", "3913801", "--profile", "caljobs", "--number", "14720945"
    )

    answer = wioatrack("application", "show", "3913801", code=3)

    assert "314992, 14720945" in answer.stderr
    assert made("application", "show", first)["id"] == 1


def test_a_number_serves_once(made, person, wioatrack):
    """An application number names one application."""
    person("cook", number="314992")

    wioatrack("application", "add", "3913801", "--profile", "cook", "--number", "314992",
              code=1, says="is on file already")  # fmt: skip


def test_not_taking_part_needs_a_reason(made, wioatrack):
    """IS-37's last step is answered with why."""
    made(*PERSON)
    words = ("application", "add", "44", "--profile", "isets", "--enrollment",
             "not-participating")  # fmt: skip

    assert "--because" in wioatrack(*words, code=2).stderr
    record = made(*words, "--because", "moved to another county")
    assert record["enrollment"] == "not-participating"
    assert record["because"] == "moved to another county"


def test_participation_does_not_precede_the_application(made, wioatrack):
    """Both dates are named."""
    made(*PERSON)

    result = wioatrack("application", "add", "44", "--profile", "isets",
                       "--application-date", "2022-03-02", "--participation-date",
                       "2022-03-01", code=1)  # fmt: skip

    assert "2022-03-01 is before the application of 2022-03-02" in result.stderr


def test_edit_keeps_the_profile(person, made, wioatrack):
    """Other rules would judge old records, so another application is the way."""
    who = person("cook")

    edited = made("application", "edit", who, "--office", "Pilsen (8200)")

    assert edited["office"] == "Pilsen (8200)"
    assert edited["region"] == "Chicago Cook Workforce Partnership"
    wioatrack("application", "edit", who, "--profile", "isets", code=1,
              says=f"--profile: application {who} is under cook.")  # fmt: skip


def test_list_is_narrowed(person, made):
    """By person and by the columns."""
    person("cook")
    person("isets", number=None, office="Joliet", provider="Asian Human Services")

    assert len(made("application", "list")) == 2
    assert len(made("application", "list", "3913802")) == 1
    assert len(made("application", "list", "--profile", "cook")) == 1
    assert len(made("application", "list", "--office", "joliet")) == 1
    assert len(made("application", "list", "--provider", "human")) == 1


def test_nobody_is_not_found(wioatrack):
    """Exit 3 and where to look."""

    result = wioatrack("application", "show", "nobody", code=3)

    assert "participant find" in result.stderr
