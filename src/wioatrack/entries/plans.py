"""What is said about a plan as a whole, as typed."""

import datetime as dt
from typing import Annotated

from wioatrack.entries.fields import Many
from wioatrack.entries.kinds import DAY, LINE, MONEY_CENTS, code
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementEntry:
    """How the customer's agreement was settled."""

    how: Annotated[str, code("agreement-how"), "online, signed, unreachable."]
    date: Annotated[dt.date | None, DAY, "Day of it; today unless given."] = None
    document: Annotated[
        str | None, LINE, "The signed copy: a file to keep, or the id of a document."
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PathwayEntry:
    """The career path that a customer wants."""

    pathway: Annotated[str | None, LINE, "Career pathway of choice."] = None
    occupation: Annotated[
        tuple[str, ...], Many(LINE), "Occupation: code or title; up to two."
    ] = ()
    wage_goal: Annotated[int | None, MONEY_CENTS, "Wage goal, per hour."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsEntry:
    """The answers of a needs assessment, section by section."""

    skill: Annotated[tuple[str, ...], Many(LINE), "Skill; repeatable."] = ()
    interest: Annotated[tuple[str, ...], Many(LINE), "Interest; repeatable."] = ()
    goal: Annotated[
        tuple[str, ...], Many(LINE), "Goal in the customer's words; repeatable."
    ] = ()
    barrier: Annotated[
        tuple[str, ...], Many(code("situation")), "Barrier to work; repeatable."
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateFilters:
    """What narrows the update log of a plan."""

    noun: Annotated[str | None, LINE, "Only this kind of record."] = None
    by: Annotated[str | None, LINE, "Only changes by this user."] = None
    since: Annotated[dt.date | None, DAY, "Changes on or after this day."] = None
    until: Annotated[dt.date | None, DAY, "Changes up to this day."] = None
