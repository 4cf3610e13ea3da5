"""What each office asks for on its form."""

import re

import pytest


@pytest.mark.covers("CJ-14", "CJ-17")
def test_los_angeles_county_demands_an_agency_code_and_the_state_does_not(
    made, refused, person, rules
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
def test_calJOBS_takes_region_and_office_from_the_application(
    made, refused, person, rules
):
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
def test_worknet_demands_its_form(made, refused, person, rules):
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


@pytest.mark.covers("IS-82", "IS-84")
def test_isets_demands_all_its_fields_and_feeds_every_tab(made, refused, person, rules):
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


@pytest.mark.covers("IS-83", "OUT-45")
@pytest.mark.parametrize("profile", ["isets", "worknet"])
def test_the_list_has_the_columns_of_the_customers_page(
    made, wioatrack, person, profile
):
    """Name, type, source, date, institution and data source; no column is empty."""
    who = person(profile, program="P", application_date="2022-01-06")
    service = made("service", "add", who, "--activity",
                   "BE" if profile == "isets" else "300", "--status", "successful",
                   "--start", "2022-02-01", "--end", "2023-03-01")["id"]  # fmt: skip
    made("credential", "add", who, "--name", "CNA", "--type", "License", "--source",
         "Copy of Certificate", "--institution", "IDPH", "--date", "03032023",
         "--data-source", "IWDS", "--service", service)  # fmt: skip

    head, row, *_ = wioatrack("credential", "list", who, code=0).stdout.splitlines()

    shown = dict(zip(re.split("  +", head), re.split("  +", row), strict=True))
    assert (shown["Name"], shown["Institution"]) == ("CNA", "IDPH")
    assert shown["Credential source"] == "Copy of Certificate"
    assert shown["Source/Source ID"].startswith("IWDS")
    assert shown["Date received"] in ("2023-03-03", "03/03/2023")
    assert "–" not in shown.values()
