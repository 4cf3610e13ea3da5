"""Youth in `report outcomes`: by school status, by training, and placed after exit."""

import csv
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Made = Callable[..., Any]
LATER = "2024-07-01"
NONE = ("--provider", "none")
IN_SCHOOL, DROPOUT = "in-school-secondary", "dropout"


@pytest.fixture
def youth(person: Callable[..., str]) -> Callable[..., str]:
    """A youth of a school status, participating from a day; the WHO."""

    def youth(school: str | None, begun: str = "2022-07-05", **more: object) -> str:
        return person("cook", application_date=begun, program="WIOA Youth",
                      school_status_at_entry=school, **more)  # fmt: skip

    return youth


@pytest.fixture
def explained(made: Made) -> Callable[..., dict[str, Any]]:
    """The four measures of one person, by name."""

    def explained(who: str, year: int = 2023, as_of: str = LATER) -> dict[str, Any]:
        answer = made("report", "outcomes", "--program-year", year, "--explain", who,
                      as_of=as_of)  # fmt: skip
        return {row["measure"]: row for row in answer["measures"]} | {
            "group": answer["group"]
        }

    return explained


def serve(made: Made, who: str, activity: str, start: str, *end: str) -> int:
    status = "successful" if end else "started"
    words = ("--end", *end) if end else ()
    served = made("service", "add", who, "--activity", activity, "--status", status,
                  "--start", start, *words, *NONE, as_of=LATER)  # fmt: skip
    return int(served["id"])


def leave(made: Made, who: str, day: str, reason: str = "completed") -> None:
    made("exit", "early", who, "--date", day, "--reason", reason, "--note", "Left.",
         as_of=LATER)  # fmt: skip


def test_in_school_youth_are_asked_about_without_any_service(
    made: Made, youth: Any, explained: Any
) -> None:
    """In gains and credentials alike; out of school it takes training."""
    pupil, other = youth(IN_SCHOOL), youth(DROPOUT)
    for who in (pupil, other):
        leave(made, who, "2022-12-31")

    asked, not_asked = explained(pupil), explained(other)
    this_year = explained(pupil, 2022)["gain"]
    figures = made("report", "outcomes", "--program-year", "2022", as_of=LATER)

    assert (asked["group"], not_asked["group"]) == (
        "in-school-youth", "out-of-school-youth",
    )  # fmt: skip
    assert asked["credential"]["stands"] == "does not count"
    assert asked["credential"]["because"].startswith("In school at entry")
    assert not_asked["credential"]["stands"] == "outside"
    assert asked["gain"]["stands"] == "outside"
    assert this_year["stands"] == "does not count"
    assert explained(other, 2022)["gain"]["stands"] == "outside"
    rows = {row["measure"]: row for row in figures["measures"]}
    assert rows["gain"]["denominator"] == 1


def test_a_youth_of_unknown_status_is_not_guessed_about(
    made: Made, youth: Any, explained: Any
) -> None:
    """Not known yet, with the command; then it is asked about or not, as it says."""
    who = youth(None)
    leave(made, who, "2022-12-31")

    before = explained(who)["credential"]
    fix = f"wioatrack application edit {who} --school-status-at-entry STATUS"

    assert explained(who)["group"] == "youth"
    assert before["stands"] == "not known yet"
    assert before["would_change"] == [fix]
    made("application", "edit", who, "--school-status-at-entry", IN_SCHOOL)
    assert explained(who)["credential"]["stands"] == "does not count"
    made("application", "edit", who, "--school-status-at-entry", DROPOUT)
    assert explained(who)["credential"]["stands"] == "outside"


@pytest.mark.parametrize(
    ("activity", "start", "stands"),
    [
        ("416", "2023-09-01", "does not count"),
        ("301", "2023-09-01", "outside"),
        ("305", "2023-09-01", "not known yet"),
        ("403", "2023-03-09", "does not count"),
        ("403", "2023-03-10", "outside"),
    ],
)
def test_out_of_school_youth_are_asked_about_by_the_list(
    made: Made, youth: Any, explained: Any, activity: str, start: str, stands: str
) -> None:
    """Occupational skills training, not work; four codes until 9 March 2023."""
    who = youth(DROPOUT)
    serve(made, who, activity, start)

    assert explained(who)["gain"]["stands"] == stands


def test_an_adult_is_asked_about_as_ever(
    made: Made, person: Any, explained: Any
) -> None:
    """In school or not; on-the-job training counts among the gains."""
    who = person("cook", application_date="2022-07-05", program="WIOA Adult",
                 school_status_at_entry=IN_SCHOOL)  # fmt: skip
    assert explained(who)["gain"]["stands"] == "outside"

    serve(made, who, "301", "2023-09-01")

    assert explained(who)["gain"]["stands"] == "does not count"
    assert explained(who)["group"] == "adult"


