"""Any day may be given as --as-of: what no rule of that day says is no defect."""

import re
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from wioatrack.cli import app
from wioatrack.commands import COMMANDS, GROUPS
from wioatrack.errors import ReturnCode

DAYS = ("1990-01-01", "2100-01-01")
READING = {"badge", "check", "clocks", "due", "find", "forecast", "history", "info",
           "list", "lookup", "log", "match", "needs", "outbox", "quarters", "recommend",
           "roles", "sheet", "show", "totals", "unmatched", "week", "why", "caseload",
           "credentials", "inactivity", "outcomes", "overrides", "services", "support",
           "agenda", "summary", "doctor"}  # fmt: skip
CASE = "AI-1001"
# What an argument is called, and a word for it; the rest take a record's id.
WORDS = {"who": CASE, "person": "9101001", "text": "a", "noun": "placement",
         "name": "goal-status", "rule_id": "credential.window", "rule": "credential.window",
         "record_id": "1", "id": "1"}  # fmt: skip
OPTIONS = {"attendance week": ("--week", "2023-03-06")}


def reading() -> dict[str, list[str]]:
    """Each command that changes nothing, with a word for each argument it needs."""
    program: Any = typer.main.get_command(app)
    found: dict[str, Any] = {}
    for noun in [*COMMANDS, *GROUPS]:
        command = program.get_command(None, noun)
        if hasattr(command, "list_commands"):
            for verb in command.list_commands(None):
                found[f"{noun} {verb}"] = command.get_command(None, verb)
        else:
            found[noun] = command
    return {
        name: [
            WORDS.get(parameter.name, "1")
            for parameter in command.params
            if parameter.param_type_name == "argument" and parameter.required
        ]
        for name, command in found.items()
        if name.split()[-1] in READING
    }


READINGS = reading()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The caseload of `demo`, with a backup of it, which `doctor` judges by its age."""
    path = tmp_path_factory.mktemp("days") / "cases.db"
    environment = {"WIOATRACK_DB": str(path), "WIOATRACK_USER": "demo"}
    for words in (["demo", "--participants", "5"],
                  ["db", "backup", str(path.with_name("kept.db")), "--verify"]):  # fmt: skip
        made = CliRunner(env=environment).invoke(app, words)
        assert made.exit_code == 0, made.output
    return path


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", READINGS)
def test_no_day_makes_a_reading_command_fail(demo: Path, name: str, day: str) -> None:
    """It answers, or refuses in words."""
    environment = {"WIOATRACK_DB": str(demo), "WIOATRACK_USER": "demo",
                   "WIOATRACK_AS_OF": day}  # fmt: skip
    words = [*name.split(), *READINGS[name], *OPTIONS.get(name, ())]

    ended = CliRunner(env=environment).invoke(app, words)

    assert ended.exit_code in set(ReturnCode) - {ReturnCode.DEFECT}, ended.output


def test_most_reading_commands_are_asked_for_something_on_file(demo: Path) -> None:
    """Else the days would be tried on refusals only."""
    environment = {"WIOATRACK_DB": str(demo), "WIOATRACK_USER": "demo"}
    refused = [
        name
        for name, words in READINGS.items()
        if CliRunner(env=environment)
        .invoke(app, [*name.split(), *words, *OPTIONS.get(name, ())])
        .exit_code
        in (ReturnCode.USAGE, ReturnCode.NOT_FOUND)
    ]

    assert len(refused) < len(READINGS) / 4, refused


def test_there_are_commands_to_try() -> None:
    """The clocks of the agenda and of placements are among them."""
    assert {"agenda", "doctor", "placement show", "followup due"} <= set(READINGS)
    assert all(re.fullmatch(r"[a-z -]+", name) for name in READINGS)
