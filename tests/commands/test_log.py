"""`wioatrack log` and `wioatrack undo` through the program."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

Made = Callable[..., Any]


def the_day(day: str, after: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=after)).isoformat()


def changes(wioatrack: Made, *words: object, **more: Any) -> list[dict[str, Any]]:
    return json.loads(wioatrack("log", *words, "--json", code=0, **more).stdout)


@pytest.mark.covers("IS-08", "IS-46", "CC-26")
def test_the_log_says_who_changed_what_when_old_and_new(
    wioatrack: Made, made: Made, person: Made
) -> None:
    """Newest first, with the account of the operating system beside the user."""
    person("cook")
    made("participant", "edit", "3913801", "--phone", "555-0100", user="lee")

    newest = changes(wioatrack)[0]

    assert newest["user"] == "lee"
    assert newest["account"]
    assert newest["command"] == "participant edit"
    assert (newest["noun"], newest["record"], newest["kind"]) == (
        "participant",
        1,
        "changed",
    )
    assert newest["before"]["phone"] is None
    assert newest["after"]["phone"] == "555-0100"
    assert newest["at"].endswith("+00:00")


def test_who_narrows_the_log_to_a_person_or_one_application(
    wioatrack: Made, person: Made
) -> None:
    """An application's own changes, or everything of its person."""
    one, other = person("cook"), person("cook")

    of_application = changes(wioatrack, one)
    of_person = changes(wioatrack, "3913801")

    assert {row["noun"] for row in of_application} == {"application"}
    assert {row["noun"] for row in of_person} == {"application", "participant"}
    assert changes(wioatrack, other) != of_application
    wioatrack("log", "nobody", code=3, says="No participant 'nobody'.")


def test_filters_take_user_noun_handle_and_days(
    wioatrack: Made, made: Made, person: Made
) -> None:
    """What is asked for and nothing else."""
    person("cook")
    handle = made("participant", "edit", "3913801", "--phone", "1", user="lee")["undo"]

    assert len(changes(wioatrack, "--by", "lee")) == 1
    assert {row["noun"] for row in changes(wioatrack, "--noun", "user")} == {"user"}
    assert [row["kind"] for row in changes(wioatrack, "--handle", handle)] == [
        "changed"
    ]
    every = changes(wioatrack)
    first, last = every[-1]["at"][:10], every[0]["at"][:10]
    assert changes(wioatrack, "--since", first, "--until", last) == every
    assert changes(wioatrack, "--until", the_day(first, -1)) == []
    assert changes(wioatrack, "--since", the_day(last, +1)) == []
    assert [row["noun"] for row in changes(wioatrack, "--search", "3913801")] == [
        "participant"
    ]
    assert len(changes(wioatrack, "--limit", "2")) == 2
    assert changes(wioatrack, "--search", "no such words") == []


@pytest.mark.covers("IS-04", "OUT-02")
def test_the_log_shows_what_its_reader_may_see(
    wioatrack: Made, made: Made, person: Made
) -> None:
    """Staff of one office see its people, also those that were removed; accounts are

    the manager's.
    """
    person("cook", office="North")
    person("cook", office="South")
    made("user", "add", "nora", "--role", "staff", "--location", "North")

    seen = changes(wioatrack, user="nora")

    assert {(row["noun"], row["record"]) for row in seen} == {
        ("participant", 1),
        ("application", 1),
    }
    assert {row["noun"] for row in changes(wioatrack, user="may")} == {
        "participant",
        "application",
    }
    wioatrack("log", "314902", user="nora", code=3, says="No participant '314902'.")


def test_a_medical_reason_is_shown_in_no_log(
    wioatrack: Made, made: Made, person: Made
) -> None:
    """It is stored as its code and kept out of what is printed (D32)."""
    who = person("cook")
    made("exit", "early", who, "--date", "2016-08-31", "--reason", "health-medical",
         "--note", "left")  # fmt: skip

    ended = wioatrack("log", who, "--json", code=0)

    assert "health-medical" not in ended.stdout
    assert "confidential" in ended.stdout


