"""For how many months Earnfare may pay subsidised wages.

Three windows exist: the guide says calendar year, the administrative code July to June,
the statute any twelve months (D12). The profile says which one decides; the counts of
all three are kept beside it.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from wioatrack.lean import dataclass
from wioatrack.rules.dates import (
    Span,
    calendar_year_span,
    month_of,
    months_after,
    state_fiscal_year,
    state_fiscal_year_span,
    year_after,
)
from wioatrack.rules.outcome import Outcome, met, not_applicable, not_met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import NotInForce, Rulebook

LIMIT = "placement.earnfare-months"
WINDOW = "placement.earnfare-window"
MONTH = "placement.earnfare-month"
CALENDAR_YEAR = "calendar-year"
FISCAL_YEAR = "state-fiscal-year"
ANY_TWELVE = "any-twelve-months"
CALENDAR_MONTH = "calendar-month"
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Earnfare:
    """The subsidised days of one Earnfare placement, and of the person's others."""

    placement_id: int | None
    earnfare: bool
    own: tuple[Span, ...]
    others: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Months:
    """How many months fall into one window, and which window that is."""

    window: str
    which: str
    months: int


def months_of(spans: Iterable[Span], reading: str) -> tuple[Span, ...]:
    """The months that count, in order; none shares a day with another.

    A calendar month counts with one subsidised day in it. By the other reading a month
    runs from a start day: the first from the first subsidised day, each next from the
    first one that no month before it covers. So a day away, or a second placement
    inside a month, begins no month of its own.
    """
    found: list[Span] = []
    begun, step = date.min, 0
    for span in sorted(spans):
        day = max(span.first, found[-1].last + A_DAY) if found else span.first
        while day <= span.last:
            if reading == CALENDAR_MONTH:
                begun, step = month_of(day).first, 0
            elif found and day == found[-1].last + A_DAY:
                step += 1
            else:
                begun, step = day, 0
            after = months_after(begun, step + 1)
            found.append(Span(months_after(begun, step), after - A_DAY))
            day = after
    return tuple(found)


def adds_month(facts: Earnfare, before: Iterable[Span], book: Rulebook) -> bool:
    """Whether it pays in a month in which its days `before` paid nothing."""
    if not facts.own:
        return False
    on = min(span.first for span in facts.own)
    try:
        reading = book.in_force(MONTH, on=on).word
    except NotInForce:
        return True
    return bool(set(months_of(facts.own, reading)) - set(months_of(before, reading)))


def fullest(facts: Earnfare, window: str, reading: str) -> Months:
    """The fullest window of a kind, among those that this placement has a month in."""
    every = months_of((*facts.own, *facts.others), reading)
    own = [month.first for month in every if _meets(month, facts.own)]
    begun = [month.first for month in every]
    best = Months(window, "", 0)
    for name, span in _windows(window, own, begun):
        inside = sum(span.first <= first <= span.last for first in begun)
        if inside > best.months:
            best = Months(window, name, inside)
    return best


def _meets(month: Span, spans: Iterable[Span]) -> bool:
    return any(s.first <= month.last and month.first <= s.last for s in spans)


def counts(facts: Earnfare, reading: str) -> tuple[Months, ...]:
    """The fullest window of each of the three kinds."""
    kinds = (CALENDAR_YEAR, FISCAL_YEAR, ANY_TWELVE)
    return tuple(fullest(facts, window, reading) for window in kinds)


def _windows(
    window: str, own: Iterable[date], every: Iterable[date]
) -> Iterable[tuple[str, Span]]:
    if window == ANY_TWELVE:
        for first in every:
            span = year_after(first)
            if any(span.first <= month <= span.last for month in own):
                yield f"twelve months from {first:%Y-%m}", span
        return
    for month in own:
        if window == CALENDAR_YEAR:
            yield str(month.year), calendar_year_span(month.year)
        else:
            year = state_fiscal_year(month)
            yield f"FY{year}", state_fiscal_year_span(year)


@rule(
    "placement.earnfare-months",
    asks="Does Earnfare pay subsidised wages for no more months than it may?",
    cites=("isets-iep-placements", "89-il-adm-code-121.182", "305-ilcs-5-12-4.4"),
    reads=(LIMIT, WINDOW, MONTH),
    fix="wioatrack placement update {placement_id} --subsidized-end DATE, or --waive "
    "placement.earnfare-months --because TEXT",
)
def earnfare_months(facts: Earnfare, book: Rulebook) -> Outcome:
    """IS-92, D12: what has been subsidised up to today, over all Earnfare placements.

    The values in force on the first subsidised day of this placement apply.
    """
    return _within(facts, book, "Subsidised")


@rule(
    "placement.earnfare-ahead",
    asks="Will it still be within the months of Earnfare if it runs as planned?",
    cites=("isets-iep-placements",),
    reads=(LIMIT, WINDOW, MONTH),
    fix="Plan a subsidised end: wioatrack placement update {placement_id} "
    "--subsidized-end DATE",
)
def earnfare_ahead(facts: Earnfare, book: Rulebook) -> Outcome:
    """D12, looking ahead to the planned end: a warning while there is time to act."""
    return _within(facts, book, "As planned")


def _within(facts: Earnfare, book: Rulebook, how: str) -> Outcome:
    if not facts.earnfare:
        return not_applicable("It is not an Earnfare placement.")
    if not facts.own:
        return met("It has no subsidised day.")
    on = min(span.first for span in facts.own)
    limit = book.in_force(LIMIT, on=on).number
    reading = book.in_force(MONTH, on=on).word
    decides = book.in_force(WINDOW, on=on).word
    found = {one.window: one for one in counts(facts, reading)}
    one = found.pop(decides)
    message = f"{how}: {_months(one.months)} in {one.which}; the limit is {limit}."
    if any(other.months != one.months for other in found.values()):
        others = "; ".join(f"{m.which} {m.months}" for m in found.values())
        message += f" By the other readings: {others}."
    return (met if one.months <= limit else not_met)(message)


def _months(number: int) -> str:
    return f"{number} month{'' if number == 1 else 's'}"
