"""The two clocks of WIOA follow-up: services for a year, outcomes by quarter.

They run apart (D34): a refusal ends the services, never the duty to report outcomes.
Who left for a reason that the indicators leave out owes neither.
"""

from datetime import date
from enum import StrEnum

from wioatrack.lean import dataclass
from wioatrack.rules.dates import Span, months_after
from wioatrack.rules.outcome import Outcome, incomplete, met, not_applicable, not_met
from wioatrack.rules.quarters import COLLECT, REPORT, quarter, quarters
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import NotInForce, Rulebook
from wioatrack.rules.youth import PLACEMENT_QUARTERS, YOUTH

SERVICE_FROM = "followup.service-from"
SERVICE_MONTHS = "followup.service-months"
EXCLUDED = "The reason for leaving is one that the indicators leave out."


class Meaning(StrEnum):
    """What the outcome of a contact amounts to; the list of outcomes says which."""

    EXCHANGE = "exchange"
    ATTEMPT = "attempt"
    RECORD = "record"
    REFUSAL = "refusal"
    LOST = "lost"


# What tells the outcome of the quarter that a contact is about.
TELLS = (Meaning.EXCHANGE, Meaning.RECORD)


@dataclass(frozen=True, slots=True)
class Served:
    """What decides the service clock. `group` is youth or adult.

    `exchanges` are the days of two-way contacts; `closed_on` the day on which the person
    declined or could not be located, `closed_by` which of the two.
    """

    who: str
    group: str
    exited_on: date | None
    first_employed_on: date | None
    excluded: bool
    exchanges: tuple[date, ...]
    closed_on: date | None
    closed_by: str | None
    today: date


@dataclass(frozen=True, slots=True)
class Collected:
    """What decides the data clock of one quarter; `settled_by` is what told its outcome."""

    who: str
    quarter: int
    exited_on: date | None
    excluded: bool
    settled_by: str | None
    today: date


