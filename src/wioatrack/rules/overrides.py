"""Who may ask for more than the maximum, when, and who may answer."""

from dataclasses import replace
from datetime import date

from wioatrack.entries.kinds import say_money
from wioatrack.lean import dataclass
from wioatrack.rules.outcome import Outcome, met, not_met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import NotInForce, Rulebook

MAXIMUM = "support.maximum"
NEAR = "override.near-maximum"


@dataclass(frozen=True, slots=True)
class Requesting:
    """The total of one type in one period, against which an increase is asked for."""

    service_id: int
    subject: str
    label: str
    day: date
    period: str
    spent_cents: int
    approved_cents: int = 0
    pending_cents: int = 0
    pending_id: int | None = None


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Who means to answer a request, who made it, and who edited it since."""

    request_id: int
    reviewer: str
    requester: str
    editors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """A request, and what has become of it."""

    request_id: int
    service_id: int
    status: str
    by: str | None = None
    on: date | None = None


@rule(
    "override.may-request",
    asks="Is the total near enough to its maximum, and no request pending?",
    cites=("isets-iep-overrides",),
    reads=(MAXIMUM, NEAR),
)
def may_request(facts: Requesting, book: Rulebook) -> Outcome:
    """IS-61, IS-65, IS-67, D16, D19: at 50 dollars left, those included, or beyond.

    The maximum is the base plus what was approved. Only a type that has a maximum can
    be raised. The values in force on the day that names the period apply.
    """
    try:
        base = book.in_force(MAXIMUM, on=facts.day, subject=facts.subject).number
    except NotInForce:
        return not_met(f"{facts.label} has no maximum; there is nothing to raise.")
    maximum = base + facts.approved_cents
    sums = (
        f"{facts.label}, {facts.period}: {say_money(facts.spent_cents)} of "
        f"{say_money(maximum)}"
    )
    if facts.pending_id is not None:
        return replace(
            not_met(
                f"{sums} (+{say_money(facts.pending_cents)} pending): request "
                f"{facts.pending_id} waits for its review."
            ),
            fix=f"wioatrack override edit {facts.pending_id} --amount DOLLARS changes "
            "it while it is pending.",
        )
    near = book.in_force(NEAR, on=facts.day).number
    left = maximum - facts.spent_cents
    if left > near:
        return replace(
            not_met(
                f"{sums}: {say_money(left)} are left; a request is possible at "
                f"{say_money(near)} or less."
            ),
            fix=f"wioatrack payment add {facts.service_id}: what is left can be paid "
            "without a request.",
        )
    return met(f"{sums}: {say_money(max(left, 0))} are left.")


@rule(
    "override.second-person",
    asks="Is the reviewer somebody who neither requested nor edited it?",
    cites=("isets-iep-override-response",),
    fix="Another user with role reviewer: wioatrack --user NAME override review "
    "{request_id} --decision approved",
)
def second_person(facts: Reviewing, book: Rulebook) -> Outcome:
    """D19: users are compared by name, whatever its case."""
    reviewer = _same(facts.reviewer)
    if reviewer == _same(facts.requester):
        did = "requested"
    elif reviewer in map(_same, facts.editors):
        did = "edited"
    else:
        return met(f"{facts.reviewer} neither requested nor edited it.")
    return not_met(f"{facts.reviewer} {did} request {facts.request_id}.")


@rule(
    "override.answered",
    asks="Is the request still pending?",
    cites=("isets-iep-override-response",),
    fix="wioatrack override request {service_id} --amount DOLLARS --reason TEXT makes "
    "a new one.",
)
def answered(facts: Answered, book: Rulebook) -> Outcome:
    """D19, IS-72: what was answered or withdrawn stays as it is, whoever asks."""
    if facts.status == "pending":
        return met(f"Request {facts.request_id} is pending.")
    by = f" by {facts.by}" if facts.by else ""
    on = f" on {facts.on}" if facts.on else ""
    return not_met(f"Request {facts.request_id} was {facts.status}{by}{on}.")


def _same(name: str) -> str:
    return name.strip().casefold()
