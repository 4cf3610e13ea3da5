"""Employers, their worksites, and the jobs that people are placed in (IS-85, IS-87)."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from wioatrack.actions import headers
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, file_record
from wioatrack.actions.listing import Page, contains, paged
from wioatrack.actions.results import Done, Listing, Record, Refused
from wioatrack.actions.roles import Actor, Duty, actor
from wioatrack.entries.kinds import say_money
from wioatrack.entries.worksites import (
    EmployerEntry,
    JobEntry,
    JobFilters,
    WorksiteEntry,
)
from wioatrack.errors import NotFound
from wioatrack.store import Answers, Store

EMPLOYERS = "SELECT id, name, address, city, state, zip FROM employer"
WORKSITES = """
SELECT w.id, w.employer_id, e.name AS employer, w.name, w.address, w.city, w.state, w.zip
  FROM worksite w JOIN employer e ON e.id = w.employer_id
"""
JOBS = """
SELECT j.id, j.worksite_id, w.name AS worksite, w.employer_id, e.name AS employer,
       j.title, j.openings, j.hourly_wage_cents, j.position,
       (SELECT count(*) FROM placement p JOIN service s ON s.id = p.service_id
         WHERE p.job_id = j.id AND s.status IN ('planned', 'started')) AS taken
  FROM job j
  JOIN worksite w ON w.id = j.worksite_id
  JOIN employer e ON e.id = w.employer_id
"""
QUESTIONS: Mapping[str, tuple[str, str]] = {
    "employer": (EMPLOYERS + " WHERE id = :id", EMPLOYERS + " ORDER BY name, id"),
    "worksite": (WORKSITES + " WHERE w.id = :id", WORKSITES + " ORDER BY e.name, w.id"),
    "job": (JOBS + " WHERE j.id = :id", JOBS + " ORDER BY e.name, w.name, j.id"),
}
COLUMNS = {
    "employer": ("id", "name", "city", "state"),
    "worksite": ("id", "employer", "name", "city", "state"),
    "job": ("id", "employer", "worksite", "title", "openings", "taken", "left",
            "hourly_wage", "position"),
}  # fmt: skip
HEADERS = {
    "employer": headers.EMPLOYER,
    "worksite": headers.WORKSITE,
    "job": headers.JOB,
}
LABELS = {"openings": "Total number of openings", "title": "Job"}


def add_employer(desk: Desk, entry: EmployerEntry) -> Done | Refused:
    """Add who employs people."""

    def keep(store: Store) -> int:
        from wioatrack.models.worksites import Employer

        return store.keep(Employer(**asdict(entry)))

    return filed(desk, "employer", {}, keep)


def add_worksite(desk: Desk, entry: WorksiteEntry) -> Done | Refused:
    """Add where an employer's people work."""

    def keep(store: Store) -> int:
        from wioatrack.models.worksites import Worksite

        values = asdict(entry)
        return store.keep(Worksite(employer_id=values.pop("employer"), **values))

    return filed(desk, "worksite", {"employer": entry.employer}, keep)


def add_job(desk: Desk, entry: JobEntry) -> Done | Refused:
    """Add a job at a worksite, and how many can have it at once."""

    def keep(store: Store) -> int:
        from wioatrack.models.worksites import Job

        values = asdict(entry)
        return store.keep(
            Job(
                worksite_id=values.pop("worksite"),
                hourly_wage_cents=values.pop("hourly_wage"),
                **values,
            )
        )

    return filed(desk, "job", {"worksite": entry.worksite}, keep)


def filed(
    desk: Desk, noun: str, parents: Mapping[str, int], keep: Callable[[Store], int]
) -> Done | Refused:
    """Keep one that belongs where it says. Raises `NotFound` for a parent unknown."""

    def judge(store: Answers, acting: Actor) -> Judged[None]:
        for parent, id in parents.items():
            row_of(store, parent, id)
        return Judged(None)

    def show(store: Answers, acting: Actor, id: int) -> Record:
        return record_of(row_of(store, noun, id))

    return file_record(desk, noun, judge, lambda store, judged: keep(store), show)


def row_of(store: Answers, noun: str, id: int) -> Record:
    """The stored employer, worksite or job."""
    row = store.one(QUESTIONS[noun][0], id=id)
    if row is None:
        raise NotFound(
            f"There is no {noun} {id}.", f"wioatrack {noun} list shows the ids on file."
        )
    return row


def record_of(row: Record) -> Record:
    """An employer, worksite or job as JSON has it; a job with what is left of it."""
    record: dict[str, Any] = dict(row)
    if "openings" in record:
        wage = record.pop("hourly_wage_cents")
        record["hourly_wage"] = None if wage is None else say_money(wage)
        record["left"] = max(0, record["openings"] - record["taken"])
    return record


def list_places(desk: Desk, noun: str, page: Page) -> Listing:
    """All employers or worksites."""
    return listed(desk, noun, page, lambda record: True)


def list_jobs(desk: Desk, wanted: JobFilters, page: Page) -> Listing:
    """Jobs with their openings and the positions taken."""

    def fits(record: Record) -> bool:
        return (
            contains(record["employer"], wanted.employer)
            and contains(record["worksite"], wanted.worksite)
            and wanted.open in (None, record["left"] > 0)
        )

    return listed(desk, "job", page, fits)


def listed(
    desk: Desk, noun: str, page: Page, fits: Callable[[Record], bool]
) -> Listing:
    """The records that fit."""
    with desk.reading() as store:
        actor(store, desk.user).require(Duty.READ)
        records = [record_of(row) for row in store.ask(QUESTIONS[noun][1])]
    return Listing(
        noun,
        paged([record for record in records if fits(record)], page, HEADERS[noun]),
        COLUMNS[noun],
        f"There is no {noun} on file. wioatrack {noun} add adds one.",
        LABELS,
        keys=HEADERS[noun],
    )
