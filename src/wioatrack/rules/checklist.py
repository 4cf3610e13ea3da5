"""The boxes of the exit checklist and the lines of the summary, from the records.

Each line has a result (whether anything was entered) and a status (whether the item is
finished), which are two answers (OUT-06). Nobody ticks a box by hand (OUT-50).
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from wioatrack.lean import dataclass
from wioatrack.rules.dates import Span, overlap, program_year, program_year_span

DONE = frozenset({"successful", "unsuccessful", "not-required"})


class Result(StrEnum):
    ENTERED = "entered"
    NOT_ENTERED = "not-entered"
    NOT_APPLICABLE = "not-applicable"


class Status(StrEnum):
    COMPLETE = "complete"
    NOT_COMPLETE = "not-complete"


@dataclass(frozen=True, slots=True)
class Received:
    """One service as the checklist sees it. A referral counts for nothing here."""

    service_id: int
    title: str
    status: str
    start: date | None
    end: date | None
    referral: bool
    in_training: bool
    leads_to_credential: bool
    has_credential: bool
    no_credential: bool


@dataclass(frozen=True, slots=True)
class Gain:
    """A gain as the checklist sees it: the record, its program year, the day attained.

    `after_exit` says that it may be attained when the program is over.
    """

    record: str
    program_year: int
    attained_on: date
    after_exit: bool

    def stands(self, until: date) -> bool:
        """Whether the period that ends with this day has it."""
        return self.after_exit or self.attained_on <= until


@dataclass(frozen=True, slots=True)
class Blocker:
    """What keeps a box open: the record, why, and the command that clears it."""

    record: str
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class Item:
    """One box. It is ticked when its status is complete."""

    item: str
    label: str
    result: Result
    status: Status
    blockers: tuple[Blocker, ...] = ()

    @property
    def ticked(self) -> bool:
        return self.status is Status.COMPLETE


def item(name: str, label: str, result: Result, *blockers: Blocker) -> Item:
    """An item that is complete when nothing blocks it."""
    status = Status.NOT_COMPLETE if blockers else Status.COMPLETE
    return Item(name, label, result, status, blockers)


def services_complete(who: str, services: Iterable[Received]) -> Item:
    """At least one service, and every one finished or not required (D11)."""
    counted = [service for service in services if not service.referral]
    blockers = [
        Blocker(
            f"service {service.service_id}",
            f"{service.title} is {service.status}.",
            f"wioatrack service update {service.service_id} --status successful "
            "--end DATE",
        )
        for service in counted
        if service.status not in DONE
    ]
    if not counted:
        blockers.append(
            Blocker(
                f"application {who}",
                "No service is on file.",
                f"wioatrack service add {who} --activity CODE",
            )
        )
    return item(
        "services-complete",
        "All services marked as complete (successfully/unsuccessfully).",
        Result.ENTERED if counted else Result.NOT_ENTERED,
        *blockers,
    )


def training_years(services: Iterable[Received], until: date) -> frozenset[int]:
    """The program years that services in education or training touch, up to a day.

    Planned and not required services touch none; one without an end runs on.
    """
    years: set[int] = set()
    for service in services:
        began = service.status in ("started", "successful", "unsuccessful")
        if not service.in_training or not began or service.start is None:
            continue
        days = overlap(service.start, service.end, Span(service.start, until))
        if days is not None:
            years.update(range(program_year(days.first), program_year(days.last) + 1))
    return frozenset(years)


def gains_entered(
    who: str, services: Iterable[Received], gains: Iterable[Gain], until: date
) -> Item:
    """A gain in each program year of education or training, the current one at exit.

    One attained after the last day fills no year, unless its type may come later.
    Ticked and not applicable without such a service (D11).
    """
    gains = tuple(gains)
    years = training_years(services, until)
    gained = {gain.program_year for gain in gains if gain.stands(until)}
    late = {gain.program_year: gain for gain in gains if not gain.stands(until)}
    result = Result.ENTERED if gained else Result.NOT_ENTERED
    if not years and not gained:
        result = Result.NOT_APPLICABLE
    blockers = [
        no_gain(who, year, late.get(year), until) for year in sorted(years - gained)
    ]
    label = "Measurable Skill Gains (MSG) have been entered."
    return item("msg-entered", label, result, *blockers)


def no_gain(who: str, year: int, late: Gain | None, until: date) -> Blocker:
    """A program year without a gain, and the one that came too late for it."""
    span = program_year_span(year)
    said = f"No skill gain in program year {year} ({span.first} to {span.last})"
    if late is not None:
        said += f" up to {until}: {late.record} is of {late.attained_on}"
    fix = f"wioatrack msg add {who} --type TYPE --date DATE"
    return Blocker(late.record if late else f"application {who}", f"{said}.", fix)


def credentials_entered(who: str, services: Iterable[Received], recorded: int) -> Item:
    """Each service that can lead to a credential has it, or says that none was earned.

    Only services completed successfully are asked (D11).
    """
    leading = [
        s for s in services if s.leads_to_credential and s.status == "successful"
    ]
    blockers = [
        Blocker(
            f"service {service.service_id}",
            f"{service.title} was completed; no credential is on file.",
            f"wioatrack credential add {who} --service {service.service_id} --type TYPE "
            f"--date DATE, or: wioatrack service update {service.service_id} "
            "--no-credential",
        )
        for service in leading
        if not service.has_credential and not service.no_credential
    ]
    result = Result.ENTERED if recorded else Result.NOT_ENTERED
    if not recorded and not blockers:
        result = Result.NOT_APPLICABLE
    label = "Industry recognized credentials have been entered."
    return item("credentials-entered", label, result, *blockers)


def exited(who: str, exited_on: date | None) -> Item:
    """An exit is on file that is not void."""
    if exited_on is not None:
        return item("exited", "Customer is exited.", Result.ENTERED)
    blocker = Blocker(
        f"application {who}", "No exit is on file.",
        f"wioatrack exit record {who} --date DATE",
    )  # fmt: skip
    return item("exited", "Customer is exited.", Result.NOT_ENTERED, blocker)


def follow_up_complete(
    who: str, exited_on: date | None, owed: Iterable[Blocker], *, entered: bool,
    excluded: bool,
) -> Item:  # fmt: skip
    """After an exit, with no follow-up open or still to come (D11, D14, D34).

    `owed` are those; `entered` says that a follow-up was made. Nothing is owed for who
    left for a reason that the indicators leave out.
    """
    label = "Follow-up is complete."
    if exited_on is None:
        before = Blocker(
            f"application {who}",
            "Follow-up begins with the exit.",
            f"wioatrack exit record {who} --date DATE",
        )
        return item("follow-up-complete", label, Result.NOT_ENTERED, before)
    owed = tuple(owed)
    result = Result.ENTERED if entered else Result.NOT_ENTERED
    if not entered and (excluded or not owed):
        result = Result.NOT_APPLICABLE
    return item("follow-up-complete", label, result, *owed)
