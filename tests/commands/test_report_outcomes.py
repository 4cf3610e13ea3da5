"""`wioatrack report outcomes`"""

import json

import pytest

LATER = "2024-07-01"
NONE = ("--provider", "none")
WORK = ("--employer", "Acme", "--title", "Welder", "--city", "Chicago", "--state", "IL",
        "--zip", "60601", "--duties", "Welding", "--hours", "40")  # fmt: skip


@pytest.fixture
def left(person, made):
    """Somebody who was trained and left on a day: WHO and the training's id."""

    def left(day: str, activity: str = "300", *reason: str) -> tuple[str, int]:
        who = person("cook", application_date="2021-07-05")
        service = made(
            "service", "add", who, "--activity", activity, "--status", "successful",
            "--start", "2021-08-02", "--end", day, *NONE,
        )["id"]  # fmt: skip
        made("exit", "record", who, "--date", day, *reason)
        return who, service

    return left


@pytest.fixture
def figures(made):
    """The measures of program year 2023 as of the day after it, by name."""

    def figures(*more: str) -> dict:
        answer = made(
            "report", "outcomes", "--program-year", "2023", *more, as_of=LATER
        )
        return {row["measure"]: row for row in answer["measures"]}

    return figures


def earn(made, who: str, service: int, day: str, kind: str = "associate-degree"):
    return made("credential", "add", who, "--type", kind, "--date", day, "--service",
                service, "--source", "copy-of-degree", "--issuer", "College", "--name",
                "Degree", "--note", "Attained.", as_of=LATER)  # fmt: skip


def test_it_says_plainly_that_it_is_a_working_figure(made, wioatrack):
    """In every rendering; without records there is no rate."""
    answer = made("report", "outcomes", "--program-year", "2023", as_of=LATER)

    assert "not the federal report" in answer["basis"]
    assert [row["measure"] for row in answer["measures"]] == [
        "employment-q2", "employment-q4", "credential", "gain",
    ]  # fmt: skip
    assert {row["rate"] for row in answer["measures"]} == {None}
    assert "not the federal report" in wioatrack("report", "outcomes", code=0).stdout


def test_numerator_and_denominator_are_periods_of_the_cohort(made, left, figures):
    """Both exits of December 2022 are asked about by all exit-based measures."""
    who, service = left("2022-12-31")
    left("2022-12-30")
    earn(made, who, service, "2023-12-31")
    made("employment", "add", who, *WORK, "--start", "2023-06-30", "--current",
         as_of=LATER)  # fmt: skip

    found = figures()

    told = {
        name: (row["numerator"], row["denominator"], row["rate"])
        for name, row in found.items()
    }
    assert told == {
        "employment-q2": (1, 2, "50.0"),
        "employment-q4": (1, 2, "50.0"),
        "credential": (1, 2, "50.0"),
        "gain": (0, 0, None),
    }
    assert (found["employment-q2"]["first"], found["employment-q2"]["last"]) == (
        "2022-07-01", "2023-06-30",
    )  # fmt: skip
    assert (found["credential"]["first"], found["credential"]["last"]) == (
        "2022-01-01", "2022-12-31",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "q2", "q4"),
    [("2021-12-31", 0, 0), ("2022-01-01", 0, 1), ("2022-06-30", 0, 1),
     ("2022-07-01", 1, 1), ("2022-12-31", 1, 1), ("2023-01-01", 1, 0),
     ("2023-06-30", 1, 0)],
)  # fmt: skip
def test_exits_enter_a_year_by_the_quarter_they_are_reported_in(
    left, figures, day, q2, q4
):
    """Both ends of both windows; what is not due yet is not known yet."""
    left(day)

    found = figures()

    asked = {
        name: row["denominator"] + row["not_known_yet"] for name, row in found.items()
    }
    assert asked == {
        "employment-q2": q2,
        "employment-q4": q4,
        "credential": q4,
        "gain": 0,
    }


def test_who_left_for_an_excluded_reason_is_in_no_denominator(left, figures, made):
    """A death; and its explanation names no medical reason."""
    left("2022-12-31", "300", "--reason", "deceased")
    ill, _ = left("2022-12-31", "300", "--reason", "health-medical")

    assert {row["denominator"] for row in figures().values()} == {0}
    answer = made("report", "outcomes", "--program-year", "2023", "--explain", ill)
    assert {row["stands"] for row in answer["measures"]} == {"outside"}
    assert "medical" not in json.dumps(answer)


def test_on_the_job_training_counts_for_gains_and_not_for_credentials(
    person, made, left, figures
):
    """The one asks about training that can lead to a credential, the other about all."""
    left("2022-12-31", "301")
    who = person("cook", application_date="2023-06-05")
    made("service", "add", who, "--activity", "301", "--status", "started", "--start",
         "2024-06-30", *NONE, as_of=LATER)  # fmt: skip

    found = figures()

    assert found["credential"]["denominator"] == 0
    assert found["gain"]["denominator"] == 1


