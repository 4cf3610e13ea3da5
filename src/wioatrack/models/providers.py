"""Who provides services, by which programs, and whom they were sent."""

import datetime as dt

from wioatrack.models.stamped import Record, Stamped


class Provider(Stamped, table=True):
    """A provider, or a local office."""

    __tablename__ = "provider"

    name: str
    kind: str
    address: str | None = None
    city: str | None = None
    state: str | None = None
    zip: str | None = None


class Program(Stamped, table=True):
    """What a provider offers under one contract in one fiscal year."""

    __tablename__ = "program"

    provider_id: int
    name: str
    fiscal_year: int
    contract_number: str | None = None
    location: str | None = None
    offering: str | None = None
    schedule: str | None = None
    other_training: str | None = None
    baseline: str | None = None
    recommendation: str | None = None


class ProgramActivity(Record, table=True):
    """An activity that may be added to plans under a program."""

    __tablename__ = "program_activity"

    program_id: int
    activity_set: str
    activity: str


class ProgramTrait(Record, table=True):
    """A skill or an interest that a program is for."""

    __tablename__ = "program_trait"

    program_id: int
    kind: str
    words: str


class Referral(Record, table=True):
    """A participant sent to a provider, and what the provider answered."""

    __tablename__ = "referral"

    application_id: int
    provider_id: int
    program_id: int | None = None
    sent_on: dt.date
    sent_by: str
    message: str | None = None
    reply: str | None = None
    replied_on: dt.date | None = None
    replied_by: str | None = None
    reply_note: str | None = None
