"""`wioatrack msg …`"""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from wioatrack.models.plans import Service
from wioatrack.store import Stamp, writing

Made = Callable[..., Any]
FALL, SPRING = "2022-08-22:2022-12-16", "2023-01-17:2023-05-19"
TEST = ("--name", "TABE 11/12", "--series", "TABE 11/12")


@pytest.fixture
def trainee(made: Made, person: Callable[..., str]) -> Callable[..., str]:
    """A participant in training since 22 August 2022; its WHO."""

    def trainee(profile: str = "worknet", **application: object) -> str:
        who = person(profile, **{"application_date": "2022-07-05"} | application)
        activity = "BE" if profile == "isets" else "300"
        made("service", "add", who, "--activity", activity, "--status", "started",
             "--start", "2022-08-22", "--planned-end", "2023-12-15")  # fmt: skip
        return who

    return trainee


@pytest.fixture
def tests(made: Made) -> Callable[..., tuple[int, int]]:
    """A pre-test and a post-test of a person; their ids."""

    def tests(
        who: str, before: int = 2, after: int = 3, **post: str
    ) -> tuple[int, int]:
        first = made("assessment", "add", who, *TEST, "--kind", "pre", "--subject",
                     "Reading", "--level", before, "--date", "2022-09-01")  # fmt: skip
        words = {"subject": "Reading", "date": "2023-02-01"} | post
        given = [word for name, value in words.items() for word in (f"--{name}", value)]
        second = made("assessment", "add", who, *TEST, "--kind", "post", "--level",
                      after, *given)  # fmt: skip
        return first["id"], second["id"]

    return tests


def rules(answer: dict[str, Any]) -> set[str]:
    return {finding["rule"] for finding in answer["findings"]}


@pytest.mark.covers("OUT-17", "OUT-19")
def test_one_level_up_is_a_gain(
    made: Made, trainee: Callable[..., str], tests: Callable[..., Any]
) -> None:
    """Read from the two assessments: federal type 1, in the year of its day."""
    who = trainee()
    pre, post = tests(who)

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
    tests: Callable[..., Any],
    after: int,
    post: dict[str, str],
) -> None:
    """Within a level, another subject or series, or not later: refused, not written."""
    who = trainee()
    pre, last = tests(who, 2, after, **post)

    answer = refused("msg", "add", who, "--type", "efl", "--pre", pre, "--post", last,
                     "--date", "2023-02-01")  # fmt: skip

    assert "msg.efl" in rules(answer)
    assert made("msg", "list", who) == []


def test_a_gain_of_level_needs_tests_or_a_route(
    made: Made, refused: Made, trainee: Callable[..., str], tests: Callable[..., Any]
) -> None:
    """Neither exits 1; both at once, or another person's test, are misuse."""
    who, other = trainee(), trainee()
    pre, post = tests(other)
    words = ("msg", "add", who, "--type", "efl", "--date", "2023-02-01")

    assert refused(*words)["findings"][0]["rule"] == "msg.efl"
    refused(*words, "--pre", pre, "--post", post, code=3,
            says="--pre: application 314901 has no assessment 1.")  # fmt: skip
    own, last = tests(who)
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


@pytest.mark.covers("OUT-21", "OUT-22", "OUT-25", "OUT-26")
def test_one_satisfactory_semester_of_a_junior_is_a_gain(
    made: Made, trainee: Callable[..., str]
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
    assert rules(gain) == {"msg.evidence"}


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
    refused: Made, trainee: Callable[..., str], first: str, second: str, says: str
) -> None:
    """Too few credits, too long a gap, more than twelve months, or an overlap."""
    answer = refused("msg", "add", trainee(), "--type", "postsecondary", "--attendance",
                     "part-time", "--no-removed", "--date", "2023-06-01", "--semester",
                     first, "--semester", second)  # fmt: skip

    assert "msg.postsecondary-transcript" in rules(answer)
    assert says in answer["error"]


def test_a_semester_must_be_over(refused: Made, trainee: Callable[..., str]) -> None:
    """Credits of a semester that still runs are not completed."""
    answer = refused("msg", "add", trainee(), "--type", "postsecondary", "--attendance",
                     "full-time", "--no-removed", "--date", "2023-05-01", "--semester",
                     f"{SPRING}:12", as_of="2023-05-18")  # fmt: skip

    assert rules(answer) >= {"date.not-in-future"}


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


