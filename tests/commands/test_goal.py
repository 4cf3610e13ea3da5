"""`wioatrack goal …`"""

import json
from collections.abc import Callable
from typing import Any

import pytest

Made = Callable[..., dict[str, Any]]


@pytest.mark.covers("OUT-12", "OUT-13", "OUT-14", "OUT-15", "IS-27", "IS-28")
def test_a_goal_has_words_category_term_and_a_status(
    made: Made, person: Callable[..., str]
) -> None:
    """Not started unless said otherwise; every value prints under its option's name."""
    who = person("worknet")

    goal = made(
        "goal", "add", who, "--statement", "Earn a CDL", "--category", "Career Plan",
        "--term", "Short Term Goal",
    )  # fmt: skip

    assert goal["statement"] == "Earn a CDL"
    assert goal["category"] == "career-plan"
    assert goal["term"] == "short"
    assert goal["status"] == "not-started"
    assert goal["application"] == who
    assert (goal["services"], goal["earliest_start"]) == (0, None)


@pytest.mark.covers("IS-25")
@pytest.mark.parametrize("filling", ["x", "é", "目"])
def test_144_characters_fit_and_145_are_refused(
    made: Made, refused: Made, person: Callable[..., str], filling: str
) -> None:
    """Characters are counted, not bytes, and nothing is written on refusal."""
    who = person("isets")
    words = ("--category", "career-plan", "--term", "long")

    made("goal", "add", who, "--statement", filling * 144, *words)
    answer = refused("goal", "add", who, "--statement", filling * 145, *words)

    assert answer["findings"][0]["rule"] == "goal.statement-length"
    assert answer["findings"][0]["severity"] == "system"
    assert answer["error"] == "The statement has 145 characters; the limit is 144."
    assert len(made("goal", "list", who)) == 1


@pytest.mark.covers("OUT-13", "IS-26")
def test_a_category_is_offered_per_profile(
    made: Made, refused: Made, person: Callable[..., str]
) -> None:
    """Four in the Outcomes guide, three in the plan guide; what is offered is named."""
    goal = ("--statement", "Live alone", "--category", "Independent Living",
            "--term", "long")  # fmt: skip

    assert made("goal", "add", person("worknet"), *goal)["category"] == (
        "independent-living"
    )
    answer = refused("goal", "add", person("isets"), *goal, code=2)

    assert "support-services, career-plan, education-training-plan" in answer["error"]


def test_a_template_takes_the_place_of_own_words(
    made: Made, refused: Made, person: Callable[..., str]
) -> None:
    """Either, and never both or neither."""
    who = person("isets")
    rest = ("--category", "career-plan", "--term", "short")

    goal = made("goal", "add", who, "--template", "earn-first-credential", *rest)

    assert goal["template"] == "earn-first-credential"
    assert goal["statement"].startswith("Earn a first industry-recognized credential")
    refused("goal", "add", who, *rest, code=2,
            says="Missing: --statement. --help lists what the command takes.")  # fmt: skip
    refused("goal", "add", who, "--template", "earn-first-credential", "--statement",
            "x", *rest, code=2,
            says="A goal has either own words or those of a template.")  # fmt: skip


@pytest.mark.covers("OUT-16", "IS-22")
def test_a_goal_is_amended(
    made: Made, refused: Made, person: Callable[..., str]
) -> None:
    """Only what is given changes, by the same rules as `add`."""
    who = person("isets")
    goal = made(
        "goal", "add", who, "--template", "find-employment", "--category",
        "career-plan", "--term", "short",
    )  # fmt: skip

    edited = made("goal", "edit", goal["id"], "--status", "Off Track")
    words = made("goal", "edit", goal["id"], "--statement", "Find work as a welder")

    assert (edited["status"], edited["statement"]) == ("off-track", goal["statement"])
    assert (words["statement"], words["template"]) == ("Find work as a welder", None)
    refused("goal", "edit", goal["id"], "--statement", "x" * 145,
            says="The statement has 145 characters; the limit is 144.")  # fmt: skip
    refused("goal", "edit", goal["id"], "--category", "independent-living", code=2,
            says="SNAP E&T in Illinois does not offer 'independent-living'.")  # fmt: skip
    refused("goal", "edit", 99, "--status", "complete", code=3,
            says="There is no goal 99.")  # fmt: skip


@pytest.mark.covers("IS-30", "IS-21")
def test_the_list_counts_services_and_takes_its_days_from_them(
    made: Made, person: Callable[..., str]
) -> None:
    """Earliest start and latest planned due date of the services attached."""
    who = person("isets")
    goal = made(
        "goal", "add", who, "--statement", "Finish school", "--category",
        "education-training-plan", "--term", "long",
    )  # fmt: skip
    for activity, start, due in (
        ("BE", "2023-02-01", "2023-06-30"),
        ("VT", "2023-01-09", "2023-05-19"),
    ):
        made("service", "add", who, "--activity", activity, "--goal", goal["id"],
             "--planned-start", start, "--planned-end", due)  # fmt: skip

    (row,) = made("goal", "list", who)

    assert row["services"] == 2
    assert row["earliest_start"] == "2023-01-09"
    assert row["latest_planned_due"] == "2023-06-30"


def test_a_list_is_narrowed(made: Made, person: Callable[..., str]) -> None:
    """By status, term and category."""
    who = person("worknet")
    for status in ("not-started", "complete"):
        made("goal", "add", who, "--statement", status, "--category", "career-plan",
             "--term", "long", "--status", status)  # fmt: skip

    found: Any = made("goal", "list", who, "--status", "complete")

    assert [row["statement"] for row in found] == ["complete"]
    assert made("goal", "list", who, "--term", "short") == []


def test_markup_in_a_statement_is_only_words(
    made: Made, wioatrack: Any, person: Callable[..., str]
) -> None:
    """A closing tag crashes nothing and comes back as it was typed."""
    who = person("worknet")
    words = "Pass the [/red] exam \N{WAVING HAND SIGN}"

    goal = made("goal", "add", who, "--statement", words, "--category", "career-plan",
                "--term", "short")  # fmt: skip

    assert goal["statement"] == words
    assert "[/red]" in wioatrack("goal", "list", who, code=0).stdout


def test_a_viewer_sets_no_goal(
    made: Made, refused: Made, person: Callable[..., str]
) -> None:
    """Exit 4, and nothing written."""
    who = person("worknet")
    made("user", "add", "vi", "--role", "viewer")

    refused("goal", "add", who, "--statement", "x", "--category", "career-plan",
            "--term", "short", user="vi", code=4,
            says="Role viewer may not enter and change records.")  # fmt: skip

    assert json.dumps(made("goal", "list", who)) == "[]"
