"""No listing shows staff of one location the participants of another."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from wioatrack.actions.batches.register import NOUNS
from wioatrack.cli import app
from wioatrack.commands import COMMANDS, GROUPS

TODAY = "2023-06-30"
OURS, THEIRS = "east", "west"
Run = Callable[..., Any]
# What a listing is asked for with, where it needs a word: part of the other's name.
WORDS = {"text": THEIRS, "noun": "service", "name": "goal-status"}
FOUND = {"credential lookup": "Dental Hygienist"}
NEEDED = {"attendance group": ("--activity", "BE", "--week", TODAY)}
# Whose record a command takes by its id; the rest take none of a participant.
RECORD_OF = {
    "service": "service",
    "attendance": "service",
    "placement": "placement",
    "credential": "credential",
    "override": "override",
    "document": "document",
}
READING = {"show", "history", "list", "week", "check", "badge", "clocks", "quarters",
           "needs", "log", "export", "recommend", "match", "totals", "summary",
           "outbox"}  # fmt: skip


def every_command() -> dict[str, Any]:
    """Each command by its words."""
    program: Any = typer.main.get_command(app)
    found = {}
    for noun in [*COMMANDS, *GROUPS]:
        command = program.get_command(None, noun)
        if hasattr(command, "list_commands"):
            for verb in command.list_commands(None):
                found[f"{noun} {verb}"] = command.get_command(None, verb)
        else:
            found[noun] = command
    return found


ALL = every_command()
ARGUMENTS = {
    name: [
        (p.name, p.required) for p in command.params if p.param_type_name == "argument"
    ]
    for name, command in ALL.items()
}
LISTINGS = [
    name
    for name, command in ALL.items()
    if any("--csv" in parameter.opts for parameter in command.params)
    and not {"who", "person", "record_id"} & {n for n, must in ARGUMENTS[name] if must}
]
# Its code says that no mail server is set up; whatever it says, it names nobody.
SENDS = "note send"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A database with one participant here, one there, and everything on file of both."""
    home = tmp_path_factory.mktemp("sight")
    runner = CliRunner()

    def run(*words: object, user: str = "ore", code: int | None = None) -> Any:
        environment = {
            "WIOATRACK_DB": str(home / "cases.db"),
            "WIOATRACK_USER": user,
            "WIOATRACK_AS_OF": TODAY,
        }
        result = runner.invoke(app, [str(word) for word in words], env=environment)
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            words
        )
        if code is not None:
            assert result.exit_code == code, (words, result.output)
        return result

    run("init", "--profile", "isets", code=0)
    run(
        "user",
        "add",
        "staff",
        "--role",
        "staff",
        "--location",
        f"{OURS} office",
        code=0,
    )
    files = {place: home / f"{place}.txt" for place in (OURS, THEIRS)}
    records = {place: filled(run, place, files[place]) for place in (OURS, THEIRS)}
    run("user", "add", "customer", "--role", "customer", "--participant", f"{OURS}-1",
        code=0)  # fmt: skip
    run("user", "add", "other", "--role", "customer", "--participant", f"{THEIRS}-1",
        code=0)  # fmt: skip
    run.records = records  # type: ignore[attr-defined]
    return run


