"""`import attendance`: a row adds a day, and never replaces one."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HEADER = "service,day,in,lunch_start,lunch_end,out,verify\n"
MORNING = "2021-11-29,9:00,,,12:00,\n"
AFTERNOON = "2021-11-29,13:00,,,17:00,\n"


@pytest.fixture
def service(made: Any, person: Any) -> int:
    """A service that takes attendance."""
    who = person("isets", participation_date="2021-07-01", provider="Asian Services")
    words = ("--activity", "BE", "--status", "started", "--start", "11/28/2021",
             "--planned-end", "4/28/2022")  # fmt: skip
    return int(made("service", "add", who, *words)["id"])


@pytest.fixture
def load(wioatrack: Any, tmp_path: Path, service: int) -> Callable[..., Any]:
    """Load rows of the service; `code` is the exit code."""

    def load(*rows: str, code: int = 0, words: tuple[str, ...] = ()) -> Any:
        file = tmp_path / "days.csv"
        file.write_text(HEADER + "".join(f"{service},{row}" for row in rows))
        answer = wioatrack("import", "attendance", file, "--json", *words, code=code)
        return json.loads(answer.stdout)

    return load


@pytest.fixture
def times(made: Any, service: int) -> Callable[[], Any]:
    """The times of the day on file."""

    def times() -> Any:
        week = made("attendance", "week", service, "--week", "2021-11-29")
        (day,) = [one for one in week["days"] if one["day"] == "2021-11-29"]
        return [day[name] for name in ("in", "lunch_start", "lunch_end", "out")]

    return times


def test_two_rows_of_one_day_are_not_two_records(load: Any) -> None:
    """The second one with other times is rejected, and says what the first one has."""
    answer = load(MORNING, AFTERNOON, code=1)

    (finding,) = answer["findings"]
    assert (answer["created"], answer["rejected"], finding["line"]) == (0, 1, 3)
    assert "An earlier row of this file has 2021-11-29" in finding["message"]
    assert "in 09:00, out 12:00" in finding["message"]
    assert "lunch_start and lunch_end" in finding["fix"]


def test_the_same_day_twice_in_the_same_words_is_one(load: Any) -> None:
    """It is one day, and loading the file again adds none."""
    both = (MORNING, MORNING)

    first, again = load(*both), load(*both)

    assert (first["created"], first["unchanged"]) == (1, 1)
    assert (again["created"], again["unchanged"]) == (0, 2)


def test_a_load_replaces_no_day(load: Any, times: Any, wioatrack: Any) -> None:
    """Other times are rejected with the command that corrects the day by hand."""
    load(MORNING)

    answer = load(AFTERNOON, code=1)

    (finding,) = answer["findings"]
    assert "2021-11-29 is on file with other times" in finding["message"]
    assert times() == ["09:00", None, None, "12:00"]
    fix = finding["fix"].partition("wioatrack ")[2]
    wioatrack(*fix.split(), code=0)
    assert times() == ["13:00", None, None, "17:00"]
    assert load(AFTERNOON)["unchanged"] == 1


@pytest.mark.parametrize(
    "more",
    ["2021-11-29,9:00,10:00,10:30,12:00,\n", "2021-11-29,9:00,none,none,12:30,\n"],
)
def test_what_a_row_would_add_to_a_day_is_left_to_a_person(
    load: Any, times: Any, more: str
) -> None:
    """A lunch more, or another check-out, changes the hours that count."""
    load(MORNING)

    (finding,) = load(more, code=1)["findings"]

    assert finding["message"].endswith("with other times: in 09:00, out 12:00.")
    assert times() == ["09:00", None, None, "12:00"]


@pytest.mark.parametrize(
    "less", ["2021-11-29,9:00,,,,\n", "2021-11-29,9:00,none,,12:00,\n"]
)
def test_a_row_that_a_day_says_already_is_on_file(load: Any, less: str) -> None:
    """A row that leaves out what the day has adds nothing, and takes nothing away."""
    load(MORNING)

    assert load(less)["unchanged"] == 1


def test_a_lunch_is_not_taken_away_by_a_file(load: Any, times: Any) -> None:
    """`none` against a lunch on file is another day's words."""
    load("2021-11-29,9:00,12:00,12:30,17:00,\n")

    (finding,) = load("2021-11-29,9:00,none,,17:00,\n", code=1)["findings"]

    assert "lunch start 12:00, lunch end 12:30" in finding["message"]
    assert times() == ["09:00", "12:00", "12:30", "17:00"]


def test_a_week_of_days_on_file_is_verified_by_hand(load: Any, wioatrack: Any) -> None:
    """A row that only vouches for its week names the command that does; then it is known."""
    load(MORNING)
    vouching = MORNING.replace(",\n", ",yes\n")

    answer = load(vouching, code=1)

    fix = answer["findings"][0]["fix"]
    assert answer["findings"][0]["column"] == "verify"
    wioatrack(*fix.split()[1:], code=0)
    assert load(vouching)["unchanged"] == 1
