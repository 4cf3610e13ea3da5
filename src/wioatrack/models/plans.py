"""Goals, and the services that lead to them."""

import datetime as dt

from sqlmodel import Field

from wioatrack.models.stamped import Record, Stamped


class Goal(Stamped, table=True):
    """What a participant works towards."""

    __tablename__ = "goal"

    application_id: int
    statement: str
    category: str
    term: str
    status: str
    template: str | None = None
    prepopulated: bool = False


class Service(Stamped, table=True):
    """What a participant receives: an activity, a support service, a referral."""

    __tablename__ = "service"

    application_id: int
    goal_id: int | None = None
    activity_set: str
    activity: str
    activity_label: str | None = None
    activity_group: str | None = None
    status: str
    planned_start: dt.date | None = None
    planned_end: dt.date | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    hours_hundredths: int | None = None
    provider_kind: str | None = None
    provider_name: str | None = None
    provider_address: str | None = None
    provider_city: str | None = None
    provider_state: str | None = None
    provider_zip: str | None = None
    wioa_funded: bool | None = None
    note: str | None = None
    external_id: str | None = None
    no_credential: bool = False
    prepopulated: bool = False


class ServiceSituation(Record, table=True):
    """A barrier or situation that a service addresses."""

    __tablename__ = "service_situation"

    service_id: int
    situation: str


class ServiceStatus(Record, table=True):
    """A status that a service had, with its dates, as it was when it changed."""

    __tablename__ = "service_status"

    service_id: int
    status: str
    start: dt.date | None = None
    planned_end: dt.date | None = None
    end: dt.date | None = None
    changed_on: dt.date | None = Field(default=None, nullable=False)
    changed_by: str | None = Field(default=None, nullable=False)
