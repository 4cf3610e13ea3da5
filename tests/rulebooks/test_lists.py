"""`load_list`: every dropdown of the five documents, by code or by label."""

from pathlib import Path

import pytest

from wioatrack.rulebooks import (
    UnknownCode,
    list_names,
    load_list,
    load_rulebook,
)

SOUND = Path(__file__).parents[1] / "data" / "sound"

PINNED = {
    "credential-type": """secondary-diploma secondary-equivalency associate-degree
        bachelor-degree occupational-skills-license occupational-skills-certificate
        occupational-certification other-recognized graduate-degree""",
    "credential-source": """copy-of-credential copy-of-diploma copy-of-certificate
        copy-of-degree copy-of-graduation-list written-verification-of-transcript""",
    "goal-category": """support-services career-plan education-training-plan
        independent-living""",
    "goal-status": "not-started on-track off-track complete",
    "goal-term": "short long",
    "service-status": "planned started successful unsuccessful not-required",
    "override-status": "pending approved rejected withdrawn",
    "payment-subtype": """housing-utilities cellphone-minutes clothing
        childcare-medical tuition-books-supplies accommodation-supplies tools testing
        personal-hygiene transportation""",
    "payment-method": """direct-payment gift-card check money-order fare-card
        electronic cash""",
    "paid-by": "snap-et wioa other",
    "exit-reason": """completed entered-employment entered-education cannot-locate moved
        voluntary-withdrawal administrative other institutionalized health-medical
        deceased reserve-call-up foster-care""",
    "case-note-task": "general credential-attained early-exit follow-up employment "
    "override",
    "verified-by": "verify scan upload link",
    "msg-type": "efl diploma secondary postsecondary milestone progression",
    "award": "exam benchmark diploma credential degree",
    "msg-route": "credits postsecondary-entry subtest",
    "attendance-load": "full-time part-time",
    "position-type": "full-time part-time",
    "send-mode": "save message email",
    "recipient": "team customer",
    "story-audience": "participants employers service-providers",
    "enrollment": "applied enrolled not-eligible not-participating",
    "agreement-status": "unknown requested online signed unreachable",
    "agreement-how": "online signed unreachable",
    "assessment-kind": "pre post other",
    "provider-kind": "provider fcrc",
    "skills-kind": """industry general-safety work-readiness hygiene general-computer
        other-general""",
    "issuer-kind": """state-agency higher-education tribal industry-body apprenticeship
        public-regulatory-agency veterans-affairs job-corps other""",
    "catalog-status": "draft published archived",
    "skill-meaning": "required gained",
    "override-decision": "approved rejected",
    "summary-item": """services-complete msg-entered credentials-entered exited
        follow-up-complete""",
}


@pytest.mark.parametrize("name", PINNED)
def test_the_codes_that_scripts_rely_on_are_there(name: str) -> None:
    """Codes are fixed: they may grow, never change."""
    assert set(PINNED[name].split()) <= set(load_list(name).codes)


