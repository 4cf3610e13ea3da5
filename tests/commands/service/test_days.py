"""The status of a service and the days that go with it."""

import pytest

OPEN = ("--status", "started", "--start")
JST = ("--activity", "JST")


@pytest.mark.covers("IS-43", "CC-06")
@pytest.mark.parametrize("profile", ["isets", "cook", "caljobs"])
def test_a_completed_service_needs_its_completion_date(
    made, refused, person, profile, rules
):
    """Refused without it in every profile; the fix named is the command that works."""
    who = person(profile)
    activity = "JST" if profile == "isets" else "300"
    service = made("service", "add", who, "--activity", activity, *OPEN, "2022-12-01")

    answer = refused("service", "update", service["id"], "--status", "successful")

    finding = rules(answer)["service.completion-date"]
    assert (finding["severity"], finding["verdict"]) == ("system", "incomplete")
    fix = (
        finding["fix"].replace("DATE", "2023-01-31").removeprefix("wioatrack ").split()
    )
    record = made(*fix)
    assert (record["status"], record["end"]) == ("successful", "2023-01-31")


@pytest.mark.covers("IS-42", "IS-46")
def test_the_history_keeps_every_status_and_its_days(made, who):
    """Planned, started, completed: three lines; a note alone adds none."""
    service = made("service", "add", who, *JST, "--planned-end", "2023-04-28")["id"]
    made("service", "update", service, *OPEN, "2022-12-19", user="lee")
    made("service", "update", service, "--note", "Doing well.")
    made(
        "service", "update", service, "--status", "unsuccessful", "--end", "2023-02-01"
    )

    lines = made("service", "history", service)

    assert [(line["status"], line["start"], line["end"]) for line in lines] == [
        ("planned", None, None),
        ("started", "2022-12-19", None),
        ("unsuccessful", "2022-12-19", "2023-02-01"),
    ]
    assert [line["changed_by"] for line in lines] == ["ore", "lee", "ore"]
    assert {line["planned_end"] for line in lines} == {"2023-04-28"}
    assert made("service", "show", service)["note"] == "Doing well."


@pytest.mark.covers("IS-44", "IS-113")
def test_what_is_not_required_has_one_day_and_no_hours(made, refused, who, rules):
    """10 hours are refused, the fix is taken as it stands, and the rest is kept."""
    service = made("service", "add", who, *JST, "--planned-start", "2023-01-09",
                   "--planned-end", "2023-02-01", "--hours", "10")["id"]  # fmt: skip

    answer = refused("service", "update", service, "--status", "Evaluated/Not Required")

    fix = rules(answer)["service.not-required"]["fix"]
    assert made("service", "show", service)["status"] == "planned"
    record = made(*fix.removeprefix("wioatrack ").split())
    assert record["start"] == record["planned_end"] == "2023-02-01"
    assert (record["status"], record["hours"]) == ("not-required", "0")


@pytest.mark.parametrize(
    ("days", "rule"),
    [
        (("--status", "started", "--start", "2023-07-01"), "date.not-in-future"),
        (("--status", "successful", "--start", "2023-06-01", "--end", "2023-07-01"),
         "date.not-in-future"),
        (("--status", "successful", "--start", "2023-06-02", "--end", "2023-06-01"),
         "service.date-order"),
        (("--planned-start", "2023-09-02", "--planned-end", "2023-09-01"),
         "service.date-order"),
    ],
)  # fmt: skip
def test_days_that_cannot_be_are_refused(made, refused, who, days, rule, rules):
    """Neither a start that has not come, nor an end before its start."""
    answer = refused("service", "add", who, *JST, *days)

    assert set(rules(answer)) == {rule}
    assert made("service", "list", who, *JST) == []


def test_a_plan_may_name_days_to_come(made, who):
    """Planned days lie ahead by nature; today itself may be the start."""
    made("service", "add", who, *JST, "--planned-start", "2023-09-01")
    record = made("service", "add", who, "--activity", "BE", *OPEN, "today")

    assert record["start"] == "2023-06-30"
    assert record["findings"] == []


def test_a_start_outside_participation_is_kept_with_advice(made, who, rules):
    """Recorded, with the day that participation began."""
    record = made("service", "add", who, *JST, *OPEN, "2022-09-14")

    advice = rules(record)["service.within-participation"]
    assert advice["severity"] == "advice"
    assert "2022-09-15" in advice["message"]
