"""What follows an exit: jobs, contacts, decisions, success stories, mail."""

import datetime as dt

from wioatrack.models.stamped import Made, Record, Stamped


class Employment(Stamped, table=True):
    """A job somebody has or had; without an end it is the present one."""

    __tablename__ = "employment"

    application_id: int
    employer: str
    title: str
    kind: str
    start: dt.date
    end: dt.date | None = None
    street: str | None = None
    street2: str | None = None
    city: str
    state: str
    zip: str
    duties: str
    hours_hundredths: int
    meets_needs: str | None = None
    experience: bool | None = None


class Followup(Stamped, table=True):
    """A planned contact; `quarter` is the one after exit whose outcome it asks for.

    `youth_placement` is the education or training that a youth was in during it.
    """

    __tablename__ = "followup"

    application_id: int
    due_date: dt.date
    quarter: int | None = None
    about: str | None = None
    closed_on: dt.date | None = None
    outcome: str | None = None
    youth_placement: str | None = None


class FollowupContact(Made, table=True):
    """One try at a planned contact, and what came of it."""

    __tablename__ = "followup_contact"

    followup_id: int
    date: dt.date
    outcome: str
    note_id: int | None = None


class CredentialDecision(Made, table=True):
    """Answers to the decision tree, its verdict, and the rules that gave it."""

    __tablename__ = "credential_decision"

    credential_id: int
    type: str
    skills: str
    issuer_kind: str
    in_demand: bool | None = None
    through_vr: bool = False
    enrolled_on: dt.date | None = None
    counts: bool = False
    code: str
    pirl_type: str | None = None
    reasons: str
    citations: str
    rules: str


class Story(Stamped, table=True):
    """A success story by or about a participant."""

    __tablename__ = "story"

    application_id: int
    title: str
    text: str
    audience: str | None = None
    submitted_by: str | None = None
    program_type: str | None = None
    provider: str | None = None
    career_pathway: str | None = None
    status: str


class Outbox(Record, table=True):
    """A case note on its way to one recipient by e-mail."""

    __tablename__ = "outbox"

    note_id: int
    recipient: str
    state: str
    message_id: str
    attempts: int = 0
    queued_at: str
    tried_at: str | None = None
    sent_at: str | None = None
    reason: str | None = None
