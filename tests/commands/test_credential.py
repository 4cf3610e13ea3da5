"""`wioatrack credential`"""

import json
import re

import pytest

CDL = ("--type", "Occupational Skills License", "--name", "Class A CDL License",
       "--issuer", "Illinois Secretary of State", "--source", "copy-of-credential")  # fmt: skip
EARLY = ("exit", "early")
GONE = ("--reason", "moved", "--note", "Moved away.")


@pytest.fixture
def manny(made, person):
    """The participant of the Career Connect procedures, with the service it shows."""
    who = person("cook", number="314992", program="WIOA")
    made("service", "add", who, "--activity", "401", "--status", "successful", "--start",
         "2016-07-05", "--end", "2016-08-30", "--wioa-funded")  # fmt: skip
    made(*EARLY, who, "--date", "8/31/2016", *GONE)
    return who


def rules(answer):
    return {finding["rule"]: finding for finding in answer["findings"]}


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


@pytest.mark.covers("CC-03", "CC-05", "CJ-02")
@pytest.mark.fault(43)
@pytest.mark.parametrize(
    ("day", "code"), [("2016-07-01", 1), ("2016-07-02", 0), ("2017-08-31", 0),
                      ("2017-09-01", 1)]
)  # fmt: skip
def test_the_window_runs_from_participation_to_a_year_after_exit(
    wioatrack, made, manny, day, code
):
    """Both ends are inclusive, and the day of entry does not matter (CC-04)."""
    result = wioatrack("credential", "add", manny, *CDL, "--date", day, "--service", 1,
                       "--note", "Attained.", "--json", code=code)  # fmt: skip

    if code:
        found = rules(json.loads(result.stdout))["credential.window"]
        assert found["severity"] == "system"
        assert day in found["message"]
        assert made("credential", "list", manny) == []
        assert len(made("note", "list", manny)) == 1


@pytest.mark.covers("CC-06", "CC-07", "CC-14", "CC-15", "CC-19")
def test_every_blocking_rule_is_named_at_once(refused, made, manny):
    """One try shows all there is to mend, each with the command that mends it."""
    open_service = made("service", "add", manny, "--activity", "300", "--status",
                        "started", "--start", "2016-07-05", "--planned-end",
                        "2016-12-16")["id"]  # fmt: skip

    answer = refused("credential", "add", manny, "--type", "License", "--date",
                     "2017-02-16", "--service", open_service)  # fmt: skip

    found = rules(answer)
    assert {"credential.required-fields", "credential.service-closed",
            "credential.case-note"} <= set(found)  # fmt: skip
    assert "--issuer" in found["credential.required-fields"]["message"]
    assert "--source" in found["credential.required-fields"]["message"]
    fix = found["credential.service-closed"]["fix"]
    assert fix.startswith(
        f"wioatrack service update {open_service} --status successful"
    )
    assert manny in found["credential.case-note"]["fix"]
    assert all(finding["source"] for finding in answer["findings"])


@pytest.mark.covers("CC-07")
def test_a_case_note_serves_one_credential(made, refused, manny):
    """A note on file with its task is enough, whatever its date, and is then used up."""
    made("note", "add", manny, "--task", "credential-attained", "--date", "2023-06-01",
         "--message", "Training is complete and the CDL was attained.")  # fmt: skip

    made("credential", "add", manny, *CDL, "--date", "2017-02-16", "--service", 1)
    answer = refused("credential", "add", manny, *CDL, "--date", "2017-02-17", "--service",
                     1)  # fmt: skip

    assert rules(answer)["credential.case-note"]["severity"] == "procedure"
    assert [row["date"] for row in made("credential", "list", manny)] == ["2017-02-16"]


@pytest.mark.covers("CC-07")
def test_a_procedure_rule_is_waived_with_a_reason_and_kept(
    made, refused, manny, wioatrack
):
    """The waiver stays with the record; a system rule cannot be waived."""
    words = ("credential", "add", manny, *CDL, "--service", 1)
    waive = ("--waive", "credential.case-note", "--because", "noted on paper")

    record = made(*words, "--date", "2017-02-16", *waive)

    assert [w["because"] for w in record["waivers"]] == ["noted on paper"]
    assert "Waived: noted on paper" in rules(record)["credential.case-note"]["message"]
    late = refused(*words, "--date", "2017-09-01", "--waive", "credential.window",
                   "--because", "please", "--note", "x")  # fmt: skip
    assert "cannot be waived" in str(late["findings"])
    wioatrack(*words, "--date", "2017-02-16", "--waive", "credential.case-note", code=2,
              says="1 --waive and 0 --because.")  # fmt: skip
    wioatrack(*words, "--date", "2017-02-16", "--waive", "no.such-rule", "--because", "x",
              code=2, says="'no.such-rule'")  # fmt: skip


