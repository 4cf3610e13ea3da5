"""`wioatrack report support` and `wioatrack report overrides`"""

import csv
import io
import json
import sqlite3
from contextlib import closing

import pytest

OPEN = ("--status", "started", "--start", "2022-12-16")
LINES = (
    ("Books & Training Supplies", "tuition-books-supplies", "175", "2022-12-16"),
    ("Educational/Credential Testing", "testing", "10", "2022-12-16"),
    ("Clothing", "clothing", "300", "2023-02-15"),
    ("Childcare/Medical", "childcare-medical", "200", "2022-12-19"),
    ("Housing/Utilities", "housing-utilities", "475", "2023-02-15"),
    ("Personal Hygiene", "personal-hygiene", "250", "2022-12-16"),
    ("Transportation", "transportation", "186", "2023-01-10"),
)


@pytest.fixture
def customer(made, person):
    """`customer()` is a new person with an open activity and a goal: WHO and goal."""

    def customer(**application):
        given = {"participation_date": "2022-09-15"} | application
        who = person("isets", **given)
        goal = made("goal", "add", who, "--statement", "Get support services lined up.",
                    "--category", "support-services", "--term", "short")["id"]  # fmt: skip
        made("service", "add", who, "--activity", "JST", "--status", "started", "--start",
             "2022-12-01")  # fmt: skip
        return who, goal

    return customer


@pytest.fixture
def paid(made):
    """`paid(who, goal, "Clothing", "clothing", "300", "2023-02-15")`: its service."""

    def paid(who, goal, activity, subtype, amount, date, *words):
        service = made("service", "add", who, "--activity", activity, "--goal", goal,
                       *OPEN)["id"]  # fmt: skip
        made("payment", "add", service, "--subtype", subtype, "--method",
             "direct-payment", "--paid-by", "snap-et", "--date", date, "--amount", amount,
             *words)  # fmt: skip
        return service

    return paid


@pytest.fixture
def guide(made, customer, paid):
    """The customer of the guide's dashboard, with 200 pending for housing."""
    who, goal = customer()
    services = {line[0]: paid(who, goal, *line) for line in LINES}
    made("override", "request", services["Housing/Utilities"], "--amount", "200",
         "--reason", "Rent")  # fmt: skip
    return who


def by_type(report):
    return {row["label"]: row for row in report["types"]}


@pytest.mark.covers("IS-59", "IS-69")
def test_the_guides_seven_lines_come_to_1596(made, guide):
    """The total is the sum of its lines; the printed 1,646 is nobody's."""
    report = made("report", "support")

    types = by_type(report)
    assert report["payments_issued"] == "1596.00"
    assert report["fiscal_year"] == 2023
    assert (
        types["Housing/Utilities"]["standing"] == "475.00 of 500.00 (+200.00 pending)"
    )
    assert types["Housing/Utilities"]["percent"] == 95
    assert types["Transportation"]["percent"] == 13
    assert types["Personal Hygiene"]["percent"] == 100
    assert types["Childcare/Medical"]["percent"] is None
    assert types["Childcare/Medical"]["maximum"] is None
    assert types["Books & Training Supplies - Tools"]["standing"] == "0.00 of 500.00"


@pytest.mark.parametrize(
    ("day", "year"), [("2022-07-01", "2023"), ("2023-06-30", "2023"), ("2023-07-01", "2024")]
)  # fmt: skip
def test_a_customer_is_of_the_year_of_each_payment(made, db, customer, paid, day, year):
    """Both ends belong to it, also where the service has days of another year."""
    who, goal = customer(participation_date="2021-01-04", application_date="2021-01-04")
    service = paid(who, goal, "Clothing", "clothing", "10", "2023-01-09")
    with closing(sqlite3.connect(db)) as raw, raw:
        raw.execute(
            "UPDATE service SET start = '2021-07-05', end = '2021-08-01', "
            "status = 'successful' WHERE id = ?",
            (service,),
        )
        raw.execute("UPDATE payment SET date = ?", (day,))

    counts = {
        each: made("report", "support", "--fiscal-year", each,
                   as_of="2024-06-30")["customers_with_support"]
        for each in ("2022", "2023", "2024")
    }  # fmt: skip

    assert counts == {"2022": 1} | {
        each: int(each == year) for each in ("2023", "2024")
    }


@pytest.mark.parametrize(
    ("option", "mine", "nobodys"),
    [
        ("--participant", "3913801", "3913802"),
        ("--name", "flor", "garden"),
        ("--case-number", "C-77", "C-7"),
        ("--profile", "isets", "worknet"),
        ("--region", "north", "south"),
        ("--office", "peoria", "joliet"),
        ("--provider", "phalanx", "asian"),
        ("--group", "spring", "autumn"),
        ("--fiscal-year", "2023", "2022"),
    ],
)
def test_each_filter_narrows_the_figures(made, customer, paid, option, mine, nobodys):
    """To the customers it names; a word that names none leaves nobody."""
    who, goal = customer(region="North", office="Peoria", provider="Phalanx Family")
    made("participant", "edit", "3913801", "--case-number", "C-77", "--group", "Spring")
    paid(who, goal, "Clothing", "clothing", "10", "2023-01-09")

    def counted(value):
        report = made("report", "support", option, value)
        return report["customers_with_support"], report["payments_issued"]

    assert counted(mine) == (1, "10.00")
    assert counted(nobodys) == (0, "0.00")


