"""`wioatrack plan print` and `plan export`."""

import csv
import io
import json
import stat

import pytest


@pytest.mark.covers("IS-11")
def test_the_crosswalk_names_each_service_as_iwds_does(made, wioatrack, case):
    """A row for each step and service, those of the guide's report among them."""
    made("service", "add", case, "--activity", "BE", "--status", "started", "--start",
         "2023-05-03", "--planned-end", "2023-09-01", "--hours", "10")  # fmt: skip

    rows = made("plan", "export", case, "--iwds")
    text = wioatrack("plan", "export", case, "--iwds", "--csv", code=0).stdout

    first, last = rows[0], rows[-1]
    assert first["step_service"] == "Get Started: Learn about exploring careers."
    assert (first["iwds_activity_name"], first["iwds_service_type"]) == (
        "N/A",
        "Career Service",
    )
    assert (last["activity"], last["start"], last["hours"]) == (
        "BE",
        "2023-05-03",
        "10",
    )
    assert last["iwds_service_type"] == "N/A"
    assert last["individual_number"] == "1008413651"
    assert [row["id"] for row in csv.DictReader(io.StringIO(text))] == [
        str(row["id"]) for row in rows
    ]


def test_an_export_must_be_named(wioatrack, case):
    """There is one, and it is not guessed."""
    wioatrack("plan", "export", case, code=2,
              says="Which export? Give --iwds for the IWDS crosswalk.")  # fmt: skip


@pytest.mark.covers("IS-11", "IS-12")
def test_the_printed_copy_is_one_file_for_its_owner(
    made, wioatrack, case, goal, tmp_path
):
    """The page names the person, the goals and the place to sign; nobody else reads it."""
    goal(case, statement="<b>Get & keep</b> a job")
    out = tmp_path / "plan.html"

    told = made("plan", "print", case, "--out", out)

    page = out.read_text(encoding="utf-8")
    assert told == {"file": str(out), "bytes": out.stat().st_size}
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert "Tom Juan" in page
    assert "&lt;b&gt;Get &amp; keep&lt;/b&gt; a job" in page
    assert "Signature of" in page
    assert "2668" not in page


def test_a_folder_that_cannot_be_written_is_refused(wioatrack, case, tmp_path):
    """A file problem, with the old file as it was."""
    refused = wioatrack(
        "plan", "print", case, "--out", tmp_path / "no" / "plan.html", "--json", code=5
    )

    assert "cannot be written" in json.loads(refused.stdout)["error"]


@pytest.mark.covers("IS-04", "IS-11")
def test_customers_print_their_own_copy(made, refused, case, person, tmp_path):
    """And nobody else's."""
    made("user", "add", "tom", "--role", "customer", "--participant", "44")
    out = tmp_path / "own.html"

    made("plan", "print", case, "--out", out, user="tom")

    assert "Tom Juan" in out.read_text(encoding="utf-8")
    refused("plan", "print", person("isets"), "--out", out, user="tom", code=3,
            says="No participant or application '314901'.")  # fmt: skip
    assert "Tom Juan" in out.read_text(encoding="utf-8")


def test_the_copy_has_the_days_of_its_agency(made, person, tmp_path):
    """Cook County reads month, day and year, on paper as at the terminal."""
    out = tmp_path / "plan.html"

    made("plan", "print", person("cook"), "--out", out, as_of="2023-06-30")

    page = out.read_text(encoding="utf-8")
    assert "as it stands on 06/30/2023" in page
    assert "2023-06-30" not in page
