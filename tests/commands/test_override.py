"""`wioatrack override`"""

import pytest

RENT = ("--subtype", "housing-utilities", "--method", "direct-payment", "--paid-by",
        "snap-et")  # fmt: skip
PLAIN = ("--method", "gift-card", "--paid-by", "snap-et", "--date")
OPEN = ("--status", "started", "--start", "2022-12-16")
RISE = ("--amount", "200", "--reason", "The rent rose.")


@pytest.fixture
def who(person):
    """A participant of the ISETS guide."""
    return person("isets", participation_date="2022-09-15")


@pytest.fixture
def goal(made, who):
    """A goal of that person: its id."""
    return made("goal", "add", who, "--statement", "Get support services lined up.",
                "--category", "support-services", "--term", "short")["id"]  # fmt: skip


@pytest.fixture
def jst(made, who):
    """A SNAP E&T activity that is open: its id."""
    return made("service", "add", who, "--activity", "JST", "--status", "started",
                "--start", "2022-12-01")["id"]  # fmt: skip


@pytest.fixture
def support(made, who, goal, jst):
    """`support("Clothing", "300")` is an open support service with so much paid."""

    def support(activity, amount, *words):
        service = made("service", "add", who, "--activity", activity, "--goal", goal,
                       *OPEN)["id"]  # fmt: skip
        made(
            "payment", "add", service, *PLAIN, "2023-02-15", "--amount", amount, *words
        )
        return service

    return support


@pytest.fixture
def housing(support):
    """The guide's Housing/Utilities with 475 of 500 paid."""
    return support("Housing/Utilities", "475", "--subtype", "housing-utilities")


@pytest.fixture
def pending(made, housing):
    """The guide's request of 200, made by lee."""
    return made("override", "request", housing, *RISE, user="lee", as_of="2023-02-16")


@pytest.mark.covers("IS-63", "IS-64")
def test_a_request_shows_what_the_screen_shows(made, pending, housing):
    """Status, amount, requester, days; pending money beside the total, not in it."""
    assert pending["status"] == "pending"
    assert pending["amount"] == "200.00"
    assert pending["reason"] == "The rent rose."
    assert (pending["requested_by"], pending["requested_on"]) == ("lee", "2023-02-16")
    assert (pending["updated_by"], pending["updated_on"]) == ("lee", "2023-02-16")
    assert pending["reviewed_by"] is pending["reviewed_on"] is None
    assert pending["service"] == housing
    assert pending["period"] == "FY2023"
    assert pending["standing"] == "475.00 of 500.00 (+200.00 pending)"
    assert pending["maximum"] == "500.00"
    shown = made("service", "show", housing)
    assert shown["standing"] == "475.00 of 500.00 (+200.00 pending)"


@pytest.mark.covers("IS-63")
def test_the_reason_is_a_case_note_too(made, pending):
    """Task override, of the day and the person who asked."""
    (note,) = made("note", "list", "314901")

    assert note["id"] == pending["case_note"]
    assert (note["task"], note["message"]) == ("override", "The rent rose.")
    assert (note["date"], note["author"]) == ("2023-02-16", "lee")


def test_a_request_without_its_reason_is_refused(refused, made, housing):
    """Amount and reason are starred."""
    refused("override", "request", housing, "--amount", "200", code=2,
            says="Missing: --reason.")  # fmt: skip
    refused("override", "request", housing, "--amount", "200", "--reason", " ", code=2,
            says="--reason: It must not be empty.")  # fmt: skip
    assert made("override", "list") == []
    assert made("note", "list", "314901") == []


@pytest.mark.covers("IS-61")
@pytest.mark.parametrize(
    ("paid", "code", "says"),
    [
        ("449.99", 1, "50.01 are left; a request is possible at 50.00 or less"),
        ("450", 0, "override 1 is on file"),
        ("475", 0, "override 1 is on file"),
        ("500", 0, "override 1 is on file"),
    ],
)
def test_a_request_opens_at_exactly_50_left(wioatrack, support, paid, code, says):
    """One cent more left is too early; at the maximum it stays open."""
    service = support("Housing/Utilities", paid, "--subtype", "housing-utilities")

    wioatrack("override", "request", service, *RISE, code=code, says=says)


