"""Whatever somebody enters for a case keeps it from being called untouched."""

import datetime as dt
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from wioatrack.store.tables import owning

TODAY = dt.date(2024, 3, 15)
LONG_AGO, OF_LATE = "2023-10-02", "2024-03-08"
# Written in the same step as what they belong to, which then says the day.
WITH_THEIR_OWNER = {
    "gain_semester",
    "goal_status",
    "override_edit",
    "service_situation",
    "service_status",
}
# Mail of a note, which itself says the day.
OF_NOTES = {"outbox"}
# Each kind of record with the columns it must have, and the one that says the day.
RECORDS: dict[str, tuple[str, dict[str, Any]]] = {
    "application": (
        "updated_on",
        {"participant_id": 1, "profile": "isets", "number": "N1",
         "enrollment": "enrolled"},
    ),
    "service": (
        "updated_on",
        {"application_id": 1, "activity_set": "isets", "activity": "JST",
         "status": "not-required"},
    ),
    "goal": (
        "updated_on",
        {"application_id": 1, "statement": "Work", "category": "career-plan",
         "term": "short", "status": "on-track", "prepopulated": 1},
    ),
    "credential": (
        "updated_on",
        {"application_id": 1, "type": "bachelor-degree", "date": LONG_AGO,
         "recorded_on": LONG_AGO, "recorded_by": "ore"},
    ),
    "credential_decision": (
        "created_on",
        {"credential_id": 1, "type": "bachelor-degree", "skills": "academic",
         "issuer_kind": "college", "code": "counts", "reasons": "[]",
         "citations": "[]", "rules": "1"},
    ),
    "gain": (
        "updated_on",
        {"application_id": 1, "type": "milestone", "federal_type": "4",
         "date": LONG_AGO},
    ),
    "assessment": ("updated_on", {"application_id": 1, "name": "TABE", "kind": "efl"}),
    "note": (
        "date",
        {"application_id": 1, "task": "note", "send": "no", "author": "ore",
         "created_at": "2023-10-02T00:00:00"},
    ),
    "document": (
        "added_on",
        {"application_id": 1, "sha256": "0" * 64, "size": 1, "kind": "other",
         "original_name": "a.pdf", "added_by": "ore"},
    ),
    "need": ("created_on", {"application_id": 1, "section": "skill", "words": "Math"}),
    "pathway": ("updated_on", {"application_id": 1}),
    "plan_agreement": (
        "created_on",
        {"application_id": 1, "status": "requested", "date": LONG_AGO, "goal_mark": 0,
         "goal_status_mark": 0},
    ),
    "referral": (
        "sent_on", {"application_id": 1, "provider_id": 1, "sent_by": "ore"}
    ),
    "override_request": (
        "updated_on",
        {"participant_id": 1, "application_id": 1, "service_id": 1,
         "support_type": "clothing", "period": "2024", "amount_cents": 1,
         "reason": "Boots", "status": "pending", "requested_by": "ore",
         "requested_on": LONG_AGO},
    ),
    "employment": (
        "updated_on",
        {"application_id": 1, "employer": "E", "title": "T", "kind": "full-time",
         "start": LONG_AGO, "city": "C", "state": "IL", "zip": "60601",
         "duties": "D", "hours_hundredths": 1},
    ),
    "followup": ("updated_on", {"application_id": 1, "due_date": LONG_AGO}),
    "followup_contact": (
        "created_on", {"followup_id": 1, "date": LONG_AGO, "outcome": "reached"}
    ),
    "story": (
        "updated_on",
        {"application_id": 1, "title": "T", "text": "T", "status": "draft"},
    ),
    "exit": (
        "voided_on",
        {"application_id": 1, "kind": "record", "date": LONG_AGO, "voided_by": "ore",
         "voided_because": "A service followed"},
    ),
    "payment": (
        "updated_on",
        {"service_id": 1, "method": "check", "date": LONG_AGO, "amount_cents": 1,
         "quantity": 1, "paid_by": "snap-et"},
    ),
    "placement": (
        "updated_on",
        {"service_id": 1, "job_id": 1, "hourly_wage_cents": 1,
         "subsidized_wage_cents": 0, "employer_match_cents": 0,
         "position": "full-time"},
    ),
    "placement_away": ("updated_on", {"placement_id": 1, "inactive_on": LONG_AGO}),
    "placement_verification": (
        "verified_on", {"placement_id": 1, "milestone": 30, "verified_by": "ore"}
    ),
    "payroll_line": (
        "created_on",
        {"placement_id": 1, "period_start": LONG_AGO, "period_end": LONG_AGO,
         "hours_hundredths": 1, "wages_cents": 1, "file_sha256": "0" * 64},
    ),
    "attendance_week": (
        "created_on", {"service_id": 1, "week_start": "2023-10-01"}
    ),
    "attendance_day": (
        "updated_on",
        {"attendance_week_id": 1, "day": "2023-10-02", "check_in": "09:00",
         "entered_by": "staff"},
    ),
}  # fmt: skip
# What others stand on and is of no case.
GROUND: dict[str, dict[str, Any]] = {
    "participant": {"state_id": "S1", "first_name": "A", "last_name": "B"},
    "employer": {"name": "E"},
    "worksite": {"employer_id": 1, "name": "W"},
    "job": {"worksite_id": 1, "title": "J", "openings": 1},
    "provider": {"name": "P", "kind": "provider"},
}


