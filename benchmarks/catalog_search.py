"""What a key pressed in the catalogue costs: SQLite's instructions, and a paired ratio.

    python benchmarks/catalog_search.py [--rounds 15]

Instructions are the same on every machine. Times are ratios to reading one row of the
same file in the same round, so that a slow moment touches both; the median is printed.
"""

import argparse
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from wioatrack.actions import catalog_search
from wioatrack.actions.catalog import show_entry
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page
from wioatrack.entries.catalog import CatalogFilters
from wioatrack.store import create

SIZES = (100, 1_000, 10_000, 100_000)
KINDS = ("Welder", "Nurse", "Driver", "Baker", "Roofer", "Tutor", "Mason", "Clerk")
INSERT = """INSERT INTO catalog_entry (ctid, status, name, type, issuer, description,
  words, created_on, created_by, updated_on, updated_by)
VALUES (:ctid, 'draft', :name, 'occupational-certification', 'Board', :text, :words,
  '2023-01-01', 'ore', '2023-01-01', 'ore')"""
Ask = Callable[[Desk], object]


def filled(path: Path, entries: int) -> Desk:
    """A database with so many entries, each with a description of a page."""
    create(path)
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO user (name, role) VALUES ('ore', 'manager')")
        connection.executemany(INSERT, (
            {
                "ctid": f"ce-{number:08d}-0000-4000-8000-000000000000",
                "name": f"Certified {KINDS[number % 8]} {number}",
                "words": f"certified {KINDS[number % 8].lower()} {number} | board",
                "text": "It certifies. " * 150,
            }
            for number in range(entries)
        ))  # fmt: skip
    return Desk(path, "ore", "ore", date(2023, 6, 30))


def listed(desk: Desk) -> object:
    page = Page(search="welder 8", limit=20)
    return catalog_search.list_entries(desk, CatalogFilters(), page)


ASKED: dict[str, Ask] = {
    "a key: what many begin with": lambda desk: catalog_search.typed_entries(
        desk, "certified w"
    ),
    "a key: what one is called": lambda desk: catalog_search.typed_entries(
        desk, "welder 88"
    ),
    "a key: what none is called": lambda desk: catalog_search.typed_entries(
        desk, "xylophone"
    ),
    "catalog list --search --limit 20": listed,
}


def steps(desk: Desk, ask: Ask) -> int:
    """SQLite's instructions for one question."""
    count, opened = 0, sqlite3.connect

    def one_more() -> None:
        nonlocal count
        count += 1

    def counted(*words: object, **more: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = opened(*words, **more)
        connection.set_progress_handler(one_more, 1)
        return connection

    sqlite3.connect = counted
    try:
        ask(desk)
    finally:
        sqlite3.connect = opened
    return count


def ratio(desk: Desk, ask: Ask, rounds: int) -> tuple[float, float]:
    """The median of the rounds: as a ratio to one row, and in milliseconds."""
    ratios, times = [], []
    for _ in range(rounds):
        one, asked = seconds(desk, lambda desk: show_entry(desk, 1)), seconds(desk, ask)
        ratios.append(asked / one)
        times.append(asked * 1000)
    return statistics.median(ratios), statistics.median(times)


def seconds(desk: Desk, ask: Ask) -> float:
    begun = time.perf_counter()
    ask(desk)
    return time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    print("| question | entries | instructions | ratio to one entry | ms |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="wioatrack-bench-") as home:
        for size in SIZES:
            desk = filled(Path(home) / f"{size}.db", size)
            for name, ask in ASKED.items():
                times, spent = ratio(desk, ask, rounds)
                print(
                    f"| {name} | {size:,} | {steps(desk, ask):,} | {times:.1f} "
                    f"| {spent:.1f} |"
                )


if __name__ == "__main__":
    main()
