"""`wioatrack service`: its fields, its activity, its provider, its list."""

import json

import pytest

from wioatrack.models.plans import Service
from wioatrack.rulebooks import load_activities
from wioatrack.store import Stamp, writing

JST = ("--activity", "JST")
PLACE = {
    "--provider-address": "5125 W. Chicago Ave.",
    "--provider-city": "Chicago",
    "--provider-state": "IL",
    "--provider-zip": "60644",
}


@pytest.mark.covers("IS-42", "IS-44", "IS-46")
def test_the_guides_own_example_is_kept_whole(made, who):
    """Planned 12/19/2022 to 04/28/2023, 10 hours: every field comes back, stamped."""
    goal = made("goal", "add", who, "--statement", "Complete the SNAP program",
                "--category", "career-plan", "--term", "short")  # fmt: skip

    record = made(
        "service",
        "add",
        who,
        *JST,
        "--goal",
        goal["id"],
        "--status",
        "Started/Open",
        "--planned-start",
        "12/19/2022",
        "--planned-end",
        "04/28/2023",
        "--start",
        "12192022",
        "--hours",
        "10",
        "--note",
        "None.",
        "--no-wioa-funded",
        "--situation",
        "transportation",
        "--situation",
        "Childcare",
        "--external-id",
        "55",
        user="lee",
    )

    assert record["activity"] == "JST"
    assert record["title"] == "JST - Job Search Training"
    assert record["group"] == "snap-et"
    assert record["goal"] == goal["id"]
    assert record["goal_statement"] == "Complete the SNAP program"
    assert (record["status"], record["status_label"]) == ("started", "Started/Open")
    assert record["planned_start"] == record["start"] == "2022-12-19"
    assert (record["planned_end"], record["end"]) == ("2023-04-28", None)
    assert record["hours"] == "10"
    assert record["wioa_funded"] is False
    assert record["situation"] == ["childcare", "transportation"]
    assert record["note"] == "None."
    assert record["total_days_subsidized"] == 0
    assert (record["updated_by"], record["updated_on"]) == ("lee", "2023-06-30")
    assert record["updated_at"].endswith("+00:00")
    assert record["findings"] == []
    shown = made("service", "show", record["id"])
    assert shown == {k: v for k, v in record.items() if k not in ("undo", "findings")}


def test_a_service_is_planned_unless_said_otherwise(made, who):
    """Planned, without days, by the grantee."""
    record = made("service", "add", who, *JST)

    assert record["status"] == "planned"
    assert record["hours"] is record["wioa_funded"] is None
    assert record["no_credential"] is False


def test_a_credential_that_was_ruled_out_may_be_expected_again(made, refused, who):
    """`--credential` takes `--no-credential` back, and nothing is negated twice."""
    service = made("service", "add", who, *JST, "--no-credential")
    again = made("service", "update", service["id"], "--credential")
    refused("service", "update", service["id"], "--no-no-credential", code=2,
            says="No such option: --no-no-credential")  # fmt: skip

    assert (service["no_credential"], again["no_credential"]) == (True, False)


@pytest.mark.covers("IS-104", "IS-105", "IS-106", "IS-107", "IS-03")
def test_every_activity_of_the_newest_list_can_be_planned(made, who):
    """11 SNAP E&T activities, 7 support services, 5 others and 8 referrals."""
    listed = load_activities("isets").activities.values()

    for activity in listed:
        made("service", "add", who, "--activity", activity.title)

    groups = [row["group"] for row in made("service", "list", who)]
    counts = {"snap-et": 11, "support": 7, "other": 5, "referral": 8}
    assert {group: groups.count(group) for group in counts} == counts


@pytest.mark.parametrize(
    ("words", "near"),
    [("Job Serch Training", "JST"), ("Housing", "Housing/Utilities"), ("999", "")],
)
def test_an_unknown_activity_is_refused_with_the_nearest(
    refused, made, who, words, near
):
    """Exit 2 and candidates; nothing is written."""
    before = made("service", "list", who)

    answer = refused("service", "add", who, "--activity", words, code=2)

    assert words in answer["error"]
    assert near in answer["error"]
    assert made("service", "list", who) == before


