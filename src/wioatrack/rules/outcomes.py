"""In which denominators of the indicators a period of participation stands, and why.

Each rule answers for one period: met counts in numerator and denominator, not met in
the denominator alone, incomplete is not known yet, not applicable stands outside.
"""

from datetime import date

from wioatrack.lean import dataclass
from wioatrack.rules.dates import Span, program_year_span, quarter_after
from wioatrack.rules.jobs import Job, confirmed, held
from wioatrack.rules.outcome import Outcome, incomplete, met, not_applicable, not_met
from wioatrack.rules.quarters import COLLECT, REPORT, quarters
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import NotInForce, Rulebook
from wioatrack.rules.windows import WINDOW_READING, YEARS_AFTER_EXIT, last_day

EXCLUDED = "Left for a reason that the indicators leave out (PIRL element 923)."
NO_EXIT = "No exit is on file."


@dataclass(frozen=True, slots=True)
class Training:
    """A service in education or training that began, as far as measures ask.

    `leads` says that its like can lead to a credential; `secondary` that it is education
    below the postsecondary level; `funded` is no where it was said that WIOA did not
    pay.
    """

    service_id: int
    title: str
    start: date
    end: date | None
    leads: bool
    secondary: bool = False
    funded: bool | None = None

    def overlaps(self, span: Span, until: date | None) -> bool:
        """Whether any of it lies in the span; an open one runs on, to the exit."""
        last = min((day for day in (self.end, until) if day), default=span.last)
        return self.start <= span.last and last >= max(self.start, span.first)


@dataclass(frozen=True, slots=True)
class Worked:
    """One period beside one quarter after its exit."""

    who: str
    quarter: int
    program_year: int
    exited_on: date | None
    excluded: bool
    jobs: tuple[Job, ...]
    today: date


@dataclass(frozen=True, slots=True)
class Earned:
    """One period, its training, and its credentials.

    `no_diploma` says whether there was a secondary diploma or equivalent at entry: yes
    for none, None where it is not on file. `countable` and `recorded` are credentials'
    ids.
    """

    who: str
    program_year: int
    exited_on: date | None
    excluded: bool
    no_diploma: bool | None
    training: tuple[Training, ...]
    countable: tuple[int, ...]
    recorded: tuple[int, ...]
    today: date


@dataclass(frozen=True, slots=True)
class Gained:
    """One period and one program year; `countable` and `recorded` name the gains in it."""

    who: str
    program_year: int
    participation_date: date | None
    exited_on: date | None
    excluded: bool
    training: tuple[Training, ...]
    countable: tuple[str, ...]
    recorded: tuple[str, ...]
    today: date


def cohort(program_year: int, quarter: int, book: Rulebook) -> Span | None:
    """The exits that a program year's report holds for one quarter after exit.

    An exit enters the report of the quarter that is so many after its own; the values
    in force when the program year begins apply. The years of exits are whole quarters.
    """
    year = program_year_span(program_year)
    try:
        lag = book.in_force(REPORT, on=year.first, subject=str(quarter)).number
    except NotInForce:
        return None
    return Span(
        quarter_after(year.first, -lag).first, quarter_after(year.last, -lag).last
    )


def outside(
    exited_on: date | None,
    excluded: bool,
    program_year: int,
    quarter: int,
    book: Rulebook,
) -> str:
    """Why an exit is in no denominator of an exit-based measure; else empty."""
    span = cohort(program_year, quarter, book)
    if exited_on is None:
        return NO_EXIT
    if span is None or not span.first <= exited_on <= span.last:
        of = "" if span is None else f" of {span.first} to {span.last}"
        return f"The exit of {exited_on} is not among the exits{of}."
    return EXCLUDED if excluded else ""


