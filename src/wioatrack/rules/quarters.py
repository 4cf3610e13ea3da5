"""The data clock: which quarters after exit are asked about, from when, until when."""

from datetime import date

from wioatrack.lean import dataclass
from wioatrack.rules.dates import Span, quarter_after
from wioatrack.rules.rulebook import NotInForce, Rulebook

COLLECT = "followup.collect-from-quarter"
REPORT = "followup.report-by-quarter"


@dataclass(frozen=True, slots=True)
class Quarter:
    """One calendar quarter after the exit quarter, and when its outcome is collected."""

    number: int
    span: Span
    collect_from: date
    report_by: date


def quarter(number: int, exited_on: date, book: Rulebook) -> Quarter | None:
    """One quarter after an exit; none where its outcome is not asked about."""
    try:
        begin = book.in_force(COLLECT, on=exited_on, subject=str(number)).number
        end = book.in_force(REPORT, on=exited_on, subject=str(number)).number
    except NotInForce:
        return None
    return Quarter(
        number,
        quarter_after(exited_on, number),
        quarter_after(exited_on, begin).first,
        quarter_after(exited_on, end).last,
    )


def quarters(exited_on: date, book: Rulebook) -> tuple[Quarter, ...]:
    """The quarters whose outcome is owed after an exit, in order.

    Which there are, and their days, are the data in force on the exit date.
    """
    numbers = sorted({int(value.subject) for value in book.values.get(COLLECT, ())})
    asked = (quarter(number, exited_on, book) for number in numbers)
    return tuple(one for one in asked if one is not None)


def collected_since(today: date, book: Rulebook) -> dict[int, date]:
    """By quarter, the earliest first day of collecting whose report is not past yet."""
    found = {}
    for number in sorted(
        {int(value.subject) for value in book.values.get(COLLECT, ())}
    ):
        try:
            begin = book.in_force(COLLECT, on=today, subject=str(number)).number
            end = book.in_force(REPORT, on=today, subject=str(number)).number
        except NotInForce:
            continue
        found[number] = quarter_after(today, begin - end).first
    return found
