"""When something can have happened."""

from datetime import date

from wioatrack.lean import dataclass
from wioatrack.rules.outcome import Outcome, incomplete, met, not_met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that is said to have happened: `what` names the field."""

    what: str
    day: date | None
    today: date


@rule(
    "date.not-in-future",
    asks="Has the day on which it is said to have happened come?",
    cites=("wioatrack",),
    fix="Give a day up to {today}; --as-of DATE moves today.",
)
def not_in_future(facts: Happening, book: Rulebook) -> Outcome:
    """Attained, paid, worked or contacted: the last day that counts is today."""
    if facts.day is None:
        return incomplete(f"{facts.what}: no day is on file.", "day")
    answer = met if facts.day <= facts.today else not_met
    return answer(
        f"{facts.what} {facts.day}; the last day that counts is {facts.today}."
    )