def test_a_gain_of_an_in_school_youth_needs_no_service(
    made: Made, youth: Any, explained: Any
) -> None:
    """The school is the education on file, from the day of entry to the exit."""
    gains = {}
    for school in (IN_SCHOOL, DROPOUT):
        who = youth(school, education_at_entry="hs-junior")
        gain = made("msg", "add", who, "--type", "secondary", "--date", "2023-06-16",
                    "--pursuing", "--satisfactory", "--no-removed", "--semester",
                    "2023-01-09:2023-06-16", as_of=LATER)  # fmt: skip
        gains[school] = (gain["countable"], explained(who, 2022)["gain"]["stands"])

    assert gains == {IN_SCHOOL: (True, "counts"), DROPOUT: (False, "outside")}


def test_an_application_for_youth_asks_for_the_school_status(
    made: Made, person: Any
) -> None:
    """As advice; an adult's never does."""

    def rules(program: str, *more: str) -> list[str]:
        opened = made("application", "add", state_id, "--profile", "caljobs",
                      "--number", f"N-{program}-{len(more)}", "--program", program,
                      "--application-date", "2023-01-02", *more)  # fmt: skip
        return [finding["rule"] for finding in opened["findings"]]

    state_id = made("application", "show", person("cook"))["participant"]

    asked = "application.school-status"
    assert asked in rules("Youth")
    assert asked not in rules("Youth", "--school-status-at-entry", DROPOUT)
    assert asked not in rules("WIOA Adult")


def told(made: Made, who: str, quarter: int, day: str, placement: str) -> Any:
    return made("followup", "add", who, "--quarter", quarter, "--due", day, "--outcome",
                "reached", "--youth-placement", placement, as_of=day)  # fmt: skip


@pytest.mark.parametrize(
    ("exited", "quarter", "first"),
    [("2022-09-30", 2, "2023-01-01"), ("2022-10-01", 2, "2023-04-01"),
     ("2022-12-31", 4, "2023-10-01")],
)  # fmt: skip
def test_a_youth_in_college_counts_as_placed_in_that_quarter(
    made: Made, youth: Any, explained: Any, exited: str, quarter: int, first: str
) -> None:
    """From its first day on it can be told, and it counts for no other quarter."""
    who = youth(DROPOUT)
    leave(made, who, exited)
    measures = {2: "employment-q2", 4: "employment-q4"}

    contact = told(made, who, quarter, first, "postsecondary")

    found = explained(who)
    assert contact["youth_placement"] == "postsecondary"
    assert found[measures.pop(quarter)]["stands"] == "counts"
    [other] = measures.values()
    assert found[other]["stands"] in ("does not count", "outside")


def test_what_a_planned_contact_told_counts_too(
    made: Made, youth: Any, explained: Any
) -> None:
    """`followup done` says it as well; no education and no work counts against."""
    stands = {}
    for placement in ("AmeriCorps", "none"):
        who = youth(DROPOUT)
        leave(made, who, "2022-12-31")
        planned = made("followup", "add", who, "--quarter", "2", "--due", "2023-04-03")
        made("followup", "done", planned["id"], "--outcome", "wage-record",
             "--youth-placement", placement, as_of="2023-04-03")  # fmt: skip
        stands[placement] = explained(who)["employment-q2"]["stands"]

    assert stands == {"AmeriCorps": "counts", "none": "does not count"}


@pytest.mark.parametrize(
    ("program", "words", "says"),
    [
        ("WIOA Youth", ("--quarter", "2", "--due", "2023-03-31", "--outcome", "reached"),
         "Quarter 2 begins on 2023-04-01"),
        ("WIOA Youth", ("--quarter", "3", "--due", "2023-07-03", "--outcome", "reached"),
         "asked about are 2 and 4"),
        ("WIOA Youth", ("--due", "2023-04-03", "--outcome", "reached"), "no quarter"),
        ("WIOA Youth", ("--quarter", "2", "--due", "2023-04-03", "--outcome", "letter"),
         "not one that tells"),
        ("WIOA Youth", ("--quarter", "2", "--due", "2023-04-03"), "not one that tells"),
        ("WIOA Adult", ("--quarter", "2", "--due", "2023-04-03", "--outcome", "reached"),
         "not one for youth"),
    ],
)  # fmt: skip
def test_a_placement_is_refused_where_the_contact_cannot_tell_it(
    made: Made, refused: Any, person: Any, program: str, words: Any, says: str
) -> None:
    """Before the quarter, about another, by an attempt, or of an adult."""
    who = person("cook", application_date="2022-07-05", program=program)
    leave(made, who, "2022-12-31")

    answer = refused("followup", "add", who, *words, "--youth-placement", "secondary",
                     as_of=LATER)  # fmt: skip

    [finding] = [one for one in answer["findings"] if one["severity"] == "system"]
    assert finding["rule"] == "followup.youth-placement"
    assert says in finding["message"]
    assert made("followup", "list", who) == []


