"""The exits that a program year's report holds."""

from datetime import date

from wioatrack.rules.dates import Span, program_year_span, quarter_after
from wioatrack.rules.quarters import REPORT
from wioatrack.rules.rulebook import NotInForce, Rulebook

EXCLUDED = "Left for a reason that the indicators leave out (PIRL element 923)."
NO_EXIT = "No exit is on file."


def cohort(program_year: int, quarter: int, book: Rulebook) -> Span | None:
    """The exits that a program year's report holds for one quarter after exit.

    An exit enters the report of the quarter that is so many after its own; the values
    in force when the program year begins apply. The years of exits are whole quarters.
    """
    year = program_year_span(program_year)
    try:
        lag = book.in_force(REPORT, on=year.first, subject=str(quarter)).number
    except NotInForce:
        return None
    return Span(
        quarter_after(year.first, -lag).first, quarter_after(year.last, -lag).last
    )


def outside(
    exited_on: date | None,
    excluded: bool,
    program_year: int,
    quarter: int,
    book: Rulebook,
) -> str:
    """Why an exit is in no denominator of an exit-based measure; else empty."""
    if exited_on is None:
        return NO_EXIT
    span = cohort(program_year, quarter, book)
    if span is None or not span.first <= exited_on <= span.last:
        of = "" if span is None else f" of {span.first} to {span.last}"
        return f"The exit of {exited_on} is not among the exits{of}."
    return EXCLUDED if excluded else ""


def last_quarter(book: Rulebook) -> int:
    """The last quarter after exit that is reported, whose exits credentials share."""
    return max((int(value.subject) for value in book.values.get(REPORT, ())), default=0)
