"""What stands behind a record: kept files, and the reasons for passing a rule."""

import datetime as dt

from sqlmodel import Field

from wioatrack.models.stamped import Record


class Document(Record, table=True):
    """A file kept under its hash; its original name is only data."""

    __tablename__ = "document"

    application_id: int | None = None
    sha256: str
    size: int
    kind: str
    original_name: str
    added_on: dt.date | None = Field(default=None, nullable=False)
    added_by: str | None = Field(default=None, nullable=False)


class Waiver(Record, table=True):
    """A procedure rule that was passed, on which record, and why."""

    __tablename__ = "waiver"

    noun: str
    record_id: int
    rule: str
    because: str
    waived_by: str | None = Field(default=None, nullable=False)
    waived_on: dt.date | None = Field(default=None, nullable=False)
