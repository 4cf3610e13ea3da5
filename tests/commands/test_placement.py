"""`wioatrack placement`, and the employers, worksites and jobs it needs"""

import csv
import io
import json

import pytest

START = ("--start", "8/8/2022", "--planned-end", "5/5/2023")


@pytest.fixture
def who(person):
    """A participant of the ISETS guide."""
    return person(
        "isets", participation_date="2021-07-01", provider="Asian Human Services"
    )


@pytest.fixture
def goal(made, who):
    """A goal of that person: its id."""
    return made("goal", "add", who, "--statement", "Complete the SNAP program",
                "--category", "career-plan", "--term", "short")["id"]  # fmt: skip


@pytest.fixture
def job(made):
    """`job(8)` is the id of a job of the guide with so many openings."""

    def job(openings=8, wage="14.00"):
        employer = made("employer", "add", "--name", "Young Drycleaners")["id"]
        site = made("worksite", "add", "--employer", employer, "--name", "Main Street")
        title = "Laundry and Dry-Cleaning Workers"
        words = ("--title", title, "--openings", openings, "--hourly-wage", wage)
        return made("job", "add", "--worksite", site["id"], *words)["id"]

    return job


@pytest.fixture
def words(goal, job):
    """The words of a placement that starts on 8/8/2022, but for those overridden."""

    def words(**other):
        given = {
            "activity": "CW",
            "goal": goal,
            "status": "started",
            "start": "8/8/2022",
            "planned_end": "5/5/2023",
            "hours": 20,
            "subsidized_wage": "12.00",
            "position": "part-time",
        } | other
        if "job" not in given:
            given["job"] = job()
        return [
            word
            for name, value in given.items()
            for word in (f"--{name.replace('_', '-')}", value)
        ]

    return words


@pytest.fixture
def placed(made, who, words):
    """`placed(status="planned")` is a placement on file."""

    def placed(*flags, as_of="2022-12-14", **other):
        return made("placement", "add", who, *words(**other), *flags, as_of=as_of)

    return placed


@pytest.mark.covers("IS-85", "IS-87", "IS-88")
def test_a_placement_is_the_service_of_its_activity(made, placed, who):
    """One record, one status: the placement has a service, and the service its days."""
    placement = placed()

    service = made("service", "show", placement["service_id"], as_of="2022-12-14")
    assert placement["activity"] == service["activity"] == "CW"
    assert placement["employer"] == "Young Drycleaners"
    assert placement["job_title"] == "Laundry and Dry-Cleaning Workers"
    assert placement["openings"] == 8
    assert service["status"] == "started"
    assert service["hours"] == "20"


@pytest.mark.covers("IS-88", "IS-89", "IS-90", "IS-93")
def test_wages_are_filled_in_from_the_job_and_the_state(placed):
    """The job's hourly wage, the State's minimum of the start day, the rest as match."""
    placement = placed()

    assert placement["minimum_wage"] == "12.00"
    assert placement["minimum_wage_of"] == "illinois"
    assert placement["hourly_wage"] == "14.00"
    assert placement["subsidized_wage"] == "12.00"
    assert placement["employer_match"] == "2.00"
    assert placement["position"] == "part-time"


@pytest.mark.covers("IS-97", "IS-98", "IS-45")
@pytest.mark.fault(44)
def test_the_guides_129_days_and_five_days_of_follow_up(made, placed, who):
    """8/8/2022 to 12/14/2022 is 129 days; five due dates follow from the start."""
    placement = placed()

    made("service", "add", who, "--activity", "JST")
    shown = [made("service", "show", row["id"], as_of="2022-12-14")
             for row in made("service", "list", who)]  # fmt: skip
    assert placement["days_subsidized"] == 129
    assert placement["service_id"] in {service["id"] for service in shown}
    assert len(shown) > 1
    assert {service["total_days_subsidized"] for service in shown} == {129}
    assert [line["due_date"] for line in placement["follow_ups"]] == [
        "2022-09-07", "2022-10-07", "2022-11-06", "2023-02-04", "2023-05-05",
    ]  # fmt: skip
    assert [line["milestone"] for line in placement["follow_ups"]] == [
        30, 60, 90, 180, 270,
    ]  # fmt: skip


