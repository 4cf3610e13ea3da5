"""Worksite placements as they are shown: wages, days, follow-ups, payroll."""

from collections.abc import Callable
from datetime import date
from typing import Any

from wioatrack.actions import headers
from wioatrack.actions.cases import Case, case_by_id, cases_seen, day, find_cases
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import iso
from wioatrack.actions.listing import Page, contains, paged
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import Actor, nowhere
from wioatrack.actions.service_records import fits_activity, reader
from wioatrack.actions.service_records import record_of as service_record
from wioatrack.actions.service_records import row_of as service_row
from wioatrack.actions.subsidies import Subsidies, subsidies_of
from wioatrack.entries.kinds import say_money
from wioatrack.entries.worksites import PlacementFilters
from wioatrack.rules import earnfare, milestones, placements
from wioatrack.rules.rulebook import NotInForce, Rulebook
from wioatrack.store import Answers

ROW = """
SELECT p.*, s.application_id, s.status, s.activity,
       j.title AS job_title, j.openings, w.id AS worksite_id, w.name AS worksite,
       e.id AS employer_id, e.name AS employer
  FROM placement p
  JOIN service s ON s.id = p.service_id
  JOIN job j ON j.id = p.job_id
  JOIN worksite w ON w.id = j.worksite_id
  JOIN employer e ON e.id = w.employer_id
"""
ONE = ROW + " WHERE p.id = :id"
OF_CASE = ROW + " WHERE s.application_id = :application ORDER BY p.id"
ALL = ROW + " ORDER BY p.id"
AWAY = """
SELECT id, inactive_on, returned_on FROM placement_away
 WHERE placement_id = :id ORDER BY inactive_on, id
"""
VERIFIED = """
SELECT milestone, verified_on, verified_by, subsidized_wage_cents
  FROM placement_verification WHERE placement_id = :id
"""
PAYROLL = """
SELECT period_start, period_end, paid_on, hours_hundredths, wages_cents, subsidized_cents
  FROM payroll_line WHERE placement_id = :id ORDER BY period_start, id
"""
WAIVERS = """
SELECT rule, because, waived_by, waived_on FROM waiver
 WHERE noun = 'placement' AND record_id = :id ORDER BY id
"""
COLUMNS = ("id", "application", "title", "employer", "worksite", "job_title", "status",
           "start", "planned_end", "end", "hourly_wage", "subsidized_wage",
           "days_subsidized", "total_days_subsidized")  # fmt: skip
OF_SERVICE = ("activity", "title", "goal", "status", "status_label", "planned_end", "end",
              "hours", "provider", "note", "situation")  # fmt: skip
MONEY = ("hourly_wage", "subsidized_wage", "employer_match")


def row_of(store: Answers, placement_id: int) -> Record:
    """The stored placement, with its service's row as `service`."""
    row = store.one(ONE, id=placement_id)
    if row is None:
        raise nowhere("placement", placement_id)
    return row | {"service": service_row(store, row["service_id"])}


def away_rows(store: Answers, placement_id: int) -> list[Record]:
    """The spells without work, in order."""
    return store.ask(AWAY, id=placement_id)


def shower(desk: Desk) -> Callable[[Answers, Actor, int], Record]:
    """How a placement is shown after a write."""

    def show(store: Answers, acting: Actor, placement_id: int) -> Record:
        row = row_of(store, placement_id)
        case = case_by_id(store, acting, "placement", row)
        person = subsidies_of(store, case.participant_id, desk.today)
        record = record_of(store, desk, case, row, person)
        return record | {
            "payroll": [payroll_of(line) for line in store.ask(PAYROLL, id=row["id"])],
            "waivers": store.ask(WAIVERS, id=row["id"]),
        }

    return show


def show_placement(desk: Desk, placement_id: int) -> Record:
    """One placement with everything about it."""
    with desk.reading() as store:
        return shower(desk)(store, reader(store, desk), placement_id)


def record_of(
    store: Answers, desk: Desk, case: Case, row: Record, person: Subsidies
) -> Record:
    """A placement as JSON has it; every count and due date is derived."""
    book = desk.rulebook(case.profile)
    service = row["service"]
    of_service = service_record(desk, case, service)
    start = service["start"] or service["planned_start"]
    minimum, whose = minimum_of(row, start, book)
    spells = away_rows(store, row["id"])
    last = spells[-1] if spells else {"inactive_on": None, "returned_on": None}
    return {
        "id": row["id"],
        **case.keys(),
        "service_id": row["service_id"],
        **{name: of_service[name] for name in OF_SERVICE},
        "start": start,
        "job": row["job_id"],
        **{name: row[name] for name in ("job_title", "worksite", "employer")},
        "openings": row["openings"],
        "minimum_wage": None if minimum is None else say_money(minimum),
        "minimum_wage_of": whose,
        **{name: say_money(row[f"{name}_cents"]) for name in MONEY},
        "position": row["position"],
        "employment_type": row["employment_type"],
        "subsidized_start": row["subsidized_start"] or start,
        "subsidized_end": row["subsidized_end"],
        "earnfare": bool(row["earnfare"]),
        "inactive": last["inactive_on"],
        "return": last["returned_on"],
        "away": [
            {"inactive": spell["inactive_on"], "return": spell["returned_on"]}
            for spell in spells
        ],
        "days_subsidized": person.days(row["id"]),
        "total_days_subsidized": person.total,
        "distinct_days_subsidized": person.distinct,
        "overlapping_days": person.total - person.distinct,
        "earnfare_months": months_of(row, person, book, start),
        "follow_ups": follow_ups(store, row, book, desk.today),
        "updated_by": row["updated_by"],
        "updated_on": row["updated_on"],
    }


