"""`wioatrack exit` and `wioatrack summary`"""

import json
from datetime import date

import pytest
import typer

from wioatrack.actions.results import Checklist
from wioatrack.commands.context import AppContext
from wioatrack.rules.checklist import Blocker, Result, item

EARLY = ("--reason", "moved", "--note", "Moved to Peoria for family reasons.")


@pytest.mark.covers("OUT-05", "OUT-06", "OUT-07")
def test_the_summary_has_five_items_in_order(made, person):
    """Each with a result and a status, which are two answers."""
    who = person("worknet")

    items = made("summary", who)["items"]

    assert [item["item"] for item in items] == [
        "services-complete", "msg-entered", "credentials-entered", "exited",
        "follow-up-complete",
    ]  # fmt: skip
    assert [item["result"] for item in items] == [
        "not-entered", "not-applicable", "not-applicable", "not-entered", "not-entered",
    ]  # fmt: skip
    assert [item["status"] for item in items] == [
        "not-complete", "complete", "complete", "not-complete", "not-complete",
    ]  # fmt: skip


@pytest.mark.covers("OUT-50", "OUT-51")
def test_every_open_box_names_its_record_and_the_command(made, person, wioatrack):
    """A training without gain and credential keeps two boxes open; commands clear them."""
    who = person("worknet", application_date="2022-07-05")
    service = made("service", "add", who, "--activity", "300", "--status", "started",
                   "--start", "2022-08-22", "--planned-end", "2022-12-16")["id"]  # fmt: skip

    first = wioatrack("exit", "check", who, "--json", code=1)
    boxes = {box["item"]: box for box in json.loads(first.stdout)["items"]}

    assert list(boxes) == ["services-complete", "msg-entered", "credentials-entered"]
    blocker = boxes["services-complete"]["blockers"][0]
    assert blocker["record"] == f"service {service}"
    assert blocker["fix"].startswith(f"wioatrack service update {service} --status")
    assert f"wioatrack msg add {who}" in boxes["msg-entered"]["blockers"][0]["fix"]

    made("service", "update", service, "--status", "successful", "--end", "2022-12-16")
    boxes = {box["item"]: box for box in
             json.loads(wioatrack("exit", "check", who, "--json").stdout)["items"]}  # fmt: skip
    assert boxes["services-complete"]["status"] == "complete"
    fix = boxes["credentials-entered"]["blockers"][0]["fix"]
    assert f"--service {service}" in fix

    made("service", "update", service, "--no-credential")
    made("msg", "add", who, "--type", "milestone", "--date", "2022-12-16",
         "--satisfactory", "--established", "2022-08-01", "--comment", "all met")  # fmt: skip
    ready = wioatrack("exit", "check", who, "--json", code=0)
    assert json.loads(ready.stdout)["ready"] is True


@pytest.mark.covers("OUT-50", "OUT-51")
def test_in_worknet_open_boxes_refuse_the_exit(refused, made, person):
    """Elsewhere the same boxes are advice beside the exit."""
    who = person("worknet")

    answer = refused("exit", "record", who, "--date", "2022-08-31")

    assert [f["rule"] for f in answer["findings"]] == ["exit.checklist"]
    assert made("application", "show", who)["exit_date"] is None

    other = person("isets", number=None)
    done = made("exit", "record", other, "--date", "2022-08-31")
    assert [f["rule"] for f in done["findings"]] == ["exit.checklist"]
    assert done["date"] == "2022-08-31"


@pytest.fixture
def graduate(made, person):
    """Training completed on 19 May 2023, and a gain of a given day; WHO and the gain."""

    def graduate(
        on, *, profile="worknet", words=("--type", "milestone", "--satisfactory")
    ):
        who = person(profile, application_date="2022-07-05")
        made("service", "add", who, "--activity", "300", "--status", "successful",
             "--start", "2022-08-22", "--planned-end", "2023-05-19", "--end",
             "2023-05-19", "--no-credential")  # fmt: skip
        return who, made("msg", "add", who, *words, "--date", on)["id"]

    return graduate


