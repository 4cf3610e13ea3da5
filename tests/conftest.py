"""Fixtures shared by all tests: a real database file, and the program run against it."""

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copy2
from typing import Any, Protocol

import pytest
from typer.testing import CliRunner, Result

from wioatrack.cli import app

TODAY = "2023-06-30"
STAFF = "ore"


class Program(Protocol):
    """`wioatrack("exit", "check", "314992", as_of="2017-01-01", user="lee")`."""

    def __call__(
        self, *words: object, as_of: str = ..., user: str = ..., code: int | None = ...
    ) -> Result: ...


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Where this test's own database is, once `init` made it."""
    return tmp_path / "cases.db"


def running(db: Path) -> Program:
    """The program in this process, on one database."""

    def run(
        *words: object,
        as_of: str = TODAY,
        user: str = STAFF,
        code: int | None = None,
        input: str | None = None,
    ) -> Result:
        environment = {
            "WIOATRACK_DB": str(db),
            "WIOATRACK_USER": user,
            "WIOATRACK_AS_OF": as_of,
            "COLUMNS": "100",
        }
        result = CliRunner(env=environment).invoke(
            app, [str(word) for word in words], input=input
        )
        assert result.exception is None or isinstance(result.exception, SystemExit)
        if code is not None:
            assert result.exit_code == code, result.output
        return result

    return run


@pytest.fixture
def run(db: Path) -> Program:
    """Run the program in this process; `code` is the exit code it must end with."""
    return running(db)


@pytest.fixture(scope="session")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that `ore` manages, with `lee` as staff and `may` as reviewer."""
    path = tmp_path_factory.mktemp("staffed") / "cases.db"
    run = running(path)
    run("init", code=0)
    run("user", "add", "lee", "--role", "staff", code=0)
    run("user", "add", "may", "--role", "reviewer", code=0)
    return path


@pytest.fixture
def wioatrack(run: Program, db: Path, staffed: Path) -> Program:
    """The same with a copy of the staffed database."""
    copy2(staffed, db)
    return run


@pytest.fixture
def made(wioatrack: Program) -> Callable[..., dict[str, Any]]:
    """Run a command that must succeed, and give back its JSON."""

    def made(*words: object, **more: Any) -> Any:
        result = wioatrack(*words, "--json", code=0, **more)
        return json.loads(result.stdout)

    return made


@pytest.fixture
def refused(wioatrack: Program) -> Callable[..., dict[str, Any]]:
    """Run a command that a rule must refuse (exit 1), and give back its JSON."""

    def refused(*words: object, code: int = 1, **more: Any) -> Any:
        result = wioatrack(*words, "--json", code=code, **more)
        return json.loads(result.stdout)

    return refused


@pytest.fixture
def person(made: Callable[..., dict[str, Any]]) -> Callable[..., str]:
    """A new participant with one application under a profile; its WHO.

    `person("cook", number="314992", application_date="2016-07-02")`
    """
    count = 0

    def person(profile: str, **application: object) -> str:
        nonlocal count
        count += 1
        state_id = f"39138{count:02d}"
        made("participant", "add", "--state-id", state_id, "--first-name", "Manny",
             "--last-name", "Flores")  # fmt: skip
        application = {"number": f"3149{count:02d}", "application_date": "2016-07-02",
                       "region": "Chicago Cook Workforce Partnership",
                       "office": "Arlington Heights Workforce Center (8100)",
                       "agency_code": "LA-17"} | application  # fmt: skip
        words = [
            word
            for name, value in application.items()
            if value is not None
            for word in (f"--{name.replace('_', '-')}", value)
        ]
        opened = made("application", "add", state_id, "--profile", profile, *words)
        return str(opened["number"])

    return person
