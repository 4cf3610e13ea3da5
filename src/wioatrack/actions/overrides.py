"""Requests to pass a maximum: made and edited by staff, answered by somebody else."""

from dataclasses import replace
from datetime import date
from typing import Any

from wioatrack.actions.cases import Case, case_by_id, day
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, changed, file_record
from wioatrack.actions.notes import file_note
from wioatrack.actions.override_records import (
    EDITORS,
    override_row,
    shower,
    subject_of,
)
from wioatrack.actions.results import Done, Record, Refused
from wioatrack.actions.roles import Actor, Duty
from wioatrack.actions.service_records import row_of
from wioatrack.actions.support import (
    Standing,
    activity_of,
    latest_payment,
    narrowest,
    requesting,
    standing_of,
    standings_of,
)
from wioatrack.entries.support import OverrideEntry, OverrideRequestEntry, ReviewEntry
from wioatrack.errors import BadEntry
from wioatrack.lean import dataclass
from wioatrack.rules import overrides as rules
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.support import period_named
from wioatrack.store import Answers, Store
from wioatrack.vocab import Severity, Verdict

TASK = "override"
NOUN = "override"


@dataclass(frozen=True, slots=True)
class Asking:
    """A request on its way to the file: for which service, and what it would raise."""

    case: Case
    service_id: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Changing:
    """A request on file, and what it would say after the change."""

    case: Case
    row: Record
    entry: OverrideEntry


def request_override(
    desk: Desk, service_id: int, entry: OverrideRequestEntry
) -> Done | Refused:
    """Ask for more than the maximum; the reason is a case note too."""

    def judge(store: Answers, acting: Actor) -> Judged[Asking]:
        service = row_of(store, service_id)
        case = case_by_id(store, acting, "service", service)
        book = desk.rulebook(case.profile)
        on = entry.on or latest_payment(store, service_id) or desk.today
        standing = narrowest(standings_of(store, book, case, activity_of(service), on))
        facts = requesting(standing, service_id, on)
        outcome = demanded(rules.may_request(facts, book))
        return Judged(Asking(case, service_id, standing), (outcome,))

    def write(store: Store, judged: Judged[Asking]) -> int:
        from wioatrack.models.money import OverrideRequest

        asking = judged.facts
        subject, period = asking.standing.subject, asking.standing.period
        assert period is not None
        note_id = note_reason(store, desk, asking.case, subject.label, entry)
        return store.keep(
            OverrideRequest(
                participant_id=asking.case.participant_id,
                application_id=asking.case.application_id,
                service_id=service_id,
                note_id=note_id,
                support_type=subject.key,
                period=period.key,
                amount_cents=entry.amount,
                reason=entry.reason,
                status="pending",
            )
        )

    return file_record(desk, NOUN, judge, write, shower(desk))


def edit_override(
    desk: Desk, request_id: int, changes: dict[str, Any]
) -> Done | Refused:
    """Change a pending request. Whoever does cannot review it any more."""
    if not changes:
        raise BadEntry("Nothing to change.", "Give --amount or --reason.")

    def write(store: Store, judged: Judged[Changing]) -> int:
        from wioatrack.models.money import OverrideEdit, OverrideRequest

        changing = judged.facts
        edited = {
            "amount_cents": changing.entry.amount,
            "reason": changing.entry.reason,
        }
        if all(changing.row[name] == value for name, value in edited.items()):
            return request_id
        # The table refuses an edit whose editor it does not know yet.
        store.keep(
            OverrideEdit(
                override_request_id=request_id, editor=desk.user, edited_on=desk.today
            )
        )
        if changing.entry.reason != changing.row["reason"]:
            label = activity_of(changing.row).name
            edited["note_id"] = note_reason(
                store, desk, changing.case, label, changing.entry
            )
        store.change(OverrideRequest, request_id, **edited)
        return request_id

    return file_record(
        desk, NOUN, pending(desk, request_id, changes), write, shower(desk)
    )


