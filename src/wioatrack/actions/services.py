"""What staff do with services: add, update, close, and take back what was planned."""

from typing import Any

from wioatrack.actions.activities import stored_activity
from wioatrack.actions.cases import Case, case_by_id, day, find_case
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, Waivers, changed, file_record
from wioatrack.actions.placement_facts import position_outcomes
from wioatrack.actions.removing import remove_record
from wioatrack.actions.results import Done, Record, Refused
from wioatrack.actions.roles import Actor
from wioatrack.actions.service_facts import Filing, attached, outcomes
from wioatrack.actions.service_providers import with_provider
from wioatrack.actions.service_records import row_of, shower
from wioatrack.entries.services import ServiceEntry
from wioatrack.errors import BadEntry, NotFound
from wioatrack.rulebooks import find_activity
from wioatrack.rules import services as rules
from wioatrack.rules.outcome import Outcome
from wioatrack.store import Answers, Store

GOAL = """
SELECT g.application_id, a.number FROM goal g JOIN application a
    ON a.id = g.application_id WHERE g.id = :id
"""
SITUATIONS = """
SELECT id, situation FROM service_situation WHERE service_id = :id ORDER BY situation
"""
STATUSES = "SELECT id FROM service_status WHERE service_id = :id ORDER BY id"
PLACE = ("provider_address", "provider_city", "provider_state", "provider_zip")
NONE = "none"
COURSE = ("status", "start", "planned_end", "end")


def add_service(
    desk: Desk, who: str, entry: ServiceEntry, waivers: Waivers
) -> Done | Refused:
    """Put an activity, a support service or a referral into a plan.

    Codes of older sets come by a load only, where they say one thing (D24).
    """

    def judge(store: Answers, acting: Actor) -> Judged[Filing]:
        case = find_case(store, acting, who)
        sets = desk.rulebook(case.profile).activity_sets
        activity = find_activity(entry.activity, sets, older=desk.unread)
        filing = with_provider(store, Filing(case, entry, activity))
        check_goal(store, filing)
        provider_columns(filing)
        return Judged(filing, outcomes(store, desk, filing))

    def write(store: Store, judged: Judged[Filing]) -> int:
        from wioatrack.models.plans import Service

        filing = judged.facts
        service_id = store.keep(
            Service(application_id=filing.case.application_id, **columns(filing))
        )
        keep_situations(store, service_id, filing.entry.situation)
        keep_status(store, service_id, filing.entry)
        return service_id

    return file_record(desk, "service", judge, write, shower(desk), waivers=waivers)


def update_service(
    desk: Desk, service_id: int, changes: dict[str, Any], waivers: Waivers
) -> Done | Refused:
    """Change what is given, by the same rules; the history keeps status and days."""

    def judge(store: Answers, acting: Actor) -> Judged[Filing]:
        row = row_of(store, service_id)
        case = case_by_id(store, acting, "service", row)
        filing = with_provider(store, amended(desk, case, row, changes))
        check_goal(store, filing)
        provider_columns(filing)
        asked = outcomes(store, desk, filing)
        return Judged(filing, (*asked, *position_outcomes(store, desk, filing)))

    def write(store: Store, judged: Judged[Filing]) -> int:
        from wioatrack.models.plans import Service

        filing = judged.facts
        store.change(Service, service_id, **columns(filing))
        keep_situations(store, service_id, filing.entry.situation)
        if course_changed(filing):
            keep_status(store, service_id, filing.entry)
        return service_id

    return file_record(desk, "service", judge, write, shower(desk), waivers=waivers)


def remove_service(desk: Desk, service_id: int) -> Done | Refused:
    """Take a planned service out of the plan, as long as nothing is recorded on it."""

    def judge(store: Answers, acting: Actor) -> Judged[Record]:
        row = row_of(store, service_id)
        case = case_by_id(store, acting, "service", row)
        outcome = rules.removable(attached(store, row), desk.rulebook(case.profile))
        return Judged(shower(desk)(store, acting, service_id), (outcome,))

    def remove(store: Store, record: Record) -> None:
        take_away(store, service_id)

    return remove_record(desk, "service", judge, remove)


def take_away(store: Store, service_id: int) -> None:
    """The service with its situations and its history; whether it may go is judged."""
    from wioatrack.models.plans import Service, ServiceSituation, ServiceStatus

    for row in store.ask(SITUATIONS, id=service_id):
        store.remove(ServiceSituation, row["id"])
    for row in store.ask(STATUSES, id=service_id):
        store.remove(ServiceStatus, row["id"])
    store.remove(Service, service_id)


