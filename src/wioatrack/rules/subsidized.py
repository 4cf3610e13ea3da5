"""Which days of a placement were subsidised: calendar days, both ends included.

Counting is arithmetic, not judgement, so there is no rule here; the rules on Earnfare
and every total ask these functions.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from wioatrack.lean import dataclass
from wioatrack.rules.dates import Span, days_between

COUNTED = ("started", "successful", "unsuccessful")
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Away:
    """A spell without work: the inactive day, and the return, which counts again."""

    inactive_on: date
    returned_on: date | None = None


@dataclass(frozen=True, slots=True)
class Subsidy:
    """What decides which days of one placement count."""

    status: str
    start: date | None
    end: date | None = None
    subsidized_start: date | None = None
    subsidized_end: date | None = None
    away: tuple[Away, ...] = ()


def counted(subsidy: Subsidy, today: date) -> tuple[Span, ...]:
    """The stretches of days that count up to `today` (IS-94, IS-97, D13).

    From the subsidised start, the start unless given, to the earliest of subsidised
    end, end and today. Planned counts nothing. The inactive day and those after it
    until the day before the return do not count.
    """
    first = subsidy.subsidized_start or subsidy.start
    if subsidy.status not in COUNTED or first is None:
        return ()
    ends = (subsidy.subsidized_end, subsidy.end, today)
    last = min(end for end in ends if end is not None)
    spans, begin = [], first
    for spell in sorted(subsidy.away, key=lambda spell: spell.inactive_on):
        if spell.inactive_on > last:
            break
        if begin < spell.inactive_on:
            spans.append(Span(begin, spell.inactive_on - A_DAY))
        if spell.returned_on is None:
            return tuple(spans)
        begin = max(begin, spell.returned_on)
    if begin <= last:
        spans.append(Span(begin, last))
    return tuple(spans)


def days(spans: Iterable[Span]) -> int:
    """The plain sum: a day in two placements counts twice, as the guide adds."""
    return sum(days_between(*span) for span in spans)


def distinct_days(spans: Iterable[Span]) -> int:
    """Days on the calendar; a day in two placements counts once."""
    return days(merged(spans))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same days in stretches that neither overlap nor touch, in order."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.first <= found[-1].last + A_DAY:
            found[-1] = Span(found[-1].first, max(found[-1].last, span.last))
        else:
            found.append(span)
    return tuple(found)