@pytest.mark.covers("OUT-34", "OUT-35")
def test_a_milestone_set_before_the_training_counts(
    made: Made, trainee: Callable[..., str]
) -> None:
    """The day before is the last that counts; later it is recorded all the same."""
    who = trainee(application_date="2022-07-05")
    words = ("msg", "add", who, "--type", "Training Milestone", "--satisfactory",
             "--date", "2023-02-01")  # fmt: skip

    before = made(*words, "--established", "2022-08-21")
    late = made(*words, "--established", "2022-08-22")
    unsaid = made(*words)

    assert (before["federal_type"], before["countable"]) == (4, True)
    assert late["countable"] is False
    assert late["reasons"] == [
        "Set on 2022-08-22; the training or the program year began on 2022-08-22."
    ]
    assert unsaid["reasons"] == ["When the milestone was set is not on file."]
    fix = next(f["fix"] for f in unsaid["findings"] if "milestone" in f["rule"])
    assert fix == f"wioatrack msg edit {unsaid['id']} --established DATE"


@pytest.mark.covers("OUT-24", "OUT-36")
@pytest.mark.parametrize(
    "answers",
    [
        ("secondary", "--pursuing", "--satisfactory", "--no-removed", "--semester", FALL,
         "--attendance", "full-time"),
        ("milestone", "--satisfactory", "--established", "2022-08-01"),
    ],
    ids=["report card", "milestone"],
)  # fmt: skip
@pytest.mark.parametrize(
    ("name", "content"),
    [
        (None, b""),
        ("portal.txt", b"Saved from the school's portal: all classes satisfactory."),
        ("unofficial.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"),
        ("photograph.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"),
    ],
    ids=["none", "portal", "unofficial", "photograph"],
)
def test_whatever_reasonably_shows_a_gain_is_evidence(
    made: Made, trainee: Callable[..., str], tmp_path: Path, answers: tuple[str, ...],
    name: str | None, content: bytes,
) -> None:  # fmt: skip
    """Any kind of paper, or words that say how it is known: none is asked for more."""
    given: tuple[object, ...] = ()
    if name is not None:
        (tmp_path / name).write_bytes(content)
        given = ("--document", tmp_path / name)

    who = trainee(education_at_entry="H.S. Junior")

    gain = made("msg", "add", who, "--type", *answers, "--date", "2023-01-20",
                "--comment", "As the program settled it: the teacher was called.",
                *given)  # fmt: skip

    assert gain["countable"] is True
    assert gain["comment"] == "As the program settled it: the teacher was called."
    lacking = [
        one["message"] for one in gain["findings"] if one["rule"] == "msg.evidence"
    ]
    assert lacking == ([] if name else ["Not on file: --document."])


@pytest.mark.covers("OUT-34")
def test_a_progress_report_that_is_not_satisfactory_is_refused(
    refused: Made, trainee: Callable[..., str]
) -> None:
    """An answer of No, or none."""
    words = ("msg", "add", trainee(), "--type", "milestone", "--date", "2023-02-01")

    for answer in ([], ["--no-satisfactory"]):
        assert "msg.training-milestone" in rules(refused(*words, *answer))


@pytest.mark.covers("OUT-17", "OUT-37", "OUT-38", "OUT-39", "OUT-40")
@pytest.mark.parametrize(
    ("award", "passed", "federal_type", "countable"),
    [
        ("exam", "--passed", 5, True),
        ("benchmark", "--passed", 5, True),
        ("credential", "--passed", 5, True),
        ("diploma", None, 2, True),
        ("diploma", "--passed", 2, True),
        ("degree", None, None, False),
        ("degree", "--passed", None, False),
    ],
)
def test_the_merged_label_asks_which(
    made: Made,
    trainee: Callable[..., str],
    award: str,
    passed: str | None,
    federal_type: int | None,
    countable: bool,
) -> None:
    """The award says which federal type it is; a bare degree is of none."""
    label = "Skills Progression/Diploma/Certificate/Degree"

    gain = made("msg", "add", trainee(), "--type", label, "--award", award,
                *filter(None, [passed]), "--date", "2023-02-01")  # fmt: skip

    assert gain["type_label"] == label
    assert (gain["federal_type"], gain["countable"]) == (federal_type, countable)
    assert bool(gain["reasons"]) is not countable


@pytest.mark.covers("OUT-40")
@pytest.mark.parametrize(
    ("award", "says"),
    [
        ("exam", "Passed an exam or benchmark is answered No."),
        ("benchmark", "Passed an exam or benchmark is answered No."),
        ("credential", "Passed an exam or benchmark is answered No."),
        ("degree", "Passed an exam or benchmark is answered No."),
        ("diploma", "The exam or benchmark for the award was not passed."),
    ],
)
def test_an_answer_of_no_refuses(
    refused: Made, trainee: Callable[..., str], award: str, says: str
) -> None:
    """Whatever was awarded: the form's question is answered No."""
    refused("msg", "add", trainee(), "--type", "progression", "--award", award,
            "--no-passed", "--date", "2023-02-01", says=says)  # fmt: skip


