"""When an earned credential may be recorded, and whether it counts."""

from datetime import date

from wioatrack.lean import dataclass
from wioatrack.rules.outcome import Outcome, incomplete, met, not_applicable, not_met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import Rulebook
from wioatrack.rules.windows import (
    WINDOW_READING,
    YEARS_AFTER_EXIT,
    Condition,
    last_day,
    outside,
)
from wioatrack.vocab import Verdict

CLOSED = ("successful", "unsuccessful", "not-required")


@dataclass(frozen=True, slots=True)
class Attainment:
    """The dates that decide whether one credential lies in the window."""

    participation_date: date | None
    exited_on: date | None
    received_on: date | None
    credential_id: int | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """The service that a credential came from, if one is named."""

    service_id: int | None
    status: str | None
    wioa_funded: bool | None


@dataclass(frozen=True, slots=True)
class Noted:
    """Whether a case note says that training is complete and it was attained."""

    who: str
    has_note: bool


@dataclass(frozen=True, slots=True)
class Filled:
    """The fields of a credential's form that have a value."""

    present: frozenset[str]
    credential_id: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A credential's type, and the secondary type that its name speaks of, if any."""

    type: str
    spoken_of: str | None
    credential_id: int | None = None


@dataclass(frozen=True, slots=True)
class Titled:
    """A credential's words, and what the list of approved credentials has for them."""

    title: str | None
    matches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counting:
    """What decides whether a credential counts toward credential attainment.

    `federal_code` is PIRL element 1800's code for the type, None where it has none.
    `general` says that the list of approved credentials marks its like as general
    safety, hygiene or computer skills. `condition` is the answer on a secondary
    diploma's extra condition, for other types None.
    """

    federal_code: int | None
    type: str
    general: bool
    participation_date: date | None
    exited_on: date | None
    received_on: date
    condition: Condition | None = None


@rule(
    "credential.window",
    asks="Was it received during participation, or soon enough after exit?",
    cites=("20cfr-677.155-a-1-iv",),
    reads=(YEARS_AFTER_EXIT, WINDOW_READING),
    fix="Check the date on the document: --date DATE.",
)
def window(facts: Attainment, book: Rulebook) -> Outcome:
    """Both ends of the window are inclusive (CC-03, CJ-02); 29 February ends on the 28th.

    The date received is compared, never the day of entry: recording later is allowed.
    The law of the exit date applies.
    """
    if facts.received_on is None:
        return incomplete("The day it was received is not on file.", "received_on")
    if facts.participation_date and facts.received_on < facts.participation_date:
        return not_met(
            f"Received {facts.received_on}; participation began on "
            f"{facts.participation_date}."
        )
    if facts.exited_on is None:
        return met(f"Received {facts.received_on}, during participation.")
    last = last_day(facts.exited_on, book)
    answer = met if facts.received_on <= last else not_met
    return answer(f"Received {facts.received_on}; the last day that counts is {last}.")


@rule(
    "credential.service-closed",
    asks="Is the service that led to it closed?",
    cites=("career-connect-requirements",),
    fix="wioatrack service update {service_id} --status successful --end DATE",
)
def service_closed(facts: Origin, book: Rulebook) -> Outcome:
    """CC-06: the service is closed before the credential is added."""
    if facts.service_id is None:
        return not_applicable("No service is named.")
    if facts.status in CLOSED:
        return met(f"Service {facts.service_id} is {facts.status}.")
    return not_met(
        f"Service {facts.service_id} is {facts.status}; it must be successful or "
        "unsuccessful first."
    )


@rule(
    "credential.case-note",
    asks="Does a case note say that training is complete and it was attained?",
    cites=("career-connect-requirements",),
    fix="Add --note TEXT, or first: wioatrack note add {who} --task credential-attained "
    "--date DATE --message TEXT",
)
def case_note(facts: Noted, book: Rulebook) -> Outcome:
    """CC-07. A note counts whatever its date, and serves one credential."""
    if facts.has_note:
        return met("A case note says that it was attained.")
    return not_met(
        "No case note with task credential-attained is free for this credential."
    )