def test_explain_says_where_why_and_what_would_change_it(made, left, figures):
    """By measure, with the commands; after the last day nothing may come."""
    who, service = left("2022-12-31")

    answer = made("report", "outcomes", "--program-year", "2023", "--explain", who,
                  as_of="2023-12-31")  # fmt: skip

    rows = {row["measure"]: row for row in answer["measures"]}
    assert answer["application"] == who
    assert rows["credential"]["stands"] == "not known yet"
    assert "until 2023-12-31" in rows["credential"]["because"]
    assert rows["credential"]["would_change"][0].startswith(
        f"wioatrack credential add {who} --service {service}"
    )
    assert rows["gain"]["in_denominator"] is False
    assert figures("--explain", who)["credential"]["stands"] == "does not count"


def test_explain_says_why_a_gain_does_not_count(made, person):
    """In the words of the rule that speaks against it, with the days."""
    who = person("cook", application_date="2022-07-05")
    made("service", "add", who, "--activity", "300", "--status", "successful", "--start",
         "2022-08-22", "--end", "2023-05-19", *NONE)  # fmt: skip
    gain = made("msg", "add", who, "--type", "milestone", "--date", "2023-05-20",
                "--satisfactory", "--established", "2022-08-01")["id"]  # fmt: skip
    made("exit", "record", who, "--date", "2023-05-19")

    answer = made("report", "outcomes", "--program-year", "2022", "--explain", who)

    (row,) = [row for row in answer["measures"] if row["measure"] == "gain"]
    assert row["stands"] == "does not count"
    assert f"msg {gain} does not count." in row["because"]
    assert "Attained 2023-05-20, after the exit of 2023-05-19" in row["because"]


def test_what_if_names_the_records_one_step_from_counting(person, made, left):
    """A completed training without its credential, a milestone without its day."""
    who, service = left("2022-12-31")
    learner = person("cook", application_date="2023-06-05")
    made("service", "add", learner, "--activity", "300", "--status", "started",
         "--start", "2023-08-01", *NONE, as_of=LATER)  # fmt: skip
    gain = made("msg", "add", learner, "--type", "milestone", "--date", "2024-06-30",
                "--satisfactory", as_of=LATER)["id"]  # fmt: skip

    answer = made(
        "report", "outcomes", "--program-year", "2023", "--what-if", as_of=LATER
    )

    steps = {
        (row["measure"], row["application"], row["record"]) for row in answer["what_if"]
    }
    assert steps == {
        ("credential", who, f"service {service}"), ("gain", learner, f"msg {gain}"),
    }  # fmt: skip
    rows = {row["measure"]: row for row in answer["measures"]}
    assert (rows["gain"]["numerator"], rows["gain"]["numerator_if"]) == (0, 1)
    assert (rows["gain"]["rate"], rows["gain"]["rate_if"]) == ("0.0", "100.0")

    made("msg", "edit", gain, "--established", "2023-07-31", as_of=LATER)
    again = made(
        "report", "outcomes", "--program-year", "2023", "--what-if", as_of=LATER
    )
    assert {row["measure"] for row in again["what_if"]} == {"credential"}
    assert {row["measure"]: row for row in again["measures"]}["gain"]["rate"] == "100.0"


def test_staff_count_the_participants_of_their_locations(
    left, made, wioatrack, tmp_path
):
    """And filters narrow it; a page and a CSV hold the same four lines."""
    left("2022-12-31")
    made("user", "add", "nan", "--role", "staff", "--location", "Elsewhere")

    words = ("report", "outcomes", "--program-year", "2023")
    seen = json.loads(wioatrack(*words, "--json", user="nan", as_of=LATER).stdout)
    other = made(*words, "--office", "Elsewhere", as_of=LATER)
    page = tmp_path / "figures.html"
    wioatrack(*words, "--html", page, as_of=LATER, code=0)
    printed = wioatrack(*words, "--csv", as_of=LATER, code=0).stdout

    for answer in (seen, other):
        assert {row["denominator"] for row in answer["measures"]} == {0}
    assert "working figure" in page.read_text()
    assert len(printed.splitlines()) == 5


def test_a_present_job_must_have_been_seen_in_the_quarter(made, left, figures):
    """Entered before the quarter it says nothing of it; one look makes it count."""
    who, _ = left("2022-12-31")
    job = made("employment", "add", who, *WORK, "--start", "2023-01-09", "--current",
               as_of="2023-03-31")["id"]  # fmt: skip

    answer = made(
        "report", "outcomes", "--program-year", "2023", "--what-if", as_of=LATER
    )

    steps = {(row["measure"], row["record"]) for row in answer["what_if"]}
    assert steps >= {
        ("employment-q2", f"employment {job}"), ("employment-q4", f"employment {job}"),
    }  # fmt: skip
    assert figures()["employment-q2"]["rate"] == "0.0"
    made("employment", "edit", job, "--current", as_of="2023-04-01")
    assert figures()["employment-q2"]["rate"] == "100.0"
    assert figures()["employment-q4"]["rate"] == "0.0"
