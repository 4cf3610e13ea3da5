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

    answer = refused("application", "add", "44", "--profile", profile,
                     "--application-date", "2016-07-02")  # fmt: skip

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


def opened(made, number, *words, profile="cook"):
    """An application of the same person; the rules that speak of it."""
    answer = made("application", "add", "44", "--profile", profile, "--number", number,
                  *words)  # fmt: skip
    return [found["rule"] for found in answer["findings"]]


@pytest.mark.covers("CC-13", "CJ-06")
@pytest.mark.parametrize("profile", ["cook", "caljobs", "la-county", "worknet"])
def test_an_enrolment_without_a_participation_date_is_said(made, profile):
    """Advice where the form shows the day; who has only applied has none yet."""
    made(*PERSON)

    assert opened(made, "A", profile=profile) == ["application.participation-date"]
    assert opened(made, "B", "--enrollment", "applied", profile=profile) == []
    assert opened(made, "C", "--application-date", "2016-07-02", profile=profile) == []


@pytest.mark.covers("CC-13")
def test_a_period_beside_another_of_the_program_is_said(made):
    """Until the other has its exit, and ninety days after it."""
    made(*PERSON)
    assert opened(made, "A", "--participation-date", "2016-01-04") == []

    assert opened(made, "B", "--participation-date", "2016-09-12") == [
        "application.periods-apart"
    ]
    assert opened(made, "C", "--participation-date", "2016-09-12", "--program",
                  "WIOA Youth", "--school-status-at-entry", "dropout") != []  # fmt: skip
    made("application", "edit", "A", "--program", "WIOA Adult")
    made("application", "edit", "B", "--program", "WIOA Adult")
    edited = made("application", "edit", "C", "--office", "East")
    assert edited["findings"] == []

    made(
        "exit", "early", "A", "--date", "2016-05-31", "--reason", "moved", "--note", "x"
    )
    assert made("application", "edit", "B", "--office", "East")["findings"] == []
    why = made("rules", "why", "application", "B")["rules"]
    assert {one["rule"]: one["verdict"] for one in why}[
        "application.periods-apart"
    ] == ("met")


@pytest.mark.covers("IS-102")
def test_an_application_of_snap_e_t_is_no_period(made):
    """It says nothing of one itself, and none of WIOA minds it."""
    made(*PERSON)

    assert opened(made, "S", profile="isets") == []
    assert (
        opened(made, "T", "--participation-date", "2016-01-04", profile="isets") == []
    )
    assert opened(made, "A", "--participation-date", "2016-02-01") == []


@pytest.mark.covers("IS-04")
def test_staff_are_told_of_no_period_that_they_do_not_see(made):
    """The other office's application is not named, nor counted."""
    made(*PERSON)
    made("user", "add", "kim", "--role", "staff", "--location", "East")
    opened(made, "A", "--participation-date", "2016-01-04", "--office", "West")
    opened(made, "B", "--participation-date", "2016-09-12", "--office", "East")

    why = {
        user: {one["rule"]: one for one in
               made("rules", "why", "application", "B", user=user)["rules"]}
        for user in ("kim", "ore")
    }  # fmt: skip

    assert why["kim"]["application.periods-apart"]["verdict"] == "not-applicable"
    assert why["ore"]["application.periods-apart"]["verdict"] == "not-met"