@pytest.mark.covers("CJ-14", "CJ-17")
def test_los_angeles_county_demands_an_agency_code_and_the_state_does_not(
    made, refused, person
):
    """The same form, two profiles (CJ-14)."""
    county = person("la-county", agency_code=None, application_date="2015-08-01")
    state = person("caljobs", agency_code=None, application_date="2015-08-01")
    words = ("--type", "Occupational Skills Certificate or Credential", "--date",
             "08/08/2015")  # fmt: skip

    answer = refused("credential", "add", county, *words)

    missing = rules(answer)["credential.required-fields"]["message"]
    assert "--agency-code" in missing
    assert "--service" in missing
    assert "--source" in missing
    record = made("credential", "add", state, *words)
    assert record["type"] == "occupational-skills-certificate"
    assert "credential.required-fields" not in rules(record)


@pytest.mark.covers("CJ-09", "CJ-13")
def test_other_words_for_it_and_an_agency_code_are_kept(made, person):
    """The type comes from the list; its name in any words; the code is the county's."""
    who = person("la-county", agency_code=None, application_date="2015-08-01")
    service = made("service", "add", who, "--activity", "300", "--status", "successful",
                   "--start", "2015-08-03", "--end", "2015-08-07")["id"]  # fmt: skip

    record = made("credential", "add", who, "--type", "other-recognized", "--name",
                  "Ninety hours of masonry", "--agency-code", "LACO 017", "--date",
                  "08/08/2015", "--service", service, "--source", "copy-of-certificate",
                  "--verified-by", "scan")  # fmt: skip

    assert record["name"] == "Ninety hours of masonry"
    assert record["agency_code"] == "LACO 017"
    assert made("credential", "show", record["id"])["agency_code"] == "LACO 017"


@pytest.mark.covers("CJ-01", "CJ-07", "CJ-08", "CJ-10", "CJ-16")
def test_calJOBS_takes_region_and_office_from_the_application(made, refused, person):
    """Selected or confirmed by staff: the application's hold unless given."""
    who = person("caljobs", region=None, office=None, application_date="2015-08-01")
    words = ("credential", "add", who, "--type", "High School Diploma", "--date",
             "08/08/2015", "--verified-by", "scan")  # fmt: skip

    missing = rules(refused(*words))["credential.required-fields"]["message"]
    assert "--region" in missing
    assert "--office" in missing
    record = made(*words, "--region", "LA", "--office", "Pomona")
    assert record["office"] == "Pomona"
    assert record["verified_by"] == "scan"


@pytest.mark.covers("OUT-42", "OUT-43", "OUT-44", "OUT-45")
def test_worknet_demands_its_form(made, refused, person):
    """Title, institution, type, source and the activity (OUT-42, OUT-43)."""
    who = person("worknet", application_date="2020-01-06")
    service = made("service", "add", who, "--activity", "300", "--status", "successful",
                   "--start", "2020-01-06", "--end", "2020-06-01")["id"]  # fmt: skip

    answer = refused("credential", "add", who, "--type", "Occupational Certification",
                     "--date", "06/11/2020")  # fmt: skip
    missing = rules(answer)["credential.required-fields"]["message"]
    assert all(name in missing for name in
               ("--name", "--institution", "--source", "--service"))  # fmt: skip

    record = made("credential", "add", who, "--name", "GED", "--institution",
                  "Regional Office of Education", "--date", "6/11/2020", "--type",
                  "H.S. Diploma/Equivalency/G.E.D.", "--source", "Copy of Diploma",
                  "--work-experience", "--service", service)  # fmt: skip
    assert record["type"] == "secondary-equivalency"
    assert record["type_label"] == "H.S. Diploma/Equivalency/G.E.D."
    assert record["credential_source"] == "Copy of Diploma"
    assert record["work_experience"] is True
    assert record["effects"] == ["credential-attainment", "measurable-skill-gain"]


