"""`load_activities` and `find_activity`: sets of codes that changed their meaning."""

from datetime import date

import pytest

from wioatrack.rulebooks import (
    UnknownCode,
    find_activity,
    load_activities,
    load_list,
    load_rulebook,
    set_names,
)

ISETS = load_rulebook("isets").activity_sets
NUMBERS = load_rulebook("cook").activity_sets

SNAP_ET = """BE - Basic Education (ABE/GED)
CW - Community Workfare
ELA - English Language Acquisition
INT - Internship
JR - Job Retention
JST - Job Search Training
OJT - On-the-Job Training
SJS - Supervised Job Search
TJ - Transitional Job
VT - Vocational Training
WRT - Work Readiness Training"""
SUPPORT = """Books & Training Supplies
Childcare/Medical
Clothing
Educational/Credential Testing
Housing/Utilities
Personal Hygiene
Transportation"""
OTHER = """A/BA - Associates/Bachelor degree
CS - Community Service
E - Employment (subsidized or unsubsidized)
SE - Self Employment
SET - Self-Employment Training"""
REFERRAL = """Referral to Childcare/Medical services
Referral to clothing provider
Referral to Domestic Abuse Counseling
Referral to Drug/Alcohol Rehabilitation Counseling
Referral to homelessness counseling provider
Referral to Housing and Utilities support
Referral to personal hygiene services
Referral to transportation services"""
FY2022 = """WE - Work Experience
JR - Job Readiness
SJ - Supervised Job Search
VT - Vocational Training
BE - Basic Education (ABE/GED/Bridge)
CW - Community Workfare
JRS - Job Retention Services
EF - Earnfare
E - Employment (subsidized or unsubsidized)
SE - Self Employment
CS - Community Service
A/BA - Associates/Bachelor degree
JT - Job Skills Training
ABU - Associate's Degree"""
DECEMBER_2022 = """BE - Basic Education (ABE/GED)
JT - Job Search Training
SJ - Supervised Job Search"""


@pytest.mark.covers("IS-104", "IS-105", "IS-106", "IS-107")
@pytest.mark.parametrize(
    ("group", "printed"),
    [
        ("snap-et", SNAP_ET),
        ("support", SUPPORT),
        ("other", OTHER),
        ("referral", REFERRAL),
    ],
)
def test_the_newest_set_is_the_guide_s_appendix(group: str, printed: str) -> None:
    """Word for word, in its order."""
    newest = load_activities("isets").activities.values()

    assert printed.split("\n") == [one.title for one in newest if one.group == group]


@pytest.mark.covers("IS-117")
@pytest.mark.parametrize(
    ("name", "printed"), [("isets-fy2022", FY2022), ("isets-2022-12", DECEMBER_2022)]
)
def test_older_sets_are_kept_for_import(name: str, printed: str) -> None:
    """What their screens print, and never offered for entry."""
    older = load_activities(name)

    assert printed.split("\n") == [one.title for one in older.activities.values()]
    assert older.older


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("BE", "BE"),
        ("be - basic education (abe/ged)", "BE"),
        ("Basic Education (ABE/GED)", "BE"),
        ("JR", "JR"),
        ("Housing / Utilities", "Housing/Utilities"),
        ("books and training supplies", "Books & Training Supplies"),
        ("On-the-Job Training", "OJT"),
        ("On–the–Job Training", "OJT"),
        ("SJ", "SJS"),
        ("isets:JST", "JST"),
    ],
)
def test_an_activity_answers_to_code_name_and_both(words: str, code: str) -> None:
    """The newest set holds for any date."""
    found = find_activity(words, ISETS)

    assert ("isets", code) == (found.set, found.code)


@pytest.mark.covers("CC-22")
@pytest.mark.parametrize("profile", ["worknet", "cook", "caljobs", "la-county"])
@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("300", "Occupational Classroom Training (ITA)"),
        ("301", "On-the-Job Training"),
        ("401", "Apprenticeship Enrollment"),
        ("Registered Apprenticeship Program", "Apprenticeship Enrollment"),
        ("401 – Apprenticeship Enrollment", "Apprenticeship Enrollment"),
    ],
)
def test_numeric_profiles_take_numbers(profile: str, words: str, name: str) -> None:
    """Career Connect and CalJOBS are separate sets that share these."""
    assert name == find_activity(words, load_rulebook(profile).activity_sets).name