def test_a_gain_after_the_exit_ticks_no_box(refused, made, wioatrack, graduate):
    """It is refused with both days in worknet, and named in the checklist."""
    who, gain = graduate("2023-05-20")

    answer = refused("exit", "record", who, "--date", "2023-05-19")

    said = {found["rule"]: found["message"] for found in answer["findings"]}
    assert said["exit.checklist"].endswith("open: msg-entered.")
    assert said["exit.gains-before"] == (
        "Exit 2023-05-19; attained afterwards, and so not counting: "
        f"msg {gain} of 2023-05-20."
    )
    assert made("exit", "check", who)["ready"] is True
    done = made("exit", "record", who, "--date", "2023-05-20")
    assert "exit.gains-before" not in [found["rule"] for found in done["findings"]]


def test_checklist_and_summary_see_the_gains_up_to_the_exit(made, wioatrack, graduate):
    """Where the boxes are advice the exit stands, and the box stays open and says why."""
    who, gain = graduate("2023-05-20", profile="cook")
    done = made("exit", "record", who, "--date", "2023-05-19")
    assert "exit.gains-before" in [found["rule"] for found in done["findings"]]

    for command in (("exit", "check"), ("summary",)):
        answer = json.loads(wioatrack(*command, who, "--json").stdout)
        items = answer["items"]
        (box,) = [one for one in items if one["item"] == "msg-entered"]
        assert box["status"] == "not-complete"
    told = f"up to 05/19/2023: msg {gain} is of 05/20/2023."
    wioatrack("exit", "check", who, code=1, says=told)
    made("msg", "edit", gain, "--date", "2023-05-19")
    assert made("summary", who)["items"][1]["status"] == "complete"


def test_a_diploma_may_come_after_the_exit(made, graduate):
    """As the federal text lets it: the box stays ticked, and nothing is advised."""
    who, _ = graduate("2023-05-20", words=("--type", "diploma", "--passed"))

    done = made("exit", "record", who, "--date", "2023-05-19")

    assert "exit.gains-before" not in [found["rule"] for found in done["findings"]]
    assert made("summary", who)["items"][1]["status"] == "complete"


@pytest.mark.covers("OUT-54", "OUT-55")
def test_leaving_early_needs_date_reason_and_note_but_no_boxes(made, person, wioatrack):
    """The note is filed in the same step, with its task."""
    who = person("worknet")
    words = {"--date": "2022-08-31", "--reason": "moved", "--note": "x"}
    for missing in words:
        given = [word for pair in words.items() if missing not in pair for word in pair]
        wioatrack("exit", "early", who, *given, code=2, says=f"Missing: {missing}.")

    done = made("exit", "early", who, "--date", "2022-08-31", *EARLY)

    assert done["kind"] == "early"
    assert done["reason"] == "moved"
    notes = made("note", "list", who)
    assert [note["task"] for note in notes] == ["early-exit"]
    assert made("summary", who)["items"][3]["result"] == "entered"


@pytest.mark.covers("OUT-54")
def test_services_left_open_are_listed_with_an_early_exit(made, person):
    """Listed and advised, not refused."""
    who = person("worknet", application_date="2022-07-05")
    service = made("service", "add", who, "--activity", "300", "--status", "started",
                   "--start", "2022-08-22", "--planned-end", "2022-12-16")["id"]  # fmt: skip

    done = made("exit", "early", who, "--date", "2022-08-31", *EARLY)

    found = {f["rule"]: f for f in done["findings"]}
    assert f"still open: {service}." in found["exit.services-open"]["message"]


