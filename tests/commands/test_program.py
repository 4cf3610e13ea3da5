"""`wioatrack provider`, `program`, `referral`: what may be offered, and to whom."""

import pytest

GRANTEE = "Phalanx Family Services"
OTHER = "Austin Peoples Action Center"


@pytest.fixture
def provider(made):
    """Put a provider on the list; its id."""

    def provider(name=GRANTEE, **more):
        words = [w for k, v in more.items() for w in (f"--{k}", v)]
        return made("provider", "add", "--name", name, *words)["id"]

    return provider


@pytest.fixture
def program(made):
    """Set up the guide's program for the grantee; its record."""

    def program(*words, provider=GRANTEE, **more):
        return made("program", "add", "--provider", provider, "--name",
                    "SNAP Job Placement", *words, **more)  # fmt: skip

    return program


@pytest.fixture
def case(person):
    """A case of the grantee that began in fiscal year 2023."""
    return person("isets", provider=GRANTEE, application_date="2023-05-01")


@pytest.mark.covers("IS-31", "IS-32", "IS-34", "IS-36")
def test_a_program_is_what_its_three_forms_ask_for(made, provider, program):
    """The row of the guide's table, with the current fiscal year marked."""
    number = provider()

    added = program(
        *(
            "--contract-number",
            "FCSAG00001",
            "--location",
            GRANTEE,
            "--offering",
            "none",
        ),
        *("--activity", "BE", "--activity", "SJS - Supervised Job Search"),
        *("--activity", "jr", "--schedule", "Mon-Fri", "--other-training", "Forklift"),
        *("--skill", "typing", "--interest", "health care"),
        *("--baseline", "Reads English.", "--recommendation", "Looks for a job."),
    )

    assert added["provider"] == GRANTEE
    assert added["provider_id"] == number
    assert (added["fiscal_year"], added["current"]) == (2023, True)
    assert added["activity"] == ["BE", "SJS", "JR"]
    assert added["activity_titles"][2] == "JR - Job Retention"
    assert (added["skill"], added["interest"]) == (["typing"], ["health care"])
    assert (added["baseline"], added["recommendation"]) == (
        "Reads English.",
        "Looks for a job.",
    )
    assert made("program", "list") == [
        {
            name: value
            for name, value in added.items()
            if name not in ("undo", "findings")
        }
    ]


@pytest.mark.covers("IS-31", "IS-36")
def test_a_program_is_edited_and_removed(made, provider, program):
    """Activities are given whole; undo brings everything back."""
    provider()
    number = program("--activity", "BE", "--activity", "VT", "--skill", "typing")["id"]

    edited = made(
        "program", "edit", number, "--activity", "VT", "--schedule", "Evenings"
    )
    cleared = made("program", "edit", number, "--skill", "")
    removed = made("program", "remove", number)

    assert (edited["activity"], edited["schedule"]) == (["VT"], "Evenings")
    assert edited["skill"] == ["typing"]
    assert cleared["skill"] == []
    assert removed["removed"] is True
    assert made("program", "list") == []
    made("undo", removed["undo"])
    assert [one["activity"] for one in made("program", "list")] == [["VT"]]


@pytest.mark.covers("IS-36")
def test_programs_are_filtered(made, provider, program):
    """By provider, year, location and activity."""
    provider()
    provider(OTHER)
    program("--fiscal-year", "FY22", "--activity", "BE")
    program("--activity", "VT", "--location", "West Side", provider=OTHER)

    def found(*words):
        return [
            (one["provider"], one["fiscal_year"])
            for one in made("program", "list", *words)
        ]

    assert found() == [(OTHER, 2023), (GRANTEE, 2022)]
    assert found("--provider", "phalanx") == [(GRANTEE, 2022)]
    assert found("--fiscal-year", "2023") == [(OTHER, 2023)]
    assert found("--location", "west") == [(OTHER, 2023)]
    assert found("--activity", "be") == [(GRANTEE, 2022)]
    assert found("--fiscal-year", "2021") == []


