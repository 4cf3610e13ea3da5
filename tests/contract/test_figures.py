"""The figures that the five guides print, entered as they print them."""

import pytest

FUNDED = ("--wioa-funded",)


@pytest.fixture
def isets_case(made, person):
    """A case with a job search under way and one open support service; its id."""

    def isets_case(activity: str) -> int:
        who = person("isets", number=None, application_date="2022-01-03")
        goal = made("goal", "add", who, "--statement", "Stay housed", "--category",
                    "support-services", "--term", "short")["id"]  # fmt: skip
        for code, start in (("JST", "2022-01-03"), (activity, "2022-07-01")):
            service = made("service", "add", who, "--activity", code, "--goal", goal,
                           "--status", "started", "--start", start)  # fmt: skip
        return int(service["id"])

    return isets_case


def payment(service: int, amount: str, day: str, subtype: str) -> tuple[object, ...]:
    """The words of one payment."""
    return ("payment", "add", service, "--subtype", subtype, "--method", "Gift Card",
            "--date", day, "--amount", amount, "--paid-by", "snap-et")  # fmt: skip


@pytest.mark.covers("CC-03", "CC-06", "CC-07", "CC-13", "CC-17", "CC-22")
def test_the_procedures_own_example(made, refused, wioatrack):
    """Application 314992, exit 8/31/2016, a CDL of 02/16/2017 from service 261019."""
    made("participant", "add", "--state-id", "3913803", "--username", "BGARDEN1519",
         "--first-name", "Manny", "--last-name", "Flores", "--ssn4", "1519")  # fmt: skip
    made("application", "add", "3913803", "--profile", "cook", "--number", "314992",
         "--program", "WIOA", "--application-date", "7/2/2016", "--participation-date",
         "7/2/2016", "--region", "Chicago Cook Workforce Partnership", "--office",
         "Arlington Heights Workforce Center (8100)")  # fmt: skip
    service = made("service", "add", "314992", "--activity", "401", "--external-id",
                   "261019", "--status", "successful", "--start", "7/5/2016",
                   "--end", "8/30/2016", *FUNDED)  # fmt: skip
    made("note", "add", "314992", "--date", "8/30/2016", "--task",
         "credential-attained", "--message", "Training is complete.")  # fmt: skip
    made("exit", "record", "314992", "--date", "8/31/2016")
    entry = ("credential", "add", "314992", "--type", "Occupational Skills License",
             "--name", "Class A CDL License", "--issuer", "Secretary of State",
             "--source", "copy-of-credential", "--service", service["id"])  # fmt: skip

    answer = refused(*entry, "--date", "09/01/2017")
    record = made(*entry, "--date", "02/16/2017")

    assert service["label"] == "401 – Apprenticeship Enrollment – 261019"
    assert answer["findings"][0]["rule"] == "credential.window"
    assert made("application", "show", "314992")["credential_deadline"] == "2017-08-31"
    assert (record["type"], record["date"], record["region"], record["countable"]) == (
        "occupational-skills-license",
        "2017-02-16",
        "Chicago Cook Workforce Partnership",
        True,
    )


@pytest.mark.covers("CJ-06", "CJ-16")
@pytest.mark.parametrize(
    ("exited", "last", "after"),
    [("8/18/2014", "2015-08-18", "2015-08-19"), ("2016-02-29", "2017-02-28", "2017-03-01"),
     ("2019-02-28", "2020-02-28", "2020-02-29"), ("2019-03-01", "2020-03-01", "2020-03-02")],
)  # fmt: skip
def test_the_last_day_of_the_window_is_good_and_the_next_is_not(
    made, refused, person, exited, last, after
):
    """Exit plus one year, inclusive, with every 29 February there can be."""
    who = person("caljobs", application_date="8/18/2014")
    made("exit", "early", who, "--date", exited, "--reason", "moved", "--note", "Left.")
    entry = ("credential", "add", who, "--type",
             "Occupational Skills Certificate or Credential", "--date")  # fmt: skip

    assert made("application", "show", who)["credential_deadline"] == last
    assert made(*entry, last)["type"] == "occupational-skills-certificate"
    assert refused(*entry, after)["findings"][0]["severity"] == "system"


@pytest.mark.covers("IS-54", "IS-61", "IS-65", "IS-67", "IS-72")
def test_475_of_500_and_the_700_after_approval(made, refused, isets_case):
    """150 + 300 + 25; 200 asked for and not to be spent before somebody approved."""
    service = isets_case("Housing/Utilities")
    made(*payment(service, "150", "12/16/2022", "housing-utilities"))
    made(*payment(service, "300", "2/15/2023", "housing-utilities"))
    paid = made(*payment(service, "25", "12/16/2022", "cellphone-minutes"))
    request = made(
        "override", "request", service, "--amount", "200", "--reason", "Rent"
    )
    pending = made("service", "show", service)
    early = refused(*payment(service, "25.01", "3/1/2023", "housing-utilities"))
    made("override", "review", request["id"], "--decision", "Accepted", user="may")

    assert paid["current_total"] == "475.00"
    assert pending["standing"] == "475.00 of 500.00 (+200.00 pending)"
    assert [found["rule"] for found in early["findings"]] == ["payment.within-maximum"]
    assert made("service", "show", service)["standing"] == "475.00 of 700.00"
    last = made(*payment(service, "225", "3/1/2023", "housing-utilities"))
    assert last["current_total"] == "700.00"
    refused(*payment(service, "0.01", "3/1/2023", "housing-utilities"),
            says="Housing/Utilities, FY2023: 700.00 and 0.01 are 700.01 of 700.00.")  # fmt: skip


