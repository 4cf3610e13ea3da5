"""`wioatrack assessment …`"""

from collections.abc import Callable
from typing import Any

import pytest

Made = Callable[..., Any]


@pytest.mark.covers("OUT-19")
def test_a_test_keeps_what_a_gain_is_read_from(
    made: Made, person: Callable[..., str]
) -> None:
    """Series, subject, form, level, score and day; the level is a whole number."""
    who = person("worknet")

    test = made("assessment", "add", who, "--name", "TABE 11/12", "--kind", "pre",
                "--series", "TABE 11/12", "--subject", "Reading", "--form", "11M",
                "--level", 3, "--score", "541", "--date", "2022-09-01")  # fmt: skip

    kept = ("name", "kind", "series", "subject", "form", "level", "score", "date")
    assert [test[name] for name in kept] == [
        "TABE 11/12", "pre", "TABE 11/12", "Reading", "11M", 3, "541", "2022-09-01",
    ]  # fmt: skip
    assert [row["id"] for row in made("assessment", "list", who)] == [test["id"]]
    assert made("assessment", "list", who, "--kind", "post") == []
    assert made("assessment", "list", who, "--subject", "math") == []


def test_only_the_name_is_needed(made: Made, person: Callable[..., str]) -> None:
    """An assessment of another kind has neither level nor day."""
    test = made(
        "assessment", "add", person("isets"), "--name", "Career Cluster Inventory"
    )

    assert (test["kind"], test["level"], test["date"]) == ("other", None, None)


def test_it_cannot_have_been_taken_tomorrow(
    made: Made, refused: Made, person: Callable[..., str]
) -> None:
    """Today is the last day."""
    who = person("worknet")
    words = ("assessment", "add", who, "--name", "TABE")

    answer = refused(*words, "--date", "2023-07-01", as_of="2023-06-30")

    assert answer["findings"][0]["rule"] == "date.not-in-future"
    made(*words, "--date", "2023-06-30", as_of="2023-06-30")


@pytest.mark.parametrize("level", ["two", "-1", "2.5", "100", "٣"])
def test_a_level_is_a_whole_number(
    refused: Made, person: Callable[..., str], level: str
) -> None:
    """Anything else is one clear line and exit 2."""
    answer = refused("assessment", "add", person("worknet"), "--name", "TABE",
                     f"--level={level}", code=2)  # fmt: skip

    assert "--level" in answer["error"]


@pytest.mark.covers("IS-24")
def test_summaries_are_kept_with_their_history(
    made: Made, person: Callable[..., str]
) -> None:
    """Each is a case note of its own, the oldest first."""
    who = person("isets")

    first = made("assessment", "summarize", who, "--text", "Reads well.")
    made("assessment", "summarize", who, "--text", "Reads better.", user="lee")

    assert first["text"] == "Reads well."
    notes = made("note", "list", who, "--task", "assessment-summary")
    assert [note["message"] for note in notes] == ["Reads well.", "Reads better."]
    assert [note["author"] for note in notes] == ["ore", "lee"]
