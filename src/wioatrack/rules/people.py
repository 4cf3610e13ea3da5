"""Whether a person is on file already."""

from wioatrack.lean import dataclass
from wioatrack.rules.outcome import Outcome, met, not_applicable, not_met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Namesakes:
    """The ids of the other people on file with the same names and birth date.

    None where the person's birth date is not on file, so that there is none to compare.
    `first` is the id of the first of them, as a command takes it.
    """

    others: tuple[str, ...] | None
    first: str | None = None


@rule(
    "participant.on-file-already",
    asks="Is nobody else on file with the same names and birth date?",
    cites=("wioatrack",),
    fix="Compare with wioatrack participant show {first}; if it is one person, take the "
    "second entry back (wioatrack undo) and go on with the first.",
)
def on_file_already(facts: Namesakes, book: Rulebook) -> Outcome:
    """Our own default: a second entry parts one person's history, and counts it twice.

    Two people may share all three, so it is advice. It reads no date, and names nobody:
    the message holds ids only, of people whom the acting user may see.
    """
    if facts.others is None:
        return not_applicable("No birth date to compare by.")
    if not facts.others:
        return met("Nobody else has the same names and birth date.")
    whose = ", ".join(facts.others)
    return not_met(
        f"On file with the same first and last name and birth date: participant {whose}."
    )
