"""`wioatrack exit forecast`, `wioatrack report inactivity`, the federal exit date."""

import json
from datetime import date

import pytest

from wioatrack.actions.desk import Desk
from wioatrack.actions.inactivity import forecast, report_inactivity
from wioatrack.actions.listing import Page
from wioatrack.entries.exits import ForecastFilters, InactivityFilters
from wioatrack.store import reading

CLOSED = ("--status", "successful", "--start", "2023-01-09", "--end")
NONE = ("--provider", "none", "--no-credential")


@pytest.fixture
def trained(person, made):
    """Somebody whose only training ended on a day: WHO, by that day."""

    def trained(day: str, profile: str = "cook", **application: object) -> str:
        who = person(profile, **application)
        made("service", "add", who, "--activity", "301", *CLOSED, day, *NONE)
        return who

    return trained


def test_the_forecast_says_who_when_what_blocks_and_what_to_do(
    trained, made, wioatrack
):
    """Last service 1 March 2023: 90 days are complete on 30 May."""
    who = trained("2023-03-01")

    [row] = made("exit", "forecast", as_of="2023-05-20")

    assert row["participant"] == "3913801"
    assert row["application"] == who
    assert row["last_service"] == "2023-03-01"
    assert row["reached_on"] == "2023-05-30"
    assert row["exit_date"] == "2023-03-01"
    assert [words.split(":")[0] for words in row["blockers"]] == [f"application {who}"]
    assert row["fix"].startswith(f"wioatrack msg add {who}")
    printed = wioatrack("exit", "forecast", "--csv", as_of="2023-05-20", code=0)
    assert printed.stdout.startswith(
        "participant,application,last_service,reached_on,exit_date,blockers,fix"
    )


def test_without_blockers_the_fix_records_the_exit_on_the_last_service(made, person):
    """Nothing but career services, and all of them closed."""
    who = person("cook")
    made("service", "add", who, "--activity", "102", *CLOSED, "2023-01-31", *NONE)

    [row] = made("exit", "forecast")

    assert row["blockers"] == []
    assert row["fix"] == f"wioatrack exit record {who} --date 2023-01-31"


@pytest.mark.parametrize(("within", "rows"), [("9", 0), ("10", 1)])
def test_within_counts_to_the_day_on_which_the_days_are_complete(
    trained, made, within, rows
):
    """From 20 May, 30 May is ten days away."""
    trained("2023-03-01")

    found = made("exit", "forecast", "--within", within, as_of="2023-05-20")

    assert len(found) == rows


def test_what_does_not_qualify_moves_no_clock(person, made):
    """Support, a referral, self-service, a job and an orientation are no service."""
    who = person("isets")
    made("service", "add", who, "--activity", "JST", *CLOSED, "2023-01-31", *NONE)
    late = ("--status", "successful", "--start", "2023-01-20", "--end", "2023-06-01")
    for activity in ("Clothing", "Referral to clothing provider", "E",
                     "Prepare your resume."):  # fmt: skip
        made("service", "add", who, "--activity", activity, *late, *NONE)

    [row] = made("exit", "forecast")

    assert row["last_service"] == "2023-01-31"


def test_a_planned_service_holds_the_exit_off_and_an_open_one_blocks_it(person, made):
    """Both are named with the command that clears them."""
    who = person("cook")
    first = made("service", "add", who, "--activity", "102", "--status", "started",
                 "--start", "2023-01-09", "--planned-end", "2023-02-28", *NONE)["id"]  # fmt: skip
    later = made("service", "add", who, "--activity", "301", "--planned-start",
                 "2023-08-01", *NONE)["id"]  # fmt: skip

    [row] = made("exit", "forecast")

    assert row["last_service"] == "2023-02-28"
    assert row["exit_date"] is None
    assert [words.split(":")[0] for words in row["blockers"]] == [
        f"service {later}", f"service {first}",
    ]  # fmt: skip
    assert row["fix"].startswith(f"wioatrack service update {later} ")


def test_a_person_in_a_service_or_exited_has_no_clock(trained, person, made):
    """Neither is in the forecast nor in the inactivity report."""
    made("exit", "record", trained("2023-03-01"), "--date", "2023-03-01")
    made("service", "add", person("cook"), "--activity", "301", "--status", "started",
         "--start", "2023-03-01", *NONE)  # fmt: skip

    assert made("exit", "forecast") == []
    assert made("report", "inactivity") == []


def test_a_common_exit_waits_for_the_last_service_of_any_covered_application(
    trained, made
):
    """Programs and partners in Illinois share one; SNAP E&T has its own."""
    who = trained("2023-01-31")
    made("application", "add", "3913801", "--profile", "cook", "--number", "777001",
         "--application-date", "2023-01-09")  # fmt: skip
    made("service", "add", "777001", "--activity", "102", *CLOSED, "2023-03-31", *NONE)
    other = made("application", "add", "3913801", "--profile", "isets",
                 "--application-date", "2023-01-09")["number"]  # fmt: skip
    made("service", "add", other, "--activity", "JST", *CLOSED, "2023-02-28", *NONE)

    rows = {row["application"]: row for row in made("exit", "forecast")}

    assert rows[who]["last_service"] == "2023-03-31"
    assert rows["777001"]["last_service"] == "2023-03-31"
    assert rows[other]["last_service"] == "2023-02-28"


