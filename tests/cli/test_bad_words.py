"""Whatever is typed into whatever option, the answer is one of the documented ones."""

import json
import sqlite3
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from wioatrack.cli import app
from wioatrack.commands import GROUPS

DOCUMENTED = {0, 1, 2, 3, 4, 5, 6, 7}
WRITES = ("add", "edit", "record", "early", "void", "update", "remove", "request",
          "review", "withdraw", "set", "send", "reply", "verify", "reopen", "publish",
          "unpublish", "archive", "agree", "done", "decide", "summarize")  # fmt: skip
NASTY = (
    "", " ", "\x1b[2J", "[/b]", "[red]x[/]", ":smile:", "a\x00b", "\u202eevil", "名前",
    "😀", "é", "e\u0301", "x" * 5000, "1" * 40, "-1", "0", "1e400", "NaN", "Infinity",
    "02/30/2024", "2023-02-29", "02/03/04", "2199-12-31", "1900-01-01", "today",
    "123-45-6789", "123456789", "'; DROP TABLE participant; --", "100%", "%s", "{x}",
    "=1+1", "--json", "-", "../../etc/passwd", "AI-1001", "1", "2", "99999999",
    "9223372036854775808", "yes", "no", "08:30", "24:00", "475.00", "$1,400.5",
    "0.001", "postsecondary", "started", "300", "BE", "worknet", "2022-08-22:2022-12-16:6",
    "2022-12-16:2022-08-22:6", ":::", "a:b", "\n", "a\nb", "\\", "\u2028", "\ufeff",
)  # fmt: skip
# Files, other databases and mail are tried where they are made; here only words are.
ELSEWHERE = {"db", "import", "export", "template", "doctor"}


def commands() -> list[tuple[str, str, Any]]:
    """Every command of every group: noun, verb, and what it takes."""
    found = []
    for noun, (module, _) in GROUPS.items():
        if noun in ELSEWHERE:
            continue
        group: Any = typer.main.get_command(import_module(module).app)
        verbs = getattr(group, "commands", None)
        if verbs:
            found += [(noun, verb, command) for verb, command in verbs.items()]
    return found


COMMANDS = commands()


@st.composite
def typed(draw: st.DrawFn) -> list[str]:
    """A command with arguments and some of its options, filled with anything."""
    noun, verb, command = draw(st.sampled_from(COMMANDS))
    words = [noun, verb]
    value = st.sampled_from(NASTY) | st.text(max_size=30)
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            words.append(draw(value))
        elif parameter.name not in ("ics", "html", "out", "file", "failed", "document"):
            chosen = draw(st.integers(0, 2 if parameter.is_flag else 1))
            if parameter.is_flag and chosen:
                options = [*parameter.opts, *parameter.secondary_opts]
                words.append(options[(chosen - 1) % len(options)])
            elif chosen:
                words += [parameter.opts[0], draw(value)]
    return words


@pytest.fixture(scope="module")
def caseload(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's caseload, which has a record of every noun."""
    path = tmp_path_factory.mktemp("bad") / "demo.db"
    made = CliRunner().invoke(app, ["--db", str(path), "demo", "--participants", "0",
                                    "--json"])  # fmt: skip
    assert made.exit_code == 0, made.output
    return path


def contents(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


@pytest.mark.fault(53)
@pytest.mark.fault(74)
@settings(
    max_examples=250,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(words=typed())
def test_any_words_get_a_documented_answer(caseload: Path, words: list[str]) -> None:
    """No traceback, no raw escape, no whole SSN, and nothing written on a refusal."""
    before = contents(caseload)
    environment = {"WIOATRACK_DB": str(caseload), "WIOATRACK_USER": "demo",
                   "WIOATRACK_AS_OF": "2023-06-30", "COLUMNS": "100"}  # fmt: skip

    result = CliRunner(env=environment).invoke(app, words)

    assert result.exit_code in DOCUMENTED, (words, result.output)
    assert isinstance(result.exception, SystemExit | None)
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output
    assert "\x00" not in result.output
    if "123-45-6789" in words:
        assert "123-45-6789" not in result.stderr
    if result.exit_code:
        assert contents(caseload) == before
        if "--json" in words and result.stdout.startswith("{"):
            json.loads(result.stdout)
