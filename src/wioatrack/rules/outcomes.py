"""In which denominators of the indicators a period of participation stands, and why.

Each rule answers for one period: met counts in numerator and denominator, not met in
the denominator alone, incomplete is not known yet, not applicable stands outside.
"""

from dataclasses import replace
from datetime import date

from wioatrack.lean import dataclass
from wioatrack.rules.cohorts import EXCLUDED, last_quarter, outside
from wioatrack.rules.dates import Span, overlap, program_year, program_year_span
from wioatrack.rules.jobs import Job, confirmed, held
from wioatrack.rules.outcome import Outcome, incomplete, met, not_applicable, not_met
from wioatrack.rules.quarters import COLLECT, REPORT, quarter
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import Rulebook
from wioatrack.rules.training import Training, enrolment
from wioatrack.rules.windows import WINDOW_READING, YEARS_AFTER_EXIT, last_day
from wioatrack.rules.youth import Group, Placed

GAIN_EXCLUSION = "outcome.gain-exclusion"


@dataclass(frozen=True, slots=True)
class Worked:
    """One period beside one quarter after its exit.

    `placed` is what contacts about a quarter said of a youth's education or training.
    """

    who: str
    quarter: int
    program_year: int
    exited_on: date | None
    excluded: bool
    jobs: tuple[Job, ...]
    today: date
    group: Group = Group.ADULT
    placed: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class Earned:
    """One period, its training, and its credentials.

    `no_diploma` says whether there was a secondary diploma or equivalent at entry: yes
    for none, None where it is not on file. `countable` and `recorded` are credentials'
    ids; `rehabilitation` those that count for Vocational Rehabilitation alone.
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
    group: Group = Group.ADULT
    rehabilitation: tuple[int, ...] = ()


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
    group: Group = Group.ADULT


@rule(
    "outcome.employment",
    asks="Does the period count as employed, or a youth as placed, in that quarter after "
    "exit?",
    cites=(
        "tegl-10-16-employment", "tegl-26-16-quarters", "tegl-7-18-youth-placement",
    ),
    reads=(COLLECT, REPORT),
    fix="wioatrack employment add {who} with a job held in that quarter.",
)  # fmt: skip
def employment(facts: Worked, book: Rulebook) -> Outcome:
    """Among the exits whose quarter is reported in the program year.

    A present job says nothing of days after its record was last looked at. A youth in
    education or training in the quarter counts as well. A quarter nobody knows about
    yet is left out until it is to be reported, and counts against from then on. The
    values in force on the exit date apply.
    """
    reason = outside(
        facts.exited_on, facts.excluded, facts.program_year, facts.quarter, book
    )
    if reason or facts.exited_on is None:
        return not_applicable(reason)
    one = quarter(facts.quarter, facts.exited_on, book)
    if one is None:
        return not_applicable(f"Quarter {facts.quarter} is not asked about.")
    name = f"Quarter {one.number} after the exit of {facts.exited_on} "
    name += f"({one.span.first} to {one.span.last})"
    seen = confirmed(facts.jobs, Span(one.span.first, min(one.span.last, facts.today)))
    if seen:
        return met(f"{name}: employment {seen[0].employment_id}.")
    for said in facts.placed if facts.group.young else ():
        if said.quarter == one.number and said.federal_code:
            return met(f"{name}: {said.label} (contact {said.followup_id}).")
    there = "no unsubsidized employment is on file"
    if unseen := held(facts.jobs, one.span, facts.today):
        there = (
            f"employment {unseen[0].employment_id} was last looked at on "
            f"{unseen[0].confirmed_on}"
        )
    if facts.group.young:
        there += ", nor education or training"
    if facts.today <= one.report_by:
        answer = incomplete(f"{name}: {there}; to be known by {one.report_by}.", "jobs")
    else:
        answer = not_met(f"{name}: {there}.")
    if not facts.group.young:
        return answer
    return replace(
        answer,
        fix=f"wioatrack employment add {facts.who} with a job held in that quarter, or: "
        f"wioatrack followup add {facts.who} --quarter {one.number} --due DATE --outcome "
        "OUTCOME --youth-placement PLACEMENT",
    )


@rule(
    "outcome.credential",
    asks="Does the period count toward credential attainment?",
    cites=("tegl-10-16-credential",),
    reads=(REPORT, YEARS_AFTER_EXIT, WINDOW_READING),
    fix="wioatrack credential add {who} --type TYPE --date DATE",
)
def credential(facts: Earned, book: Rulebook) -> Outcome:
    """Only who was in education or training that can lead to a credential is asked.

    Every in-school youth is; on-the-job and customized training alone do not make it
    so; education below the postsecondary level does for those without a diploma at
    entry. The window of the exit date applies.
    """
    # The same exits as for employment in the last quarter that is reported.
    last = last_quarter(book)
    reason = outside(facts.exited_on, facts.excluded, facts.program_year, last, book)
    if reason or facts.exited_on is None:
        return not_applicable(reason)
    none = "In no education or training that the measure asks about."
    if facts.no_diploma is None and any(one.secondary for one in facts.training):
        none = (
            "Only in education below the postsecondary level, and the education at "
            "entry is not on file."
        )
    found = enrolment(
        facts.group,
        (
            one
            for one in facts.training
            if one.leads
            and one.start <= facts.exited_on
            and not (one.secondary and facts.no_diploma is not True)
        ),
        facts.who,
        school=True,
        none=none,
    )
    if found.otherwise is not None:
        return found.otherwise
    if facts.countable:
        return met(f"{found.said}: credential {facts.countable[0]} counts.")
    ends = last_day(facts.exited_on, book)
    there = "no credential is on file"
    if facts.recorded:
        there = f"credential {facts.recorded[0]} does not count"
    elif facts.rehabilitation:
        there = (
            f"credential {facts.rehabilitation[0]}, a graduate degree, counts for "
            "Vocational Rehabilitation alone"
        )
    if facts.today <= ends:
        return incomplete(
            f"{found.said}: {there}; one may come until {ends}.", "countable"
        )
    return not_met(f"{found.said}: {there}; the last day was {ends}.")


@rule(
    "outcome.gain",
    asks="Does the period count as a measurable skill gain in the program year?",
    cites=("tegl-10-16-msg",),
    reads=(GAIN_EXCLUSION,),
    fix="wioatrack msg check {who} says what would count.",
)
def gain(facts: Gained, book: Rulebook) -> Outcome:
    """Who was in education or training in the program year, exited or not.

    One success a period and year; a gain counts as soon as it is earned. An open
    service runs to the exit, and so does the school of an in-school youth, since no day
    of leaving it is on file. The law of the exit date says in which program years an
    excluded exit leaves a period out.
    """
    year = program_year_span(facts.program_year)
    span = Span(year.first, min(year.last, facts.today))
    begun = facts.participation_date
    if begun is None:
        return not_applicable("Participation has not begun.")
    there = span.first <= span.last
    found = enrolment(
        facts.group,
        (one for one in facts.training if there and one.days_in(span, facts.exited_on)),
        facts.who,
        school=there and overlap(begun, None, span, facts.exited_on) is not None,
        none=f"In no education or training from {year.first} to {year.last}.",
    )
    if found.otherwise is not None and not found.otherwise.speaks:
        return found.otherwise
    if left_out(facts, book):
        return not_applicable(EXCLUDED)
    if found.otherwise is not None:
        return found.otherwise
    if facts.countable:
        return met(f"{found.said}: {facts.countable[0]} counts.")
    if facts.recorded:
        return not_met(f"{found.said}: {facts.recorded[0]} does not count.")
    return not_met(
        f"{found.said}: no gain from {year.first} to {year.last} is on file."
    )


def left_out(facts: Gained, book: Rulebook) -> bool:
    """Whether an excluded exit leaves the period out of the program year's gains."""
    if not facts.excluded or facts.exited_on is None:
        return False
    of_exit = program_year(facts.exited_on) == facts.program_year
    reading = book.in_force(GAIN_EXCLUSION, on=facts.exited_on).word
    return of_exit or reading == "every-year"
