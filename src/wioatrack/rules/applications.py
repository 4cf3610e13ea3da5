"""What an application must say."""

from datetime import date

from wioatrack.lean import dataclass
from wioatrack.rules.outcome import Outcome, incomplete, met, not_applicable
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import Rulebook
from wioatrack.rules.youth import IN_SCHOOL_STATUS, YOUTH, Group, group

NAMES = {
    Group.IN_SCHOOL: "an in-school youth",
    Group.OUT_OF_SCHOOL: "an out-of-school youth",
    Group.UNKNOWN: "in or out of school once the day of entry is on file",
}


@dataclass(frozen=True, slots=True)
class Filled:
    """The fields of an application that have a value."""

    present: frozenset[str]


@dataclass(frozen=True, slots=True)
class Schooling:
    """The group of a participant, youth or adult, and the school status at entry.

    `school_status` is the value of PIRL element 409, `entered_on` the day of entry.
    """

    who: str | None
    group: str
    school_status: int | None
    entered_on: date | None


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


@rule(
    "application.school-status",
    asks="Is the school status at entry of a youth on file?",
    cites=("tegl-10-16-youth",),
    reads=(IN_SCHOOL_STATUS,),
    fix="wioatrack application edit {who} --school-status-at-entry STATUS",
)
def school_status(facts: Schooling, book: Rulebook) -> Outcome:
    """PIRL 409: the indicators ask about in-school youth otherwise than about others.

    Of adults nothing depends on it. The law of the day of entry says which values mean
    in school.
    """
    if facts.group != YOUTH:
        return not_applicable("The program is not one for youth.")
    if facts.school_status is None:
        return incomplete(
            "The indicators ask about in-school and out-of-school youth in different "
            "ways, and the school status at entry is not on file.",
            "school_status",
        )
    found = group(facts.group, facts.school_status, facts.entered_on, book)
    return met(f"{facts.school_status} of PIRL element 409: {NAMES[found]}.")
