"""When a participant may be exited."""

from datetime import date

from wioatrack.lean import dataclass
from wioatrack.rules.outcome import Outcome, incomplete, met, not_met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Boxes:
    """The checklist's boxes: which there are, and which are not ticked."""

    who: str
    ticked: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is said about a person who leaves before completion."""

    who: str
    day: date | None
    reason: str | None
    noted: bool
    open_services: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """The skill gains that were attained after an exit: each record and its day."""

    who: str
    day: date
    late: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """An exit date among the days it must not precede."""

    who: str
    day: date
    participation_date: date | None
    last_start: date | None
    exited_on: date | None


@rule(
    "exit.checklist",
    asks="Are all boxes of the exit checklist ticked?",
    cites=("worknet-outcomes-exit",),
    fix="wioatrack exit check {who} names what is open and the commands that clear it; "
    "who leaves before completion: wioatrack exit early {who} --date DATE --reason REASON "
    "--note TEXT",
)
def checklist(facts: Boxes, book: Rulebook) -> Outcome:
    """OUT-50, OUT-51: every box is ticked from the records, by nobody's hand."""
    if not facts.open:
        return met(f"All {len(facts.ticked)} boxes are ticked.")
    return not_met(
        f"{len(facts.open)} of {len(facts.open) + len(facts.ticked)} boxes are open: "
        f"{', '.join(facts.open)}."
    )


@rule(
    "exit.early",
    asks="Does an early exit have its date, its reason and a case note?",
    cites=("worknet-outcomes-exit",),
    fix="wioatrack exit early {who} --date DATE --reason REASON --note TEXT",
)
def early(facts: Leaving, book: Rulebook) -> Outcome:
    """OUT-54, OUT-55: the boxes need not be ticked, the reason must be noted."""
    missing = tuple(
        name
        for name, there in (
            ("day", facts.day is not None),
            ("reason", facts.reason is not None),
            ("note", facts.noted),
        )
        if not there
    )
    if missing:
        return incomplete(f"Not on file: {', '.join(missing)}.", *missing)
    return met("Date, reason and case note are there.")


@rule(
    "exit.services-open",
    asks="Is every service closed when the person leaves?",
    cites=("worknet-outcomes-exit",),
    fix="wioatrack service update ID --status unsuccessful --end {day}",
)
def services_open(facts: Leaving, book: Rulebook) -> Outcome:
    """An early exit leaves services open; they are listed and best closed (D11)."""
    if not facts.open_services:
        return met("No service is open.")
    ids = ", ".join(str(number) for number in facts.open_services)
    return not_met(f"{len(facts.open_services)} services are still open: {ids}.")


@rule(
    "exit.gains-before",
    asks="Was every skill gain attained by the exit?",
    cites=("tegl-10-16-msg",),
    fix="wioatrack msg edit ID --date DATE where the day of the gain is wrong; where that "
    "of the exit is: wioatrack exit void {who} --because TEXT, and record it again.",
)
def gains_before(facts: Left, book: Rulebook) -> Outcome:
    """A gain after the exit does not count, whatever else it has.

    Diplomas and entering postsecondary education are not among these: they may follow.
    """
    if not facts.late:
        return met("No skill gain came after it.")
    return not_met(
        f"Exit {facts.day}; attained afterwards, and so not counting: "
        f"{', '.join(facts.late)}."
    )


@rule(
    "exit.order",
    asks="Does the exit come after what must come before it, and only once?",
    cites=("wioatrack",),
    fix="Give a later --date; wioatrack exit void {who} --because TEXT takes one back.",
)
def order(facts: Order, book: Rulebook) -> Outcome:
    """Not before participation nor before a service began; one exit until voided (D11).

    Exit on the participation date itself is allowed.
    """
    if facts.exited_on is not None:
        return not_met(
            f"Already exited on {facts.exited_on}; one exit until it is void."
        )
    if facts.participation_date and facts.day < facts.participation_date:
        return not_met(
            f"Exit {facts.day}; participation began on {facts.participation_date}."
        )
    if facts.last_start and facts.day < facts.last_start:
        return not_met(f"Exit {facts.day}; a service began on {facts.last_start}.")
    return met(f"Exit {facts.day} precedes nothing that comes first.")
