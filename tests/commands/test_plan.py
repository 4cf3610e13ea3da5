"""`wioatrack plan`: the overview, the agreement, and what leaves the house."""

import csv
import io
import json
import stat

import pytest

PROVIDER = "Phalanx Family Services"


@pytest.fixture
def case(made):
    """Tom Juan of the guide's overview screen, in SNAP Job Placement."""
    made("participant", "add", "--state-id", "44", "--first-name", "Tom", "--last-name",
         "Juan", "--email", "tjuan@noemail123.com", "--username", "tjuan1997",
         "--birth-date", "7/10/1979", "--ssn4", "2668", "--individual-number",
         "1008413651", "--recert-date", "3/26/2024")  # fmt: skip
    made("application", "add", "44", "--profile", "isets", "--number", "T1",
         "--application-date", "2023-05-01", "--provider", PROVIDER, "--program",
         "SNAP Job Placement", as_of="2023-05-01")  # fmt: skip
    return "T1"


@pytest.fixture
def goal(made):
    """Set a goal on a day; its id."""

    def goal(who, on="2023-05-02", statement="Get trained as a care giver."):
        return made("goal", "add", who, "--statement", statement, "--category",
                    "education-training-plan", "--term", "long", as_of=on)["id"]  # fmt: skip

    return goal


@pytest.fixture
def agreement(made):
    """What `plan show` says of the agreement."""
    return lambda who, **more: made("plan", "show", who, **more)["agreement"]


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
    assert made("plan", "log", case, "--by", "nobody") == []


@pytest.mark.covers("IS-11")
def test_the_crosswalk_names_each_service_as_iwds_does(made, wioatrack, case):
    """A row for each step and service, those of the guide's report among them."""
    made("service", "add", case, "--activity", "BE", "--status", "started", "--start",
         "2023-05-03", "--planned-end", "2023-09-01", "--hours", "10")  # fmt: skip

    rows = made("plan", "export", case, "--iwds")
    text = wioatrack("plan", "export", case, "--iwds", "--csv", code=0).stdout

    first, last = rows[0], rows[-1]
    assert first["step_service"] == "Get Started: Learn about exploring careers."
    assert (first["iwds_activity_name"], first["iwds_service_type"]) == (
        "N/A",
        "Career Service",
    )
    assert (last["activity"], last["start"], last["hours"]) == (
        "BE",
        "2023-05-03",
        "10",
    )
    assert last["iwds_service_type"] == "N/A"
    assert last["individual_number"] == "1008413651"
    assert [row["id"] for row in csv.DictReader(io.StringIO(text))] == [
        str(row["id"]) for row in rows
    ]


def test_an_export_must_be_named(wioatrack, case):
    """There is one, and it is not guessed."""
    wioatrack("plan", "export", case, code=2,
              says="Which export? Give --iwds for the IWDS crosswalk.")  # fmt: skip


@pytest.mark.covers("IS-11", "IS-12")
def test_the_printed_copy_is_one_file_for_its_owner(
    made, wioatrack, case, goal, tmp_path
):
    """The page names the person, the goals and the place to sign; nobody else reads it."""
    goal(case, statement="<b>Get & keep</b> a job")
    out = tmp_path / "plan.html"

    told = made("plan", "print", case, "--out", out)

    page = out.read_text(encoding="utf-8")
    assert told == {"file": str(out), "bytes": out.stat().st_size}
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert "Tom Juan" in page
    assert "&lt;b&gt;Get &amp; keep&lt;/b&gt; a job" in page
    assert "Signature of" in page
    assert "2668" not in page


def test_a_folder_that_cannot_be_written_is_refused(wioatrack, case, tmp_path):
    """A file problem, with the old file as it was."""
    refused = wioatrack(
        "plan", "print", case, "--out", tmp_path / "no" / "plan.html", "--json", code=5
    )

    assert "cannot be written" in json.loads(refused.stdout)["error"]


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


def test_why_an_agreement_is_owed_is_told_with_its_facts(made, case, goal):
    """The turns of the plan, what settled them, and where it is written."""
    number = goal(case)
    made("plan", "agree", case, "--how", "online", "--date", "2023-05-01")

    told = made("rules", "why", "plan", case)

    (ruling,) = told["rules"]
    assert (ruling["rule"], ruling["verdict"]) == ("plan.agreement", "not-met")
    assert [turn["goal"] for turn in ruling["facts"]["turns"]] == [number]
    assert ruling["facts"]["settled"][0]["on"] == "2023-05-01"


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
    made("exit", "early", case, "--date", "2023-06-01", "--reason", "moved", "--note",
         "x")  # fmt: skip
    assert b"Quixotic" in db.read_bytes()

    made("participant", "purge", "44", "--yes", as_of="2030-01-01")

    assert made("provider", "list")[0]["name"] == "P"
    assert b"Quixotic" not in db.read_bytes()
    left = [file for file in db.parent.rglob("*") if file.is_file() and file != paper]
    assert [file for file in left if b"Quixotic" in file.read_bytes()] == []


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


@pytest.mark.covers("IS-04", "IS-11")
def test_customers_print_their_own_copy(made, refused, case, person, tmp_path):
    """And nobody else's."""
    made("user", "add", "tom", "--role", "customer", "--participant", "44")
    out = tmp_path / "own.html"

    made("plan", "print", case, "--out", out, user="tom")

    assert "Tom Juan" in out.read_text(encoding="utf-8")
    refused("plan", "print", person("isets"), "--out", out, user="tom", code=3,
            says="No participant or application '314901'.")  # fmt: skip
    assert "Tom Juan" in out.read_text(encoding="utf-8")


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
