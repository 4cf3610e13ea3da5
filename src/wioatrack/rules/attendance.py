"""When attendance may be entered, and how many minutes a day counts.

Times are the clock on the wall: on the two days a year on which the clocks change, a
shift over the change counts what the clock shows, which is what the sheet says and what
the guide's own form adds up. No shift runs over midnight.
"""

from dataclasses import replace
from datetime import date

from wioatrack.lean import dataclass
from wioatrack.rules.outcome import Outcome, incomplete, met, not_applicable, not_met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import Rulebook

BEGUN = ("started", "successful", "unsuccessful")
MINUTES_OF_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Attending:
    """A day of attendance, and the course of the service it is entered for."""

    service_id: int
    day: date
    status: str
    start: date | None
    planned_end: date | None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """Who enters it (`staff`, `group` or `self`), and who provides the service."""

    service_id: int
    by: str
    provider: str | None


@dataclass(frozen=True, slots=True)
class Times:
    """The times of one day, HH:MM; `leave` is none while the person is still there."""

    service_id: int
    day: date
    arrive: str
    lunch_start: str | None = None
    lunch_end: str | None = None
    leave: str | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """A week, Sunday to Saturday, and who vouched for it."""

    service_id: int
    first: date
    last: date
    verified_on: date | None = None
    verified_by: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A week that somebody means to vouch for; `open` are days without a check-out.

    `empty` says that no day was entered at all.
    """

    service_id: int
    first: date
    open: tuple[date, ...] = ()
    empty: bool = False


def minutes(times: Times) -> int:
    """Minutes from check-in to check-out without lunch, by the clock on the wall."""
    if times.leave is None:
        return 0
    total = of_day(times.leave) - of_day(times.arrive)
    if times.lunch_start and times.lunch_end:
        total -= of_day(times.lunch_end) - of_day(times.lunch_start)
    return total


def of_day(clock: str) -> int:
    """Minutes since midnight of HH:MM."""
    hours, past = clock.split(":")
    return int(hours) * MINUTES_OF_AN_HOUR + int(past)


def said_hours(total: int) -> str:
    """Minutes as hours with two decimals; a half is rounded up."""
    hundredths = (total * 100 + MINUTES_OF_AN_HOUR // 2) // MINUTES_OF_AN_HOUR
    return f"{hundredths // 100}.{hundredths % 100:02d}"


@rule(
    "attendance.precondition",
    asks="Was the service Started/Open on that day, with a start and a planned end?",
    cites=("isets-iep-attendance",),
)
def precondition(facts: Attending, book: Rulebook) -> Outcome:
    """IS-74, D30: the day lies within the service, both ends included.

    The last day is the end, or the planned end while it goes on. A service that has
    been completed since was open then, and still takes what was left out.
    """
    service, update = f"Service {facts.service_id}", _update(facts.service_id)
    if facts.status not in BEGUN:
        return replace(
            not_met(f"{service} is {facts.status}; attendance needs it Started/Open."),
            fix=f"{update} --status started --start {facts.start or 'DATE'}",
        )
    missing = [
        name for name in ("start", "planned_end") if getattr(facts, name) is None
    ]
    if missing or facts.start is None:
        options = " ".join(f"--{name.replace('_', '-')} DATE" for name in missing)
        return replace(
            incomplete(f"{service} has no {_and(missing)}.", *missing),
            fix=f"{update} {options}",
        )
    last = facts.end or facts.planned_end
    if facts.day < facts.start:
        return replace(
            not_met(f"{facts.day} is before the service started, {facts.start}."),
            fix=f"{update} --start {facts.day}, if it did start then.",
        )
    if last is not None and facts.day > last:
        option = "--end" if facts.end else "--planned-end"
        what = "ended" if facts.end else "is planned to end"
        return replace(
            not_met(f"{facts.day} is after the service {what}, {last}."),
            fix=f"{update} {option} {facts.day}, if it went on.",
        )
    return met(f"{facts.day} lies between {facts.start} and {last}.")


@rule(
    "attendance.provider",
    asks="Has a service whose group or own attendance is entered a provider?",
    cites=("isets-iep-provider",),
    fix="wioatrack service update {service_id} --provider NAME",
)
def provider(facts: Entered, book: Rulebook) -> Outcome:
    """IS-49: group and self entry need one; staff who enter one sheet do not."""
    if facts.by == "staff":
        return not_applicable("Staff enter one sheet, which needs no provider.")
    if facts.provider:
        return met(f"{facts.provider} provides it.")
    return not_met(
        f"Service {facts.service_id} has no provider; {facts.by} attendance needs one."
    )


@rule(
    "attendance.order",
    asks="Is check-out after check-in, and lunch between them?",
    cites=("isets-iep-attendance",),
    fix="Correct the times: --in, --lunch-start, --lunch-end, --out, as HH:MM.",
)
def order(facts: Times, book: Rulebook) -> Outcome:
    """IS-76, D30: check-out may still be missing; a shift over midnight is two days."""
    begun, ended = facts.lunch_start, facts.lunch_end
    if facts.leave is not None and facts.leave <= facts.arrive:
        return not_met(
            f"In {facts.arrive}, out {facts.leave}; a shift over midnight is entered "
            "as two days."
        )
    if (begun is None) != (ended is None):
        return incomplete(
            "Lunch has a start and no end." if begun else "Lunch has an end, no start.",
            "lunch_end" if begun else "lunch_start",
        )
    if begun is None or ended is None:
        return met(f"In {facts.arrive}, out {facts.leave or 'not yet'}.")
    if ended <= begun:
        return not_met(f"Lunch from {begun} to {ended} ends before it begins.")
    if begun < facts.arrive or (facts.leave is not None and ended > facts.leave):
        return not_met(
            f"Lunch from {begun} to {ended} is not between {facts.arrive} and "
            f"{facts.leave}."
        )
    return met(f"In {facts.arrive}, lunch {begun} to {ended}, out {facts.leave}.")


@rule(
    "attendance.verified",
    asks="Is the week still open to changes?",
    cites=("isets-iep-attendance",),
    fix="wioatrack attendance reopen {service_id} --week {first} --because TEXT",
)
def verified(facts: Week, book: Rulebook) -> Outcome:
    """IS-77, D30: a verified week is read-only until it is reopened with a reason."""
    week = f"{facts.first} to {facts.last}"
    if facts.verified_on is None:
        return met(f"The week {week} is not verified.")
    return not_met(
        f"The week {week} was verified on {facts.verified_on} by {facts.verified_by}."
    )


@rule(
    "attendance.complete",
    asks="Has every day of the week its check-out?",
    cites=("isets-iep-attendance",),
    fix="wioatrack attendance record {service_id} --day DAY --in HH:MM --out HH:MM",
)
def complete(facts: Sheet, book: Rulebook) -> Outcome:
    """IS-78: who vouches for a week should know when each of its days ended."""
    if facts.empty:
        return not_met(
            f"Nothing is entered in the week of {facts.first}; it counts 0 hours."
        )
    if not facts.open:
        return met("Every day has its check-out.")
    days = ", ".join(map(str, facts.open))
    return not_met(f"No check-out on {days}; these days count 0 minutes.")


def _update(service_id: int) -> str:
    return f"wioatrack service update {service_id}"


def _and(names: list[str]) -> str:
    return " and no ".join(name.replace("_", " ") for name in names)
