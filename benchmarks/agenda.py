"""What is asked of a whole caseload beside `followup due` on the same, as ratios.

    python benchmarks/agenda.py [FOLDER] [--participants 100000] [--rounds 7]

It makes the caseload, the same for the same seed (in FOLDER it stays for the next time),
and runs each command in turn as a process of its own. Ratios are of medians, once by the
clock and once by the processors' time, which says more where others use the machine. One
in six is enrolled, for a year or so, the others exited over five years; each has three
services, two gains and, most of them, a credential. Rows are written straight into the
tables: what is measured is the asking.
"""

import argparse
import csv
import io
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from wioatrack.store import create
from wioatrack.store.settings import VERSION

TODAY = date(2024, 3, 15)
USER = "bench"
MILESTONES = (30, 60, 90, 180, 270)
# Each beside `followup due` in the same format.
BESIDE = "followup due"
ASKED = (
    "followup due --csv", "agenda --csv", "report inactivity --csv",
    "exit forecast --csv", "followup due --json", "agenda --json",
)  # fmt: skip
Row = tuple[Any, ...]


def iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


class Caseload:
    """The rows of each table, person by person."""

    def __init__(self, people: int, seed: int) -> None:
        self.chance = random.Random(seed)
        self.tables: dict[str, list[Row]] = {}
        self.service = self.placement = 0
        for person in range(1, people + 1):
            self.add(person)

    def keep(self, table: str, *row: Any) -> None:
        self.tables.setdefault(table, []).append(row)

    def days(self, first: int, last: int) -> timedelta:
        return timedelta(days=self.chance.randint(first, last))

    def add(self, person: int) -> None:
        """One person with one application, enrolled or exited."""
        enrolled = self.chance.random() < 1 / 6
        last = TODAY - (self.days(0, 10) if enrolled else self.days(120, 1_800))
        begun = last - self.days(200, 500)
        changed = TODAY - self.days(0, 13) if enrolled else last
        if enrolled and self.chance.random() < 0.03:
            changed = TODAY - self.days(14, 40)
        office = f"Office {person % 40}"
        profile = "isets" if person % 5 == 0 else "cook"
        stamps = (iso(begun), USER, iso(changed), USER)
        self.keep("participant", person, f"S{person}", f"First{person % 997}",
                  f"Last{person}", *stamps)  # fmt: skip
        self.keep("application", person, person, profile, f"N{person}", iso(begun),
                  office, "enrolled", *stamps)  # fmt: skip
        self.services(person, profile, begun, last, enrolled, stamps)
        if not enrolled:
            self.keep("exit", person, "record", iso(last), "completed",
                      iso(last), USER)  # fmt: skip
            self.quarters(person, last)
        for day in (begun + timedelta(days=60), last - self.days(0, 300)):
            self.keep("gain", person, "milestone", "4", iso(day), *stamps)
        if self.chance.random() < (0.1 if enrolled else 0.8):
            self.keep("credential", person, "occupational-skills-license",
                      iso(last - timedelta(days=5)), iso(last), USER, iso(changed),
                      USER)  # fmt: skip
        if profile == "isets" and self.chance.random() < 0.97:
            self.keep("plan_agreement", person, "online", iso(begun), 1_000_000,
                      1_000_000, iso(begun), USER)  # fmt: skip

    def quarters(self, person: int, exited: date) -> None:
        """Quarters after exit that nobody collected yet: few of those that are due."""
        for quarter in range(1, 5):
            due = exited + timedelta(days=92 * (quarter + 1))
            if due > TODAY or self.chance.random() < 0.004:
                self.keep("open_due", person, "quarter", person, quarter, iso(due),
                          f"S{person}", f"N{person}", f"office {person % 40}")  # fmt: skip

    def services(
        self, person: int, profile: str, begun: date, last: date, enrolled: bool,
        stamps: Row,
    ) -> None:  # fmt: skip
        """Two closed services, and one that is open while the person is enrolled."""
        codes = ("JST", "VT", "CW") if profile == "isets" else ("102", "300", "301")
        group = "snap-et" if profile == "isets" else "training"
        idle = enrolled and self.chance.random() < 0.04
        for number, code in enumerate(codes):
            self.service += 1
            start = begun + timedelta(days=20 * number)
            end: date | None = start + timedelta(days=40)
            status, planned = "successful", end
            if number == 2:
                end = last
                if enrolled and not idle:
                    status, end, planned = "started", None, TODAY + self.days(5, 90)
                elif idle:
                    end = TODAY - self.days(70, 130)
            self.keep("service", self.service, person, profile_set(profile), code, group,
                      status, iso(start), iso(planned), iso(start),
                      iso(max(end, start)) if end else None, *stamps)  # fmt: skip
        if profile == "isets":
            self.owing(person, begun, enrolled)

    def owing(self, person: int, begun: date, enrolled: bool) -> None:
        """Milestones of a placement: those of people who left are verified."""
        self.placement += 1
        self.keep("placement", self.placement, self.service, 1, 1500, 1500, 0,
                  "full-time", iso(begun), USER, iso(begun), USER)  # fmt: skip
        start = begun + timedelta(days=40)
        for milestone in MILESTONES if enrolled else ():
            due = start + timedelta(days=milestone)
            if due > TODAY or self.chance.random() < 0.14:
                self.keep("open_due", person, "worksite", self.placement, milestone,
                          iso(due), f"S{person}", f"N{person}",
                          f"office {person % 40}")  # fmt: skip