@pytest.fixture
def filed(
    wioatrack: Callable[..., Any], db: Path
) -> Callable[[str | None], sqlite3.Connection]:
    """One case with a record of every kind, one of them of late, the others old."""

    def filed(late: str | None) -> sqlite3.Connection:
        file = sqlite3.connect(db, isolation_level=None)
        for table, columns in GROUND.items():
            put(file, table, columns)
        for table, (said_on, columns) in RECORDS.items():
            day = OF_LATE if table == late else LONG_AGO
            put(file, table, columns | {said_on: day})
        return file

    return filed


def put(file: sqlite3.Connection, table: str, columns: dict[str, Any]) -> None:
    """File record 1 of its kind, stamped long ago."""
    has = {name for _, name, *_ in file.execute(f"PRAGMA table_info({table})")}
    stamps = {"created_on": LONG_AGO, "created_by": "ore", "updated_on": LONG_AGO,
              "updated_by": "ore"}  # fmt: skip
    given = {name: stamps[name] for name in stamps if name in has} | columns
    names = ", ".join(given)
    marks = ", ".join("?" * len(given))
    file.execute(
        f"INSERT INTO {table} (id, {names}) VALUES (1, {marks})", [*given.values()]
    )


@pytest.fixture
def due(wioatrack: Callable[..., Any]) -> Callable[[], list[str]]:
    """Since when the case is untouched, as the agenda says."""

    def due() -> list[str]:
        answer = wioatrack("agenda", "--kind", "untouched", "--json",
                           as_of=TODAY.isoformat(), code=0)  # fmt: skip
        return [row["due_date"] for row in json.loads(answer.stdout)]

    return due


def test_a_case_is_untouched_when_all_of_it_is(
    filed: Callable[..., sqlite3.Connection], due: Callable[[], list[str]]
) -> None:
    """Fourteen days after 2 October."""
    filed(None).close()

    assert due() == ["2023-10-16"]


@pytest.mark.parametrize("table", RECORDS)
def test_a_record_of_any_kind_touches_its_case(
    filed: Callable[..., sqlite3.Connection], due: Callable[[], list[str]], table: str
) -> None:
    """Whichever is the newest, the fourteen days begin with it."""
    filed(table).close()

    assert due() == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE referral SET reply = 'accepted', replied_by = 'ore', replied_on = :day",
        "UPDATE attendance_week SET verified_by = 'ore', verified_on = :day",
        "UPDATE attendance_week SET reopened_by = 'ore', reopened_on = :day, "
        "reopened_because = 'A day was missing'",
    ],
    ids=["a reply", "a week verified", "a week opened again"],
)
def test_so_does_what_is_done_with_it_later(
    filed: Callable[..., sqlite3.Connection], due: Callable[[], list[str]], change: str
) -> None:
    """A reply, a week verified, a week opened again."""
    with closing(filed(None)) as file:
        file.execute(change, {"day": OF_LATE})

    assert due() == []


def test_every_table_of_a_case_is_asked(
    filed: Callable[..., sqlite3.Connection],
) -> None:
    """A new kind of record cannot be forgotten."""
    with closing(filed(None)) as file:
        links = owning(file)
    found = {"application"}
    while new := {one.table for one in links if one.parent in found} - found:
        found |= new

    assert found == set(RECORDS) | WITH_THEIR_OWNER | OF_NOTES
