"""Attendance as it is shown: days, and weeks from Sunday to Saturday."""

from datetime import date, timedelta
from typing import Any

from wioatrack.actions import headers
from wioatrack.actions.cases import Case, case_by_id, day
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page, paged
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.service_records import reader, row_of
from wioatrack.rules.attendance import Times, minutes, said_hours
from wioatrack.rules.dates import Span, week_of
from wioatrack.store import Answers

WEEK = "SELECT * FROM attendance_week WHERE service_id = :id AND week_start = :first"
DAYS = """
SELECT d.* FROM attendance_day d
 WHERE d.attendance_week_id = :week ORDER BY d.day
"""
WEEKS = "SELECT * FROM attendance_week WHERE service_id = :id ORDER BY week_start"
COLUMNS = ("week", "hours", "verified", "verified_by", "verified_on")
LABELS = {"hours": "Total hours/week"}
NAMES = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


def week_row(store: Answers, service_id: int, first: date) -> Record | None:
    """The stored week, if anything was ever entered in it."""
    return store.one(WEEK, id=service_id, first=first.isoformat())


def times_of(service_id: int, row: Record) -> Times:
    """A stored day's times."""
    return Times(
        service_id,
        date.fromisoformat(row["day"]),
        row["check_in"],
        row["lunch_start"],
        row["lunch_end"],
        row["check_out"],
    )


def day_record(service_id: int, on: date, row: Record | None) -> Record:
    """One line of the sheet; nothing but the day where nothing was entered."""
    total = 0 if row is None else minutes(times_of(service_id, row))
    row = row or {}
    return {
        "day": on.isoformat(),
        "weekday": NAMES[(on.weekday() + 1) % len(NAMES)],
        "in": row.get("check_in"),
        "lunch_start": row.get("lunch_start"),
        "lunch_end": row.get("lunch_end"),
        "out": row.get("check_out"),
        "minutes": total,
        "hours": said_hours(total),
        "entered_by": row.get("entered_by"),
        "updated_by": row.get("updated_by"),
        "updated_on": row.get("updated_on"),
    }


def week_record(
    store: Answers, case: Case, service: Record, week: Span, *, whole: bool = True
) -> Record:
    """A week with its seven days; its minutes are their sum."""
    row = week_row(store, service["id"], week.first)
    stored = {
        line["day"]: line
        for line in (store.ask(DAYS, week=row["id"]) if row is not None else [])
    }
    days = [
        day_record(service["id"], on, stored.get(on.isoformat()))
        for on in (week.first + timedelta(days=n) for n in range(len(NAMES)))
    ]
    total = sum(line["minutes"] for line in days)
    marks: dict[str, Any] = dict(row or {})
    return {
        "id": marks.get("id"),
        **case.keys(),
        "service": service["id"],
        "activity": service["activity"],
        "week": f"{week.first}/{week.last}",
        "week_start": week.first.isoformat(),
        "week_end": week.last.isoformat(),
        "minutes": total,
        "hours": said_hours(total),
        "verified": marks.get("verified_on") is not None,
        "verified_by": marks.get("verified_by"),
        "verified_on": marks.get("verified_on"),
        "reopened_by": marks.get("reopened_by"),
        "reopened_on": marks.get("reopened_on"),
        "reopened_because": marks.get("reopened_because"),
        **({"days": days} if whole else {}),
    }


def show_week(desk: Desk, service_id: int, on: date) -> Record:
    """The week that a day lies in."""
    with desk.reading() as store:
        service = row_of(store, service_id)
        case = case_by_id(store, reader(store, desk), "service", service)
        return week_record(store, case, service, week_of(on))


def list_weeks(desk: Desk, service_id: int, page: Page) -> Listing:
    """The weeks of a service so far: from its start to its end or to today (IS-77)."""
    with desk.reading() as store:
        service = row_of(store, service_id)
        case = case_by_id(store, reader(store, desk), "service", service)
        rows = [
            week_record(store, case, service, week)
            for week in weeks_of(store, service, desk.today)
        ]
    return Listing(
        "week",
        paged(rows, page, headers.WEEKS),
        COLUMNS,
        "No week of this service has begun.",
        LABELS,
        keys=headers.WEEKS,
    )


def weeks_of(store: Answers, service: Record, today: date) -> list[Span]:
    """Every week that the service has touched by now, and every one with an entry."""
    found = {
        date.fromisoformat(row["week_start"])
        for row in store.ask(WEEKS, id=service["id"])
    }
    first = day(service["start"])
    if first is not None and service["status"] not in ("planned", "not-required"):
        last = min(today, day(service["end"]) or day(service["planned_end"]) or today)
        begin = week_of(first).first
        while begin <= last:
            found.add(begin)
            begin += timedelta(days=len(NAMES))
    return [week_of(begin) for begin in sorted(found)]
