"""What staff do with applications: the periods that every other record belongs to."""

from dataclasses import asdict
from datetime import date
from typing import Any

from wioatrack.actions import headers
from wioatrack.actions.application_facts import on_participation, schooling
from wioatrack.actions.cases import OF_PERSON, Case, case_of, find_case, find_person
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, changed, file_record, iso
from wioatrack.actions.listing import Page, contains, paged
from wioatrack.actions.prepopulating import populate
from wioatrack.actions.results import Done, Listing, Record, Refused
from wioatrack.actions.roles import Actor, actor
from wioatrack.actions.service_clocks import federal_days
from wioatrack.entries.people import ApplicationEntry, ApplicationFilters
from wioatrack.errors import BadEntry, Conflict
from wioatrack.rules.applications import (
    Filled,
    required_fields,
    school_status,
)
from wioatrack.rules.calendar import Happening, not_in_future
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.rulebook import NotInForce
from wioatrack.rules.windows import last_day
from wioatrack.store import Answers, Store

DEFAULT_PROFILE = "SELECT value FROM setting WHERE name = 'profile'"
TAKEN = "SELECT 1 FROM application WHERE number = :number AND id IS NOT :id"
NEXT = "SELECT coalesce(max(id), 0) + 1 AS id FROM application"
ROW = """
SELECT a.*, x.date AS exit_date, x.kind AS exit_kind,
       coalesce(p.state_id, p.individual_number, p.username) AS who,
       p.last_name || ', ' || p.first_name AS name
  FROM application a
  JOIN participant p ON p.id = a.participant_id
  LEFT JOIN exit x ON x.application_id = a.id AND x.voided_on IS NULL
"""
ONE = ROW + " WHERE a.id = :id"
ALL = ROW + " ORDER BY a.id LIMIT :limit"
PERSONS = ROW + " WHERE a.participant_id = :id ORDER BY a.id"
DAYS = ("application_date", "participation_date")
COLUMNS = ("number", "participant", "name", "profile", "program", "participation_date",
           "exit_date", "credential_deadline", "office", "enrollment")  # fmt: skip


def add_application(desk: Desk, person: str, entry: ApplicationEntry) -> Done | Refused:
    """Open a period of participation for a person."""

    def judge(store: Answers, acting: Actor) -> Judged[tuple[int, ApplicationEntry]]:
        found = find_person(store, acting, person)
        check_reason(entry)
        whole = completed(store, desk, entry)
        said = outcomes(store, desk, acting, found, whole, None)
        return Judged((found, whole), said)

    def write(store: Store, judged: Judged[tuple[int, ApplicationEntry]]) -> int:
        from wioatrack.models.applications import Application

        found, whole = judged.facts
        id = store.keep(Application(participant_id=found, **columns(whole)))
        if not desk.unread:
            populate(store, desk, desk.rulebook(whole.profile or "federal"), id)
        return id

    return file_record(desk, "application", judge, write, shower(desk))


def edit_application(desk: Desk, who: str, changes: dict[str, Any]) -> Done | Refused:
    """Change what is given. The profile stays: other rules would judge old records."""

    def judge(store: Answers, acting: Actor) -> Judged[tuple[int, ApplicationEntry]]:
        case = find_case(store, acting, who)
        entry = changed(entry_of(row_of(store, case.application_id)), changes)
        if entry.profile != case.profile:
            raise Conflict(
                f"--profile: application {case.number} is under {case.profile}.",
                "Open another application for another profile.",
            )
        check_reason(entry)
        judged = outcomes(
            store, desk, acting, case.participant_id, entry, case.application_id
        )
        return Judged((case.application_id, entry), judged)

    def write(store: Store, judged: Judged[tuple[int, ApplicationEntry]]) -> int:
        from wioatrack.models.applications import Application

        found, entry = judged.facts
        store.change(Application, found, **columns(entry))
        return found

    return file_record(desk, "application", judge, write, shower(desk))


def completed(store: Answers, desk: Desk, entry: ApplicationEntry) -> ApplicationEntry:
    """The entry with what is filled in for the user.

    The profile is the database's unless given; participation begins with the
    application unless given; a number is made where the profile demands none.
    """
    profile = entry.profile
    if profile is None:
        default = store.one(DEFAULT_PROFILE)
        if default is None:
            raise BadEntry(
                "Missing: --profile.",
                "Give --profile NAME: wioatrack reference show profiles prints them.",
            )
        profile = default["value"]
    begun = entry.participation_date
    if begun is None and entry.enrollment == "enrolled":
        begun = entry.application_date
    number = entry.number
    if number is None and "number" not in desk.rulebook(profile).required.get(
        "application", {}
    ):
        number = made_number(store)
    return changed(
        entry, {"profile": profile, "participation_date": begun, "number": number}
    )


def made_number(store: Answers) -> str:
    """A number of our own that nobody has: A-000017."""
    row = store.one(NEXT)
    candidate = int(row["id"]) if row else 1
    while store.one(TAKEN, number=f"A-{candidate:06d}", id=None):
        candidate += 1
    return f"A-{candidate:06d}"