def filled(run: Run, place: str, file: Path) -> dict[str, int]:
    """Something of every kind for one person; the ids of what can be asked for."""
    who = f"{place}-app"
    file.write_text(f"{place} paper\n", encoding="utf-8")

    def made(*words: object) -> int:
        answer = json.loads(run(*words, "--json", code=0).stdout)
        return int(answer.get("id") or 0)

    made("participant", "add", "--state-id", f"{place}-1", "--first-name", place,
         "--last-name", place, "--group", place)  # fmt: skip
    made("application", "add", f"{place}-1", "--number", who, "--application-date",
         "2023-01-09", "--office", f"{place} office", "--provider", place)  # fmt: skip
    goal = made("goal", "add", who, "--statement", place, "--category", "career-plan",
                "--term", "short", "--status", "off-track")  # fmt: skip
    service = made("service", "add", who, "--activity", "BE", "--goal", goal, "--status",
                   "started", "--start", "2023-01-10", "--planned-end", "2023-12-01",
                   "--note", place)  # fmt: skip
    support = made("service", "add", who, "--activity", "Housing/Utilities", "--goal",
                   goal, "--status", "started", "--start", "2023-02-01")  # fmt: skip
    payment = made("payment", "add", support, "--subtype", "housing-utilities", "--method", "check",
         "--date", "2023-02-02", "--amount", "475", "--paid-by", "snap-et")  # fmt: skip
    override = made("override", "request", support, "--amount", "25", "--reason", place)
    made("attendance", "record", service, "--day", "2023-01-10", "--in", "08:00", "--out",
         "12:00")  # fmt: skip
    made("assessment", "add", who, "--name", place, "--date", "2023-01-11")
    made("assessment", "needs", who, "--skill", place)
    made("pathway", "set", who, "--pathway", place)
    made("plan", "request", who)
    document = made("document", "add", file, "--who", who)
    msg = made("msg", "add", who, "--type", "milestone", "--date", "2023-06-01", "--comment",
         place, "--established", "2023-01-10", "--satisfactory", "--document",
         document)  # fmt: skip
    credential = made("credential", "add", who, "--type", "occupational-certification",
                      "--name", place, "--institution", place, "--source",
                      "copy-of-credential", "--date", "2023-06-01")  # fmt: skip
    made("note", "add", who, "--date", "today", "--message", place)
    employment = made("employment", "add", who, "--employer", place, "--title", place, "--start",
         "2023-06-05", "--city", place, "--state", "IL", "--zip", "60601", "--duties",
         place, "--hours", "40")  # fmt: skip
    made("story", "add", who, "--title", place, "--text", place)
    found = json.loads(run("provider", "list", "--json").stdout)
    if not found:
        made("provider", "add", "--name", "Third")
    referral = made("referral", "send", who, "--provider", "Third", "--message", place)
    site = made("employer", "add", "--name", f"Employer {goal}")
    site = made("worksite", "add", "--employer", site, "--name", f"Site {goal}")
    job = made("job", "add", "--worksite", site, "--title", "Cook", "--openings", "1",
               "--hourly-wage", "15")  # fmt: skip
    placement = made("placement", "add", who, "--activity", "TJ", "--job", job, "--goal",
                     goal, "--status", "started", "--start", "2023-03-01", "--planned-end",
                     "2023-12-01", "--hours", "20", "--minimum-wage", "13",
                     "--subsidized-wage", "13", "--employer-match", "2", "--position",
                     "part-time")  # fmt: skip
    followup = made("followup", "add", who, "--due", "2023-07-15")
    return {
        "goal": goal,
        "service": service,
        "payment": payment,
        "msg": msg,
        "employment": employment,
        "referral": referral,
        "override": override,
        "document": document,
        "credential": credential,
        "placement": placement,
        "followup": followup,
    }


@pytest.mark.covers("IS-03", "IS-04", "IS-70", "OUT-02")
@pytest.mark.parametrize("name", LISTINGS)
@pytest.mark.parametrize("user", ["staff", "customer"])
def test_a_listing_of_all_shows_only_ones_own(run: Run, name: str, user: str) -> None:
    """Whatever needs no WHO: our people or none, and never theirs."""
    words = [FOUND.get(name, WORDS[word]) for word, must in ARGUMENTS[name] if must]

    found = run(*name.split(), *words, *NEEDED.get(name, ()), "--json", user=user)

    said = found.output.casefold().replace(f"'{THEIRS}'", "")
    assert THEIRS not in said
    if name == SENDS:
        assert found.exit_code == 2
    elif user == "staff" or found.exit_code != 4:
        assert found.exit_code == 0, said
    else:
        assert "role customer may not" in said