def test_a_covered_application_without_services_of_its_own_waits_with_the_others(
    trained, made
):
    """Its person's last service under any of them is its own; SNAP E&T has none."""
    who = trained("2023-03-01")
    for profile, number in (("cook", "777001"), ("isets", "777002")):
        made("application", "add", "3913801", "--profile", profile, "--number",
             number, "--application-date", "2023-01-09")  # fmt: skip

    reached = {
        row["application"]: row["reached_on"] for row in made("exit", "forecast")
    }

    assert reached == {who: "2023-05-30", "777001": "2023-05-30"}


@pytest.mark.parametrize(
    ("begun", "there"), [("2023-03-01", True), ("2023-03-02", False)]
)
def test_who_comes_back_after_an_exit_begins_a_new_period(trained, made, begun, there):
    """Services of an application exited before this one began are of the period before."""
    made("exit", "record", trained("2023-03-01"), "--date", "2023-03-01")
    made("application", "add", "3913801", "--profile", "cook", "--number", "777001",
         "--application-date", begun, "--participation-date", begun)  # fmt: skip

    assert [row["application"] for row in made("exit", "forecast")] == [
        "777001"
    ] * there
    shown = made("application", "show", "777001")
    assert shown["last_service"] == ("2023-03-01" if there else None)


def test_the_first_of_a_forecast_are_those_who_are_reached_first(trained, made):
    """Whatever the order in which they were filed; --limit leaves the others out."""
    later, first = trained("2023-03-31"), trained("2023-01-31")

    assert [row["application"] for row in made("exit", "forecast")] == [first, later]
    assert [row["application"] for row in made("exit", "forecast", "--limit", 1)] == [
        first
    ]
    assert [
        row["application"]
        for row in made("exit", "forecast", "--limit", 1, "--sort", "-reached-on")
    ] == [later]


@pytest.mark.parametrize("ask", [forecast, report_inactivity])
def test_many_people_cost_no_more_questions_than_few(trained, db, ask):
    """Their services and records are read together."""
    filters = {forecast: ForecastFilters, report_inactivity: InactivityFilters}[ask]
    asked = {}
    for people in (2, 6):
        for _ in range(people):
            trained("2023-01-31")
        with reading(db) as snapshot:
            said = []
            snapshot.connection.set_trace_callback(said.append)
            desk = Desk(db, "ore", "account", date(2023, 6, 30), held=snapshot)
            found = ask(desk, filters(), Page())
        asked[len(found.rows)] = len(said)

    assert asked[8] == asked[2]


def test_the_federal_date_stands_beside_the_stated_one_and_a_difference_warns(
    trained, made
):
    """With both dates, wherever the exit is recorded."""
    who = trained("2023-03-01")

    done = made("exit", "record", who, "--date", "2023-03-31")

    found = {finding["rule"]: finding for finding in done["findings"]}
    assert found["exit.federal-date"]["severity"] == "advice"
    assert "2023-03-31" in found["exit.federal-date"]["message"]
    assert "2023-03-01" in found["exit.federal-date"]["message"]
    assert (done["date"], done["federal_exit_date"]) == ("2023-03-31", "2023-03-01")
    shown = made("application", "show", who)
    assert shown["exit_date"] == "2023-03-31"
    assert shown["federal_exit_date"] == "2023-03-01"
    assert (
        made("application", "show", who, as_of="2023-05-30")["federal_exit_date"]
        is None
    )


def test_an_exit_on_the_last_service_says_nothing(trained, made):
    """No warning where both agree."""
    done = made("exit", "record", trained("2023-03-01"), "--date", "2023-03-01")

    assert "exit.federal-date" not in [f["rule"] for f in done["findings"]]


@pytest.mark.parametrize(
    ("start", "speaks"), [("2023-05-30", True), ("2023-05-31", False)]
)
def test_a_service_within_90_days_of_an_exit_proposes_to_take_it_back(
    trained, made, start, speaks
):
    """Added or moved there; the ninetieth day is the last."""
    who = trained("2023-02-28")
    made("exit", "record", who, "--date", "2023-03-01")

    added = made("service", "add", who, "--activity", "301", "--status", "started",
                 "--start", start, *NONE)  # fmt: skip
    moved = made("service", "update", added["id"], "--hours", "10")

    for answer in (added, moved):
        found = {finding["rule"]: finding for finding in answer["findings"]}
        assert ("exit.service-after" in found) is speaks
        if speaks:
            fix = found["exit.service-after"]["fix"]
            assert fix == f"wioatrack exit void {who} --because TEXT"


def test_inactivity_is_reported_in_bands_longest_first(trained, made, wioatrack):
    """60, 90 and 120 days, with filters; below 60 nobody is listed."""
    for day in ("2023-05-02", "2023-05-01", "2023-04-01", "2023-03-02"):
        trained(day, office=f"Office of {day}")

    rows = made("report", "inactivity")

    assert [(row["days"], row["band"]) for row in rows] == [
        (120, "120+"), (90, "90-119"), (60, "60-89"),
    ]  # fmt: skip
    assert rows[0]["reached_on"] == "2023-05-31"
    [only] = made("report", "inactivity", "--band", "60-89")
    assert only["last_service"] == "2023-05-01"
    assert len(made("report", "inactivity", "--office", "04-01")) == 1
    plain = wioatrack("report", "inactivity", code=0).stdout
    assert "120+" in plain


def test_staff_see_the_clocks_of_their_own_locations(trained, made, wioatrack):
    """Another office's participants are as absent as elsewhere."""
    trained("2023-03-01", office="North")
    trained("2023-03-01", office="South")
    made("user", "add", "nan", "--role", "staff", "--location", "North")

    rows = json.loads(wioatrack("exit", "forecast", "--json", user="nan").stdout)

    assert [row["application"] for row in rows] == ["314901"]
