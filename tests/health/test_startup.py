"""Which modules a command loads: lists do not flake, times do."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "rich", "questionary", "prompt_toolkit")
SLOW = ("tomllib", "asyncio", "importlib.metadata", "platformdirs", "csv", "hashlib")
SHOW = """
import sys, json, atexit
def show():
    sys.stderr.write("\\n" + json.dumps(sorted(sys.modules)))
atexit.register(show)
from wioatrack.cli import main
main()
"""
Loaded = Callable[..., set[str]]


READ = [
    ("participant", "list", "--json"),
    ("participant", "show", "1"),
    ("application", "show", "7"),
    ("credential", "list", "7", "--json"),
    ("credential", "list", "7"),
    ("summary", "7", "--json"),
    ("log", "7"),
    ("rules", "show", "credential.window"),
]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """The modules that a real process has at its end, after running a command."""
    home = tmp_path_factory.mktemp("home")
    environment = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "WIOATRACK_DB": str(home / "cases.db"),
        "WIOATRACK_USER": "ore",
        "WIOATRACK_AS_OF": "2023-06-30",
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
    }

    def loaded(*words: str, code: int = 0) -> set[str]:
        ended = subprocess.run(
            [sys.executable, "-c", SHOW, *words],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == code, ended.stderr
        return set(json.loads(ended.stderr.splitlines()[-1]))

    loaded("init", "--profile", "cook")
    loaded(
        "participant", "add", "--state-id", "1", "--first-name", "A", "--last-name", "B"
    )
    loaded("application", "add", "1", "--number", "7", "--application-date", "2016-07-02",
           "--region", "R", "--office", "O")  # fmt: skip
    for words in READ:
        loaded(*words)
    yield loaded


def of(modules: set[str], packages: tuple[str, ...]) -> list[str]:
    return sorted(
        name
        for name in modules
        if any(
            name == package or name.startswith(package + ".") for package in packages
        )
    )


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("--version",),
        ("credential", "--help"),
        ("credential", "add", "--help"),
    ],
)
def test_help_loads_neither_database_nor_rules(
    loaded: Loaded, words: tuple[str, ...]
) -> None:
    """Forty nouns cost no more than one."""
    modules = loaded(*words)

    assert of(modules, (*HEAVY, *SLOW, "sqlite3", "wioatrack.store")) == []
    assert not any(name.startswith("wioatrack.rules.") for name in modules - RESULTS)


RESULTS = {
    "wioatrack.rules",
    "wioatrack.rules.checklist",
    "wioatrack.rules.outcome",
    "wioatrack.rules.dates",
    "wioatrack.rules.registry",
    "wioatrack.rules.rulebook",
}


@pytest.mark.parametrize("words", READ)
def test_a_question_loads_no_heavy_package(
    loaded: Loaded, words: tuple[str, ...]
) -> None:
    """Plain or JSON; a table at a terminal loads Rich and nothing else."""
    modules = loaded(*words)

    assert of(modules, HEAVY) == []
    assert of(modules, ("tomllib", "asyncio", "importlib.metadata")) == []


def test_a_refused_entry_loads_no_database_layer(loaded: Loaded) -> None:
    """The first look says no before SQLModel is needed."""
    refused = loaded(
        *("credential", "add", "7", "--type", "occupational-skills-license"),
        *("--date", "2010-01-01", "--name", "X", "--issuer", "Y"),
        *("--source", "copy-of-credential"),
        code=1,
    )
    unreadable = loaded("credential", "add", "7", "--date", "02/30/2016", code=2)
    unknown = loaded("exit", "early", "nobody", "--date", "2016-08-31", "--reason",
                     "moved", "--note", "x", code=3)  # fmt: skip

    for modules in (refused, unreadable, unknown):
        assert of(modules, HEAVY) == []


def test_a_write_loads_only_the_tables_it_writes(loaded: Loaded) -> None:
    """SQLModel once, a module or two of tables, no Rich."""
    modules = loaded("participant", "edit", "1", "--phone", "555")

    assert "sqlmodel" in modules
    assert of(modules, ("rich", "questionary", "typer.rich_utils")) == []
    tables = set(of(modules, ("wioatrack.models",)))
    assert tables <= {
        "wioatrack.models",
        "wioatrack.models.people",
        "wioatrack.models.stamped",
        "wioatrack.models.evidence",
    }
