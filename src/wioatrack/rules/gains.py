"""What each type of measurable skill gain must show to be recorded.

Here is what a source document or the federal text asks of the evidence itself; what
only decides whether a recorded gain counts is in `gain_counts`.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from wioatrack.lean import dataclass
from wioatrack.rules.dates import program_year, program_year_span
from wioatrack.rules.outcome import Outcome, incomplete, met, not_applicable, not_met
from wioatrack.rules.parts import asked, together
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import NotInForce, Rulebook

LEVELS = "msg.efl-levels"
ENTRY_STATUS = "msg.entry-school-status"


@dataclass(frozen=True, slots=True)
class LevelGain:
    """A pre-test and a post-test, or a route without tests, with its facts.

    `school_status` is the status at entry as PIRL element 409 numbers it.
    """

    who: str
    attained_on: date
    route: str | None
    pre: int | None
    pre_series: str | None
    pre_subject: str | None
    pre_level: int | None
    pre_taken_on: date | None
    post: int | None
    post_series: str | None
    post_subject: str | None
    post_level: int | None
    post_taken_on: date | None
    school_status: int | None
    exited_on: date | None


@dataclass(frozen=True, slots=True)
class Progress:
    """Whether a progress report towards a milestone is satisfactory or better."""

    satisfactory: bool | None


@dataclass(frozen=True, slots=True)
class Passing:
    """What was passed or awarded; `passed` answers the form's question."""

    award: str | None
    passed: bool | None


@rule(
    "msg.efl",
    asks="Did the educational functioning level rise, or was another route taken?",
    cites=("worknet-outcomes-msg", "tegl-10-16-efl"),
    reads=(LEVELS, ENTRY_STATUS),
    fix="wioatrack assessment list {who} shows the tests; give the two that show the "
    "gain: --pre ID --post ID.",
)
def efl(facts: LevelGain, book: Rulebook) -> Outcome:
    """OUT-19, OUT-20, D8, D9: one level up, in the same series and subject, later.

    A higher score inside a level is no gain. Entering postsecondary education is
    recorded where the profile's own condition holds; a profile without one records it.
    The law of the day attained applies.
    """
    if facts.route == "postsecondary-entry":
        return entry_after_exit(facts, book)
    if facts.route is not None:
        return met(f"Shown by the route {facts.route}.")
    names = ("series", "subject", "level", "taken_on")
    missing = [test for test in ("pre", "post") if getattr(facts, test) is None]
    missing += [
        f"{test}_{name}"
        for test in ("pre", "post")
        for name in names
        if test not in missing and getattr(facts, f"{test}_{name}") is None
    ]
    if missing:
        said = ", ".join(name.replace("_", " ", 1) for name in missing)
        return incomplete(f"Not on file: {said}.", *missing)
    return together(_tests(facts, book))


def _tests(facts: LevelGain, book: Rulebook) -> Iterable[Outcome]:
    for name in ("series", "subject"):
        first = getattr(facts, f"pre_{name}")
        second = getattr(facts, f"post_{name}")
        if first.casefold() != second.casefold():
            yield not_met(
                f"The pre-test's {name} is {first}, the post-test's {second}."
            )
    before, after = facts.pre_taken_on, facts.post_taken_on
    if before is not None and after is not None and after <= before:
        yield not_met(
            f"The post-test of {after} is not later than the pre-test of {before}."
        )
    levels = book.in_force(LEVELS, on=facts.attained_on).number
    if facts.pre_level is not None and facts.post_level is not None:
        least = facts.pre_level + levels
        answer = met if facts.post_level >= least else not_met
        yield answer(
            f"The level went from {facts.pre_level} to {facts.post_level}; a gain "
            f"begins at {least}. A higher score inside a level is none."
        )


def entry_after_exit(facts: LevelGain, book: Rulebook) -> Outcome:
    """The profile's own condition for entering postsecondary education (D9)."""
    try:
        statuses = book.in_force(ENTRY_STATUS, on=facts.attained_on).numbers
    except NotInForce:
        return not_applicable(f"{book.profile} sets no condition of its own.")
    outcome = together((_after_exit(facts), _graduate(facts, statuses)))
    if not outcome.speaks:
        return outcome
    return replace(
        outcome,
        fix=f"wioatrack application show {facts.who} shows the exit and the school "
        f"status; wioatrack application edit {facts.who} --school-status-at-entry CODE "
        "corrects it.",
    )


def _after_exit(facts: LevelGain) -> Outcome:
    if facts.exited_on is None:
        return incomplete("No exit is on file.", "exited_on")
    if facts.attained_on <= facts.exited_on:
        return not_met(
            f"Entered {facts.attained_on}; it must be after the exit of "
            f"{facts.exited_on}."
        )
    year = program_year(facts.exited_on)
    answer = met if program_year(facts.attained_on) == year else not_met
    return answer(
        f"Entered {facts.attained_on}; the program year of the exit ends on "
        f"{program_year_span(year).last}."
    )


def _graduate(facts: LevelGain, statuses: tuple[int, ...]) -> Outcome:
    if facts.school_status is None:
        return incomplete("The school status at entry is not on file.", "school_status")
    if facts.school_status in statuses:
        return met("The school status fits.")
    wanted = " or ".join(map(str, statuses))
    return not_met(
        f"The school status at entry is {facts.school_status} of PIRL element 409; "
        f"{wanted} is asked for."
    )


@rule(
    "msg.diploma",
    asks="Was a secondary diploma or its equivalent attained?",
    cites=("worknet-outcomes-msg", "tegl-10-16-diploma"),
    fix="Give --passed when all parts were passed; one part is: --type efl --route "
    "subtest.",
)
def diploma(facts: Passing, book: Rulebook) -> Outcome:
    """OUT-39, OUT-40: an exam of several parts counts when all of them are passed."""
    if facts.passed is False:
        return not_met("The exam or benchmark for the award was not passed.")
    return met("A secondary diploma or its equivalent was attained.")


@rule(
    "msg.training-milestone",
    asks="Is the progress report satisfactory or better?",
    cites=("worknet-outcomes-msg", "tegl-10-16-milestone"),
    fix="Give --satisfactory when the report of the employer or provider says so.",
)
def training_milestone(facts: Progress, book: Rulebook) -> Outcome:
    """OUT-34 to OUT-36. When the milestone was set decides only whether it counts."""
    report = asked(
        facts.satisfactory,
        True,
        "satisfactory",
        "A satisfactory or better progress report",
    )
    return together((report,))


@rule(
    "msg.skills-progression",
    asks="Was an exam or benchmark passed?",
    cites=("worknet-outcomes-msg", "tegl-10-16-progression"),
    fix="Give --passed when it was; a diploma is --award diploma, a degree --award "
    "degree.",
)
def skills_progression(facts: Passing, book: Rulebook) -> Outcome:
    """OUT-37 to OUT-40, D7: the form's question must not be answered No.

    A bare degree may be recorded, as the guide tells staff to; it does not count.
    """
    if facts.award is None:
        return incomplete("What was awarded or passed is not given.", "award")
    if facts.award == "degree" and facts.passed is None:
        return met("A degree is on record.")
    passed = asked(facts.passed, True, "passed", "Passed an exam or benchmark")
    return together((passed,))
