"""Whether a credential counts, asked question by question."""

from datetime import date

from wioatrack.lean import dataclass
from wioatrack.rules.dates import Span
from wioatrack.rules.jobs import Job, held
from wioatrack.rules.outcome import Outcome, incomplete, met, not_applicable, not_met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import Rulebook
from wioatrack.rules.windows import (
    WINDOW_READING,
    YEARS_AFTER_EXIT,
    Condition,
    after_exit,
    outside,
)

# The edition of the tree below: raised whenever a question or its order changes.
EDITION = 1
GENERAL = {
    "general-safety": "general safety",
    "hygiene": "hygiene",
    "general-computer": "general computer use",
    "other-general": "general skills",
}


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What a secondary diploma's extra condition is judged by.

    `enrolled_on` are the days of entering postsecondary education or training.
    """

    secondary: bool
    exited_on: date | None
    jobs: tuple[Job, ...]
    enrolled_on: tuple[date, ...]
    today: date


@dataclass(frozen=True, slots=True)
class Answers:
    """What the tree is asked about one credential, and what was answered.

    `federal_code` is the value of PIRL element 1800 for the type, None where it has
    none; `condition` is the diploma's extra condition, for other types None.
    """

    credential_id: int | None
    type: str
    federal_code: int | None
    graduate: bool
    skills: str
    issuer_kind: str
    in_demand: bool | None
    through_vr: bool
    participation_date: date | None
    exited_on: date | None
    received_on: date
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The first question that decided, and what a person is told about it.

    `warnings` do not change the answer.
    """

    counts: bool
    code: str
    reasons: tuple[str, ...]
    pirl_type: str | None
    warnings: tuple[str, ...] = ()


@rule(
    "credential.diploma-condition",
    asks="Was the holder of a diploma employed or enrolled within a year after exit?",
    cites=("tegl-10-16-credential",),
    reads=(YEARS_AFTER_EXIT, WINDOW_READING),
    fix="wioatrack employment add WHO, or: wioatrack credential decide ID --enrolled DATE",
)
def diploma_condition(facts: Afterwards, book: Rulebook) -> Outcome:
    """CJ-01, CJ-04: a secondary diploma counts only with what follows the exit.

    Unsubsidized employment on a day of the year after exit, or entering postsecondary
    education in it, counts; the exit day itself is no day of that year. The year in
    force on the exit date applies.
    """
    if not facts.secondary:
        return not_applicable("It is no secondary diploma or equivalent.")
    if facts.exited_on is None:
        return met(
            "It counts once employment or postsecondary enrolment follows the exit."
        )
    year = after_exit(facts.exited_on, book)
    found = followed(facts, year)
    if found:
        return met(found)
    wanted = f"employment or postsecondary enrolment from {year.first} to {year.last}"
    if facts.today <= year.last:
        return incomplete(f"It counts with {wanted}; none is on file yet.", "jobs")
    return not_met(f"It counts only with {wanted}; none is on file.")


def followed(facts: Afterwards, year: Span) -> str:
    """What met the condition; else empty."""
    jobs = held(facts.jobs, year, facts.today)
    if jobs:
        return f"Employment {jobs[0].employment_id} was held from {jobs[0].first}."
    days = sorted(day for day in facts.enrolled_on if year.first <= day <= year.last)
    return f"Enrolled in postsecondary education on {days[0]}." if days else ""


def decide(facts: Answers, book: Rulebook) -> Decision:
    """The tree: the first question that decides does, in this order.

    The window; a secondary credential; a graduate degree; a workforce board's own
    certificate; work readiness; general skills. An issuer that is none of the listed
    kinds is to be reviewed, and being in demand only warns.
    """
    code = None if facts.federal_code is None else str(facts.federal_code)
    beyond = outside(facts.received_on, facts.participation_date, facts.exited_on, book)
    if beyond:
        return Decision(False, "NOT_COUNTED_DATE", (beyond,), code)
    if facts.condition is not None:
        told = (facts.condition.message,)
        return Decision(not facts.condition.speaks, "CONDITIONAL", told, code)
    refusal = refused(facts)
    if refusal is not None:
        return Decision(False, *refusal, code)
    return counted(facts, code)


def refused(facts: Answers) -> tuple[str, tuple[str, ...]] | None:
    """The code and the reason of the first answer that rules it out."""
    if facts.graduate and not facts.through_vr:
        reason = "A graduate degree counts for Vocational Rehabilitation only."
        return "NOT_COUNTED_GRADUATE", (reason,)
    if facts.issuer_kind == "workforce-board":
        reason = "A certificate that a workforce board awards itself does not count."
        return "NOT_COUNTED_LWDB", (reason,)
    if facts.skills == "work-readiness":
        reason = "Work readiness is no technical or occupational skill."
        return "NOT_COUNTED_WORK_READINESS", (reason,)
    if facts.skills in GENERAL:
        about = GENERAL[facts.skills]
        reason = f"It certifies {about}, not the skills of an occupation."
        return "NOT_COUNTED_GENERAL", (reason,)
    if facts.federal_code is None and not facts.graduate:
        reason = f"{facts.type} is no type of the indicator."
        return "NOT_COUNTED_NOT_RECOGNIZED", (reason,)
    return None


def counted(facts: Answers, code: str | None) -> Decision:
    """It counts; what is to be looked at again is said."""
    warnings = []
    if facts.in_demand is None:
        warnings.append("It is not said whether the occupation is in demand.")
    elif not facts.in_demand:
        warnings.append(
            "The occupation is not in demand; Title I pays for in-demand training only."
        )
    if facts.issuer_kind == "other":
        told = (
            "The issuer is of none of the kinds that the guidance lists; review it "
            "against TEGL 10-16.",
        )
        return Decision(True, "NEEDS_REVIEW", told, code, tuple(warnings))
    if facts.graduate:
        told = ("It counts for Vocational Rehabilitation, not for Title I.",)
        return Decision(True, "COUNTED", told, code, tuple(warnings))
    told = (f"Type {code} of PIRL element 1800, inside the window.",)
    return Decision(True, "COUNTED", told, code, tuple(warnings))


@rule(
    "credential.decision",
    asks="Does it count by the answers to the decision tree?",
    cites=("tegl-10-16-credential", "tegl-10-16-not-credentials", "dol-decision-tool"),
    reads=(YEARS_AFTER_EXIT, WINDOW_READING),
    fix="wioatrack credential decide {credential_id}",
)
def decision(facts: Answers, book: Rulebook) -> Outcome:
    """CJ-03, CJ-04: recorded and counted are two answers; this is the second one (D3).

    The law of the exit date applies.
    """
    found = decide(facts, book)
    said = f"{found.code}: {' '.join(found.reasons)}"
    return met(said) if found.counts else not_met(said)


@rule(
    "credential.in-demand",
    asks="Is the occupation in demand in the local area?",
    cites=("dol-decision-tool",),
    fix="wioatrack credential decide {credential_id} with --in-demand or --no-in-demand",
)
def in_demand(facts: Answers, book: Rulebook) -> Outcome:
    """Title I pays for in-demand training only; the credential counts all the same."""
    found = decide(facts, book)
    if found.warnings:
        return not_met(" ".join(found.warnings))
    return met("Nothing to be warned of.")
