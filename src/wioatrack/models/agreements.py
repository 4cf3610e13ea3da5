"""What a customer agreed to, and which way the customer wants to go."""

import datetime as dt

from sqlmodel import Field

from wioatrack.models.stamped import Made, Record, Stamped


class GoalStatus(Record, table=True):
    """A status that a goal came to have."""

    __tablename__ = "goal_status"

    goal_id: int
    status: str
    changed_on: dt.date | None = Field(default=None, nullable=False)
    changed_by: str | None = Field(default=None, nullable=False)


class PlanAgreement(Made, table=True):
    """A request for the customer's agreement, or one of the ways of settling it.

    The marks are the newest goal and the newest status of a goal that it covers.
    """

    __tablename__ = "plan_agreement"

    application_id: int
    status: str
    date: dt.date
    document_id: int | None = None
    goal_mark: int
    goal_status_mark: int


class Pathway(Stamped, table=True):
    """The desired career path of one case."""

    __tablename__ = "pathway"

    application_id: int
    pathway: str | None = None
    occupation_1: str | None = None
    occupation_2: str | None = None
    wage_goal_cents: int | None = None


class Need(Made, table=True):
    """One answer of the needs assessment, in its section."""

    __tablename__ = "need"

    application_id: int
    section: str
    words: str
