"""Fixtures shared by all tests: a real database file, and the program run against it."""

import json
import signal
from collections.abc import Callable
from pathlib import Path
from shutil import copy2
from typing import Any, Protocol
from zlib import crc32

import pytest
from typer.testing import CliRunner, Result

from wioatrack.cli import app
from wioatrack.errors import ReturnCode

# A shell that runs the tests in the background has them, and all they start, ignore it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

TODAY = "2023-06-30"
STAFF = "ore"
OUTCOMES = set(ReturnCode) - {ReturnCode.DEFECT}
REFUSALS = OUTCOMES - {ReturnCode.OK, ReturnCode.DUE}
STATED = ("rule", "severity", "message")


class Program(Protocol):
    """`wioatrack("exit", "check", "314992", as_of="2017-01-01", user="lee")`."""

    def __call__(
        self,
        *words: object,
        as_of: str = ...,
        user: str = ...,
        code: int | None = ...,
        says: str = ...,
        keeps: bool = ...,
        input: str | None = ...,
    ) -> Result: ...


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Where this test's own database is, once `init` made it."""
    return tmp_path / "cases.db"


def on_disk(db: Path) -> dict[str, int]:
    """Everything beside the database by name and size, and the database by its bytes."""
    return {
        file.relative_to(db.parent).as_posix(): (
            crc32(file.read_bytes()) if file == db else file.stat().st_size
        )
        for file in db.parent.rglob("*")
        if file.is_file()
    }


def in_one_line(text: str) -> str:
    """Words as they follow each other, wherever lines were broken."""
    return " ".join(text.split())


def running(db: Path) -> Program:
    """The program in this process, on one database.

    Whatever it was asked, it ends with a code of the contract and without a
    traceback, and a run that does not end with 0 leaves every file as it was.
    """

    def run(
        *words: object,
        as_of: str = TODAY,
        user: str = STAFF,
        code: int | None = None,
        says: str = "",
        keeps: bool = False,
        input: str | None = None,
    ) -> Result:
        environment = {
            "WIOATRACK_DB": str(db),
            "WIOATRACK_USER": user,
            "WIOATRACK_AS_OF": as_of,
            "COLUMNS": "100",
        }
        before = None if code == 0 or keeps else on_disk(db)
        result = CliRunner(env=environment).invoke(
            app, [str(word) for word in words], input=input
        )
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert "Traceback" not in result.output
        assert result.exit_code in (OUTCOMES if code is None else {code}), result.output
        if result.exit_code and before is not None:
            assert on_disk(db) == before
        assert in_one_line(says) in in_one_line(result.output)
        return result

    return run


@pytest.fixture
def run(db: Path) -> Program:
    """Run the program in this process.

    `code` is the exit code it must end with, and `says` what it must print. Only what
    promises to keep a part of what was asked (`keeps`) may write and not end with 0.
    """
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
    """Run a command that must be refused, and give back its JSON.

    By a rule (exit 1) unless `code` says otherwise. `says` is the claim: words of the
    error that hold the value and the limit, of its hint, or a rule's whole id. That
    nothing was written is proven by the run itself.
    """

    def refused(*words: object, code: int = 1, says: str = "", **more: Any) -> Any:
        result = wioatrack(*words, "--json", code=code, **more)
        answer = json.loads(result.stdout)
        findings = answer["findings"]
        assert code in REFUSALS
        assert answer["error"]
        assert says in answer["error"] or says in {each["rule"] for each in findings}
        assert [
            finding for finding in findings if not all(map(finding.get, STATED))
        ] == []
        return answer

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