@pytest.mark.covers("OUT-46")
def test_one_label_means_a_diploma_unless_the_name_says_otherwise(made, person):
    """D40: the name decides, and the label entered is printed back."""
    who = person("caljobs", application_date="2020-01-06")
    words = ("credential", "add", who, "--date", "6/11/2020", "--type",
             "H.S. Diploma/Equivalency/G.E.D.", "--name")  # fmt: skip

    assert made(*words, "Diploma")["type"] == "secondary-diploma"
    assert made(*words, "HiSET certificate")["type"] == "secondary-equivalency"
    assert made(*words, "Legged robots")["type"] == "secondary-diploma"


@pytest.mark.covers("OUT-45", "OUT-46")
def test_the_guides_own_contradiction_is_taken_and_flagged(made, person):
    """A GED of type "Apprenticeship Certificate" (D31) is mapped, kept and warned of."""
    who = person("caljobs", application_date="2020-01-06")

    record = made("credential", "add", who, "--name", "GED", "--type",
                  "Apprenticeship Certificate", "--date", "6/11/2020")  # fmt: skip

    assert record["type"] == "occupational-skills-certificate"
    assert record["type_label"] == "Apprenticeship Certificate"
    assert rules(record)["credential.title-matches-type"]["severity"] == "advice"


@pytest.mark.covers("OUT-46", "CJ-04")
@pytest.mark.parametrize(
    ("label", "countable"),
    [("A.A. or A.S. Diploma/Degree", True), ("B.A. or B.S. Diploma/Degree", True),
     ("Occupational Skills License", True), ("Occupational Certification", True),
     ("Occupational Skills Certificate or Credential", True),
     ("Other Recognized Diploma, Degree, or Certificate", True),
     ("Graduate/Post Graduate", False)],
)  # fmt: skip
def test_recordable_and_countable_are_two_answers(made, person, label, countable):
    """A graduate degree is recorded like any other and counts for nothing here."""
    who = person("caljobs", application_date="2020-01-06")

    record = made("credential", "add", who, "--type", label, "--date", "6/11/2020")

    assert record["recordable"] is True
    assert record["countable"] is countable
    assert bool(record["reasons"]) is not countable


@pytest.mark.covers("CC-29")
def test_outside_the_window_where_no_guide_prints_one_is_advice(made, person):
    """D1: workNet and ISETS record it, not countable, with the reason."""
    who = person("isets", number=None, application_date="2020-01-06")
    made(*EARLY, who, "--date", "2021-01-29", *GONE)

    record = made("credential", "add", who, "--name", "Welder", "--type",
                  "Occupational Certification", "--source", "copy-of-certificate",
                  "--institution", "AWS", "--date", "2022-01-30")  # fmt: skip

    assert record["recordable"] is True
    assert record["countable"] is False
    assert ["2022-01-29" in reason for reason in record["reasons"]] == [True]


@pytest.mark.covers("IS-82", "IS-83", "IS-84")
def test_isets_demands_all_its_fields_and_feeds_every_tab(made, refused, person):
    """Name, source, date, type, institution; shown on every application of the person."""
    who = person("isets", number="11", application_date="2022-01-06")
    made("application", "add", "3913801", "--profile", "worknet", "--number", "12",
         "--application-date", "2022-01-06")  # fmt: skip

    answer = refused("credential", "add", who, "--type", "Occupational Certification",
                     "--date", "03032023")  # fmt: skip
    missing = rules(answer)["credential.required-fields"]["message"]
    assert all(n in missing for n in ("--name", "--source", "--institution"))

    made("credential", "add", who, "--name", "CNA", "--type", "License", "--source",
         "Copy of Credential", "--institution", "IDPH", "--date", "03032023",
         "--description", "Nursing assistant", "--data-source", "IWDS", "--source-id",
         "X9")  # fmt: skip
    for number in ("11", "12"):
        (row,) = made("credential", "list", number)
        assert row["application"] == "11"
        assert row["source_and_id"] == "IWDS/X9"
        assert row["data_source"] == "IWDS"


@pytest.mark.covers("CC-02", "CC-40")
def test_a_credential_off_the_list_is_a_warning(made, person):
    """The list says of itself that it is not exhaustive (D6)."""
    who = person("cook")
    service = made("service", "add", who, "--activity", "300", "--status", "successful",
                   "--start", "2016-07-05", "--end", "2016-08-30")["id"]  # fmt: skip

    record = made("credential", "add", who, "--type", "Occupational Certification",
                  "--name", "Beekeeping", "--issuer", "Apiary Board", "--source",
                  "copy-of-certificate", "--date", "2016-09-01", "--service", service,
                  "--note", "Attained.")  # fmt: skip

    assert rules(record)["credential.approved-list"]["severity"] == "advice"