def outcomes_again(
    store: Answers, desk: Desk, acting: Actor, service_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """What the rules say today of a service on file, as if it were recorded now."""
    row = row_of(store, service_id)
    case = case_by_id(store, acting, "service", row)
    filing = Filing(case, entry_of(row), stored_activity(row), service_id)
    return case, outcomes(store, desk, filing)


def amended(desk: Desk, case: Case, row: Record, changes: dict[str, Any]) -> Filing:
    """A service on file with the changes. Another provider has another address."""
    if "provider" in changes:
        changes = dict.fromkeys(PLACE) | changes
    entry = changed(entry_of(row), changes)
    activity = stored_activity(row)
    if "activity" in changes:
        sets = desk.rulebook(case.profile).activity_sets
        activity = find_activity(entry.activity, sets)
    return Filing(case, entry, activity, row["id"], row)


def entry_of(row: Record) -> ServiceEntry:
    """A stored service as the entry it was made from."""
    funded = row["wioa_funded"]
    kept = ("status", "note", "external_id", *PLACE)
    return ServiceEntry(
        activity=row["activity"],
        goal=row["goal_id"],
        planned_start=day(row["planned_start"]),
        planned_end=day(row["planned_end"]),
        start=day(row["start"]),
        end=day(row["end"]),
        hours=row["hours_hundredths"],
        provider=NONE if row["provider_kind"] == NONE else row["provider_name"],
        wioa_funded=None if funded is None else bool(funded),
        situation=tuple(row["situations"].split(",")) if row["situations"] else (),
        no_credential=bool(row["no_credential"]),
        **{name: row[name] for name in kept},
    )


def check_goal(store: Answers, filing: Filing) -> None:
    """The goal is one of the same application.

    Raises `NotFound` for one that is not there, `BadEntry` for another's.
    """
    if filing.entry.goal is None:
        return
    number = filing.case.number
    hint = f"wioatrack goal list {number} shows the goals of this application."
    row = store.one(GOAL, id=filing.entry.goal)
    if row is None:
        raise NotFound(f"--goal: there is no goal {filing.entry.goal}.", hint)
    if row["application_id"] != filing.case.application_id:
        raise BadEntry(
            f"--goal: goal {filing.entry.goal} belongs to another application.",
            hint,
        )


def provider_columns(filing: Filing) -> dict[str, str | None]:
    """Who provides it: the grantee unless said otherwise, nobody, or another.

    One of the list has the address that it has there. Raises `BadEntry` where another
    address is given in part: name, address, city, state and ZIP are needed together
    (IS-48).
    """
    entry, grantee = filing.entry, filing.case.provider
    place = {name: getattr(entry, name) for name in PLACE}
    nobody = entry.provider is None or _same(entry.provider, NONE)
    missing = [name for name, value in place.items() if not value]
    partly = len(missing) < len(PLACE) and (missing or nobody)
    if partly and not filing.listed:
        names = [*(["provider"] if nobody else []), *missing]
        options = ", ".join("--" + name.replace("_", "-") for name in names)
        raise BadEntry(
            f"Missing: {options}.",
            "Another provider needs its name, address, city, state and ZIP together.",
        )
    if entry.provider is None or _same(entry.provider, grantee):
        kind, name = "grantee", grantee
    elif nobody:
        kind, name = NONE, None
    else:
        known = filing.listed or missing
        kind, name = "provider" if known else "other", entry.provider
    return {"provider_kind": kind, "provider_name": name, **place}


def _same(one: str, other: str | None) -> bool:
    return other is not None and one.casefold() == other.casefold()


def columns(filing: Filing) -> dict[str, Any]:
    """The service's columns."""
    entry, activity = filing.entry, filing.activity
    same = ("status", "planned_start", "planned_end", "start", "end", "wioa_funded",
            "note", "external_id", "no_credential")  # fmt: skip
    return {
        **{name: getattr(entry, name) for name in same},
        **provider_columns(filing),
        "goal_id": entry.goal,
        "activity_set": activity.set,
        "activity": activity.code,
        "activity_label": activity.name,
        "activity_group": activity.group,
        "hours_hundredths": entry.hours,
    }


def course_changed(filing: Filing) -> bool:
    """Whether the status or a day that its history shows is another than before."""
    before = entry_of(filing.before) if filing.before else filing.entry
    return any(getattr(before, name) != getattr(filing.entry, name) for name in COURSE)


def keep_situations(store: Store, service_id: int, wanted: tuple[str, ...]) -> None:
    """The situations as given now, each once; what was taken away is removed."""
    from wioatrack.models.plans import ServiceSituation

    kept = {row["situation"]: row["id"] for row in store.ask(SITUATIONS, id=service_id)}
    for situation in dict.fromkeys(wanted):
        if situation not in kept:
            store.keep(ServiceSituation(service_id=service_id, situation=situation))
    for situation, id in kept.items():
        if situation not in wanted:
            store.remove(ServiceSituation, id)


def keep_status(store: Store, service_id: int, entry: ServiceEntry) -> None:
    """A line of the status history, with the days as they are now."""
    from wioatrack.models.plans import ServiceStatus

    store.keep(
        ServiceStatus(
            service_id=service_id,
            status=entry.status,
            start=entry.start,
            planned_end=entry.planned_end,
            end=entry.end,
        )
    )
