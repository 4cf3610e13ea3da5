"""`wioatrack agenda`, its digest, and what a bare `wioatrack` shows."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

NONE = ("--provider", "none", "--no-credential")
MARKED = "\\<b\\>\\*7\\*\\|\\`x\\`\\</b\\>"
COLUMNS = ["participant", "application", "kind", "milestone", "due_date",
           "days_overdue", "fix"]  # fmt: skip


@pytest.fixture
def agenda(made):
    """The rows of one kind on a day."""

    def agenda(kind: str, as_of: str, *more: str) -> list[dict]:
        return made("agenda", "--kind", kind, *more, as_of=as_of)

    return agenda


def test_nothing_due_is_silent(wioatrack):
    """For cron: exit 0 and not a byte; with --json an empty list."""
    quiet = wioatrack("agenda", "--exit-code", code=0)

    assert quiet.output == ""
    assert json.loads(wioatrack("agenda", "--json", code=0).stdout) == []


@pytest.mark.parametrize(
    ("as_of", "there"),
    [("2016-08-31", True), ("2017-08-31", True), ("2017-09-01", False)],
)
def test_a_credential_deadline_stays_until_it_passes(
    person, made, agenda, as_of, there
):
    """Exit 31 August 2016: on the agenda from then to 31 August 2017."""
    who = person("cook")
    made("exit", "early", who, "--date", "2016-08-31", "--reason", "moved",
         "--note", "Moved away.")  # fmt: skip

    rows = agenda("credential", as_of)

    assert [row["due_date"] for row in rows] == ["2017-08-31"] * there
    if there:
        assert rows[0]["fix"].startswith(f"wioatrack credential add {who} ")
        made("credential", "add", who, "--type", "bachelor-degree", "--date",
             "2016-09-01", "--source", "copy-of-degree", "--issuer", "DePaul",
             "--name", "Bachelor", "--note", "Attained.", "--service",
             made("service", "add", who, "--activity", "300", "--status",
                  "successful", "--start", "2016-07-02", "--end", "2016-08-01",
                  "--provider", "none")["id"])  # fmt: skip
        assert agenda("credential", as_of) == []


def test_who_can_earn_no_credential_has_no_deadline(person, made, agenda):
    """Services that lead to none, or that say none was earned; so does a death."""
    for activity in ("301", "300"):
        who = person("cook")
        made("service", "add", who, "--activity", activity, "--status", "successful",
             "--start", "2022-08-01", "--end", "2023-02-28", *NONE)  # fmt: skip
        made("exit", "record", who, "--date", "2023-02-28")
    gone = person("cook")
    made("exit", "record", gone, "--date", "2023-02-28", "--reason", "deceased")

    assert agenda("credential", "2023-06-30") == []


@pytest.mark.parametrize(
    ("as_of", "band"),
    [("2023-04-29", None), ("2023-04-30", "later"), ("2023-05-23", "soon"),
     ("2023-05-30", "due"), ("2023-05-31", "overdue")],
)  # fmt: skip
def test_days_without_service_come_up_while_there_is_time(
    person, made, agenda, as_of, band
):
    """Last service 1 March: from day 60 on the agenda, due on day 90."""
    who = person("cook")
    made("service", "add", who, "--activity", "102", "--status", "successful",
         "--start", "2023-01-09", "--end", "2023-03-01", *NONE)  # fmt: skip

    rows = agenda("inactivity", as_of)

    assert [row["band"] for row in rows] == ([band] if band else [])
    if band:
        assert rows[0]["due_date"] == "2023-05-30"
        assert f"exit record {who} --date 2023-03-01" in rows[0]["fix"]


def test_an_open_or_planned_service_stops_that_clock(person, made, agenda):
    """Support alone does not."""
    for activity, status in (("301", "started"), ("301", "planned")):
        who = person("cook")
        made("service", "add", who, "--activity", "102", "--status", "successful",
             "--start", "2023-01-09", "--end", "2023-01-31", *NONE)  # fmt: skip
        days = ["--start", "2023-02-01"] if status == "started" else []
        made("service", "add", who, "--activity", activity, "--status", status, *days,
             "--planned-start", "2023-07-15", *NONE)  # fmt: skip
    supported = person("isets")
    made("service", "add", supported, "--activity", "JST", "--status", "successful",
         "--start", "2023-01-09", "--end", "2023-01-31", *NONE)  # fmt: skip
    made("service", "add", supported, "--activity", "Clothing", "--status", "started",
         "--start", "2023-01-10", *NONE)  # fmt: skip

    [row] = agenda("inactivity", "2023-06-30")

    assert row["application"] == supported


def test_a_gain_is_owed_in_each_program_year_of_training(person, made, agenda):
    """Until one is on file; the last day is 30 June, and July asks anew."""
    who = person("cook")
    made("service", "add", who, "--activity", "300", "--status", "started",
         "--start", "2022-08-22", *NONE)  # fmt: skip

    [row] = agenda("gain", "2023-03-03")
    assert (row["due_date"], row["band"]) == ("2023-06-30", "later")
    assert row["fix"].startswith(f"wioatrack msg check {who}")
    assert agenda("gain", "2022-08-21") == []

    made("msg", "add", who, "--type", "milestone", "--date", "2023-06-30",
         "--satisfactory", "--established", "2022-08-01")  # fmt: skip
    assert agenda("gain", "2023-06-30") == []
    assert agenda("gain", "2023-07-01")[0]["due_date"] == "2024-06-30"


def test_overrides_wait_and_plans_are_owed(person, made, agenda):
    """Each from its own day, with the command that settles it."""
    who = person("isets")
    made("goal", "add", who, "--statement", "Find work", "--category",
         "career-plan", "--term", "short", as_of="2023-06-01")  # fmt: skip
    goal = made("goal", "list", who)[-1]["id"]
    made("service", "add", who, "--activity", "JST", "--status", "started",
         "--start", "2023-06-01", as_of="2023-06-01")  # fmt: skip
    clothing = made("service", "add", who, "--activity", "Clothing", "--status",
                    "started", "--start", "2023-06-01", "--goal", goal,
                    as_of="2023-06-01")["id"]  # fmt: skip
    made("payment", "add", clothing, "--method", "check", "--date", "2023-06-02",
         "--amount", "280", "--paid-by", "snap-et")  # fmt: skip
    asked = made("override", "request", clothing, "--amount", "50", "--reason",
                 "Boots", as_of="2023-06-05")["id"]  # fmt: skip

    [waiting] = agenda("override", "2023-06-30")
    [plan] = agenda("plan", "2023-06-30")

    assert (waiting["due_date"], waiting["days_overdue"]) == ("2023-06-05", 25)
    assert waiting["fix"] == f"wioatrack override review {asked} --decision DECISION"
    assert plan["due_date"] == "2023-06-01"
    assert plan["fix"] == f"wioatrack plan agree {who} --how HOW"
    made("plan", "agree", who, "--how", "online", "--date", "2023-06-30")
    assert agenda("plan", "2023-06-30") == []


def test_weeks_wait_to_be_verified_from_their_last_day(person, made, agenda):
    """A week of Sunday 4 June is due on Saturday 10 June."""
    who = person("isets", provider="Asian Human Services")
    service = made("service", "add", who, "--activity", "JST", "--status", "started",
                   "--start", "2023-06-01", "--planned-end", "2023-07-31")["id"]  # fmt: skip
    made("attendance", "record", service, "--day", "2023-06-06", "--in", "09:00",
         "--out", "12:00")  # fmt: skip

    assert agenda("attendance", "2023-06-09") == []
    [row] = agenda("attendance", "2023-06-10")
    assert row["fix"] == f"wioatrack attendance verify {service} --week 2023-06-04"
    made("attendance", "verify", service, "--week", "2023-06-04", as_of="2023-06-10")
    assert agenda("attendance", "2023-06-10") == []


def test_records_that_nobody_touched_come_up_after_14_days(person, made, agenda):
    """A case note is a touch; a week later it is not due again."""
    who = person("cook")
    [row] = agenda("untouched", "2023-07-14")
    assert row["due_date"] == "2023-07-14"
    assert agenda("untouched", "2023-07-13") == []

    made("note", "add", who, "--date", "2023-07-10", "--message", "Called.",
         as_of="2023-07-10")  # fmt: skip
    assert agenda("untouched", "2023-07-23") == []
    assert agenda("untouched", "2023-07-24")[0]["due_date"] == "2023-07-24"


@pytest.fixture
def busy(person, made):
    """Two offices, three clocks: two of inactivity, one of a gain."""
    first = person("cook", office="North Center")
    for who in (first, person("worknet", office="South Center")):
        made("service", "add", who, "--activity", "102", "--status", "successful",
             "--start", "2023-01-09", "--end", "2023-03-01", *NONE)  # fmt: skip
    made("service", "add", first, "--activity", "301", "--status", "unsuccessful",
         "--start", "2023-01-09", "--end", "2023-02-01", *NONE)  # fmt: skip
    return first


def test_the_columns_are_those_of_followup_due_and_the_overdue_come_first(
    busy, made, wioatrack
):
    """By due date, then by application."""
    rows = made("agenda")

    assert list(rows[0])[:7] == COLUMNS
    assert [(row["kind"], row["due_date"]) for row in rows] == [
        ("inactivity", "2023-05-30"), ("inactivity", "2023-05-30"),
        ("gain", "2023-06-30"),
    ]  # fmt: skip
    plain = wioatrack("agenda", "--csv", code=0).stdout.splitlines()
    assert plain[0].startswith(",".join(COLUMNS))


@pytest.mark.parametrize(
    ("filters", "rows"),
    [(["--office", "south"], 1), (["--profile", "cook"], 2), (["--kind", "gain"], 1),
     (["--band", "overdue"], 2), (["--band", "due"], 1), (["--band", "soon"], 0),
     (["--staff", "nan"], 2), (["--staff", "ore"], 3), (["--limit", "1"], 1)],
)  # fmt: skip
def test_filters_narrow_it(busy, made, filters, rows):
    """By office, profile, kind, band, and whose participants a staff member sees."""
    made("user", "add", "nan", "--role", "staff", "--location", "North Center")

    assert len(made("agenda", *filters)) == rows


def test_staff_are_shown_the_participants_of_their_locations(busy, made, wioatrack):
    """And a customer nothing at all."""
    made("user", "add", "nan", "--role", "staff", "--location", "South Center")
    made("user", "add", "cus", "--role", "customer", "--participant", "3913801")

    rows = json.loads(wioatrack("agenda", "--json", user="nan", code=0).stdout)

    assert len(rows) == 1
    wioatrack("agenda", user="cus", code=4, says="Role customer may not")
    wioatrack("agenda", "--staff", "nobody", code=3, says="'nobody'")
    wioatrack("agenda", "--band", "late", code=2, says="'late'")


def test_the_exit_code_speaks_only_of_what_is_due(person, made, wioatrack):
    """What is shown ahead of its day is not due yet."""
    who = person("cook")
    made("service", "add", who, "--activity", "102", "--status", "successful",
         "--start", "2023-01-09", "--end", "2023-03-01", *NONE, as_of="2023-05-20")  # fmt: skip

    shown = wioatrack("agenda", "--exit-code", as_of="2023-05-29", code=0)

    assert "inactivity" in shown.stdout
    wioatrack("agenda", "--exit-code", "--within", "1", as_of="2023-05-29", code=7,
              says="inactivity – 2023-05-30 0")  # fmt: skip
    wioatrack("agenda", "--exit-code", as_of="2023-05-30", code=7,
              says="inactivity – 2023-05-30 0")  # fmt: skip


def test_counts_calendar_and_digest_tell_the_same(busy, made, wioatrack, tmp_path):
    """Three renderings of one list; files are the owner's alone."""
    counts = {row["kind"]: row for row in made("agenda", "--counts")}
    assert counts["inactivity"]["overdue"] == 2
    assert counts["gain"]["all"] == 1

    ics, digest = tmp_path / "due.ics", tmp_path / "week.md"
    wioatrack("agenda", "--ics", ics, "--digest", digest, code=0)

    assert ics.read_text().count("BEGIN:VEVENT") == 3
    told = digest.read_text()
    assert told.startswith("# Agenda from 2023-06-30 to 2023-07-07\n")
    assert "| inactivity | 2 | 0 | 0 | 0 | 2 |" in told
    assert told.count("- [ ] ") == 3
    assert f"application {busy}" in told
    assert "Manny" not in told
    assert digest.stat().st_mode & 0o777 == 0o600