def test_what_is_set_up_already_is_refused(made, refused, provider, program):
    """The same program twice, an unknown provider, a number as an activity."""
    provider()
    program()

    refused("program", "add", "--provider", GRANTEE, "--name", "snap job placement",
            code=2,
            says="Program 1 is that of Phalanx Family Services for 2023 already.")  # fmt: skip
    refused("program", "add", "--provider", "99", "--name", "X", code=3,
            says="--provider: no provider '99' is on the list.")  # fmt: skip
    refused("program", "add", "--provider", GRANTEE, "--name", "X", "--activity", "300",
            code=2, says="'300' is not a known activity.")  # fmt: skip
    refused("provider", "add", "--name", GRANTEE.upper(), code=2,
            says="--name: provider 1 is called 'Phalanx Family Services' already.")  # fmt: skip
    assert len(made("program", "list")) == 1
    assert len(made("provider", "list")) == 1


@pytest.mark.covers("IS-04", "IS-31")
@pytest.mark.parametrize("role", ["staff", "viewer", "reviewer"])
def test_programs_are_kept_by_managers(made, refused, provider, program, role):
    """Others see them; the administrator of the state may keep them too."""
    provider()
    number = program()["id"]
    made("user", "add", "other", "--role", role)
    made("user", "add", "state", "--role", "statewide")

    refused("program", "edit", number, "--schedule", "x", user="other", code=4,
            says="may not keep programs and providers")  # fmt: skip
    refused("program", "remove", number, user="other", code=4,
            says="may not keep programs and providers")  # fmt: skip
    refused("provider", "add", "--name", "X", user="other", code=4,
            says="may not keep programs and providers")  # fmt: skip
    assert len(made("program", "list", user="other")) == 1
    assert (
        made("program", "edit", number, "--schedule", "x", user="state")["schedule"]
        == "x"
    )


@pytest.mark.covers("IS-33")
def test_only_what_the_program_offers_is_added(made, refused, provider, program, case):
    """Support services, referrals and steps of the plan always are."""
    provider()
    program("--activity", "BE", "--activity", "JST")

    answer = refused("service", "add", case, "--activity", "VT")

    assert [f["rule"] for f in answer["findings"]] == ["service.offered"]
    assert answer["error"] == "VT is not offered; the programs offer BE, JST."
    assert made("service", "list", case) == []
    made("service", "add", case, "--activity", "BE", "--status", "started", "--start",
         "2023-05-02")  # fmt: skip
    made("service", "add", case, "--activity", "Transportation")
    made("service", "add", case, "--activity", "Referral to clothing provider")
    made("service", "add", case, "--activity", "Prepare your resume.")


@pytest.mark.covers("IS-33")
def test_the_program_of_the_fiscal_year_decides(made, refused, provider, program, case):
    """30 June and 1 July are two years; a year without a program refuses nothing."""
    provider()
    program("--activity", "VT", "--fiscal-year", "2023")
    program("--activity", "BE", "--fiscal-year", "2024")

    def planned(activity, day):
        return ("service", "add", case, "--activity", activity, "--planned-start", day)

    made(*planned("VT", "2023-06-30"))
    refused(*planned("BE", "2023-06-30"),
            says="BE is not offered; the programs offer VT.")  # fmt: skip
    made(*planned("BE", "2023-07-01"))
    refused(*planned("VT", "2023-07-01"),
            says="VT is not offered; the programs offer BE.")  # fmt: skip
    made(*planned("ELA", "2024-07-01"))


@pytest.mark.covers("IS-33")
def test_a_program_named_by_the_application_is_the_one_that_counts(
    made, refused, provider, program, person
):
    """Enrolled in one of two, the other's activities are not offered."""
    provider()
    program("--activity", "BE")
    made(
        "program",
        "add",
        "--provider",
        GRANTEE,
        "--name",
        "Training",
        "--activity",
        "VT",
    )
    named = person("isets", provider=GRANTEE, program="Training")
    either = person("isets", provider=GRANTEE)

    made("service", "add", named, "--activity", "VT")
    refused("service", "add", named, "--activity", "BE",
            says="BE is not offered; the programs offer VT.")  # fmt: skip
    made("service", "add", either, "--activity", "BE")
    made("service", "add", either, "--activity", "VT")


