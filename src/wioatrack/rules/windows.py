"""The year after exit, which credentials and what makes a diploma count share."""

from datetime import date

from wioatrack.lean import dataclass
from wioatrack.rules.dates import Span, days_after, years_after, years_of_365_days_after
from wioatrack.rules.rulebook import Rulebook
from wioatrack.vocab import Verdict

YEARS_AFTER_EXIT = "credential.years-after-exit"
WINDOW_READING = "credential.window-reading"


@dataclass(frozen=True, slots=True)
class Condition:
    """What was answered on a secondary diploma's extra condition."""

    verdict: Verdict
    message: str

    @property
    def speaks(self) -> bool:
        return self.verdict in (Verdict.NOT_MET, Verdict.INCOMPLETE)


def last_day(exited_on: date, book: Rulebook) -> date:
    """The last day, inclusive, on which a credential received after exit counts.

    The years and the reading in force on the exit date apply, not today's: a later
    change of the regulation neither reopens nor closes old cases.
    """
    years = book.in_force(YEARS_AFTER_EXIT, on=exited_on).number
    if book.in_force(WINDOW_READING, on=exited_on).word == "anniversary":
        return years_after(exited_on, years)
    return years_of_365_days_after(exited_on, years)


def after_exit(exited_on: date, book: Rulebook) -> Span:
    """The days from the one after the exit to the last of its year."""
    return Span(days_after(exited_on, 1), last_day(exited_on, book))


def outside(
    received_on: date,
    participation_date: date | None,
    exited_on: date | None,
    book: Rulebook,
) -> str:
    """Why a day lies neither in participation nor in the year after exit; else empty."""
    if participation_date and received_on < participation_date:
        return f"Received {received_on}; participation began on {participation_date}."
    if exited_on is not None:
        last = last_day(exited_on, book)
        if received_on > last:
            return f"Received {received_on}; the last day that counts is {last}."
    return ""
