"""`wioatrack report caseload`"""

import json

import pytest


@pytest.fixture
def caseload(made, person):
    """Three people in two offices: one in service, one without, one who left."""
    first = person(
        "worknet", number="1", office="Joliet", application_date="2022-07-05"
    )
    person("worknet", number="2", office="Joliet", application_date="2022-07-05")
    third = person(
        "worknet", number="3", office="Peoria", application_date="2022-07-05"
    )
    made("service", "add", first, "--activity", "300", "--status", "started", "--start",
         "2022-08-22", "--planned-end", "2023-05-19")  # fmt: skip
    made("msg", "add", first, "--type", "milestone", "--satisfactory", "--established",
         "2022-08-01", "--date", "2022-12-16")  # fmt: skip
    made(
        "exit",
        "early",
        third,
        "--date",
        "2022-08-31",
        "--reason",
        "moved",
        "--note",
        "x",
    )


def test_each_office_has_its_figures(made, caseload):
    """Active, exited, in service, without service, and what was recorded."""

    joliet, peoria = made("report", "caseload")

    assert (joliet["profile"], joliet["office"]) == ("worknet", "Joliet")
    assert (joliet["participants"], joliet["active"], joliet["exited"]) == (2, 2, 0)
    assert (joliet["in_service"], joliet["without_service"]) == (1, 1)
    assert (joliet["gains"], joliet["credentials"]) == (1, 0)
    assert (peoria["participants"], peoria["active"], peoria["exited"]) == (1, 0, 1)


@pytest.mark.parametrize(
    ("exited_on", "counted"), [("2021-06-30", 0), ("2021-07-01", 1)]
)
def test_who_exits_on_the_first_day_of_a_year_is_of_that_year(
    made, person, exited_on, counted
):
    """And who begins on its last day; the day before or after is not in it."""
    who = person("worknet", application_date="2021-01-04")
    made("exit", "early", who, "--date", exited_on, "--reason", "moved", "--note", "x")
    for number, began in (("L1", "2022-06-30"), ("L2", "2022-07-01")):
        person("worknet", number=number, application_date=began, office="Late")

    rows = made("report", "caseload", "--fiscal-year", "2022")

    found = {row["office"]: row["participants"] for row in rows}
    assert found.pop("Late") == 1
    assert sum(found.values()) == counted


def test_the_filters_narrow_it(made, caseload, wioatrack, tmp_path):
    """Office, profile and fiscal year; a page instead of a table."""

    assert [row["office"] for row in made("report", "caseload", "--office", "peo")] == [
        "Peoria"
    ]
    assert made("report", "caseload", "--profile", "cook") == []
    assert len(made("report", "caseload", "--fiscal-year", "2023")) == 2
    assert made("report", "caseload", "--fiscal-year", "2022") == []
    page = tmp_path / "caseload.html"
    made("report", "caseload", "--office", "joliet", "--html", page)
    assert "Peoria" not in page.read_text(encoding="utf-8")
    assert "Joliet" in page.read_text(encoding="utf-8")


def test_staff_see_the_figures_of_their_own_location(made, caseload, wioatrack):
    """Whom a member of staff does not see is in no figure."""
    made("user", "add", "kim", "--role", "staff", "--location", "Peoria")

    answer = wioatrack("report", "caseload", "--json", user="kim", code=0)

    assert [row["office"] for row in json.loads(answer.stdout)] == ["Peoria"]
