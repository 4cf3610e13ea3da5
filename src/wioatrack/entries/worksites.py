"""Employers, worksites, jobs, placements and their payroll, as typed."""

import datetime as dt
import re
from datetime import date
from typing import Annotated

from wioatrack.entries.fields import Many
from wioatrack.entries.kinds import (
    DAY,
    IDENTIFIER,
    LINE,
    MONEY_CENTS,
    NUMBER,
    RECORD_ID,
    TEXT,
    YES_NO,
    Kind,
    Lists,
    Unreadable,
    code,
    whole,
)
from wioatrack.entries.services import ACTIVITY, WEEKLY_HOURS
from wioatrack.lean import dataclass

NOTHING = re.compile(r"\$?0+(\.0{1,2})?", re.ASCII)


def read_wage(text: str, lists: Lists, today: date) -> int:
    """Dollars an hour; a wage may be nothing."""
    if NOTHING.fullmatch(text.strip()):
        return 0
    cents: int = MONEY_CENTS.read(text, lists, today)
    return cents


def read_minimum(text: str, lists: Lists, today: date) -> int | str:
    """A higher minimum wage: whose it is, or the amount."""
    try:
        cents: int = MONEY_CENTS.read(text, lists, today)
    except Unreadable:
        name: str = LINE.read(text, lists, today)
        return name.casefold().replace(" ", "-")
    return cents


def say_minimum(value: int | str) -> str:
    """The name as it is, an amount as dollars."""
    return value if isinstance(value, str) else MONEY_CENTS.say(value)


WAGE = Kind("DOLLARS", read_wage, MONEY_CENTS.say)
MINIMUM = Kind("PLACE|DOLLARS", read_minimum, say_minimum)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerEntry:
    """Who employs people."""

    name: Annotated[str, LINE, "Name of the employer."]
    address: Annotated[str | None, LINE, "Street address."] = None
    city: Annotated[str | None, LINE, "City."] = None
    state: Annotated[str | None, LINE, "State."] = None
    zip: Annotated[str | None, IDENTIFIER, "ZIP code."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksiteEntry:
    """Where an employer's people work."""

    employer: Annotated[int, RECORD_ID, "Id of the employer."]
    name: Annotated[str, LINE, "Name of the worksite."]
    address: Annotated[str | None, LINE, "Street address."] = None
    city: Annotated[str | None, LINE, "City."] = None
    state: Annotated[str | None, LINE, "State."] = None
    zip: Annotated[str | None, IDENTIFIER, "ZIP code."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEntry:
    """A job at a worksite."""

    worksite: Annotated[int, RECORD_ID, "Id of the worksite."]
    title: Annotated[str, LINE, "Job title."]
    openings: Annotated[int, whole(1, 10_000), "Total number of openings."] = 1
    hourly_wage: Annotated[int | None, MONEY_CENTS, "Hourly wage."] = None
    position: Annotated[
        str | None, code("position-type"), "Position type: full-time or part-time."
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobFilters:
    """What narrows a list of jobs."""

    employer: Annotated[str | None, LINE, "Part of the employer's name."] = None
    worksite: Annotated[str | None, LINE, "Part of the worksite's name."] = None
    open: Annotated[bool | None, YES_NO, "Only those with an opening left."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementEntry:
    """A service of a worksite activity, with the job and what it pays."""

    activity: Annotated[str, ACTIVITY, "Worksite activity, such as CW, OJT, TJ, INT."]
    job: Annotated[int, RECORD_ID, "Id of the job."]
    goal: Annotated[int, RECORD_ID, "Id of the goal it belongs to."]
    status: Annotated[
        str,
        code("service-status"),
        "planned, started, successful, unsuccessful, not-required.",
    ]
    start: Annotated[date, DAY, "Start date."]
    planned_end: Annotated[date, DAY, "Planned due date."]
    end: Annotated[date | None, DAY, "End date."] = None
    hours: Annotated[int, WEEKLY_HOURS, "Planned hours a week."]
    minimum_wage: Annotated[
        int | str | None,
        MINIMUM,
        "A higher local minimum wage, by place or amount; else the State's.",
    ] = None
    hourly_wage: Annotated[
        int | None, MONEY_CENTS, "Hourly wage; the job's unless given."
    ] = None
    subsidized_wage: Annotated[
        int, WAGE, "Subsidized wage or training wage match, an hour."
    ]
    employer_match: Annotated[
        int | None,
        WAGE,
        "Unsubsidized wage, the employer's match; hourly less subsidized unless given.",
    ] = None
    position: Annotated[str, code("position-type"), "full-time or part-time."]
    employment_type: Annotated[
        str | None, code("employment-type"), "Employment type."
    ] = None
    subsidized_start: Annotated[
        date | None, DAY, "First subsidized day; the start unless given."
    ] = None
    subsidized_end: Annotated[date | None, DAY, "Last subsidized day."] = None
    earnfare: Annotated[bool, YES_NO, "Whether it is Earnfare."] = False
    provider: Annotated[
        str | None, LINE, "Who provides it; the application's provider unless given."
    ] = None
    note: Annotated[str | None, TEXT, "Other notes."] = None
    situation: Annotated[
        tuple[str, ...],
        Many(code("situation")),
        "Situation or barrier that it addresses; repeatable.",
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementChanges(PlacementEntry):
    """What `update` takes besides: a spell without work."""

    inactive: Annotated[date | None, DAY, "First day without work."] = None
    return_: Annotated[date | None, DAY, "Day of the return to work."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementFilters:
    """What narrows a list of placements."""

    participant: Annotated[
        str | None, IDENTIFIER, "A person's id, or an application number."
    ] = None
    status: Annotated[str | None, code("service-status"), "Status."] = None
    activity: Annotated[str | None, LINE, "Code, or part of the name."] = None
    employer: Annotated[str | None, LINE, "Part of the employer's name."] = None
    job: Annotated[int | None, RECORD_ID, "Id of the job."] = None
    service: Annotated[int | None, RECORD_ID, "Id of the service it is."] = None
    earnfare: Annotated[bool | None, YES_NO, "Only Earnfare, or none."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationEntry:
    """Employment that was verified at a milestone."""

    milestone: Annotated[int, whole(1), "Days after the start, such as 30."]
    date: Annotated[dt.date | None, DAY, "Day it was verified; today unless given."] = (
        None
    )
    subsidized_wage: Annotated[
        int | None, WAGE, "The subsidized wage from now on, where it changed."
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PayrollEntry:
    """The payroll of one placement."""

    file: Annotated[str, LINE, "The payroll as CSV; - for stdin."]


@dataclass(frozen=True, slots=True, kw_only=True)
class PayrollRow:
    """One pay period."""

    period_start: Annotated[date, DAY, "First day of the pay period."]
    period_end: Annotated[date, DAY, "Last day of the pay period."]
    hours: Annotated[int, NUMBER, "Hours paid."]
    wages: Annotated[int, WAGE, "Gross wages."]
    subsidized: Annotated[int | None, WAGE, "Of these, subsidized."] = None
    paid_on: Annotated[date | None, DAY, "Pay date."] = None
