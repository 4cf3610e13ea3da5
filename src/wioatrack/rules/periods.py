"""Periods of participation: when one began, and that two of a person stand apart."""

from dataclasses import replace
from datetime import date

from wioatrack.lean import dataclass
from wioatrack.rules.dates import days_after
from wioatrack.rules.federal_exits import INACTIVE_DAYS
from wioatrack.rules.outcome import Outcome, incomplete, met, not_applicable, not_met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Begun:
    """An application: whether the person is enrolled, and since when."""

    number: str
    enrolled: bool
    participation_date: date | None


@dataclass(frozen=True, slots=True)
class Period:
    """A period of participation; without an exit it goes on."""

    number: str
    program: str | None
    begun: date
    exited_on: date | None = None


@dataclass(frozen=True, slots=True)
class Periods:
    """A period, if the application is one, and the person's others."""

    own: Period | None
    others: tuple[Period, ...] = ()


@rule(
    "application.participation-date",
    asks="Is the day on which participation began on file?",
    cites=("tegl-7-18-participation",),
    fix="wioatrack application edit {number} --participation-date DATE",
)
def participation_date(facts: Begun, book: Rulebook) -> Outcome:
    """CC-13, CJ-06: the form shows it, and what counts is counted from it.

    It is the day on which every requirement was met and the first service received, so
    whoever has only applied has none yet.
    """
    if not facts.enrolled:
        return not_applicable("Nobody is enrolled by this application.")
    if facts.participation_date is None:
        return incomplete(
            "Enrolled, and no participation date is on file; services, credentials and "
            "gains are judged from it.",
            "participation_date",
        )
    return met(f"Participation began on {facts.participation_date}.")


@rule(
    "application.periods-apart",
    asks="Does the person's period of participation stand apart from the others?",
    cites=("tegl-10-16-periods", "tegl-10-16-exit"),
    reads=(INACTIVE_DAYS,),
)
def periods_apart(facts: Periods, book: Rulebook) -> Outcome:
    """CC-13, D39: after an exit a new period begins, once the days have passed.

    A service on the last of those days still continues the period before. The days in
    force on the day of that exit apply. Periods of two programs may run beside each
    other: that is being enrolled in both.
    """
    own = facts.own
    if own is None:
        return not_applicable("No period of participation has begun by it.")
    others = [one for one in facts.others if same_program(own, one)]
    if not others:
        return not_applicable("The person has no other period in the same program.")
    for other in others:
        earlier, later = sorted((own, other), key=lambda one: (one.begun, one.number))
        said = between(earlier, later, book)
        if said is not None:
            return said
    return met(f"Apart from {', '.join(one.number for one in others)}.")


def same_program(one: Period, other: Period) -> bool:
    """Whether both may be of one program; one that names none may be of any."""
    words = {period.program.casefold() for period in (one, other) if period.program}
    return len(words) < 2


def between(earlier: Period, later: Period, book: Rulebook) -> Outcome | None:
    """What is wrong with two periods of a program, if anything is."""
    began = f"{later.number} began on {later.begun}"
    if earlier.exited_on is None:
        return replace(
            not_met(f"{began}; {earlier.number}, from {earlier.begun}, has no exit."),
            fix=f"wioatrack exit record {earlier.number} --date DATE, or exit early; or "
            f"wioatrack application edit {later.number} --participation-date DATE",
        )
    exited = f"{earlier.number} was exited on {earlier.exited_on}"
    if later.begun <= earlier.exited_on:
        return replace(
            not_met(f"{began}, not after {exited}."),
            fix=f"wioatrack application edit {later.number} --participation-date DATE, "
            f"or exit void {earlier.number} --because TEXT",
        )
    days = book.in_force(INACTIVE_DAYS, on=earlier.exited_on).number
    until = days_after(earlier.exited_on, days)
    if later.begun <= until:
        return replace(
            not_met(
                f"{began}; {exited}, and a service until {until} continues that period."
            ),
            fix=f"wioatrack exit void {earlier.number} --because TEXT, and go on there.",
        )
    return None