@pytest.mark.covers("OUT-18")
def test_what_a_type_needs_or_does_not_ask_for_is_said(
    refused: Made, trainee: Callable[..., str]
) -> None:
    """Exit 2 with the option's name; no answer is kept silently."""
    words = ("msg", "add", trainee(), "--date", "2023-02-01", "--type")

    assert "--award" in refused(*words, "progression", code=2)["error"]
    assert "--attendance" in refused(*words, "postsecondary", code=2)["error"]
    strange = refused(*words, "milestone", "--satisfactory", "--semester", FALL, code=2)
    assert "--semester: type milestone does not ask for it." in strange["error"]
    refused("msg", "add", trainee(), "--date", "today", code=2, says="Missing: --type.")
    refused(
        "msg", "add", trainee(), "--type", "diploma", code=2, says="Missing: --date."
    )


@pytest.mark.covers("OUT-18")
def test_a_diploma_is_federal_type_2(made: Made, trainee: Callable[..., str]) -> None:
    """Comment and document are advised, and the findings name the command."""
    gain = made("msg", "add", trainee(), "--type", "diploma", "--date", "2023-02-01")

    assert (gain["federal_type"], gain["countable"]) == (2, True)
    (finding,) = gain["findings"]
    assert (finding["rule"], finding["severity"]) == ("msg.evidence", "advice")
    assert (
        finding["fix"] == f"wioatrack msg edit {gain['id']} with the missing options."
    )


@pytest.mark.covers("OUT-18")
def test_a_gain_keeps_comment_and_document(
    made: Made, trainee: Callable[..., str], tmp_path: Path
) -> None:
    """Then nothing is left to advise."""
    scan = tmp_path / "diploma.txt"
    scan.write_text("Diploma")

    gain = made("msg", "add", trainee(), "--type", "diploma", "--date", "2023-02-01",
                "--comment", "Copy seen.", "--document", scan)  # fmt: skip

    assert (gain["comment"], gain["document"]) == ("Copy seen.", 1)
    assert gain["findings"] == []


@pytest.mark.covers("OUT-18")
def test_a_gain_cannot_lie_in_the_future(
    made: Made, refused: Made, trainee: Callable[..., str]
) -> None:
    """Nor can its milestone have been set tomorrow."""
    who = trainee()
    words = ("msg", "add", who, "--type", "milestone", "--satisfactory")

    refused(*words, "--date", "2023-07-01", as_of="2023-06-30",
            says="Attained 2023-07-01; the last day that counts is 2023-06-30.")  # fmt: skip
    refused(*words, "--date", "2023-06-30", "--established", "2023-07-01",
            as_of="2023-06-30",
            says="Milestone set 2023-07-01; the last day that counts is 2023-06-30.")  # fmt: skip

    made(*words, "--date", "2023-06-30", as_of="2023-06-30")
    assert len(made("msg", "list", who)) == 1


@pytest.mark.parametrize(
    ("day", "year"), [("2023-06-30", 2022), ("2023-07-01", 2023), ("2024-02-29", 2023)]
)
def test_a_gain_belongs_to_the_program_year_of_its_day(
    made: Made, trainee: Callable[..., str], day: str, year: int
) -> None:
    """1 July begins a new one, named by the year it starts in."""
    gain = made("msg", "add", trainee(), "--type", "diploma", "--date", day, as_of=day)

    assert gain["program_year"] == year


def test_without_training_a_gain_is_recorded_and_does_not_count(
    made: Made, person: Callable[..., str]
) -> None:
    """And once the training is on file, it does: nothing derived is kept."""
    who = person("worknet", application_date="2022-07-05")
    gain = made("msg", "add", who, "--type", "diploma", "--date", "2023-02-01")

    assert gain["reasons"] == [
        "No education or training is on file in program year 2022 "
        "(2022-07-01 to 2023-06-30)."
    ]
    made("service", "add", who, "--activity", "300", "--status", "started", "--start",
         "2022-08-22", "--planned-end", "2023-06-30")  # fmt: skip
    assert made("msg", "list", who)[0]["countable"] is True


