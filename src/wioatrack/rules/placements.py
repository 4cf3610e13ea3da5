"""Worksite placements: openings, wages, and the order of their days."""

from dataclasses import replace
from datetime import date

from wioatrack.entries.kinds import say_money
from wioatrack.lean import dataclass
from wioatrack.rules.outcome import Outcome, incomplete, met, not_applicable, not_met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import NotInForce, Rulebook

MINIMUM_WAGE = "wage.minimum"
WHOSE_WAGE = "placement.minimum-wage-of"
TAKES_A_POSITION = ("planned", "started")


@dataclass(frozen=True, slots=True)
class Position:
    """A job, and the positions in it that other placements have taken."""

    job_id: int
    title: str
    status: str
    openings: int
    taken: int


@dataclass(frozen=True, slots=True)
class Wages:
    """What a placement pays, by the hour; `place` is whose minimum wage was named.

    `day` is the day whose minimum holds: the start, or that of a later milestone.
    `named_cents` is a higher local minimum given as an amount.
    """

    day: date
    hourly_cents: int
    subsidized_cents: int
    match_cents: int
    place: str | None = None
    named_cents: int | None = None
    placement_id: int | None = None


@dataclass(frozen=True, slots=True)
class PlacementDays:
    """The days that a placement has besides those of its service.

    `away` holds the inactive day and the return of each spell, in order.
    """

    start: date | None
    end: date | None = None
    subsidized_start: date | None = None
    subsidized_end: date | None = None
    away: tuple[tuple[date, date | None], ...] = ()


def minimum_wage(facts: Wages, book: Rulebook) -> tuple[int, str]:
    """The minimum wage that holds, and whose: a higher local one, else the State's.

    A lower local one never undercuts the State's (D26).
    """
    whose = book.in_force(WHOSE_WAGE, on=facts.day).word
    found = (book.in_force(MINIMUM_WAGE, on=facts.day, subject=whose).number, whose)
    if facts.place is not None and facts.place != whose:
        local = book.in_force(MINIMUM_WAGE, on=facts.day, subject=facts.place).number
        found = max(found, (local, facts.place), key=lambda one: one[0])
    if facts.named_cents is not None and facts.named_cents > found[0]:
        found = (facts.named_cents, "named")
    return found


def places_of(book: Rulebook) -> tuple[str, ...]:
    """Whose minimum wages the profile knows."""
    values = book.values.get(MINIMUM_WAGE, ())
    return tuple(dict.fromkeys(value.subject for value in values))


@rule(
    "placement.openings",
    asks="Has the job an opening left?",
    cites=("isets-iep-placements",),
    fix="wioatrack job list shows the jobs that have openings left.",
)
def openings(facts: Position, book: Rulebook) -> Outcome:
    """IS-85, IS-87: planned and started placements take one, ended ones free it."""
    if facts.status not in TAKES_A_POSITION:
        return not_applicable(f"A placement that is {facts.status} takes no position.")
    taken = f"{facts.taken} of {facts.openings} positions in job {facts.job_id} taken"
    return (met if facts.taken < facts.openings else not_met)(f"{taken} by others.")


@rule(
    "placement.hourly-wage",
    asks="Is the hourly wage at least the minimum wage on the day it starts?",
    cites=("isets-iep-placements",),
    reads=(WHOSE_WAGE, MINIMUM_WAGE),
)
def hourly_wage(facts: Wages, book: Rulebook) -> Outcome:
    """IS-89, IS-90, D26: the minimum in force on the start day, State's or local."""
    return _against_minimum(facts, book)


@rule(
    "placement.hourly-wage-later",
    asks="Is the hourly wage still at least the minimum wage at the milestone?",
    cites=("isets-iep-milestones",),
    reads=(WHOSE_WAGE, MINIMUM_WAGE),
    fix="wioatrack placement update {placement_id} --hourly-wage DOLLARS",
)
def hourly_wage_later(facts: Wages, book: Rulebook) -> Outcome:
    """IS-100, D26: a minimum that rose since is a warning on the day verified."""
    return _against_minimum(facts, book)