@pytest.mark.covers("IS-117")
@pytest.mark.parametrize(
    ("code", "candidates"),
    [
        ("JT", ("Job Search Training, now JST", "Job Skills Training")),
        ("EF", ("Earnfare, now TJ",)),
        ("WE", ("Work Experience",)),
    ],
)
def test_a_code_of_an_older_list_is_refused_with_what_it_meant(
    refused, who, code, candidates
):
    """JT was Job Skills Training, then Job Search Training: nobody guesses."""
    answer = refused("service", "add", who, "--activity", code, code=2)

    for candidate in candidates:
        assert candidate in answer["error"]


@pytest.mark.covers("IS-117")
def test_a_service_of_an_older_list_is_still_shown_and_closed(made, db, who, jst):
    """As it was called then: JT was Job Skills Training in fiscal year 2022."""
    with writing(db, Stamp("ore", "ore", "load")) as store:
        store.change(Service, jst, activity_set="isets-fy2022", activity="JT",
                     activity_label="Job Skills Training")  # fmt: skip

    record = made("service", "update", jst, "--status", "successful", "--end",
                  "2023-04-28")  # fmt: skip

    assert record["title"] == "JT - Job Skills Training"
    assert record["activity_set"] == "isets-fy2022"
    assert made("service", "list", who, "--activity", "JT")[0]["id"] == jst


@pytest.mark.covers("CC-21", "CC-22", "CJ-12")
def test_an_activity_shows_as_code_name_and_id(made, person):
    """401 – Apprenticeship Enrollment – 261019, found among the person's own."""
    who = person("cook")
    made(
        "service",
        "add",
        who,
        "--activity",
        "Registered Apprenticeship Program",
        "--external-id",
        "261019",
    )
    other = made("service", "add", who, "--activity", "300")

    (found,) = made("service", "list", who, "--search", "apprenticeship")

    assert found["label"] == "401 – Apprenticeship Enrollment – 261019"
    assert (
        other["label"] == f"300 – Occupational Classroom Training (ITA) – {other['id']}"
    )


@pytest.mark.covers("IS-47")
def test_the_grantee_provides_unless_somebody_else_does(made, who):
    """The application's provider, nobody, or another by name."""
    for words, kind, name in (
        ((), "grantee", "Asian Human Services"),
        (("--provider", "asian human services"), "grantee", "Asian Human Services"),
        (("--provider", "none"), "none", "none"),
        (
            ("--provider", "Phalanx Family Services"),
            "provider",
            "Phalanx Family Services",
        ),
    ):
        record = made("service", "add", who, *JST, *words)

        assert (record["provider_kind"], record["provider"]) == (kind, name)


@pytest.mark.covers("IS-48")
def test_another_provider_needs_its_whole_address(made, refused, who):
    """Name, address, city, state and ZIP together; each one missing is named."""
    for missing in PLACE:
        words = [w for k, v in PLACE.items() if k != missing for w in (k, v)]
        answer = refused("service", "add", who, *JST, "--provider",
                         "Austin Peoples Action Center", *words, code=2)  # fmt: skip
        assert answer["error"].startswith(f"Missing: {missing}.")
    whole = [word for pair in PLACE.items() for word in pair]
    answer = refused("service", "add", who, *JST, *whole, code=2)
    assert answer["error"].startswith("Missing: --provider.")

    record = made("service", "add", who, *JST, "--provider",
                  "Austin Peoples Action Center", *whole)  # fmt: skip

    assert record["provider_kind"] == "other"
    assert record["provider_zip"] == "60644"
    changed = made("service", "update", record["id"], "--provider", "none")
    assert changed["provider_city"] is changed["provider_zip"] is None


def test_a_goal_of_somebody_else_is_refused(made, refused, person, who):
    """Only the goals of the same application; nothing is written."""
    other = person("isets")
    goal = made("goal", "add", other, "--statement", "Work.", "--category",
                "career-plan", "--term", "short")["id"]  # fmt: skip

    refused("service", "add", who, *JST, "--goal", goal, code=2,
            says="--goal: goal 3 belongs to another application.")  # fmt: skip
    refused("service", "add", who, *JST, "--goal", goal + 1, code=3,
            says="--goal: there is no goal 4.")  # fmt: skip

    assert made("service", "list", who, *JST) == []