def test_nobody_exits_before_a_service_began(made, refused, person):
    """The last of them decides; one that has no start yet decides nothing."""
    who = person("cook")
    for began in ("2016-08-01", "2016-09-01"):
        made("service", "add", who, "--activity", "300", "--status", "started",
             "--start", began)  # fmt: skip
    made("service", "add", who, "--activity", "300")
    leave = ("exit", "early", who, *EARLY, "--date")

    refused(*leave, "2016-08-31", says="a service began on")
    assert made(*leave, "2016-09-01")["date"] == "2016-09-01"


@pytest.mark.covers("OUT-53")
@pytest.mark.parametrize("json", [False, True])
def test_a_box_more_is_one_item_more(db, capsys, json):
    """It is shown with what clears it, and the answer is no while it is open."""
    blocker = Blocker("application 314901", "No survey is on file.",
                      "wioatrack note add 314901")  # fmt: skip
    survey = item("survey-answered", "Survey answered.", Result.NOT_ENTERED, blocker)
    three = [item(str(number), "", Result.ENTERED) for number in range(3)]
    context = AppContext(db, "ore", "ore", date(2023, 6, 30), json=json)

    with pytest.raises(typer.Exit) as ended:
        context.check(Checklist("314901", (*three, survey), ready=False))

    shown = capsys.readouterr().out
    assert ended.value.exit_code == 1
    for words in ("survey-answered", "Survey answered.", blocker.message, blocker.fix):
        assert words in shown


@pytest.mark.parametrize(
    ("day", "code", "says"),
    [
        ("2016-07-01", 1, "Exit 07/01/2016; participation began on 07/02/2016."),
        ("2016-07-02", 0, ""),
        ("2023-06-30", 0, ""),
        (
            "2023-07-01",
            1,
            "Exit of 07/01/2023; the last day that counts is 06/30/2023.",
        ),
    ],
)
def test_an_exit_lies_between_participation_and_today(
    made, person, wioatrack, day, code, says
):
    """Both ends are allowed, and neither day beyond them."""
    who = person("cook")

    wioatrack("exit", "early", who, "--date", day, *EARLY, code=code, says=says)

    on_file = made("application", "show", who)["exit_date"]
    assert on_file == (None if code else day)


def test_one_exit_until_it_is_void(made, refused, person, wioatrack):
    """A second is refused; a voided one stays in the file and opens the way again."""
    who = person("cook")
    made("exit", "early", who, "--date", "2016-08-31", *EARLY)

    again = refused("exit", "record", who, "--date", "2016-09-01")
    assert "exit.order" in [f["rule"] for f in again["findings"]]

    wioatrack("exit", "void", who, code=2, says="Missing: --because.")
    gone = made("exit", "void", who, "--because", "service within 90 days")
    assert gone["voided_on"] == "2023-06-30"
    assert gone["voided_by"] == "ore"
    assert made("application", "show", who)["exit_date"] is None
    assert made("exit", "record", who, "--date", "2016-09-01")["date"] == "2016-09-01"
    other = person("cook")
    refused("exit", "void", other, "--because", "x", code=3,
            says=f"Application {other} has no exit.")  # fmt: skip


def test_a_medical_reason_is_kept_as_its_code_and_shown_nowhere(
    made, person, wioatrack
):
    """Ordinary output says only that it is confidential."""
    who = person("cook")

    done = made("exit", "early", who, "--date", "2016-08-31", "--reason",
                "health-medical", "--note", "see file")  # fmt: skip

    assert done["reason"] == "confidential"
    assert "health" not in wioatrack("application", "show", who).stdout


def test_viewers_look_and_do_not_write(made, person, wioatrack):
    """Role viewer reads; exit 4 for a write, and nothing is written."""
    who = person("cook")
    made("user", "add", "val", "--role", "viewer")

    assert made("summary", who, user="val")["items"]
    wioatrack("exit", "early", who, "--date", "2016-08-31", *EARLY, user="val", code=4,
              says="Role viewer may not enter and change records.")  # fmt: skip
    assert made("application", "show", who)["exit_date"] is None