@pytest.mark.covers("CC-40", "CC-41")
def test_credentials_the_federal_test_leaves_out_are_marked(made, person):
    """An OSHA card is on the list, is recorded, and does not count until reviewed."""
    who = person("caljobs", application_date="2016-07-02")

    record = made("credential", "add", who, "--type", "Occupational Certification",
                  "--name", "OSHA Certification", "--date", "2016-09-01")  # fmt: skip

    assert record["recordable"] is True
    assert record["countable"] is False
    assert "credential.approved-list" not in rules(record)


@pytest.mark.covers("CJ-04")
@pytest.mark.parametrize(
    ("name", "countable"),
    [("CPR", False), ("ServSafe Food Handler", False), ("CPR and First Aid", False),
     ("National Career Readiness Certificate", False), ("ServSafe Manager", True),
     ("Certified Welder", True)],
)  # fmt: skip
def test_general_credentials_are_recorded_and_do_not_count(
    made, person, name, countable
):
    """Work readiness, hygiene and general safety, by the names that guidance gives."""
    who = person("caljobs", application_date="2016-07-02")

    record = made("credential", "add", who, "--type", "Occupational Certification",
                  "--name", name, "--date", "2016-09-01")  # fmt: skip

    assert record["recordable"] is True
    assert record["countable"] is countable


@pytest.mark.covers("CC-01")
def test_a_service_that_wioa_did_not_pay_is_advice(made, person):
    """D47: recorded whatever the funding."""
    who = person("cook")
    service = made("service", "add", who, "--activity", "300", "--status", "successful",
                   "--start", "2016-07-05", "--end", "2016-08-30",
                   "--no-wioa-funded")["id"]  # fmt: skip

    record = made("credential", "add", who, *CDL, "--date", "2016-09-01", "--service",
                  service, "--note", "Attained.")  # fmt: skip

    assert rules(record)["credential.in-scope"]["verdict"] == "not-met"


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


def test_edit_is_judged_by_the_same_rules(made, refused, manny):
    """A date outside the window is refused on the way in by edit too."""
    added = made("credential", "add", manny, *CDL, "--date", "2017-02-16", "--service", 1,
                 "--note", "Attained.")  # fmt: skip

    answer = refused("credential", "edit", added["id"], "--date", "2017-09-01")

    assert "credential.window" in rules(answer)
    moved = made("credential", "edit", added["id"], "--date", "2017-08-31")
    assert moved["date"] == "2017-08-31"
    assert moved["note"] == "Attained."
    assert made("credential", "show", added["id"])["date"] == "2017-08-31"


def test_a_future_credential_is_refused(refused, person):
    """D37: the last day that counts is the day of --as-of."""
    who = person("caljobs")

    answer = refused(
        "credential", "add", who, "--type", "License", "--date", "7/1/2023"
    )

    assert "date.not-in-future" in rules(answer)


@pytest.mark.covers("CC-40", "CC-41")
@pytest.mark.parametrize(
    ("text", "occupation", "credential"),
    [("truck driver", "Truck Driver", "Secretary of State CDL Class A License"),
     ("truk drivr", "Truck Driver", "Secretary of State CDL Class A License"),
     ("Registered Nurse", "Registered Nurse",
      "IL Department of Financial and Professional Regulation License"),
     ("phlebotomist", "Phlebotomists", "Industry Recognized Credential"),
     ("phlebotomyst", "Phlebotomists", "Industry Recognized Credential"),
     ("elecrticians", "Electricians", "City License")],
)  # fmt: skip
def test_lookup_is_tolerant_of_spelling(made, text, occupation, credential):
    """The best row comes first."""

    best = made("credential", "lookup", text)[0]

    assert best["occupation"] == occupation
    assert best["approved_credential"] == credential


@pytest.mark.covers("CC-41")
def test_the_doubled_surgical_technologist_is_one(made):
    """D6: both printed rows are kept, a lookup shows one."""

    rows = made("credential", "lookup", "surgical technologist")

    assert [r["occupation"] for r in rows].count("Surgical Technologist") == 1
    assert "Surgical Technologists" not in [row["occupation"] for row in rows]


def test_an_occupation_the_list_lacks_is_not_found(wioatrack):
    """The sentence says that the list is not exhaustive."""

    result = wioatrack("credential", "lookup", "zookeeper", code=3)

    assert "no such occupation" in result.stderr


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