SHOWN = [
    ("verified-by", "Verify|Scan|Upload|Link"),
    (
        "credential-type",
        "H.S. Diploma/Equivalency/G.E.D.|A.A. or A.S. Diploma/Degree|"
        "B.A. or B.S. Diploma/Degree|Occupational Skills License|"
        "Occupational Skills Certificate or Credential|"
        "Other Recognized Diploma, Degree, or Certificate|Occupational Certification|"
        "Graduate/Post Graduate|Apprenticeship Certificate",
    ),
    (
        "credential-source",
        "Copy of Credential|Copy of Diploma|Copy of Certificate|Copy of Degree|"
        "Copy of Graduation List|Written Verification of Transcript",
    ),
    (
        "goal-category",
        "Support Services|Career Plan|Education/Training Plan|Independent Living",
    ),
    ("goal-term", "Short Term|Long Term Goal|Short Term Goal"),
    ("goal-status", "Not Started – Preferred|Not Started|On Track|Off Track|Complete"),
    (
        "msg-type",
        "Educational Functional Level (EFL)|Secondary Transcript/Report Card|"
        "Postsecondary Transcript/Report Card|Training Milestone|"
        "Skills Progression/Diploma/Certificate/Degree",
    ),
    (
        "attendance-load",
        "Full time and achieved at least 12 credits within one semester.|"
        "Part-time and achieved at least 12 credits in two consecutive semesters "
        "within the same 12-month period.",
    ),
    ("education-level", "H.S. Junior"),
    ("school-status", "Not attending school; H.S. Graduate"),
    ("story-audience", "Participants|Employers|Service Providers"),
    (
        "summary-item",
        "All services marked as complete (successfully/unsuccessfully).|"
        "Measureable Skill Gains (MSG) have been entered.|"
        "Industry recognized credentials have been entered.|Customer is exited.|"
        "Follow-up is complete.|All services to have a complete status.|"
        "Measurable Skill Gains have been entered.|"
        "All Industry Recognized Credentials are entered into the system.",
    ),
    ("summary-result", "Not Completed"),
    ("summary-status", "Not Complete"),
    (
        "send-mode",
        "As Illinois workNet Message|As Illinois workNet Message and Email|"
        "Save as case note without sending a message/email",
    ),
    ("recipient", "Illinois workNet Team|Customer"),
    ("catalog-status", "Published"),
    ("relation", "Related|Required"),
    (
        "assessment",
        "Career Cluster Inventory|Employment 101 - Pre|Employment 101 - Post|NOCTI|"
        "TABE 11/12",
    ),
    ("agreement-status", "Unknown"),
    (
        "program-offering",
        "Training & Job Placement Services|Only Job Placement Services|"
        "None of the above",
    ),
    (
        "next-step",
        "View recommended providers and send Referrals|Complete/Edit Needs Assessment|"
        "Send/Reply Referrals|Add Activities & Services for your location|"
        "Mark the customer as not eligible or not participating",
    ),
    (
        "service-status",
        "Planned/Not Started (Scheduled)|Planned/Not Started|Not Started|Started/Open|"
        "Started (Open)|Started|Successful completion|Unsuccessful completion|"
        "Evaluated/Not Required|Evaluated/Not required",
    ),
    (
        "payment-subtype",
        "Housing/Utilities - Housing/Utilities|"
        "Housing/Utilities - Cellphones/Cellphone Minutes|Clothing - Clothing|"
        "Childcare/Medical",
    ),
    ("payment-method", "Direct Payment|Gift Card"),
    ("override-status", "Pending|Approved|Rejected|Accepted"),
    ("override-decision", "Approved|Rejected|Accepted"),
    ("position-type", "Full-time|Part-time"),
    ("service-type", "Career Service"),
]


@pytest.mark.covers(
    *("CC-16", "CC-18", "CJ-08", "CJ-16", "OUT-13", "OUT-14", "OUT-15", "OUT-17"),
    *("OUT-46", "OUT-47", "IS-26", "IS-27", "IS-28", "IS-44", "IS-58"),
)
@pytest.mark.parametrize(("name", "labels"), SHOWN)
def test_every_value_of_the_documents_dropdowns_is_taken(
    name: str, labels: str
) -> None:
    """As the screen prints it, and in capitals."""
    found = load_list(name)

    for label in labels.split("|"):
        assert found.find(label) in found.codes
        assert found.find(label) == found.find(label.upper())


@pytest.mark.parametrize("name", list_names())
def test_every_code_answers_to_its_labels(name: str) -> None:
    """A label that two codes share means the first of them, never a third."""
    found = load_list(name)

    for code in found.codes.values():
        assert code.code == found.find(code.code)
        for label in (code.label, *code.labels.values()):
            taken = found.codes[found.find(label)]
            assert code is taken or label in (taken.label, *taken.labels.values())
        for alias in code.aliases:
            assert code.code == found.find(alias)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Employment 101 – Pre", "employment-101-pre"),
        ("employment 101 -  post", "employment-101-post"),
    ],
)
def test_the_kind_of_dash_does_not_matter(words: str, code: str) -> None:
    """Documents print long dashes where keyboards have short ones."""
    assert code == load_list("assessment").find(words)


