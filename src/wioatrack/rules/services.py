"""What a service must say, in which order, and what may be taken back."""

from dataclasses import replace
from datetime import date

from wioatrack.entries.kinds import say_hundredths
from wioatrack.lean import dataclass
from wioatrack.rules.outcome import Outcome, incomplete, met, not_applicable, not_met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import Rulebook

COMPLETED = ("successful", "unsuccessful")
UNFINISHED = ("planned", "started")
RECORDED = ("payments", "overrides", "credentials", "weeks", "placements")


@dataclass(frozen=True, slots=True)
class Course:
    """The status and the days of one service.

    `command` is the command that was typed, up to its options.
    """

    command: str
    who: str
    status: str
    planned_start: date | None = None
    planned_end: date | None = None
    start: date | None = None
    end: date | None = None
    hours_hundredths: int | None = None
    participation_date: date | None = None
    exited_on: date | None = None

    @property
    def begins(self) -> date | None:
        """The start, or the planned one while there is no other."""
        return self.start or self.planned_start


@dataclass(frozen=True, slots=True)
class Attached:
    """How much hangs on a service: what would be left without its service."""

    service_id: int
    status: str
    payments: int = 0
    overrides: int = 0
    credentials: int = 0
    weeks: int = 0
    placements: int = 0


@rule(
    "service.completion-date",
    asks="Has a completed service its completion date?",
    cites=("isets-iep-status",),
    fix="{command} --status {status} --end DATE",
)
def completion_date(facts: Course, book: Rulebook) -> Outcome:
    """IS-43, D29: a completed service, successful or not, needs the day it ended."""
    if facts.status not in COMPLETED:
        return not_applicable(f"The service is {facts.status}.")
    if facts.end is None:
        return incomplete(f"{facts.status} needs the day it was completed.", "end")
    return met(f"Completed on {facts.end}.")


@rule(
    "service.not-required",
    asks="Has what is not required one day for start and due date, and 0 hours?",
    cites=("isets-iep-services-report",),
    fix="{command} --status not-required --start DATE --planned-end DATE --hours 0",
)
def not_required(facts: Course, book: Rulebook) -> Outcome:
    """D29, IS-113. The start is the day it started, else the planned start."""
    if facts.status != "not-required":
        return not_applicable(f"The service is {facts.status}.")
    missing = tuple(
        name
        for name, value in (
            ("start", facts.begins),
            ("planned_end", facts.planned_end),
            ("hours", facts.hours_hundredths),
        )
        if value is None
    )
    if missing:
        options = ", ".join("--" + name.replace("_", "-") for name in missing)
        answer = incomplete(f"not-required needs {options}.", *missing)
    elif facts.begins != facts.planned_end:
        answer = not_met(
            f"Start {facts.begins}, planned due date {facts.planned_end}; "
            "not-required needs the same day for both."
        )
    elif facts.hours_hundredths:
        hours = say_hundredths(facts.hours_hundredths)
        answer = not_met(f"{hours} hours a week; not-required needs 0.")
    else:
        return met(f"Both days are {facts.planned_end}, with 0 hours a week.")
    one = facts.planned_end or facts.begins
    if one is None:
        return answer
    return replace(
        answer,
        fix=f"{facts.command} --status not-required --start {one} --planned-end {one} "
        "--hours 0",
    )


@rule(
    "service.date-order",
    asks="Does no day come before the one it must follow?",
    cites=("wioatrack",),
    fix="{command} with days in order: --start, then --end; --planned-start, then "
    "--planned-end.",
)
def date_order(facts: Course, book: Rulebook) -> Outcome:
    """A service may start and end on one day, and be planned for one day."""
    for first, last, one, other in (
        (facts.start, facts.end, "Start", "end"),
        (facts.planned_start, facts.planned_end, "Planned start", "planned due date"),
    ):
        if first and last and last < first:
            return not_met(f"{one} {first}; the {other} {last} is before it.")
    return met("The days are in order.")


@rule(
    "service.status-dates",
    asks="Do the days on file fit the status?",
    cites=("isets-iep-status",),
)
def status_dates(facts: Course, book: Rulebook) -> Outcome:
    """Attendance and every count of days need the day a service started (IS-74)."""
    if facts.status in UNFINISHED and facts.end is not None:
        return replace(
            not_met(f"It has an end, {facts.end}, and is still {facts.status}."),
            fix=f'{facts.command} --status successful, or --end "" while it goes on.',
        )
    if facts.status == "started" and facts.start is None:
        day = facts.planned_start or "DATE"
        return replace(
            incomplete("started, and the day it started is not on file.", "start"),
            fix=f"{facts.command} --status started --start {day}",
        )
    return met(f"The days on file fit {facts.status}.")


@rule(
    "service.within-participation",
    asks="Did it start while the person was a participant?",
    cites=("20cfr-677.150",),
)
def within_participation(facts: Course, book: Rulebook) -> Outcome:
    """A day outside the period of participation is kept, and worth a second look."""
    if facts.start is None or facts.status == "not-required":
        return not_applicable("It has not started.")
    began, ended = facts.participation_date, facts.exited_on
    if began and facts.start < began:
        return replace(
            not_met(f"Started {facts.start}; participation began on {began}."),
            fix=f"wioatrack application edit {facts.who} --participation-date "
            f"{facts.start}, or correct --start.",
        )
    if ended and facts.start > ended:
        return replace(
            not_met(f"Started {facts.start}; the person exited on {ended}."),
            fix=f"wioatrack exit void {facts.who} --because TEXT, if participation "
            "went on; a follow-up service may stay as it is.",
        )
    return met(f"Started {facts.start}, during participation.")


@rule(
    "service.removable",
    asks="Is it only planned, with nothing recorded on it?",
    cites=("wioatrack",),
)
def removable(facts: Attached, book: Rulebook) -> Outcome:
    """What has begun is closed, not removed; the record of it stays."""
    service = f"Service {facts.service_id}"
    if facts.status != "planned":
        return replace(
            not_met(f"{service} is {facts.status}; only a planned one can be removed."),
            fix=f"wioatrack service update {facts.service_id} --status unsuccessful "
            "--end DATE",
        )
    return _nothing_on(facts, RECORDED)


@rule(
    "service.activity-kept",
    asks="Is its activity still free to change?",
    cites=("wioatrack",),
)
def activity_kept(facts: Attached, book: Rulebook) -> Outcome:
    """What was paid, asked for or placed belongs to the activity it was made for."""
    return _nothing_on(facts, ("payments", "overrides", "placements"))


def _nothing_on(facts: Attached, kinds: tuple[str, ...]) -> Outcome:
    counts = {kind: getattr(facts, kind) for kind in kinds if getattr(facts, kind)}
    if not counts:
        return met(f"Nothing is recorded on service {facts.service_id}.")
    found = ", ".join(
        f"{count} {kind.removesuffix('s') if count == 1 else kind}"
        for kind, count in counts.items()
    )
    answer = not_met(f"Service {facts.service_id} has {found}.")
    noun = next(iter(counts)).removesuffix("s")
    listing = f"wioatrack {noun} list --service {facts.service_id}"
    if noun == "credential":
        listing = f"wioatrack service show {facts.service_id}"
    elif noun == "week":
        listing = f"wioatrack attendance list {facts.service_id}"
    return replace(answer, fix=f"{listing} shows what is recorded on it.")