@pytest.mark.covers("IS-69", "IS-118")
def test_services_needing_overrides_by_type(made, guide):
    """Clothing, housing and hygiene once each: near the maximum, or waiting (D44)."""
    report = made("report", "overrides")

    needing = {
        row["label"]: row["services"] for row in report["services_needing_overrides"]
    }
    assert needing == {"Clothing": 1, "Housing/Utilities": 1, "Personal Hygiene": 1}
    assert report["customers_requesting_overrides"] == 1
    assert report["customers_needing_overrides"] == 1


@pytest.mark.covers("IS-62", "IS-68")
def test_the_queue_leads_to_the_request(made, guide):
    """Each service that needs one, with the command that goes on from there."""
    rows = made("report", "overrides")["services"]

    housing = next(row for row in rows if row["label"] == "Housing/Utilities")
    assert housing["status"] == "pending"
    assert housing["requested_by"] == "ore"
    assert housing["fix"] == "wioatrack override review 1 --decision approved"
    others = [row for row in rows if row["status"] != "pending"]
    assert all("override request" in row["fix"] for row in others)


@pytest.mark.covers("IS-59")
def test_an_estimate_is_not_issued(made, customer, paid):
    """It counts toward the total and is left out of the payments issued."""
    who, goal = customer()
    paid(who, goal, "Clothing", "clothing", "100", "2023-02-15", "--estimate")

    report = made("report", "support")

    clothing = by_type(report)["Clothing"]
    assert report["payments_issued"] == "0.00"
    assert (clothing["payments_issued"], clothing["current_total"]) == (
        "0.00",
        "100.00",
    )


@pytest.mark.covers("IS-69", "IS-70")
def test_customers_are_counted_once_and_by_fiscal_year(made, customer, paid):
    """Two services of one person are one customer; another year is another figure."""
    for provider in ("Phalanx", "Austin"):
        who, goal = customer(provider=provider)
        paid(who, goal, "Clothing", "clothing", "100", "2023-02-15")
        paid(who, goal, "Transportation", "transportation", "50", "2023-02-15")

    report = made("report", "support")

    assert report["customers_with_support"] == 2
    assert report["payments_issued"] == "300.00"
    assert by_type(report)["Clothing"]["maximum"] == "600.00"
    one = made("report", "support", "--provider", "phalanx")
    assert (one["customers_with_support"], one["payments_issued"]) == (1, "150.00")
    before = made("report", "support", "--fiscal-year", "FY22")
    assert (before["customers_with_support"], before["payments_issued"]) == (0, "0.00")


@pytest.mark.parametrize(
    ("amount", "needs"), [("249.99", 0), ("250.00", 1), ("300.00", 1)]
)
def test_a_service_needs_an_override_from_50_dollars_left(
    made, customer, paid, amount, needs
):
    """Exactly 50 left of 300 is near enough; a cent more is not (D16, D44)."""
    who, goal = customer()
    paid(who, goal, "Clothing", "clothing", amount, "2023-02-15")

    assert made("report", "overrides")["customers_needing_overrides"] == needs


def test_the_formats_say_the_same(wioatrack, made, guide, tmp_path):
    """Text for a pipe, CSV of the lines, a page whose values are escaped."""
    text = wioatrack("report", "support", code=0).stdout
    rows = list(
        csv.DictReader(
            io.StringIO(wioatrack("report", "support", "--csv", code=0).stdout)
        )
    )
    page = tmp_path / "support.html"
    made("report", "support", "--html", page)

    assert "1596.00" in text
    assert "475.00 of 500.00 (+200.00 pending)" in text
    assert [row["current_total"] for row in rows if row["label"] == "Clothing"] == [
        "300.00"
    ]
    html = page.read_text()
    assert "Books &amp; Training Supplies" in html
    assert '<meter min="0" max="100" high="99" value="95">' in html
    assert page.stat().st_mode & 0o777 == 0o600


