"""What staff do with jobs: add, change, list, and see which quarters they fill."""

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from wioatrack.actions import headers
from wioatrack.actions.cases import Case, day, find_case, find_cases, record_by_id
from wioatrack.actions.desk import Desk
from wioatrack.actions.employment_facts import job_of, jobs_of
from wioatrack.actions.filing import Judged, changed, file_record, iso
from wioatrack.actions.listing import Page, paged
from wioatrack.actions.results import Done, Listing, Record, Refused
from wioatrack.actions.roles import Actor, actor
from wioatrack.entries.employment import EmploymentEntry, EmploymentFilters
from wioatrack.entries.kinds import say_hundredths
from wioatrack.rulebooks import load_list
from wioatrack.rules import employment as rules
from wioatrack.rules.calendar import Happening, not_in_future
from wioatrack.rules.jobs import first_day, held
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.quarters import quarters
from wioatrack.store import Answers

if TYPE_CHECKING:
    from wioatrack.store import Store

ONE = "SELECT * FROM employment WHERE id = :id"
OF_CASE = "SELECT * FROM employment WHERE application_id = :id ORDER BY start, id"
PRESENT = "Present"
COLUMNS = ("id", "employer", "start", "end_date", "title", "city", "hours", "kind")
LABELS = {"employer": "Name", "start": "Start date", "title": "Job title"}
SAME = ("employer", "title", "kind", "street", "street2", "city", "state", "zip",
        "duties", "meets_needs")  # fmt: skip


def add_employment(desk: Desk, who: str, entry: EmploymentEntry) -> Done | Refused:
    """Record a job; one without an end is the present one (OUT-57)."""

    def judge(store: Answers, acting: Actor) -> Judged[Case]:
        case = find_case(store, acting, who)
        return Judged(case, outcomes(desk, case, entry, None))

    def write(store: "Store", judged: Judged[Case]) -> int:
        from wioatrack.models.afterwards import Employment

        row = Employment(application_id=judged.facts.application_id, **columns(entry))
        return store.keep(row)

    return file_record(desk, "employment", judge, write, shower(desk))


def edit_employment(
    desk: Desk, employment_id: int, changes: dict[str, Any]
) -> Done | Refused:
    """Change what is given; an end ends the present job, and `--current` takes it away."""

    def judge(store: Answers, acting: Actor) -> Judged[EmploymentEntry]:
        row, case = record_by_id(store, acting, "employment", ONE, employment_id)
        entry = amended(row, changes)
        return Judged(entry, outcomes(desk, case, entry, employment_id))

    def write(store: "Store", judged: Judged[EmploymentEntry]) -> int:
        from wioatrack.models.afterwards import Employment

        values = columns(judged.facts)
        # Looked at today, even where nothing is another: the present job is confirmed.
        store.change(Employment, employment_id, **values, updated_on=desk.today)
        return employment_id

    return file_record(desk, "employment", judge, write, shower(desk))


def amended(row: Record, changes: dict[str, Any]) -> EmploymentEntry:
    """A job on file with the changes."""
    if changes.get("current") and "end" not in changes:
        changes = {**changes, "end": None}
    elif changes.get("end") and "current" not in changes:
        changes = {**changes, "current": None}
    return changed(entry_of(row), changes)


def entry_of(row: Record) -> EmploymentEntry:
    """A stored job as the entry it was made from."""
    experience, end = row["experience"], day(row["end"])
    return EmploymentEntry(
        start=date.fromisoformat(row["start"]),
        end=end,
        current=True if end is None else None,
        hours=row["hours_hundredths"],
        experience=None if experience is None else bool(experience),
        **{name: row[name] for name in SAME},
    )


def columns(entry: EmploymentEntry) -> dict[str, Any]:
    """The job's columns. Whether it is the present one follows from its end."""
    values = asdict(entry)
    del values["current"]
    values["hours_hundredths"] = values.pop("hours")
    return values


def outcomes(
    desk: Desk, case: Case, entry: EmploymentEntry, employment_id: int | None
) -> tuple[Outcome, ...]:
    """Every rule on recording one job."""
    book = desk.rulebook(case.profile)
    given = rules.Held(entry.start, entry.end, entry.current, employment_id)
    began = Happening("Began", entry.start, desk.today)
    worked = rules.Worked(entry.start, case.exited_on, entry.end)
    ended: tuple[Outcome, ...] = ()
    if entry.end is not None:
        ended = (not_in_future(Happening("Ended", entry.end, desk.today), book),)
    return (
        rules.days(given, book),
        not_in_future(began, book),
        *ended,
        rules.current_said(given, book),
        rules.after_exit(worked, book),
    )