@pytest.mark.parametrize(
    "name",
    ["participant list", "application list", "override list", "payment list",
     "placement list", "referral list", "followup due", "agenda", "log", "story list"],
)  # fmt: skip
def test_the_same_listings_show_ones_own(run: Run, name: str) -> None:
    """Otherwise nothing would have been tried."""
    found = run(*name.split(), "--json", user="staff")
    everything = run(*name.split(), "--json")

    assert OURS in found.output.casefold()
    assert THEIRS in everything.output.casefold()


def absent(found: Any, user: str) -> bool:
    """As if there were nobody, or nothing; a customer may be told that no role may."""
    error = json.loads(found.stdout)["error"]
    if found.exit_code == 4:
        return user == "customer" and error.startswith("Role customer may not")
    return found.exit_code == 3 and error.startswith(("No participant", "There is no"))


@pytest.mark.covers("IS-03", "IS-04")
@pytest.mark.parametrize("user", ["staff", "customer"])
def test_whoever_is_asked_for_by_name_is_not_there(run: Run, user: str) -> None:
    """Every question about one person: exit 3 as for nobody, or 4 for the role."""
    tried = 0
    for name, arguments in ARGUMENTS.items():
        asked = [argument for argument, _ in arguments]
        if name.split()[-1] in READING and asked[:1] in (["who"], ["person"]):
            words = [f"{THEIRS}-app"] + (["--iwds"] if name == "plan export" else [])
            found = run(*name.split(), *words, "--json", user=user)
            assert absent(found, user), (name, found.output)
            tried += 1
    assert tried > 25


@pytest.mark.covers("IS-03", "IS-04")
@pytest.mark.parametrize("user", ["staff", "customer"])
def test_whatever_is_asked_for_by_id_is_not_there(run: Run, user: str) -> None:
    """A record of somebody else is as absent as one that was never made."""
    tried = 0
    for name, arguments in ARGUMENTS.items():
        noun, _, verb = name.partition(" ")
        if verb in READING and arguments[:1] == [("record_id", True)]:
            if noun not in RECORD_OF:
                assert noun == "catalog", name
                continue
            records: Any = run.records  # type: ignore[attr-defined]
            words = ["--week", TODAY] if verb == "week" else []
            theirs = records[THEIRS][RECORD_OF[noun]]
            found = run(*name.split(), theirs, *words, "--json", user=user)
            assert absent(found, user), (name, found.output)
            tried += 1
    assert tried > 5


@pytest.mark.covers("IS-03", "IS-04")
@pytest.mark.parametrize("noun", sorted(NOUNS))
def test_an_export_holds_only_ones_own(run: Run, noun: str) -> None:
    """A file is a listing too."""
    found = run("export", noun, user="staff")

    if found.exit_code == 4:
        assert noun in {"catalog"} and "Role staff may not" in found.output
    else:
        assert found.exit_code == 0, found.output
    assert THEIRS not in found.output.casefold()


CHANGES = {
    "goal edit": ("--status", "complete"),
    "service update": ("--note", "x"),
    "service remove": (),
    "payment add": ("--subtype", "housing-utilities", "--method", "check", "--date",
                    TODAY, "--amount", "1", "--paid-by", "wioa"),
    "payment edit": ("--amount", "1"),
    "payment remove": (),
    "override request": ("--amount", "1", "--reason", "x"),
    "override edit": ("--amount", "1"),
    "override withdraw": (),
    "attendance record": ("--day", "2023-01-11", "--in", "08:00"),
    "attendance verify": ("--week", "2023-01-10"),
    "placement update": ("--note", "x"),
    "placement verify": ("--milestone", "30"),
    "placement remove": (),
    "msg edit": ("--comment", "x"),
    "credential edit": ("--name", "x"),
    "employment edit": ("--title", "x"),
    "referral reply": ("--reply", "accepted"),
    "payment again": ("--date", TODAY),
    "attendance reopen": ("--week", "2023-01-10", "--because", "x"),
    "placement payroll": ("--file", "payroll.csv"),
    "followup done": ("--outcome", "reached"),
    "credential decide": ("--skills", "industry", "--issuer-kind", "other"),
}  # fmt: skip
RECORD_CHANGED = RECORD_OF | {"payment": "payment", "msg": "msg", "goal": "goal",
                              "employment": "employment", "followup": "followup",
                              "referral": "referral"}  # fmt: skip
