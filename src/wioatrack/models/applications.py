"""Applications and what staff write beside them."""

import datetime as dt

from wioatrack.models.stamped import Record, Stamped


class Application(Stamped, table=True):
    """One period of participation, under one profile of rules."""

    __tablename__ = "application"

    participant_id: int
    profile: str
    number: str
    program: str | None = None
    application_date: dt.date | None = None
    participation_date: dt.date | None = None
    region: str | None = None
    office: str | None = None
    provider: str | None = None
    agency_code: str | None = None
    education_at_entry: str | None = None
    school_status_at_entry: str | None = None
    enrollment: str
    enrollment_because: str | None = None


class Note(Record, table=True):
    """A case note, and whom it was sent to."""

    __tablename__ = "note"

    application_id: int
    date: dt.date
    subject: str | None = None
    message: str | None = None
    task: str
    send: str
    recipients: str | None = None
    author: str
    created_at: str
