"""`wioatrack payment`: what a payment needs, its edits and its lists."""

import csv
import io

import pytest

RENT = ("--subtype", "housing-utilities", "--method", "Direct Payment", "--paid-by",
        "snap-et")  # fmt: skip
PHONE = ("--subtype", "cellphone-minutes", "--method", "Gift Card", "--paid-by",
         "snap-et")  # fmt: skip
PLAIN = ("--method", "gift-card", "--paid-by", "other", "--date")


@pytest.mark.covers("IS-53", "IS-54", "IS-55", "IS-58", "IS-60")
def test_the_guides_three_payments_are_475_of_500(made, housing):
    """150 + 300 + 25: descriptions, totals and the maximum as the screen shows them."""
    made("payment", "add", housing, *RENT, "--date", "12/16/2022", "--amount", "150")
    made("payment", "add", housing, *RENT, "--date", "2/15/2023", "--amount", "$300.00",
         user="lee")  # fmt: skip
    last = made(
        "payment", "add", housing, *PHONE, "--date", "12/16/2022", "--amount", "25"
    )

    assert last["current_total"] == "475.00"
    assert last["maximum"] == "500.00"
    assert last["standing"] == "475.00 of 500.00"
    assert last["pending"] == "0.00"
    rows = made("payment", "list", "--service", housing)
    assert [
        (
            r["method_label"],
            r["description"],
            r["amount"],
            r["quantity"],
            r["total"],
            r["date"],
            r["updated_by"],
        )
        for r in rows
    ] == [
        (
            "Direct Payment",
            "Housing/Utilities - Housing/Utilities",
            "150.00",
            1,
            "150.00",
            "2022-12-16",
            "ore",
        ),
        (
            "Gift Card",
            "Housing/Utilities - Cellphones/Cellphone Minutes",
            "25.00",
            1,
            "25.00",
            "2022-12-16",
            "ore",
        ),
        (
            "Direct Payment",
            "Housing/Utilities - Housing/Utilities",
            "300.00",
            1,
            "300.00",
            "2023-02-15",
            "lee",
        ),
    ]
    shown = made("service", "show", housing)
    assert shown["standing"] == "475.00 of 500.00"
    assert shown["payments_issued"] == "475.00"


@pytest.mark.covers("IS-56")
def test_a_further_payment_is_like_one_on_file(made, refused, housing):
    """With a day of its own and whatever else differs, by the rules of `add`."""
    first = made("payment", "add", housing, *PHONE, "--date", "12/16/2022", "--amount",
                 "150")  # fmt: skip
    again = ("payment", "again", first["id"])

    second = made(*again, "--date", "1/16/2023", user="lee")
    third = made(*again, "--date", "2/16/2023", "--amount", "25.50")

    same = ("service", "subtype", "method", "paid_by", "quantity", "estimate")
    for record in (second, third):
        assert {name: record[name] for name in same} == {n: first[n] for n in same}
    assert (second["amount"], second["date"]) == ("150.00", "2023-01-16")
    assert (third["amount"], third["current_total"]) == ("25.50", "325.50")
    assert second["updated_by"] == "lee"
    refused(*again, code=2, says="Missing: --date.")
    refused(*again, "--date", "3/16/2023", "--quantity", "2",
            says="325.50 and 300.00 are 625.50 of 500.00.")  # fmt: skip
    dates = [row["date"] for row in made("payment", "list", "--service", housing)]
    assert dates == ["2022-12-16", "2023-01-16", "2023-02-16"]


@pytest.mark.covers("IS-50", "IS-51", "IS-101")
def test_money_needs_an_open_support_service_with_a_goal(
    made, refused, who, goal, jst, rules
):
    """Each thing that is missing is named with the command that adds it."""
    activity = refused("payment", "add", jst, *PLAIN, "2023-01-09", "--amount", "5")
    assert "not a support service" in rules(activity)["payment.precondition"]["message"]
    service = made("service", "add", who, "--activity", "Clothing")["id"]
    pay = ("payment", "add", service, *PLAIN, "2023-01-09", "--amount", "75")

    answer = refused(*pay)

    finding = rules(answer)["payment.precondition"]
    assert finding["severity"] == "system"
    assert finding["message"] == f"Service {service} has no goal and is planned."
    made(*finding["fix"].replace("DATE", "2023-01-09").split()[1:])
    made(*pay)
    made("service", "update", service, "--status", "successful", "--end", "2023-02-01")
    closed = rules(refused(*pay))["payment.precondition"]["fix"]
    assert closed == f'wioatrack service update {service} --status started --end ""'
    made("service", "update", service, "--status", "started", "--end", "")
    made(*pay)


def test_a_subtype_is_needed_where_a_type_has_several(made, refused, support, housing):
    """Housing/Utilities has two, Clothing one; another type's is refused."""
    pay = ("payment", "add", housing, *PLAIN, "2023-01-09", "--amount", "5")

    missing = refused(*pay, code=2)
    other = refused(*pay, "--subtype", "clothing", code=2)

    assert "--subtype" in missing["error"]
    assert "cellphone-minutes" in missing["error"]
    assert "cellphone-minutes" in other["error"]
    clothing = support("Clothing")
    record = made("payment", "add", clothing, *PLAIN, "2023-01-09", "--amount", "75")
    assert record["subtype"] == "clothing"
    assert record["description"] == "Clothing - Clothing"