@pytest.mark.parametrize(("words", "likely"), [("302", "30"), ("4010", "401")])
def test_an_unknown_number_is_refused_with_the_nearest(words: str, likely: str) -> None:
    """A number that no set has is never taken."""
    with pytest.raises(UnknownCode) as refused:
        find_activity(words, NUMBERS)

    assert any(likely in near for near in refused.value.nearest)


def test_a_code_of_another_system_is_refused() -> None:
    """BE is no number, 300 no SNAP E&T activity."""
    with pytest.raises(UnknownCode):
        find_activity("BE", NUMBERS)
    with pytest.raises(UnknownCode):
        find_activity("300", ISETS)


@pytest.mark.covers("IS-117")
@pytest.mark.parametrize("older", [True, False])
def test_an_old_code_of_two_meanings_is_refused_with_both(older: bool) -> None:
    """JT was Job Skills Training, later Job Search Training."""
    with pytest.raises(UnknownCode) as refused:
        find_activity("JT", ISETS, older=older)

    assert refused.value.nearest == (
        "isets-2022-12:JT (Job Search Training, now JST)",
        "isets-fy2022:JT (Job Skills Training)",
    )


@pytest.mark.covers("IS-117")
def test_an_old_code_is_taken_with_its_set_or_its_name() -> None:
    """On import, the set or the label settles what was meant."""
    by_set = find_activity("isets-fy2022:JT", ISETS, older=True)
    by_name = find_activity("JT - Job Search Training", ISETS, older=True)
    unambiguous = find_activity("WE", ISETS, older=True)

    assert (by_set.set, by_set.name) == ("isets-fy2022", "Job Skills Training")
    assert (by_name.set, by_name.now) == ("isets-2022-12", "JST")
    assert unambiguous.name == "Work Experience"


def test_an_old_code_is_not_entered_by_hand() -> None:
    """Older sets are for import and display."""
    with pytest.raises(UnknownCode, match="'WE' is not a current activity"):
        find_activity("WE", ISETS)


def test_what_old_codes_became_exists() -> None:
    """`now` is a code of the newest set."""
    newest = load_activities("isets").activities

    for name in ("isets-fy2022", "isets-2022-12"):
        for one in load_activities(name).activities.values():
            assert not one.now or one.now in newest


def test_every_payment_subtype_belongs_to_one_support_service() -> None:
    """So that a payment's maximum is never in doubt."""
    services = load_activities("isets").activities.values()
    belonging = [sub for one in services for sub in one.subtypes]

    assert sorted(load_list("payment-subtype").codes) == sorted(belonging)


def test_every_maximum_has_a_support_service_or_subtype() -> None:
    """A maximum for a type that nobody can be paid for would be silently lost."""
    services = load_activities("isets").activities.values()
    kept_for = {one.type for one in services if one.group == "support"}
    kept_for |= {sub for one in services for sub in one.subtypes}
    maxima = load_rulebook("isets").values["support.maximum"]

    assert {value.subject for value in maxima} <= kept_for


def test_worksite_activities_are_marked() -> None:
    """A placement is a service of one of these."""
    marked = [
        one.code for one in load_activities("isets").activities.values() if one.worksite
    ]

    assert marked == ["CW", "INT", "OJT", "TJ"]


def test_the_list_for_out_of_school_youth_is_that_of_the_procedure() -> None:
    """The seven codes it counts, and four that it counts if opened before 10 March 2023."""
    listed = {
        code: activity.out_of_school_until
        for code, activity in load_activities("career-connect").activities.items()
        if activity.out_of_school == "listed" and code.startswith("4")
    }

    always = dict.fromkeys(("401", "406", "408", "416", "430", "445", "453"), "")
    earlier = dict.fromkeys(("400", "403", "432", "458"), "2023-03-09")
    assert listed == always | earlier


@pytest.mark.parametrize(
    ("code", "began", "listed"),
    [
        ("403", date(2023, 3, 9), True),
        ("403", date(2023, 3, 10), False),
        ("406", date(2030, 1, 1), True),
        ("301", date(2023, 3, 9), False),
        ("305", date(2023, 3, 9), None),
    ],
)
def test_being_on_the_list_may_depend_on_the_day_and_may_be_unknown(
    code: str, began: date, listed: bool | None
) -> None:
    """On-the-job training is not on it; of prerequisite training nobody says."""
    assert load_activities("career-connect").activities[code].listed(began) is listed


def test_work_is_never_on_the_list() -> None:
    """A worksite, or readiness for work, is no education of an out-of-school youth."""
    for name in set_names():
        for activity in load_activities(name).activities.values():
            if activity.worksite or activity.code == "WRT":
                assert activity.out_of_school != "listed", activity.title