@pytest.mark.covers("IS-61")
def test_a_request_stays_open_beyond_a_waived_maximum(made, support):
    """310 of 300, waived: the maximum may be raised."""
    service = support(
        "Clothing", "310", "--waive", "payment.within-maximum", "--because", "Snow."
    )

    record = made("override", "request", service, "--amount", "25", "--reason", "Snow.")

    assert record["standing"] == "310.00 of 300.00 (+25.00 pending)"


@pytest.mark.parametrize("activity", ["Childcare/Medical", "JST"])
def test_a_type_without_a_maximum_has_nothing_to_raise(
    made, refused, who, goal, jst, activity, rules
):
    """Refused, and no note is left behind."""
    service = jst
    if activity != "JST":
        service = made(
            "service", "add", who, "--activity", activity, "--goal", goal, *OPEN
        )
        service = service["id"]

    answer = refused("override", "request", service, *RISE)

    assert "no maximum" in rules(answer)["override.may-request"]["message"]
    assert made("note", "list", who) == []


def test_a_profile_without_maxima_has_no_requests(made, refused, person, rules):
    """The rule does not hold there, so that nothing can be asked for."""
    who = person("cook")
    service = made("service", "add", who, "--activity", "300")["id"]

    answer = refused("override", "request", service, *RISE)

    assert set(rules(answer)) == {"override.may-request"}


@pytest.mark.covers("IS-65")
def test_a_second_request_is_refused_while_one_is_pending(
    made, refused, pending, housing, rules
):
    """Whoever asks; the one that waits is named."""
    answer = refused("override", "request", housing, *RISE)

    finding = rules(answer)["override.may-request"]
    assert finding["severity"] == "system"
    assert f"request {pending['id']} waits" in finding["message"]
    assert len(made("override", "list")) == 1
    assert len(made("note", "list", "314901")) == 1


def test_pending_money_cannot_be_spent(made, refused, pending, housing, rules):
    """25.00 fit, 25.01 do not, and the fix is the review."""
    pay = ("payment", "add", housing, *RENT, "--date", "2023-02-16", "--amount")

    answer = refused(*pay, "25.01")

    finding = rules(answer)["payment.within-maximum"]
    assert "(+200.00 pending)" in finding["message"]
    assert f"override review {pending['id']}" in finding["fix"]
    made(*pay, "25.00")


@pytest.mark.covers("IS-60", "IS-67", "IS-71", "IS-72", "IS-73")
@pytest.mark.parametrize("word", ["approved", "Accepted"])
def test_an_approval_raises_the_maximum_at_once(made, refused, pending, housing, word):
    """200 approved make 700; the button comes back within 50 of the new maximum."""
    record = made("override", "review", pending["id"], "--decision", word, "--note",
                  "Rent receipt seen.", user="may")  # fmt: skip

    assert record["status"] == record["decision"] == "approved"
    assert (record["reviewed_by"], record["reviewed_on"]) == ("may", "2023-06-30")
    assert record["note"] == "Rent receipt seen."
    assert record["standing"] == "475.00 of 700.00"
    refused("override", "request", housing, *RISE,
            says="225.00 are left; a request is possible at 50.00 or less")  # fmt: skip
    pay = ("payment", "add", housing, *RENT, "--date", "2023-02-16", "--amount")
    refused(*pay, "225.01",
            says="Housing/Utilities, FY2023: 475.00 and 225.01 are 700.01 of 700.00.")  # fmt: skip
    made(*pay, "174.99")
    refused("override", "request", housing, *RISE,
            says="50.01 are left; a request is possible at 50.00 or less")  # fmt: skip
    made(*pay, "0.01")
    again = made("override", "request", housing, "--amount", "50", "--reason", "More.")
    assert again["standing"] == "650.00 of 700.00 (+50.00 pending)"
    assert [row["status"] for row in made("override", "list")] == [
        "approved",
        "pending",
    ]


