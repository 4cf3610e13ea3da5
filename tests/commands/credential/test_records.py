"""`wioatrack credential`: an entry, its list, its edits."""

import re

import pytest

CDL = ("--type", "Occupational Skills License", "--name", "Class A CDL License",
       "--issuer", "Illinois Secretary of State", "--source", "copy-of-credential")  # fmt: skip


@pytest.mark.covers("CC-08", "CJ-05")
def test_from_part_of_a_name_to_the_credentials_are_two_commands(made, manny):
    """The number that was found opens the list and takes a new credential."""
    service = made("service", "list", manny)[0]["id"]

    (found,) = made("participant", "find", "flor")
    (number,) = found["applications"]
    record = made("credential", "add", number, *CDL, "--date", "2017-02-16", "--service",
                  service, "--note", "Attained.")  # fmt: skip
    listed = made("credential", "list", number)

    assert [row["id"] for row in listed] == [record["id"]]
    assert (record["application"], record["program"]) == (manny, "WIOA")
    assert made("credential", "list", found["state_id"]) == listed


@pytest.mark.covers("CC-25", "CJ-15")
def test_the_list_has_the_columns_of_the_page(made, wioatrack, manny):
    """ID, Program, APPID, Credential, Source/Source ID, Date Received, Staff Entered."""
    service = made("service", "list", manny)[0]["id"]
    made("credential", "add", manny, *CDL, "--date", "2017-02-16", "--service", service,
         "--note", "Attained.", "--data-source", "IWDS", "--source-id", "X9",
         user="lee")  # fmt: skip

    head, row, *_ = wioatrack("credential", "list", manny, code=0).stdout.splitlines()

    shown = dict(zip(re.split("  +", head), re.split("  +", row), strict=True))
    columns = ("ID", "Program", "APPID", "Credential", "Source/Source ID",
               "Date received", "Staff entered")  # fmt: skip
    assert [name for name in shown if name in columns] == list(columns)
    assert [shown[name] for name in columns] == [
        "1", "WIOA", "314992", "Occupational Skills License", "IWDS/X9", "02/16/2017",
        "lee",
    ]  # fmt: skip