@pytest.mark.covers("IS-96")
def test_35_and_13_are_48_and_the_overlap_is_shown(made, placed, job):
    """The guide's sum over all placements, and beside it the distinct days."""
    placed(status="successful", start="1/3/2022", end="2/6/2022", job=job())
    second = placed(status="successful", start="2/1/2022", end="2/13/2022", job=job())

    assert second["days_subsidized"] == 13
    assert second["total_days_subsidized"] == 48
    assert second["distinct_days_subsidized"] == 42
    assert second["overlapping_days"] == 6


@pytest.mark.covers("IS-94")
def test_the_status_starts_and_ends_the_count(made, placed):
    """Planned counts nothing; a completion stops the count at its end."""
    placement = placed(status="planned")
    update = ("placement", "update", placement["id"], "--status")

    assert placement["days_subsidized"] == 0
    assert placement["follow_ups"] == []
    assert made(*update, "started", as_of="2022-08-10")["days_subsidized"] == 3
    ended = made(*update, "unsuccessful", "--end", "8/12/2022", as_of="2022-12-14")
    assert ended["days_subsidized"] == 5
    assert {line["status"] for line in ended["follow_ups"]} == {"moot"}


@pytest.mark.covers("IS-95")
def test_the_history_shows_every_status_with_its_days(made, placed):
    """Status, inactive and return dates, days so far, who changed it and when."""
    placement = placed(as_of="2022-08-08")
    change = ("placement", "update", placement["id"])
    made(*change, "--inactive", "8/18/2022", as_of="2022-08-18")
    made(*change, "--return", "8/22/2022", as_of="2022-08-22")
    made(*change, "--status", "successful", "--end", "8/31/2022", as_of="2022-08-31")

    lines = made("placement", "history", placement["id"], as_of="2022-12-14")

    assert [line["status"] for line in lines] == ["started"] * 3 + ["successful"]
    assert [line["total_days_subsidized"] for line in lines] == [11, 10, 20, 20]
    assert lines[2]["inactive"] == "2022-08-18"
    assert lines[2]["return"] == "2022-08-22"
    assert lines[3]["end"] == "2022-08-31"
    assert lines[0]["subsidized_start"] == "2022-08-08"
    assert [line["updated_on"] for line in lines] == [
        "2022-08-08", "2022-08-18", "2022-08-22", "2022-08-31",
    ]  # fmt: skip
    assert {line["updated_by"] for line in lines} == {"ore"}


@pytest.mark.covers("IS-95")
def test_a_change_made_as_a_service_is_in_the_history_too(made, placed):
    """`service update` closes the placement; its days stop there."""
    placement = placed(as_of="2022-08-08")
    made("service", "update", placement["service_id"], "--status", "successful",
         "--end", "8/9/2022", as_of="2022-08-10")  # fmt: skip

    lines = made("placement", "history", placement["id"], as_of="2022-12-14")

    assert [line["status"] for line in lines] == ["started", "successful"]
    assert lines[-1]["total_days_subsidized"] == 2


@pytest.mark.covers("IS-90")
def test_a_wage_below_the_minimum_is_refused(refused, made, who, words, rules):
    """12.00 was the minimum of 2022; a cent below it leaves nothing on file."""
    answer = refused("placement", "add", who, *words(hourly_wage="11.99"))

    assert rules(answer)["placement.hourly-wage"]["severity"] == "system"
    assert made("placement", "list") == []
    assert [
        row for row in made("service", "list", who) if row["activity"] == "CW"
    ] == []


@pytest.mark.covers("IS-89", "IS-90")
def test_a_higher_local_minimum_may_be_named(refused, made, who, words, rules):
    """By its place or as an amount; a name that no data has is refused with those."""
    low = words(minimum_wage="chicago")
    answer = refused("placement", "add", who, *low)
    placement = made("placement", "add", who, *words(minimum_wage="13.35"))

    assert "15.40" in rules(answer)["placement.hourly-wage"]["message"]
    assert placement["minimum_wage"] == "13.35"
    unknown = words(minimum_wage="springfield")
    assert "chicago" in refused("placement", "add", who, *unknown, code=2)["error"]