def test_without_programs_nothing_is_refused(made, person, provider):
    """Nor in profiles whose guide knows no programs."""
    provider()
    isets = person("isets", provider=GRANTEE)
    worknet = person("worknet", provider=GRANTEE)

    before = made("service", "add", isets, "--activity", "VT")
    made("program", "add", "--provider", GRANTEE, "--name", "P", "--activity", "BE")
    elsewhere = made("service", "add", worknet, "--activity", "300")

    for record in (before, elsewhere):
        assert "service.offered" not in {one["rule"] for one in record["findings"]}


@pytest.mark.covers("IS-33")
def test_what_is_in_the_plan_already_is_closed_as_ever(made, provider, program, case):
    """A program set up later makes no old service wrong."""
    number = made("service", "add", case, "--activity", "VT", "--status", "started",
                  "--start", "2023-05-02")["id"]  # fmt: skip
    provider()
    program("--activity", "BE")

    closed = made("service", "update", number, "--status", "successful", "--end",
                  "2023-06-01")  # fmt: skip

    assert closed["status"] == "successful"


@pytest.mark.covers("IS-47", "IS-49")
def test_a_service_takes_its_provider_from_the_list_or_another(
    made, refused, provider, case
):
    """By id or name with the list's address; another with its own; one not there."""
    number = provider(OTHER, address="5125 W. Chicago Ave.", city="Chicago", state="IL",
                      zip="60644")  # fmt: skip

    by_id = made("service", "add", case, "--activity", "BE", "--provider", number)
    by_name = made(
        "service", "add", case, "--activity", "JST", "--provider", OTHER.lower()
    )
    own = made("service", "add", case, "--activity", "SJS")

    for one in (by_id, by_name):
        assert (one["provider"], one["provider_kind"]) == (OTHER, "provider")
        assert (one["provider_address"], one["provider_zip"]) == (
            "5125 W. Chicago Ave.",
            "60644",
        )
    assert (own["provider"], own["provider_kind"]) == (GRANTEE, "grantee")
    noted = made("service", "update", by_id["id"], "--note", "x")
    assert noted["provider_kind"] == "provider"
    elsewhere = made("service", "update", by_id["id"], "--provider", OTHER,
                     "--provider-address", "1 Main St.", "--provider-city", "Joliet",
                     "--provider-state", "IL", "--provider-zip", "60431")  # fmt: skip
    assert (elsewhere["provider_kind"], elsewhere["provider_city"]) == (
        "other",
        "Joliet",
    )
    back = made("service", "update", by_id["id"], "--provider", "none")
    assert (back["provider_kind"], back["provider_city"]) == ("none", None)
    refused("service", "add", case, "--activity", "VT", "--provider", "77", code=3,
            says="--provider: no provider '77' is on the list.")  # fmt: skip


@pytest.mark.covers("IS-35", "IS-37")
def test_programs_match_by_skills_and_interests(made, provider, program, case):
    """The most shared words first; the command that refers is in the row."""
    provider()
    provider(OTHER)
    program("--skill", "Fast typing", "--interest", "Health care")
    made(
        "program",
        "add",
        "--provider",
        OTHER,
        "--name",
        "Wheels",
        "--interest",
        "Driving",
    )
    made("program", "add", "--provider", OTHER, "--name", "Old", "--interest", "Health",
         "--fiscal-year", "2022")  # fmt: skip
    made("assessment", "needs", case, "--skill", "typing", "--interest", "gardens")
    made("pathway", "set", case, "--pathway", "Health Science")

    first, second = made("program", "match", case)

    assert (first["name"], first["score"]) == ("SNAP Job Placement", 2)
    assert first["skills"] == ["Fast typing"]
    assert first["interests"] == ["Health care"]
    assert (second["name"], second["score"]) == ("Wheels", 0)
    sent = made(*first["fix"].split()[1:])
    assert (sent["provider"], sent["program"]) == (GRANTEE, "SNAP Job Placement")


