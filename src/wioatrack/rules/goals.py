"""What a goal must be like."""

from datetime import date

from wioatrack.lean import dataclass
from wioatrack.rules.outcome import Outcome, incomplete, met, not_met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import Rulebook

MAXIMUM = "goal.statement-maximum"


@dataclass(frozen=True, slots=True)
class Statement:
    """The words of a goal by their number of characters, and the day of writing."""

    length: int | None
    written_on: date


@rule(
    "goal.statement-length",
    asks="Is the goal statement short enough?",
    cites=("isets-iep-goals",),
    reads=(MAXIMUM,),
    fix="Shorten it: --statement TEXT; details fit into a case note.",
)
def statement_length(facts: Statement, book: Rulebook) -> Outcome:
    """IS-25, D27: the last character that fits is the maximum's.

    The limit of the day on which the statement is written applies.
    """
    if not facts.length:
        return incomplete("The goal has no statement.", "length")
    limit = book.in_force(MAXIMUM, on=facts.written_on).number
    answer = met if facts.length <= limit else not_met
    return answer(f"The statement has {facts.length} characters; the limit is {limit}.")
