"""Two real processes after the last opening of a job: exactly one is placed."""

import json
import os
import subprocess
import sys

import pytest

LONG = os.environ.get("WIOATRACK_LONG")
PAIRS = int(os.environ.get("WIOATRACK_TEST_PAIRS", "200" if LONG else "20"))
# Everything is imported before the line that both wait for, so that they do race; each
# process then runs one pair after another.
RACER = """
import json, os, sys
import sqlmodel
from typer.testing import CliRunner
from wioatrack.cli import app
import wioatrack.actions.placements, wioatrack.actions.due_dates
import wioatrack.models.plans, wioatrack.models.worksites
words = sys.argv[1:]
for line in sys.stdin:
    result = CliRunner().invoke(app, [*words, "--job", line.strip(), "--json"])
    print(json.dumps([result.exit_code, json.loads(result.stdout)]), flush=True)
"""


@pytest.fixture
def racers(made, person, db):
    """Two processes, each about to place its own person in whatever job it is told."""
    started = []
    for user in ("ore", "lee"):
        who = person("isets", participation_date="2021-07-01")
        goal = made("goal", "add", who, "--statement", "Work", "--category",
                    "career-plan", "--term", "short")["id"]  # fmt: skip
        words = ("placement", "add", who, "--activity", "CW", "--goal", goal, "--status",
                 "started", "--start", "2022-08-08", "--planned-end", "2023-05-05",
                 "--hours", 20, "--subsidized-wage", 12, "--position", "part-time")  # fmt: skip
        started.append(
            subprocess.Popen(
                [sys.executable, "-c", RACER, *map(str, words)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env=os.environ
                | {
                    "WIOATRACK_DB": str(db),
                    "WIOATRACK_AS_OF": "2022-12-14",
                    "WIOATRACK_USER": user,
                },
            )
        )
    yield started
    for racer in started:
        racer.stdin.close()
        racer.wait(timeout=60)


@pytest.mark.covers("IS-85")
@pytest.mark.fault(38)
@pytest.mark.timeout(1800)
def test_the_last_opening_is_taken_once(made, wioatrack, racers):
    """Pair after pair of real processes: one is placed, the other told why not."""
    employer = made("employer", "add", "--name", "Young Drycleaners")["id"]
    site = made("worksite", "add", "--employer", employer, "--name", "Main Street")[
        "id"
    ]
    for _ in range(PAIRS):
        job = made("job", "add", "--worksite", site, "--title", "Presser",
                   "--hourly-wage", "15")["id"]  # fmt: skip
        for racer in racers:
            racer.stdin.write(f"{job}\n")
            racer.stdin.flush()
        answers = sorted(json.loads(racer.stdout.readline()) for racer in racers)
        (won, placement), (lost, refused) = answers
        assert (won, lost) == (0, 1)
        assert [
            one["rule"] for one in refused["findings"] if one["severity"] == "system"
        ] == ["placement.openings"]
        assert placement["job"] == job

    jobs = made("job", "list")
    assert {row["taken"] for row in jobs} == {1}
    assert len(made("placement", "list")) == PAIRS
    assert json.loads(wioatrack("db", "check", "--json", code=0).stdout)["sound"]
