"""What staff do with worksite placements: a placement is a service of its activity."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from wioatrack.actions import placement_facts, service_facts, services
from wioatrack.actions.activities import stored_activity
from wioatrack.actions.cases import Case, case_by_id, day, find_case
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, Waivers, changed, file_record
from wioatrack.actions.placement_facts import Filing
from wioatrack.actions.placement_records import away_rows, row_of, shower
from wioatrack.actions.removing import remove_record
from wioatrack.actions.results import Done, Record, Refused
from wioatrack.actions.roles import Actor
from wioatrack.actions.service_providers import with_provider
from wioatrack.actions.worksites import row_of as place_of
from wioatrack.entries.worksites import PlacementEntry
from wioatrack.errors import BadEntry
from wioatrack.rules import services as service_rules
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.subsidized import Away
from wioatrack.store import Answers, Store

SPELL = ("inactive", "return_")


def add_placement(
    desk: Desk, who: str, entry: PlacementEntry, waivers: Waivers
) -> Done | Refused:
    """Place a participant in a job; the position is taken in the same transaction."""

    def judge(store: Answers, acting: Actor) -> Judged[Filing]:
        case = find_case(store, acting, who)
        filing = filing_of(store, desk, case, entry)
        return Judged(filing, placement_facts.outcomes(store, desk, filing))

    def write(store: Store, judged: Judged[Filing]) -> int:
        from wioatrack.models.plans import Service
        from wioatrack.models.worksites import Placement

        filing, service = judged.facts, judged.facts.service
        service_id = store.keep(
            Service(
                application_id=filing.case.application_id,
                **services.columns(service),
            )
        )
        services.keep_situations(store, service_id, entry.situation)
        services.keep_status(store, service_id, service.entry)
        return store.keep(Placement(service_id=service_id, **columns(filing)))

    return file_record(desk, "placement", judge, write, shower(desk), waivers=waivers)


def update_placement(
    desk: Desk, placement_id: int, changes: dict[str, Any], waivers: Waivers
) -> Done | Refused:
    """Change what is given, by the same rules as `add`; the history keeps the rest."""

    def judge(store: Answers, acting: Actor) -> Judged[Filing]:
        row = row_of(store, placement_id)
        case = case_by_id(store, acting, "placement", row)
        given = {name: v for name, v in changes.items() if name not in SPELL}
        entry = changed(entry_of(row), recomputed(row, given))
        away = spells(store, placement_id, changes)
        filing = filing_of(store, desk, case, entry, row, away)
        return Judged(filing, placement_facts.outcomes(store, desk, filing))

    def write(store: Store, judged: Judged[Filing]) -> int:
        from wioatrack.models.plans import Service
        from wioatrack.models.worksites import Placement

        filing, service = judged.facts, judged.facts.service
        assert filing.before is not None
        service_id = filing.before["service_id"]
        store.change(Service, service_id, **services.columns(service))
        services.keep_situations(store, service_id, service.entry.situation)
        if services.course_changed(service):
            services.keep_status(store, service_id, service.entry)
        store.change(Placement, placement_id, **columns(filing))
        keep_away(store, placement_id, filing.away)
        return placement_id

    return file_record(desk, "placement", judge, write, shower(desk), waivers=waivers)


def remove_placement(desk: Desk, placement_id: int) -> Done | Refused:
    """Take a planned placement back, and its service with it; the position is free."""

    def judge(store: Answers, acting: Actor) -> Judged[Record]:
        row = row_of(store, placement_id)
        case = case_by_id(store, acting, "placement", row)
        facts = replace(service_facts.attached(store, row["service"]), placements=0)
        outcome = service_rules.removable(facts, desk.rulebook(case.profile))
        return Judged(shower(desk)(store, acting, placement_id), (outcome,))

    def remove(store: Store, record: Record) -> None:
        from wioatrack.models.worksites import Placement, PlacementAway

        for row in away_rows(store, placement_id):
            store.remove(PlacementAway, row["id"])
        store.remove(Placement, placement_id)
        services.take_away(store, record["service_id"])

    return remove_record(desk, "placement", judge, remove)


def filing_of(
    store: Answers,
    desk: Desk,
    case: Case,
    entry: PlacementEntry,
    before: Record | None = None,
    away: tuple[Away, ...] = (),
) -> Filing:
    """A placement with its job and the service that it is."""
    service_row = before["service"] if before else None
    if before is not None and entry.activity == before["service"]["activity"]:
        activity = stored_activity(before["service"])
    else:
        book = desk.rulebook(case.profile)
        activity = placement_facts.worksite_activity(entry.activity, book)
    kept = None if service_row is None else services.entry_of(service_row)
    service = service_facts.Filing(
        case=case,
        entry=placement_facts.service_entry(entry, activity, kept),
        activity=activity,
        service_id=None if before is None else before["service_id"],
        before=service_row,
    )
    service = with_provider(store, service)
    services.check_goal(store, service)
    services.provider_columns(service)
    job = place_of(store, "job", entry.job)
    return Filing(case, entry, service, job, away, before)


def entry_of(row: Record) -> PlacementEntry:
    """A stored placement, with its service, as the entry it was made from."""
    service = services.entry_of(row["service"])
    start, planned_end = service.start or service.planned_start, service.planned_end
    if start is None or planned_end is None or service.goal is None:
        raise BadEntry(
            f"Service {row['service_id']} has lost its start, planned end or goal.",
            f"wioatrack service update {row['service_id']} --start DATE --planned-end "
            "DATE --goal ID",
        )
    minimum = row["minimum_wage_cents"]
    return PlacementEntry(
        activity=service.activity,
        job=row["job_id"],
        goal=service.goal,
        status=service.status,
        start=start,
        planned_end=planned_end,
        end=service.end,
        hours=service.hours or 0,
        minimum_wage=row["minimum_wage_of"] if minimum is None else minimum,
        hourly_wage=row["hourly_wage_cents"],
        subsidized_wage=row["subsidized_wage_cents"],
        employer_match=row["employer_match_cents"],
        position=row["position"],
        employment_type=row["employment_type"],
        subsidized_start=day(row["subsidized_start"]),
        subsidized_end=day(row["subsidized_end"]),
        earnfare=bool(row["earnfare"]),
        provider=service.provider,
        note=service.note,
        situation=service.situation,
    )


def recomputed(row: Record, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes; a match that was the rest of the wage is the rest of the new one."""
    rest = row["hourly_wage_cents"] - row["subsidized_wage_cents"]
    moved = {"hourly_wage", "subsidized_wage"} & changes.keys()
    if moved and row["employer_match_cents"] == max(0, rest):
        return {"employer_match": None, **changes}
    return dict(changes)


