"""Jobs as they are recorded, and the quarters after exit that they show."""

from datetime import date

from wioatrack.lean import dataclass
from wioatrack.rules.dates import quarter_after
from wioatrack.rules.jobs import Employed, Job, employed, held
from wioatrack.rules.outcome import Outcome, incomplete, met, not_applicable, not_met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Held:
    """The days of one job as they were given. `current` is what was said, if anything."""

    start: date | None
    end: date | None
    current: bool | None
    employment_id: int | None = None


@dataclass(frozen=True, slots=True)
class Quarterly:
    """What is on file about one quarter after exit."""

    quarter: int
    exited_on: date | None
    jobs: tuple[Job, ...]
    today: date


@dataclass(frozen=True, slots=True)
class Worked:
    """The first day of a job, and when participation began."""

    start: date
    exited_on: date | None
    end: date | None


@rule(
    "employment.days",
    asks="Do the days of the job fit together?",
    cites=("worknet-outcomes-employment",),
    fix="Give --end DATE, or --current for the present job.",
)
def days(facts: Held, book: Rulebook) -> Outcome:
    """OUT-57: the present job has no end, any other has one, not before its start."""
    if facts.current and facts.end is not None:
        return not_met(f"It is said to be current and to have ended on {facts.end}.")
    if facts.current is False and facts.end is None:
        return incomplete("It is not current, and no end is on file.", "end")
    if facts.start and facts.end and facts.end < facts.start:
        return not_met(f"It ended on {facts.end}, before it began on {facts.start}.")
    return met(f"From {facts.start} to {facts.end or 'the present'}.")


@rule(
    "employment.current-said",
    asks="Is it said whether the job is the present one?",
    cites=("worknet-outcomes-employment",),
    fix="wioatrack employment edit {employment_id} --current, or --end DATE.",
)
def current_said(facts: Held, book: Rulebook) -> Outcome:
    """OUT-57: the form asks; without an answer and an end it is taken as the present."""
    if facts.end is None and facts.current is None:
        return incomplete("Neither current nor ended; taken as current.", "current")
    return met("The form's question is answered.")


@rule(
    "employment.after-exit",
    asks="Was the job held after exit?",
    cites=("worknet-outcomes-employment",),
)
def after_exit(facts: Worked, book: Rulebook) -> Outcome:
    """OUT-56: the list tracks employment after exit; an earlier job is kept, and said."""
    if facts.exited_on is None:
        return not_applicable("No exit is on file.")
    if facts.end is not None and facts.end < facts.exited_on:
        return not_met(f"It ended on {facts.end}; the exit was on {facts.exited_on}.")
    return met(f"Held on or after {facts.exited_on}.")


@rule(
    "employment.in-quarter",
    asks="Was the person in unsubsidized employment in that quarter after exit?",
    cites=("tegl-10-16-employment",),
)
def in_quarter(facts: Quarterly, book: Rulebook) -> Outcome:
    """OUT-56: counted in calendar quarters after the one of the exit.

    The exit quarter is none of them: an exit on 31 March and one on 1 January have the
    same first quarter after. Subsidized jobs do not count.
    """
    if facts.exited_on is None:
        return not_applicable("No exit is on file.")
    span = quarter_after(facts.exited_on, facts.quarter)
    name = f"Quarter {facts.quarter} after exit ({span.first} to {span.last})"
    answer = employed(facts.jobs, span, facts.today)
    if answer is Employed.YES:
        jobs = held(facts.jobs, span, facts.today)
        return met(f"{name}: employment {jobs[0].employment_id}.")
    if answer is Employed.OPEN:
        return incomplete(f"{name} is not over.", "jobs")
    return not_met(f"{name}: no unsubsidized employment is on file.")