@pytest.mark.covers("IS-71", "IS-72")
def test_a_rejection_changes_nothing_and_opens_the_way_again(made, pending, housing):
    """The maximum stays, the request stays on file, a new one may be made."""
    record = made("override", "review", pending["id"], "--decision", "rejected",
                  user="may")  # fmt: skip

    assert record["standing"] == "475.00 of 500.00"
    made("override", "request", housing, "--amount", "25", "--reason", "Less, then.")


@pytest.mark.covers("IS-71")
@pytest.mark.fault(101)
def test_the_requester_cannot_review(refused, wioatrack, made, pending, rules):
    """Exit 4 with the finding, as staff and also with the reviewer's role."""
    words = ("override", "review", pending["id"], "--decision", "approved")
    for _ in range(2):
        answer = refused(*words, user="lee", code=4)
        assert set(rules(answer)) == {"override.second-person"}
        wioatrack("user", "edit", "lee", "--role", "reviewer", code=0)

    assert made("override", "show", pending["id"])["status"] == "pending"


@pytest.mark.covers("IS-66", "IS-71")
def test_whoever_edited_it_cannot_review_either(
    made, refused, wioatrack, pending, rules
):
    """Editors are remembered and shown; a third person answers."""
    edited = made("override", "edit", pending["id"], "--amount", "150", user="ore")
    wioatrack("user", "add", "kim", "--role", "staff", code=0)
    made("override", "edit", pending["id"], "--reason", "Rent and deposit.", user="kim")
    wioatrack("user", "edit", "kim", "--role", "reviewer", code=0)
    words = ("override", "review", pending["id"], "--decision", "approved")

    answer = refused(*words, user="kim", code=4)

    assert "kim edited" in rules(answer)["override.second-person"]["message"]
    assert (edited["requested_by"], edited["updated_by"]) == ("lee", "ore")
    record = made(*words, user="may")
    assert record["editors"] == ["ore", "kim"]
    assert (record["amount"], record["maximum"]) == ("150.00", "650.00")
    notes = made("note", "list", "314901")
    assert [note["message"] for note in notes] == [
        "The rent rose.",
        "Rent and deposit.",
    ]
    assert record["case_note"] == notes[-1]["id"]


def test_an_edit_that_changes_nothing_makes_nobody_an_editor(made, refused, pending):
    """The same amount again; without any option it is refused."""
    record = made("override", "edit", pending["id"], "--amount", "200.00", user="ore")

    assert record["editors"] == []
    refused("override", "edit", pending["id"], code=2, says="Nothing to change.")


@pytest.mark.covers("IS-73")
def test_only_a_reviewer_reviews(wioatrack, pending):
    """Staff, managers and viewers may not, whoever asked."""
    wioatrack("user", "add", "val", "--role", "viewer", code=0)
    wioatrack("user", "add", "kim", "--role", "staff", code=0)
    words = ("override", "review", pending["id"], "--decision", "approved")

    for user in ("ore", "val", "kim"):
        wioatrack(*words, user=user, code=4, says="may not answer override requests")

    wioatrack(*words, user="may", code=0)


def test_a_reviewer_enters_nothing(wioatrack, housing, pending):
    """Neither a request nor a change of one."""
    wioatrack("override", "request", housing, *RISE, user="may", code=4,
              says="Role reviewer may not enter and change records.")  # fmt: skip
    wioatrack("override", "edit", pending["id"], "--amount", "1", user="may", code=4,
              says="Role reviewer may not enter and change records.")  # fmt: skip
    wioatrack("override", "withdraw", pending["id"], user="may", code=4,
              says="Role reviewer may not enter and change records.")  # fmt: skip


