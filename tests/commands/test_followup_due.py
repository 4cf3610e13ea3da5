"""`wioatrack followup due`: what a cron job runs"""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

GUIDE = ("2022-09-07", "2022-10-07", "2022-11-06", "2023-02-04", "2023-05-05")
WIOATRACK = Path(sys.executable).with_name("wioatrack")


@pytest.fixture
def placed(made, person):
    """`placed("2022-08-08")` is the placement of a new person that started then."""
    job = None

    def placed(start="2022-08-08", **application):
        nonlocal job
        who = person("isets", **({"participation_date": "2021-07-01"} | application))
        goal = made("goal", "add", who, "--statement", "Work", "--category",
                    "career-plan", "--term", "short")["id"]  # fmt: skip
        if job is None:
            employer = made("employer", "add", "--name", "Eagles Range")["id"]
            site = made("worksite", "add", "--employer", employer, "--name", "Range")
            job = made("job", "add", "--worksite", site["id"], "--title", "Grounds",
                       "--openings", 50, "--hourly-wage", "15")["id"]  # fmt: skip
        return made("placement", "add", who, "--activity", "CW", "--job", job, "--goal",
                    goal, "--status", "started", "--start", start, "--planned-end",
                    "2026-12-31", "--hours", 20, "--subsidized-wage", 12, "--position",
                    "part-time", as_of=start)  # fmt: skip

    return placed


@pytest.fixture
def due(made):
    """The due dates on a day, as JSON."""

    def due(on, *words, **more):
        return made("followup", "due", *words, as_of=on, **more)

    return due


@pytest.mark.covers("IS-98")
@pytest.mark.fault(44)
def test_the_guides_five_days_are_due_one_after_another(placed, due):
    """Nothing the day before the first; on the fifth all five, longest overdue first."""
    placed()

    assert due("2022-09-06") == []
    for number, day in enumerate(GUIDE, start=1):
        assert [row["due_date"] for row in due(day)] == list(GUIDE[:number])
    last = due("2023-05-05")
    assert [row["days_overdue"] for row in last] == [240, 210, 180, 90, 0]
    assert last[0] | {"record": 1} == {
        "participant": "3913801",
        "application": "314901",
        "kind": "worksite",
        "milestone": 30,
        "due_date": "2022-09-07",
        "days_overdue": 240,
        "fix": "wioatrack placement verify 1 --milestone 30",
        "record": 1,
        "band": "overdue",
    }


@pytest.mark.covers("IS-98")
def test_a_sixth_is_due_where_the_dated_schedule_has_one(placed, due):
    """From 2025 on job retention runs to day 365; before, it ended at 270."""
    placed("2024-12-31")
    placed("2025-01-01")

    days = [row["due_date"] for row in due("2026-12-31")]

    assert len(days) == 11
    assert days[-1] == "2026-01-01"


def test_bands_tell_how_near_a_day_is(placed, due):
    """Overdue, due today, soon within seven days, later."""
    placed("2022-09-07")
    placed("2022-09-14")
    placed("2022-09-15")
    placed("2022-09-06")

    rows = due("2022-10-07", "--within", 8)

    assert [row["band"] for row in rows] == ["overdue", "due", "soon", "later"]
    assert [row["days_overdue"] for row in rows] == [1, 0, 0, 0]


def test_within_looks_ahead_by_so_many_days(placed, due):
    """The last day is counted in."""
    placed()

    assert due("2022-09-06", "--within", 0) == []
    assert len(due("2022-09-06", "--within", 1)) == 1


@pytest.mark.fault(97)
def test_silence_when_nothing_is_due(wioatrack, placed):
    """No output, no error, exit 0, also with --exit-code; JSON is an empty list."""
    placed()
    run = {"as_of": "2022-09-06", "code": 0}

    for words in ((), ("--exit-code",), ("--csv",)):
        result = wioatrack("followup", "due", *words, **run)
        assert (result.stdout, result.stderr) == ("", "")
    assert wioatrack("followup", "due", "--json", **run).stdout == "[]\n"