@pytest.mark.covers("OUT-09", "IS-41")
def test_a_list_is_narrowed_by_its_columns(made, enrolled):
    """Status, activity, group, provider, goal, open, funding."""
    goal = made("goal", "add", enrolled, "--statement", "Read.", "--category",
                "career-plan", "--term", "long")["id"]  # fmt: skip
    made("service", "add", enrolled, "--activity", "BE", "--goal", goal, "--provider",
         "Phalanx Family Services", "--wioa-funded")  # fmt: skip

    def listed(*words):
        rows = made("service", "list", enrolled, *words)
        return [row["activity"] for row in rows if row["group"] == "snap-et"]

    assert listed() == ["JST", "BE"]
    assert listed("--status", "planned") == ["BE"]
    assert listed("--activity", "Basic Education (ABE/GED)") == ["BE"]
    assert listed("--activity", "jst") == ["JST"]
    assert listed("--group", "support") == []
    assert listed("--provider", "phalanx") == ["BE"]
    assert listed("--goal", goal) == ["BE"]
    assert listed("--open") == ["JST"]
    assert listed("--no-open") == ["BE"]
    assert listed("--wioa-funded") == ["BE"]
    assert listed("--sort", "-id", "--limit", "1") == ["BE"]


def test_a_person_with_several_applications_sees_all_services(made, enrolled):
    """By the person's id all, by an application number its own."""
    person_id = made("application", "list")[0]["participant"]
    made("application", "add", person_id, "--profile", "isets", "--number", "A2")
    made("service", "add", "A2", "--activity", "BE")

    def listed(who):
        rows = made("service", "list", who)
        return [row["activity"] for row in rows if row["group"] == "snap-et"]

    assert listed(person_id) == ["JST", "BE"]
    assert listed("A2") == ["BE"]


@pytest.mark.parametrize(
    "words",
    [
        ("--hours", "168.01"),
        ("--hours", "-1"),
        ("--status", "done"),
        ("--start", "2023-02-30"),
        ("--situation", "weather"),
        ("--goal", "0"),
        ("--note", "SSN 123-45-6789"),
    ],
)
def test_words_that_cannot_be_read_change_nothing(made, refused, enrolled, words, jst):
    """Exit 2, and the service is as it was."""
    before = made("service", "show", jst)

    answer = refused("service", "update", jst, *words, code=2)

    assert words[0] in answer["error"]
    assert "123-45-6789" not in answer["error"]
    assert made("service", "show", jst) == before


def test_a_reviewer_enters_nothing(wioatrack, enrolled, jst):
    """Reads all, and is not permitted to add or change."""
    wioatrack("service", "show", jst, user="may", code=0)
    wioatrack("service", "add", enrolled, *JST, user="may", code=4,
              says="Role reviewer may not enter and change records.")  # fmt: skip
    wioatrack("service", "update", jst, "--note", "x", user="may", code=4,
              says="Role reviewer may not enter and change records.")  # fmt: skip
    wioatrack("service", "remove", jst, user="may", code=4,
              says="Role reviewer may not enter and change records.")  # fmt: skip


def test_staff_of_another_place_find_no_such_service(wioatrack, enrolled, jst):
    """What a location does not see is as absent as what is not there."""
    wioatrack("user", "add", "kim", "--role", "staff", "--location", "Aurora", code=0)

    for words in (("show", jst), ("update", jst, "--note", "x"), ("history", jst)):
        wioatrack("service", *words, user="kim", code=3, says="There is no service 6.")
    wioatrack("service", "show", 99, code=3, says="There is no service 99.")


def test_updating_nothing_writes_no_history(made, enrolled, jst):
    """The same values again are no change."""
    before = made("service", "history", jst)

    made("service", "update", jst, "--status", "started")

    assert made("service", "history", jst) == before


@pytest.mark.covers("IS-117")
def test_a_load_takes_older_codes_that_say_one_thing(made, wioatrack, tmp_path, who):
    """EF and a code with its set are taken; JT alone names what it may have meant."""
    file = tmp_path / "services.csv"
    file.write_text(f"application,activity\n{who},EF\n{who},isets-2022-12:JT\n")

    made("import", "service", file)

    titles = [
        row["title"] for row in made("service", "list", who, "--group", "snap-et")
    ]
    assert titles == ["EF - Earnfare", "JT - Job Search Training"]
    file.write_text(f"application,activity\n{who},JT\n")
    load = wioatrack("import", "service", file, "--json", code=1)
    (finding,) = json.loads(load.stdout)["findings"]
    assert "isets-fy2022:JT" in finding["message"] + finding["fix"]
