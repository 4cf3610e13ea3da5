"""`wioatrack plan show`: cards, goals with their steps, what comes next."""

from datetime import date, timedelta

import pytest

from wioatrack.store import Stamp
from wioatrack.store.purging import purge

PROVIDER = "Phalanx Family Services"


@pytest.mark.covers("IS-10", "IS-15", "IS-16", "IS-17", "IS-18")
def test_the_overview_of_a_new_case_is_that_of_the_guides_screen(made, case):
    """Agreement unknown, four assessments not complete, no path, three zeros."""
    shown = made("plan", "show", case)

    assert shown["customer"] == {
        "name": "Tom Juan",
        "email": "tjuan@noemail123.com",
        "phone": None,
        "username": "tjuan1997",
        "birth_date": "1979-07-10",
        "ssn4": "2668",
        "individual_number": "1008413651",
        "case_number": None,
        "recert_date": "2024-03-26",
        "provider": PROVIDER,
        "program": "SNAP Job Placement",
    }
    assert shown["agreement"] == {
        "status": "unknown",
        "owed_since": None,
        "because": None,
    }
    assert [(one["name"], one["status"]) for one in shown["assessments"]] == [
        ("Career Cluster Inventory", "not-complete"),
        ("Employment 101 - Pre", "not-complete"),
        ("Employment 101 - Post", "not-complete"),
        ("NOCTI", "not-complete"),
    ]
    assert set(shown["pathway"].values()) == {None}
    counts = {n: v for n, v in shown["accomplishments"].items() if n != "lists"}
    assert set(counts.values()) == {0}
    assert shown["case_notes"] == 0
    assert shown["findings"] == []


@pytest.mark.covers("IS-09", "IS-16", "IS-18", "IS-24")
def test_the_cards_count_what_is_on_file(made, case, goal):
    """A note, an assessment of the list and another, a summary, things completed."""
    made("note", "add", case, "--date", "today", "--message", "Changed the plan")
    made(
        "assessment",
        "add",
        case,
        "--name",
        "employment 101 – pre",
        "--date",
        "2023-05-03",
    )
    made("assessment", "add", case, "--name", "TABE 11/12", "--date", "2023-05-04")
    made("assessment", "summarize", case, "--text", "Reads well.")
    made("goal", "edit", goal(case), "--status", "complete")
    made("service", "add", case, "--activity", "BE", "--status", "successful", "--start",
         "2023-05-03", "--end", "2023-06-01")  # fmt: skip

    shown = made("plan", "show", case)

    taken = {one["name"]: one["date"] for one in shown["assessments"] if one["date"]}
    assert taken == {"Employment 101 - Pre": "2023-05-03", "TABE 11/12": "2023-05-04"}
    assert shown["assessment_summaries"] == 1
    assert shown["case_notes"] == 2
    assert shown["accomplishments"]["completed_goals"] == 1
    assert shown["accomplishments"]["completed_services"] == 1
    assert shown["accomplishments"]["earned_credentials"] == 0
    assert (
        "wioatrack goal list T1 --status complete" in shown["accomplishments"]["lists"]
    )


@pytest.mark.covers("IS-20", "IS-21", "IS-22", "IS-30", "IS-39", "OUT-09", "OUT-16")
def test_a_goal_has_the_days_of_its_steps_and_its_own_status(made, case, goal):
    """The earliest start, actual or planned, and the latest planned due date."""
    number = goal(case)
    for words in (
        ("--activity", "BE", "--planned-start", "2023-05-10", "--planned-end", "2023-09-01"),
        ("--activity", "JST", "--status", "started", "--start", "2023-05-08",
         "--planned-start", "2023-05-01", "--planned-end", "2023-07-01"),
    ):  # fmt: skip
        made("service", "add", case, "--goal", number, *words)
    loose = made(
        "service", "add", case, "--activity", "SJS", "--note", "two days a week"
    )

    shown = made("plan", "show", case)

    row = next(one for one in shown["goals"] if one["id"] == number)
    assert (row["earliest_start"], row["latest_planned_due"]) == (
        "2023-05-08",
        "2023-09-01",
    )
    assert (row["status"], row["category_label"]) == (
        "not-started",
        "Education/Training Plan",
    )
    assert row["steps"] == [
        "BE - Basic Education (ABE/GED)",
        "JST - Job Search Training",
    ]
    headings = [group["heading"] for group in shown["groups"]]
    assert headings == [
        "Complete the SNAP program (5)",
        "Get trained as a care giver. (2)",
        "Not assigned to a goal (1)",
    ]
    assert shown["groups"][-1]["services"][0]["note"] == "two days a week"
    assert shown["groups"][-1]["services"][0]["id"] == loose["id"]


