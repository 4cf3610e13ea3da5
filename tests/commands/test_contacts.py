"""`wioatrack followup add`, `done`, `list` and `clocks`, and the summary's last line"""

import json
from collections.abc import Callable
from typing import Any

import pytest

Made = Callable[..., Any]
TARGET = ("--employer", "Target", "--title", "Backroom", "--city", "Joliet", "--state",
          "IL", "--zip", "60431", "--duties", "Unloads.", "--hours", "20")  # fmt: skip


@pytest.fixture
def leaver(made: Made, person: Callable[..., str]) -> Callable[..., str]:
    """Exited on 31 August 2022; the first quarter after begins in October."""

    def leaver(program: str = "WIOA Youth", reason: str = "completed",
               profile: str = "worknet") -> str:  # fmt: skip
        number = None if profile == "isets" else f"E-{reason}-{program.split()[-1]}"
        who = person(profile, application_date="2021-01-04", program=program,
                     number=number)  # fmt: skip
        made("exit", "early", who, "--date", "2022-08-31", "--reason", reason, "--note",
             "Left.")  # fmt: skip
        return who

    return leaver


def last_line(made: Made, who: str, as_of: str = "2023-06-30") -> tuple[str, str]:
    line = made("summary", who, as_of=as_of)["items"][4]
    assert line["item"] == "follow-up-complete"
    return line["result"], line["status"]


def due(made: Made, as_of: str, *words: object) -> list[tuple[Any, ...]]:
    rows = made("followup", "due", *words, as_of=as_of)
    return [(row["kind"], row["milestone"], row["due_date"]) for row in rows]


def settle_quarters(made: Made, who: str, as_of: str, *numbers: int) -> None:
    for number in numbers:
        made("followup", "add", who, "--quarter", number, "--due", as_of, "--outcome",
             "wage-record", as_of=as_of)  # fmt: skip


@pytest.mark.covers("OUT-60", "OUT-64")
def test_a_contact_is_planned_tried_and_settled(made: Made, leaver: Any) -> None:
    """Each try is kept with its day, outcome, author and note."""
    who = leaver()
    planned = made("followup", "add", who, "--due", "2022-11-02", "--about",
                   "How is the new job?", as_of="2022-10-01")  # fmt: skip
    assert (planned["due"], planned["status"]) == ("2022-11-02", "later")

    tried = made("followup", "done", planned["id"], "--outcome", "voicemail",
                 as_of="2022-11-02")  # fmt: skip
    assert tried["status"] == "due"
    assert [f["rule"] for f in tried["findings"]] == ["followup.exchange"]

    done = made("followup", "done", planned["id"], "--outcome", "reached", "--date",
                "2022-11-04", "--note", "She works 20 hours.", as_of="2022-11-07",
                user="lee")  # fmt: skip
    assert (done["status"], done["closed_on"], done["tries"]) == (
        "done",
        "2022-11-04",
        2,
    )
    assert [(c["outcome"], c["by"]) for c in done["contacts"]] == [
        ("voicemail", "ore"), ("reached", "lee"),
    ]  # fmt: skip
    notes = made("note", "list", who, "--task", "follow-up")
    assert [(n["date"], n["message"], n["author"]) for n in notes] == [
        ("2022-11-04", "She works 20 hours.", "lee")
    ]
    assert [row["id"] for row in made("followup", "list", who)] == [planned["id"]]
    assert made("followup", "list", who, "--open") == []


def test_a_note_of_no_contact_is_refused(
    refused: Made, made: Made, leaver: Any
) -> None:
    """Words about a contact that nobody made would be kept nowhere."""
    who = leaver()
    refused("followup", "add", who, "--due", "2022-11-02", "--note", "All well.",
            code=2, says="--note is about a contact that was made. Give --outcome")  # fmt: skip

    assert made("followup", "list", who) == []