@pytest.mark.covers("IS-54")
def test_a_unit_amount_is_paid_so_many_times(made, refused, housing):
    """Unit times quantity, to the cent: 4 x 125.00 fit in 500.00, 3 x 166.67 do not."""
    pay = ("payment", "add", housing, *RENT, "--date", "2023-01-09")
    refused(*pay, "--amount", "166.67", "--quantity", "3",
            says="Housing/Utilities, FY2023: 0.00 and 500.01 are 500.01 of 500.00.")  # fmt: skip

    record = made(*pay, "--amount", "125", "--quantity", "4")

    assert (record["amount"], record["quantity"], record["total"]) == (
        "125.00",
        4,
        "500.00",
    )
    assert record["standing"] == "500.00 of 500.00"
    refused(*pay, "--amount", "0.01",
            says="Housing/Utilities, FY2023: 500.00 and 0.01 are 500.01 of 500.00.")  # fmt: skip
    assert len(made("payment", "list")) == 1


def test_an_estimate_counts_and_is_not_issued(made, refused, housing):
    """It may lie ahead, takes up the maximum, and is left out of payments issued."""
    pay = ("payment", "add", housing, *RENT, "--amount", "300")

    refused(*pay, "--date", "2023-07-01",
            says="Paid 2023-07-01; the last day that counts is 2023-06-30.")  # fmt: skip
    estimate = made(*pay, "--estimate", "--date", "2023-06-30")
    made("payment", "add", housing, *RENT, "--amount", "150", "--date", "2023-06-30")

    refused("payment", "add", housing, *RENT, "--amount", "50.01", "--date",
            "2023-06-30",
            says="Housing/Utilities, FY2023: 450.00 and 50.01 are 500.01 of 500.00.")  # fmt: skip
    shown = made("service", "show", housing)
    assert (shown["current_total"], shown["payments_issued"]) == ("450.00", "150.00")
    record = made("payment", "edit", estimate["id"], "--no-estimate", "--amount", "350")
    assert record["payments_issued"] == "500.00"


def test_an_edit_is_held_against_the_same_rules(made, refused, housing):
    """A payment does not count against itself; one cent over is refused."""
    pay = ("payment", "add", housing, *RENT, "--date", "2023-01-09", "--amount")
    first = made(*pay, "150")["id"]
    made(*pay, "300")

    refused("payment", "edit", first, "--amount", "200.01",
            says="Housing/Utilities, FY2023: 300.00 and 200.01 are 500.01 of 500.00.")  # fmt: skip
    refused("payment", "edit", first, "--quantity", "2",
            says="Housing/Utilities, FY2023: 300.00 and 300.00 are 600.00 of 500.00.")  # fmt: skip
    refused("payment", "edit", first, "--date", "2023-07-01",
            says="Paid 2023-07-01; the last day that counts is 2023-06-30.")  # fmt: skip
    refused("payment", "edit", first, "--subtype", "clothing", code=2,
            says="--subtype: clothing is no subtype of Housing/Utilities.")  # fmt: skip
    refused("payment", "edit", first, "--amount", "", code=2,
            says="--amount: It must not be empty.")  # fmt: skip

    record = made("payment", "edit", first, "--amount", "200", "--subtype",
                  "cellphone-minutes", user="lee")  # fmt: skip
    assert record["standing"] == "500.00 of 500.00"
    assert (record["updated_by"], record["subtype"]) == ("lee", "cellphone-minutes")


def test_a_removed_payment_counts_no_more(made, refused, housing):
    """It is shown as it was; on a closed service it stays."""
    pay = ("payment", "add", housing, *RENT, "--date", "2023-01-09", "--amount")
    first, second = made(*pay, "150")["id"], made(*pay, "300")["id"]

    gone = made("payment", "remove", first)

    assert (gone["amount"], gone["removed"]) == ("150.00", True)
    assert made("service", "show", housing)["standing"] == "300.00 of 500.00"
    made("service", "update", housing, "--status", "successful", "--end", "2023-03-01")
    refused("payment", "remove", second, says="Service 7 is successful.")
    refused("payment", "remove", first, code=3, says="There is no payment 1.")


def test_undo_takes_a_payment_back(made, wioatrack, housing):
    """The total is what it was."""
    record = made("payment", "add", housing, *RENT, "--date", "2023-01-09", "--amount",
                  "150")  # fmt: skip

    wioatrack("undo", record["undo"], code=0)

    assert made("service", "show", housing)["current_total"] == "0.00"


