"""Two real processes after the same money: one gets it, the other is told why."""

import json
import os
import subprocess
import sys

import pytest

PAIRS = int(os.environ.get("WIOATRACK_TEST_PAIRS", "3"))
# Everything is imported before the line that both wait for, so that they do race.
RACER = """
import sys
import sqlmodel
from wioatrack.cli import app
import wioatrack.actions.payments, wioatrack.actions.overrides
import wioatrack.actions.services, wioatrack.models.money
print("ready", flush=True)
sys.stdin.readline()
app(sys.argv[1:])
"""
OPEN = ("--status", "started", "--start", "2022-12-16")
PAY = ("--method", "direct-payment", "--paid-by", "snap-et", "--date", "2023-02-15",
       "--subtype", "housing-utilities", "--amount")  # fmt: skip


@pytest.fixture
def housing(made, person):
    """A support service with 450 of 500 paid: the last 50 dollars."""
    who = person("isets", participation_date="2022-09-15")
    goal = made("goal", "add", who, "--statement", "Stay housed.", "--category",
                "support-services", "--term", "short")["id"]  # fmt: skip
    made("service", "add", who, "--activity", "JST", "--status", "started", "--start",
         "2022-12-01")  # fmt: skip
    service = made("service", "add", who, "--activity", "Housing/Utilities", "--goal",
                   goal, *OPEN)["id"]  # fmt: skip
    made("payment", "add", service, *PAY, "450")
    return service


@pytest.fixture
def race(db):
    """Run two commands at once; what each answered, by exit code."""

    def race(*commands):
        environment = os.environ | {
            "WIOATRACK_DB": str(db),
            "WIOATRACK_AS_OF": "2023-06-30",
        }
        racers = [
            subprocess.Popen(
                [sys.executable, "-c", RACER, *map(str, words), "--json"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                env=environment | {"WIOATRACK_USER": user},
            )
            for user, words in commands
        ]
        for racer in racers:
            assert racer.stdout.readline() == "ready\n"
        for racer in racers:
            racer.stdin.write("go\n")
            racer.stdin.flush()
        told = [racer.communicate(timeout=60) for racer in racers]
        return [
            (racer.returncode, json.loads(out))
            for racer, (out, _) in zip(racers, told, strict=True)
        ]

    return race


def one_winner(answers):
    """The only one that was done, and the other's findings by rule."""
    codes = sorted(code for code, _ in answers)
    assert codes == [0, 1]
    (won,) = [answer for code, answer in answers if code == 0]
    (lost,) = [answer for code, answer in answers if code == 1]
    return won, {finding["rule"]: finding for finding in lost["findings"]}


@pytest.mark.covers("IS-60")
@pytest.mark.fault(37)
@pytest.mark.parametrize("pair", range(PAIRS))
def test_the_last_50_dollars_are_paid_once(race, made, housing, pair):
    """500.00 of 500.00 for one; 550.00 of 500.00 is what the other is told."""
    pay = ("payment", "add", housing, *PAY, "50")

    won, findings = one_winner(race(("ore", pay), ("lee", pay)))

    assert won["standing"] == "500.00 of 500.00"
    assert "550.00 of 500.00" in findings["payment.within-maximum"]["message"]
    assert len(made("payment", "list")) == 2


@pytest.mark.covers("IS-65")
@pytest.mark.fault(36)
@pytest.mark.parametrize("pair", range(PAIRS))
def test_one_of_two_requests_becomes_the_pending_one(race, made, housing, pair):
    """The other is told which one waits, and leaves no case note."""
    request = ("override", "request", housing, "--amount", "200", "--reason", "Rent.")

    won, findings = one_winner(race(("ore", request), ("lee", request)))

    waits = findings["override.may-request"]["message"]
    assert f"request {won['id']} waits for its review" in waits
    assert len(made("override", "list", "--pending")) == 1
    assert len(made("note", "list", "314901")) == 1


@pytest.mark.covers("IS-72")
@pytest.mark.fault(37)
@pytest.mark.parametrize("pair", range(PAIRS))
def test_one_of_two_answers_is_kept(race, made, wioatrack, housing, pair):
    """Approved and rejected at once: the first stands, the second is told so."""
    wioatrack("user", "add", "jo", "--role", "reviewer", code=0)
    request = made(
        "override", "request", housing, "--amount", "200", "--reason", "Rent."
    )
    review = ("override", "review", request["id"], "--decision")

    won, findings = one_winner(
        race(("may", (*review, "approved")), ("jo", (*review, "rejected")))
    )

    assert set(findings) == {"override.answered"}
    assert made("override", "show", request["id"])["status"] == won["status"]


@pytest.mark.covers("IS-57")
@pytest.mark.parametrize("pair", range(PAIRS))
def test_one_of_two_services_of_a_type_is_opened(race, made, housing, pair):
    """Two people open a Clothing record at once."""
    add = ("service", "add", "314901", "--activity", "Clothing", *OPEN)

    _, findings = one_winner(race(("ore", add), ("lee", add)))

    assert set(findings) == {"support.one-open"}
    assert len(made("service", "list", "314901", "--activity", "Clothing")) == 1
