"""A plan from intake to its first goal gone off track, as the guide walks through it."""

import pytest


@pytest.fixture
def case(made):
    """Stephanie Abrams of the guide's screens, straight from intake."""
    made("participant", "add", "--individual-number", "1008413651", "--first-name",
         "Stephanie", "--last-name", "Abrams", "--email",
         "StephanieAbrams2668@noisetsemail.com", "--ssn4", "2668", "--birth-date",
         "7/10/1979", "--recert-date", "3/26/2022")  # fmt: skip
    made("application", "add", "1008413651", "--profile", "isets", "--number", "S1",
         "--application-date", "2023-01-03", "--provider", "Asian Human Services",
         "--program", "SNAP Job Placement")  # fmt: skip
    return "S1"


@pytest.mark.covers("IS-01", "IS-02", "IS-03", "IS-40", "OUT-10", "OUT-16")
def test_from_assessments_to_goals_to_steps_and_help_where_it_is_needed(made, case):
    """What intake said is in the plan; the three steps of the guide; then off track."""
    card = made("plan", "show", case)["customer"]
    assert (card["provider"], card["program"]) == (
        "Asian Human Services",
        "SNAP Job Placement",
    )
    made(
        "assessment",
        "add",
        case,
        "--name",
        "Career Cluster Inventory",
        "--date",
        "today",
    )
    made("assessment", "summarize", case, "--text", "Wants to work with people.")
    goal = made("goal", "add", case, "--statement", "Complete training", "--category",
                "education-training-plan", "--term", "short")["id"]  # fmt: skip
    added = [made("service", "add", case, "--activity", code)["id"]
             for code in ("BE", "JST", "SJS")]  # fmt: skip
    assert (
        made("plan", "show", case)["groups"][-1]["heading"]
        == "Not assigned to a goal (3)"
    )
    for number in added:
        made("service", "update", number, "--goal", goal, "--planned-start", "2023-07-03",
             "--planned-end", "2023-12-01", "--hours", "10")  # fmt: skip

    shown = made("plan", "show", case)

    assert shown["groups"][-1]["heading"] == "Complete training (3)"
    assert shown["goals"][-1]["latest_planned_due"] == "2023-12-01"
    made("plan", "agree", case, "--how", "online")
    made("goal", "edit", goal, "--status", "off-track")
    (finding,) = made("plan", "show", case)["findings"]
    assert "went off track" in finding["message"]
    assert [
        one["id"] for one in made("goal", "list", case, "--status", "off-track")
    ] == [goal]


@pytest.mark.covers("IS-06")
def test_the_plan_has_assessments_goals_services_and_a_log(made, case):
    """Three steps in the guide's order, each where the plan is shown, and the log."""
    before = made("plan", "show", case)
    made("assessment", "add", case, "--name", "TABE 11/12", "--date", "2023-05-04")
    goal = made("goal", "add", case, "--statement", "Find work", "--category",
                "career-plan", "--term", "short")["id"]  # fmt: skip
    service = made("service", "add", case, "--activity", "BE", "--goal", goal)["id"]

    plan = made("plan", "show", case)

    order = [name for name in plan if name in ("assessments", "goals", "groups")]
    assert order == ["assessments", "goals", "groups"]
    assert "TABE 11/12" not in [one["name"] for one in before["assessments"]]
    assert "TABE 11/12" in [one["name"] for one in plan["assessments"]]
    assert plan["goals"][-1]["id"] == goal
    assert [one["id"] for one in plan["groups"][-1]["services"]] == [service]
    assert [(row["noun"], row["record"]) for row in made("plan", "log", case)[:2]] == [
        ("service", service), ("goal", goal),
    ]  # fmt: skip


@pytest.mark.covers("OUT-11")
def test_a_goal_is_the_same_record_from_either_side(made, case):
    """Added and amended among the goals, and shown so in the plan."""
    number = made("goal", "add", case, "--statement", "Find work", "--category",
                  "career-plan", "--term", "short")["id"]  # fmt: skip
    made("goal", "edit", number, "--statement", "Keep work", "--status", "on-track")

    (listed,) = [row for row in made("goal", "list", case) if row["id"] == number]
    (planned,) = [
        row for row in made("plan", "show", case)["goals"] if row["id"] == number
    ]

    for shown in (listed, planned):
        assert (shown["statement"], shown["status"]) == ("Keep work", "on-track")


@pytest.mark.covers("OUT-08", "OUT-10")
def test_a_service_is_the_same_record_from_either_side(made, case):
    """Added in the plan, completed in its details, and shown in both."""
    number = made("service", "add", case, "--activity", "BE")["id"]
    made("service", "update", number, "--status", "started", "--start", "2023-01-10")
    made("service", "update", number, "--status", "successful", "--end", "2023-06-01")

    (listed,) = made("service", "list", case)
    planned = made("plan", "show", case)["groups"][-1]["services"][0]

    assert listed["id"] == planned["id"] == number
    assert listed["status"] == planned["status"] == "successful"


@pytest.mark.covers("IS-05", "IS-07")
def test_a_plan_and_the_other_pages_are_a_step_or_two_away(made, case):
    """Find the customer by part of a name; one number then opens everything."""
    (found,) = made("participant", "find", "abram")
    (number,) = found["applications"]

    assert made("plan", "show", number)["application"] == case
    assert made("plan", "show", "1008413651")["application"] == case
    assert made("referral", "list", number) == []
    assert made("document", "list", number) == []
    assert len(made("summary", number)["items"]) == 5


@pytest.mark.covers("IS-29")
def test_what_makes_a_good_goal_is_said_where_goals_are_set(wioatrack, made):
    """In the help of the command, and as statements to begin with."""
    told = " ".join(wioatrack("goal", "add", "--help", code=0).stdout.split())

    for word in ("barrier", "employment", "education", "credential", "realistic",
                 "measurable", "attainable", "Assessments"):  # fmt: skip
        assert word in told
    assert len(made("reference", "show", "goal-template")) == 10
