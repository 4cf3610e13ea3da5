"""Employers, their worksites and jobs, and who is placed there."""

import datetime as dt

from wioatrack.models.stamped import Made, Record, Stamped, Updated


class Employer(Stamped, table=True):
    """Who employs people."""

    __tablename__ = "employer"

    name: str
    address: str | None = None
    city: str | None = None
    state: str | None = None
    zip: str | None = None


class Worksite(Stamped, table=True):
    """Where an employer's people work."""

    __tablename__ = "worksite"

    employer_id: int
    name: str
    address: str | None = None
    city: str | None = None
    state: str | None = None
    zip: str | None = None


class Job(Stamped, table=True):
    """A job at a worksite, and how many can have it at once."""

    __tablename__ = "job"

    worksite_id: int
    title: str
    openings: int
    hourly_wage_cents: int | None = None
    position: str | None = None


class Placement(Stamped, table=True):
    """What a service of a worksite activity has beyond other services."""

    __tablename__ = "placement"

    service_id: int
    job_id: int
    employment_type: str | None = None
    minimum_wage_of: str | None = None
    minimum_wage_cents: int | None = None
    hourly_wage_cents: int
    subsidized_wage_cents: int
    employer_match_cents: int
    position: str
    subsidized_start: dt.date | None = None
    subsidized_end: dt.date | None = None
    earnfare: bool = False


class PlacementAway(Updated, table=True):
    """A spell without work; the day of the return counts again."""

    __tablename__ = "placement_away"

    placement_id: int
    inactive_on: dt.date
    returned_on: dt.date | None = None


class PlacementVerification(Record, table=True):
    """Employment that was verified at a milestone, and the wage it was found with."""

    __tablename__ = "placement_verification"

    placement_id: int
    milestone: int
    verified_on: dt.date
    verified_by: str
    subsidized_wage_cents: int | None = None


class PayrollLine(Made, table=True):
    """One pay period of a placement; no support payment, and never counted as one."""

    __tablename__ = "payroll_line"

    placement_id: int
    period_start: dt.date
    period_end: dt.date
    paid_on: dt.date | None = None
    hours_hundredths: int
    wages_cents: int
    subsidized_cents: int | None = None
    file_sha256: str