@pytest.mark.covers("OUT-60")
def test_a_contact_that_was_made_is_logged_at_once(
    made: Made, refused: Made, leaver: Any
) -> None:
    """At any time, with its note; an attempt stays open, and none lies ahead."""
    who = leaver()
    words = ("followup", "add", who, "--due")

    made_one = made(*words, "2022-11-02", "--outcome", "reached", "--note", "All well.")
    assert (made_one["status"], made_one["closed_on"]) == ("done", "2022-11-02")
    tried = made(*words, "2022-11-03", "--outcome", "voicemail")
    assert (tried["status"], tried["tries"]) == ("overdue", 1)
    ahead = refused(*words, "2023-07-01", "--outcome", "reached")
    assert ahead["findings"][0]["rule"] == "date.not-in-future"
    assert made(*words, "2023-07-01")["status"] == "soon"
    assert [n["message"] for n in made("note", "list", who, "--task", "follow-up")] == [
        "All well."
    ]


@pytest.mark.parametrize(
    ("outcome", "open_still"),
    [("reached", False), ("attempted", True), ("Voicemail left", True), ("letter", True),
     ("employer-confirmed", False), ("wage-record", False), ("refused", False),
     ("not located", False)],
)  # fmt: skip
def test_what_an_outcome_amounts_to_is_data(
    made: Made, leaver: Any, outcome: str, open_still: bool
) -> None:
    """An attempt leaves the contact open; whatever else settles it."""
    planned = made("followup", "add", leaver(), "--due", "2022-11-02")

    done = made("followup", "done", planned["id"], "--outcome", outcome)

    assert (done["closed_on"] is None) is open_still


def test_what_was_settled_stays_settled(
    made: Made, refused: Made, leaver: Any, wioatrack: Any
) -> None:
    """A second outcome is refused; undo takes the first back."""
    planned = made("followup", "add", leaver(), "--due", "2022-11-02")
    made("followup", "done", planned["id"], "--outcome", "reached")

    answer = refused("followup", "done", planned["id"], "--outcome", "declined")
    assert [f["rule"] for f in answer["findings"]] == ["followup.still-open"]
    wioatrack("undo", code=0)
    made("followup", "done", planned["id"], "--outcome", "declined")


def test_a_contact_lies_in_no_future_and_asks_about_no_fifth_quarter(
    made: Made, refused: Made, leaver: Any, person: Callable[..., str]
) -> None:
    """Nothing is written where a rule says no."""
    who = leaver()
    planned = made("followup", "add", who, "--due", "2023-07-03")

    late = refused("followup", "done", planned["id"], "--outcome", "reached", "--date",
                   "2023-07-01")  # fmt: skip
    assert late["findings"][0]["rule"] == "date.not-in-future"
    fifth = refused("followup", "add", who, "--due", "2023-07-03", "--quarter", "5")
    assert "there are 1, 2, 3, 4" in fifth["error"]
    refused("followup", "add", person("cook"), "--due", "2023-07-03", "--quarter", "1",
            says="No exit is on file to count quarters from.")  # fmt: skip
    assert len(made("followup", "list", who)) == 1
    assert made("followup", "list", who)[0]["tries"] == 0


@pytest.mark.covers("OUT-60")
def test_both_clocks_are_shown_with_their_days(made: Made, leaver: Any) -> None:
    """Youth: services from the exit for twelve months; four quarters from the data."""
    clocks = made("followup", "clocks", leaver())

    service = clocks["service"]
    assert (service["first"], service["last"]) == ("2022-08-31", "2023-08-31")
    assert service["status"] == "open"
    assert [
        (q["quarter"], q["first"], q["collect_from"], q["report_by"], q["status"])
        for q in clocks["quarters"]
    ] == [
        (1, "2022-10-01", "2023-01-01", "2024-03-31", "open"),
        (2, "2023-01-01", "2023-04-01", "2023-09-30", "open"),
        (3, "2023-04-01", "2023-07-01", "2024-03-31", "to-come"),
        (4, "2023-07-01", "2023-10-01", "2024-03-31", "to-come"),
    ]


def test_where_no_guide_keeps_a_clock_of_quarters_none_is_shown(
    made: Made, leaver: Any
) -> None:
    """The exit alone makes none."""
    clocks = made("followup", "clocks", leaver(profile="isets"))

    assert clocks["quarters"] == []


