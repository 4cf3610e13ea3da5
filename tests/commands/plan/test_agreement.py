"""`wioatrack plan request` and `plan agree`: what is owed, and how it is settled."""

import pytest


@pytest.mark.covers("IS-13")
def test_the_first_plan_is_owed_from_its_first_goal(agreement, case, goal):
    """What every plan holds asks for nothing; the day is that of the goal."""
    assert agreement(case)["owed_since"] is None
    number = goal(case, on="2023-05-02")

    owed = agreement(case)

    assert owed["status"] == "unknown"
    assert owed["owed_since"] == "2023-05-02"
    assert f"goal {number} was added on 2023-05-02" in owed["because"]


@pytest.mark.covers("IS-13", "IS-14")
@pytest.mark.parametrize("how", ["online", "signed", "unreachable"])
def test_every_way_settles_it_until_a_goal_is_added(made, agreement, case, goal, how):
    """The status is the way; a new goal makes it owed from its own day."""
    goal(case, on="2023-05-02")
    made("plan", "agree", case, "--how", how, as_of="2023-05-10")

    assert agreement(case) == {"status": how, "owed_since": None, "because": None}

    later = goal(case, on="2023-06-01", statement="Find a job.")

    assert agreement(case) == {
        "status": "unknown",
        "owed_since": "2023-06-01",
        "because": f"Goal {later} was added on 2023-06-01.",
    }


@pytest.mark.covers("IS-13", "IS-28")
def test_a_goal_gone_off_track_must_be_agreed_to_also_when_it_is_back(
    made, agreement, case, goal
):
    """From the day it went off track."""
    number = goal(case)
    made("plan", "agree", case, "--how", "online", as_of="2023-05-03")
    made("goal", "edit", number, "--status", "on-track", as_of="2023-05-20")
    assert agreement(case)["owed_since"] is None
    made("goal", "edit", number, "--status", "off-track", as_of="2023-06-05")
    made("goal", "edit", number, "--status", "on-track", as_of="2023-06-20")

    owed = agreement(case)

    assert owed["owed_since"] == "2023-06-05"
    assert owed["because"] == f"Goal {number} went off track on 2023-06-05."


@pytest.mark.covers("IS-13")
def test_a_goal_added_later_on_the_day_of_the_agreement_is_not_covered(
    made, agreement, case, goal
):
    """Order counts as well as the day."""
    goal(case, on="2023-05-10")
    made("plan", "agree", case, "--how", "online", as_of="2023-05-10")
    later = goal(case, on="2023-05-10", statement="Find a job.")

    assert agreement(case)["because"] == f"Goal {later} was added on 2023-05-10."


@pytest.mark.covers("IS-14")
def test_an_agreement_of_an_earlier_day_does_not_cover_a_later_goal(
    made, agreement, case, goal
):
    """A copy signed before the goal was added is entered afterwards."""
    goal(case, on="2023-05-10")
    made("plan", "agree", case, "--how", "signed", "--date", "2023-05-09")

    assert agreement(case)["owed_since"] == "2023-05-10"


@pytest.mark.covers("IS-15")
def test_who_asks_for_agreement_is_told_that_nothing_is_sent(wioatrack, case, goal):
    """And how the customer agrees."""
    goal(case)

    wioatrack("plan", "request", case, code=0,
              says=f"Nothing is sent: the customer agrees with wioatrack plan agree {case} "
                   "--how online")  # fmt: skip


def test_a_request_is_shown_until_it_is_answered(made, agreement, case, goal):
    """Asked for, still owed, then settled."""
    goal(case)
    asked = made("plan", "request", case)
    waiting = agreement(case)
    made("plan", "agree", case, "--how", "online")

    assert (asked["status"], asked["how"]) == ("requested", None)
    assert waiting["status"] == "requested"
    assert waiting["owed_since"] == "2023-05-02"
    assert agreement(case)["status"] == "online"


@pytest.mark.covers("IS-08", "IS-12", "IS-14")
def test_a_signed_copy_is_kept_and_named_in_the_update_log(made, case, goal, tmp_path):
    """Without the paper it is taken, and said to be missing."""
    goal(case)
    paper = tmp_path / "signed.pdf"
    paper.write_bytes(b"%PDF-1.4\n%signed\n%%EOF\n")

    bare = made("plan", "agree", case, "--how", "signed")
    signed = made("plan", "agree", case, "--how", "signed", "--document", paper)

    assert [f["rule"] for f in bare["findings"]] == ["plan.signed-copy"]
    assert signed["findings"] == []
    assert made("document", "show", signed["document"])["used_by"] == [
        f"plan {signed['id']}"
    ]
    log = made("plan", "log", case, "--noun", "plan-agreement")
    assert [row["document"] for row in log] == [signed["document"], None]


