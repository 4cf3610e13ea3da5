"""How long a person's records must be kept."""

from dataclasses import replace
from datetime import date

from wioatrack.lean import dataclass
from wioatrack.rules.dates import years_after
from wioatrack.rules.outcome import Outcome, incomplete, met, not_met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import Rulebook

RETENTION = "record.retention-years"


@dataclass(frozen=True, slots=True)
class Closed:
    """A person's applications: when each ended, and the numbers of those that did not.

    One that was never enrolled ended on the day it was applied for.
    """

    who: str
    ended_on: tuple[date, ...]
    still_open: tuple[str, ...]
    today: date


@rule(
    "record.retention",
    asks="Have the person's records been kept as long as they must be?",
    cites=("2cfr-200-334",),
    reads=(RETENTION,),
    fix="Keep them until that day; wioatrack participant purge {who} then.",
)
def retention(facts: Closed, book: Rulebook) -> Outcome:
    """The years run from the last exit; the law of that day applies.

    On the anniversary itself the records may go. An application that is still open, or
    none at all, keeps them.
    """
    if facts.still_open:
        first = facts.still_open[0]
        return replace(
            incomplete(f"Not exited: {', '.join(facts.still_open)}.", "ended_on"),
            fix=f"wioatrack exit record {first} --date DATE, or: wioatrack exit early "
            f"{first} --date DATE --reason REASON --note TEXT",
        )
    if not facts.ended_on:
        return replace(
            incomplete("No application says when the records ended.", "ended_on"),
            fix="An entry made by mistake is taken back by wioatrack undo.",
        )
    last = max(facts.ended_on)
    until = years_after(last, book.in_force(RETENTION, on=last).number)
    if facts.today < until:
        return not_met(f"Ended {last}; the records are kept until {until}.")
    return met(f"Ended {last}; the records had to be kept until {until}.")