def test_a_digest_takes_no_markup_from_an_application_number(person, made, tmp_path):
    """What was typed stays words, in Markdown and in HTML."""
    person("cook", number="<b>*7*|`x`</b>")
    digest = tmp_path / "week.md"

    made("agenda", "--digest", digest, as_of="2024-01-31")

    [item] = [line for line in digest.read_text().splitlines() if "- [ ]" in line]
    assert f"application {MARKED}" in item
    assert item.count("`") - item.count("\\`") == 2


def test_cron_runs_it_with_an_empty_environment(busy, db: Path, wioatrack):
    """No PATH, no HOME, no terminal: options alone are enough, and 7 is the code."""
    program = [
        sys.executable,
        "-I",
        "-m",
        "wioatrack",
        "--db",
        str(db),
        "--user",
        "ore",
    ]

    due = subprocess.run(
        ["env", "-i", *program, "--as-of", "2023-06-30", "agenda", "--exit-code"],
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    quiet = subprocess.run(
        ["env", "-i", *program, "--as-of", "2022-01-01", "agenda", "--exit-code"],
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip

    assert (due.returncode, due.stderr) == (7, "")
    assert len(due.stdout.splitlines()) == 4
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


def at_a_terminal(db: Path, *words: str) -> str:
    environment = {**os.environ, "WIOATRACK_DB": str(db), "WIOATRACK_USER": "ore",
                   "WIOATRACK_AS_OF": "2023-06-30", "COLUMNS": "200"}  # fmt: skip
    child = pexpect.spawn(
        sys.executable, ["-m", "wioatrack", *words], env=environment, encoding="utf-8",
        timeout=30, dimensions=(50, 200),
    )  # fmt: skip
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    return str(child.before)


def test_bare_it_shows_todays_agenda_at_a_terminal(busy, db: Path):
    """With the counts at a glance."""
    shown = at_a_terminal(db)

    assert "2 inactivity, 1 gain" in shown
    assert "2023-05-30" in shown


@pytest.mark.parametrize("words", [(), ("agenda",)])
def test_at_a_terminal_counts_come_first_and_people_have_names(
    busy, db: Path, words: tuple[str, ...]
):
    """What there is at a glance before a long list; a script reads ids alone."""
    shown = at_a_terminal(db, *words)
    lines = [line for line in shown.splitlines() if line.strip()]

    assert lines[0].startswith("2 inactivity, 1 gain")
    assert "Flores, Manny" in shown
    assert "Flores" not in at_a_terminal(db, "agenda", "--no-names")
    assert "Flores" not in at_a_terminal(db, "agenda", "--json")
    assert "Flores" not in at_a_terminal(db, "agenda", "--csv")


def test_names_are_sorted_and_searched_where_they_are_shown(busy, wioatrack):
    """Without them a name is no field to sort by, and finds nothing."""

    def listed(*words, code=0):
        return wioatrack("agenda", "--csv", *words, code=code).stdout.splitlines()

    everything = listed("--names")
    assert listed("--names", "--search", "flores") == everything
    assert listed("--search", "flores") == []
    assert sorted(listed("--names", "--sort", "name")) == sorted(everything)
    wioatrack("agenda", "--sort", "name", code=2, says="--sort: there is no")


def test_bare_without_a_database_it_says_how_to_start(tmp_path: Path):
    """And makes none by accident."""
    shown = at_a_terminal(tmp_path / "none.db")

    assert "wioatrack init" in shown
    assert not (tmp_path / "none.db").exists()


def test_bare_elsewhere_it_prints_its_help(run):
    """A script that forgot its command reads what there is."""
    assert "Usage:" in run(code=0).stdout