@pytest.mark.covers("IS-91")
def test_a_subsidised_wage_above_the_minimum_is_a_warning(placed, rules):
    """It should be no more than the minimum wage, and is recorded all the same."""
    placement = placed(subsidized_wage="12.01")

    assert rules(placement)["placement.subsidized-wage"]["severity"] == "advice"


@pytest.mark.covers("IS-88")
def test_wages_that_do_not_add_up_are_a_warning(placed, rules):
    """12.00 and 3.00 are not 14.00; the fix names what would be."""
    placement = placed(employer_match="3.00")

    finding = rules(placement)["placement.wage-match"]
    assert finding["fix"] == "--employer-match 2.00"


@pytest.mark.covers("IS-85", "IS-87")
def test_positions_taken_follow_placements(
    made, refused, placed, person, words, job, rules
):
    """The last opening is taken once, and is free again when a placement ends."""
    last = job(1)
    placement = placed(job=last)
    (row,) = made("job", "list")
    assert made("job", "list", "--open") == []
    assert made("job", "list", "--no-open") == [row]
    other = person("isets", participation_date="2021-07-01")
    goal = made("goal", "add", other, "--statement", "Work", "--category",
                "career-plan", "--term", "short")["id"]  # fmt: skip
    again = ("placement", "add", other, *words(job=last, goal=goal))

    assert (row["openings"], row["taken"], row["left"]) == (1, 1, 0)
    assert set(rules(refused(*again))) == {"placement.openings"}
    made("placement", "update", placement["id"], "--status", "successful", "--end",
         "12/14/2022")  # fmt: skip
    assert made(*again)["id"] == placement["id"] + 1
    reopen = ("--status", "started", "--end", "")
    for noun, id in (
        ("placement", placement["id"]),
        ("service", placement["service_id"]),
    ):
        assert "placement.openings" in rules(refused(noun, "update", id, *reopen))


@pytest.mark.covers("IS-92")
def test_a_seventh_month_of_earnfare_needs_a_waiver(
    made, refused, who, words, placed, rules
):
    """Six months of a calendar year are fine; the seventh blocks until waived."""
    days = {"start": "1/3/2022", "planned_end": "12/30/2022", "activity": "TJ"}
    add = ("placement", "add", who, *words(**days), "--earnfare")

    answer = refused(*add, as_of="2022-07-01")
    waived = made(*add, "--waive", "placement.earnfare-months", "--because",
                  "Ordered by a court", as_of="2022-07-01")  # fmt: skip

    assert rules(answer)["placement.earnfare-months"]["severity"] == "procedure"
    assert waived["earnfare_months"] == {
        "calendar-year": 7,
        "state-fiscal-year": 6,
        "any-twelve-months": 7,
        "window": "calendar-year",
        "limit": 6,
    }
    assert waived["waivers"][0]["because"] == "Ordered by a court"


@pytest.mark.covers("IS-92")
def test_earnfare_warns_before_a_plan_runs_over(made, who, words, rules):
    """Six months today are met; the plan that goes on to December is warned of."""
    days = {"start": "1/3/2022", "planned_end": "12/30/2022", "activity": "TJ"}
    add = ("placement", "add", who, *words(**days), "--earnfare")

    placement = made(*add, as_of="2022-06-30")

    assert (
        "12 months in 2022" in rules(placement)["placement.earnfare-ahead"]["message"]
    )


