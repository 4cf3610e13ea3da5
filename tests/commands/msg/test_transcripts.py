"""Report cards and transcripts, of schools and of colleges."""

from collections.abc import Callable
from typing import Any

import pytest

Made = Callable[..., Any]
FALL, SPRING = "2022-08-22:2022-12-16", "2023-01-17:2023-05-19"


@pytest.mark.covers("OUT-21", "OUT-22", "OUT-25", "OUT-26")
def test_one_satisfactory_semester_of_a_junior_is_a_gain(
    made: Made, trainee: Callable[..., str], rules: Made
) -> None:
    """With the education at entry shown; what the document lacks is only advised."""
    who = trainee(education_at_entry="H.S. Junior")

    gain = made("msg", "add", who, "--type", "Secondary Transcript/Report Card",
                "--pursuing", "--satisfactory", "--no-removed", "--semester", FALL,
                "--date", "2023-01-20")  # fmt: skip

    assert (gain["type"], gain["federal_type"]) == ("secondary", 3)
    assert (gain["semester"], gain["education_at_entry"]) == ([FALL], "hs-junior")
    assert (gain["pursuing"], gain["removed"]) == (True, False)
    assert (gain["countable"], gain["program_year"]) == (True, 2022)
    assert set(rules(gain)) == {"msg.evidence"}


@pytest.mark.covers("OUT-21", "OUT-22", "OUT-23", "OUT-25")
@pytest.mark.parametrize(
    ("education", "answers"),
    [
        ("secondary-diploma", "--pursuing --satisfactory --no-removed"),
        (None, "--pursuing --satisfactory --no-removed"),
        ("none", "--no-pursuing --satisfactory --no-removed"),
        ("none", "--pursuing --no-satisfactory --no-removed"),
        ("none", "--pursuing --satisfactory --removed"),
        ("none", "--satisfactory --no-removed"),
        ("none", "--pursuing --no-removed"),
        ("none", "--pursuing --satisfactory"),
    ],
)
def test_what_a_report_card_must_show_refuses(
    made: Made,
    refused: Made,
    trainee: Callable[..., str],
    education: str | None,
    answers: str,
    rules: Made,
) -> None:
    """A diploma at entry, an answer of No, or a question left open."""
    who = trainee(education_at_entry=education)

    answer = refused("msg", "add", who, "--type", "secondary", *answers.split(),
                     "--semester", FALL, "--date", "2023-01-20")  # fmt: skip

    assert "msg.secondary-transcript" in rules(answer)
    assert made("msg", "list", who) == []


@pytest.mark.covers("OUT-29", "OUT-33")
def test_twelve_credits_of_a_full_time_student(
    made: Made, refused: Made, trainee: Callable[..., str]
) -> None:
    """Twelve are enough, a hundredth less is not."""
    student = ("--type", "postsecondary", "--attendance", "full-time", "--no-removed")
    words = ("msg", "add", trainee(), *student, "--date", "2023-01-20", "--semester")

    answer = refused(*words, f"{FALL}:11.99")
    gain = made(*words, f"{FALL}:12")

    assert answer["error"] == "It shows 11.99 credits; the least is 12."
    assert (gain["attendance"], gain["semester"]) == ("full-time", [f"{FALL}:12"])
    assert (gain["federal_type"], gain["countable"]) == (3, True)


@pytest.mark.covers("OUT-30", "OUT-31")
def test_two_semesters_count_in_the_program_year_of_the_second(
    made: Made, trainee: Callable[..., str]
) -> None:
    """Six in spring and six in fall are a gain of the year in which the fall ends."""
    who = trainee()

    gain = made("msg", "add", who, "--type", "postsecondary", "--attendance",
                "part-time", "--no-removed", "--date", "2023-12-20", "--semester",
                f"{SPRING}:6", "--semester", "2023-08-21:2023-12-15:6",
                as_of="2024-01-10")  # fmt: skip

    assert gain["program_year"] == 2023
    assert gain["semester"] == [f"{SPRING}:6", "2023-08-21:2023-12-15:6"]
    assert gain["countable"] is True


@pytest.mark.covers("OUT-31")
def test_the_day_of_the_transcript_does_not_move_the_year(
    made: Made, trainee: Callable[..., str]
) -> None:
    """A transcript of July shows a semester of the year before."""
    gain = made("msg", "add", trainee(), "--type", "postsecondary", "--attendance",
                "full-time", "--no-removed", "--date", "2023-07-10", "--semester",
                f"{SPRING}:12", as_of="2023-07-10")  # fmt: skip

    assert gain["program_year"] == 2022


@pytest.mark.covers("OUT-30", "OUT-32")
@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        (f"{FALL}:6", f"{SPRING}:5.5", "11.5 credits"),
        ("2022-08-22:2022-09-01:6", "2022-12-31:2023-05-19:6", "121 days apart"),
        ("2022-05-30:2023-02-10:6", "2023-03-01:2023-05-31:6", "2023-05-30"),
        (f"{FALL}:6", "2022-12-16:2023-05-19:6", "overlap"),
    ],
)
def test_part_time_semesters_that_do_not_make_a_gain(
    refused: Made,
    trainee: Callable[..., str],
    first: str,
    second: str,
    says: str,
    rules: Made,
) -> None:
    """Too few credits, too long a gap, more than twelve months, or an overlap."""
    answer = refused("msg", "add", trainee(), "--type", "postsecondary", "--attendance",
                     "part-time", "--no-removed", "--date", "2023-06-01", "--semester",
                     first, "--semester", second)  # fmt: skip

    assert "msg.postsecondary-transcript" in rules(answer)
    assert says in answer["error"]


def test_a_semester_must_be_over(
    refused: Made, trainee: Callable[..., str], rules: Made
) -> None:
    """Credits of a semester that still runs are not completed."""
    answer = refused("msg", "add", trainee(), "--type", "postsecondary", "--attendance",
                     "full-time", "--no-removed", "--date", "2023-05-01", "--semester",
                     f"{SPRING}:12", as_of="2023-05-18")  # fmt: skip

    assert set(rules(answer)) >= {"date.not-in-future"}


@pytest.mark.parametrize(
    "semester",
    ["2022-08-22", "2022-08-22:", "a:b", "2022-12-16:2022-08-22:6", f"{FALL}:six",
     f"{FALL}:6:6", "2022-02-30:2022-12-16:6", f"{FALL}:-6"],
)  # fmt: skip
def test_a_semester_that_cannot_be_read_is_one_clear_line(
    refused: Made, trainee: Callable[..., str], semester: str
) -> None:
    """Exit 2, and the option is named."""
    answer = refused("msg", "add", trainee(), "--type", "postsecondary", "--attendance",
                     "full-time", "--no-removed", "--date", "2023-01-20", "--semester",
                     semester, code=2)  # fmt: skip

    assert answer["error"].startswith("--semester: ")


def test_an_edit_is_taken_back_with_its_semesters(
    made: Made, wioatrack: Any, trainee: Callable[..., str]
) -> None:
    """Undo brings back what the gain was."""
    who = trainee()
    gain = made("msg", "add", who, "--type", "postsecondary", "--attendance",
                "full-time", "--no-removed", "--date", "2023-05-25", "--semester",
                f"{FALL}:12")  # fmt: skip
    edited = made("msg", "edit", gain["id"], "--semester", f"{SPRING}:15")

    wioatrack("undo", edited["undo"], code=0)

    assert made("msg", "list", who)[0]["semester"] == [f"{FALL}:12"]
