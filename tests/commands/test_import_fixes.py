"""`import`: what mends a row names no record that is not there."""

import re
from collections.abc import Callable
from typing import Any

import pytest

GAIN = "application,type,date,established,satisfactory\n"


def fixes(answer: Any) -> list[str]:
    return [one["fix"] for one in answer["findings"]]


@pytest.fixture
def gains(person: Callable[..., str]) -> str:
    """A gain with advice, and a row that cannot be read."""
    who = person("cook", number="314992", participation_date="2016-07-02")
    return f"{GAIN}{who},milestone,2016-09-01,2016-08-01,yes\n"


BAD = "314992,milestone,never,,\n"


@pytest.mark.parametrize(
    ("words", "bad", "code"), [((), BAD, 1), (("--dry-run",), "", 0)]
)
def test_a_record_that_does_not_stay_is_not_named(
    load: Any, gains: str, words: tuple[str, ...], bad: str, code: int
) -> None:
    """Its id goes to somebody else; what mends its row is a column."""
    said = " ".join(fixes(load("msg", gains + bad, *words, code=code)))

    assert "ill in" in said and "column" in said
    assert not re.search(r"msg edit (\d|MSG_ID)", said)


def test_a_record_that_stays_is_named(load: Any, gains: str, made: Any) -> None:
    """Beside bad rows too, where the good ones are kept."""
    said = fixes(load("msg", gains + BAD, "--keep-good", code=1))

    assert any("wioatrack msg edit 1" in fix for fix in said)
    again = fixes(load("msg", gains.replace("09-01", "09-02")))
    assert any("wioatrack msg edit 2" in fix for fix in again)


def test_a_rejected_row_is_mended_by_its_columns(load: Any, person: Any) -> None:
    """`add` speaks of its options, a file has columns."""
    who = person("cook", number="314992")
    row = f"{who},occupational-skills-license,Class A CDL License,2017-01-02\n"

    answer = load("credential", "application,type,name,date\n" + row, code=1)

    found = {one["rule"]: one["fix"] for one in answer["findings"]}
    note = found["credential.case-note"]
    assert note.startswith("Add column note, or first: wioatrack note add")
    assert "--task" in note
    assert found["credential.required-fields"] == "Add the missing columns."


def test_a_row_on_file_is_mended_by_options(load: Any, person: Any) -> None:
    """It is a record now."""
    who = person("caljobs", participation_date="2016-07-02")
    row = f"{who},300,started,2016-01-01\n"

    answer = load("service", "application,activity,status,start\n" + row)

    (fix,) = [one["fix"] for one in answer["findings"] if "within" in one["rule"]]
    assert fix.endswith("--participation-date 2016-01-01, or correct --start.")


def test_the_row_that_a_fix_is_for_is_mended_by_its_columns(
    load: Any, person: Any
) -> None:
    """Beside the command that would change something else."""
    who = person("caljobs", participation_date="2016-07-02")
    row = f"{who},300,started,2016-01-01\n"

    said = load("service", "application,activity,status,start\n" + row, "--dry-run")[
        "findings"
    ]

    (fix,) = [one["fix"] for one in said if "within" in one["rule"]]
    assert fix.endswith("--participation-date 2016-01-01, or correct column start.")


def test_an_exit_that_is_not_filed_is_not_to_be_voided(
    load: Any, person: Any, wioatrack: Any
) -> None:
    """A second exit in the same file asks for one of the two; one on file is voided."""
    who = person("alabama", number="314992", participation_date="2016-07-02")
    rows = [f"{who},2016-09-0{day},moved\n" for day in (1, 2)]
    header = "application,date,reason\n"

    twice = load("exit", header + "".join(rows), code=1)
    dry = load("exit", header + rows[0], "--dry-run")
    assert not any("exit void" in fix for fix in fixes(twice) + fixes(dry))
    assert any("keep one of the two" in fix for fix in fixes(twice))

    load("exit", header + rows[0])
    assert any("exit void 314992" in one for one in
               fixes(load("exit", header + rows[1], code=1)))  # fmt: skip
