"""What is due: every open due date up to a day, from the index (IS-98, D15)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from wioatrack.actions import headers
from wioatrack.actions.desk import Desk
from wioatrack.actions.due_dates import SOURCES, STILL, fix_of, not_too_late
from wioatrack.actions.listing import Page, one_of, paged
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import Actor, Duty, actor
from wioatrack.entries.followups import DueFilters
from wioatrack.rules.milestones import band
from wioatrack.store import Answers

# Every column comes from the index `open_due_date`, so no row of a table is read.
ALL = """
SELECT participant, application, kind, milestone, due_date, record_id
  FROM open_due WHERE due_date <= :until {STILL}
 ORDER BY due_date, application_id, kind, record_id, milestone LIMIT :limit
""".replace("{STILL}", STILL)
# The places first, then the order: what is seen is little, what there is may be much.
OF_PLACES = """
SELECT participant, application, kind, milestone, due_date, record_id
  FROM open_due
 WHERE id IN (
   SELECT id FROM open_due
    WHERE office IN (SELECT value FROM json_each(:places)) AND due_date <= :until
   UNION
   SELECT id FROM open_due
    WHERE provider IN (SELECT value FROM json_each(:places)) AND due_date <= :until)
   {STILL}
 ORDER BY +due_date, application_id, kind, record_id, milestone LIMIT :limit
""".replace("{STILL}", STILL)
NAME = """
SELECT p.last_name || ', ' || p.first_name AS name
  FROM application a JOIN participant p ON p.id = a.participant_id
 WHERE a.number = :number
"""
COLUMNS = ("participant", "application", "kind", "milestone", "due_date",
           "days_overdue", "fix")  # fmt: skip


def list_due(desk: Desk, wanted: DueFilters, page: Page) -> Listing:
    """What falls due up to today, or so many days on; the longest overdue first.

    Ids only, unless names are asked for: the list is made for cron mail.
    """
    until = desk.today + timedelta(days=wanted.within or 0)
    kind = one_of("--kind", wanted.kind, SOURCES)
    limit = -1 if kind else page.sql_limit
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.READ)
        still = not_too_late(desk.today, desk.rulebook("federal"))
        found = rows(store, acting, until, limit, still)
        of_kind = [row for row in found if kind in (None, row["kind"])]
        records = list(records_of(desk, of_kind))
        if wanted.names:
            records = [record | named(store, record) for record in records]
    columns, keys = shown_as(bool(wanted.names))
    return Listing("follow-up", paged(records, page, keys), columns, "", keys=keys)


def shown_as(names: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a person reads of each row, and all there is; names where asked for."""
    if not names:
        return COLUMNS, headers.DUE
    return (*COLUMNS[:1], "name", *COLUMNS[1:]), (*headers.DUE, "name")


def rows(
    store: Answers, acting: Actor, until: date, limit: int, still: str
) -> list[Record]:
    """The open due dates that the actor may see and that can still be met, in order."""
    given: dict[str, Any] = {
        "until": until.isoformat(),
        "limit": limit,
        "still": still,
    }
    if acting.placed:
        from json import dumps

        places = dumps(sorted(acting.locations))
        return store.ask(OF_PLACES, places=places, **given)
    return store.ask(ALL, **given)


def records_of(desk: Desk, found: list[Record]) -> Iterator[Record]:
    """Due dates as JSON has them; what is not overdue is so by 0 days."""
    stands: dict[str, tuple[int, str]] = {}
    fixes: dict[str, str] = {}
    for row in found:
        day, kind = row["due_date"], row["kind"]
        if day not in stands:
            stands[day] = standing(desk, date.fromisoformat(day))
        if kind not in fixes:
            fixes[kind] = fix_of(kind)
        days_overdue, nearness = stands[day]
        yield {
            "participant": row["participant"],
            "application": row["application"],
            "kind": kind,
            "milestone": row["milestone"],
            "due_date": day,
            "days_overdue": days_overdue,
            "fix": fixes[kind].format_map(row),
            "record": row["record_id"],
            "band": nearness,
        }


def standing(desk: Desk, due: date) -> tuple[int, str]:
    """How many days a date is overdue, and the band it lies in."""
    nearness = band(due, desk.today, desk.rulebook("federal"))
    return max(0, (desk.today - due).days), str(nearness)


def named(store: Answers, record: Record) -> Record:
    """The name, where it was asked for."""
    row = store.one(NAME, number=record["application"])
    return {"name": row["name"] if row else None}


def renew_due(desk: Desk) -> Record:
    """Write the index of open due dates anew, and say for how many it was wrong."""
    from wioatrack.actions.due_dates import renew

    with desk.writing() as store:
        actor(store, desk.user).require(Duty.ADMINISTER)
        wrong = renew(store, desk.rulebook)
    return {"applications_renewed": wrong}
