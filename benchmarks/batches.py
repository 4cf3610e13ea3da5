"""What it costs to load credentials with every rule and the change log, in ratios.

`python benchmarks/batches.py` generates the files, makes the caseload beneath them,
installs the peers in an environment of its own, and prints each tool's time over that
of `sqlite3 .import` of the same resolved rows into the same table with its indexes and
checks, measured in the same round: once by the clock, once by the processors' time, which
says more where others use the machine. The median of the rounds is what counts. The
caseload beneath (people, applications, services, case notes) is put in by plain SQL,
since only the credentials are measured.
"""

import argparse
import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from generate import generate

from wioatrack.store.settings import VERSION

PEERS = ("sqlite-utils", "frictionless", "csvkit")
STAMPS = "'2023-06-30', 'ore', '2023-06-30', 'ore'"
STAMPED = "created_on, created_by, updated_on, updated_by"


class Cost(NamedTuple):
    """What one run took: seconds by the clock, seconds of the processors, MB."""

    clock: float
    worked: float
    memory: int


Run = Callable[[], Cost]
# What frictionless is told of the file: it checks the types, and nothing else.
SCHEMA = {
    "fields": [
        {"name": "application", "type": "string", "constraints": {"required": True}},
        {"name": "type", "type": "string", "constraints": {"required": True}},
        {"name": "name", "type": "string"},
        {"name": "issuer", "type": "string"},
        {"name": "institution", "type": "string"},
        {"name": "date", "type": "date", "constraints": {"required": True}},
        {"name": "service", "type": "integer"},
        {"name": "source", "type": "string"},
        {"name": "work_experience", "type": "boolean", "trueValues": ["yes"],
         "falseValues": ["no"]},
        {"name": "data_source", "type": "string"},
        {"name": "source_id", "type": "string"},
    ]
}  # fmt: skip