@rule(
    "credential.required-fields",
    asks="Are the fields that the profile demands filled in?",
    cites=("wioatrack",),
    fix="Add the missing options.",
)
def required_fields(facts: Filled, book: Rulebook) -> Outcome:
    """CC-14, CC-15, CC-42, CJ-07, CJ-14, IS-82: each profile's own demand."""
    return _filled(facts, tuple(book.required.get("credential", ())), "required")


@rule(
    "credential.advised-fields",
    asks="Are the other fields of the form filled in?",
    cites=("wioatrack",),
    fix="Add the missing options; wioatrack credential edit ID adds them later.",
)
def advised_fields(facts: Filled, book: Rulebook) -> Outcome:
    """What a form shows without demanding it is worth having."""
    return _filled(facts, tuple(book.advised.get("credential", ())), "on the form")


def _filled(facts: Filled, wanted: tuple[str, ...], why: str) -> Outcome:
    missing = tuple(name for name in wanted if name not in facts.present)
    if not missing:
        return met("Every field is filled in.")
    names = ", ".join("--" + name.replace("_", "-") for name in missing)
    return incomplete(f"Not filled in, but {why}: {names}.", *missing)


@rule(
    "credential.title-matches-type",
    asks="Do the name and the type speak of the same thing?",
    cites=("worknet-outcomes-credentials",),
    fix="wioatrack credential edit {credential_id} --type TYPE, or --name NAME.",
)
def title_matches(facts: Named, book: Rulebook) -> Outcome:
    """OUT-45's own example records a GED as an apprenticeship certificate (D31)."""
    if facts.spoken_of is None or facts.type.startswith("secondary-"):
        return met("The name does not contradict the type.")
    return not_met(f"Its name speaks of a {facts.spoken_of}, its type is {facts.type}.")


@rule(
    "credential.approved-list",
    asks="Is it on the list of credentials approved by occupation?",
    cites=("career-connect-appendix-a",),
    fix="wioatrack credential lookup OCCUPATION shows what the list has.",
)
def approved_list(facts: Titled, book: Rulebook) -> Outcome:
    """CC-40: the list is openly not exhaustive, so this only ever warns."""
    if not facts.title:
        return incomplete("It has no name to look for.", "title")
    if facts.matches:
        return met(f"The list has: {facts.matches[0]}.")
    return not_met(
        "The list of approved credentials does not name it; the list is not "
        "exhaustive, so it may still be approved."
    )


@rule(
    "credential.in-scope",
    asks="Was the service that led to it paid by WIOA?",
    cites=("career-connect-requirements",),
    fix="wioatrack service update {service_id} --wioa-funded, if it was.",
)
def in_scope(facts: Origin, book: Rulebook) -> Outcome:
    """CC-01 speaks of credentials paid by WIOA; it is recorded whatever the funding."""
    if facts.service_id is None or facts.wioa_funded is None:
        return not_applicable("The funding of the service is not on file.")
    if facts.wioa_funded:
        return met(f"Service {facts.service_id} is WIOA funded.")
    return not_met(f"Service {facts.service_id} is not WIOA funded.")


@rule(
    "credential.counts",
    asks="Does it count toward the federal credential attainment indicator?",
    cites=("tegl-10-16-credential",),
    reads=(YEARS_AFTER_EXIT, WINDOW_READING),
)
def counts(facts: Counting, book: Rulebook) -> Outcome:
    """CC-29, CJ-04: recorded and counted are two answers (D3).

    The types are those of PIRL element 1800; a graduate degree is none for Title I.
    """
    if facts.federal_code is None:
        return not_met(f"{facts.type} is no credential of the Title I indicator.")
    if facts.general:
        return not_met(
            "Its like certifies general safety, hygiene or computer skills, which the "
            "indicator leaves out, unless a review finds otherwise."
        )
    beyond = outside(facts.received_on, facts.participation_date, facts.exited_on, book)
    if beyond:
        return not_met(beyond)
    if facts.condition is not None and facts.condition.speaks:
        open_still = facts.condition.verdict is Verdict.INCOMPLETE
        missing = ("condition",) if open_still else ()
        return Outcome(facts.condition.verdict, facts.condition.message, missing)
    return met(f"Type {facts.federal_code} of PIRL element 1800, inside the window.")
