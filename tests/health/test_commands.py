"""The command line is what the contract says, and one table leads to all of it."""

from importlib import import_module
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from wioatrack.cli import app
from wioatrack.commands import COMMANDS, GROUPS
from wioatrack.rulebooks import selectable_profiles

CONTRACT = """
init
demo
user add list edit roles
participant add edit show list find purge
application add edit show list
goal add edit list
plan show request agree print export log
assessment add summarize list needs
pathway set show
provider add list
program add edit list remove match
referral send reply list
service add update remove show list history recommend bulk
payment add edit remove list
override request edit withdraw review list show
attendance record week list verify reopen group sheet
employer add
worksite add
job add list
placement add update verify list history remove payroll
msg add edit list check
credential add edit list show decide lookup
document add show list
exit check record early void forecast
summary
employment add edit list
note add list
followup due add list done
agenda
story add list
catalog add edit show list publish unpublish archive history export import
reference list show find
rules list show why
report services support overrides caseload credentials inactivity
import
export
template
log
undo
db info check backup restore migrate
batch
doctor
"""
PROMISED = [tuple(line.split()) for line in CONTRACT.split("\n") if line]
# Promised by the contract and not built yet.
NOT_YET = """
"""


def commands_of(noun: str) -> set[str]:
    program: Any = typer.main.get_command(app)
    found = program.get_command(None, noun)
    return set(found.list_commands(None)) if hasattr(found, "list_commands") else set()


def built() -> set[str]:
    verbs = {f"{noun} {verb}" for noun in GROUPS for verb in commands_of(noun)}
    return {*COMMANDS, *verbs}


def promised() -> set[str]:
    return {
        " ".join(words).strip()
        for noun, *verbs in PROMISED
        for words in ([noun, verb] for verb in verbs or [""])
    }


def test_every_command_of_the_contract_exists() -> None:
    """A script that names it finds it; what is still to come is listed."""
    late = set(NOT_YET.strip().splitlines())

    assert promised() - built() <= late
    assert late <= promised()


@pytest.mark.parametrize("noun", GROUPS)
def test_the_table_of_groups_says_what_the_modules_say(noun: str) -> None:
    """`--help` reads the table and imports nothing, so both must agree."""
    module, line = GROUPS[noun]

    assert import_module(module).app.info.help == line


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_without_a_noun_is_where_the_table_says(name: str) -> None:
    """And has a line of help."""
    module, function, line = COMMANDS[name]

    assert callable(getattr(import_module(module), function))
    assert line.endswith(".")


def every_command() -> list[tuple[str, Any]]:
    program: Any = typer.main.get_command(app)
    found = []
    for noun in [*COMMANDS, *GROUPS]:
        command = program.get_command(None, noun)
        if hasattr(command, "list_commands"):
            found += [
                (f"{noun} {verb}", command.get_command(None, verb))
                for verb in command.list_commands(None)
            ]
        else:
            found.append((noun, command))
    return found


@pytest.mark.parametrize(
    ("name", "command"), every_command(), ids=lambda part: str(part)[:40]
)
def test_every_command_says_what_it_does_and_takes_json(
    name: str, command: Any
) -> None:
    """One promise at least; every option has its help."""
    assert command.help, name
    options = {flag for parameter in command.params for flag in parameter.opts}
    if name not in WITHOUT_JSON:
        assert "--json" in options
        assert "--no-input" in options
    for parameter in command.params:
        assert getattr(parameter, "help", "-") or parameter.hidden, parameter.name


@pytest.mark.parametrize(
    ("name", "command"), every_command(), ids=lambda part: str(part)[:40]
)
def test_every_number_of_a_command_has_bounds(name: str, command: Any) -> None:
    """A number that the store cannot hold is refused as a word of the command."""
    open_ended = [
        parameter.name
        for parameter in command.params
        if parameter.type.name.startswith("integer")
        and None
        in (getattr(parameter.type, "min", None), getattr(parameter.type, "max", None))
    ]

    assert open_ended == [], name


@pytest.mark.parametrize(
    ("name", "command"), every_command(), ids=lambda part: str(part)[:40]
)
def test_every_flag_of_a_command_means_one_thing(name: str, command: Any) -> None:
    """None is declared twice, and none says no twice."""
    flags = [
        flag
        for parameter in command.params
        for flag in (*parameter.opts, *parameter.secondary_opts)
        if flag.startswith("-")
    ]

    assert len(flags) == len(set(flags))
    assert [flag for flag in flags if flag.startswith("--no-no-")] == []


WITHOUT_JSON = {"export", "template", "catalog export"}


def test_help_names_the_profiles_that_the_data_has() -> None:
    """A new one is there without anybody naming it in code."""
    helped = CliRunner().invoke(app, ["application", "add", "--help"])

    assert helped.exit_code == 0
    said = " ".join(helped.stdout.split())
    assert f"One of {', '.join(selectable_profiles())}." in said