@pytest.mark.covers("IS-99", "IS-100")
def test_a_milestone_opens_on_its_day(made, refused, placed, rules):
    """The day before it is closed; on it employment is verified, with the wage."""
    placement = placed(as_of="2022-08-08")
    verify = ("placement", "verify", placement["id"], "--milestone", 30)

    early = refused(*verify, as_of="2022-09-06")
    done = made(*verify, "--subsidized-wage", "11.50", as_of="2022-09-07")

    assert "opens on 2022-09-07" in rules(early)["placement.milestone-open"]["message"]
    assert done["follow_ups"][0]["status"] == "verified"
    assert done["follow_ups"][0]["verified_on"] == "2022-09-07"
    assert (done["subsidized_wage"], done["employer_match"]) == ("11.50", "2.50")
    assert "verified on 2022-09-07" in refused(*verify)["error"]


@pytest.mark.covers("IS-100")
def test_a_minimum_that_rose_since_is_a_warning_at_the_milestone(
    made, placed, job, rules
):
    """12.00 an hour started well in 2022 and is below the minimum of 2023."""
    placement = placed(job=job(wage="12.00"), as_of="2022-08-08")

    done = made("placement", "verify", placement["id"], "--milestone", 180,
                as_of="2023-02-04")  # fmt: skip

    assert rules(done)["placement.hourly-wage-later"]["severity"] == "advice"


@pytest.mark.covers("IS-87")
def test_only_a_planned_placement_is_removed(made, refused, placed, rules):
    """The service goes with it, and the position is free."""
    planned = placed(status="planned")
    made("placement", "remove", planned["id"])

    assert made("placement", "list") == []
    assert made("job", "list")[0]["taken"] == 0
    started = placed()
    assert "service.removable" in rules(refused("placement", "remove", started["id"]))
    refused("service", "remove", started["service_id"],
            says="Service 7 is started; only a planned one can be removed.")  # fmt: skip


@pytest.mark.covers("IS-86", "IS-50")
def test_payroll_loads_beside_the_placement(made, placed, who, tmp_path):
    """The same file twice adds nothing, and no cent of it is a support payment."""
    placement = placed()
    file = tmp_path / "payroll.csv"
    file.write_text(
        "period_start,period_end,hours,wages,subsidized,paid_on\n"
        "8/8/2022,8/14/2022,20,280.00,240.00,8/19/2022\n"
        "8/15/2022,8/21/2022,19.5,273.00,234.00,8/26/2022\n"
    )
    load = ("placement", "payroll", placement["id"], "--file", file)

    first, second = made(*load), made(*load)

    assert (first["created"], first["unchanged"]) == (2, 0)
    assert (second["created"], second["unchanged"]) == (0, 2)
    assert first["wages"] == "553.00"
    assert first["hours"] == "39.5"
    assert made("payment", "list") == []
    shown = made("placement", "show", placement["id"])
    assert shown["payroll"][0]["subsidized"] == "240.00"


@pytest.mark.covers("IS-86")
def test_a_payroll_with_a_bad_row_is_not_taken(made, refused, placed, tmp_path):
    """Every row that is wrong is told with its line, and none is on file."""
    placement = placed()
    file = tmp_path / "payroll.csv"
    file.write_text(
        "period_start,period_end,hours,wages\n"
        "8/8/2022,8/14/2022,20,280.00\n"
        "8/21/2022,8/15/2022,20,280.00\n"
        "8/22/2022,8/28/2022,many,280.00\n"
    )

    answer = refused("placement", "payroll", placement["id"], "--file", file)

    assert [one["message"][:7] for one in answer["findings"]] == ["Line 4:", "Line 3:"]
    assert made("placement", "show", placement["id"])["payroll"] == []


@pytest.mark.covers("IS-95")
def test_days_away_are_in_order(refused, placed, rules):
    """A return without a spell is no answer; one before the spell is refused."""
    placement = placed()
    change = ("placement", "update", placement["id"])

    refused(*change, "--return", "8/22/2022", code=2,
            says="--return: placement 1 has no inactive day.")  # fmt: skip
    wrong = refused(*change, "--inactive", "8/22/2022", "--return", "8/22/2022")
    assert set(rules(wrong)) == {"placement.day-order"}


def test_other_activities_are_no_placements(refused, who, words):
    """Basic Education has no worksite; the activities that have one are named."""
    answer = refused("placement", "add", who, *words(activity="BE"), code=2)

    assert "CW, INT, OJT, TJ" in answer["error"]


