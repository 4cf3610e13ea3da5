"""A database that holds every kind of record goes through a file byte for byte."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from wioatrack.actions.batches.register import NOUNS
from wioatrack.store.tables import logged_tables

from .plain import PLAIN
from .stored import different, stored
from .worlds import CTIDS, Token, Trip, World, person

PAYROLL = "period_start,period_end,hours,wages\n2023-01-03,2023-01-07,20,300\n"
# What a plain row leaves out: everything that is kept as rows of its own.
RICH = {
    "program": {"activity": ("BE",), "skill": ("Reading",)},
    "catalog": {"occupation": ("11-2011",), "sector": ("Marketing",),
                "related": (CTIDS[1],), "skill": ("Sewing:2:years:gained",),
                "program": ("Sewing:College",), "note": ("New.",)},
    "msg": {"type": "postsecondary", "attendance": "part-time", "removed": "no",
            "semester": ("2021-08-22:2021-12-16:9.5",)},
}  # fmt: skip
WAIVED = {
    "application": "coo", "type": "occupational-skills-license", "name": "Nurse",
    "date": "2022-06-01", "issuer": "Board", "source": "copy-of-credential",
    "service": Token("s-coo"), "region": "R", "office": "O 1",
    "waive": ("credential.case-note",), "waive_because": ("Called.",),
}  # fmt: skip


@pytest.fixture
def full(office: World, folder: Path) -> World:
    """One record of every noun and every sort, some of them undone, void or blank."""
    world = Trip(office, "participant", folder).world
    made = {
        noun: world.add(noun, row | RICH.get(noun, {}))["id"]
        for noun, row in PLAIN.items()
    }
    world.add("credential", WAIVED)
    world.run("credential", "decide", made["credential"], "--skills", "industry",
              "--issuer-kind", "state-agency")  # fmt: skip
    world.run("goal", "edit", made["goal"], "--status", "off-track")
    world.run("followup", "done", made["followup"], "--outcome", "voicemail")
    world.run("service", "update", world.ids["s-be"], "--situation", "basic-skills",
              "--status", "successful", "--end", "2022-12-01")  # fmt: skip
    answered(world, made["override"])
    working(world, made["placement"])
    attended(world)
    planned(world)
    world.run("exit", "void", "leaves1", "--because", "Back again.")
    for _, noun, row in person("old", "alabama", application_date="2015-07-01"):
        world.add(noun, row)
    world.run("exit", "record", "old", "--date", "2016-01-04")
    world.run("participant", "purge", "S-old", "--yes")
    rows = b"state_id,first_name,last_name\nS-loaded,Ann,Lee\n"
    world.run("undo", world.load("participant", rows)["undo"])
    assert world.load("participant", rows)["created"] == 1
    world.run("user", "add", "lee", "--role", "staff", "--location", "O 1")
    return world


def answered(world: World, pending: int) -> None:
    """An override approved, one rejected, one waiting with a changed amount."""
    world.run("user", "add", "rex", "--role", "reviewer")
    world.run("override", "edit", pending, "--amount", "20")
    for service, decision in (("s-Housi", "approved"), ("s-Trans", "rejected")):
        asked = world.asked("override", "request", world.ids[service], "--amount", "9",
                            "--reason", "Cold.")["id"]  # fmt: skip
        world.run("override", "review", asked, "--decision", decision, "--note", "So.",
                  user="rex")  # fmt: skip


def working(world: World, placement: int) -> None:
    """A job that began, was interrupted, and was paid."""
    world.run("placement", "update", placement, "--status", "started", "--start",
              "2023-01-03", "--planned-end", "2023-12-31")  # fmt: skip
    world.run("placement", "update", placement, "--inactive", "2023-01-10")
    payroll = world.path.parent / "payroll.csv"
    payroll.write_text(PAYROLL, encoding="utf-8")
    world.run("placement", "payroll", placement, "--file", payroll)
    world.run("placement", "verify", placement, "--milestone", "30")


def attended(world: World) -> None:
    """A week that was verified, and one that was opened again."""
    service = world.ids["s-be"]
    for first in ("2022-01-09", "2022-01-16"):
        monday = first[:-2] + str(int(first[-2:]) + 1)
        world.run("attendance", "record", service, "--day", monday, "--in", "08:00",
                  "--out", "12:00")  # fmt: skip
        world.run("attendance", "verify", service, "--week", first)
    world.run("attendance", "reopen", service, "--week", "2022-01-16",
              "--because", "Came at nine.")  # fmt: skip


def planned(world: World) -> None:
    """What a plan has beside goals and services."""
    world.run("pathway", "set", "ise", "--pathway", "Baking", "--wage-goal", "20")
    world.run("assessment", "needs", "ise", "--skill", "Reading", "--interest", "Bread")
    world.run("plan", "request", "ise")
    world.run("plan", "agree", "ise", "--how", "online")
    world.run("referral", "send", "ise", "--provider", "=Sum", "--message", "Hello.")
    world.run("note", "add", "ise", "--date", "2023-01-03", "--subject", "Hello",
              "--send", "email", "--to", "team")  # fmt: skip


def empty_tables(path: Path) -> set[str]:
    """The tables of the log that hold no record."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table
            for table in logged_tables(connection)
            if connection.execute(f'SELECT 1 FROM "{table}"').fetchone() is None
        }


def test_every_kind_of_record_comes_back_byte_for_byte(
    full: World, folder: Path
) -> None:
    """Kept files, history and ids included; a second time adds nothing."""
    assert empty_tables(full.path) == set()
    exported = full.export("all", "jsonl")

    there = World(full.path.parent / "there" / "cases.db")
    there.path.parent.mkdir()
    there.run("init")
    answer = there.load("all", exported, ending="jsonl")
    again = there.load("all", exported, ending="jsonl")

    assert (answer["rejected"], again["created"]) == (0, 0)
    assert there.export("all", "jsonl") == exported
    there.run("db", "check")
    for noun, registered in NOUNS.items():
        told = stored(full.path, registered.table, 0)
        assert told and different(told, stored(there.path, registered.table, 0)) == []
        assert there.export(noun) == full.export(noun), noun
