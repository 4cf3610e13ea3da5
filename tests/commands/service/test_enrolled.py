"""What needs an open activity, what may be open once, and what may go."""

import pytest

OPEN = ("--status", "started", "--start")
JST = ("--activity", "JST")


@pytest.mark.covers("IS-102", "IS-103")
@pytest.mark.parametrize("activity", ["Transportation", "CS"])
def test_support_and_other_activities_need_one_that_is_open(
    made, refused, who, activity, rules
):
    """On the day that they begin; the day before it started is too early."""
    words = ("service", "add", who, "--activity", activity)
    answer = refused(*words)
    assert set(rules(answer)) == {"service.enrolled"}
    planned = made("service", "add", who, *JST)["id"]
    refused(*words, *OPEN, "2022-12-01",
            says="No SNAP E&T activity is Started/Open on 2022-12-01")  # fmt: skip
    made("service", "update", planned, *OPEN, "2022-12-01")

    refused(*words, *OPEN, "2022-11-30",
            says="No SNAP E&T activity is Started/Open on 2022-11-30")  # fmt: skip
    record = made(*words, *OPEN, "2022-12-01")

    assert record["findings"] == []
    assert len(made("service", "list", who, "--activity", activity)) == 1


def test_a_closed_activity_still_counts_for_the_days_it_was_open(
    made, refused, enrolled, jst
):
    """History may be entered later: open to its end, not one day longer."""
    made("service", "update", jst, "--status", "successful", "--end", "2023-02-28")
    clothing = ("service", "add", enrolled, "--activity", "Clothing", *OPEN)

    refused(*clothing, "2023-03-01",
            says="No SNAP E&T activity is Started/Open on 2023-03-01; Clothing")  # fmt: skip
    made(*clothing, "2023-02-28")


@pytest.mark.covers("IS-102")
def test_closing_the_last_activity_lists_what_is_still_open(made, enrolled, jst, rules):
    """It is closed with advice; what depended on it can still be noted and closed."""
    support = made("service", "add", enrolled, "--activity", "Clothing", *OPEN,
                   "2022-12-16")["id"]  # fmt: skip

    record = made(
        "service", "update", jst, "--status", "successful", "--end", "2023-02-28"
    )

    advice = rules(record)["service.enrollment-kept"]
    assert advice["severity"] == "advice"
    assert f"{support} (Clothing)" in advice["message"]
    made("service", "update", support, "--note", "Paid in full.")
    made(*advice["fix"].replace("DATE", "2023-03-01").split()[1:])


@pytest.mark.covers("IS-57")
def test_one_support_service_of_a_type_is_open_at_a_time(
    made, refused, enrolled, rules
):
    """A second of the type is refused until the first is closed; others are not."""
    clothing = ("service", "add", enrolled, "--activity", "Clothing")
    first = made(*clothing, *OPEN, "2022-12-16")["id"]
    planned = made(*clothing)["id"]

    answer = refused("service", "update", planned, *OPEN, "2023-01-09")

    assert rules(answer)["support.one-open"]["fix"].startswith(
        f"wioatrack payment add {first}"
    )
    made(
        "service", "add", enrolled, "--activity", "Transportation", *OPEN, "2023-01-09"
    )
    made("service", "update", first, "--status", "successful", "--end", "2023-01-08")
    made("service", "update", planned, *OPEN, "2023-01-09")
    refused("service", "update", first, "--status", "started", "--end", "",
            says="Service 8 is open already; one Clothing may be open at a time.")  # fmt: skip


def test_one_open_per_type_holds_over_all_applications(made, refused, enrolled, rules):
    """A second application of the same person opens no second record."""
    made("service", "add", enrolled, "--activity", "Clothing", *OPEN, "2022-12-16")
    person_id = made("application", "list")[0]["participant"]
    made("application", "add", person_id, "--profile", "isets", "--number", "A2")

    answer = refused(
        "service", "add", "A2", "--activity", "Clothing", *OPEN, "2023-01-09"
    )

    assert set(rules(answer)) == {"support.one-open"}


def test_only_a_planned_service_is_removed(made, refused, enrolled, jst, rules):
    """A started one is closed instead; a removed one is gone, and its id with it."""
    answer = refused("service", "remove", jst)
    assert set(rules(answer)) == {"service.removable"}
    planned = made("service", "add", enrolled, "--activity", "BE", "--situation",
                   "housing")["id"]  # fmt: skip

    gone = made("service", "remove", planned)

    assert (gone["id"], gone["removed"]) == (planned, True)
    refused("service", "show", planned, code=3, says="There is no service 7.")
    assert made("service", "add", enrolled, "--activity", "BE")["id"] > planned


def test_the_activity_stays_once_money_was_paid_for_it(made, refused, enrolled, rules):
    """Before that it may be corrected."""
    goal = made("goal", "add", enrolled, "--statement", "Dress for work.", "--category",
                "support-services", "--term", "short")["id"]  # fmt: skip
    service = made("service", "add", enrolled, "--activity", "Personal Hygiene", *OPEN,
                   "2022-12-16", "--goal", goal)["id"]  # fmt: skip
    made("service", "update", service, "--activity", "Clothing")
    made("payment", "add", service, "--method", "gift-card", "--date", "2022-12-16",
         "--amount", "75", "--paid-by", "snap-et")  # fmt: skip

    answer = refused("service", "update", service, "--activity", "Transportation")

    assert set(rules(answer)) == {"service.activity-kept"}


def test_the_rules_explain_a_service_on_file(made, enrolled, jst):
    """What held when it was entered can be asked again, facts included."""
    support = made("service", "add", enrolled, "--activity", "Clothing", *OPEN,
                   "2022-12-16")["id"]  # fmt: skip

    ruled = {
        rule["rule"]: rule for rule in made("rules", "why", "service", support)["rules"]
    }

    assert ruled["service.enrolled"]["verdict"] == "met"
    assert ruled["service.enrolled"]["facts"]["active"] == [jst]
    assert ruled["support.one-open"]["verdict"] == "met"
