"""Support services and their money: what may be open, paid, and how much."""

from dataclasses import replace
from datetime import date, timedelta

from wioatrack.entries.kinds import say_money
from wioatrack.lean import dataclass
from wioatrack.rules.dates import (
    state_fiscal_year,
    state_fiscal_year_span,
    years_after,
)
from wioatrack.rules.outcome import Outcome, met, not_applicable, not_met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import NotInForce, Rulebook

MAXIMUM = "support.maximum"
PERIOD = "support.maximum-period"
ONE_OPEN_PER = "support.one-open-per"
SUPPORT = "support"
LIFETIME = "lifetime"
FISCAL = "FY"


@dataclass(frozen=True, slots=True)
class Period:
    """A period that a maximum runs over. `key` names it; both ends are inside."""

    key: str
    first: date
    last: date

    def nearest(self, day: date) -> date:
        """The day itself, or the end of the period that is nearest to it."""
        return min(max(day, self.first), self.last)


@dataclass(frozen=True, slots=True)
class Opening:
    """A support service, and the open ones the same person has besides.

    `others` holds the id and the type of each.
    """

    service_id: int | None
    type: str
    label: str
    status: str
    day: date
    others: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Payable:
    """A service that money is to be recorded on; `goals` are those it could have."""

    service_id: int
    who: str
    group: str | None
    goal_id: int | None
    status: str
    goals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Spending:
    """One payment against the maximum of its type in its period.

    `others_cents` is what the person's other payments of the type come to, estimates
    included; `pending_cents` an increase that is asked for and not granted.
    """

    service_id: int
    subject: str
    label: str
    day: date
    period: str
    others_cents: int
    amount_cents: int
    approved_cents: int = 0
    pending_cents: int = 0
    pending_id: int | None = None


def period_of(day: date, book: Rulebook, since: date | None) -> Period | None:
    """The period of the maximum that a payment's day lies in; none where none is set.

    The reading in force on that day applies. Twelve months run from the first day of
    participation, `since`, and from each anniversary of it (D20).
    """
    try:
        reading = book.in_force(PERIOD, on=day).word
    except NotInForce:
        return None
    if reading == LIFETIME:
        return period_named(LIFETIME)
    if reading == "state-fiscal-year":
        return period_named(f"{FISCAL}{state_fiscal_year(day)}")
    begun = since or day
    years = day.year - begun.year
    if years_after(begun, years) > day:
        years -= 1
    first = years_after(begun, years)
    last = years_after(begun, years + 1) - timedelta(days=1)
    return Period(f"{first}/{last}", first, last)


def period_named(key: str) -> Period:
    """The period that a key of `period_of` names."""
    if key == LIFETIME:
        return Period(key, date.min, date.max)
    if key.startswith(FISCAL):
        return Period(key, *state_fiscal_year_span(int(key.removeprefix(FISCAL))))
    first, _, last = key.partition("/")
    return Period(key, date.fromisoformat(first), date.fromisoformat(last))


def base_maximum(subject: str, day: date, book: Rulebook) -> int | None:
    """The maximum of a type before any increase, in cents; none where it has none."""
    try:
        return book.in_force(MAXIMUM, on=day, subject=subject).number
    except NotInForce:
        return None


@rule(
    "support.one-open",
    asks="Is no other support service open that excludes this one?",
    cites=("isets-iep-dollar-value",),
    reads=(ONE_OPEN_PER,),
)
def one_open(facts: Opening, book: Rulebook) -> Outcome:
    """IS-57, D22: one open record of a type; further payments are occurrences on it.

    The stricter reading, one support service of any type, is a parameter. The reading
    in force on the day it starts applies.
    """
    if facts.status != "started":
        return not_applicable(f"The service is {facts.status}.")
    per = book.in_force(ONE_OPEN_PER, on=facts.day).word
    found = [
        id for id, type in facts.others if per == "participant" or type == facts.type
    ]
    if not found:
        return met(f"No other {facts.label} is open.")
    what = facts.label if per == "service-type" else "support service"
    ids = ", ".join(str(id) for id in found)
    return replace(
        not_met(f"Service {ids} is open already; one {what} may be open at a time."),
        fix=f"wioatrack payment add {found[0]} adds to it; wioatrack service update "
        f"{found[0]} --status successful --end DATE closes it.",
    )


@rule(
    "payment.precondition",
    asks="Is it a support service with a goal that is Started/Open?",
    cites=("isets-iep-dollar-value", "idhs-support-chart"),
)
def precondition(facts: Payable, book: Rulebook) -> Outcome:
    """IS-50, IS-51, D23: payroll does not go here, nor what nobody has begun."""
    if facts.group != SUPPORT:
        return replace(
            not_met(f"Service {facts.service_id} is not a support service."),
            fix=f"wioatrack service add {facts.who} --activity SUPPORT-SERVICE "
            "--goal ID --status started --start DATE",
        )
    wrong, options, first = [], [], ""
    if facts.goal_id is None:
        wrong.append("has no goal")
        options.append(f"--goal {facts.goals[0] if facts.goals else 'ID'}")
        if not facts.goals:
            first = (
                f"wioatrack goal add {facts.who} --statement TEXT --category "
                "support-services --term short, then "
            )
    if facts.status != "started":
        wrong.append(f"is {facts.status}")
        options.append("--status started --start DATE")
        if facts.status in ("successful", "unsuccessful"):
            options[-1] = '--status started --end ""'
    if not wrong:
        return met(f"Service {facts.service_id} has goal {facts.goal_id} and is open.")
    return replace(
        not_met(f"Service {facts.service_id} {' and '.join(wrong)}."),
        fix=f"{first}wioatrack service update {facts.service_id} {' '.join(options)}",
    )


@rule(
    "payment.within-maximum",
    asks="Do all payments of this type stay within the maximum of the period?",
    cites=("isets-iep-overrides", "idhs-support-chart"),
    reads=(MAXIMUM,),
)
def within_maximum(facts: Spending, book: Rulebook) -> Outcome:
    """D17, D20, D23: the maximum is the base plus what was approved, to the cent.

    Pending money is never spendable. The base in force on the payment's day applies.
    """
    base = book.in_force(MAXIMUM, on=facts.day, subject=facts.subject).number
    maximum = base + facts.approved_cents
    total = facts.others_cents + facts.amount_cents
    pending = (
        f" (+{say_money(facts.pending_cents)} pending)" if facts.pending_id else ""
    )
    sums = (
        f"{facts.label}, {facts.period}: {say_money(facts.others_cents)} and "
        f"{say_money(facts.amount_cents)} are {say_money(total)} of "
        f"{say_money(maximum)}{pending}."
    )
    if total <= maximum:
        return met(sums)
    left = maximum - facts.others_cents
    if facts.pending_id is not None:
        fix = (
            f"wioatrack override review {facts.pending_id} --decision approved, by a "
            "reviewer; pending money cannot be spent."
        )
    else:
        fix = (
            f"wioatrack override request {facts.service_id} --amount "
            f"{say_money(total - maximum)} --reason TEXT"
        )
    if left > 0:
        fix = f"Pay at most --amount {say_money(left)} first. {fix}"
    return replace(not_met(sums), fix=fix)
