"""What staff do when somebody leaves: check, record, leave early, take back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from shlex import quote

from wioatrack.actions.cases import Case, find_case, record_by_id
from wioatrack.actions.checklist import boxes, exit_days, gained, received
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, file_record
from wioatrack.actions.notes import file_note
from wioatrack.actions.results import Checklist, Done, Record, Refused
from wioatrack.actions.roles import Actor, actor
from wioatrack.actions.service_clocks import clock_of, federal_days
from wioatrack.entries.exits import EarlyExitEntry, ExitEntry, VoidEntry
from wioatrack.errors import NotFound
from wioatrack.lean import dataclass
from wioatrack.rules import exits as rules
from wioatrack.rules.calendar import Happening, not_in_future
from wioatrack.rules.federal_exits import Stated, federal_date
from wioatrack.rules.outcome import Outcome
from wioatrack.store import Answers, Store

ONE = "SELECT * FROM exit WHERE id = :id"
OPEN = ("planned", "started")


@dataclass(frozen=True, slots=True)
class Exit:
    """An exit on its way to the file."""

    case: Case
    day: date


def check_exit(desk: Desk, who: str) -> Checklist:
    """The boxes as the records tick them today, or on the day of the exit (OUT-50)."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        case = find_case(store, acting, who)
        items = boxes(store, case, case.exited_on or desk.today)
        days = exit_days(store, desk, case)
    ready = all(item.ticked for item in items)
    return Checklist(case.number, items, ready, days, case.profile)


def record_exit(desk: Desk, who: str, entry: ExitEntry) -> Done | Refused:
    """Exit a participant; where the profile demands it, only with every box ticked."""

    def judge(store: Answers, acting: Actor) -> Judged[Exit]:
        case = find_case(store, acting, who)
        outcomes = recording(store, desk, case, entry.date)
        return Judged(Exit(case, entry.date), outcomes)

    def write(store: Store, judged: Judged[Exit]) -> int:
        from wioatrack.models.exits import Exit as Row

        return store.keep(
            Row(
                application_id=judged.facts.case.application_id,
                kind="record",
                date=entry.date,
                reason=entry.reason,
            )
        )

    return file_record(desk, "exit", judge, write, shower(desk))


def exit_early(desk: Desk, who: str, entry: EarlyExitEntry) -> Done | Refused:
    """Exit a participant who left before completion, with the note that says why."""

    def judge(store: Answers, acting: Actor) -> Judged[Exit]:
        case = find_case(store, acting, who)
        outcomes = leaving(
            store, desk, case, entry.date, entry.reason, bool(entry.note)
        )
        return Judged(Exit(case, entry.date), outcomes)

    def write(store: Store, judged: Judged[Exit]) -> int:
        from wioatrack.models.exits import Exit as Row

        case = judged.facts.case
        note = file_note(
            store,
            desk,
            case.application_id,
            day=min(entry.date, desk.today),
            message=entry.note,
            task="early-exit",
        )
        return store.keep(
            Row(
                application_id=case.application_id,
                kind="early",
                date=entry.date,
                reason=entry.reason,
                note_id=note,
            )
        )

    return file_record(desk, "exit", judge, write, shower(desk))


def void_exit(desk: Desk, who: str, entry: VoidEntry) -> Done | Refused:
    """Take the exit back; its record stays, with who took it back and why."""

    def judge(store: Answers, acting: Actor) -> Judged[int]:
        case = find_case(store, acting, who)
        if case.exit_id is None:
            raise NotFound(
                f"Application {case.number} has no exit.",
                f"wioatrack exit record {case.number} --date DATE records one.",
            )
        return Judged(case.exit_id)

    def write(store: Store, judged: Judged[int]) -> int:
        from wioatrack.models.exits import Exit as Row

        store.change(
            Row,
            judged.facts,
            voided_on=desk.today,
            voided_by=desk.user,
            voided_because=entry.because,
        )
        return judged.facts

    return file_record(desk, "exit", judge, write, shower(desk))


