"""Support payments and the requests to pass their maximum."""

import datetime as dt

from sqlmodel import Field

from wioatrack.models.stamped import Record, Stamped, Updated


class Payment(Stamped, table=True):
    """One entry of a support service: a unit amount, so many times."""

    __tablename__ = "payment"

    service_id: int
    subtype: str | None = None
    method: str
    date: dt.date
    amount_cents: int
    quantity: int
    estimate: bool = False
    paid_by: str


class OverrideRequest(Updated, table=True):
    """A request to raise the maximum of one support type in one period."""

    __tablename__ = "override_request"

    participant_id: int
    application_id: int
    service_id: int
    note_id: int | None = None
    support_type: str
    period: str
    amount_cents: int
    reason: str
    status: str
    requested_by: str | None = Field(default=None, nullable=False)
    requested_on: dt.date | None = Field(default=None, nullable=False)
    reviewed_by: str | None = None
    reviewed_on: dt.date | None = None
    review_note: str | None = None


class OverrideEdit(Record, table=True):
    """Who edited a request, and so cannot review it. Keep it before the edit."""

    __tablename__ = "override_edit"

    override_request_id: int
    editor: str
    edited_on: dt.date