@pytest.mark.covers("IS-72")
@pytest.mark.fault(102)
@pytest.mark.parametrize("decision", ["approved", "rejected"])
def test_an_answered_request_is_changed_by_nobody(
    made, refused, pending, decision, rules
):
    """Neither edited, withdrawn nor answered again; it can still be seen."""
    made("override", "review", pending["id"], "--decision", decision, user="may")

    for words, user in (
        (("edit", pending["id"], "--amount", "300"), "lee"),
        (("withdraw", pending["id"]), "ore"),
        (("review", pending["id"], "--decision", "approved"), "may"),
    ):
        answer = refused("override", *words, user=user)
        assert set(rules(answer)) == {"override.answered"}

    assert made("override", "show", pending["id"])["status"] == decision


@pytest.mark.covers("IS-66")
def test_a_request_is_withdrawn_by_staff(made, refused, pending, housing, rules):
    """It cannot be answered any more, and makes room for another."""
    record = made("override", "withdraw", pending["id"], user="ore")

    assert (record["status"], record["updated_by"]) == ("withdrawn", "ore")
    assert record["pending"] == "0.00"
    for words, user in (
        (("review", pending["id"], "--decision", "approved"), "may"),
        (("edit", pending["id"], "--amount", "1"), "lee"),
        (("withdraw", pending["id"]), "lee"),
    ):
        assert set(rules(refused("override", *words, user=user))) == {
            "override.answered"
        }
    made("override", "request", housing, *RISE)


def test_a_request_belongs_to_one_fiscal_year(made, refused, pending, housing):
    """The next year's maximum is not raised by it, and its request is another."""
    july = {"as_of": "2023-07-15"}
    made("override", "review", pending["id"], "--decision", "approved", user="may")
    pay = ("payment", "add", housing, *RENT, "--date", "2023-07-10", "--amount")

    refused(*pay, "500.01", **july,
            says="Housing/Utilities, FY2024: 0.00 and 500.01 are 500.01 of 500.00.")  # fmt: skip
    new = made(*pay, "500", **july)
    record = made("override", "request", housing, *RISE, **july)
    old = refused("override", "request", housing, *RISE, "--on", "2023-06-30", **july)

    assert new["standing"] == "500.00 of 500.00"
    assert record["period"] == "FY2024"
    assert "475.00 of 700.00: 225.00 are left" in old["error"]


def test_a_late_payment_of_last_year_may_be_asked_for(made, refused, pending, housing):
    """--on names the year; by default it is the latest payment's."""
    made("override", "withdraw", pending["id"])
    made("payment", "add", housing, *RENT, "--date", "2023-07-10", "--amount", "10",
         as_of="2023-07-15")  # fmt: skip

    refused("override", "request", housing, *RISE, as_of="2023-07-15",
            says="490.00 are left; a request is possible at 50.00 or less")  # fmt: skip
    record = made("override", "request", housing, *RISE, "--on", "2023-06-30",
                  as_of="2023-07-15")  # fmt: skip

    assert record["period"] == "FY2023"
    assert record["standing"] == "475.00 of 500.00 (+200.00 pending)"


def test_two_services_of_a_type_share_the_one_pending_request(
    made, refused, pending, who, goal, housing
):
    """One participant, one type, one period."""
    made("service", "update", housing, "--status", "successful", "--end", "2023-02-20")
    second = made("service", "add", who, "--activity", "Housing/Utilities", "--goal", goal,
                  "--status", "started", "--start", "2023-02-21")["id"]  # fmt: skip

    answer = refused("override", "request", second, *RISE, as_of="2023-02-22")

    assert f"request {pending['id']} waits" in answer["error"]


def test_tools_among_books_may_be_raised(made, support):
    """The subtype has the maximum, so that it is what an approval raises."""
    service = support("Books & Training Supplies", "460", "--subtype", "tools")

    request = made(
        "override", "request", service, "--amount", "100", "--reason", "Saw."
    )
    record = made(
        "override", "review", request["id"], "--decision", "approved", user="may"
    )

    assert record["type"] == "Books & Training Supplies - Tools"
    assert record["standing"] == "460.00 of 600.00"


