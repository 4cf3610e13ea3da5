"""Earned credentials."""

import datetime as dt

from sqlmodel import Field

from wioatrack.models.stamped import Updated


class Credential(Updated, table=True):
    """What somebody earned, from whom, when, and how that was verified."""

    __tablename__ = "credential"

    application_id: int
    type: str
    type_label: str | None = None
    name: str | None = None
    issuer: str | None = None
    institution: str | None = None
    date: dt.date
    service_id: int | None = None
    source: str | None = None
    verified_by: str | None = None
    document_id: int | None = None
    work_experience: bool | None = None
    office: str | None = None
    region: str | None = None
    agency_code: str | None = None
    description: str | None = None
    data_source: str | None = None
    source_id: str | None = None
    note_id: int | None = None
    recorded_on: dt.date | None = Field(default=None, nullable=False)
    recorded_by: str | None = Field(default=None, nullable=False)
    catalog_revision_id: int | None = None
