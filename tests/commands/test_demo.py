"""`wioatrack demo`"""

import json
import sqlite3
from contextlib import closing

import pytest

from wioatrack.actions.demo import caseload_lines, stand_ins

BY_HAND = "SELECT seq, noun, record_id, kind FROM change ORDER BY seq"
BODIES = "SELECT body FROM change_payload ORDER BY seq"


def log_of(path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        changes = connection.execute(BY_HAND).fetchall()
        bodies = [json.loads(body) for (body,) in connection.execute(BODIES)]
    for body in bodies:
        body.get("after", {}).pop("created_at", None)
    return [*changes, *((json.dumps(body),) for body in bodies)]


def test_the_tour_ends_in_the_summary(run, db):
    """Every line of the caseload ends as it says, and the tour shows the way through."""

    shown = run("demo", "--participants", "2", code=0).stdout

    assert "the last day that counts is 08/31/2017" in shown
    assert "475.00 of 500.00 (+200.00 pending)" in shown
    assert "700.00 of 700.00" in shown
    assert "153 characters; the limit is 144" in shown
    assert "$ wioatrack summary AI-1001" in shown
    assert "--user demo participant list" in shown
    listed = run("participant", "list", "--json", user="demo", code=0)
    assert len(json.loads(listed.stdout)) >= 7
    run("db", "check", user="demo", code=0, says="Sound yes")


def test_who_made_the_demo_may_work_in_it(run, db):
    """As after `init`, the acting user is known; a role that the tour gave stays."""
    run("demo", "--participants", "0", code=0, user="kim")
    run("--db", db.with_name("other.db"), "demo", code=0, user="may")

    run("participant", "list", user="kim", code=0)
    run("user", "add", "new", "--role", "staff", user="kim", code=0)
    run("--db", db.with_name("other.db"), "user", "add", "new", "--role", "staff",
        user="may", code=4, says="Role reviewer may not keep users")  # fmt: skip


def test_the_same_seed_makes_the_same_caseload(run, db, tmp_path):
    """Every record and every word, in the same order; only clock times differ."""
    for name in ("first.db", "second.db", "third.db"):
        seed = "8" if name == "third.db" else "7"
        run("--db", tmp_path / name, "demo", "--participants", "3", "--seed", seed,
            "--json", code=0)  # fmt: skip

    first, second, third = (
        log_of(tmp_path / name) for name in ("first.db", "second.db", "third.db")
    )

    assert first == second
    assert first != third


def test_the_demo_never_writes_into_a_file_that_exists(run, wioatrack):
    """Real data are out of its reach."""

    assert run("demo", code=5).stdout == ""


def test_no_stand_in_shares_an_id_with_the_stories():
    """Ids of made-up people are made up too, and of another shape."""
    made = " ".join(stand_ins(50, 1))

    assert not [line for line in caseload_lines() if "7700000" in line]
    assert made.count("participant add") == 50


@pytest.mark.covers("OUT-01")
def test_every_person_of_the_demo_can_be_shown(run, db):
    """Summary and checklist answer for each application there is."""
    run("demo", "--participants", "1", code=0)
    applications = json.loads(
        run("application", "list", "--json", user="demo", code=0).stdout
    )

    assert len(applications) > 5
    for application in applications:
        words = (application["number"], "--json")
        summary = run("summary", *words, user="demo", code=0)
        check = run("exit", "check", *words, user="demo")
        assert len(json.loads(summary.stdout)["items"]) == 5
        assert (check.exit_code == 0) is json.loads(check.stdout)["ready"]