@pytest.mark.covers("IS-61", "IS-67")
def test_a_support_service_says_whether_a_request_is_possible(made, support, housing):
    """The guide's button: there near the maximum, gone while a request is pending."""
    clothing = support("Clothing", "249.99")

    assert made("service", "show", clothing)["request_possible"] is False
    assert made("service", "show", housing)["request_possible"] is True
    made("override", "request", housing, *RISE)
    assert made("service", "show", housing)["request_possible"] is False


def test_the_rules_explain_a_request_on_file(made, pending):
    """It does not stand in its own way, and who looks is the one who would review."""
    words = ("rules", "why", "override", pending["id"])
    for user, verdict in (("lee", "not-met"), ("may", "met")):
        ruled = {rule["rule"]: rule for rule in made(*words, user=user)["rules"]}
        assert ruled["override.may-request"]["verdict"] == "met"
        assert ruled["override.second-person"]["verdict"] == verdict
        assert ruled["override.answered"]["verdict"] == "met"


@pytest.mark.covers("IS-64", "IS-68")
def test_a_reviewer_sees_the_queue(made, wioatrack, pending, support):
    """The oldest first, with the person, the type and what it comes to."""
    clothing = support("Clothing", "275")
    made("override", "request", clothing, "--amount", "25", "--reason", "Boots.",
         as_of="2023-02-17")  # fmt: skip
    hygiene = support("Personal Hygiene", "250")
    done = made("override", "request", hygiene, "--amount", "10", "--reason", "Soap.")
    made("override", "review", done["id"], "--decision", "rejected", user="may")

    queue = made("override", "list", "--pending", user="may")

    assert [(row["participant"], row["type"], row["standing"]) for row in queue] == [
        ("3913801", "Housing/Utilities", "475.00 of 500.00 (+200.00 pending)"),
        ("3913801", "Clothing", "275.00 of 300.00 (+25.00 pending)"),
    ]
    plain = wioatrack("override", "list", "--pending", user="may", code=0).stdout
    for head in ("Request status", "Request amount", "Requester", "Date requested",
                 "Updated by", "Last updated", "Reviewed by"):  # fmt: skip
        assert head in plain


def test_a_list_is_narrowed_by_its_columns(made, pending, support):
    """Pending or not, status, service, participant, type, requester, fiscal year."""
    clothing = support("Clothing", "275")
    made("override", "request", clothing, "--amount", "25", "--reason", "Boots.")
    made("override", "review", pending["id"], "--decision", "approved", user="may")

    def listed(*words):
        return [row["amount"] for row in made("override", "list", *words)]

    assert listed() == ["200.00", "25.00"]
    assert listed("--pending") == ["25.00"]
    assert listed("--no-pending") == ["200.00"]
    assert listed("--status", "Accepted") == ["200.00"]
    assert listed("--service", clothing) == ["25.00"]
    assert listed("--participant", "314901") == listed()
    assert listed("--activity", "housing-utilities") == ["200.00"]
    assert listed("--requester", "lee") == ["200.00"]
    assert listed("--fiscal-year", "FY23") == listed()
    assert listed("--fiscal-year", "2024") == []


def test_staff_of_another_place_see_no_request(wioatrack, pending):
    """Absent, as what is not there."""
    wioatrack("user", "add", "kim", "--role", "staff", "--location", "Aurora", code=0)

    wioatrack("override", "show", pending["id"], user="kim", code=3,
              says="There is no override 1.")  # fmt: skip
    wioatrack("override", "withdraw", pending["id"], user="kim", code=3,
              says="There is no override 1.")  # fmt: skip
    wioatrack("override", "request", pending["service"], *RISE, user="kim", code=3,
              says="There is no service 7.")  # fmt: skip
    assert wioatrack("override", "list", "--json", user="kim").stdout.strip() == "[]"
    wioatrack("override", "show", 99, code=3, says="There is no override 99.")
