"""What is typed and what is loaded come through the same door."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer

from wioatrack.actions import credential_facts
from wioatrack.actions.batches.credential_rules import ASKED
from wioatrack.actions.batches.nouns import BECAUSE, WAIVE
from wioatrack.actions.batches.register import NOUNS
from wioatrack.actions.cases import find_case
from wioatrack.actions.desk import Desk
from wioatrack.actions.roles import actor
from wioatrack.cli import app
from wioatrack.commands import GROUPS
from wioatrack.entries.credentials import CredentialEntry
from wioatrack.entries.kinds import Labelled

VERBS = ("add", "record", "request")
# Nouns that do not come by the file, each with its reason.
BY_HAND = {
    "user": "a manager lets people in one by one",
    "document": "its argument is a file, whose bytes no cell holds",
    "plan": "asking for agreement has nothing to say in columns",
}
COMMON = {"json", "no_input", "waive", "waive_because", "help"}


def commands() -> dict[str, Any]:
    """The command that makes a record, of every noun that has one."""
    program: Any = typer.main.get_command(app)
    found = {}
    context = typer.Context(program)
    for noun in GROUPS:
        group = program.get_command(context, noun)
        verbs = group.list_commands(context)
        verb = next((one for one in VERBS if one in verbs), None)
        if verb is not None:
            found[noun] = group.get_command(context, verb)
    return found


def test_every_noun_that_is_added_comes_by_the_file() -> None:
    """Or has a reason why not."""

    assert set(commands()) - set(BY_HAND) == set(NOUNS)


@pytest.mark.parametrize("noun", NOUNS)
def test_options_fields_and_columns_are_one_table(noun: str) -> None:
    """What `add` takes is what `template` prints and what the entry has, in order."""
    parameters = commands()[noun].params
    options = [
        max(one.opts, key=len).removeprefix("--").replace("-", "_")
        for one in parameters
        if one.param_type_name == "option" and one.name not in {"as_json", *COMMON}
    ]
    arguments = [one for one in parameters if one.param_type_name == "argument"]
    registered = NOUNS[noun]
    fields = [field.name for field in registered.fields]
    beside = {WAIVE, BECAUSE} if registered.waivers else set()

    assert options == fields
    columns = [column.name for column in registered.columns]
    assert [name for name in columns if name in fields] == fields
    assert set(columns) - set(fields) <= {*registered.leads, "application", *beside}
    assert len(arguments) == len(registered.leads)
    assert ("waive" in {one.name for one in parameters}) == registered.waivers


# Bad credentials and good ones, as cells by option.
ROWS: list[dict[str, str]] = [
    {"type": "occupational-skills-license", "date": "2016-01-01", "name": "Odd"},
    {"type": "occupational-skills-license", "date": "2031-01-01", "name": "CDL"},
    {"type": "Apprenticeship Certificate", "date": "2017-01-01", "name": "A GED"},
    {"type": "secondary-diploma", "date": "13/13/2017"},
    {"type": "occupational-skills-licens", "date": "soon"},
    {"type": "graduate-degree", "date": "2017-01-01", "name": "Master", "note": "done"},
    {"type": "occupational-skills-license", "date": "2017-01-01", "service": "77"},
    {"type": "occupational-skills-license", "date": "2017-01-01", "name": "A\x1b"},
    {"type": "High School Diploma/Equivalency", "date": "2017-01-01", "name": "GED",
     "source": "copy-of-diploma", "issuer": "State Board", "note": "done"},
]  # fmt: skip


@pytest.mark.parametrize("profile", ["cook", "worknet", "caljobs", "isets", "alabama"])
def test_both_doors_say_the_same(
    wioatrack: Any, person: Callable[..., str], tmp_path: Path, profile: str
) -> None:
    """Each row is refused or filed alike, with the same findings in the same words."""
    who = person(profile)
    for cells in ROWS:
        file = tmp_path / "row.jsonl"
        file.write_text(json.dumps({"application": who, **cells}) + "\n")
        loaded = wioatrack("import", "credential", file, "--dry-run", "--json")
        words = [w for n, text in cells.items() for w in (f"--{n}", text)]
        added = wioatrack("credential", "add", who, *words, "--json")

        answer, single = json.loads(loaded.stdout), json.loads(added.stdout)
        assert (answer["rejected"] == 0) == (added.exit_code == 0), cells
        if added.exit_code == 0:
            wioatrack("undo", single["undo"], code=0)
        told = [
            (one["rule"], one["severity"], one["message"], one["source"])
            for one in single["findings"]
        ]
        listed = [
            (one["rule"], one["severity"], one["message"], one["source"])
            for one in answer["findings"]
            if one["rule"] != "words.old-value"
        ]
        if told:
            assert listed == told, cells
        elif added.exit_code:
            for one in answer["findings"]:
                assert one["message"] in single["error"], cells


def test_a_load_asks_every_rule_that_one_record_is_asked(
    person: Callable[..., str], db: Path
) -> None:
    """In the same order: a rule added for `credential add` is asked of rows too."""
    who = person("cook")
    desk = Desk(db, "ore", "ore", date(2023, 6, 30))
    entry = CredentialEntry(
        type=Labelled("graduate-degree", "graduate-degree"), date=date(2017, 1, 1)
    )
    with desk.reading() as store:
        case = find_case(store, actor(store, "ore"), who)
        outcomes = credential_facts.outcomes(
            store, desk, case, entry, has_note=True, credential_id=None
        )

    assert tuple(outcome.rule for outcome in outcomes) == ASKED
