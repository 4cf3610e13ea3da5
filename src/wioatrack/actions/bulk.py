"""`service bulk`: a cohort's services changed at once (IS-108 to IS-114).

Everybody is judged by the rules of `service update` before anybody is changed; one
transaction writes all of it, and one undo takes it back.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import field, replace
from datetime import date
from typing import Any

from wioatrack.actions import services
from wioatrack.actions.bulk_rows import by_service
from wioatrack.actions.cases import Case, cases_seen
from wioatrack.actions.cohorts import activity_keys, as_json, cohort_of
from wioatrack.actions.desk import Desk
from wioatrack.actions.filled import Filled, read_filled
from wioatrack.actions.placement_facts import position_outcomes
from wioatrack.actions.portions import portions
from wioatrack.actions.results import Done, Finding, Record, Refused
from wioatrack.actions.roles import Actor, Duty, actor
from wioatrack.actions.service_facts import Filing, outcomes
from wioatrack.actions.service_records import ROW
from wioatrack.entries.bulk import BulkEntry, BulkRow
from wioatrack.errors import BadEntry
from wioatrack.lean import dataclass
from wioatrack.rules.outcome import Outcome
from wioatrack.store import Answers, Store
from wioatrack.vocab import Severity

CANDIDATES = """
SELECT s.id, s.application_id FROM service s
 WHERE (:keys IS NULL
   OR s.activity_set || ':' || s.activity IN (SELECT value FROM json_each(:keys)))
   AND (:status IS NULL OR s.status = :status)
 ORDER BY s.id