@pytest.mark.fault(89)
@pytest.mark.parametrize("columns", [20, 40, 100])
def test_bars_are_drawn_at_any_width(made, guide, columns):
    """A line each on a wide terminal, two on a narrow one; nothing is cut off."""
    from rich.console import Console

    from wioatrack.actions.results import Listing
    from wioatrack.render.reports import bars

    rows = made("report", "support")["types"]
    out = io.StringIO()
    console = Console(file=out, width=columns, force_terminal=True, color_system=None)

    console.print(bars(Listing("support", rows, ("label", "percent")), columns))

    text = " ".join(out.getvalue().split())
    assert all(len(line) <= columns for line in out.getvalue().splitlines())
    assert "━" in text
    assert "no maximum" in text
    assert "95 %" in text
    if columns < 72:
        bars_alone = [line for line in out.getvalue().splitlines() if "━" in line]
        assert all(set(line) <= set("━╸ ") for line in bars_alone)


def test_staff_see_the_figures_of_their_customers(made, wioatrack, guide):
    """Whoever sees nobody sees no money."""
    wioatrack(
        "user", "add", "kim", "--role", "staff", "--location", "Elsewhere", code=0
    )

    assert made("report", "support", user="kim")["payments_issued"] == "0.00"
    report = json.loads(wioatrack("report", "support", "--json", user="may").stdout)
    assert report["payments_issued"] == "1596.00"


@pytest.fixture
def split(made, paid):
    """One person at two offices, East and West: 300 paid and 150 paid for housing."""
    made("user", "add", "kim", "--role", "staff", "--location", "East")
    made("participant", "add", "--state-id", "9", "--first-name", "Two",
         "--last-name", "Places")  # fmt: skip
    found = {}
    for office, amount in (("East", "300"), ("West", "150")):
        who = f"at-{office}"
        made("application", "add", "9", "--profile", "isets", "--number", who,
             "--office", office, "--application-date", "2022-09-15")  # fmt: skip
        goal = made("goal", "add", who, "--statement", "Rent", "--category",
                    "support-services", "--term", "short")["id"]  # fmt: skip
        made("service", "add", who, "--activity", "JST", "--status", "started",
             "--start", "2022-12-01")  # fmt: skip
        found[office] = paid(who, goal, "Housing/Utilities", "housing-utilities", amount,
                             "2023-02-15")  # fmt: skip
        made("service", "update", found[office], "--status", "successful", "--end",
             "2023-02-16")  # fmt: skip
    return found


@pytest.mark.covers("IS-59", "IS-60")
@pytest.mark.parametrize(
    ("user", "words"), [("kim", ()), ("ore", ("--office", "East"))]
)
def test_a_total_beside_a_maximum_is_the_person_s_whole(made, split, user, words):
    """Also what another office paid (D17); what was issued is the cohort's own."""
    report = made("report", "support", *words, user=user)

    housing = next(one for one in report["types"] if one["type"] == "housing-utilities")
    assert housing["standing"] == "450.00 of 500.00"
    assert housing["current_total"] == "450.00"
    assert housing["payments_issued"] == report["payments_issued"] == "300.00"
    assert (
        made("service", "show", split["East"], user=user)["standing"]
        == (housing["standing"])
    )


@pytest.mark.covers("IS-61", "IS-118")
def test_an_override_is_needed_by_the_whole_total_at_either_office(made, split):
    """300 here and 150 there are within 50 of 500; each office is shown its service."""
    for user, office, words in (
        ("kim", "East", ()),
        ("ore", "West", ("--office", "West")),
    ):
        [need] = made("report", "overrides", *words, user=user)["services"]

        assert need["service"] == split[office]
        assert need["application"] == f"at-{office}"
        assert need["fix"].startswith(f"wioatrack override request {split[office]} ")


@pytest.mark.covers("IS-65", "IS-118")
def test_a_request_that_waits_elsewhere_counts_and_is_answered_there(made, split):
    """The office that cannot see it is told of the money, not of the request."""
    request = made("override", "request", split["West"], "--amount", "25", "--reason",
                   "Rent")["id"]  # fmt: skip

    [here] = made("report", "overrides", user="kim")["services"]
    [there] = made("report", "overrides")["services"]

    assert here["standing"] == "450.00 of 500.00 (+25.00 pending)"
    assert (here["request"], here["requested_by"]) == (None, None)
    assert here["fix"] == f"wioatrack service show {split['East']}"
    assert made("service", "show", split["East"], user="kim")["id"] == split["East"]
    assert there["request"] == request
    assert there["fix"].startswith(f"wioatrack override review {request} ")


@pytest.mark.covers("IS-59")
def test_what_only_another_office_paid_is_not_of_this_one(made, split, paid):
    """A type without a payment or a request of the cohort's own stays out of it."""
    goal = made("goal", "add", "at-West", "--statement", "Warmth", "--category",
                "support-services", "--term", "short")["id"]  # fmt: skip
    paid("at-West", goal, "Clothing", "clothing", "300", "2023-02-15")

    report = made("report", "support", user="kim")

    clothing = next(one for one in report["types"] if one["type"] == "clothing")
    assert (clothing["customers"], clothing["current_total"]) == (0, "0.00")
    assert all(one["type"] != "clothing" for one in
               made("report", "overrides", user="kim")["services"])  # fmt: skip