def test_after_the_exit_only_some_types_count(
    made: Made, trainee: Callable[..., str]
) -> None:
    """A diploma may; an exam is to be looked at, which is said."""
    who = trainee()
    made("exit", "early", who, "--date", "2023-03-01", "--reason", "moved", "--note",
         "Moved away.")  # fmt: skip

    diploma = made("msg", "add", who, "--type", "diploma", "--date", "2023-03-02")
    exam = made("msg", "add", who, "--type", "progression", "--award", "exam",
                "--passed", "--date", "2023-03-02")  # fmt: skip

    assert diploma["countable"] is True
    assert exam["countable"] is False
    assert "after the exit of 2023-03-01" in exam["reasons"][0]


def test_a_gain_is_edited_by_the_same_rules(
    made: Made, refused: Made, trainee: Callable[..., str]
) -> None:
    """Only what is given changes; with another type, the old answers go."""
    gain = made("msg", "add", trainee(), "--type", "postsecondary", "--attendance",
                "part-time", "--no-removed", "--date", "2023-05-25", "--semester",
                f"{FALL}:6", "--semester", f"{SPRING}:6")  # fmt: skip

    refused("msg", "edit", gain["id"], "--removed",
            says="Dropped out or removed is answered Yes.")  # fmt: skip
    refused("msg", "edit", gain["id"], "--semester", f"{FALL}:6",
            says="1 of 2 semesters are given.")  # fmt: skip
    refused("msg", "edit", 99, "--comment", "x", code=3, says="There is no msg 99.")
    noted = made("msg", "edit", gain["id"], "--comment", "Checked.")
    full = made("msg", "edit", gain["id"], "--attendance", "full-time", "--semester",
                f"{FALL}:12")  # fmt: skip
    other = made("msg", "edit", gain["id"], "--type", "diploma")

    assert (noted["comment"], noted["semester"]) == ("Checked.", gain["semester"])
    assert full["semester"] == [f"{FALL}:12"]
    assert (other["federal_type"], other["semester"], other["attendance"]) == (
        2,
        [],
        None,
    )
    assert (other["removed"], other["comment"]) == (None, "Checked.")


def test_a_route_takes_the_place_of_tests(
    made: Made, trainee: Callable[..., str], tests: Callable[..., Any]
) -> None:
    """And tests that of a route."""
    who = trainee()
    pre, post = tests(who)
    gain = made("msg", "add", who, "--type", "efl", "--route", "credits", "--date",
                "2023-02-01")  # fmt: skip

    tested = made("msg", "edit", gain["id"], "--pre", pre, "--post", post)
    routed = made("msg", "edit", gain["id"], "--route", "subtest")

    assert (tested["route"], tested["pre"], tested["post"]) == (None, pre, post)
    assert (routed["route"], routed["pre"], routed["post"]) == ("subtest", None, None)


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


def test_a_list_is_narrowed(made: Made, trainee: Callable[..., str]) -> None:
    """By type, program year and whether it counts."""
    who = trainee()
    made("msg", "add", who, "--type", "diploma", "--date", "2023-02-01")
    made("msg", "add", who, "--type", "progression", "--award", "degree", "--date",
         "2023-07-01", as_of="2023-07-01")  # fmt: skip

    for narrow in (
        ("--type", "progression"), ("--program-year", "2023"), ("--no-countable",),
    ):  # fmt: skip
        (row,) = made("msg", "list", who, *narrow)
        assert row["award"] == "degree"


def test_where_only_the_federal_text_speaks_a_gain_is_recorded_and_not_countable(
    made: Made, person: Callable[..., str]
) -> None:
    """The rule of the type is advice there, and a reason."""
    gain = made("msg", "add", person("alabama"), "--type", "milestone", "--date",
                "2023-02-01")  # fmt: skip

    assert gain["countable"] is False
    assert (
        "A satisfactory or better progress report is not answered." in gain["reasons"]
    )


@pytest.mark.covers("OUT-50")
def test_check_says_which_years_have_a_gain(
    made: Made, wioatrack: Any, trainee: Callable[..., str]
) -> None:
    """One for each program year of training, up to today; exit 1 while one lacks."""
    who = trainee()
    made("msg", "add", who, "--type", "diploma", "--date", "2023-02-01")

    done = made("msg", "check", who, as_of="2023-06-30")
    owed = json.loads(
        wioatrack("msg", "check", who, "--json", as_of="2023-07-01", code=1).stdout
    )

    assert [(y["program_year"], y["answer"]) for y in done["years"]] == [
        (2022, "countable")
    ]
    assert done["years"][0]["countable"] == ["msg 1"]
    assert (done["result"], done["status"]) == ("entered", "complete")
    assert [(y["program_year"], y["answer"]) for y in owed["years"]] == [
        (2022, "countable"), (2023, "missing"),
    ]  # fmt: skip
    assert {row["program_year"] for row in owed["would_count"]} == {2023}
    fixes = {row["fix"] for row in owed["would_count"]}
    assert f"wioatrack msg add {who} --type milestone --date DATE" in fixes