def test_a_program_of_that_name_is_the_one_of_the_provider(
    made, refused, provider, program, case
):
    """Two providers may call theirs the same; an id is of one of them only."""
    provider()
    provider(OTHER)
    here = program()["id"]
    made("program", "add", "--provider", OTHER, "--name", "SNAP job placement")
    send = ("referral", "send", case, "--provider", OTHER, "--program")

    sent = made(*send, "snap job placement")
    refused(*send, here, code=3, says=f"'{here}'")

    assert (sent["provider"], sent["program"]) == (OTHER, "SNAP job placement")


@pytest.mark.covers("IS-37")
def test_a_referral_is_sent_answered_and_listed(made, refused, provider, case):
    """Open until the provider answers; an answer before it was sent is refused."""
    number = provider(OTHER)
    sent = made("referral", "send", case, "--provider", number, "--message", "Evenings only",
                "--date", "2023-06-01")  # fmt: skip
    assert (sent["provider"], sent["date"], sent["reply"]) == (
        OTHER,
        "2023-06-01",
        None,
    )
    assert [one["id"] for one in made("referral", "list", "--open")] == [sent["id"]]

    refused("referral", "reply", sent["id"], "--reply", "accepted", "--date",
            "2023-05-31", code=2,
            says="--date: 2023-05-31 is before the referral of 2023-06-01.")  # fmt: skip
    refused("referral", "reply", sent["id"], "--reply", "accepted", "--date",
            "2023-07-01",
            says="Replied 2023-07-01; the last day that counts is 2023-06-30.")  # fmt: skip
    answered = made("referral", "reply", sent["id"], "--reply",
                    "On the waiting list", "--note", "From September")  # fmt: skip

    assert (answered["reply"], answered["replied_on"], answered["replied_by"]) == (
        "waiting-list",
        "2023-06-30",
        "ore",
    )
    assert made("referral", "list", "--open") == []
    assert [one["note"] for one in made("referral", "list", case)] == ["From September"]
    refused("referral", "send", case, "--provider", "Nobody", code=3,
            says="--provider: no provider 'Nobody' is on the list.")  # fmt: skip
    refused("referral", "send", case, "--provider", number, "--date", "2023-07-01",
            says="Sent 2023-07-01; the last day that counts is 2023-06-30.")  # fmt: skip


@pytest.mark.covers("IS-03", "IS-04", "IS-37")
def test_the_provider_sees_what_was_sent_to_it_and_not_the_person(
    made, refused, provider, case
):
    """Staff of the receiving location answer; those of a third see nothing."""
    provider(OTHER)
    made("user", "add", "there", "--role", "staff", "--location", OTHER)
    made("user", "add", "third", "--role", "staff", "--location", "Elsewhere")
    sent = made("referral", "send", case, "--provider", OTHER)

    assert [one["id"] for one in made("referral", "list", user="there")] == [sent["id"]]
    assert made("referral", "list", user="third") == []
    refused("referral", "reply", sent["id"], "--reply", "accepted", user="third",
            code=3, says="There is no referral 1.")  # fmt: skip
    refused("participant", "show", sent["participant"], user="there", code=3,
            says="No participant '3913801'.")  # fmt: skip
    made("referral", "reply", sent["id"], "--reply", "accepted", user="there")
    assert made("participant", "list", user="there") == []


def test_a_program_that_people_were_referred_to_can_go(made, provider, program, case):
    """The referral stays with its provider."""
    provider()
    number = program()["id"]
    made("referral", "send", case, "--provider", GRANTEE, "--program", number)

    made("program", "remove", number)

    (left,) = made("referral", "list")
    assert (left["provider"], left["program"]) == (GRANTEE, None)


def test_providers_are_listed_by_name(made, provider):
    """Narrowed by kind and city."""
    provider(city="Chicago")
    provider("Zion FCRC", kind="fcrc", city="Zion")

    assert [one["name"] for one in made("provider", "list")] == [GRANTEE, "Zion FCRC"]
    assert [one["name"] for one in made("provider", "list", "--kind", "FCRC")] == [
        "Zion FCRC"
    ]
    assert [one["name"] for one in made("provider", "list", "--city", "chicago")] == [
        GRANTEE
    ]
