"""What a listing prints for a spreadsheet has one header, whatever is on file."""

import csv
import io
from typing import Any

import pytest

from tests.round_trips.plain import PLAIN
from tests.round_trips.worlds import Token, World, furnished

from .test_who_sees_what import ALL, ARGUMENTS

NOTHING = "no row of any listing says this"
OPTIONS = {
    name: {option for parameter in command.params for option in parameter.opts}
    for name, command in ALL.items()
}
# An export is a file to load again, and sending is no listing without a mail server.
LISTINGS = [
    name
    for name, options in OPTIONS.items()
    if "--csv" in options and name not in ("export", "note send")
]
PAGED = [name for name in LISTINGS if "--search" in OPTIONS[name]]
NAMED = [name for name in LISTINGS if "--names" in OPTIONS[name]]
# What a listing is asked for with, where that is more than the WHO that most know.
KNOWN = "ise"
ASKED: dict[str, tuple[str, ...]] = {
    "attendance list": (Token("s-be"),),
    "attendance group": ("--activity", "BE", "--week", "2022-01-03"),
    "service history": (Token("s-be"),),
    "placement history": (Token("placement"),),
    "credential lookup": ("Dental Hygienist",),
    "catalog history": (Token("c-public"),),
    "catalog match": ("Welder",),
    "participant find": ("Zo",),
    "plan export": (KNOWN, "--iwds"),
    "reference show": ("goal-status",),
    "reference find": ("started",),
    "document list": ("ala",),
    "payment list": (),
    "followup due": ("--within", "400"),
    "agenda": ("--within", "400"),
} | {
    f"{noun} list": ("ala",)
    for noun in ("assessment", "msg", "credential", "employment", "followup")
}  # fmt: skip
# One record with nothing below it, where a listing is of one: a service of nobody's.
ALONE = {name: (Token("alone"),) for name in ("attendance list", "service history")}
# The history of a record that an empty database cannot have.
OF_A_RECORD = {"placement history", "catalog history"}
# Made for cron's mail: where nothing is due they say nothing at all.
SILENT = {"agenda", "followup due"}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A database with a record of every noun, and a mail and a referral."""
    world = furnished(tmp_path_factory.mktemp("headers") / "full", stranger=False)
    for noun, row in PLAIN.items():
        world.ids[noun] = world.add(noun, row)["id"]
    world.run("referral", "send", KNOWN, "--provider", "=Sum", "--message", "Hello.")
    world.run("participant", "edit", "S-ise", "--email", "zoe@example.org")
    world.run("note", "add", KNOWN, "--date", "today", "--message", "Hello.", "--send",
              "email", "--to", "customer")  # fmt: skip
    return world


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A database with one person who has one planned service, and nothing else."""
    world = World(tmp_path_factory.mktemp("headers") / "cases.db")
    world.run("init", "--profile", "isets")
    for words in (
        ("participant", "add", "--state-id", "S-1", "--first-name", "Ann",
         "--last-name", "Lee"),
        ("application", "add", "S-1", "--number", KNOWN),
        ("application", "add", "S-1", "--number", "ala", "--profile", "alabama"),
    ):  # fmt: skip
        world.run(*words)
    world.made("alone", "service", "add", KNOWN, "--activity", "BE")
    return world


def asked(world: World, name: str, words: tuple[str, ...] | None = None) -> list[str]:
    """The listing's words, with its record or WHO where it needs one."""
    if words is None:
        needed = tuple(KNOWN for _, must in ARGUMENTS[name] if must)
        words = ASKED.get(name, needed)
    return [*name.split(), *map(world.word, words)]


def table(printed: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(printed)))


@pytest.mark.parametrize("name", LISTINGS)
def test_a_listing_prints_every_key_of_its_rows(full: World, name: str) -> None:
    """In the order of its records, so that CSV and JSON say the same."""
    header, *rows = table(full.run(*asked(full, name), "--csv"))
    answer: Any = full.asked(*asked(full, name))
    records = answer if isinstance(answer, list) else next(
        value for value in answer.values() if isinstance(value, list)
    )  # fmt: skip

    assert rows
    assert [list(record) for record in records] == [header] * len(rows)


@pytest.mark.parametrize("name", sorted({*LISTINGS} - OF_A_RECORD - SILENT))
def test_a_header_is_the_same_where_nothing_is_on_file(
    full: World, empty: World, name: str
) -> None:
    """A sheet that is filled every week needs no second layout."""
    header = table(full.run(*asked(full, name), "--csv"))[0]

    found = table(empty.run(*asked(empty, name, ALONE.get(name)), "--csv"))

    assert found[:1] == [header]


@pytest.mark.parametrize("name", PAGED)
def test_a_header_is_the_same_where_nothing_is_found(full: World, name: str) -> None:
    """What was searched for changes the rows only."""
    header = table(full.run(*asked(full, name), "--csv"))[0]

    found = table(full.run(*asked(full, name), "--csv", "--search", NOTHING))

    assert found == ([] if name in SILENT else [header])


@pytest.mark.parametrize("name", NAMED)
def test_names_have_a_column_of_their_own(full: World, name: str) -> None:
    """Where they were asked for, behind the others."""
    header = table(full.run(*asked(full, name), "--csv"))[0]
    named = table(full.run(*asked(full, name), "--names", "--csv"))[0]

    assert named == [*header, "name"]


@pytest.mark.parametrize("name", sorted(set(PAGED) - OF_A_RECORD))
def test_an_unknown_field_is_refused_where_nothing_is_on_file(
    full: World, empty: World, name: str
) -> None:
    """As it is where there are rows, and by the same fields."""
    words = ("--sort", "nosuch")
    refused = full.tried(*asked(full, name), *words)

    assert refused == empty.tried(*asked(empty, name, ALONE.get(name)), *words)
    assert refused[0] == 2
    assert "--sort: there is no field 'nosuch'." in refused[2]
