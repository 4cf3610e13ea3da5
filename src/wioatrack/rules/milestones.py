"""On which days employment in a placement is to be verified."""

from collections.abc import Container
from datetime import date
from enum import StrEnum

from wioatrack.lean import dataclass
from wioatrack.rules.dates import days_after
from wioatrack.rules.outcome import Outcome, met, not_met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import NotInForce, Rulebook

SCHEDULE = "placement.milestones"
SOON = "agenda.soon-days"
OWING = ("started", "successful")


class Band(StrEnum):
    """How a due date stands to today."""

    OVERDUE = "overdue"
    DUE = "due"
    SOON = "soon"
    LATER = "later"
    VERIFIED = "verified"
    MOOT = "moot"


@dataclass(frozen=True, slots=True)
class Placed:
    """What decides which verifications a placement owes."""

    status: str
    start: date | None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Verifying:
    """A milestone that somebody says was verified, and on which day."""

    placement_id: int
    milestone: int
    status: str
    start: date | None
    verified_on: date
    today: date
    end: date | None = None
    before: date | None = None


def schedule(start: date, book: Rulebook) -> dict[int, date]:
    """Each milestone's day: so many days after the start (IS-98, D14).

    The schedule in force on the start day applies; a profile without one owes none.
    """
    try:
        milestones = book.in_force(SCHEDULE, on=start).numbers
    except NotInForce:
        return {}
    return {days: days_after(start, days) for days in milestones}


def owed(
    placed: Placed, book: Rulebook, verified: Container[int] = ()
) -> dict[int, date]:
    """The milestones without a verification, with their days (D14, D15).

    Planned owes none. After an unsuccessful end those still to come are moot; after a
    successful one they continue. An inactive spell moves nothing.
    """
    if placed.start is None:
        return {}
    return {
        days: due
        for days, due in schedule(placed.start, book).items()
        if days not in verified and not is_moot(placed, due)
    }


def is_moot(placed: Placed, due: date) -> bool:
    """Whether nobody needs to ask any more."""
    if placed.status == "unsuccessful":
        return placed.end is not None and due > placed.end
    return placed.status not in OWING


def band(due: date, today: date, book: Rulebook) -> Band:
    """Overdue before today, due today, soon within the days that the profile says.

    Before the first day for which it says any, nothing is soon.
    """
    if due < today:
        return Band.OVERDUE
    if due == today:
        return Band.DUE
    try:
        days = book.in_force(SOON, on=today).number
    except NotInForce:
        return Band.LATER
    return Band.SOON if due <= days_after(today, days) else Band.LATER


@rule(
    "placement.milestone-open",
    asks="Has the day of the milestone come, and is its verification still owed?",
    cites=("isets-iep-milestones",),
    reads=(SCHEDULE,),
    fix="wioatrack followup due shows what is open.",
)
def milestone_open(facts: Verifying, book: Rulebook) -> Outcome:
    """IS-99, D14: each opens on its due date, not before, and is verified once.

    The schedule in force on the start day applies.
    """
    if facts.start is None or facts.status in ("planned", "not-required"):
        return not_met(f"A placement that is {facts.status} owes no follow-up.")
    due = schedule(facts.start, book).get(facts.milestone)
    if due is None:
        known = ", ".join(map(str, schedule(facts.start, book))) or "none"
        return not_met(f"There is no milestone {facts.milestone}; there are {known}.")
    name = f"Milestone {facts.milestone}"
    if facts.before is not None:
        return not_met(f"{name} was verified on {facts.before}.")
    if is_moot(Placed(facts.status, facts.start, facts.end), due):
        return not_met(f"{name} of {due} is moot; the placement ended {facts.end}.")
    if facts.today < due:
        return not_met(f"{name} opens on {due}; today is {facts.today}.")
    if facts.verified_on < due:
        return not_met(f"{name} opens on {due}; {facts.verified_on} is before it.")
    return met(f"{name} opened on {due}.")