@pytest.mark.fault(76)
def test_an_entry_of_several_lines_stays_one_line(
    wioatrack: Made, made: Made, person: Made
) -> None:
    """Nobody forges a line of the log."""
    who = person("cook")
    made("exit", "early", who, "--date", "2016-08-31", "--reason", "moved",
         "--note", "left\n2026-01-01 root  made it up")  # fmt: skip

    text = wioatrack("log", who, "--noun", "note", code=0).stdout

    assert len([line for line in text.splitlines() if "made it up" in line]) <= 1
    assert not any(line.startswith("2026-01-01 root") for line in text.splitlines())


def test_undo_takes_back_the_last_write_of_the_acting_user(
    wioatrack: Made, made: Made, person: Made
) -> None:
    """Not that of somebody else, and it says what went back and how to do it again."""
    who = person("cook")
    mine = made("participant", "edit", "3913801", "--phone", "1", user="lee")
    made("application", "edit", who, "--provider", "Harper")

    done = made("undo", user="lee")

    assert done["undone"] == mine["undo"]
    assert done["changes"][0]["what"] == "phone: 1 → –"
    assert made("participant", "show", "3913801")["phone"] is None
    assert made("application", "show", who)["provider"] == "Harper"


def test_undoing_the_undo_does_it_again(made: Made, person: Made) -> None:
    """The handle that undo prints is taken like any other."""
    person("cook")
    made("participant", "edit", "3913801", "--phone", "1")

    made("undo", made("undo")["undo"])

    assert made("participant", "show", "3913801")["phone"] == "1"


def test_what_was_changed_since_is_refused_by_name(
    refused: Made, made: Made, person: Made
) -> None:
    """The newer write is named, to be undone first; nothing is written."""
    person("cook")
    first = made("participant", "edit", "3913801", "--phone", "1")["undo"]
    second = made("participant", "edit", "3913801", "--phone", "2")["undo"]

    answer = refused("undo", first)

    assert f"by {second}" in answer["error"]
    assert made("participant", "show", "3913801")["phone"] == "2"


def test_what_others_refer_to_is_refused(
    refused: Made, made: Made, person: Made
) -> None:
    """A person with an application does not vanish from under it."""
    person("cook")
    handle = made("log", "3913801", "--noun", "participant")[-1]["handle"]

    assert "application 1 refers to participant 1" in refused("undo", handle)["error"]


@pytest.mark.parametrize(
    ("handle", "says"),
    [("99", "There is no undo handle 99.")]
    + [(none, "That is no undo handle.") for none in ("x", "-1", "1e3", "٣")],
)
def test_a_handle_that_is_none_exits_3(wioatrack: Made, handle: str, says: str) -> None:
    """Whatever was typed."""
    wioatrack("undo", "--", handle, code=3, says=says)


def test_nothing_to_undo_exits_3(wioatrack: Made) -> None:
    """Somebody who has written nothing has nothing to take back."""
    wioatrack("undo", user="lee", code=3, says="There is nothing of yours to undo.")


def test_a_viewer_and_strangers_undo_nothing(
    wioatrack: Made, made: Made, person: Made
) -> None:
    """What somebody else did, only a manager takes back; accounts are a manager's."""
    person("cook")
    made("user", "add", "vera", "--role", "viewer")
    staff = made("participant", "edit", "3913801", "--phone", "1", user="lee")["undo"]
    made("user", "add", "nora", "--role", "staff")
    account = made("log", "--noun", "user")[0]["handle"]

    wioatrack("undo", staff, user="vera", code=4,
              says="Role viewer may not enter and change records.")  # fmt: skip
    wioatrack("undo", staff, user="nora", code=4,
              says="7 was done by lee. lee or a manager may take it back.")  # fmt: skip
    wioatrack("undo", account, user="lee", code=3, says="There is no undo handle 8.")
    wioatrack("undo", staff, code=0)


def test_an_init_is_not_undone(refused: Made) -> None:
    """Nobody would be left to do anything."""
    refused("undo", "1", says="No manager would be left.")


def test_help_of_both_is_one_command(run: Made, db: Path) -> None:
    """A command without a noun needs no database for its help."""
    assert "[WHO]" in run("log", "--help", code=0).stdout
    assert "[HANDLE]" in run("undo", "--help", code=0).stdout
    assert not db.exists()


@pytest.fixture
def clothing(made: Made, person: Made) -> int:
    """An open support service in a started plan."""
    who = person("isets", participation_date="2022-07-01")
    goal = made("goal", "add", who, "--statement", "Work", "--category", "career-plan",
                "--term", "short")["id"]  # fmt: skip
    for activity in ("BE", "Housing/Utilities"):
        service = made("service", "add", who, "--activity", activity, "--goal", goal,
                       "--status", "started", "--start", "2022-08-01")  # fmt: skip
    return int(service["id"])


