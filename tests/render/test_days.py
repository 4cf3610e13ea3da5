"""Days as the record's own agency writes them, for people; ISO for machines."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from wioatrack.actions.results import Finding
from wioatrack.render import machine, text

Made = Callable[..., Any]
EARNED = ("--type", "occupational-certification", "--name", "Welder", "--issuer", "AWS",
          "--source", "copy-of-credential", "--note", "Done by 2017-09-30")  # fmt: skip


@pytest.mark.parametrize(
    ("iso", "us"),
    [
        ("Received 2017-09-01; the last day that counts is 2017-08-31.",
         "Received 09/01/2017; the last day that counts is 08/31/2017."),
        ("(2016-07-01 to 2017-06-30)", "(07/01/2016 to 06/30/2017)"),
        ("2024-02-29", "02/29/2024"),
        ("Kept as scan-2017-08-31.pdf", "Kept as scan-2017-08-31.pdf"),
        ("See 2017-08-31.pdf", "See 2017-08-31.pdf"),
        ("In 2017-08-31/scan", "In 2017-08-31/scan"),
        ("Case 12017-08-31 and 2017-08-311", "Case 12017-08-31 and 2017-08-311"),
        ("Phone 2017-13-31 and 2017-00-10", "Phone 2017-13-31 and 2017-00-10"),
        ("Program year 2016; 2016-17", "Program year 2016; 2016-17"),
    ],
)  # fmt: skip
def test_whole_iso_days_are_written_as_the_agency_does(iso: str, us: str) -> None:
    """And what only looks like one stays as it is; elsewhere everything does."""
    assert text.spoken(iso, "us") == us
    assert text.spoken(iso, "iso") == iso


@pytest.mark.covers("CC-20", "CJ-11")
def test_a_rule_speaks_of_days_as_the_record_shows_them(
    made: Made, wioatrack: Any, refused: Made, person: Made
) -> None:
    """Refusal, finding and record in one style for people; JSON and fixes in ISO."""
    who = person("cook")
    service = made("service", "add", who, "--activity", "300", "--status", "successful",
                   "--start", "2016-07-05", "--end", "2016-08-30")["id"]  # fmt: skip
    made(
        "exit", "early", who, "--date", "2016-08-31", "--reason", "moved", "--note", "x"
    )
    words = ("credential", "add", who, *EARNED, "--service", service, "--date",
             "2017-09-01")  # fmt: skip

    told = wioatrack(*words, code=1).output
    machine_told = refused(*words)

    assert "Error: Received 09/01/2017; the last day that counts is 08/31/2017." in told
    assert "2017-08-31" not in told
    assert machine_told["error"].startswith("Received 2017-09-01;")
    assert all("date_style" not in found for found in machine_told["findings"])


@pytest.mark.covers("CC-20")
def test_what_somebody_wrote_is_never_rewritten(
    made: Made, wioatrack: Any, person: Made
) -> None:
    """The note's own day stays; the reason, which a rule gave, is the agency's."""
    who = person("cook")
    service = made("service", "add", who, "--activity", "300", "--status", "successful",
                   "--start", "2016-07-05", "--end", "2016-08-30")["id"]  # fmt: skip
    made(
        "credential", "add", who, *EARNED, "--service", service, "--date", "2018-01-31"
    )
    made(
        "exit", "early", who, "--date", "2016-08-31", "--reason", "moved", "--note", "x"
    )

    shown = wioatrack("credential", "show", 1, code=0).stdout
    why = wioatrack("rules", "why", "credential", 1, code=0).stdout
    record = json.loads(wioatrack("credential", "show", 1, "--json", code=0).stdout)

    assert "Done by 2017-09-30" in shown
    assert "Received 01/31/2018; the last day that counts is 08/31/2017." in shown
    assert "Received 01/31/2018; the last day that counts is 08/31/2017." in why
    assert "exited on 08/31/2016" in why
    assert record["reasons"] == [
        "Received 2018-01-31; the last day that counts is 2017-08-31."
    ]


def test_boxes_say_days_as_the_agency_does(
    made: Made, wioatrack: Any, person: Made
) -> None:
    """In the checklist of that agency, and not in another's."""
    for profile, said in (("cook", "07/01/2016 to 06/30/2017"),
                          ("worknet", "2016-07-01 to 2017-06-30")):  # fmt: skip
        who = person(profile)
        made("service", "add", who, "--activity", "300", "--status", "successful",
             "--start", "2016-07-05", "--end", "2016-08-30")  # fmt: skip

        assert said in wioatrack("exit", "check", who, code=1).stdout


def test_a_finding_keeps_its_style_to_itself() -> None:
    """How people are shown it is no business of scripts."""
    found = Finding("a.b", "advice", "not-met", "On 2017-08-31.", date_style="us")

    assert "On 08/31/2017." in text.finding(found)
    [row] = machine.findings([found])
    assert row["message"] == "On 2017-08-31."
    assert set(row) == {"rule", "severity", "verdict", "message", "source", "fix"}
