"""Every noun that comes by the file; a new noun is one more entry here.

They stand in the order in which the rows of one find the records of another.
"""

from difflib import get_close_matches

from wioatrack.actions.batches.followed import FOLLOWED, OWN_NOTES
from wioatrack.actions.batches.kept import (
    ACTIVITY,
    CATALOGUED,
    DOCUMENT,
    OF_CASE,
    OF_WEEKS,
    OFFERED,
    ON_SERVICE,
    PLACED,
    PROVIDER,
    RECIPIENTS,
    SITUATIONS,
    TRAIT,
    UNPLACED,
    WEEK,
)
from wioatrack.actions.batches.nouns import Noun
from wioatrack.actions.batches.saying import say_activity, say_day_of, type_meant
from wioatrack.actions.roles import Duty
from wioatrack.actions.taken_up import GOAL_TAKEN_UP, SERVICE_TAKEN_UP
from wioatrack.errors import NotFound

OF_SERVICE = {"service": "service"}

REGISTER = (
    Noun(
        "participant",
        "participant",
        "people:ParticipantEntry",
        "people:add_participant",
        leads=(),
        within="",
        key="state_id, individual_number or username",
        unique=("state_id", "individual_number", "username"),
        kept={"group": "t.group_name"},
    ),
    Noun(
        "application",
        "application",
        "people:ApplicationEntry",
        "applications:add_application",
        leads=("participant",),
        key="number",
        unique=("number",),
        kept={"because": "t.enrollment_because"},
    ),
    Noun(
        "assessment",
        "assessment",
        "assessments:AssessmentEntry",
        "assessments:add_assessment",
        key="NAME@DATE",
        kept={"document": DOCUMENT},
    ),
    Noun(
        "goal",
        "goal",
        "goals:GoalEntry",
        "goals:add_goal",
        key="the statement",
        kept={"statement": "CASE WHEN t.template IS NULL THEN t.statement END"},
        only=GOAL_TAKEN_UP,
    ),
    Noun(
        "provider",
        "provider",
        "providers:ProviderEntry",
        "providers:add_provider",
        leads=(),
        within="",
        duty=Duty.SET_UP,
    ),
    Noun(
        "program",
        "program",
        "providers:ProgramEntry",
        "programs:add_program",
        leads=(),
        within="",
        duty=Duty.SET_UP,
        kept={
            "provider": "(SELECT p.name FROM provider p WHERE p.id = t.provider_id)",
            "activity": OFFERED,
            "skill": TRAIT.format(kind="skill"),
            "interest": TRAIT.format(kind="interest"),
        },
        says={"activity": say_activity},
    ),
    Noun(
        "employer",
        "employer",
        "worksites:EmployerEntry",
        "worksites:add_employer",
        leads=(),
        within="",
        key="the name",
    ),
    Noun(
        "worksite",
        "worksite",
        "worksites:WorksiteEntry",
        "worksites:add_worksite",
        leads=(),
        within="",
        key="the name",
        refers={"employer": "employer"},
    ),
    Noun(
        "job",
        "job",
        "worksites:JobEntry",
        "worksites:add_job",
        leads=(),
        within="",
        key="TITLE@WORKSITE",
        refers={"worksite": "worksite"},
    ),
    Noun(
        "service",
        "service",
        "services:ServiceEntry",
        "services:add_service",
        waivers=True,
        key="ACTIVITY@START (or the planned start), or #EXTERNAL-ID",
        refers={"goal": "goal"},
        kept={
            "activity": ACTIVITY.format(t="t"),
            "situation": SITUATIONS.format(id="t.id"),
            "provider": PROVIDER.format(t="t"),
        },
        says={"activity": say_activity},
        only=UNPLACED + SERVICE_TAKEN_UP,
    ),
    Noun(
        "placement",
        "placement",
        "worksites:PlacementEntry",
        "placements:add_placement",
        waivers=True,
        refers={"job": "job", "goal": "goal"},
        kept=PLACED,
        says={"activity": say_activity},
        within=OF_CASE,
    ),
    Noun(
        "attendance",
        "attendance_day",
        "attendance:AttendanceEntry",
        "attendance:record_attendance",
        leads=("service",),
        refers=OF_SERVICE,
        kept={
            "service": WEEK,
            "in": "t.check_in",
            "out": "t.check_out",
            "verify": "NULL",
            "self": "NULL",
        },
        within=OF_WEEKS,
    ),
    Noun(
        "note",
        "note",
        "notes:NoteEntry",
        "notes:add_note",
        kept={"to": RECIPIENTS},
        only=OWN_NOTES,
    ),
    Noun(
        "credential",
        "credential",
        "credentials:CredentialEntry",
        "credentials:add_credential",
        waivers=True,
        refers=OF_SERVICE | {"catalog": "catalog"},
        kept={
            "document": DOCUMENT,
            "note": "(SELECT n.message FROM note n WHERE n.id = t.note_id)",
            "catalog": "(SELECT r.catalog_entry_id FROM catalog_revision r "
            "WHERE r.id = t.catalog_revision_id)",
        },
        means=type_meant,
        columns_of={
            "credential.window": "date",
            "credential.counts": "date",
            "credential.service-closed": "service",
            "credential.in-scope": "service",
            "credential.case-note": "note",
            "credential.approved-list": "name",
            "credential.title-matches-type": "type",
        },
    ),
    Noun(
        "msg",
        "gain",
        "gains:GainEntry",
        "gains:add_gain",
        refers={"pre": "assessment", "post": "assessment"},
        kept={
            "document": DOCUMENT,
            "pre": "t.pre_assessment_id",
            "post": "t.post_assessment_id",
            "semester": """(SELECT json_group_array(x.words) FROM (
  SELECT start || ':' || "end" || CASE WHEN credits_hundredths IS NULL THEN '' ELSE
    printf(':%d.%02d', credits_hundredths / 100, credits_hundredths % 100) END AS words
  FROM gain_semester WHERE gain_id = t.id ORDER BY start) x)""",
        },
    ),
    Noun(
        "payment",
        "payment",
        "support:PaymentEntry",
        "payments:add_payment",
        leads=("service",),
        waivers=True,
        refers=OF_SERVICE,
        within=ON_SERVICE,
    ),
    Noun(
        "override",
        "override_request",
        "support:OverrideRequestEntry",
        "overrides:request_override",
        leads=("service",),
        refers=OF_SERVICE,
        kept={"on": "t.period || ' ' || t.requested_on"},
        says={"on": say_day_of},
        within=ON_SERVICE,
        only="t.status = 'pending'",
    ),
    Noun(
        "exit",
        "exit",
        "exits:ExitEntry",
        "exits:record_exit",
        only="t.kind = 'record' AND t.voided_on IS NULL",
    ),  # fmt: skip
    Noun(
        "employment",
        "employment",
        "employment:EmploymentEntry",
        "employment:add_employment",
        kept={"current": 'CASE WHEN t."end" IS NULL THEN 1 END'},
    ),
    Noun(
        "followup",
        "followup",
        "followups:FollowupEntry",
        "contacts:plan_contact",
        kept=FOLLOWED,
    ),
    Noun(
        "catalog",
        "catalog_entry",
        "catalog:CatalogEntry",
        "catalog:add_entry",
        leads=(),
        within="",
        key="its CTID",
        duty=Duty.CATALOG,
        reads=Duty.CATALOG,
        kept=CATALOGUED,
    ),
    Noun("story", "story", "stories:StoryEntry", "stories:add_story"),
)
NOUNS = {noun.name: noun for noun in REGISTER}


def noun_named(name: str) -> Noun:
    """The noun, in the singular as the command line has it."""
    found = NOUNS.get(name.strip().lower())
    if found is None:
        raise NotFound(
            f"{name!r} is no noun that comes by the file.", nearest_noun(name)
        )
    return found


def nearest_noun(name: str) -> str:
    """What the word may have meant."""
    near = get_close_matches(name.lower(), NOUNS, 1, 0.5)
    return f"Did you mean {near[0]}?" if near else f"There are: {', '.join(NOUNS)}."