# What is added to a participant or a case, or changed in one.
ADDITIONS = {
    "participant edit": ("--phone", "1"),
    "application add": ("--number", "x", "--profile", "isets"),
    "application edit": ("--region", "x"),
    "goal add": ("--statement", "x", "--category", "career-plan", "--term", "short"),
    "plan populate": (),
    "plan request": (),
    "plan agree": ("--how", "online"),
    "plan print": ("--out", "plan.html"),
    "pathway set": ("--pathway", "x"),
    "referral send": ("--provider", "Third"),
    "service add": ("--activity", "BE"),
    "placement add": ("--activity", "TJ", "--job", "1", "--goal", "1", "--status", "started",
                      "--start", TODAY, "--planned-end", TODAY, "--hours", "20",
                      "--subsidized-wage", "13", "--position", "part-time"),
    "followup add": ("--due", TODAY),
    "assessment add": ("--name", "x"),
    "assessment summarize": ("--text", "x"),
    "msg add": ("--type", "diploma", "--date", TODAY),
    "credential add": ("--type", "occupational-certification", "--date", TODAY),
    "exit record": ("--date", TODAY),
    "exit early": ("--date", TODAY, "--reason", "moved", "--note", "x"),
    "exit void": ("--because", "x"),
    "employment add": ("--employer", "x", "--title", "x", "--start", TODAY, "--city", "x",
                       "--state", "IL", "--zip", "60601", "--duties", "x", "--hours",
                       "40"),
    "note add": ("--date", "today", "--message", "x"),
    "story add": ("--title", "x", "--text", "x"),
}  # fmt: skip
# Staff may do none of these, whosever the record is.
OF_OTHER_ROLES = {"override review", "participant purge", "program edit",
                  "program remove", "catalog edit", "catalog publish",
                  "catalog unpublish", "catalog archive"}  # fmt: skip


@pytest.mark.covers("IS-03", "IS-04")
@pytest.mark.parametrize("name", CHANGES)
def test_nobody_changes_what_is_not_theirs_to_see(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Exit 3 before any rule is asked."""
    monkeypatch.chdir(tmp_path)
    Path("payroll.csv").write_text("period_start,period_end,hours,wages\n")
    noun = "service" if name in ("payment add", "override request") else name.split()[0]
    records: Any = run.records  # type: ignore[attr-defined]
    theirs = records[THEIRS][RECORD_CHANGED[noun]]

    found = run(*name.split(), theirs, *CHANGES[name], "--json", user="staff")

    assert found.exit_code == 3, found.output
    assert json.loads(found.stdout)["error"].startswith("There is no ")


@pytest.mark.covers("IS-03", "IS-04")
@pytest.mark.parametrize("name", ADDITIONS)
def test_nobody_adds_to_whom_they_do_not_see(run: Run, name: str) -> None:
    """As if there were no such person, whatever is to be added."""
    found = run(
        *name.split(), f"{THEIRS}-app", *ADDITIONS[name], "--json", user="staff"
    )

    assert absent(found, "staff"), found.output


def test_every_command_that_changes_a_participants_record_is_tried() -> None:
    """A new one is named above, with what it has to be told."""
    changing = {
        name
        for name, arguments in ARGUMENTS.items()
        if arguments[:1] and arguments[0][0] in ("who", "person", "record_id")
        if arguments[0][1] and name.split()[-1] not in READING
    }

    assert changing ^ {*CHANGES, *ADDITIONS, *OF_OTHER_ROLES} == set()


@pytest.mark.covers("IS-03", "IS-04")
def test_a_cohort_is_ones_own_people(run: Run) -> None:
    """What is set for everybody is set for those whom the acting user sees."""
    found = run("service", "bulk", "--activity", "BE", "--hours", "7", "--dry-run",
                "--json", user="staff", code=0)  # fmt: skip

    assert json.loads(found.stdout)["people"] == 1