def withdraw_override(desk: Desk, request_id: int) -> Done | Refused:
    """Take a pending request back."""

    def write(store: Store, judged: Judged[Changing]) -> int:
        from wioatrack.models.money import OverrideRequest

        store.change(OverrideRequest, request_id, status="withdrawn")
        return request_id

    return file_record(desk, NOUN, pending(desk, request_id, {}), write, shower(desk))


def review_override(desk: Desk, request_id: int, entry: ReviewEntry) -> Done | Refused:
    """Answer a request: approved raises the maximum by its amount, at once.

    Who requested or edited it is told so before the role is looked at.
    """

    def judge(store: Answers, acting: Actor) -> Judged[Record]:
        row = override_row(store, request_id)
        case = case_by_id(store, acting, NOUN, row)
        book = desk.rulebook(case.profile)
        second = rules.second_person(reviewing(store, acting, row), book)
        if not second.blocks:
            acting.require(Duty.REVIEW)
        return Judged(row, (rules.answered(answered(row), book), second))

    def write(store: Store, judged: Judged[Record]) -> int:
        from wioatrack.models.money import OverrideRequest

        store.change(
            OverrideRequest,
            request_id,
            status=entry.decision,
            reviewed_by=desk.user,
            reviewed_on=desk.today,
            review_note=entry.note,
        )
        return request_id

    return file_record(desk, NOUN, judge, write, shower(desk), duty=Duty.READ)


def outcomes_again(
    store: Answers, desk: Desk, acting: Actor, request_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """What the rules say of a request on file: the day it names, and who looks at it.

    It does not stand in its own way.
    """
    row = override_row(store, request_id)
    case = case_by_id(store, acting, NOUN, row)
    book = desk.rulebook(case.profile)
    period = period_named(row["period"])
    on = period.nearest(date.fromisoformat(row["requested_on"]))
    standing = standing_of(
        store, book, case.participant_id, subject_of(book, row, on), period, on
    )
    if standing.pending_id == request_id:
        standing = replace(standing, pending=0, pending_id=None)
    return case, (
        rules.may_request(requesting(standing, row["service_id"], on), book),
        rules.second_person(reviewing(store, acting, row), book),
        rules.answered(answered(row), book),
    )


def reviewing(store: Answers, acting: Actor, row: Record) -> rules.Reviewing:
    """Who would answer a request, who made it, and who edited it."""
    editors = store.ask(EDITORS, id=row["id"])
    return rules.Reviewing(
        row["id"],
        acting.name,
        row["requested_by"],
        tuple(edit["editor"] for edit in editors),
    )


def pending(desk: Desk, request_id: int, changes: dict[str, Any]) -> Any:
    """The judgement on changing a request: it must not have been answered."""

    def judge(store: Answers, acting: Actor) -> Judged[Changing]:
        row = override_row(store, request_id)
        case = case_by_id(store, acting, NOUN, row)
        entry = OverrideEntry(amount=row["amount_cents"], reason=row["reason"])
        outcome = rules.answered(answered(row), desk.rulebook(case.profile))
        return Judged(Changing(case, row, changed(entry, changes)), (outcome,))

    return judge


def answered(row: Record) -> rules.Answered:
    """What has become of a request."""
    return rules.Answered(
        request_id=row["id"],
        service_id=row["service_id"],
        status=row["status"],
        by=row["reviewed_by"],
        on=day(row["reviewed_on"]),
    )


def demanded(outcome: Outcome) -> Outcome:
    """A request needs a yes: where the rule does not hold, nothing can be raised."""
    if outcome.verdict is not Verdict.NOT_APPLICABLE:
        return outcome
    return replace(outcome, verdict=Verdict.NOT_MET, severity=Severity.SYSTEM)


def note_reason(
    store: Store, desk: Desk, case: Case, label: str, entry: OverrideEntry
) -> int:
    """The reason as a case note, in the transaction of the request."""
    return file_note(
        store,
        desk,
        case.application_id,
        day=desk.today,
        message=entry.reason,
        task=TASK,
        subject=f"Override request: {label}",
    )