def recording(store: Answers, desk: Desk, case: Case, day: date) -> tuple[Outcome, ...]:
    """The rules on an exit with the boxes."""
    items = boxes(store, case, day)
    facts = rules.Boxes(
        case.number,
        ticked=tuple(item.item for item in items if item.ticked),
        open=tuple(item.item for item in items if not item.ticked),
    )
    book = desk.rulebook(case.profile)
    return (
        *timing(store, desk, case, day),
        rules.checklist(facts, book),
        gains_before(store, desk, case, day),
        beside_federal(store, desk, case, day),
    )


def leaving(
    store: Answers, desk: Desk, case: Case, day: date, reason: str | None, noted: bool
) -> tuple[Outcome, ...]:
    """The rules on leaving before completion."""
    open_services = tuple(
        service.service_id
        for service in received(store, case)
        if service.status in OPEN and not service.referral
    )
    facts = rules.Leaving(case.number, day, reason, noted, open_services)
    book = desk.rulebook(case.profile)
    return (
        *timing(store, desk, case, day),
        rules.early(facts, book),
        rules.services_open(facts, book),
        gains_before(store, desk, case, day),
        beside_federal(store, desk, case, day),
    )


def gains_before(store: Answers, desk: Desk, case: Case, day: date) -> Outcome:
    """Whether an exit on a day leaves a skill gain behind it."""
    late = [gain for gain in gained(store, case) if not gain.stands(day)]
    told = tuple(f"{gain.record} of {gain.attained_on}" for gain in late)
    facts = rules.Left(case.number, day, told)
    return rules.gains_before(facts, desk.rulebook(case.profile))


def outcomes_again(
    store: Answers, desk: Desk, case: Case, row: Record
) -> tuple[Outcome, ...]:
    """The rules on an exit on file, judged as if it were not there yet."""
    day = date.fromisoformat(row["date"])
    before = case
    if case.exit_id == row["id"]:
        before = replace(case, exit_id=None, exited_on=None)
    if row["kind"] == "early":
        noted = row["note_id"] is not None
        return leaving(store, desk, before, day, row["reason"], noted)
    return recording(store, desk, before, day)


def beside_federal(store: Answers, desk: Desk, case: Case, day: date) -> Outcome:
    """The stated date beside the one that follows from the services (D11)."""
    stated = Stated(quote(case.number), day, clock_of(store, desk, case))
    return federal_date(stated, desk.rulebook(case.profile))


def timing(store: Answers, desk: Desk, case: Case, day: date) -> tuple[Outcome, ...]:
    """The rules on the date of any exit."""
    starts = [s.start for s in received(store, case) if s.start is not None]
    facts = rules.Order(
        case.number, day, case.participation_date, max(starts, default=None),
        case.exited_on,
    )  # fmt: skip
    book = desk.rulebook(case.profile)
    happened = not_in_future(Happening("Exit of", day, desk.today), book)
    return (happened, rules.order(facts, book))


def shower(desk: Desk) -> Callable[[Answers, Actor, int], Record]:
    """How an exit is shown after a write."""

    def show(store: Answers, acting: Actor, exit_id: int) -> Record:
        return shown(store, desk, acting, exit_id)

    return show


def shown(store: Answers, desk: Desk, acting: Actor, exit_id: int) -> Record:
    """An exit as JSON has it; a medical reason is kept as its code, shown nowhere."""
    from wioatrack.rulebooks import load_list

    row, case = record_by_id(store, acting, "exit", ONE, exit_id)
    reason = row["reason"]
    hidden = bool(reason) and load_list("exit-reason").codes[reason].confidential
    return {
        "id": row["id"],
        **case.keys(),
        "kind": row["kind"],
        "date": row["date"],
        **federal_days(
            store, desk, case.participant_id, case.application_id, case.profile
        ),
        "reason": "confidential" if hidden else reason,
        "note": row["note_id"],
        "voided_on": row["voided_on"],
        "voided_by": row["voided_by"],
        "because": row["voided_because"],
        "recorded_by": row["created_by"],
        "recorded_on": row["created_on"],
    }