def outcomes_again(
    store: Answers, desk: Desk, acting: Actor, employment_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """The rules on a job on file, and on the quarters after exit as they stand."""
    row, case = record_by_id(store, acting, "employment", ONE, employment_id)
    book = desk.rulebook(case.profile)
    jobs = jobs_of(store, case)
    asked = quarters(case.exited_on, book) if case.exited_on else ()
    quarterly = (
        rules.in_quarter(
            rules.Quarterly(one.number, case.exited_on, jobs, desk.today), book
        )
        for one in asked
    )
    said = outcomes(desk, case, amended(row, {}), employment_id)
    return case, (*said, *quarterly)


def shower(desk: Desk) -> Any:
    """How a job is shown after a write."""

    def show(store: Answers, acting: Actor, employment_id: int) -> Record:
        row, case = record_by_id(store, acting, "employment", ONE, employment_id)
        return record_of(desk, case, row)

    return show


def record_of(desk: Desk, case: Case, row: Record) -> Record:
    """A job as JSON has it, with the quarters after exit that it fills (OUT-59)."""
    book = desk.rulebook(case.profile)
    filled = []
    if case.exited_on is not None:
        job = job_of(row)
        filled = [
            quarter.number
            for quarter in quarters(case.exited_on, book)
            if held([job], quarter.span, desk.today)
        ]
    experience = row["experience"]
    return {
        "id": row["id"],
        **case.keys(),
        "employer": row["employer"],
        "title": row["title"],
        "start": row["start"],
        "end": row["end"],
        "end_date": row["end"] or PRESENT,
        "current": row["end"] is None,
        "kind": row["kind"],
        "kind_label": load_list("employment-kind").label(row["kind"], book),
        "street": row["street"],
        "street2": row["street2"],
        "city": row["city"],
        "state": row["state"],
        "zip": row["zip"],
        "duties": row["duties"],
        "hours": say_hundredths(row["hours_hundredths"]),
        "meets_needs": row["meets_needs"],
        "experience": None if experience is None else bool(experience),
        "quarters": filled,
        "updated_on": row["updated_on"],
        "updated_by": row["updated_by"],
    }


def list_employment(
    desk: Desk, who: str, wanted: EmploymentFilters, page: Page
) -> Listing:
    """The jobs of an application, or of all that a person has."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        records = [
            record_of(desk, case, row)
            for case in find_cases(store, acting, who)
            for row in store.ask(OF_CASE, id=case.application_id)
            if wanted.kind in (None, row["kind"])
            and wanted.current in (None, row["end"] is None)
        ]
    empty = (
        f"No employment yet. wioatrack employment add {who} --employer NAME --title "
        "TITLE --start DATE --city CITY --state STATE --zip ZIP --duties TEXT --hours N"
    )
    return Listing(
        "employment",
        paged(records, page, headers.EMPLOYMENT),
        COLUMNS,
        empty,
        LABELS,
        keys=headers.EMPLOYMENT,
    )


def show_quarters(desk: Desk, who: str) -> Record:
    """Employment in each quarter after exit, and its first unsubsidized day."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        case = find_case(store, acting, who)
        jobs = jobs_of(store, case)
    book = desk.rulebook(case.profile)
    found = []
    for quarter in quarters(case.exited_on, book) if case.exited_on else ():
        facts = rules.Quarterly(quarter.number, case.exited_on, jobs, desk.today)
        answer = rules.in_quarter(facts, book)
        there = held(jobs, quarter.span, desk.today)
        found.append(
            {
                "quarter": quarter.number,
                "first": quarter.span.first.isoformat(),
                "last": quarter.span.last.isoformat(),
                "employed": {"met": "yes", "not-met": "no"}.get(answer.verdict, "open"),
                "employment": [job.employment_id for job in there],
                "confirmed": any(
                    job.confirmed_on >= quarter.span.first for job in there
                ),
                "collect_from": quarter.collect_from.isoformat(),
                "report_by": quarter.report_by.isoformat(),
            }
        )
    return {
        **case.keys(),
        "exit_date": iso(case.exited_on),
        "first_unsubsidized_day": iso(
            first_day(jobs, case.participation_date, case.exited_on)
        ),
        "quarters": found,
    }
