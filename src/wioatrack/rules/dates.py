"""Calendar arithmetic the regulations rely on. Both ends of a span are inclusive."""

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

# Caseloads ask for the same days again and again, and dateutil takes its time.
REMEMBERED = 10_000


class Span(NamedTuple):
    """A first and a last day, both inside."""

    first: date
    last: date


@lru_cache(REMEMBERED)
def years_after(start: date, years: int) -> date:
    """Same day `years` later; 29 February falls back to the 28th."""
    return start + relativedelta(years=years)


@lru_cache(REMEMBERED)
def months_after(start: date, months: int) -> date:
    """Same day `months` later, or the last day of a shorter month."""
    return start + relativedelta(months=months)


def days_after(start: date, days: int) -> date:
    return start + timedelta(days=days)


def days_between(first: date, last: date) -> int:
    """Calendar days with both ends counted; 0 when the span is empty."""
    return max(0, (last - first).days + 1)


def overlap(
    first: date, last: date | None, span: Span, until: date | None = None
) -> Span | None:
    """The days of a span on which something lasted; None where there is no such day.

    What has no last day runs on: to `until`, which ends everything, or through the span.
    """
    ends = min(day for day in (last, until, span.last) if day is not None)
    begins = max(first, span.first)
    return Span(begins, ends) if begins <= ends else None


def program_year(day: date) -> int:
    """The year in which the program year of a day starts: 1 July to 30 June."""
    return day.year if day.month >= 7 else day.year - 1


def program_year_span(year: int) -> Span:
    """First and last day of the program year that starts in `year`."""
    return Span(date(year, 7, 1), date(year + 1, 6, 30))


def state_fiscal_year(day: date) -> int:
    """State fiscal years run 1 July to 30 June and are named by their end."""
    return program_year(day) + 1


def state_fiscal_year_span(year: int) -> Span:
    """First and last day of the State fiscal year that ends in `year`."""
    return program_year_span(year - 1)


def calendar_year_span(year: int) -> Span:
    return Span(date(year, 1, 1), date(year, 12, 31))


def month_of(day: date) -> Span:
    """First and last day of the calendar month of a day."""
    first = day.replace(day=1)
    return Span(first, months_after(first, 1) - timedelta(days=1))


def year_after(first: date) -> Span:
    """The twelve months that begin on a day."""
    return Span(first, years_after(first, 1) - timedelta(days=1))


def quarter_of(day: date) -> Span:
    """First and last day of the calendar quarter of a day."""
    return quarter_after(day, 0)


def quarter_after(day: date, quarters: int) -> Span:
    """The quarter that many calendar quarters after the one `day` lies in."""
    year, number = divmod(day.year * 4 + (day.month - 1) // 3 + quarters, 4)
    # Every quarter's last month has 30 days, but for the first and the last quarter's.
    last = date(year, number * 3 + 3, 31 if number in (0, 3) else 30)
    return Span(date(year, number * 3 + 1, 1), last)


def week_of(day: date) -> Span:
    """Sunday to Saturday."""
    first = day - timedelta(days=(day.weekday() + 1) % 7)
    return Span(first, first + timedelta(days=6))


def years_of_365_days_after(start: date, years: int) -> date:
    """The day that many times 365 days later, whatever leap days lie between."""
    return start + timedelta(days=365 * years)