def check_reason(entry: ApplicationEntry) -> None:
    """Whoever is not eligible or does not take part has a reason on file."""
    if entry.enrollment in ("not-eligible", "not-participating") and not entry.because:
        raise BadEntry(
            f"--because is needed with --enrollment {entry.enrollment}.",
            "Give --because TEXT.",
        )


def outcomes(
    store: Answers,
    desk: Desk,
    acting: Actor,
    participant_id: int,
    entry: ApplicationEntry,
    known: int | None,
) -> tuple[Outcome, ...]:
    """The rules on one application. Raises `Conflict` for a number that is taken."""
    if entry.number and store.one(TAKEN, number=entry.number, id=known):
        raise Conflict(
            f"--number: application {entry.number!r} is on file already.",
            f"wioatrack application show {entry.number}",
        )
    begun, applied = entry.participation_date, entry.application_date
    if begun and applied and begun < applied:
        raise Conflict(
            f"--participation-date: {begun} is before the application of {applied}.",
            "Check both dates.",
        )
    book = desk.rulebook(entry.profile or "federal")
    present = frozenset(name for name, value in asdict(entry).items() if value)
    days = [("Application of", applied), ("Participation from", begun)]
    return (
        required_fields(Filled(present), book),
        school_status(schooling(entry), book),
        *(
            not_in_future(Happening(what, on, desk.today), book)
            for what, on in days
            if on is not None
        ),
        *on_participation(store, desk, acting, participant_id, entry, known),
    )


def columns(entry: ApplicationEntry) -> dict[str, Any]:
    """The entry as the table's columns."""
    values = asdict(entry)
    values["enrollment_because"] = values.pop("because")
    return values


def entry_of(row: Record) -> ApplicationEntry:
    """A stored application as the entry it was made from."""
    names = set(ApplicationEntry.__dataclass_fields__) - {"because", *DAYS}
    values = {name: row[name] for name in names}
    for name in DAYS:
        values[name] = None if row[name] is None else date.fromisoformat(row[name])
    return ApplicationEntry(**values, because=row["enrollment_because"])


def row_of(store: Answers, application_id: int) -> Record:
    found = store.one(ONE, id=application_id)
    assert found is not None
    return found


def shower(desk: Desk) -> Any:
    """How an application is shown: with its exit and what follows from it."""
    return lambda store, acting, found: whole_record(store, desk, found)


def whole_record(store: Answers, desk: Desk, application_id: int) -> Record:
    """An application with the exit date that its services lead to (D11)."""
    row = row_of(store, application_id)
    return record_of(desk, row) | federal_days(
        store, desk, row["participant_id"], application_id, row["profile"]
    )


def record_of(desk: Desk, row: Record) -> Record:
    """An application as JSON has it; `credential_deadline` is derived (CC-03, CJ-06)."""
    exited = None if row["exit_date"] is None else date.fromisoformat(row["exit_date"])
    return {
        "id": row["id"],
        "number": row["number"],
        "participant": row["who"],
        "participant_id": row["participant_id"],
        "name": row["name"],
        "profile": row["profile"],
        "program": row["program"],
        "application_date": row["application_date"],
        "participation_date": row["participation_date"],
        "exit_date": row["exit_date"],
        "credential_deadline": iso(deadline(desk, row["profile"], exited)),
        "region": row["region"],
        "office": row["office"],
        "provider": row["provider"],
        "agency_code": row["agency_code"],
        "education_at_entry": row["education_at_entry"],
        "school_status_at_entry": row["school_status_at_entry"],
        "enrollment": row["enrollment"],
        "because": row["enrollment_because"],
    }


def deadline(desk: Desk, profile: str, exited_on: date | None) -> date | None:
    """The last day on which a credential received after this exit counts."""
    if exited_on is None:
        return None
    try:
        return last_day(exited_on, desk.rulebook(profile))
    except NotInForce:
        return None


def show_application(desk: Desk, who: str) -> Record:
    """One application, with the credentials recorded on the person's others (D39)."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        case = find_case(store, acting, who)
        return whole_record(store, desk, case.application_id)


def applications_of(
    store: Answers, desk: Desk, acting: Actor, participant_id: int
) -> list[Record]:
    """The person's applications that the actor may see."""
    rows = store.ask(PERSONS, id=participant_id)
    return [record_of(desk, row) for row in rows if acting.sees(row)]


def cases_of(store: Answers, participant_id: int) -> list[Case]:
    """The person's applications as facts, oldest first."""
    return [case_of(row) for row in store.ask(OF_PERSON, id=participant_id)]


def list_applications(
    desk: Desk, person: str | None, wanted: ApplicationFilters, page: Page
) -> Listing:
    """Applications, of one person or of all, narrowed by what is given."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        narrow = acting.limited or any(asdict(wanted).values())
        if person is None:
            rows = store.ask(ALL, limit=-1 if narrow else page.sql_limit)
        else:
            rows = store.ask(PERSONS, id=find_person(store, acting, person))
        records = [
            record_of(desk, row)
            for row in rows
            if acting.sees(row)
            and wanted.profile in (None, row["profile"])
            and contains(row["office"], wanted.office)
            and contains(row["provider"], wanted.provider)
            and contains(row["region"], wanted.region)
        ]
    return Listing(
        "application",
        paged(records, page, headers.APPLICATION),
        COLUMNS,
        "No application.",
        keys=headers.APPLICATION,
    )