@pytest.mark.covers("IS-60", "IS-61")
@pytest.mark.parametrize(
    ("activity", "subtype", "below", "enough"),
    [("Housing/Utilities", "housing-utilities", "449.99", "0.01"),
     ("Clothing", "clothing", "249.99", "0.01"),
     ("Personal Hygiene", "personal-hygiene", "199.99", "0.01"),
     ("Transportation", "transportation", "1349.99", "0.01")],
)  # fmt: skip
def test_a_request_opens_at_exactly_fifty_left(
    made, refused, isets_case, activity, subtype, below, enough
):
    """One cent below the threshold it is refused, for every type with a maximum."""
    service = isets_case(activity)
    request = ("override", "request", service, "--amount", "20", "--reason", "Need")
    made(*payment(service, below, "12/16/2022", subtype))

    answer = refused(*request)
    made(*payment(service, enough, "12/16/2022", subtype))

    assert answer["findings"][0]["rule"] == "override.may-request"
    assert made(*request)["status"] == "pending"


@pytest.mark.covers("IS-60", "IS-72")
def test_an_approval_ends_with_its_fiscal_year(made, refused, isets_case):
    """The last day of June has the raised maximum, the first of July the old one."""
    service = isets_case("Housing/Utilities")
    made(*payment(service, "500", "6/29/2023", "housing-utilities"))
    request = made(
        "override", "request", service, "--amount", "200", "--reason", "Rent"
    )
    made("override", "review", request["id"], "--decision", "approved", user="may")
    next_year = payment(service, "500.01", "7/1/2023", "housing-utilities")

    made(*payment(service, "200", "6/30/2023", "housing-utilities"))
    refused(*next_year, as_of="2023-07-01",
            says="Housing/Utilities, FY2024: 0.00 and 500.01 are 500.01 of 500.00.")  # fmt: skip
    fresh = made(*payment(service, "500", "7/1/2023", "housing-utilities"),
                 as_of="2023-07-01")  # fmt: skip

    assert (fresh["current_total"], fresh["maximum"]) == ("500.00", "500.00")


@pytest.mark.covers("OUT-29", "OUT-30", "OUT-31")
@pytest.mark.parametrize(
    ("attendance", "semesters", "year"),
    [("full-time", ("2022-08-20:2022-12-15:12",), 2022),
     ("full-time", ("2022-08-20:2022-12-15:11.99",), None),
     ("part-time", ("2022-01-10:2022-05-15:6", "2022-08-20:2022-12-15:6"), 2022),
     ("part-time", ("2022-01-10:2022-05-15:6", "2022-08-20:2022-12-15:5.99"), None),
     ("part-time", ("2022-01-10:2022-05-15:12",), None),
     ("part-time", ("2022-01-10:2022-05-15:6", "2022-09-12:2022-12-15:6"), 2022),
     ("part-time", ("2022-01-10:2022-05-15:6", "2022-09-13:2022-12-15:6"), None)],
)  # fmt: skip
def test_twelve_credits_count_where_the_last_semester_ends(
    made, refused, person, attendance, semesters, year
):
    """Twelve and not a hundredth less, over one semester or two consecutive ones."""
    who = person("worknet", number=None, application_date="2022-01-03")
    made("service", "add", who, "--activity", "300", "--status", "started",
         "--start", "2022-01-05")  # fmt: skip
    words = ["msg", "add", who, "--type", "Postsecondary Transcript/Report Card",
             "--date", "2022-12-20", "--attendance", attendance,
             "--no-removed"]  # fmt: skip
    for semester in semesters:
        words += ["--semester", semester]

    if year is None:
        found = refused(*words)["findings"][0]
        assert (found["rule"], found["severity"]) == (
            "msg.postsecondary-transcript",
            "system",
        )
    else:
        gain = made(*words)
        assert (gain["program_year"], gain["countable"]) == (year, True)


@pytest.mark.covers("IS-25")
def test_145_characters_of_a_goal_are_refused(made, refused, person):
    """144 are kept, also where every one of them takes two bytes."""
    who = person("isets", number=None)
    goal = ("goal", "add", who, "--category", "career-plan", "--term", "short",
            "--statement")  # fmt: skip

    assert len(made(*goal, "é" * 144)["statement"]) == 144
    found = refused(*goal, "é" * 145)["findings"][0]
    assert (found["rule"], found["verdict"]) == ("goal.statement-length", "not-met")