def test_exit_code_7_when_something_is(wioatrack, placed):
    """Only when it is asked for."""
    placed()

    wioatrack("followup", "due", as_of="2022-09-07", code=0)
    wioatrack("followup", "due", "--exit-code", as_of="2022-09-07", code=7,
              says="worksite 30 2022-09-07 0")  # fmt: skip


@pytest.mark.fault(97)
def test_names_are_shown_only_when_asked_for(wioatrack, placed):
    """Cron mail holds ids and counts."""
    placed()

    plain = wioatrack("followup", "due", as_of="2022-09-07", code=0).stdout
    named = wioatrack("followup", "due", "--names", as_of="2022-09-07", code=0).stdout

    assert "3913801" in plain
    assert "Flores" not in plain
    assert "Flores, Manny" in named


@pytest.mark.covers("IS-100")
def test_what_is_verified_is_due_no_more_until_it_is_undone(
    made, wioatrack, placed, due
):
    """The index follows every write, an undo and an edit of the case included."""
    placement = placed()
    done = made("placement", "verify", placement["id"], "--milestone", 30)

    assert due("2022-09-30") == []
    wioatrack("undo", done["undo"], code=0)
    assert len(due("2022-09-30")) == 1
    made("participant", "edit", "3913801", "--state-id", "8")
    made("application", "edit", "314901", "--number", "77")
    (row,) = due("2022-09-30")
    assert (row["participant"], row["application"]) == ("8", "77")


@pytest.mark.covers("IS-94")
def test_statuses_move_what_is_due(made, placed, due):
    """As a placement or as a service; unsuccessful makes moot, successful does not."""
    one, two = placed(), placed()
    made("service", "update", one["service_id"], "--status", "unsuccessful", "--end",
         "2022-10-07")  # fmt: skip
    made("placement", "update", two["id"], "--status", "successful", "--end",
         "2022-10-07")  # fmt: skip

    rows = due("2023-12-31")

    assert [row["record"] for row in rows] == [1, 2, 1, 2, 2, 2, 2]


def test_staff_see_what_is_due_at_their_locations(made, wioatrack, placed, due):
    """By office or provider, whatever the case; a placement moves with its case."""
    placed(provider="Asian Human Services", office="North")
    placed(provider="Phalanx", office="South")
    for name, place in (("kim", "NORTH"), ("sam", "phalanx"), ("pat", "West")):
        wioatrack("user", "add", name, "--role", "staff", "--location", place, code=0)

    assert [row["application"] for row in due("2022-09-07", user="kim")] == ["314901"]
    assert [row["application"] for row in due("2022-09-07", user="sam")] == ["314902"]
    assert due("2022-09-07", user="pat") == []
    made("application", "edit", "314901", "--office", "West")
    assert due("2022-09-07", user="kim") == []
    assert len(due("2022-09-07", user="pat")) == 1


def test_a_calendar_file_without_names(wioatrack, placed, tmp_path):
    """Folded at 75 octets, CRLF, the same UID every time."""
    placed(number="Ä" * 60)
    file = tmp_path / "due.ics"
    ask = ("followup", "due", "--within", 400, "--ics", file)

    wioatrack(*ask, as_of="2022-09-07", code=0)
    first = file.read_bytes()
    wioatrack(*ask, as_of="2022-09-08", code=0)
    uids = re.compile(rb"UID:(\S+)")

    assert first.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert max(map(len, first.split(b"\r\n"))) <= 75
    unfolded = first.replace(b"\r\n ", b"").decode()
    assert f"application {'Ä' * 60}" in unfolded
    assert "Flores" not in unfolded
    assert "DTSTART;VALUE=DATE:20220907" in unfolded
    assert len(set(uids.findall(first))) == 5
    assert uids.findall(first) == uids.findall(file.read_bytes())
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("ask", [("followup", "due"), ("agenda",)])
def test_a_calendar_without_a_due_date_is_not_written(wioatrack, tmp_path, ask):
    """RFC 5545 wants an event in each; it is said, and an older file stands."""
    file = tmp_path / "due.ics"
    file.write_text("older")

    told = wioatrack(*ask, "--ics", file, code=0)

    assert file.read_text() == "older"
    assert told.stdout == ""
    assert "Nothing is due" in told.stderr


