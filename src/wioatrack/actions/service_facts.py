"""What the rules on services are asked with."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from shlex import quote

from wioatrack.actions.cases import Case, day
from wioatrack.actions.desk import Desk
from wioatrack.actions.offers import offer
from wioatrack.actions.results import Record
from wioatrack.entries.services import ServiceEntry
from wioatrack.lean import dataclass
from wioatrack.rulebooks import Activity, load_activities
from wioatrack.rules import enrolment, support
from wioatrack.rules import services as rules
from wioatrack.rules.calendar import Happening, not_in_future
from wioatrack.rules.federal_exits import Later, service_after
from wioatrack.rules.outcome import Outcome
from wioatrack.store import Answers

OTHERS = """
SELECT s.id, s.activity_set, s.activity, s.activity_label, s.activity_group, s.status,
       s.start, s."end"
  FROM service s JOIN application a ON a.id = s.application_id
 WHERE a.participant_id = :participant AND s.id IS NOT :but
 ORDER BY s.id
"""
ATTACHED = """
SELECT (SELECT count(*) FROM payment WHERE service_id = :id) AS payments,
       (SELECT count(*) FROM override_request WHERE service_id = :id) AS overrides,
       (SELECT count(*) FROM credential WHERE service_id = :id) AS credentials,
       (SELECT count(*) FROM attendance_week WHERE service_id = :id) AS weeks,
       (SELECT count(*) FROM placement WHERE service_id = :id) AS placements
"""


@dataclass(frozen=True, slots=True)
class Filing:
    """One service on its way to the file.

    `before` is what it was until now, where it is being changed; `listed` says that
    its provider is one of the list.
    """

    case: Case
    entry: ServiceEntry
    activity: Activity
    service_id: int | None = None
    before: Record | None = None
    listed: bool = False


def outcomes(store: Answers, desk: Desk, filing: Filing) -> tuple[Outcome, ...]:
    """Every rule on one service, in the order in which a person reads them."""
    book = desk.rulebook(filing.case.profile)
    facts = course(filing)
    others = store.ask(
        OTHERS, participant=filing.case.participant_id, but=filing.service_id
    )
    asked = [
        rules.completion_date(facts, book),
        rules.not_required(facts, book),
        rules.date_order(facts, book),
        *(not_in_future(happening, book) for happening in happened(filing, desk.today)),
    ]
    if filing.before is None or filing.before["activity"] != filing.activity.code:
        asked.append(enrolment.offered(offered(store, filing, desk.today), book))
    if begins_anew(filing):
        asked.append(enrolment.enrolled(beginning(filing, others, desk.today), book))
    asked.append(support.one_open(opening(filing, others, desk.today), book))
    if filing.before and filing.before["activity"] != filing.activity.code:
        asked.append(rules.activity_kept(attached(store, filing.before), book))
    return (
        *asked,
        enrolment.enrollment_kept(closing(filing, others), book),
        rules.within_participation(facts, book),
        service_after(later(filing), book),
        rules.status_dates(facts, book),
    )


def course(filing: Filing) -> rules.Course:
    """The status and the days, and the command that was typed."""
    case, entry = filing.case, filing.entry
    command = f"wioatrack service update {filing.service_id}"
    if filing.service_id is None:
        command = (
            f"wioatrack service add {quote(case.number)} --activity "
            f"{quote(filing.activity.code)}"
        )
    return rules.Course(
        command=command,
        who=quote(case.number),
        status=entry.status,
        planned_start=entry.planned_start,
        planned_end=entry.planned_end,
        start=entry.start,
        end=entry.end,
        hours_hundredths=entry.hours,
        participation_date=case.participation_date,
        exited_on=case.exited_on,
    )


def happened(filing: Filing, today: date) -> Iterable[Happening]:
    """The days that are said to have come. A plan may name days to come."""
    entry = filing.entry
    if entry.status in ("started", *rules.COMPLETED):
        for what, when in (("Started", entry.start), ("Completed", entry.end)):
            if when is not None:
                yield Happening(what, when, today)


def offered(store: Answers, filing: Filing, today: date) -> enrolment.Offer:
    """What the provider's programs offer on the day on which it begins (IS-33)."""
    entry = filing.entry
    begins = entry.start or entry.planned_start or today
    return offer(store, filing.case, entry.provider, filing.activity, begins)