def profile_set(profile: str) -> str:
    return "isets" if profile == "isets" else "career-connect"


COLUMNS = {
    "participant": "id, state_id, first_name, last_name",
    "application": "id, participant_id, profile, number, participation_date, office, "
    "enrollment",
    "service": "id, application_id, activity_set, activity, activity_group, status, "
    'planned_start, planned_end, start, "end"',
    "exit": "application_id, kind, date, reason, created_on, created_by",
    "gain": "application_id, type, federal_type, date",
    "credential": "application_id, type, date, recorded_on, recorded_by, updated_on, "
    "updated_by",
    "plan_agreement": "application_id, status, date, goal_mark, goal_status_mark, "
    "created_on, created_by",
    "placement": "id, service_id, job_id, hourly_wage_cents, subsidized_wage_cents, "
    "employer_match_cents, position",
    "open_due": "application_id, kind, record_id, milestone, due_date, participant, "
    "application, office",
}
STAMPED = ("participant", "application", "service", "gain", "placement")


def made(path: Path, people: int, seed: int) -> None:
    """The database, unless it is there; one that was not finished never is."""
    if path.exists():
        return
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        unfinished = Path(folder, path.name)
        fill(unfinished, people, seed)
        unfinished.rename(path)


def fill(path: Path, people: int, seed: int) -> None:
    """A new database with everybody in it."""
    create(path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    place = ("2020-01-01", USER, "2020-01-01", USER)
    stamp = "created_on, created_by, updated_on, updated_by"
    with connection:
        connection.execute(
            "INSERT INTO user (name, role) VALUES (?, 'manager')", [USER]
        )
        connection.execute(
            f"INSERT INTO employer (id, name, {stamp}) VALUES (1, 'E', ?, ?, ?, ?)",
            place,
        )
        connection.execute(
            f"INSERT INTO worksite (id, employer_id, name, {stamp}) "
            "VALUES (1, 1, 'W', ?, ?, ?, ?)", place
        )  # fmt: skip
        connection.execute(
            f"INSERT INTO job (id, worksite_id, title, openings, {stamp}) "
            "VALUES (1, 1, 'J', 9, ?, ?, ?, ?)", place
        )  # fmt: skip
        for table, rows in Caseload(people, seed).tables.items():
            names = COLUMNS[table] + (f", {stamp}" if table in STAMPED else "")
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(
                f"INSERT INTO {table} ({names}) VALUES ({marks})", rows
            )
    connection.close()


class Cost(NamedTuple):
    """What one run took: seconds by the clock, seconds of the processors."""

    clock: float
    worked: float


def timed(path: Path, words: str) -> tuple[Cost, str]:
    """What a command takes as a process of its own, and what it prints."""
    program = [sys.executable, "-m", "wioatrack", "--db", str(path), "--user", USER,
               "--as-of", TODAY.isoformat(), *words.split()]  # fmt: skip
    with tempfile.TemporaryFile() as out:
        began = time.perf_counter()
        process = subprocess.Popen(program, stdout=out, env=plain())
        _, status, used = os.wait4(process.pid, 0)
        cost = Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"wioatrack {words}: exit {process.returncode}")
        out.seek(0)
        return cost, out.read().decode()


def plain() -> dict[str, str]:
    """The environment without what sets the program up otherwise."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("WIOATRACK_")
    }


def told(path: Path, rounds: int) -> Iterator[str]:
    """Each command's medians, and their ratios to `followup due` in its format."""
    costs: dict[str, list[Cost]] = {words: [] for words in ASKED}
    printed: dict[str, str] = {}
    for _ in range(rounds + 1):
        for words in ASKED:
            cost, printed[words] = timed(path, words)
            costs[words].append(cost)
    middle = {
        words: Cost(*map(statistics.median, zip(*found[1:], strict=True)))
        for words, found in costs.items()
    }
    yield f"{'':<24}{'clock':>8}{'worked':>8}   ratio: clock, worked"
    for words, cost in middle.items():
        least = middle[f"{BESIDE} {words.split()[-1]}"]
        yield (
            f"{words:<24}{cost.clock * 1000:5.0f} ms{cost.worked * 1000:5.0f} ms"
            f"{cost.clock / least.clock:15.2f}{cost.worked / least.worked:8.2f}"
        )
    for words in (f"{BESIDE} --csv", "agenda --csv"):
        rows = list(csv.DictReader(io.StringIO(printed[words])))
        kinds: dict[str, int] = {}
        for row in rows:
            kinds[row["kind"]] = kinds.get(row["kind"], 0) + 1
        each = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
        yield f"{words.removesuffix(' --csv')}: {len(rows)} rows ({each})"
    yield "Goal: agenda at most 3 times followup due."


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--participants", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        folder = given.folder or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        name = f"agenda-{given.participants}-{given.seed}-{VERSION}.db"
        made(folder / name, given.participants, given.seed)
        for line in told(folder / name, given.rounds):
            print(line)
