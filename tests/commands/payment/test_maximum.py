"""The most that may be paid, of a type, by a person, in a year."""

import pytest

RENT = ("--subtype", "housing-utilities", "--method", "Direct Payment", "--paid-by",
        "snap-et")  # fmt: skip
PLAIN = ("--method", "gift-card", "--paid-by", "other", "--date")
OPEN = ("--status", "started", "--start", "2022-12-16")


@pytest.mark.covers("IS-60")
def test_a_stated_maximum_is_never_waived(refused, made, housing, rules):
    """Housing/Utilities: a cent over 500 is refused, with a reason too."""
    pay = (
        "payment",
        "add",
        housing,
        *RENT,
        "--date",
        "2023-01-09",
        "--amount",
        "500.01",
    )

    answer = refused(
        *pay, "--waive", "payment.within-maximum", "--because", "Eviction."
    )

    assert rules(answer)["payment.within-maximum"]["severity"] == "system"
    assert made("payment", "list") == []


@pytest.mark.parametrize(
    ("activity", "words", "most"),
    [
        ("Clothing", (), "300.00"),
        ("Personal Hygiene", (), "250.00"),
        ("Transportation", (), "1400.00"),
        ("Books & Training Supplies", ("--subtype", "tools"), "500.00"),
    ],
)
@pytest.mark.covers("IS-60")
def test_an_inferred_maximum_is_waived_with_a_reason(
    made, refused, support, activity, words, most, rules
):
    """To the cent it fits; one more needs the waiver, which is kept with it."""
    service = support(activity)
    pay = ("payment", "add", service, *words, *PLAIN, "2023-01-09", "--amount")
    made(*pay, most)

    answer = refused(*pay, "0.01")
    record = made(
        *pay, "0.01", "--waive", "payment.within-maximum", "--because", "Snow."
    )

    assert rules(answer)["payment.within-maximum"]["severity"] == "procedure"
    assert record["maximum"] == most
    assert record["waivers"][0]["because"] == "Snow."
    assert "Waived: Snow." in record["findings"][0]["message"]


@pytest.mark.covers("IS-60")
@pytest.mark.parametrize(
    "activity", ["Childcare/Medical", "Educational/Credential Testing"]
)
def test_a_type_without_a_maximum_has_none(made, support, activity):
    """Nothing limits it, and none is shown."""
    record = made("payment", "add", support(activity), *PLAIN, "2023-01-09", "--amount",
                  "99,999.99")  # fmt: skip

    assert record["maximum"] is None
    assert record["standing"] == "99999.99"


def test_tools_have_a_maximum_of_their_own(made, refused, support):
    """Books have none; tools among them stop at 500."""
    service = support("Books & Training Supplies")
    pay = ("payment", "add", service, *PLAIN, "2023-01-09", "--amount")
    made(*pay, "4000", "--subtype", "tuition-books-supplies")
    tools = made(*pay, "500", "--subtype", "tools")

    refused(*pay, "0.01", "--subtype", "tools",
            says="Tools, FY2023: 500.00 and 0.01 are 500.01 of 500.00.")  # fmt: skip

    assert tools["standing"] == "500.00 of 500.00"
    shown = made("service", "show", service)
    assert (shown["current_total"], shown["maximum"]) == ("4500.00", None)
    assert [limit["label"] for limit in shown["limits"]] == [
        "Books & Training Supplies - Tools"
    ]


def test_every_service_of_a_type_shares_the_total(made, refused, who, support):
    """Closing and reopening, or another application, opens no second maximum."""
    first = support("Clothing")
    made("payment", "add", first, *PLAIN, "2022-12-16", "--amount", "200")
    made("service", "update", first, "--status", "successful", "--end", "2022-12-31")
    second = support("Clothing", "--start", "2023-01-02")

    refused("payment", "add", second, *PLAIN, "2023-01-09", "--amount", "100.01",
            says="Clothing, FY2023: 200.00 and 100.01 are 300.01 of 300.00.")  # fmt: skip

    record = made("payment", "add", second, *PLAIN, "2023-01-09", "--amount", "100")
    assert record["current_total"] == "300.00"


def test_every_application_of_a_person_shares_the_total(made, refused, who, support):
    """The maximum is the person's."""
    first = support("Clothing")
    made("payment", "add", first, *PLAIN, "2022-12-16", "--amount", "300")
    made("service", "update", first, "--status", "successful", "--end", "2022-12-31")
    person_id = made("application", "list")[0]["participant"]
    made("application", "add", person_id, "--profile", "isets", "--number", "A2")
    goal = made("goal", "add", "A2", "--statement", "Dress.", "--category",
                "support-services", "--term", "short")["id"]  # fmt: skip
    second = made("service", "add", "A2", "--activity", "Clothing", "--goal", goal,
                  *OPEN)["id"]  # fmt: skip

    refused("payment", "add", second, *PLAIN, "2023-01-09", "--amount", "0.01",
            says="Clothing, FY2023: 300.00 and 0.01 are 300.01 of 300.00.")  # fmt: skip


def test_the_maximum_begins_anew_with_the_state_fiscal_year(made, refused, housing):
    """30 June belongs to one year and 1 July to the next, by the payment's day."""
    pay = ("payment", "add", housing, *RENT, "--amount", "500", "--date")
    june = made(*pay, "2023-06-30")
    july = made(*pay, "2023-07-01", as_of="2023-07-01")

    refused("payment", "edit", july["id"], "--date", "2023-06-30", as_of="2023-07-02",
            says="Housing/Utilities, FY2023: 500.00 and 500.00 are 1000.00 of 500.00.")  # fmt: skip

    assert (june["period"], july["period"]) == ("FY2023", "FY2024")
    assert june["standing"] == july["standing"] == "500.00 of 500.00"


def test_no_total_is_larger_than_an_amount_may_be(made, refused, support):
    """A type without a maximum still keeps its sums exact."""
    pay = ("payment", "add", support("Childcare/Medical"), *PLAIN, "2023-01-09",
           "--amount")  # fmt: skip

    answer = refused(*pay, "99,999,999.99", "--quantity", "2", code=2)

    assert "2 times 99999999.99 is more than" in answer["error"]
    made(*pay, "9,999.99", "--quantity", "10000")


@pytest.mark.covers("IS-52")
def test_a_refused_payment_names_the_manual(made, wioatrack, housing):
    """What may be paid is prescribed by the State's manual, and the rule says where."""
    payment = made("payment", "add", housing, *RENT, "--date", "2023-01-09", "--amount",
                   "150")["id"]  # fmt: skip

    why = {
        rule["rule"]: rule for rule in made("rules", "why", "payment", payment)["rules"]
    }

    titles = [source["title"] for source in why["payment.within-maximum"]["sources"]]
    assert any("Supportive Services Reference Chart" in title for title in titles)
    assert why["payment.within-maximum"]["used"][0]["value"] == "500.00"
    assert why["payment.precondition"]["verdict"] == "met"
