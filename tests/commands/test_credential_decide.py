"""`wioatrack credential decide`, and what it does to `countable`"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wioatrack.actions import decisions
from wioatrack.rulebooks import load_rulebook

Made = Callable[..., Any]
CDL = ("--type", "Occupational Skills License", "--name", "Class A CDL License")
INDUSTRY = ("--skills", "industry", "--issuer-kind", "public-regulatory-agency",
            "--in-demand")  # fmt: skip
GONE = ("--reason", "moved", "--note", "Moved away.")
TARGET = ("--employer", "Target", "--title", "Backroom", "--city", "Joliet", "--state",
          "IL", "--zip", "60431", "--duties", "Unloads.", "--hours", "20")  # fmt: skip


@pytest.fixture
def case(made: Made, person: Callable[..., str]) -> str:
    """Participation from 2016-07-02, exit on 2022-08-31, no window that refuses."""
    who = person("isets", number=None)
    made("exit", "early", who, "--date", "2022-08-31", *GONE)
    return who


def earned(made: Made, who: str, *words: object, date: str = "2022-06-01") -> int:
    """A credential on file; its id."""
    more = ("--name", "x", "--source", "copy-of-credential", "--institution", "y")
    credential = made("credential", "add", who, *more, "--date", date, *words)
    return int(credential["id"])


@pytest.mark.covers("CJ-03", "CJ-04")
def test_a_licence_counts_and_everything_is_kept(made: Made, case: str) -> None:
    """Answers, verdict, citations and the version of the rules stay with the record."""
    credential = earned(made, case, *CDL)

    answer = made("credential", "decide", credential, *INDUSTRY)

    assert {name: answer[name] for name in ("credential", "counts", "code", "pirl_type")} \
        == {"credential": credential, "counts": True, "code": "COUNTED",
            "pirl_type": 4}  # fmt: skip
    assert answer["reasons"] == ["Type 4 of PIRL element 1800, inside the window."]
    assert answer["findings"] == []
    kept = made("credential", "show", credential)["decision"]
    assert kept["skills"] == "industry"
    assert kept["issuer_kind"] == "public-regulatory-agency"
    assert kept["in_demand"] is True
    assert kept["rules"] == decisions.rules_version(load_rulebook("isets"))
    assert "TEGL 10-16" in kept["citations"][0]["title"]
    assert (kept["decided_by"], kept["decided_on"]) == ("ore", "2023-06-30")
    assert kept["notice"] is None


@pytest.mark.covers("CJ-03")
@pytest.mark.parametrize(
    ("type", "skills", "issuer", "more", "counts", "code", "pirl"),
    [
        ("associate-degree", "industry", "higher-education", [], True, "COUNTED", "2"),
        ("bachelor-degree", "industry", "tribal", [], True, "COUNTED", "3"),
        ("occupational-skills-certificate", "industry", "apprenticeship", [], True,
         "COUNTED", "5"),
        ("occupational-certification", "industry", "industry-body", [], True, "COUNTED",
         "6"),
        ("other-recognized", "industry", "job-corps", [], True, "COUNTED", "7"),
        ("occupational-certification", "industry", "veterans-affairs", [], True,
         "COUNTED", "6"),
        ("occupational-certification", "industry", "other", [], True, "NEEDS_REVIEW",
         "6"),
        ("occupational-certification", "general-safety", "industry-body", [], False,
         "NOT_COUNTED_GENERAL", "6"),
        ("occupational-certification", "hygiene", "state-agency", [], False,
         "NOT_COUNTED_GENERAL", "6"),
        ("occupational-certification", "general-computer", "industry-body", [], False,
         "NOT_COUNTED_GENERAL", "6"),
        ("occupational-certification", "other-general", "industry-body", [], False,
         "NOT_COUNTED_GENERAL", "6"),
        ("occupational-certification", "work-readiness", "industry-body", [], False,
         "NOT_COUNTED_WORK_READINESS", "6"),
        ("occupational-skills-certificate", "industry", "workforce-board", [], False,
         "NOT_COUNTED_LWDB", "5"),
        ("graduate-degree", "industry", "higher-education", [], False,
         "NOT_COUNTED_GRADUATE", None),
        ("graduate-degree", "industry", "higher-education", ["--through-vr"], True,
         "COUNTED", None),
    ],
)  # fmt: skip
def test_the_tree_answers_by_the_first_question_that_decides(
    made: Made, case: str, type: str, skills: str, issuer: str, more: list[str],
    counts: bool, code: str, pirl: str | None,
) -> None:  # fmt: skip
    """And `countable` follows it, in show and in list; the exit code is 0 either way."""
    credential = earned(made, case, "--type", type)

    answer = made("credential", "decide", credential, "--skills", skills,
                  "--issuer-kind", issuer, "--in-demand", *more)  # fmt: skip

    assert (answer["counts"], answer["code"], answer["pirl_type"]) == (
        counts,
        code,
        pirl and int(pirl),
    )
    listed = made("credential", "list", case)[0]
    assert listed["countable"] is counts
    assert listed["decided"] == code
    assert bool(listed["reasons"]) is not counts
    assert [row["id"] for row in made("credential", "list", case, "--countable")] == (
        [credential] if counts else []
    )


@pytest.mark.covers("CJ-03")
@pytest.mark.parametrize("more", [[], ["--no-in-demand"]])
def test_in_demand_only_warns(made: Made, case: str, more: list[str]) -> None:
    """Not said or not in demand: it counts, with advice."""
    credential = earned(made, case, *CDL)

    answer = made("credential", "decide", credential, *INDUSTRY[:4], *more)

    assert answer["counts"] is True
    assert [f["rule"] for f in answer["findings"]] == ["credential.in-demand"]
    assert answer["findings"][0]["severity"] == "advice"


@pytest.mark.parametrize("option", ["--skills", "--issuer-kind"])
def test_both_questions_are_starred(
    made: Made, wioatrack: Any, case: str, option: str
) -> None:
    """Left out, it is a matter of usage and nothing is kept."""
    credential = earned(made, case, *CDL)
    words = dict(zip(INDUSTRY[:4:2], INDUSTRY[1:4:2], strict=True))
    del words[option]

    result = wioatrack("credential", "decide", credential,
                       *(word for pair in words.items() for word in pair), code=2)  # fmt: skip

    assert option in result.stderr
    assert made("credential", "show", credential)["decision"] is None


def test_the_latest_decision_stands_and_the_earlier_ones_stay(
    made: Made, wioatrack: Any, case: str
) -> None:
    """It may be repeated; undo takes the last one back."""
    credential = earned(made, case, *CDL)
    made("credential", "decide", credential, *INDUSTRY)
    made("credential", "decide", credential, "--skills", "hygiene", "--issuer-kind",
         "other")  # fmt: skip

    assert made("credential", "show", credential)["countable"] is False
    wioatrack("undo", code=0)
    assert made("credential", "show", credential)["countable"] is True


def test_a_review_overrules_what_the_name_suggests(made: Made, case: str) -> None:
    """OSHA on the approved list does not count by its name; a review may find otherwise."""
    credential = earned(made, case, "--type", "occupational-certification", "--name",
                        "OSHA Certification", "--issuer",
                        "Occupational Safety and Health Administration")  # fmt: skip
    assert made("credential", "show", credential)["countable"] is False

    made("credential", "decide", credential, "--skills", "industry", "--issuer-kind",
         "industry-body", "--in-demand")  # fmt: skip

    assert made("credential", "show", credential)["countable"] is True


@pytest.mark.covers("CJ-04")
@pytest.mark.parametrize(
    ("start", "countable"), [("2023-08-31", True), ("2023-09-01", False)]
)
@pytest.mark.parametrize("decided", [False, True])
def test_a_diploma_counts_with_a_job_within_a_year_after_exit(
    made: Made, case: str, start: str, countable: bool, decided: bool
) -> None:
    """Hired on the last day it counts, a day later it does not; decided or not."""
    diploma = earned(made, case, "--type", "secondary-diploma")
    if decided:
        answer = made("credential", "decide", diploma, "--skills", "other-general",
                      "--issuer-kind", "state-agency")  # fmt: skip
        assert (answer["counts"], answer["code"]) == (False, "CONDITIONAL")
        assert answer["pirl_type"] == 1
    shown = made("credential", "show", diploma)
    assert shown["countable"] is False
    assert "2022-09-01 to 2023-08-31" in shown["reasons"][0]
    assert shown["effects"] == ["measurable-skill-gain"]

    made("employment", "add", case, *TARGET, "--start", start, as_of="2023-12-01")

    shown = made("credential", "show", diploma, as_of="2023-12-01")
    assert shown["countable"] is countable
    assert bool(shown["reasons"]) is not countable


@pytest.mark.covers("CJ-04")
def test_a_diploma_counts_with_postsecondary_enrolment(made: Made, case: str) -> None:
    """As the decision says, or as a skill gain on file says it."""
    diploma = earned(made, case, "--type", "secondary-equivalency")
    words = ("credential", "decide", diploma, "--skills", "other-general",
             "--issuer-kind", "state-agency", "--enrolled")  # fmt: skip

    assert made(*words, "2022-08-31")["counts"] is False
    assert made(*words, "2022-09-01")["counts"] is True
    assert made("credential", "show", diploma)["countable"] is True


def test_before_the_exit_nothing_speaks_against_a_diploma(
    made: Made, person: Callable[..., str]
) -> None:
    """The condition begins with the exit."""
    diploma = earned(made, person("isets", number=None), "--type", "secondary-diploma")

    answer = made("credential", "decide", diploma, "--skills", "other-general",
                  "--issuer-kind", "state-agency")  # fmt: skip

    assert (answer["counts"], answer["code"]) == (True, "CONDITIONAL")
    assert made("credential", "show", diploma)["countable"] is True


@pytest.mark.parametrize(
    ("date", "code"), [("2016-07-01", "NOT_COUNTED_DATE"), ("2016-07-02", "COUNTED"),
                       ("2023-08-31", "COUNTED"), ("2023-09-01", "NOT_COUNTED_DATE")]
)  # fmt: skip
def test_the_window_comes_first(made: Made, case: str, date: str, code: str) -> None:
    """Both ends are inclusive, also for the tree."""
    more = ("--name", "x", "--source", "copy-of-credential", "--institution", "y")
    credential = made("credential", "add", case, *CDL[:2], *more, "--date", date,
                      as_of="2023-12-01")["id"]  # fmt: skip

    answer = made("credential", "decide", credential, *INDUSTRY, as_of="2023-12-01")

    assert answer["code"] == code


def test_an_exit_recorded_later_moves_the_answer(made: Made, case: str) -> None:
    """The rules are the same, so new facts decide anew."""
    credential = earned(made, case, *CDL, date="2023-06-01")
    made("credential", "decide", credential, *INDUSTRY)
    made("exit", "void", case, "--because", "entered wrongly")
    made("exit", "early", case, "--date", "2022-05-31", *GONE)

    shown = made("credential", "show", credential)

    assert shown["countable"] is False
    assert shown["decided"] == "NOT_COUNTED_DATE"
    assert shown["notice"] is None


def test_a_later_change_of_the_rules_is_said_and_alters_nothing(
    made: Made, wioatrack: Any, case: str, db: Path
) -> None:
    """The verdict of the day stands; the notice says what today's rules would make of it.

    An older edition of the tree is written into the file as it would have been kept.
    """
    import sqlite3

    credential = earned(made, case, "--type", "graduate-degree")
    made("credential", "decide", credential, "--skills", "industry", "--issuer-kind",
         "higher-education", "--in-demand")  # fmt: skip
    with sqlite3.connect(db) as raw:
        raw.execute("DROP TRIGGER credential_decision_fixed")
        raw.execute(
            "UPDATE credential_decision SET rules = '0-abc', counts = 1, code = 'COUNTED'"
        )

    shown = made("credential", "show", credential)

    assert shown["countable"] is True
    assert shown["decided"] == "COUNTED"
    assert "NOT_COUNTED_GRADUATE" in shown["notice"]
    assert f"wioatrack credential decide {credential}" in shown["notice"]
    assert "0-abc" in shown["notice"]
    assert shown["notice"] in [r["notice"] for r in made("credential", "list", case)]
    for verb, what in (("show", credential), ("list", case)):
        assert "0-abc" in wioatrack("credential", verb, what).stdout
    again = made("credential", "decide", credential, "--skills", "industry",
                 "--issuer-kind", "higher-education", "--in-demand")  # fmt: skip
    assert again["counts"] is False
    assert made("credential", "show", credential)["notice"] is None


def test_the_same_answer_by_other_rules_is_no_alteration(
    made: Made, case: str, db: Path
) -> None:
    """A new edition that decides alike is not worth a word."""
    import sqlite3

    credential = earned(made, case, *CDL)
    made("credential", "decide", credential, *INDUSTRY)
    with sqlite3.connect(db) as raw:
        raw.execute("DROP TRIGGER credential_decision_fixed")
        raw.execute("UPDATE credential_decision SET rules = '0-abc'")

    assert made("credential", "show", credential)["notice"] is None


def test_a_decision_never_changes(made: Made, case: str, db: Path) -> None:
    """The database itself refuses, whoever writes."""
    import sqlite3

    made("credential", "decide", earned(made, case, *CDL), *INDUSTRY)

    with sqlite3.connect(db) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute("UPDATE credential_decision SET counts = 0")


def test_the_version_moves_with_the_values_and_not_with_the_day() -> None:
    """Another profile with the same values has the same version."""
    from dataclasses import replace

    book = load_rulebook("isets")
    window = "credential.window-reading"
    other = replace(book.values[window][0], value="365-days")
    changed = replace(book, values={**book.values, window: (other,)})

    assert decisions.rules_version(book) == decisions.rules_version(
        load_rulebook("worknet")
    )
    assert decisions.rules_version(book) != decisions.rules_version(changed)


def test_each_application_judges_a_decided_credential_by_its_own_window(
    made: Made, case: str
) -> None:
    """A second application, begun later, sees it as earned before participation."""
    credential = earned(made, case, *CDL, date="2022-06-01")
    made("credential", "decide", credential, *INDUSTRY)
    state_id = made("application", "show", case)["participant"]
    made("application", "add", state_id, "--profile", "caljobs", "--number", "W2",
         "--application-date", "2023-01-02", "--region", "r", "--office", "o")  # fmt: skip

    assert made("credential", "list", "W2")[0]["countable"] is False
    assert made("credential", "list", case)[0]["countable"] is True


def test_why_names_the_decision(made: Made, case: str) -> None:
    """`rules why` evaluates the answers on file."""
    credential = earned(made, case, *CDL)
    made("credential", "decide", credential, *INDUSTRY)

    found = {
        r["rule"]: r for r in made("rules", "why", "credential", credential)["rules"]
    }

    assert found["credential.decision"]["facts"]["skills"] == "industry"
    assert found["credential.decision"]["verdict"] == "met"


def test_nobody_decides_on_what_is_not_there(
    made: Made, wioatrack: Any, case: str
) -> None:
    """Exit 3; a viewer exit 4; a day to come exit 1 with nothing kept."""
    credential = earned(made, case, "--type", "secondary-diploma")
    made("user", "add", "val", "--role", "viewer")

    wioatrack("credential", "decide", 99, *INDUSTRY, code=3,
              says="There is no credential 99.")  # fmt: skip
    wioatrack("credential", "decide", credential, *INDUSTRY, user="val", code=4,
              says="Role viewer may not enter and change records.")  # fmt: skip
    result = wioatrack("credential", "decide", credential, *INDUSTRY, "--enrolled",
                       "2023-07-01", "--json", code=1)  # fmt: skip
    findings = json.loads(result.stdout)["findings"]
    assert "date.not-in-future" in [finding["rule"] for finding in findings]
    assert made("credential", "show", credential)["decision"] is None


def test_a_load_says_of_a_diploma_what_add_says(
    made: Made, case: str, tmp_path: Path
) -> None:
    """Not yet countable without a job or enrolment after the exit."""
    file = tmp_path / "diplomas.csv"
    file.write_text("application,type,name,institution,source,date\n"
                    f"{case},secondary-diploma,x,y,copy-of-diploma,2022-06-01\n")  # fmt: skip

    loaded = made("import", "credential", file)["findings"]
    added = made("credential", "add", case, "--type", "secondary-diploma", "--name", "x",
                 "--institution", "y", "--source", "copy-of-diploma", "--date",
                 "2022-06-02")["findings"]  # fmt: skip

    def said(findings: Any) -> list[str]:
        return [f["message"] for f in findings if f["rule"] == "credential.counts"]

    assert said(loaded) == said(added)
    assert "2022-09-01 to 2023-08-31" in said(loaded)[0]