@pytest.mark.covers("CC-23")
def test_an_entry_is_saved_whole_or_not_at_all(made, refused, manny, tmp_path):
    """A day too late leaves neither note nor document; a good one keeps them all."""
    paper = tmp_path / "cdl.pdf"
    paper.write_bytes(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
    entry = ("credential", "add", manny, *CDL, "--service", 1, "--note", "Attained.",
             "--document", paper, "--date")  # fmt: skip

    nouns = ("credential", "note", "document")
    before = {noun: len(made(noun, "list", manny)) for noun in nouns}
    refused(*entry, "2017-09-01", says="the last day that counts is 2017-08-31")
    after = {noun: len(made(noun, "list", manny)) for noun in nouns}
    made(*entry, "2017-08-31")

    assert after == before
    assert {noun: len(made(noun, "list", manny)) - before[noun] for noun in nouns} == {
        noun: 1 for noun in nouns
    }


@pytest.mark.covers("CC-01", "CC-04", "CC-16", "CC-17", "CC-20", "CC-22", "CC-24",
                    "CC-26", "CC-27", "CC-28", "CC-42")  # fmt: skip
def test_the_procedures_own_example_is_recorded(made, manny):
    """Exit 8/31/2016, a CDL of 02/16/2017: recordable, countable, on the list."""
    service = made("service", "list", manny)[0]["id"]

    record = made("credential", "add", manny, *CDL, "--date", "02/16/2017", "--service",
                  service, "--note", "Training is complete; the CDL was attained.")  # fmt: skip

    assert record["recordable"] is True
    assert record["countable"] is True
    assert record["reasons"] == []
    assert record["type"] == "occupational-skills-license"
    assert record["type_label"] == "Occupational Skills License"
    assert record["activity"] == f"401 – Apprenticeship Enrollment – {service}"
    assert record["staff_entered"] == "ore"
    assert record["office"] == "Arlington Heights Workforce Center (8100)"
    assert record["effects"] == ["credential-attainment"]
    made("credential", "add", manny, *CDL, "--date", "2017-03-01", "--service", service,
         "--note", "A second one.")  # fmt: skip
    listed = made("credential", "list", manny)
    assert [row["date"] for row in listed] == ["2017-02-16", "2017-03-01"]
    assert listed[0]["application"] == "314992"
    assert listed[0]["program"] == "WIOA"
    assert made("credential", "list", manny, "--search", "2017-03-01") == listed[1:]
    assert made("credential", "list", manny, "--limit", "1") == listed[:1]
    counted = made("plan", "show", manny)["accomplishments"]["earned_credentials"]
    assert counted == len(listed)


@pytest.mark.covers("CC-18")
def test_the_document_is_kept_by_its_hash(made, person, tmp_path):
    """A file given with --document is kept beside the database and pointed at."""
    who = person("caljobs", application_date="2016-07-02")
    paper = tmp_path / "cdl.pdf"
    paper.write_bytes(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n")

    record = made("credential", "add", who, "--type", "License", "--date", "2016-09-01",
                  "--verified-by", "upload", "--document", paper)  # fmt: skip

    kept = made("document", "show", record["document"])
    assert kept["name"] == "cdl.pdf"
    again = made("credential", "edit", record["id"], "--document", record["document"])
    assert again["document"] == record["document"]


def test_another_persons_service_is_not_found(made, person, wioatrack):
    """The activity is picked from the participant's own (CC-21)."""
    mine, other = person("cook"), person("cook")
    service = made("service", "add", other, "--activity", "300")["id"]

    result = wioatrack("credential", "add", mine, *CDL, "--date", "2016-09-01",
                       "--service", service, code=3)  # fmt: skip

    assert f"service list {mine}" in result.stderr


def test_edit_is_judged_by_the_same_rules(made, refused, manny, rules):
    """A date outside the window is refused on the way in by edit too."""
    added = made("credential", "add", manny, *CDL, "--date", "2017-02-16", "--service", 1,
                 "--note", "Attained.")  # fmt: skip

    answer = refused("credential", "edit", added["id"], "--date", "2017-09-01")

    assert "credential.window" in rules(answer)
    moved = made("credential", "edit", added["id"], "--date", "2017-08-31")
    assert moved["date"] == "2017-08-31"
    assert moved["note"] == "Attained."
    assert made("credential", "show", added["id"])["date"] == "2017-08-31"


def test_a_future_credential_is_refused(refused, person, rules):
    """D37: the last day that counts is the day of --as-of."""
    who = person("caljobs")

    answer = refused(
        "credential", "add", who, "--type", "License", "--date", "7/1/2023"
    )

    assert "date.not-in-future" in rules(answer)


def test_a_credential_recorded_at_another_office_is_listed(made, person):
    """Who sees the person sees every credential, judged by the own application."""
    here = person("caljobs", office="East")
    who = made("application", "show", here)["participant"]
    other = made("application", "add", who, "--profile", "caljobs", "--number", "other",
                 "--application-date", "2016-07-02", "--region", "R", "--office",
                 "West")["number"]  # fmt: skip
    made("credential", "add", other, "--type", "occupational-certification", "--date",
         "2017-01-02")  # fmt: skip
    made("user", "add", "east", "--role", "staff", "--location", "East")

    [listed] = made("credential", "list", here, user="east")

    assert (listed["application"], listed["office"]) == ("other", "West")


@pytest.mark.covers("OUT-45", "OUT-46")
def test_the_guides_own_contradiction_is_taken_and_flagged(made, person, rules):
    """A GED of type "Apprenticeship Certificate" (D31) is mapped, kept and warned of."""
    who = person("caljobs", application_date="2020-01-06")

    record = made("credential", "add", who, "--name", "GED", "--type",
                  "Apprenticeship Certificate", "--date", "6/11/2020")  # fmt: skip

    assert record["type"] == "occupational-skills-certificate"
    assert record["type_label"] == "Apprenticeship Certificate"
    assert rules(record)["credential.title-matches-type"]["severity"] == "advice"
