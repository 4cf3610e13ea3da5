"""`load_approved`: Appendix A."""

import re

import pytest

from wioatrack.rulebooks import load_approved, load_occupations
from wioatrack.rulebooks.approved import occupation_key


@pytest.mark.covers("CC-40", "CC-41")
def test_all_82_rows_and_81_occupations_are_there() -> None:
    """One occupation is printed twice, with and without its s."""
    rows = load_approved()

    assert len(rows) == 82
    assert list(range(1, 83)) == [row.row for row in rows]
    assert len({occupation_key(row.occupation) for row in rows}) == 81


@pytest.mark.covers("CC-41")
@pytest.mark.parametrize(
    ("credential", "count"),
    [
        ("Industry Recognized Credential", 41),
        ("IL Department of Financial and Professional Regulation License", 9),
        ("IL Department of Public Health License", 4),
        ("The National Institute for Automotive Service Excellence Certification", 2),
        ("National Institute for Metalworking Skills (NIMS) Certification", 2),
        ("CompTia and Microsoft Certifications", 3),
        ("Secretary of State CDL Class A License", 1),
        ("SHRM-SCP, SHRM-SCP or Industry Recognized Credential", 1),
    ],
)
def test_rows_by_credential_are_as_printed(credential: str, count: int) -> None:
    """The counts of the printed table."""
    rows = [row for row in load_approved() if row.approved_credential == credential]

    assert count == len(rows)


def test_there_are_25_credentials() -> None:
    """Distinct strings, as printed."""
    assert len({row.approved_credential for row in load_approved()}) == 25


def test_general_skills_are_marked_for_review() -> None:
    """D6, D43: safety, food hygiene, general retail, general computer skills."""
    assert [row.occupation for row in load_approved() if row.needs_review] == [
        "Executive Secretaries and Executive Administrative Assistants",
        "Forklift Drivers",
        "Food Service Managers",
        "First-Line Supervisors of Food Preparation and Serving Workers",
        "First-Line Supervisors of Retail Sales Workers",
    ]


def test_occupation_codes_are_well_formed() -> None:
    """Empty rather than guessed; 72 rows have one."""
    codes = [row.soc_code for row in load_approved() if row.soc_code]

    assert len(codes) == 72
    assert all(re.fullmatch(r"\d\d-\d{4}", code) for code in codes)


def test_every_occupation_code_is_in_the_classification() -> None:
    """And names a single occupation or the group that is printed."""
    known = {one.soc_code: one.level for one in load_occupations()}

    assert len(known) == 1104
    assert {row.soc_code for row in load_approved() if row.soc_code} <= set(known)
