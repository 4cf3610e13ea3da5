"""Milestones, progressions and diplomas, and what shows them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Made = Callable[..., Any]
FALL, SPRING = "2022-08-22:2022-12-16", "2023-01-17:2023-05-19"


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
    refused: Made, trainee: Callable[..., str], rules: Made
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
