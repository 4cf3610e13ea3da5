"""The federal exit: the last qualifying service, once nothing followed for long enough."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from wioatrack.lean import dataclass
from wioatrack.rules.dates import days_after
from wioatrack.rules.outcome import Outcome, incomplete, met, not_applicable, not_met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import NotInForce, Rulebook

INACTIVE_DAYS = "exit.inactive-days"
COMMON = "exit.common"
BANDS = "exit.inactivity-bands"
CLOSED = ("successful", "unsuccessful")


@dataclass(frozen=True, slots=True)
class Spell:
    """One qualifying service: what is planned of it, and when it was received."""

    service_id: int
    title: str
    status: str
    planned_start: date | None = None
    planned_end: date | None = None
    start: date | None = None
    end: date | None = None

    def runs(self, today: date) -> bool:
        """Whether it is being received: open, its planned end not passed."""
        return (
            self.status == "started"
            and (self.start is None or self.start <= today)
            and (self.planned_end is None or self.planned_end >= today)
        )

    def received_until(self, today: date) -> date | None:
        """The last day on which it was received, as known on a day; None: not yet.

        One that nobody closed is taken as received up to its planned end.
        """
        if self.runs(today):
            return today
        first = self.start or self.planned_start
        if self.status == "started":
            last = self.planned_end
        elif self.status in CLOSED:
            last = self.end or self.start
            first = self.start or self.end
        else:
            return None
        if first is not None and first > today:
            return None
        known = [day for day in (first, last) if day is not None]
        return min(max(known), today) if known else None

    def lies_ahead(self, today: date) -> date | None:
        """The day for which it is planned, where that is to come."""
        begins = self.planned_start or self.planned_end
        if self.status == "started" and self.start and self.start > today:
            return self.start
        if self.status != "planned" or begins is None or begins <= today:
            return None
        return begins


@dataclass(frozen=True, slots=True)
class Clock:
    """How long nothing was received, and what holds the exit off.

    `running` are services being received, `unclosed` those past their planned end that
    nobody closed, `planned` those to come, each with its day.
    """

    last_service: date | None
    last_service_id: int | None
    running: tuple[int, ...]
    unclosed: tuple[int, ...]
    planned: tuple[tuple[int, date], ...]
    reached_on: date | None
    today: date

    @property
    def days(self) -> int | None:
        """Days without service, today counted."""
        if self.last_service is None:
            return None
        return (self.today - self.last_service).days

    @property
    def exit_date(self) -> date | None:
        """The exit date unless another service comes; none while one is planned."""
        held = self.running or self.planned
        return None if held else self.last_service

    @property
    def exited_on(self) -> date | None:
        """The exit date, once the days have passed (the day after they are reached)."""
        if self.reached_on is None or self.today <= self.reached_on:
            return None
        return self.exit_date


@dataclass(frozen=True, slots=True)
class Stated:
    """An exit date somebody states, beside the services on file."""

    who: str
    exited_on: date
    clock: Clock

    @property
    def service_id(self) -> int | None:
        """The open service that is best closed first."""
        return next(iter(self.clock.running), None)


@dataclass(frozen=True, slots=True)
class Later:
    """A service of somebody who exited: whether it qualifies, and its first day."""

    who: str
    title: str
    qualifying: bool
    begins: date | None
    exited_on: date | None


def clock(services: Iterable[Spell], today: date, book: Rulebook) -> Clock:
    """The clock of one period of participation on a day.

    Takes the services that qualify; with a common exit, those of every covered
    application. The days in force on the last day of service apply.
    """
    received: list[tuple[date, int]] = []
    running, unclosed, planned = [], [], []
    for one in services:
        last = one.received_until(today)
        if last is not None:
            received.append((last, one.service_id))
        if one.runs(today):
            running.append(one.service_id)
        elif one.status == "started" and last is not None:
            unclosed.append(one.service_id)
        ahead = one.lies_ahead(today)
        if ahead is not None:
            planned.append((one.service_id, ahead))
    last, of = max(received, default=(None, None))
    return Clock(
        last,
        of,
        tuple(running),
        tuple(unclosed),
        tuple(planned),
        None if last is None else reached_on(last, book),
        today,
    )


def reached_on(last_service: date, book: Rulebook) -> date | None:
    """The day that completes the days without service; none where no law sets them."""
    try:
        days = book.in_force(INACTIVE_DAYS, on=last_service).number
    except NotInForce:
        return None
    return days_after(last_service, days)


def band_of(days: int, last_service: date, book: Rulebook) -> str:
    """The band of the inactivity report, such as 60-89 or 120+; empty below the first.

    The bands in force on the last day of service apply.
    """
    try:
        starts = book.in_force(BANDS, on=last_service).numbers
    except NotInForce:
        return ""
    reached = sum(start <= days for start in starts)
    return bands(starts)[reached - 1] if reached else ""


def bands(starts: Iterable[int]) -> tuple[str, ...]:
    """The bands that begin with these days, the last of them without an end."""
    ordered = sorted(starts)
    closed = (f"{first}-{after - 1}" for first, after in pairwise(ordered))
    return (*closed, f"{ordered[-1]}+") if ordered else ()


@rule(
    "exit.federal-date",
    asks="Is the stated exit date the last day of a qualifying service?",
    cites=("tegl-10-16-exit", "20cfr-677.150"),
    reads=(INACTIVE_DAYS, COMMON),
    fix="wioatrack exit void {who} --because TEXT, then record it with the federal date.",
)
def federal_date(facts: Stated, book: Rulebook) -> Outcome:
    """D11: the exit date is the last qualifying service, set back once no other follows.

    Self-service, information only, follow-up, support services and referrals do not
    count. The days in force on that last day of service apply; the last of them is the
    last on which another service would continue the period.
    """
    found = facts.clock
    if found.last_service is None:
        return not_applicable("No qualifying service is on file.")
    # Read here too, so that the outcome names the value it was decided by.
    days = book.in_force(INACTIVE_DAYS, on=found.last_service).number
    if found.running:
        return incomplete(
            f"The stated exit is {facts.exited_on}; service {found.running[0]} is still "
            "open, so the federal exit date is not known yet.",
            "end",
        )
    if found.planned:
        planned, ahead = found.planned[0]
        return not_met(
            f"The stated exit is {facts.exited_on}; there is no federal exit while "
            f"service {planned} is planned for {ahead}."
        )
    if found.last_service == facts.exited_on:
        return met(f"The last qualifying service was on {found.last_service} too.")
    final = "which is the federal exit date"
    if found.exited_on is None:
        final += f" once {days} days have passed without another"
    return not_met(
        f"The stated exit is {facts.exited_on}; the last qualifying service was on "
        f"{found.last_service}, {final}."
    )


@rule(
    "exit.service-after",
    asks="Does the service leave the exit on file standing?",
    cites=("illinois-epolicy-3.3", "tegl-10-16-exit"),
    reads=(INACTIVE_DAYS,),
    fix="wioatrack exit void {who} --because TEXT",
)
def service_after(facts: Later, book: Rulebook) -> Outcome:
    """A qualifying service soon after an exit continues the same period.

    The days in force on the exit date apply; the last of them still continues it, a
    later service belongs to a new period.
    """
    if facts.exited_on is None or facts.begins is None:
        return not_applicable("There is no exit on file, or no day of the service.")
    if not facts.qualifying:
        return not_applicable(f"{facts.title} does not hold an exit off.")
    if facts.begins <= facts.exited_on:
        return met(f"It began on {facts.begins}, by the exit of {facts.exited_on}.")
    days = book.in_force(INACTIVE_DAYS, on=facts.exited_on).number
    last = days_after(facts.exited_on, days)
    if facts.begins > last:
        return met(
            f"It begins on {facts.begins}; after {last} a new period begins with an "
            "application of its own."
        )
    return not_met(
        f"It begins on {facts.begins}, within {days} days of the exit of "
        f"{facts.exited_on}: the period goes on, and the exit is to be taken back."
    )