def test_a_placement_leaves_and_comes_back_by_the_file(
    made: Made, youth: Any, wioatrack: Any, tmp_path: Path
) -> None:
    """Its column is in the template, the export and the import."""
    who = youth(DROPOUT)
    leave(made, who, "2022-12-31")
    told(made, who, 2, "2023-04-03", "postsecondary")
    file = tmp_path / "followups.csv"
    file.write_text(wioatrack("export", "followup", code=0).stdout)
    with file.open(newline="") as lines:
        [row] = csv.DictReader(lines)
    contact = made("followup", "list", who)[0]["id"]

    assert row["youth_placement"] == "postsecondary"
    assert "youth_placement" in wioatrack("template", "followup", code=0).stdout
    again = file.read_text(encoding="utf-8").replace("2023-04-03", "2023-04-04")
    file.write_text(again, encoding="utf-8")
    loaded = made("import", "followup", file, as_of=LATER)
    assert (loaded["rejected"], loaded["created"]) == (0, 1)
    others = [one for one in made("followup", "list", who) if one["id"] != contact]
    assert [one["youth_placement"] for one in others] == ["postsecondary"]


def test_the_database_itself_keeps_a_placement_to_its_quarter(
    made: Made, youth: Any, db: Path
) -> None:
    """Whoever writes: no placement on a contact about no quarter, or an open one."""
    who = youth(DROPOUT)
    leave(made, who, "2022-12-31")
    made("followup", "add", who, "--due", "2023-04-03", "--outcome", "reached",
         as_of="2023-04-03")  # fmt: skip
    made("followup", "add", who, "--quarter", "2", "--due", "2023-04-03")

    for number in (1, 2):
        with sqlite3.connect(db) as raw, pytest.raises(sqlite3.IntegrityError):
            raw.execute(
                "UPDATE followup SET youth_placement = 'secondary' WHERE id = ?",
                (number,),
            )


def test_an_excluded_exit_leaves_out_its_own_program_year_alone(
    made: Made, person: Any, explained: Any
) -> None:
    """The gain of the year before still counts."""
    who = person("cook", application_date="2022-07-05", program="WIOA Adult")
    serve(made, who, "300", "2022-08-01")
    made("msg", "add", who, "--type", "milestone", "--date", "2023-06-01",
         "--satisfactory", "--established", "2022-06-30", as_of=LATER)  # fmt: skip
    leave(made, who, "2023-07-01", "deceased")

    stands = {year: explained(who, year)["gain"]["stands"] for year in (2022, 2023)}

    assert stands == {2022: "counts", 2023: "outside"}


def test_a_degree_credited_through_rehabilitation_is_none_of_title_i(
    made: Made, person: Any, explained: Any
) -> None:
    """It counts where it is shown, and not in these figures, which say why."""
    who = person("cook", application_date="2021-07-05", program="WIOA Adult")
    service = serve(made, who, "300", "2021-08-02", "2022-12-30")
    leave(made, who, "2022-12-31")
    degree = made("credential", "add", who, "--type", "graduate-degree", "--date",
                  "2022-12-30", "--service", service, "--source", "copy-of-degree",
                  "--issuer", "College", "--name", "Master", "--note", "Attained.",
                  as_of=LATER)["id"]  # fmt: skip
    decided = made("credential", "decide", degree, "--skills", "industry",
                   "--issuer-kind", "higher-education", "--through-vr",
                   "--in-demand", as_of=LATER)  # fmt: skip

    found = explained(who)["credential"]

    assert decided["counts"] is True
    assert found["stands"] == "does not count"
    assert f"credential {degree}, a graduate degree" in found["because"]


def test_training_of_an_older_set_after_the_exit_makes_a_diploma_count(
    made: Made, person: Any, db: Path
) -> None:
    """What is on file under codes of the past is read like any other."""
    who = person("isets", application_date="2021-07-05")
    made("exit", "early", who, "--date", "2022-12-31", "--reason", "completed",
         "--note", "Left.")  # fmt: skip
    made("credential", "add", who, "--type", "secondary-diploma", "--date",
         "2022-12-30", "--source", "copy-of-diploma", "--institution", "High School",
         "--name", "Diploma")  # fmt: skip
    with sqlite3.connect(db) as raw:
        raw.execute(
            "INSERT INTO service (application_id, activity_set, activity, status, start,"
            " created_on, created_by, updated_on, updated_by) VALUES (1, 'isets-fy2022',"
            " 'VT', 'started', '2023-01-02', '2023-01-02', 'ore', '2023-01-02', 'ore')"
        )

    assert made("credential", "list", who)[0]["countable"] is True