@pytest.mark.covers("IS-55", "IS-59")
def test_a_list_is_narrowed_by_its_columns_and_exported(
    made, wioatrack, support, housing
):
    """Service, participant, type, subtype, method, funds, estimates, year; CSV."""
    made("payment", "add", housing, *RENT, "--date", "2022-06-30", "--amount", "150")
    made("payment", "add", housing, *PHONE, "--date", "2023-01-09", "--amount", "25")
    clothing = support("Clothing")
    made(
        "payment", "add", clothing, *PLAIN, "2023-02-01", "--amount", "75", "--estimate"
    )

    def listed(*words):
        return [row["amount"] for row in made("payment", "list", *words)]

    assert listed() == ["150.00", "25.00", "75.00"]
    assert listed("--service", clothing) == ["75.00"]
    assert listed("--participant", "314901") == listed()
    assert listed("--participant", "314901", "--service", clothing) == ["75.00"]
    assert listed("--activity", "clothing") == ["75.00"]
    assert listed("--subtype", "cellphone-minutes") == ["25.00"]
    assert listed("--method", "Direct Payment") == ["150.00"]
    assert listed("--paid-by", "other") == ["75.00"]
    assert listed("--estimate") == ["75.00"]
    assert listed("--no-estimate") == ["150.00", "25.00"]
    assert listed("--fiscal-year", "FY22") == ["150.00"]
    assert listed("--fiscal-year", "2023") == ["25.00", "75.00"]
    rows = csv.DictReader(
        io.StringIO(wioatrack("payment", "list", "--csv", code=0).stdout)
    )
    assert [row["total"] for row in rows] == ["150.00", "25.00", "75.00"]


@pytest.mark.covers("IS-59", "IS-60")
def test_the_panel_adds_up_to_what_its_lines_say(made, support):
    """The guide's seven lines come to 1,596.00, whatever the screen's heading says."""
    paid = {
        "Books & Training Supplies": ("175", "--subtype", "tuition-books-supplies"),
        "Educational/Credential Testing": ("10",),
        "Clothing": ("300",),
        "Childcare/Medical": ("200",),
        "Housing/Utilities": ("475", "--subtype", "housing-utilities"),
        "Personal Hygiene": ("250",),
        "Transportation": ("186",),
    }
    for activity, (amount, *words) in paid.items():
        made(
            "payment",
            "add",
            support(activity),
            *PLAIN,
            "2023-02-15",
            "--amount",
            amount,
            *words,
        )

    lines = {row["label"]: row for row in made("payment", "totals", "314901")}

    assert lines["All support services"]["payments_issued"] == "1596.00"
    assert lines["Transportation"]["standing"] == "186.00 of 1400.00"
    assert lines["Transportation"]["percent"] == 13
    assert lines["Personal Hygiene"]["standing"] == "250.00 of 250.00"
    assert lines["Childcare/Medical"]["maximum"] is None
    next_year = made("payment", "totals", "314901", "--on", "2023-07-01")
    assert [row["label"] for row in next_year] == list(lines)
    assert {row["payments_issued"] for row in next_year} == {"0.00"}


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("--amount", "0"),
        ("--amount", "-5"),
        ("--amount", "1.001"),
        ("--amount", "1e3"),
        ("--amount", "\u0661"),
        ("--amount", "nan"),
        ("--quantity", "0"),
        ("--quantity", "1.5"),
        ("--date", "2023-02-29"),
        ("--method", "bitcoin"),
        ("--paid-by", "me"),
        ("--subtype", "cigars"),
    ],
)
def test_words_that_cannot_be_read_pay_nothing(made, refused, housing, field, words):
    """Exit 2, one clear line, nothing written."""
    given = {"--subtype": "housing-utilities", "--method": "check", "--paid-by": "wioa",
             "--date": "2023-01-09", "--amount": "5", "--quantity": "1"}  # fmt: skip
    given[field] = words

    answer = refused("payment", "add", housing, *[w for p in given.items() for w in p],
                     code=2)  # fmt: skip

    assert field in answer["error"]
    assert made("payment", "list") == []


def test_required_options_are_named_when_left_out(refused, housing):
    """Method, date, amount and source of funds are starred on the screen."""
    answer = refused("payment", "add", housing, code=2)

    for option in ("--method", "--date", "--amount", "--paid-by"):
        assert option in answer["error"]


def test_only_those_who_record_may_pay(wioatrack, made, housing):
    """A reviewer reads; staff of another place find nothing."""
    payment = made("payment", "add", housing, *RENT, "--date", "2023-01-09", "--amount",
                   "5")["id"]  # fmt: skip
    wioatrack("user", "add", "kim", "--role", "staff", "--location", "Aurora", code=0)

    wioatrack("payment", "edit", payment, "--amount", "6", user="may", code=4,
              says="Role reviewer may not enter and change records.")  # fmt: skip
    wioatrack("payment", "remove", payment, user="may", code=4,
              says="Role reviewer may not enter and change records.")  # fmt: skip
    wioatrack("payment", "edit", payment, "--amount", "6", user="kim", code=3,
              says="There is no payment 1.")  # fmt: skip
    assert wioatrack("payment", "list", "--json", user="kim").stdout.strip() == "[]"
    assert len(made("payment", "list", user="may")) == 1
