"""What the federal text adds: whether a recorded gain counts, and in which year.

Nothing here refuses a record (D3, D7): what speaks is the reason why it does not count.
"""

from collections.abc import Iterable
from datetime import date

from wioatrack.entries.gains import Semester
from wioatrack.lean import dataclass
from wioatrack.rules.dates import overlap, program_year, program_year_span
from wioatrack.rules.outcome import Outcome, incomplete, met, not_applicable, not_met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import Rulebook

BELOW_STATUS = "msg.below-postsecondary-status"
FEDERAL_TYPES = {
    "efl": 1,
    "diploma": 2,
    "secondary": 3,
    "postsecondary": 3,
    "milestone": 4,
    "progression": 5,
}
OF_AWARD = {"diploma": FEDERAL_TYPES["diploma"], "degree": None}
# The two that somebody may plausibly attain when the program is over.
AFTER_EXIT = (("diploma", None), ("efl", "postsecondary-entry"))


@dataclass(frozen=True, slots=True)
class InTraining:
    """A gain's program year, and the education or training on file.

    `starts` and `ends` are those of each service, in one order; an end of None is open.
    `school_from` is the day of entry of an in-school youth, whose school is education.
    """

    who: str
    program_year: int
    starts: tuple[date, ...]
    ends: tuple[date | None, ...]
    exited_on: date | None
    school_from: date | None = None


@dataclass(frozen=True, slots=True)
class Attained:
    """When a gain was attained, beside the period of participation."""

    who: str
    type: str
    route: str | None
    attained_on: date
    participation_date: date | None
    exited_on: date | None


@dataclass(frozen=True, slots=True)
class Milestone:
    """When a milestone was set and reached, and the training it belongs to."""

    msg_id: int | None
    established: date | None
    attained_on: date
    program_year: int
    starts: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Award:
    """What a skills progression was shown by."""

    msg_id: int | None
    award: str | None
    passed: bool | None