@rule(
    "outcome.employment",
    asks="Does the period count as employed in that quarter after exit?",
    cites=("tegl-10-16-employment", "tegl-26-16-quarters"),
    reads=(COLLECT, REPORT),
    fix="wioatrack employment add {who} with a job held in that quarter.",
)
def employment(facts: Worked, book: Rulebook) -> Outcome:
    """Among the exits whose quarter is reported in the program year.

    A present job says nothing of days after its record was last looked at. A quarter
    nobody knows about yet is left out until it is to be reported, and counts against
    from then on. The values in force on the exit date apply.
    """
    reason = outside(
        facts.exited_on, facts.excluded, facts.program_year, facts.quarter, book
    )
    if reason or facts.exited_on is None:
        return not_applicable(reason)
    asked = {one.number: one for one in quarters(facts.exited_on, book)}
    one = asked.get(facts.quarter)
    if one is None:
        return not_applicable(f"Quarter {facts.quarter} is not asked about.")
    name = f"Quarter {one.number} after the exit of {facts.exited_on} "
    name += f"({one.span.first} to {one.span.last})"
    seen = confirmed(facts.jobs, Span(one.span.first, min(one.span.last, facts.today)))
    if seen:
        return met(f"{name}: employment {seen[0].employment_id}.")
    there = "no unsubsidized employment is on file"
    if unseen := held(facts.jobs, one.span, facts.today):
        there = (
            f"employment {unseen[0].employment_id} was last looked at on "
            f"{unseen[0].confirmed_on}"
        )
    if facts.today <= one.report_by:
        return incomplete(f"{name}: {there}; to be known by {one.report_by}.", "jobs")
    return not_met(f"{name}: {there}.")


@rule(
    "outcome.credential",
    asks="Does the period count toward credential attainment?",
    cites=("tegl-10-16-credential",),
    reads=(REPORT, YEARS_AFTER_EXIT, WINDOW_READING),
    fix="wioatrack credential add {who} --type TYPE --date DATE",
)
def credential(facts: Earned, book: Rulebook) -> Outcome:
    """Only who was in education or training that can lead to a credential is asked.

    On-the-job and customized training alone do not; education below the postsecondary
    level does for those without a diploma at entry. The window of the exit date applies.
    """
    # The same exits as for employment in the last quarter that is reported.
    last = max(int(value.subject) for value in book.values[REPORT])
    reason = outside(facts.exited_on, facts.excluded, facts.program_year, last, book)
    if reason or facts.exited_on is None:
        return not_applicable(reason)
    training = [
        one
        for one in facts.training
        if one.leads
        and one.start <= facts.exited_on
        and one.funded is not False
        and not (one.secondary and facts.no_diploma is not True)
    ]
    if not training:
        if facts.no_diploma is None and any(one.secondary for one in facts.training):
            return not_applicable(
                "Only in education below the postsecondary level, and the education at "
                "entry is not on file."
            )
        return not_applicable(
            "In no education or training that the measure asks about."
        )
    asked = f"In {training[0].title} (service {training[0].service_id})"
    if facts.countable:
        return met(f"{asked}: credential {facts.countable[0]} counts.")
    ends = last_day(facts.exited_on, book)
    if facts.recorded:
        found = f"credential {facts.recorded[0]} does not count"
    else:
        found = "no credential is on file"
    if facts.today <= ends:
        return incomplete(f"{asked}: {found}; one may come until {ends}.", "countable")
    return not_met(f"{asked}: {found}; the last day was {ends}.")


@rule(
    "outcome.gain",
    asks="Does the period count as a measurable skill gain in the program year?",
    cites=("tegl-10-16-msg",),
    fix="wioatrack msg check {who} says what would count.",
)
def gain(facts: Gained, book: Rulebook) -> Outcome:
    """Who was in education or training in the program year, exited or not.

    One success a period and year; a gain counts as soon as it is earned. An open
    service runs to the exit.
    """
    year = program_year_span(facts.program_year)
    span = Span(year.first, min(year.last, facts.today))
    if facts.participation_date is None:
        return not_applicable("Participation has not begun.")
    training = [
        one
        for one in facts.training
        if one.funded is not False and one.overlaps(span, facts.exited_on)
    ]
    if not training or span.last < span.first:
        return not_applicable(
            f"In no education or training from {year.first} to {year.last}."
        )
    if facts.excluded:
        return not_applicable(EXCLUDED)
    asked = f"In {training[0].title} (service {training[0].service_id})"
    if facts.countable:
        return met(f"{asked}: {facts.countable[0]} counts.")
    if facts.recorded:
        return not_met(f"{asked}: {facts.recorded[0]} does not count.")
    return not_met(f"{asked}: no gain from {year.first} to {year.last} is on file.")
