"""The goals and steps that every plan holds."""

import json

import pytest


@pytest.mark.covers("IS-19", "IS-40", "IS-41", "IS-116")
def test_a_new_case_holds_the_goal_and_steps_of_every_plan(made, case):
    """The guide's heading with its count; nobody has begun any of it."""
    shown = made("plan", "show", case)

    assert [goal["statement"] for goal in shown["goals"]] == [
        "Complete the SNAP program"
    ]
    assert shown["goals"][0]["prepopulated"] is True
    assert len(shown["goals"][0]["steps"]) == 5
    (group,) = shown["groups"]
    assert (group["heading"], group["count"]) == ("Complete the SNAP program (5)", 5)
    assert {step["status"] for step in group["services"]} == {"planned"}
    assert made("service", "list", case) == []
    assert len(made("service", "list", case, "--prepopulated")) == 5


@pytest.mark.covers("IS-19")
def test_each_step_can_be_marked_as_not_required_or_taken_up(made, case):
    """And is then listed with the other services."""
    first, second, *_ = made("plan", "show", case)["groups"][0]["services"]
    made("service", "update", first["id"], "--status", "not-required", "--start",
         "2023-05-02", "--planned-end", "2023-05-02", "--hours", "0")  # fmt: skip
    made(
        "service",
        "update",
        second["id"],
        "--status",
        "started",
        "--start",
        "2023-05-03",
    )

    listed = made("service", "list", case)

    assert [(one["id"], one["status"]) for one in listed] == [
        (first["id"], "not-required"),
        (second["id"], "started"),
    ]
    assert [g["statement"] for g in made("goal", "list", case)] == [
        "Complete the SNAP program"
    ]


@pytest.mark.covers("IS-116")
def test_staff_put_in_what_is_missing(made, case):
    """A step that was removed comes back; what is there is not put in twice."""
    steps = made("plan", "show", case)["groups"][0]["services"]
    made("service", "remove", steps[0]["id"])

    again = made("plan", "populate", case)
    twice = made("plan", "populate", case)

    titles = [step["title"] for step in again["groups"][0]["services"]]
    assert sorted(titles) == sorted(step["title"] for step in steps)
    assert twice["undo"] is None
    assert len(twice["goals"]) == 1


def test_a_guide_without_such_steps_refuses_to_put_them_in(made, person, wioatrack):
    """workNet's plans hold nothing from the start."""
    who = person("worknet")

    assert made("plan", "show", who)["goals"] == []
    wioatrack("plan", "populate", who, code=2,
              says="Illinois workNet has no goals and steps that every plan holds.")  # fmt: skip


def test_a_step_can_be_added_by_its_name(made, case):
    """Also once more, for a person who needs it twice."""
    added = made("service", "add", case, "--activity", "prepare your resume")

    assert added["activity_set"] == "isets-steps"
    assert [one["id"] for one in made("service", "list", case)] == [added["id"]]


def test_an_export_holds_what_somebody_has_taken_up(made, run, case, goal):
    """What every plan holds is not handed on as if somebody had planned it."""
    empty = [
        run("export", noun, code=0).stdout.splitlines() for noun in ("goal", "service")
    ]
    step = made("plan", "show", case)["groups"][0]["services"][0]["id"]
    made("service", "update", step, "--planned-start", "2023-07-01")

    assert [len(lines) for lines in empty] == [1, 1]
    assert "Complete the SNAP program" in run("export", "goal", code=0).stdout
    assert len(run("export", "service", code=0).stdout.splitlines()) == 2


@pytest.mark.covers("IS-19")
def test_the_exit_checklist_asks_for_steps_once_they_are_begun(made, run, case):
    """Nobody owes an outcome for a step that was never taken up."""
    made("service", "add", case, "--activity", "BE", "--status", "unsuccessful", "--start",
         "2023-05-03", "--end", "2023-06-01")  # fmt: skip
    step = made("plan", "show", case)["groups"][0]["services"][0]["id"]

    def services_complete():
        items = json.loads(run("exit", "check", case, "--json").stdout)["items"]
        return next(
            one["status"] for one in items if one["item"] == "services-complete"
        )

    assert services_complete() == "complete"
    made("service", "update", step, "--status", "started", "--start", "2023-05-04")
    assert services_complete() == "not-complete"


@pytest.mark.covers("IS-19")
def test_what_plans_hold_is_dated(made):
    """An application opened before the first day holds none of it."""
    made(
        "participant", "add", "--state-id", "7", "--first-name", "A", "--last-name", "B"
    )
    made(
        "application",
        "add",
        "7",
        "--profile",
        "isets",
        "--number",
        "X7",
        as_of="2014-06-30",
    )

    assert made("plan", "show", "X7")["goals"] == []
    assert len(made("plan", "populate", "X7")["goals"]) == 1