def _against_minimum(facts: Wages, book: Rulebook) -> Outcome:
    try:
        least, whose = minimum_wage(facts, book)
    except NotInForce as absent:
        return _no_minimum(facts, absent)
    message = (
        f"Hourly wage {say_money(facts.hourly_cents)}; the minimum ({whose}) on "
        f"{facts.day} is {say_money(least)}."
    )
    if facts.hourly_cents >= least:
        return met(message)
    return replace(not_met(message), fix=f"--hourly-wage {say_money(least)} or more.")


def _no_minimum(facts: Wages, absent: NotInForce) -> Outcome:
    """Nothing to compare with: neither enough nor too little."""
    whose = f" of {facts.place}" if facts.place else ""
    said = f"No minimum wage{whose} is on file for {facts.day}."
    return replace(
        incomplete(said, str(absent)),
        fix="--minimum-wage DOLLARS names the amount that held there that day."
        if facts.place
        else f"Set {absent} for that day in data/profiles.",
    )


@rule(
    "placement.subsidized-wage",
    asks="Is the subsidised wage at most the minimum wage?",
    cites=("isets-iep-placements",),
    reads=(WHOSE_WAGE, MINIMUM_WAGE),
)
def subsidized_wage(facts: Wages, book: Rulebook) -> Outcome:
    """IS-91: it should be no more than the minimum wage; a higher one is a warning."""
    try:
        least, whose = minimum_wage(facts, book)
    except NotInForce as absent:
        return _no_minimum(facts, absent)
    message = (
        f"Subsidised wage {say_money(facts.subsidized_cents)}; the minimum ({whose}) "
        f"on {facts.day} is {say_money(least)}."
    )
    if facts.subsidized_cents <= least:
        return met(message)
    return replace(not_met(message), fix=f"--subsidized-wage {say_money(least)}")


@rule(
    "placement.wage-match",
    asks="Are subsidised wage and employer's match together the hourly wage?",
    cites=("isets-iep-placements",),
)
def wage_match(facts: Wages, book: Rulebook) -> Outcome:
    """IS-88, D26: the form keeps all three; where they differ somebody mistyped one."""
    together = facts.subsidized_cents + facts.match_cents
    message = (
        f"{say_money(facts.subsidized_cents)} and {say_money(facts.match_cents)} are "
        f"{say_money(together)}; the hourly wage is {say_money(facts.hourly_cents)}."
    )
    if together == facts.hourly_cents:
        return met(message)
    rest = facts.hourly_cents - facts.subsidized_cents
    fix = f"--employer-match {say_money(rest)}" if rest >= 0 else ""
    return replace(not_met(message), fix=fix)


@rule(
    "placement.day-order",
    asks="Do the subsidised and the inactive days lie within the placement, in order?",
    cites=("isets-iep-placements",),
    fix="Correct --subsidized-start, --subsidized-end, --inactive or --return.",
)
def day_order(facts: PlacementDays, book: Rulebook) -> Outcome:
    """IS-95: a spell away ends by a return after it, and the next begins after that."""
    first = facts.subsidized_start or facts.start
    pairs = [
        ("start", facts.start, "subsidised start", facts.subsidized_start),
        ("subsidised start", first, "subsidised end", facts.subsidized_end),
        ("subsidised start", facts.subsidized_start, "end", facts.end),
    ]
    for what, one, other, two in pairs:
        if one and two and two < one:
            return not_met(f"The {what} is {one}; the {other} {two} is before it.")
    before, open_since = facts.start, None
    for inactive, returned in facts.away:
        if open_since is not None:
            return not_met(f"Inactive since {open_since}; no return before {inactive}.")
        if before and inactive < before:
            return not_met(f"Inactive {inactive}, before {before}.")
        if returned is None:
            open_since = inactive
        elif returned <= inactive:
            return not_met(
                f"Inactive {inactive}; the return {returned} is not after it."
            )
        before = returned
    return met("The days are in order.")
