"""Words, amounts and days that only look right, through the program."""

import ast
import json
import re
import sqlite3
from calendar import monthrange
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wioatrack
from wioatrack.entries.kinds import read_money, say_money
from wioatrack.rules.dates import months_after

Made = Callable[..., Any]
SOURCE = Path(wioatrack.__file__).parent


@pytest.mark.fault(45)
@given(st.dates(max_value=date(9990, 12, 31)), st.integers(1, 24), st.integers(1, 24))
def test_months_are_counted_from_the_first_day(day: Any, one: int, two: int) -> None:
    """A span counted step by step would lose the 31st on the way."""
    at_once = months_after(day, one + two)

    longest = monthrange(at_once.year, at_once.month)[1]
    assert at_once.day == min(day.day, longest)
    assert (at_once.year - day.year) * 12 + at_once.month - day.month == one + two


@pytest.mark.fault(46)
@pytest.mark.parametrize(
    ("born", "code", "says"),
    [
        ("9999-12-31", 2, "the year must lie between 1900 and 2199"),
        ("0001-01-01", 2, "the year must lie between 1900 and 2199"),
        ("1899-12-31", 2, "the year must lie between 1900 and 2199"),
        ("2023-07-01", 1, "Born 2023-07-01; the last day that counts is 2023-06-30."),
    ],
)
def test_a_birth_nobody_had_is_refused(
    wioatrack: Made, born: str, code: int, says: str
) -> None:
    """Before anybody lives, after anybody will, or tomorrow."""
    wioatrack("participant", "add", "--state-id", "1", "--first-name", "A",
              "--last-name", "B", "--birth-date", born, code=code, says=says)  # fmt: skip

    assert json.loads(wioatrack("participant", "list", "--json").stdout) == []


@pytest.mark.fault(48)
def test_the_office_s_day_rules_and_the_log_is_in_utc(
    wioatrack: Made, made: Made
) -> None:
    """`--as-of` dates the record, the stamp of the log keeps the real moment."""
    made("participant", "add", "--state-id", "1", "--first-name", "A", "--last-name", "B",
         as_of="2023-03-12")  # fmt: skip

    shown = made("participant", "show", "1")
    newest = json.loads(wioatrack("log", "--json").stdout)[0]

    assert shown["created"] == "2023-03-12"
    assert newest["at"].endswith("+00:00")
    assert not newest["at"].startswith("2023-03-12")


@pytest.mark.fault(54)
@given(st.lists(st.integers(1, 99_999_99), max_size=200))
def test_cents_add_up_exactly(amounts: list[int]) -> None:
    """What is said, read again and added is what was added."""
    assert sum(read_money(say_money(cents)) for cents in amounts) == sum(amounts)


@pytest.fixture
def housing(made: Made, person: Made) -> int:
    """An open support service with a maximum of 500 dollars."""
    who = person("isets", participation_date="2022-07-01")
    goal = made("goal", "add", who, "--statement", "Work", "--category", "career-plan",
                "--term", "short")["id"]  # fmt: skip
    for activity in ("BE", "Housing/Utilities"):
        service = made("service", "add", who, "--activity", activity, "--goal", goal,
                       "--status", "started", "--start", "2022-08-01")  # fmt: skip
    return int(service["id"])


def pay(service: int, amount: str, *more: object) -> tuple[object, ...]:
    return (
        *("payment", "add", service, "--subtype", "housing-utilities"),
        *("--method", "check", "--date", "2022-09-01", "--amount", amount),
        *("--paid-by", "snap-et", *more),
    )


@pytest.mark.fault(55)
@pytest.mark.parametrize(
    ("amount", "quantity", "says"),
    [
        ("99999999999", "1", "at most 99999999.99"),
        ("1", "1000000000", "a whole number from 1 to 10,000"),
        ("9223372036854775808", "1", "at most 99999999.99"),
        ("1", "0", "a whole number from 1 to 10,000"),
    ],
)
def test_an_amount_that_would_overflow_is_refused_before_it_is_multiplied(
    wioatrack: Made, housing: int, amount: str, quantity: str, says: str
) -> None:
    """One clear line, nothing written."""
    wioatrack(*pay(housing, amount, "--quantity", quantity), code=2, says=says)

    assert json.loads(wioatrack("payment", "list", "--json").stdout) == []