@pytest.mark.covers("IS-37", "IS-38")
def test_the_next_step_is_a_choice_until_the_first_service(made, case):
    """Five ways on at intake, and then the third step of the plan."""
    before = made("plan", "show", case)["next_steps"]
    made("service", "add", case, "--activity", "BE")
    after = made("plan", "show", case)["next_steps"]

    assert [step["command"].split()[1] for step in before] == [
        "program", "assessment", "referral", "service", "application",
    ]  # fmt: skip
    assert [step["command"] for step in after] == ["wioatrack service recommend T1"]


def test_the_plan_reads_as_text(wioatrack, case, goal):
    """Cards, goals and groups; names with markup stay names."""
    goal(case, statement="Drive a CDL [/x] truck")

    told = wioatrack("plan", "show", case, code=0).stdout

    assert "COMPLETE THE SNAP PROGRAM (5)" in told
    assert "Drive a CDL [/x] truck" in told
    assert "Occupation 1  None" in told
    assert "plan.agreement (advice)" in told


def test_an_application_is_taken_back_with_its_plan(made, wioatrack):
    """One command, one undo."""
    made(
        "participant", "add", "--state-id", "9", "--first-name", "A", "--last-name", "B"
    )
    added = made("application", "add", "9", "--profile", "isets", "--number", "X9")

    wioatrack("undo", added["undo"], code=0)

    assert made("application", "list") == []
    again = made("application", "add", "9", "--profile", "isets", "--number", "X9")
    assert len(made("plan", "show", again["number"])["goals"]) == 1


def test_a_purge_takes_plan_needs_and_signed_paper_with_it(
    made, case, goal, db, tmp_path
):
    """Nothing of the person is left, in no table and no file."""
    goal(case, statement="Quixotic goal")
    paper = tmp_path / "signed.txt"
    paper.write_text("Quixotic paper\n", encoding="utf-8")
    made("assessment", "needs", case, "--skill", "Quixotic skill")
    made("pathway", "set", case, "--pathway", "Quixotic path")
    made("plan", "agree", case, "--how", "signed", "--document", paper)
    made("provider", "add", "--name", "P")
    made("referral", "send", case, "--provider", "P", "--message", "Quixotic message")
    who = made("participant", "show", "44")["id"]
    assert b"Quixotic" in db.read_bytes()

    purge(db, Stamp("ore", "account", "participant purge"), who)

    assert made("provider", "list")[0]["name"] == "P"
    assert b"Quixotic" not in db.read_bytes()
    left = [file for file in db.parent.rglob("*") if file.is_file() and file != paper]
    assert [file for file in left if b"Quixotic" in file.read_bytes()] == []


@pytest.mark.covers("IS-08")
def test_the_update_log_tells_of_the_plan_and_of_nothing_else(made, case, goal):
    """Goals, services, agreements, path and needs; not notes nor the person."""
    number = goal(case)
    made("goal", "edit", number, "--status", "on-track")
    made("note", "add", case, "--date", "today", "--message", "not the plan")
    made("pathway", "set", case, "--pathway", "Health Science")

    rows = made("plan", "log", case)

    assert [(row["noun"], row["kind"]) for row in rows[:3]] == [
        ("pathway", "created"),
        ("goal", "changed"),
        ("goal", "created"),
    ]
    assert rows[1]["what"] == "status: not-started → on-track"
    assert {row["noun"] for row in rows} == {"pathway", "goal", "service"}
    assert made("plan", "log", case, "--by", "may") == []
    first, last = (date.fromisoformat(rows[n]["at"][:10]) for n in (-1, 0))
    day = timedelta(days=1)
    assert made("plan", "log", case, "--since", first, "--until", last) == rows
    assert made("plan", "log", case, "--until", first - day) == []
    assert made("plan", "log", case, "--since", last + day) == []
