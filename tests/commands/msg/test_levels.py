"""Educational functional levels, from assessments or by another route."""

from collections.abc import Callable
from typing import Any

import pytest

Made = Callable[..., Any]


@pytest.mark.covers("OUT-17", "OUT-19")
def test_one_level_up_is_a_gain(
    made: Made, trainee: Callable[..., str], assessed: Callable[..., Any]
) -> None:
    """Read from the two assessments: federal type 1, in the year of its day."""
    who = trainee()
    pre, post = assessed(who)

    gain = made("msg", "add", who, "--type", "Educational Functional Level (EFL)",
                "--pre", pre, "--post", post, "--date", "2023-02-01")  # fmt: skip

    assert (gain["type"], gain["federal_type"]) == ("efl", 1)
    assert gain["type_label"] == "Educational Functional Level (EFL)"
    assert (gain["pre"], gain["post"], gain["program_year"]) == (pre, post, 2022)
    assert (gain["countable"], gain["reasons"]) == (True, [])
    assert gain["findings"] == []


@pytest.mark.covers("OUT-19")
@pytest.mark.parametrize(
    ("after", "post"),
    [
        (2, {}),
        (3, {"subject": "Mathematics"}),
        (3, {"series": "CASAS"}),
        (3, {"date": "2022-09-01"}),
    ],
)
def test_no_level_up_is_no_gain(
    made: Made,
    refused: Made,
    trainee: Callable[..., str],
    assessed: Callable[..., Any],
    after: int,
    post: dict[str, str],
    rules: Made,
) -> None:
    """Within a level, another subject or series, or not later: refused, not written."""
    who = trainee()
    pre, last = assessed(who, 2, after, **post)

    answer = refused("msg", "add", who, "--type", "efl", "--pre", pre, "--post", last,
                     "--date", "2023-02-01")  # fmt: skip

    assert "msg.efl" in rules(answer)
    assert made("msg", "list", who) == []


def test_a_gain_of_level_needs_tests_or_a_route(
    made: Made, refused: Made, trainee: Callable[..., str], assessed: Callable[..., Any]
) -> None:
    """Neither exits 1; both at once, or another person's test, are misuse."""
    who, other = trainee(), trainee()
    pre, post = assessed(other)
    words = ("msg", "add", who, "--type", "efl", "--date", "2023-02-01")

    assert refused(*words)["findings"][0]["rule"] == "msg.efl"
    refused(*words, "--pre", pre, "--post", post, code=3,
            says="--pre: application 314901 has no assessment 1.")  # fmt: skip
    own, last = assessed(who)
    refused(*words, "--pre", own, "--post", last, "--route", "credits", code=2,
            says="--route is for a gain without tests.")  # fmt: skip
    for route in ("credits", "subtest"):
        gain = made(*words, "--route", route)
        assert (gain["route"], gain["countable"]) == (route, True)


@pytest.mark.covers("OUT-20")
def test_entering_college_after_exit_shows_both_conditions(
    made: Made, refused: Made, trainee: Callable[..., str]
) -> None:
    """The guide's condition decides whether it is recorded, the federal one counts."""
    who = trainee(school_status_at_entry="Not attending school; H.S. Graduate")
    words = ("msg", "add", who, "--type", "efl", "--route", "postsecondary-entry")

    before = refused(*words, "--date", "2023-03-02")
    assert "No exit is on file." in before["error"]
    made("exit", "early", who, "--date", "2023-03-01", "--reason", "completed",
         "--note", "Goes to college.")  # fmt: skip
    refused(*words, "--date", "2023-03-01",
            says="Entered 2023-03-01; it must be after the exit of 2023-03-01.")  # fmt: skip
    gain = made(*words, "--date", "2023-03-02")

    assert gain["profile_condition"] == "met"
    assert gain["federal_condition"] == "not-met"
    assert gain["countable"] is False
    assert gain["reasons"] == [
        "No enrolment below the postsecondary level is on file before 2023-03-02."
    ]


@pytest.mark.covers("OUT-20")
def test_entering_college_from_basic_education_counts(
    made: Made, trainee: Callable[..., str]
) -> None:
    """A profile without a condition of its own records it; the federal one is met."""
    gain = made("msg", "add", trainee("isets"), "--type", "efl", "--route",
                "postsecondary-entry", "--date", "2023-03-02")  # fmt: skip

    assert gain["profile_condition"] == "not-applicable"
    assert (gain["federal_condition"], gain["countable"]) == ("met", True)


def test_a_route_takes_the_place_of_tests(
    made: Made, trainee: Callable[..., str], assessed: Callable[..., Any]
) -> None:
    """And tests that of a route."""
    who = trainee()
    pre, post = assessed(who)
    gain = made("msg", "add", who, "--type", "efl", "--route", "credits", "--date",
                "2023-02-01")  # fmt: skip

    tested = made("msg", "edit", gain["id"], "--pre", pre, "--post", post)
    routed = made("msg", "edit", gain["id"], "--route", "subtest")

    assert (tested["route"], tested["pre"], tested["post"]) == (None, pre, post)
    assert (routed["route"], routed["pre"], routed["post"]) == ("subtest", None, None)