@pytest.mark.covers("OUT-60")
def test_a_quarter_opens_on_the_first_day_on_which_it_can_be_collected(
    made: Made, leaver: Any
) -> None:
    """The day before it has still to come."""
    who = leaver()

    third = {
        day: made("followup", "clocks", who, as_of=day)["quarters"][2]["status"]
        for day in ("2023-06-30", "2023-07-01")
    }

    assert third == {"2023-06-30": "to-come", "2023-07-01": "open"}


def test_adults_count_from_their_first_day_of_employment(
    made: Made, leaver: Any
) -> None:
    """Without a job no services are owed; the quarters are all the same."""
    who = leaver("WIOA Adult")
    assert made("followup", "clocks", who)["service"]["status"] == "not-owed"

    made("employment", "add", who, *TARGET, "--start", "2022-10-03", "--current")

    clocks = made("followup", "clocks", who)
    assert clocks["group"] == "adult"
    assert clocks["service"]["last"] == "2023-10-03"
    assert [q["settled_by"] for q in clocks["quarters"]] == [
        "employment 1", "employment 1", "employment 1", None,
    ]  # fmt: skip


@pytest.mark.covers("OUT-05", "OUT-07", "OUT-60")
def test_follow_up_is_complete_when_both_clocks_are(made: Made, leaver: Any) -> None:
    """Four quarters on file and a year of services with a two-way contact among them."""
    who = leaver()
    assert last_line(made, who) == ("not-entered", "not-complete")
    settle_quarters(made, who, "2023-10-02", 1, 2, 3, 4)
    assert last_line(made, who, "2023-10-02") == ("entered", "not-complete")

    planned = made("followup", "add", who, "--due", "2023-08-31")
    assert last_line(made, who, "2023-10-02") == ("entered", "not-complete")
    made("followup", "done", planned["id"], "--outcome", "reached", "--date",
         "2023-08-31", as_of="2023-10-02")  # fmt: skip

    assert last_line(made, who, "2023-10-02") == ("entered", "complete")
    assert last_line(made, who, "2023-08-31") == ("entered", "not-complete")
    assert last_line(made, who, "2023-09-01") == ("entered", "complete")


@pytest.mark.parametrize(
    ("day", "complete"), [("2023-08-31", True), ("2023-09-01", False)]
)
def test_a_contact_after_the_year_comes_too_late(
    made: Made, leaver: Any, day: str, complete: bool
) -> None:
    """The last day counts, the day after does not."""
    who = leaver()
    settle_quarters(made, who, "2023-10-02", 1, 2, 3, 4)
    planned = made("followup", "add", who, "--due", day)
    made("followup", "done", planned["id"], "--outcome", "reached", "--date", day,
         as_of="2023-10-02")  # fmt: skip

    status = "complete" if complete else "not-complete"
    assert last_line(made, who, "2023-10-02") == ("entered", status)


@pytest.mark.parametrize("outcome", ["declined", "cannot-locate"])
def test_a_refusal_closes_the_service_clock_and_not_the_data_clock(
    made: Made, leaver: Any, outcome: str
) -> None:
    """Contacts planned beside it are moot; the quarters are still owed."""
    who = leaver()
    first = made("followup", "add", who, "--due", "2022-11-02")
    made("followup", "add", who, "--due", "2022-12-02")
    made("followup", "done", first["id"], "--outcome", outcome, "--note", "Says no.",
         as_of="2022-11-02")  # fmt: skip

    clocks = made("followup", "clocks", who)
    assert clocks["service"]["status"] == "complete"
    assert clocks["service"]["closed_on"] == "2022-11-02"
    assert clocks["contacts"] == []
    assert [q["status"] for q in clocks["quarters"]][:2] == ["open", "open"]
    assert last_line(made, who) == ("entered", "not-complete")
    settle_quarters(made, who, "2023-06-30", 1, 2, 3, 4)
    assert last_line(made, who) == ("entered", "complete")