def test_one_label_for_diploma_and_equivalency_means_the_diploma() -> None:
    """D40: unless the name says otherwise, which is not the list's business."""
    types = load_list("credential-type")

    assert types.find("H.S. Diploma/Equivalency/G.E.D.") == "secondary-diploma"
    assert types.find("ged") == "secondary-equivalency"


def test_an_old_value_is_taken_mapped_and_flagged() -> None:
    """D31: a type that no list has."""
    types = load_list("credential-type")

    assert types.find("apprenticeship certificate") == "occupational-skills-certificate"
    assert "no list" in types.flag("Apprenticeship Certificate")
    assert types.flag("Occupational Certification") == ""


def test_an_unknown_value_is_refused_with_the_nearest() -> None:
    """So that the next try is right."""
    with pytest.raises(UnknownCode) as refused:
        load_list("credential-type").find("Ocupational Skills Licence")

    assert refused.value.nearest[0] == "occupational-skills-license"
    assert (
        str(refused.value) == "'Ocupational Skills Licence' is not a credential type."
    )


def test_a_very_long_value_is_not_repeated_whole() -> None:
    """One line, whatever was pasted."""
    with pytest.raises(UnknownCode) as refused:
        load_list("credential-type").find("x" * 100_000)

    assert len(str(refused.value)) < 120


@pytest.mark.covers("OUT-13", "IS-26")
def test_a_profile_offers_its_own_codes_only() -> None:
    """Four goal categories in one system, three in the other."""
    categories = load_list("goal-category")
    isets, worknet = load_rulebook("isets"), load_rulebook("worknet")

    assert categories.find("Independent Living", worknet) == "independent-living"
    with pytest.raises(UnknownCode) as refused:
        categories.find("Independent Living", isets)
    assert "independent-living" not in refused.value.nearest
    assert len(categories.offered(isets)) == 3
    assert 4 == len(categories.offered(worknet)) == len(categories.offered())


def test_a_label_is_the_profile_s_own_system_s() -> None:
    """The same code is called differently on two screens."""
    types = load_list("credential-type")

    assert (
        types.label("associate-degree", load_rulebook("worknet"))
        == "A.A. or A.S. Diploma/Degree"
    )
    assert types.label("associate-degree", load_rulebook("la-county")) == "AA/AS Degree"
    assert types.label("associate-degree") == "Associate Degree"
    assert types.label("no-such-code") == "no-such-code"


def test_a_retired_code_is_shown_but_not_offered() -> None:
    """Old records keep their value."""
    colors = load_list("color", SOUND)

    assert colors.offered() == ("red", "blue")
    assert colors.label("grey") == "Grey"
    assert colors.find("Grey") == "grey"


def test_the_federal_exclusions_are_exit_reasons() -> None:
    """PIRL 923, 01 to 05; the medical one is kept out of ordinary output."""
    reasons = load_list("exit-reason").codes

    assert {code.pirl: id for id, code in reasons.items() if code.pirl != "00"} == {
        "01": "institutionalized",
        "02": "health-medical",
        "03": "deceased",
        "04": "reserve-call-up",
        "05": "foster-care",
    }
    assert [id for id, code in reasons.items() if code.confidential] == [
        "health-medical"
    ]


def test_a_youths_placements_carry_their_federal_codes() -> None:
    """PIRL 1900 and 1901; AmeriCorps and Job Corps are training."""
    placements = load_list("youth-placement")

    assert {id: code.pirl for id, code in placements.codes.items()} == {
        "occupational-skills-training": "1",
        "postsecondary": "2",
        "secondary": "3",
        "none": "0",
    }
    assert placements.find("Job Corps") == placements.find("AmeriCorps")


def test_credential_types_carry_their_federal_codes() -> None:
    """PIRL 1800: 1 to 7, and none for a graduate degree under Title I."""
    types = load_list("credential-type").codes

    assert [code.pirl for code in types.values()] == [
        "1",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "",
    ]


def test_a_list_that_no_file_has_is_a_mistake_in_the_program() -> None:
    """Names of lists are written in code, not typed."""
    with pytest.raises(KeyError):
        load_list("colour")
