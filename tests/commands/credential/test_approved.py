"""The list of approved credentials, and looking one up."""

import pytest

from wioatrack.actions.approved import matching_credentials, names_in
from wioatrack.rulebooks import load_approved
from wioatrack.rulebooks.search import tokens


@pytest.mark.covers("CC-02", "CC-40")
def test_a_credential_off_the_list_is_a_warning(made, person, rules):
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


@pytest.mark.covers("CC-02", "CC-40")
def test_whatever_a_row_names_is_found_by_its_own_words_alone():
    """The distinctive words are enough, and none of them can be left out."""
    tried, missed, taken = 0, [], []
    for row in load_approved():
        # Word stems that are no words themselves cannot be typed as they are.
        for name in names_in(row):
            if set(tokens(" ".join(name))) != name:
                continue
            tried += 1
            missed += [] if row.row in rows_for(name) else [(row.row, name)]
            for rest in [name - {word} for word in name]:
                others = [each for each in names_in(row) if each <= rest]
                if not others and row.row in rows_for(rest):
                    taken.append((row.row, rest))

    assert tried > 60
    assert (missed, taken) == ([], [])


def rows_for(words):
    return {hit.row.row for hit in matching_credentials(" ".join(words))}


def test_an_office_that_issues_many_licences_names_none_of_them():
    """The Secretary of State of the list issues one; the words alone are no credential."""
    assert rows_for({"Secretary", "of", "State"}) == set()
    assert rows_for({"State"}) == set()
