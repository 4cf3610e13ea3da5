"""What an application must say."""

from wioatrack.lean import dataclass
from wioatrack.rules.outcome import Outcome, incomplete, met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Filled:
    """The fields of an application that have a value."""

    present: frozenset[str]


@rule(
    "application.required-fields",
    asks="Are the fields that the profile demands of an application filled in?",
    cites=("career-connect-general-information",),
    fix="Add the missing options.",
)
def required_fields(facts: Filled, book: Rulebook) -> Outcome:
    """CC-13, CJ-06: the application number comes from the agency's own system."""
    demanded = book.required.get("application", {})
    missing = tuple(name for name in demanded if name not in facts.present)
    if not missing:
        return met("Every field is filled in.")
    names = ", ".join("--" + name.replace("_", "-") for name in missing)
    return incomplete(f"{book.profile} demands {names}.", *missing)