def columns(filing: Filing) -> dict[str, Any]:
    """The placement's own columns."""
    entry, named = filing.entry, filing.entry.minimum_wage
    return {
        "job_id": entry.job,
        "employment_type": entry.employment_type,
        "minimum_wage_of": named if isinstance(named, str) else None,
        "minimum_wage_cents": named if isinstance(named, int) else None,
        "hourly_wage_cents": filing.hourly,
        "subsidized_wage_cents": entry.subsidized_wage,
        "employer_match_cents": filing.match,
        "position": entry.position,
        "subsidized_start": entry.subsidized_start,
        "subsidized_end": entry.subsidized_end,
        "earnfare": entry.earnfare,
    }


def spells(
    store: Answers, placement_id: int, changes: Mapping[str, Any]
) -> tuple[Away, ...]:
    """The spells without work, with the day of inactivity or of return that is given.

    An open spell is changed, another one is added. Raises `BadEntry` for a return
    without a spell.
    """
    found = [
        Away(date.fromisoformat(row["inactive_on"]), day(row["returned_on"]))
        for row in away_rows(store, placement_id)
    ]
    inactive, back = changes.get("inactive"), changes.get("return_")
    if inactive is not None:
        if found and found[-1].returned_on is None:
            found[-1] = Away(inactive)
        else:
            found.append(Away(inactive))
    if back is not None:
        if not found:
            raise BadEntry(
                f"--return: placement {placement_id} has no inactive day.",
                "Give --inactive DATE too.",
            )
        found[-1] = Away(found[-1].inactive_on, back)
    return tuple(found)


def keep_away(store: Store, placement_id: int, away: tuple[Away, ...]) -> None:
    """The spells as they are now; they are only added to, or the last one changed."""
    from wioatrack.models.worksites import PlacementAway

    rows = away_rows(store, placement_id)
    for row, spell in zip(rows, away, strict=False):
        store.change(
            PlacementAway,
            row["id"],
            inactive_on=spell.inactive_on,
            returned_on=spell.returned_on,
        )
    for spell in away[len(rows) :]:
        store.keep(
            PlacementAway(
                placement_id=placement_id,
                inactive_on=spell.inactive_on,
                returned_on=spell.returned_on,
            )
        )


def outcomes_again(
    store: Answers, desk: Desk, acting: Actor, placement_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """Every rule on a placement as it is on file, as if it were placed now."""
    row = row_of(store, placement_id)
    case = case_by_id(store, acting, "placement", row)
    away = spells(store, placement_id, {})
    filing = filing_of(store, desk, case, entry_of(row), row, away)
    return case, placement_facts.outcomes(store, desk, filing, again=True)