def begins_anew(filing: Filing) -> bool:
    """Whether it is new, or begins now or on another day, and not a later correction.

    Notes and an end must be writable after the activity that it began beside is over.
    """
    before, entry = filing.before, filing.entry
    if before is None or before["activity"] != filing.activity.code:
        return True
    if entry.status == "started" and before["status"] != "started":
        return True
    return entry.start is not None and entry.start != day(before["start"])


def beginning(filing: Filing, others: list[Record], today: date) -> enrolment.Enrolment:
    """The person's SNAP E&T activities on the day that the service begins."""
    entry = filing.entry
    begins = entry.start or entry.planned_start or today
    snap = [row for row in others if row["activity_group"] == enrolment.SNAP_ET]
    return enrolment.Enrolment(
        who=quote(filing.case.number),
        activity=filing.activity.name,
        group=filing.activity.group,
        status=entry.status,
        day=begins,
        active=tuple(row["id"] for row in snap if open_on(row, begins)),
        planned=tuple(row["id"] for row in snap if row["status"] == "planned"),
    )


def open_on(row: Record, on: date) -> bool:
    """Whether a service was Started/Open on a day, also one that is closed by now."""
    began, ended = day(row["start"]), day(row["end"])
    if row["status"] == "started":
        return began is None or began <= on
    if row["status"] in rules.COMPLETED and began and ended:
        return began <= on <= ended
    return False


def opening(filing: Filing, others: list[Record], today: date) -> support.Opening:
    """The person's other support services that are open now."""
    activity = filing.activity
    found = tuple(
        (row["id"], support_type(row["activity_set"], row["activity"]))
        for row in others
        if row["activity_group"] == support.SUPPORT and row["status"] == "started"
    )
    return support.Opening(
        service_id=filing.service_id,
        type=support_type(activity.set, activity.code),
        label=activity.name,
        status=filing.entry.status if activity.group == support.SUPPORT else "",
        day=filing.entry.start or today,
        others=found,
    )


def later(filing: Filing) -> Later:
    """The service beside an exit that it may undo."""
    entry = filing.entry
    begins = entry.start or entry.planned_start
    return Later(
        quote(filing.case.number),
        filing.activity.title,
        filing.activity.qualifying and entry.status != "not-required",
        begins,
        filing.case.exited_on,
    )


def closing(filing: Filing, others: list[Record]) -> enrolment.Closing:
    """What stays open of the person's services when this one's status changes."""
    open_now = [row for row in others if row["status"] == "started"]
    return enrolment.Closing(
        who=quote(filing.case.number),
        group=filing.activity.group,
        was=filing.before["status"] if filing.before else "",
        becomes=filing.entry.status,
        others=tuple(
            row["id"] for row in open_now if row["activity_group"] == enrolment.SNAP_ET
        ),
        dependents=tuple(
            (row["id"], row["activity_label"] or row["activity"])
            for row in open_now
            if row["activity_group"] in enrolment.NEEDS_ENROLMENT
        ),
    )


def attached(store: Answers, row: Record) -> rules.Attached:
    """What is recorded on a service that is on file."""
    counts = store.one(ATTACHED, id=row["id"]) or {}
    return replace(rules.Attached(row["id"], row["status"]), **counts)


def support_type(activity_set: str, code: str) -> str:
    """What maxima and open records of a support service are kept for."""
    known = load_activities(activity_set).get(code)
    return known.type if known and known.type else code