@dataclass(frozen=True, slots=True)
class Contacted:
    """A contact that somebody made on a planned one, or on none."""

    followup_id: int | None
    closed_on: date | None
    outcome: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a youth is said to have been in a quarter after exit, and by which contact.

    `group` is youth or adult; `meaning` what the contact came to, None while it is open.
    """

    who: str
    group: str
    quarter: int | None
    exited_on: date | None
    contacted_on: date
    meaning: Meaning | None


@dataclass(frozen=True, slots=True)
class Asked:
    """The quarter after exit that a planned contact asks about."""

    who: str
    quarter: int
    exited_on: date | None


def service_window(
    group: str, exited_on: date | None, first_employed_on: date | None, book: Rulebook
) -> Span | None:
    """First and last day of follow-up services; none while the clock has not begun.

    Youth count from the exit, adults from the first day of unsubsidized employment; the
    months in force on that day apply. Both ends are inclusive.
    """
    if exited_on is None:
        return None
    try:
        begins = book.in_force(SERVICE_FROM, on=exited_on, subject=group).word
        start = exited_on if begins == "exit" else first_employed_on
        if start is None:
            return None
        months = book.in_force(SERVICE_MONTHS, on=start).number
    except NotInForce:
        return None
    return Span(start, months_after(start, months))


def served(facts: Served, window: Span) -> bool:
    """Whether a two-way contact lies in the window."""
    return any(window.first <= day <= window.last for day in facts.exchanges)


@rule(
    "followup.service-window",
    asks="Were follow-up services given for as long as they are owed?",
    cites=("tegl-10-16-follow-up", "illinois-epolicy-4.3.2"),
    reads=(SERVICE_FROM, SERVICE_MONTHS),
    fix="wioatrack followup add {who} --due DATE --outcome OUTCOME",
)
def service(facts: Served, book: Rulebook) -> Outcome:
    """D34: twelve months, with at least one two-way contact among them.

    A voicemail is an attempt. A refusal, or that the person cannot be located, ends the
    clock. The values in force on the exit date and on the clock's first day apply.
    """
    if facts.exited_on is None:
        return not_applicable("No exit is on file.")
    if facts.excluded:
        return not_applicable(EXCLUDED)
    window = service_window(facts.group, facts.exited_on, facts.first_employed_on, book)
    if window is None:
        return not_applicable("No unsubsidized employment is on file to count from.")
    if facts.closed_on is not None:
        return met(f"Closed on {facts.closed_on}: {facts.closed_by}.")
    if facts.today <= window.last:
        done = sum(window.first <= day <= window.last for day in facts.exchanges)
        return incomplete(
            f"Services are owed from {window.first} to {window.last}; "
            f"{done} two-way contacts so far.",
            "exchanges",
        )
    if served(facts, window):
        return met(f"Services from {window.first} to {window.last} were given.")
    return not_met(
        f"No two-way contact from {window.first} to {window.last} is on file."
    )


@rule(
    "followup.quarter-collected",
    asks="Is the outcome of that quarter after exit on file?",
    cites=("tegl-26-16-quarters",),
    reads=(COLLECT, REPORT),
    fix="wioatrack employment add {who}, or: wioatrack followup add {who} --quarter "
    "{quarter} --due DATE --outcome OUTCOME",
)
def quarter_collected(facts: Collected, book: Rulebook) -> Outcome:
    """D34: each of the quarters has its days for collecting and for reporting.

    A refusal does not end it: wage records and employers may still tell. The values in
    force on the exit date apply.
    """
    if facts.exited_on is None:
        return not_applicable("No exit is on file.")
    if facts.excluded:
        return not_applicable(EXCLUDED)
    one = quarter(facts.quarter, facts.exited_on, book)
    if one is None:
        return not_applicable(f"Quarter {facts.quarter} is not asked about.")
    name = f"Quarter {one.number} ({one.span.first} to {one.span.last})"
    if facts.settled_by:
        return met(f"{name}: {facts.settled_by}.")
    if facts.today < one.collect_from:
        return incomplete(f"{name} opens on {one.collect_from}.", "settled_by")
    if facts.today <= one.report_by:
        return incomplete(
            f"{name} is open since {one.collect_from}; report by {one.report_by}.",
            "settled_by",
        )
    return not_met(f"{name} was to be reported by {one.report_by}; nothing is on file.")


@rule(
    "followup.still-open",
    asks="Is the planned contact still open?",
    cites=("wioatrack",),
    fix="Plan another: wioatrack followup add.",
)
def still_open(facts: Contacted, book: Rulebook) -> Outcome:
    """A contact that was settled keeps its outcome."""
    if facts.closed_on is None:
        return met(f"Contact {facts.followup_id} is open.")
    return not_met(f"Contact {facts.followup_id} was closed on {facts.closed_on}.")


@rule(
    "followup.exchange",
    asks="Was it a follow-up, rather than an attempt at one?",
    cites=("illinois-epolicy-4.3.2",),
    fix="Try again, then: wioatrack followup done {followup_id} --outcome OUTCOME",
)
def exchange(facts: Contacted, book: Rulebook) -> Outcome:
    """A letter or a voicemail without an answer is an attempt, not a follow-up."""
    if facts.meaning is Meaning.ATTEMPT:
        return not_met(f"{facts.outcome} is an attempt; the contact stays open.")
    return met(f"{facts.outcome} settles the contact.")


@rule(
    "followup.youth-placement",
    asks="May the contact say where a youth was in that quarter after exit?",
    cites=("tegl-7-18-youth-placement",),
    reads=(PLACEMENT_QUARTERS, COLLECT, REPORT),
    fix="wioatrack followup add {who} --quarter QUARTER --due DATE --outcome reached "
    "--youth-placement PLACEMENT",
)
def youth_placement(facts: Placement, book: Rulebook) -> Outcome:
    """PIRL 1900 and 1901: of youth, about the quarters that these elements ask for.

    The quarter must have begun by the day of the contact, its first day included, and
    the contact must have told something. The values in force on the exit date apply.
    """
    if facts.group != YOUTH:
        return not_met(
            "Education or training after exit is asked of youth; the program of "
            f"application {facts.who} is not one for youth."
        )
    if facts.exited_on is None:
        return not_met("No exit is on file to count quarters from.")
    asked = book.in_force(PLACEMENT_QUARTERS, on=facts.exited_on).numbers
    one = None
    if facts.quarter in asked:
        one = quarter(facts.quarter, facts.exited_on, book)
    if one is None:
        about = "no quarter" if facts.quarter is None else f"quarter {facts.quarter}"
        there = " and ".join(map(str, asked))
        return not_met(f"The contact is about {about}; asked about are {there}.")
    if facts.meaning not in TELLS:
        return not_met("The contact was not one that tells the outcome of a quarter.")
    answer = met if facts.contacted_on >= one.span.first else not_met
    return answer(
        f"Quarter {one.number} begins on {one.span.first}; the contact is of "
        f"{facts.contacted_on}."
    )


@rule(
    "followup.quarter-exists",
    asks="Is there such a quarter after exit to ask about?",
    cites=("tegl-26-16-quarters",),
    reads=(COLLECT, REPORT),
    fix="wioatrack followup clocks {who} shows the quarters.",
)
def quarter_exists(facts: Asked, book: Rulebook) -> Outcome:
    """A quarter is counted from an exit on file; the data say which are asked about."""
    if facts.exited_on is None:
        return not_met("No exit is on file to count quarters from.")
    known = [one.number for one in quarters(facts.exited_on, book)]
    if facts.quarter in known:
        return met(f"Quarter {facts.quarter} after {facts.exited_on} is asked about.")
    there = ", ".join(map(str, known)) or "none"
    return not_met(
        f"There is no quarter {facts.quarter} to ask about; there are {there}."
    )