def test_an_agreement_of_tomorrow_is_refused(refused, made, agreement, case, goal):
    """Nothing is written."""
    goal(case)

    answer = refused("plan", "agree", case, "--how", "online", "--date", "2023-07-01")

    assert [f["rule"] for f in answer["findings"]] == ["date.not-in-future"]
    assert agreement(case)["status"] == "unknown"


@pytest.mark.covers("IS-13")
def test_agreement_never_blocks_other_work(made, case, goal):
    """Services, goals and an early exit go on while it is owed."""
    number = goal(case)
    made("goal", "edit", number, "--status", "off-track")
    made("service", "add", case, "--activity", "BE", "--goal", number)
    made(
        "exit",
        "early",
        case,
        "--date",
        "2023-06-01",
        "--reason",
        "moved",
        "--note",
        "gone",
    )

    shown = made("plan", "show", case)

    assert [f["severity"] for f in shown["findings"]] == ["advice"]
    assert shown["findings"][0]["fix"] == "wioatrack plan request T1"


def test_where_no_guide_asks_for_agreement_none_is_owed(made, person):
    """It may still be recorded."""
    who = person("worknet")
    made(
        "goal",
        "add",
        who,
        "--statement",
        "A",
        "--category",
        "career-plan",
        "--term",
        "short",
    )
    made("plan", "agree", who, "--how", "signed")

    assert made("plan", "show", who)["agreement"] == {
        "status": "signed",
        "owed_since": None,
        "because": None,
    }


@pytest.mark.covers("IS-04", "IS-14", "IS-115")
def test_customers_agree_to_their_own_plan_and_to_no_other(
    made, refused, case, goal, person
):
    """Online, and nothing else; the plan they see has no case notes."""
    made("user", "add", "tom", "--role", "customer", "--participant", "44")
    other = person("isets")
    goal(case)

    agreed = made("plan", "agree", case, "--how", "online", user="tom")
    own = made("plan", "show", case, user="tom")

    assert agreed["agreement"]["status"] == "online"
    assert agreed["created_by"] == "tom"
    assert own["agreement"]["status"] == "online"
    assert "case_notes" not in own
    assert "next_steps" not in own
    refused("plan", "agree", other, "--how", "online", user="tom", code=3,
            says="No participant or application '314901'.")  # fmt: skip
    refused("plan", "agree", case, "--how", "signed", user="tom", code=4,
            says="Role customer may not settle an agreement as signed.")  # fmt: skip
    refused("plan", "request", case, user="tom", code=4,
            says="Role customer may not enter and change records.")  # fmt: skip
    refused("plan", "export", case, "--iwds", user="tom", code=4,
            says="Role customer may not read participants.")  # fmt: skip


def test_a_viewer_settles_nothing(made, refused, case):
    """Reading is not recording."""
    made("user", "add", "vi", "--role", "viewer")

    refused("plan", "agree", case, "--how", "online", user="vi", code=4,
            says="Role viewer may not enter and change records.")  # fmt: skip
    assert made("plan", "show", case, user="vi")["agreement"]["status"] == "unknown"


def test_why_an_agreement_is_owed_is_told_with_its_facts(made, case, goal):
    """The turns of the plan, what settled them, and where it is written."""
    number = goal(case)
    made("plan", "agree", case, "--how", "online", "--date", "2023-05-01")

    told = made("rules", "why", "plan", case)

    (ruling,) = told["rules"]
    assert (ruling["rule"], ruling["verdict"]) == ("plan.agreement", "not-met")
    assert [turn["goal"] for turn in ruling["facts"]["turns"]] == [number]
    assert ruling["facts"]["settled"][0]["on"] == "2023-05-01"


@pytest.mark.covers("IS-13")
def test_the_agenda_says_the_same_as_the_plan(made, case, goal):
    """Since the day of a goal that a copy signed before it does not cover."""
    goal(case, on="2023-05-10")
    made("plan", "agree", case, "--how", "signed", "--date", "2023-05-09")

    (waiting,) = [one for one in made("agenda") if one["kind"] == "plan"]

    assert waiting["application"] == case
    assert waiting["due_date"] == made("plan", "show", case)["agreement"]["owed_since"]
    made("plan", "agree", case, "--how", "online")
    assert [one for one in made("agenda") if one["kind"] == "plan"] == []