def minimum_of(
    row: Record, start: str, book: Rulebook
) -> tuple[int | None, str | None]:
    """The minimum wage of the start day, and whose it is."""
    facts = placements.Wages(
        day=date.fromisoformat(start),
        hourly_cents=row["hourly_wage_cents"],
        subsidized_cents=row["subsidized_wage_cents"],
        match_cents=row["employer_match_cents"],
        place=row["minimum_wage_of"],
        named_cents=row["minimum_wage_cents"],
    )
    try:
        return placements.minimum_wage(facts, book)
    except NotInForce:
        return None, None


def months_of(
    row: Record, person: Subsidies, book: Rulebook, start: str
) -> dict[str, Any] | None:
    """The months of Earnfare by each of the three windows; none elsewhere (D12).

    A profile that says nothing of Earnfare has no months to count.
    """
    if not row["earnfare"] or not book.values.get(earnfare.MONTH):
        return None
    on = date.fromisoformat(start)
    own = person.spans.get(row["id"], ())
    facts = earnfare.Earnfare(row["id"], True, own, person.of_earnfare(but=row["id"]))
    reading = book.in_force(earnfare.MONTH, on=on).word
    return {
        **{one.window: one.months for one in earnfare.counts(facts, reading)},
        "window": book.in_force(earnfare.WINDOW, on=on).word,
        "limit": book.in_force(earnfare.LIMIT, on=on).number,
    }


def follow_ups(
    store: Answers, row: Record, book: Rulebook, today: date
) -> list[dict[str, Any]]:
    """Each milestone with its day and how it stands; a planned placement has none."""
    service = row["service"]
    start = day(service["start"])
    if start is None or row["status"] in ("planned", "not-required"):
        return []
    placed = milestones.Placed(row["status"], start, day(service["end"]))
    verified = {line["milestone"]: line for line in store.ask(VERIFIED, id=row["id"])}
    found = []
    for number, due in milestones.schedule(start, book).items():
        line = verified.get(number)
        if line is not None:
            status = milestones.Band.VERIFIED
        elif milestones.is_moot(placed, due):
            status = milestones.Band.MOOT
        else:
            status = milestones.band(due, today, book)
        found.append(
            {
                "milestone": number,
                "due_date": iso(due),
                "status": str(status),
                "verified_on": line["verified_on"] if line else None,
                "verified_by": line["verified_by"] if line else None,
            }
        )
    return found


def payroll_of(line: Record) -> Record:
    """A pay period as JSON has it."""
    from wioatrack.entries.kinds import say_hundredths

    subsidized = line["subsidized_cents"]
    return {
        "period_start": line["period_start"],
        "period_end": line["period_end"],
        "paid_on": line["paid_on"],
        "hours": say_hundredths(line["hours_hundredths"]),
        "wages": say_money(line["wages_cents"]),
        "subsidized": None if subsidized is None else say_money(subsidized),
    }


def list_placements(desk: Desk, wanted: PlacementFilters, page: Page) -> Listing:
    """Placements of a person, or of everybody the actor sees."""
    with desk.reading() as store:
        acting = reader(store, desk)
        records = []
        for case, row in rows_seen(store, acting, wanted.participant):
            if fits(row, wanted):
                whole = row | {"service": service_row(store, row["service_id"])}
                person = subsidies_of(store, case.participant_id, desk.today)
                record = record_of(store, desk, case, whole, person)
                if fits_activity(record | {"name": record["title"]}, wanted.activity):
                    records.append(record)
    return Listing(
        "placement",
        paged(records, page, headers.PLACEMENT),
        COLUMNS,
        "There are no placements. wioatrack placement add WHO --job ID adds one.",
        {"title": "Activity", "job_title": "Job"},
        keys=headers.PLACEMENT,
    )


def rows_seen(
    store: Answers, acting: Actor, who: str | None
) -> list[tuple[Case, Record]]:
    """The placements of one person, or of all whom the actor sees, with their cases."""
    if who is not None:
        return [
            (case, row)
            for case in find_cases(store, acting, who)
            for row in store.ask(OF_CASE, application=case.application_id)
        ]
    rows = store.ask(ALL)
    wanted = {row["application_id"] for row in rows}
    cases = {case.application_id: case for case in cases_seen(store, acting, wanted)}
    return [
        (cases[row["application_id"]], row)
        for row in rows
        if row["application_id"] in cases
    ]


def fits(row: Record, wanted: PlacementFilters) -> bool:
    """Whether a stored placement fits the filters that its own row answers."""
    return (
        wanted.status in (None, row["status"])
        and contains(row["employer"], wanted.employer)
        and wanted.job in (None, row["job_id"])
        and wanted.service in (None, row["service_id"])
        and wanted.earnfare in (None, bool(row["earnfare"]))
    )