@pytest.mark.parametrize(
    "reason", ["deceased", "institutionalized", "health-medical", "reserve-call-up"]
)
def test_who_left_for_an_excluded_reason_owes_none(
    made: Made, leaver: Any, reason: str
) -> None:
    """Neither clock runs, and the line is ticked as not applicable."""
    who = leaver(reason=reason)

    assert last_line(made, who) == ("not-applicable", "complete")
    assert due(made, "2024-06-30") == []
    assert made("followup", "clocks", who)["service"]["status"] == "not-owed"


def test_the_due_list_has_both_clocks_and_planned_contacts(
    made: Made, leaver: Any
) -> None:
    """Each from its day on, each with the command that settles it."""
    who = leaver()
    planned = made("followup", "add", who, "--due", "2022-11-02")

    assert due(made, "2022-11-01") == []
    assert due(made, "2022-11-02") == [("contact", None, "2022-11-02")]
    assert due(made, "2022-12-31") == [("contact", None, "2022-11-02")]
    assert due(made, "2023-01-01")[1:] == [("quarter", 1, "2023-01-01")]
    assert ("follow-up-service", None, "2023-08-31") in due(made, "2023-08-31")
    fixes = [row["fix"] for row in made("followup", "due", as_of="2023-10-01")]
    assert f"wioatrack followup done {planned['id']} --outcome OUTCOME" in fixes
    assert (
        f"wioatrack followup add {who} --quarter 1 --due DATE --outcome OUTCOME"
        in fixes
    )
    made("followup", "done", planned["id"], "--outcome", "reached", "--date",
         "2022-11-02")  # fmt: skip
    kinds = {row[0] for row in due(made, "2023-08-31")}
    assert kinds == {"quarter"}


def test_what_can_no_longer_be_met_leaves_the_list(made: Made, leaver: Any) -> None:
    """A quarter with its last day of reporting, the services with the year's last day."""
    leaver()

    def quarters(as_of: str) -> list[Any]:
        return [row[1] for row in due(made, as_of) if row[0] == "quarter"]

    assert quarters("2023-09-30") == [1, 2, 3]
    assert quarters("2023-10-01") == [1, 3, 4]
    assert quarters("2024-03-31") == [1, 3, 4]
    assert due(made, "2024-04-01") == []
    service = ("follow-up-service", None, "2023-08-31")
    assert service in due(made, "2023-08-24", "--within", "7")
    assert service in due(made, "2023-08-31")
    assert service not in due(made, "2023-09-01")
    assert made("agenda", "--kind", "quarter", as_of="2024-04-01") == []
    assert len(made("agenda", "--kind", "quarter", as_of="2024-03-31")) == 3


def test_a_job_settles_the_quarters_it_was_seen_in(
    made: Made, leaver: Any, wioatrack: Any
) -> None:
    """A present job no later than its record was looked at; undo opens them again."""
    who = leaver("WIOA Adult")
    job = made("employment", "add", who, *TARGET, "--start", "2022-09-15", "--current",
               as_of="2022-12-31")  # fmt: skip

    def open_quarters() -> list[Any]:
        return [row[1] for row in due(made, "2023-09-30") if row[0] == "quarter"]

    assert open_quarters() == [2, 3]
    made("employment", "edit", job["id"], "--current", as_of="2023-01-01")
    assert open_quarters() == [3]
    made("employment", "edit", job["id"], "--current", as_of="2023-04-01")
    assert open_quarters() == []
    wioatrack("undo", code=0)
    assert open_quarters() == [3]


def test_an_exit_taken_back_owes_nothing(made: Made, leaver: Any) -> None:
    """And one recorded anew owes by its own date."""
    who = leaver()
    made("exit", "void", who, "--because", "service within 90 days")
    assert due(made, "2024-06-30") == []

    made("exit", "early", who, "--date", "2022-10-01", "--reason", "completed", "--note",
         "Left.")  # fmt: skip
    assert due(made, "2023-04-01") == [("quarter", 1, "2023-04-01")]