def test_training_of_an_older_code_set_counts_as_what_it_was(
    made: Made, db: Path, person: Callable[..., str]
) -> None:
    """Imported services keep their set; checks read them from it."""
    who = person("isets")
    case = made("application", "show", who)["id"]
    with writing(db, Stamp("ore", "ore", "import")) as store:
        store.keep(
            Service(application_id=case, activity_set="isets-fy2022", activity="VT",
                    activity_group="snap-et", status="successful",
                    start=date(2022, 1, 10), end=date(2022, 5, 20))
        )  # fmt: skip

    gain = made("msg", "add", who, "--type", "diploma", "--date", "2022-05-20")

    assert gain["countable"] is True
    assert made("msg", "check", who)["years"][0]["program_year"] == 2021


def test_check_names_the_test_that_waits_and_the_gain_that_lacks(
    made: Made, wioatrack: Any, trainee: Callable[..., str]
) -> None:
    """With the level a post-test must reach, and why a recorded gain does not count."""
    who = trainee(education_at_entry="secondary-diploma")
    made("assessment", "add", who, *TEST, "--subject", "Reading", "--level", 2,
         "--date", "2022-09-01")  # fmt: skip
    made("msg", "add", who, "--type", "milestone", "--satisfactory", "--date",
         "2023-02-01")  # fmt: skip

    answer = made("msg", "check", who)

    assert answer["years"][0]["answer"] == "recorded"
    would = {row["of"]: row for row in answer["would_count"]}
    assert would["msg 1"]["message"] == "When the milestone was set is not on file."
    assert would["msg 1"]["fix"] == "wioatrack msg edit 1 --established DATE"
    messages = [row["message"] for row in answer["would_count"]]
    assert (
        "A TABE 11/12 Reading post-test at level 3 or above, later than assessment 1."
        in messages
    )
    assert not {"diploma", "secondary"} & would.keys()
    assert "Reading post-test" in wioatrack("msg", "check", who, code=0).stdout


@pytest.mark.covers("CC-29")
def test_a_diploma_among_the_credentials_is_a_gain_and_a_license_is_none(
    made: Made, wioatrack: Any, trainee: Callable[..., str]
) -> None:
    """Shown where gains are asked for; no record is made by itself."""
    who = trainee("isets")
    words = ("--date", "2023-02-01", "--institution", "Truman College", "--source",
             "copy-of-credential")  # fmt: skip
    made("credential", "add", who, "--type", "occupational-skills-license", "--name",
         "CDL", *words)  # fmt: skip
    wioatrack("msg", "check", who, code=1, says="answer missing")

    made("credential", "add", who, "--type", "secondary-equivalency", "--name", "GED",
         *words)  # fmt: skip

    assert made("msg", "check", who)["years"][0]["countable"] == ["credential 2"]
    assert made("msg", "list", who) == []


def test_without_training_no_gain_is_owed(
    made: Made, person: Callable[..., str]
) -> None:
    """Not applicable, and exit 0."""
    answer = made("msg", "check", person("worknet"))

    assert (answer["result"], answer["years"]) == ("not-applicable", [])


@pytest.mark.covers("CC-29")
def test_a_diploma_from_before_participation_is_no_gain(
    made: Made, person: Callable[..., str]
) -> None:
    """The program year began before the person did; the day before does not count."""
    answers = {}
    for earned in ("2022-09-04", "2022-09-05"):
        who = person("worknet", application_date="2022-09-05")
        service = made("service", "add", who, "--activity", "300", "--status", "started",
                       "--start", "2022-09-05", "--planned-end", "2023-12-01")  # fmt: skip
        made("credential", "add", who, "--type", "secondary-diploma", "--name",
             "Diploma", "--institution", "School", "--source", "copy-of-diploma",
             "--service", service["id"], "--date", earned)  # fmt: skip
        [year] = made("msg", "check", who, as_of="2023-06-30")["years"]
        answers[earned] = year["answer"]

    report = made("report", "outcomes", "--program-year", "2022",
                  as_of="2023-06-30")  # fmt: skip

    assert answers == {"2022-09-04": "recorded", "2022-09-05": "countable"}
    [gain] = [row for row in report["measures"] if row["measure"] == "gain"]
    assert (gain["numerator"], gain["denominator"]) == (1, 2)