@pytest.mark.fault(56)
@pytest.mark.parametrize("amount", ["1.005", "0.001", "10.999"])
def test_nothing_is_rounded(wioatrack: Made, housing: int, amount: str) -> None:
    """A third decimal is refused, so there is nothing to round."""
    wioatrack(*pay(housing, amount), code=2,
              says=f"'{amount}' is not an amount of money")  # fmt: skip


@pytest.mark.fault(57)
@pytest.mark.covers("IS-61")
@pytest.mark.parametrize(
    ("spent", "code", "says"),
    [
        ("450.00", 0, "override 1"),
        ("449.99", 1, "50.01 are left; a request is possible at 50.00 or less"),
    ],
)
def test_fifty_dollars_left_open_the_request_and_fifty_and_a_cent_do_not(
    wioatrack: Made, made: Made, housing: int, spent: str, code: int, says: str
) -> None:
    """The threshold includes the 50."""
    made(*pay(housing, spent))

    wioatrack("override", "request", housing, "--amount", "200", "--reason", "rent",
              code=code, says=says)  # fmt: skip


HOSTILE = [
    "'; DROP TABLE participant; --",
    "100%",
    "_",
    "%",
    '"',
    "NEAR(",
    "*",
    "-",
    "\\",
]


@pytest.mark.fault(77)
@pytest.mark.fault(78)
@pytest.mark.parametrize("words", HOSTILE)
def test_a_search_takes_every_sign_literally(
    wioatrack: Made, made: Made, words: str
) -> None:
    """Only who has it is found, and the table is still there."""
    for number, name in enumerate(("Plain", f"X{words}Y"), 1):
        made("participant", "add", "--state-id", number, "--first-name", name,
             "--last-name", "Flores")  # fmt: skip

    found = wioatrack("participant", "find", "--json", "--", words, code=0)
    listed = wioatrack("participant", "list", f"--search={words}", "--json", code=0)

    name = f"X{words}Y"
    assert [row["first_name"] for row in json.loads(found.stdout)] == [name]
    assert name in {row["first_name"] for row in json.loads(listed.stdout)}
    assert len(json.loads(wioatrack("participant", "list", "--json").stdout)) == 2


@pytest.mark.fault(93)
def test_no_pager_editor_or_shell_is_ever_started() -> None:
    """So nothing in PAGER or EDITOR can run."""
    started = re.compile(r"\b(PAGER|EDITOR|os\.system|os\.popen|shell=True)\b")

    files = {file: file.read_text(encoding="utf-8") for file in SOURCE.rglob("*.py")}
    assert len(files) > 300
    assert [file for file, text in files.items() if started.search(text)] == []


@pytest.mark.fault(95)
def test_settings_come_from_the_command_line_and_three_variables() -> None:
    """There is no configuration file to be hostile."""
    read: set[str] = set()
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                read |= set(re.findall(r"\bWIOATRACK_[A-Z_]+\b", node.value))

    assert {"WIOATRACK_DB", "WIOATRACK_USER", "WIOATRACK_AS_OF"} <= read
    assert not any("CONFIG" in name for name in read)


@pytest.mark.fault(96)
def test_no_option_takes_a_whole_social_security_number(
    wioatrack: Made, made: Made, db: Path
) -> None:
    """Only four digits, so a list of processes shows no more than that."""
    made("participant", "add", "--state-id", "1", "--first-name", "A", "--last-name", "B",
         "--ssn4", "1519")  # fmt: skip

    ended = wioatrack("participant", "edit", "1", "--ssn4", "123-45-6789", code=2,
                      says="--ssn4")  # fmt: skip

    assert "6789" not in ended.output
    with closing(sqlite3.connect(db)) as connection:
        assert connection.execute("SELECT ssn4 FROM participant").fetchone() == (
            "1519",
        )