def test_a_system_of_another_program_keeps_no_wioa_clocks(
    made: Made, leaver: Any
) -> None:
    """ISETS owes worksite milestones and planned contacts only."""
    who = leaver(profile="isets")

    assert last_line(made, who) == ("not-applicable", "complete")
    assert due(made, "2024-06-30") == []
    made("followup", "add", who, "--due", "2022-11-02")
    assert last_line(made, who) == ("not-entered", "not-complete")


def test_the_index_of_due_dates_is_what_the_rules_say(
    made: Made, leaver: Any, wioatrack: Any
) -> None:
    """`db check` holds one against the other after everything that moves a date."""
    who = leaver()
    made("employment", "add", who, *TARGET, "--start", "2022-10-03", "--end",
         "2022-10-04")  # fmt: skip
    planned = made("followup", "add", who, "--due", "2022-11-02")
    made("followup", "done", planned["id"], "--outcome", "declined")
    made("application", "edit", who, "--program", "WIOA Adult")

    result = wioatrack("db", "check", "--json", code=0)
    assert "due" not in json.loads(result.stdout).get("wrong", "")
    assert made("followup", "renew")["applications_renewed"] == 0


@pytest.mark.covers("OUT-65")
def test_staff_of_another_place_see_none_of_it(
    made: Made, leaver: Any, wioatrack: Any
) -> None:
    """What is not theirs to see is not there."""
    planned = made("followup", "add", leaver(), "--due", "2022-11-02")
    made("user", "add", "loc", "--role", "staff", "--location", "Elsewhere")

    wioatrack("followup", "done", planned["id"], "--outcome", "reached", user="loc",
              code=3, says="There is no followup 1.")  # fmt: skip
    assert made("followup", "due", as_of="2024-06-30", user="loc") == []


def test_contacts_go_by_the_file_and_come_back(
    made: Made, leaver: Any, wioatrack: Any, tmp_path: Any
) -> None:
    """Made ones with their day, outcome and note; open ones as planned."""
    who = leaver()
    made("followup", "add", who, "--due", "2022-11-02", "--about", "x")
    first = made("followup", "add", who, "--quarter", 1, "--due", "2023-01-04")
    made("followup", "done", first["id"], "--outcome", "reached", "--date", "2023-01-05",
         "--note", "All well.")  # fmt: skip
    out = wioatrack("export", "followup", code=0).stdout
    notes = wioatrack("export", "note", code=0).stdout
    assert "All well." in out and "All well." not in notes
    wioatrack("undo", code=0)
    wioatrack("undo", code=0)
    wioatrack("undo", code=0)
    assert made("followup", "list", who) == []

    file = tmp_path / "contacts.csv"
    file.write_text(out)
    wioatrack("import", "followup", file, code=0)

    rows = [(r["due"], r["quarter"], r["about"], r["outcome"], r["closed_on"])
            for r in made("followup", "list", who)]  # fmt: skip
    assert rows == [
        ("2022-11-02", None, "x", None, None),
        ("2023-01-05", 1, None, "reached", "2023-01-05"),
    ]
    assert wioatrack("export", "followup", code=0).stdout == out


def test_why_explains_both_clocks_and_every_quarter(made: Made, leaver: Any) -> None:
    """The facts and the dated values that each answer was read from."""
    who = leaver()
    planned = made("followup", "add", who, "--due", "2022-11-02")
    job = made("employment", "add", who, *TARGET, "--start", "2022-10-03", "--current")

    clocks = made("rules", "why", "followup", planned["id"])["rules"]
    jobs = made("rules", "why", "employment", job["id"])["rules"]

    assert [r["rule"] for r in clocks] == [
        "followup.service-window", *["followup.quarter-collected"] * 4
    ]  # fmt: skip
    used = {one["parameter"]: one["value"] for one in clocks[0]["used"]}
    assert used == {"followup.service-from": "exit", "followup.service-months": 12}
    assert [r["verdict"] for r in jobs if r["rule"] == "employment.in-quarter"] == [
        "met", "met", "met", "incomplete",
    ]  # fmt: skip