@dataclass(frozen=True, slots=True)
class Entry:
    """Entering postsecondary education, and enrolment below that level before.

    `school_status` is the status at entry as PIRL element 409 numbers it; `below_since`
    the first day of a service below the postsecondary level.
    """

    who: str
    attained_on: date
    school_status: int | None
    below_since: date | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind a gain, by the names of the fields that have none."""

    msg_id: int | None
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """The day a gain is dated, and the last day of the work that shows it."""

    msg_id: int | None
    attained_on: date
    shown_on: date | None


def federal_type(type_code: str, award: str | None) -> int | None:
    """The federal type of a gain, 1 to 5; a bare degree is of none (D7)."""
    if type_code == "progression" and award in OF_AWARD:
        return OF_AWARD[award]
    return FEDERAL_TYPES[type_code]


def year_of(attained_on: date, semesters: Iterable[Semester]) -> int:
    """The program year a gain belongs to.

    That in which its last semester ends (OUT-31, D10): the day of a transcript does not
    pull the work into a later year. Without semesters, that of the day attained.
    """
    return program_year(max((one.last for one in semesters), default=attained_on))


@rule(
    "msg.training-on-file",
    asks="Was there education or training in the program year of the gain?",
    cites=("tegl-10-16-msg",),
    fix="wioatrack service add {who} --activity CODE --status started --start DATE",
)
def training_on_file(facts: InTraining, book: Rulebook) -> Outcome:
    """The indicator asks only about participants in education or training that year.

    An open service runs on, and so does the school of an in-school youth; at the exit
    the period ends.
    """
    year = program_year_span(facts.program_year)
    for start, end in zip(facts.starts, facts.ends, strict=True):
        if overlap(start, end, year, facts.exited_on):
            return met(
                f"Education or training from {start} lies in program year "
                f"{facts.program_year}."
            )
    since = facts.school_from
    if since is not None and overlap(since, None, year, facts.exited_on):
        return met(f"In school at entry on {since}.")
    return not_met(
        f"No education or training is on file in program year {facts.program_year} "
        f"({year.first} to {year.last})."
    )


@rule(
    "msg.inside-participation",
    asks="Was it attained during participation?",
    cites=("tegl-10-16-msg",),
    fix="wioatrack application show {who} shows the dates of participation and exit.",
)
def inside_participation(facts: Attained, book: Rulebook) -> Outcome:
    """After exit only a diploma or entering postsecondary education may count.

    The federal text leaves the others open for Title I: they are to be looked at.
    """
    begun, ended = facts.participation_date, facts.exited_on
    if begun is not None and facts.attained_on < begun:
        return not_met(
            f"Attained {facts.attained_on}, before participation began on {begun}."
        )
    if ended is not None and facts.attained_on > ended:
        after = f"Attained {facts.attained_on}, after the exit of {ended}"
        if (facts.type, facts.route) in AFTER_EXIT:
            return met(f"{after}, as this type may be.")
        return not_met(f"{after}; the federal text does not settle this: review it.")
    return met(f"Attained {facts.attained_on}, during participation.")


@rule(
    "msg.milestone-set-before",
    asks="Was the milestone set before the training or before the program year?",
    cites=("tegl-10-16-milestone",),
    fix="wioatrack msg edit {msg_id} --established DATE",
)
def milestone_set_before(facts: Milestone, book: Rulebook) -> Outcome:
    """The day before is the last that counts, for training and program year alike.

    Training that started after the milestone was reached does not matter.
    """
    if facts.established is None:
        return incomplete("When the milestone was set is not on file.", "established")
    if facts.established > facts.attained_on:
        return not_met(
            f"Set on {facts.established}, after it was reached on {facts.attained_on}."
        )
    year = program_year_span(facts.program_year).first
    starts = [start for start in facts.starts if start <= facts.attained_on]
    limit = max([year, *starts])
    answer = met if facts.established < limit else not_met
    return answer(
        f"Set on {facts.established}; the training or the program year began on "
        f"{limit}."
    )


@rule(
    "msg.federal-type",
    asks="Is it one of the five federal types of skill gain?",
    cites=("tegl-10-16-progression",),
    fix="Record the exam passed for it: wioatrack msg edit {msg_id} --award exam "
    "--passed",
)
def of_federal_type(facts: Award, book: Rulebook) -> Outcome:
    """D7: a credential counts when it requires an exam; a bare degree never does."""
    if facts.award == "degree":
        return not_met(
            "A degree as such is none of the five federal types of skill gain."
        )
    if facts.award == "credential" and facts.passed is None:
        return incomplete("Whether it required an exam is not on file.", "passed")
    return met("It is a skills progression.")


@rule(
    "msg.entry-from-below",
    asks="Was the participant enrolled below the postsecondary level before?",
    cites=("tegl-10-16-efl",),
    reads=(BELOW_STATUS,),
    fix="wioatrack service add {who} --activity CODE --status started --start DATE for "
    "the basic education received.",
)
def entry_from_below(facts: Entry, book: Rulebook) -> Outcome:
    """D9, the federal condition; the law of the day of entering applies."""
    since = facts.below_since
    if since is not None and since <= facts.attained_on:
        return met(f"In education below the postsecondary level from {since}.")
    below = book.in_force(BELOW_STATUS, on=facts.attained_on).numbers
    if facts.school_status in below:
        return met("In school below the postsecondary level at entry.")
    return not_met(
        f"No enrolment below the postsecondary level is on file before "
        f"{facts.attained_on}."
    )


@rule(
    "msg.evidence",
    asks="Is the evidence complete?",
    cites=("tegl-7-18-gains", "worknet-outcomes-msg"),
    fix="wioatrack msg edit {msg_id} with the missing options.",
)
def evidence(facts: Evidence, book: Rulebook) -> Outcome:
    """OUT-18, OUT-27, OUT-32: worth having, never demanded."""
    if not facts.lacking:
        return met("Document and comment are on file.")
    names = ", ".join(f"--{name}" for name in facts.lacking)
    return incomplete(f"Not on file: {names}.", *facts.lacking)


@rule(
    "msg.dated-as-shown",
    asks="Is it dated no earlier than the work that shows it?",
    cites=("tegl-7-18-gains",),
    fix="wioatrack msg edit {msg_id} --date {shown_on}",
)
def dated_as_shown(facts: Dated, book: Rulebook) -> Outcome:
    """A gain is attained with its post-test, or when its last semester ends."""
    if facts.shown_on is None:
        return not_applicable("Neither test nor semester shows it.")
    answer = met if facts.attained_on >= facts.shown_on else not_met
    return answer(f"Dated {facts.attained_on}; what shows it is of {facts.shown_on}.")