def test_one_undo_takes_a_placement_back(made, placed, wioatrack):
    """Its service, its history and its due dates go with it."""
    placement = placed()

    wioatrack("undo", placement["undo"], code=0)

    assert made("placement", "list") == []
    assert made("followup", "due", as_of="2023-12-31") == []
    assert json.loads(wioatrack("db", "check", "--json", code=0).stdout)["sound"]


def test_listings_are_narrowed_and_exported(made, wioatrack, placed, who):
    """By person, status, employer and Earnfare; as CSV with the same keys."""
    placed()
    filters = ("--participant", who, "--status", "started", "--employer", "young")

    assert len(made("placement", "list", *filters, "--no-earnfare")) == 1
    assert made("placement", "list", "--earnfare") == []
    text = wioatrack("placement", "list", "--csv", as_of="2022-12-14", code=0).stdout
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["days_subsidized"] == "129"


def test_staff_of_another_office_see_no_placement(made, refused, wioatrack, placed):
    """What is not theirs is as absent as what is not there."""
    placement = placed()
    wioatrack(
        "user", "add", "kim", "--role", "staff", "--location", "Elsewhere", code=0
    )

    assert made("placement", "list", user="kim") == []
    refused("placement", "show", placement["id"], user="kim", code=3,
            says="There is no placement 1.")  # fmt: skip


def test_a_purged_person_leaves_no_placement(made, wioatrack, placed, db):
    """Attendance, placement, payroll and due dates go with the person."""
    import sqlite3

    from wioatrack.store import Stamp
    from wioatrack.store.purging import purge

    placement = placed()
    made("attendance", "record", placement["service_id"], "--day", "8/8/2022", "--in",
         "8:00", "--out", "12:00", "--verify")  # fmt: skip

    purge(db, Stamp("ore", "account", "participant purge"), placement["participant_id"])

    with sqlite3.connect(db) as left:
        for table in ("placement", "attendance_day", "attendance_week", "open_due"):
            assert left.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert json.loads(wioatrack("db", "check", "--json", code=0).stdout)["sound"]


@pytest.mark.covers("IS-48")
def test_what_the_service_knows_beside_stays(made, placed):
    """Another provider's address and the WIOA mark survive a change of the placement."""
    placement = placed()
    place = ("--provider", "Eagle Works", "--provider-address", "1 Main", "--provider-city",
             "Chicago", "--provider-state", "IL", "--provider-zip", "60644")  # fmt: skip
    made("service", "update", placement["service_id"], *place, "--no-wioa-funded")

    made("placement", "update", placement["id"], "--hours", 25)

    service = made("service", "show", placement["service_id"])
    assert (service["provider"], service["provider_city"]) == ("Eagle Works", "Chicago")
    assert (service["wioa_funded"], service["hours"]) == (False, "25")


def test_why_shows_every_rule_of_a_placement(made, placed):
    """Wages, openings, months: with the facts and the dated values that were used."""
    placement = placed()

    answer = made("rules", "why", "placement", placement["id"])

    found = {one["rule"]: one for one in answer["rules"]}
    assert found["placement.hourly-wage"]["used"][1]["value"] == "12.00"
    assert found["placement.openings"]["verdict"] == "met"


def test_a_profile_that_knows_no_earnfare_records_it_all_the_same(made, person, job):
    """No months are counted, no milestone is owed; the placement is on file."""
    who = person("cook")
    goal = made("goal", "add", who, "--statement", "Work", "--category",
                "career-plan", "--term", "short")["id"]  # fmt: skip

    placement = made("placement", "add", who, "--activity", "301", "--job", job(),
                     "--goal", goal, "--status", "started", *START, "--hours", 20,
                     "--subsidized-wage", 7, "--position", "full-time", "--earnfare")  # fmt: skip

    assert placement["earnfare_months"] is None
    assert placement["follow_ups"] == []
    assert made("placement", "show", placement["id"])["earnfare"] is True
