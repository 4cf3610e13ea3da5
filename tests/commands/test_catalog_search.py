"""Searching a large catalogue costs little enough to be done at every key."""

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from wioatrack.actions import catalog_search
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page
from wioatrack.entries.catalog import CatalogFilters
from wioatrack.store import create

SMALL, LARGE = 1_000, 10_000
INSERT = """INSERT INTO catalog_entry (ctid, status, name, type, issuer, words,
  created_on, created_by, updated_on, updated_by)
VALUES (:ctid, 'draft', :name, 'occupational-certification', 'Board', :words,
  '2023-01-01', 'ore', '2023-01-01', 'ore')"""
KINDS = ("Welder", "Nurse", "Driver", "Baker", "Roofer", "Tutor", "Mason", "Clerk")


def filled(path: Path, entries: int) -> Desk:
    """A database with so many entries; every eighth is a welder's."""
    create(path)
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO user (name, role) VALUES ('ore', 'manager')")
        connection.executemany(INSERT, (
            {
                "ctid": f"ce-{number:08d}-0000-4000-8000-000000000000",
                "name": f"Certified {KINDS[number % 8]} {number}",
                "words": f"certified {KINDS[number % 8].lower()} {number} | board",
            }
            for number in range(entries)
        ))  # fmt: skip
    return Desk(path, "ore", "ore", date(2023, 6, 30))


@pytest.fixture
def instructions(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """How many of SQLite's instructions a question takes."""

    def instructions(desk: Desk, ask: Callable[[Desk], object]) -> int:
        steps = 0

        def count() -> None:
            nonlocal steps
            steps += 1

        opened = sqlite3.connect

        def counted(*words: object, **more: object) -> sqlite3.Connection:
            connection: sqlite3.Connection = opened(*words, **more)  # type: ignore[call-overload]
            connection.set_progress_handler(count, 1)
            return connection

        with monkeypatch.context() as patched:
            patched.setattr(sqlite3, "connect", counted)
            ask(desk)
        return steps

    return instructions


@pytest.mark.covers("ATT-07")
def test_a_key_pressed_costs_a_few_instructions_an_entry(
    tmp_path: Path, instructions: Callable[..., int]
) -> None:
    """What is typed is looked for in an index of words, entry by entry, and only what

    is found is read.
    """
    small, large = filled(tmp_path / "s.db", SMALL), filled(tmp_path / "l.db", LARGE)

    def rare(desk: Desk) -> object:
        found = catalog_search.typed_entries(desk, "welder 88")
        assert found[0].startswith("Certified Welder 88 ")
        return found

    few, many = instructions(small, rare), instructions(large, rare)

    assert many < 10 * LARGE
    assert many < 11 * few


def test_the_first_of_many_are_found_without_the_rest(
    tmp_path: Path, instructions: Callable[..., int]
) -> None:
    """A listing of ten reads ten entries, whatever the size of the catalogue."""
    desk = filled(tmp_path / "l.db", LARGE)

    def ten(desk: Desk) -> object:
        listing = catalog_search.list_entries(
            desk, CatalogFilters(), Page(search="welder 8", limit=10)
        )
        assert len(listing.rows) == 10
        return listing

    assert instructions(desk, ten) < 15 * LARGE


def test_words_are_looked_for_in_the_index_alone(tmp_path: Path) -> None:
    """The table's rows, with their descriptions, are not read."""
    desk = filled(tmp_path / "s.db", 10)

    with desk.reading() as store:
        plan = store.ask(
            "EXPLAIN QUERY PLAN " + catalog_search.TYPED, words="weld", limit=12
        )

    details = " ".join(step["detail"] for step in plan)
    assert "COVERING INDEX catalog_entry_words" in details