@pytest.mark.parametrize("name", [".", "", "/"])
def test_a_calendar_needs_the_name_of_a_file(wioatrack, placed, name):
    """A folder alone is a word that cannot be used."""
    placed()

    wioatrack("followup", "due", "--within", 400, "--ics", name or "./",
              as_of="2022-09-07", code=2, says="is no name of a file")  # fmt: skip
    wioatrack("report", "caseload", "--html", name or "./", code=2,
              says="is no name of a file")  # fmt: skip
    wioatrack("plan", "print", "314901", "--out", name, code=2,
              says="is no name of a file")  # fmt: skip


def test_csv_has_the_columns_of_the_contract(wioatrack, placed):
    """In their order."""
    placed()

    text = wioatrack("followup", "due", "--csv", as_of="2022-09-07", code=0).stdout

    columns = next(csv.reader(io.StringIO(text)))
    assert columns[:7] == ["participant", "application", "kind", "milestone", "due_date",
                           "days_overdue", "fix"]  # fmt: skip


def test_the_check_proves_the_index_and_renew_mends_it(wioatrack, made, placed, db):
    """What is missing, doubled or moved in the index is found, and written anew."""
    import sqlite3

    placed()
    for harm in (
        "DELETE FROM open_due WHERE milestone = 90",
        "UPDATE open_due SET due_date = '2022-09-08' WHERE milestone = 30",
        "INSERT INTO open_due (application_id, kind, record_id, milestone, due_date, "
        "participant, application) VALUES (1, 'worksite', 1, 40, '2022-09-17', 'x', 'y')",
    ):
        with sqlite3.connect(db) as raw:
            raw.execute(harm)
        answer = json.loads(wioatrack("db", "check", "--json", code=5).stdout)
        assert [flaw["what"] for flaw in answer["flaws"]] == ["due-dates"]
        assert made("followup", "renew")["applications_renewed"] == 1
        wioatrack("db", "check", code=0)


@pytest.mark.parametrize("seed", range(3))
def test_no_order_of_writes_puts_the_index_wrong(wioatrack, made, placed, seed):
    """Statuses, verifications, moves and undos at random: it equals the rules."""
    import random

    chance = random.Random(seed)
    one, two = placed(), placed("2022-10-01", office="South")
    ends = ("--end", "2022-12-01")
    places = [("--office", name) for name in ("North", "South")]

    def write():
        placement = chance.choice((one, two))
        noun, id = chance.choice(
            [("placement", placement["id"]), ("service", placement["service_id"])]
        )
        status = chance.choice(["started", "successful", "unsuccessful"])
        number = chance.choice((30, 60, 90, 180))
        chance.choice(
            [
                lambda: wioatrack(noun, "update", id, "--status", status, *ends),
                lambda: wioatrack("placement", "verify", placement["id"], "--milestone",
                                  number),
                lambda: wioatrack("undo"),
                lambda: wioatrack("application", "edit", placement["application"],
                                  *chance.choice(places)),
                lambda: wioatrack("service", "bulk", "--activity", "CW", "--set-status",
                                  status, *ends),
            ]
        )()  # fmt: skip

    for _ in range(12):
        write()
        answer = json.loads(wioatrack("db", "check", "--json").stdout)
        assert answer["flaws"] == []


@pytest.mark.fault(41)
@pytest.mark.fault(91)
def test_cron_runs_it_without_an_environment(placed, db):
    """`env -i`: no HOME, no PATH, no USER; options say what the environment would."""
    placed()
    words = ("--db", db, "--user", "ore", "--as-of", "2022-09-07", "followup", "due")

    done = subprocess.run(
        [WIOATRACK, *map(str, words), "--exit-code"],
        env={},
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert (done.returncode, done.stderr) == (7, "")
    assert "wioatrack placement verify 1 --milestone 30" in done.stdout
    assert os.environ.get("WIOATRACK_DB") is None
