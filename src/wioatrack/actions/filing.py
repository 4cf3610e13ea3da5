"""The one way through: look, judge, refuse or write, and show what is now on file."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from wioatrack.actions.desk import Desk
from wioatrack.actions.for_staff import answering
from wioatrack.actions.results import (
    Done,
    Finding,
    Record,
    Refused,
    findings_of,
    source_of,
)
from wioatrack.actions.roles import Actor, Duty, actor
from wioatrack.errors import BadEntry, ReturnCode
from wioatrack.lean import dataclass
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.registry import ALL_RULES
from wioatrack.store import Answers
from wioatrack.vocab import Severity

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from wioatrack.store import Store

Facts = TypeVar("Facts")
Entry = TypeVar("Entry", bound="DataclassInstance")
Waivers = Mapping[str, str]
SECOND_PERSON = "override.second-person"


@dataclass(frozen=True, slots=True)
class Judged(Generic[Facts]):
    """What was found, and what the rules say of it."""

    facts: Facts
    outcomes: tuple[Outcome, ...] = ()


def file_record(
    desk: Desk,
    noun: str,
    judge: Callable[[Answers, Actor], Judged[Facts]],
    write: Callable[["Store", Judged[Facts]], int],
    show: Callable[[Answers, Actor, int], Record],
    *,
    duty: Duty = Duty.RECORD,
    waivers: Waivers | None = None,
    said: str = "",
) -> Done | Refused:
    """Judge, then write if nothing blocks; both inside one transaction.

    The first look outside the write only saves time: it refuses quickly, before the
    database layer is loaded, and is asked again inside. Inside a batch that holds the
    transaction already there is nothing to save.
    """
    waivers = waivers or {}
    if desk.held is None:
        with desk.reading() as snapshot:
            acting = actor(snapshot, desk.user)
            acting.require(duty)
            refused = refusal(judge(snapshot, acting).outcomes, waivers)
        if refused:
            return refused
    with desk.writing() as store:
        acting = actor(store, desk.user)
        acting.require(duty)
        judged = judge(store, acting)
        refused = refusal(judged.outcomes, waivers)
        if refused:
            return refused
        record_id = write(store, judged)
        keep_waivers(store, desk, noun, record_id, judged.outcomes, waivers)
        record = {"id": record_id}
        if not desk.unread:
            with answering(store, desk.user):
                record = show(store, acting, record_id)
        undo = store.handle
    unknown = f"{noun.upper()}_ID"
    # A load may take the record back again, and names it when it does not.
    number = unknown if desk.unread else str(record_id)
    return Done(
        noun=noun,
        record=record,
        undo=undo,
        said=said or f"{noun} {record_id} is on file.",
        findings=tuple(
            replace(finding, fix=finding.fix.replace(unknown, number))
            for finding in findings_of(noted(judged.outcomes, waivers))
        ),
    )


def refusal(outcomes: Iterable[Outcome], waivers: Waivers) -> Refused | None:
    """The refusal, if an outcome blocks that no waiver covers.

    Every finding is listed, advice too, so that one try shows all there is to mend.
    """
    outcomes = tuple(outcomes)
    for rule in waivers:
        if rule not in ALL_RULES:
            raise BadEntry(
                f"--waive: there is no rule {rule!r}.",
                "wioatrack rules list prints the rules.",
            )
    blocking = [o for o in outcomes if o.blocks and not waived(o, waivers)]
    if not blocking:
        return None
    findings = findings_of(outcomes)
    if any(o.rule in waivers for o in blocking):
        findings += tuple(
            Finding(
                o.rule,
                o.severity,
                o.verdict,
                f"{o.rule} is a system rule here and cannot be waived.",
                source_of(o),
                o.fix,
            )
            for o in blocking
            if o.rule in waivers
        )
    first = blocking[0]
    error = first.message if len(blocking) == 1 else f"{len(blocking)} rules refuse it."
    code = ReturnCode.REFUSED
    if all(o.rule == SECOND_PERSON for o in blocking):
        code = ReturnCode.NOT_PERMITTED
    return Refused(error, findings, code, first.date_style)


def waived(outcome: Outcome, waivers: Waivers) -> bool:
    """Procedure rules may be waived with a reason; system rules never."""
    return outcome.rule in waivers and outcome.severity is Severity.PROCEDURE


def noted(outcomes: Iterable[Outcome], waivers: Waivers) -> list[Outcome]:
    """The outcomes, with the waived ones saying so."""
    return [
        replace(o, message=f"{o.message} Waived: {waivers[o.rule]}")
        if o.speaks and waived(o, waivers)
        else o
        for o in outcomes
    ]


def keep_waivers(
    store: "Store",
    desk: Desk,
    noun: str,
    record_id: int,
    outcomes: Iterable[Outcome],
    waivers: Waivers,
) -> None:
    """Keep each waiver that was needed with the record it let through."""
    from wioatrack.models.evidence import Waiver

    for outcome in outcomes:
        if outcome.blocks and waived(outcome, waivers):
            store.keep(
                Waiver(
                    noun=noun,
                    record_id=record_id,
                    rule=outcome.rule,
                    because=waivers[outcome.rule],
                    waived_by=desk.user,
                    waived_on=desk.today,
                )
            )


def iso(value: date | None) -> str | None:
    """A day as machines read it."""
    return None if value is None else value.isoformat()


def changed(entry: Entry, changes: Mapping[str, Any]) -> Entry:
    """The entry with the given fields replaced, as `edit` means it.

    A field that is cleared has its default again.
    """
    defaults = {field.name: field.default for field in fields(entry)}
    return replace(
        entry,
        **{
            name: defaults[name] if value is None else value
            for name, value in changes.items()
        },
    )