class Bench:
    """One folder with the files, the databases and the peers."""

    def __init__(self, folder: Path, rows: int) -> None:
        self.folder, self.rows = folder, rows
        self.files = folder / f"files-{rows}"
        self.base = folder / f"base-{rows}-{VERSION}.db"
        self.work = folder / "work.db"

    def prepare(self) -> None:
        """Files and caseload, unless they are there from an earlier run."""
        if not (self.files / "credential-bad.csv").exists():
            generate(self.files, self.rows, bad=0.01)
        if not self.base.exists():
            making = self.base.with_suffix(".making")
            making.unlink(missing_ok=True)
            self.wioatrack(making, "init", "--profile", "cook")
            fill(making, self.files)
            making.rename(self.base)

    def peers(self) -> Path:
        """An environment with the peers; made once."""
        place = self.folder / "peers"
        if not (place / "bin" / "csvsql").exists():
            venv.create(place, with_pip=True)
            pip = place / "bin" / "pip"
            subprocess.run([pip, "install", "-q", *PEERS], check=True)
        return place / "bin"

    def wioatrack(
        self, path: Path, *words: object, codes: Iterable[int] = (0,)
    ) -> None:
        environment = dict(os.environ, WIOATRACK_AS_OF="2023-06-30")
        command = [sys.executable, "-m", "wioatrack", "--db", path, "--user", "ore"]
        done = subprocess.run(
            [*map(str, command), *map(str, words)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if done.returncode not in codes:
            raise SystemExit(f"{words}: exit {done.returncode}")

    def load(self, name: str, *words: str, code: int = 0) -> Run:
        """Loading one of the files into a fresh copy of the caseload."""

        def run() -> Cost:
            shutil.copy(self.base, self.work)
            command = [sys.executable, "-m", "wioatrack", "--db", str(self.work),
                       "--user", "ore", "--as-of", "2023-06-30", "import",
                       "credential", str(self.files / name), "--json",
                       *words]  # fmt: skip
            return timed(command, code)

        return run

    def peer(self, *command: object) -> Run:
        """A peer on the same file, into a database of its own."""

        def run() -> Cost:
            self.work.unlink(missing_ok=True)
            return timed([str(word) for word in command], None)

        return run

    def resolved(self) -> Run:
        """`sqlite3 .import` of what a load wrote, into the same table.

        Columns that hold nothing are left out, since `.import` would file empty text
        where the table wants nothing; that makes it quicker, not slower.
        """
        shutil.copy(self.base, self.work)
        self.wioatrack(self.work, "import", "credential", self.files / "credential.csv")
        rows, empty = self.folder / "resolved.csv", self.folder / "empty.db"
        names = write_resolved(self.work, rows)
        shutil.copy(self.base, empty)
        narrow(empty, names)

        def run() -> Cost:
            shutil.copy(empty, self.work)
            return timed(
                ["sqlite3", str(self.work), ".mode csv", f".import {rows} credential"],
                0,
            )

        return run


def timed(command: list[str], code: int | None) -> Cost:
    """What a command takes as a process of its own."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    clock = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if code is not None and process.returncode != code:
        raise SystemExit(f"{command}: exit {process.returncode}")
    return Cost(clock, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def fill(path: Path, files: Path) -> None:
    """The caseload beneath the credentials, by plain SQL."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN")
    ids: dict[str, int] = {}
    for row in rows_of(files / "participant.csv"):
        connection.execute(
            "INSERT INTO participant (state_id, first_name, last_name, birth_date, "
            f"{STAMPED}) VALUES (?, ?, ?, ?, {STAMPS})",
            tuple(row.values()),
        )
    for number, row in enumerate(rows_of(files / "application.csv"), start=1):
        ids[row["number"]] = number
        connection.execute(
            "INSERT INTO application (participant_id, profile, number, program, "
            "application_date, participation_date, region, office, enrollment, "
            f"{STAMPED}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'enrolled', {STAMPS})",
            (number, row["profile"], row["number"], row["program"],
             row["application_date"], row["application_date"], row["region"],
             row["office"]),
        )  # fmt: skip
    for row in rows_of(files / "service.csv"):
        connection.execute(
            "INSERT INTO service (application_id, activity_set, activity, "
            'activity_label, activity_group, status, start, "end", wioa_funded, '
            f"{STAMPED}) VALUES (?, 'career-connect', '300', 'Classroom', 'training', "
            f"'successful', ?, ?, 1, {STAMPS})",
            (ids[row["application"]], row["start"], row["end"]),
        )
    for row in rows_of(files / "note.csv"):
        connection.execute(
            "INSERT INTO note (application_id, date, message, task, send, author, "
            "created_at) VALUES (?, ?, ?, ?, 'save', 'ore', '2023-06-30T00:00:00+00:00')",
            (ids[row["application"]], row["date"], row["message"], row["task"]),
        )
    connection.execute("COMMIT")
    connection.close()


def rows_of(file: Path) -> Iterable[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as text:
        yield from csv.DictReader(text)


def write_resolved(path: Path, rows: Path) -> list[str]:
    """The credentials as they were kept, without the columns that hold nothing."""
    connection = sqlite3.connect(path)
    every = [row[1] for row in connection.execute("PRAGMA table_info(credential)")]
    question = "SELECT count({0}) FROM credential"
    counts = {
        name: connection.execute(question.format(name)).fetchone()[0] for name in every
    }
    names = [name for name in every if counts[name] == counts["id"]]
    with rows.open("w", newline="", encoding="utf-8") as text:
        listed = ", ".join(names)
        csv.writer(text).writerows(
            connection.execute(f"SELECT {listed} FROM credential")
        )
    connection.close()
    return names


def narrow(path: Path, names: list[str]) -> None:
    """The table with these columns only, its checks and indexes as they are."""
    connection = sqlite3.connect(path)
    (sql,) = connection.execute(
        "SELECT sql FROM sqlite_master WHERE name = 'credential'"
    ).fetchone()
    kept = [part for part in parts(sql) if part.split()[0].strip('"') in names]
    indexes = connection.execute(
        "SELECT sql FROM sqlite_master WHERE tbl_name = 'credential' AND type = 'index' "
        "AND sql IS NOT NULL"
    ).fetchall()
    connection.execute("DROP TABLE credential")
    connection.execute(f"CREATE TABLE credential ({', '.join(kept)}) STRICT")
    for (index,) in indexes:
        column = index.partition("(")[2].split(",")[0].split(")")[0].strip()
        if column in names:
            connection.execute(index)
    connection.commit()
    connection.close()


def parts(sql: str) -> list[str]:
    """The columns of a table as they were declared."""
    found, depth = [""], 0
    for mark in sql[sql.index("(") + 1 : sql.rindex(")")]:
        depth += {"(": 1, ")": -1}.get(mark, 0)
        if mark == "," and not depth:
            found.append("")
        else:
            found[-1] += mark
    return [part.strip() for part in found]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=Path("build/benchmarks"))
    parser.add_argument("--no-peers", action="store_true")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(given.folder, given.rows)
    bench.prepare()
    baseline = bench.resolved()
    source = bench.files / "credential.csv"
    runs: dict[str, Run] = {
        "wioatrack import": bench.load("credential.csv"),
        "wioatrack import --dry-run": bench.load("credential.csv", "--dry-run"),
        "wioatrack import, 1 % bad rows": bench.load("credential-bad.csv", code=1),
    }
    if not given.no_peers:
        place = bench.peers()
        schema = given.folder / "schema.json"
        schema.write_text(json.dumps(SCHEMA), encoding="utf-8")
        runs |= {
            "sqlite-utils insert --csv": bench.peer(
                place / "sqlite-utils", "insert", bench.work, "credential", source,
                "--csv"),
            "sqlite-utils, no detection": bench.peer(
                place / "sqlite-utils", "insert", bench.work, "credential", source,
                "--csv", "--no-detect-types"),
            "frictionless validate": bench.peer(place / "frictionless", "validate",
                                                "--trusted", source),
            "frictionless validate --schema": bench.peer(
                place / "frictionless", "validate", "--trusted", "--schema",
                schema, source),
            "csvsql --insert": bench.peer(place / "csvsql", "--db",
                                          f"sqlite:///{bench.work}", "--insert", source),
        }  # fmt: skip
    ratios: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
    memory: dict[str, int] = dict.fromkeys(runs, 0)
    base: list[float] = []
    for number in range(given.rounds):
        for name, run in runs.items():
            if number and name.startswith("csvsql"):
                continue
            unit, cost = baseline(), run()
            base.append(unit.clock)
            ratios[name].append((cost.clock / unit.clock, cost.worked / unit.worked))
            memory[name] = max(memory[name], cost.memory)
    print(f"{given.rows} credentials; `.import` took {median(base):.2f} s\n")
    print(f"{'':34}{'clock':>8}{'from':>7}{'to':>7}{'worked':>9}{'MB':>6}")
    for name, found in ratios.items():
        clock, worked = zip(*found, strict=True)
        print(
            f"{name:34}{median(clock):8.1f}{min(clock):7.1f}{max(clock):7.1f}"
            f"{median(worked):9.1f}{memory[name]:6}"
        )


if __name__ == "__main__":
    main()