"""
SOME = ROW + " WHERE s.id IN (SELECT value FROM json_each(:ids)) ORDER BY s.id"  # noqa: S608
ADVICE_LISTED = 50
BESIDE = ("name", "first_name", "last_name", "step", "activity", "edit_step")
SETTLED = ("start", "planned_end", "end", "hours")
COLUMNS = ("status", "planned_start", "planned_end", "start", "end", "hours_hundredths")
HISTORY = ("id", "service_id", "status", "start", "planned_end", "end", "changed_on",
           "changed_by")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moved:
    """A service that changes: whose it is, and what becomes of it, as stored."""

    service_id: int
    application: str
    after: dict[str, Any]
    course: tuple[Any, ...] | None


@dataclass(slots=True)
class Plan:
    """What a bulk change comes to, before any of it is written."""

    people: set[int] = field(default_factory=set)
    services: int = 0
    moved: list[Moved] = field(default_factory=list)
    matrix: Counter[tuple[str, str]] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    advice: Counter[str] = field(default_factory=Counter)

    def note(self, case: Case, service_id: int, outcome: Outcome) -> None:
        """Keep a finding; advice beyond a screenful is counted only."""
        if not outcome.blocks:
            self.advice[outcome.rule] += 1
            if self.advice[outcome.rule] > ADVICE_LISTED:
                return
        one = Finding.of(outcome)
        said = f"{case.number}, service {service_id}: {one.message}"
        self.findings.append(replace(one, message=said))

    @property
    def blocked(self) -> list[Finding]:
        return [one for one in self.findings if one.severity != Severity.ADVICE]


def change_services(desk: Desk, wanted: BulkEntry) -> Done | Refused:
    """Change all services of the cohort, or none; say how many moved from where."""
    if wanted.set_status is None and wanted.file is None and not given(wanted):
        raise BadEntry(
            "There is nothing to change.",
            "Give --set-status, --start, --planned-end, --end, --hours or --file.",
        )
    if wanted.activity is None and wanted.file is None:
        raise BadEntry(
            "Missing: --activity.",
            "Only a --file says by itself whose services change.",
        )
    filled = None
    if wanted.file is not None:
        filled = read_filled(desk, wanted.file, BulkRow, beside=BESIDE)
        if refused := filled.refused():
            return refused
    with desk.reading() as snapshot:
        actor(snapshot, desk.user).require(Duty.RECORD)
    with desk.writing() as store:
        acting = actor(store, desk.user)
        plan = planned(store, desk, acting, wanted, filled)
        if plan.blocked:
            return refusal(plan)
        write(store, desk, plan)
        undo = None if wanted.dry_run else store.handle
        if wanted.dry_run:
            store.rollback_only()
    said = f"{len(plan.moved)} of {plan.services} services are changed."
    if wanted.dry_run:
        said = f"{len(plan.moved)} of {plan.services} services would be changed."
    return Done("service", record_of(wanted, plan), undo, said, tuple(plan.findings))


def given(wanted: BulkEntry) -> dict[str, Any]:
    """What all of them get, beside the status."""
    return {
        name: value for name in SETTLED if (value := getattr(wanted, name)) is not None
    }


def refusal(plan: Plan) -> Refused:
    """Nobody is changed unless everybody can be."""
    wrong = plan.blocked
    error = wrong[0].message
    if len(wrong) > 1:
        error = f"{len(wrong)} rules refuse it; nothing was changed."
    return Refused(error, tuple(plan.findings))


def planned(
    store: Store,
    desk: Desk,
    acting: Actor,
    wanted: BulkEntry,
    filled: Filled[BulkRow] | None,
) -> Plan:
    """Judge every service of the cohort by the rules of `service update`."""
    plan = Plan()
    cohort = cohort_of(store, acting, wanted)
    keys = None if wanted.activity is None else activity_keys(wanted.activity)
    ids = {
        row["id"]: row["application_id"]
        for row in store.ask(CANDIDATES, keys=keys, status=wanted.status)
        if row["application_id"] in cohort
    }
    per_service = None
    if filled is not None:
        per_service, unmatched = by_service(filled, ids, cohort.applications)
        plan.findings += unmatched
        ids = {id: ids[id] for id in per_service}
    for case, row in cases_with_rows(store, acting, ids):
        changes = given(wanted) | {"set_status": wanted.set_status}
        if per_service is not None:
            own = per_service[row["id"]]
            changes["set_status"] = own.status or wanted.set_status
            changes |= {
                name: value
                for name in SETTLED
                if (value := getattr(own, name)) is not None
            }
        judge(store, desk, plan, case, row, changes)
    return plan


def cases_with_rows(
    store: Answers, acting: Actor, ids: dict[int, int]
) -> Iterator[tuple[Case, Record]]:
    """The stored services with their cases, a few hundred at a time."""
    for some in portions(sorted(ids)):
        wanted = {ids[id] for id in some}
        cases = {one.application_id: one for one in cases_seen(store, acting, wanted)}
        for row in store.ask(SOME, ids=as_json(some)):
            yield cases[row["application_id"]], row


def judge(
    store: Store,
    desk: Desk,
    plan: Plan,
    case: Case,
    row: Record,
    wanted: dict[str, Any],
) -> None:
    """Add one service to the plan, with what the rules say of it."""
    filing = services.amended(desk, case, row, changes_of(row, wanted))
    plan.people.add(case.participant_id)
    plan.services += 1
    plan.matrix[row["status"], filing.entry.status] += 1
    columns = services.columns(filing)
    after = {
        name: as_stored(columns[name])
        for name in COLUMNS
        if as_stored(columns[name]) != row[name]
    }
    if not after:
        return
    for outcome in (
        *outcomes(store, desk, filing),
        *position_outcomes(store, desk, filing),
    ):
        if outcome.speaks:
            plan.note(case, row["id"], outcome)
    plan.moved.append(Moved(row["id"], case.number, after, course_of(filing)))


def changes_of(row: Record, wanted: dict[str, Any]) -> dict[str, Any]:
    """The fields of a service; a service that stays planned has a planned start."""
    changes = {name: wanted[name] for name in SETTLED if name in wanted}
    status = wanted.get("set_status") or row["status"]
    if wanted.get("set_status"):
        changes["status"] = status
    if status == "planned" and "start" in changes:
        changes["planned_start"] = changes.pop("start")
    return changes


def course_of(filing: Filing) -> tuple[Any, ...] | None:
    """The line of the status history that the change adds, if it adds one."""
    if not services.course_changed(filing):
        return None
    entry = filing.entry
    return (
        entry.status,
        as_stored(entry.start),
        as_stored(entry.planned_end),
        as_stored(entry.end),
    )


def as_stored(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def write(store: Store, desk: Desk, plan: Plan) -> None:
    """All changes and their history, without an object per row."""
    from wioatrack.store.bulk import change_many, keep_many, next_id

    stamp = {"updated_on": desk.today.isoformat(), "updated_by": desk.user}
    change_many(
        store, "service", ((one.service_id, one.after) for one in plan.moved), stamp
    )
    lines = [one for one in plan.moved if one.course is not None]
    if not lines:
        return
    next_status = next_id(store, "service_status")
    rows = (
        (next_status + place, one.service_id, *(one.course or ()), *stamp.values())
        for place, one in enumerate(lines)
    )
    columns = zip(*rows, strict=True)
    keep_many(store, "service_status", dict(zip(HISTORY, columns, strict=True)))


def record_of(wanted: BulkEntry, plan: Plan) -> Record:
    """What was changed: how many services moved from which status to which."""
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for (was, becomes), number in plan.matrix.items():
        before[was] += number
        after[becomes] += number
    return {
        "activity": wanted.activity,
        "dry_run": wanted.dry_run,
        "people": len(plan.people),
        "services": plan.services,
        "changed": len(plan.moved),
        "unchanged": plan.services - len(plan.moved),
        "applications": sorted({one.application for one in plan.moved}),
        "before": dict(sorted(before.items())),
        "after": dict(sorted(after.items())),
        "matrix": [
            {"before": was, "after": becomes, "services": number}
            for (was, becomes), number in sorted(plan.matrix.items())
        ],
        "advice": dict(sorted(plan.advice.items())),
    }
