"""When a credential is recordable, when it counts, and what is waived."""

import json

import pytest

CDL = ("--type", "Occupational Skills License", "--name", "Class A CDL License",
       "--issuer", "Illinois Secretary of State", "--source", "copy-of-credential")  # fmt: skip
EARLY = ("exit", "early")
GONE = ("--reason", "moved", "--note", "Moved away.")


@pytest.mark.covers("CC-03", "CC-05", "CJ-02")
@pytest.mark.fault(43)
@pytest.mark.parametrize(
    ("day", "code"), [("2016-07-01", 1), ("2016-07-02", 0), ("2017-08-31", 0),
                      ("2017-09-01", 1)]
)  # fmt: skip
def test_the_window_runs_from_participation_to_a_year_after_exit(
    wioatrack, made, manny, day, code, rules
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
def test_every_blocking_rule_is_named_at_once(refused, made, manny, rules):
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
def test_a_case_note_serves_one_credential(made, refused, manny, rules):
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
    made, refused, manny, wioatrack, rules
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


@pytest.mark.covers("CC-40", "CC-41")
def test_credentials_the_federal_test_leaves_out_are_marked(made, person, rules):
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
def test_a_service_that_wioa_did_not_pay_is_advice(made, person, rules):
    """D47: recorded whatever the funding."""
    who = person("cook")
    service = made("service", "add", who, "--activity", "300", "--status", "successful",
                   "--start", "2016-07-05", "--end", "2016-08-30",
                   "--no-wioa-funded")["id"]  # fmt: skip

    record = made("credential", "add", who, *CDL, "--date", "2016-09-01", "--service",
                  service, "--note", "Attained.")  # fmt: skip

    assert rules(record)["credential.in-scope"]["verdict"] == "not-met"