def paid(made: Made, service: int, amount: str) -> dict[str, Any]:
    return made("payment", "add", service, "--subtype", "housing-utilities", "--method",
                "check", "--date", "2022-09-01", "--amount", amount, "--paid-by",
                "snap-et")  # fmt: skip


def test_an_undo_that_would_pass_the_maximum_is_refused(
    refused: Made, made: Made, clothing: int
) -> None:
    """What comes back is judged like an entry, and nothing is written."""
    first = paid(made, clothing, "300")
    gone = made("payment", "remove", first["id"])["undo"]
    paid(made, clothing, "250")

    answer = refused("undo", gone)

    assert [found["rule"] for found in answer["findings"]] == ["payment.within-maximum"]
    assert [p["amount"] for p in made("payment", "list")] == ["250.00"]


def test_an_undo_within_the_maximum_brings_the_payment_back(
    made: Made, clothing: int
) -> None:
    """Under its own id."""
    first = paid(made, clothing, "300")
    gone = made("payment", "remove", first["id"])["undo"]
    paid(made, clothing, "200")

    made("undo", gone)

    assert {p["amount"] for p in made("payment", "list")} == {"200.00", "300.00"}


def test_every_kind_of_record_that_rules_judge_is_explained(
    made: Made, clothing: int
) -> None:
    """`rules why` takes what `add` takes, by the id of the record."""
    payment = paid(made, clothing, "475")
    request = made(
        "override", "request", clothing, "--amount", "200", "--reason", "rent"
    )
    goal = made("service", "show", clothing)["goal"]

    for noun, record in (
        ("service", clothing),
        ("payment", payment["id"]),
        ("override", request["id"]),
        ("goal", goal),
    ):
        rulings = made("rules", "why", noun, record)["rules"]
        assert any(ruling["verdict"] == "met" for ruling in rulings), noun
        assert all(ruling["sources"] for ruling in rulings), noun


@pytest.mark.covers("OUT-63", "IS-04")
def test_customers_find_no_note_in_the_log_that_was_not_sent_to_them(
    made: Made, wioatrack: Made, person: Made
) -> None:
    """The history of a note is as confidential as the note."""
    who = person("worknet")
    state_id = made("application", "show", who)["participant"]
    made("user", "add", "cus", "--role", "customer", "--participant", state_id)
    words = ("note", "add", who, "--date", "today", "--message")
    made(*words, "for us", "--send", "message", "--to", "team")
    kept = made(*words, "kept")
    sent = made(*words, "for you", "--send", "message", "--to", "customer")

    seen = changes(wioatrack, user="cus")

    assert [row["record"] for row in seen if row["noun"] == "note"] == [sent["id"]]
    assert seen
    assert kept["id"] in {
        row["record"] for row in changes(wioatrack) if row["noun"] == "note"
    }


def test_what_was_taken_back_says_by_what(
    wioatrack: Made, made: Made, person: Made
) -> None:
    """An undo that was undone in turn takes nothing back; the plan's log says it too."""
    who = person("worknet")
    goal = made("goal", "add", who, "--statement", "Work", "--category", "career-plan",
                "--term", "short")["undo"]  # fmt: skip

    def standing() -> dict[str, str | None]:
        return {
            row["handle"]: row["undone_by"]
            for row in changes(wioatrack, who)
            if row["noun"] == "goal"
        }

    assert standing() == {goal: None}
    assert "Undone by" not in wioatrack("log", who, code=0).stdout
    first = made("undo", goal)["undo"]
    assert standing() == {goal: first, first: None}
    [line] = [row for row in changes(wioatrack, who) if row["handle"] == goal]
    assert (line["kind"], line["undone_by"]) == ("created", first)
    assert "Undone by" in wioatrack("log", who, code=0).stdout
    planned = json.loads(wioatrack("plan", "log", who, "--json", code=0).stdout)
    assert {row["handle"]: row["undone_by"] for row in planned}[goal] == first
    second = made("undo", first)["undo"]
    assert standing() == {goal: None, first: second, second: None}
    third = made("undo", second)["undo"]
    assert standing() == {goal: first, first: None, second: third, third: None}
