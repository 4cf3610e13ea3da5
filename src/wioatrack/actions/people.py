"""What staff do with people."""

from dataclasses import asdict
from datetime import date
from typing import Any

from wioatrack.actions.cases import find_person
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, changed, file_record
from wioatrack.actions.namesakes import namesakes
from wioatrack.actions.results import Done, Record, Refused
from wioatrack.actions.roles import Actor, actor
from wioatrack.entries.people import ParticipantEntry
from wioatrack.errors import BadEntry, Conflict, NotFound
from wioatrack.rules.calendar import Happening, not_in_future
from wioatrack.rules.outcome import Outcome
from wioatrack.store import Answers, Store

PERSON = """
SELECT p.*,
       (SELECT max(x.date) FROM exit x JOIN application a ON a.id = x.application_id
         WHERE a.participant_id = p.id AND x.voided_on IS NULL) AS last_exited
  FROM participant p
"""
ONE = PERSON + " WHERE p.id = :id"
TAKEN = """SELECT 'state_id' AS field FROM participant WHERE state_id = :state_id
 AND id IS NOT :id
UNION ALL SELECT 'individual_number' FROM participant
 WHERE individual_number = :individual_number AND id IS NOT :id
UNION ALL SELECT 'username' FROM participant
 WHERE username = :username COLLATE NOCASE AND id IS NOT :id"""
PLACES = """
SELECT a.participant_id, a.number, a.profile, a.provider, a.office, a.enrollment,
       a.participation_date, x.date AS exit_date,
       EXISTS (SELECT 1 FROM service s WHERE s.application_id = a.id
         AND s.activity_group = 'snap-et' AND s.status = 'started') AS active
  FROM application a
  LEFT JOIN exit x ON x.application_id = a.id AND x.voided_on IS NULL
"""
PLACES_OF_ONE = PLACES + " WHERE a.participant_id = :id ORDER BY a.id"
DAYS = ("birth_date", "recert_date", "last_login")
# Whoever has these of somebody else may be that person.
COMPARED = {"first_name", "last_name", "birth_date"}


def add_participant(desk: Desk, entry: ParticipantEntry) -> Done | Refused:
    """Record a person; an id that somebody has already is refused."""

    def write(store: Store, judged: Judged[None]) -> int:
        from wioatrack.models.people import Participant

        return store.keep(Participant(**columns(entry)))

    return file_record(
        desk,
        "participant",
        lambda store, acting: judged_person(store, desk, acting, entry, None),
        write,
        shown,
    )


def edit_participant(
    desk: Desk, person: str, changes: dict[str, Any]
) -> Done | Refused:
    """Change what is given, by the same rules as `add`."""

    def judge(store: Answers, acting: Actor) -> Judged[tuple[int, ParticipantEntry]]:
        found = find_person(store, acting, person)
        entry = changed(entry_of(row_of(store, found)), changes)
        compared = COMPARED & changes.keys()
        judged = judged_person(
            store, desk, acting, entry, found, compared=bool(compared)
        )
        return Judged((found, entry), judged.outcomes)

    def write(store: Store, judged: Judged[tuple[int, ParticipantEntry]]) -> int:
        from wioatrack.models.people import Participant

        found, entry = judged.facts
        store.change(Participant, found, **columns(entry))
        return found

    return file_record(desk, "participant", judge, write, shown)


def judged_person(
    store: Answers,
    desk: Desk,
    acting: Actor,
    entry: ParticipantEntry,
    known: int | None,
    *,
    compared: bool = True,
) -> Judged[None]:
    """The rules on one person, `compared` with the others on file.

    Raises `BadEntry` where no id is given, `Conflict` where one is taken.
    """
    ids = {name: getattr(entry, name) for name in ParticipantEntry.ONE_OF}
    if not any(ids.values()):
        raise BadEntry(
            "A participant needs an id.",
            "Give --state-id, --individual-number or --username.",
        )
    for row in store.ask(TAKEN, id=known, **ids):
        option = "--" + row["field"].replace("_", "-")
        raise Conflict(
            f"{option}: {ids[row['field']]!r} is on file already.",
            f"wioatrack participant show {ids[row['field']]}",
        )
    outcomes = birth(desk, entry.birth_date)
    if compared:
        outcomes += (namesakes(store, desk, acting, entry, known),)
    return Judged(None, outcomes)


def birth(desk: Desk, birth_date: date | None) -> tuple[Outcome, ...]:
    """A birth date lies in the past, in every profile."""
    if birth_date is None:
        return ()
    facts = Happening("Born", birth_date, desk.today)
    return (not_in_future(facts, desk.rulebook("federal")),)


def columns(entry: ParticipantEntry) -> dict[str, Any]:
    """The entry as the table's columns."""
    values = asdict(entry)
    values["group_name"] = values.pop("group")
    return values


def row_of(store: Answers, participant_id: int) -> Record:
    row = store.one(ONE, id=participant_id)
    if row is None:
        raise NotFound("The participant is gone.", "wioatrack participant list")
    return row


def entry_of(row: Record) -> ParticipantEntry:
    """A stored person as the entry it was made from."""
    values = {name: row[name] for name in row.keys() & fields_kept()}
    for name in DAYS:
        values[name] = None if row[name] is None else date.fromisoformat(row[name])
    if values["veteran"] is not None:
        values["veteran"] = bool(values["veteran"])
    return ParticipantEntry(**values, group=row["group_name"])


def fields_kept() -> set[str]:
    return set(ParticipantEntry.__dataclass_fields__) - {"group"}


def shown(store: Answers, acting: Actor, participant_id: int) -> Record:
    """A person as JSON has it, with the numbers of every application."""
    row = row_of(store, participant_id)
    return record_of(row, store.ask(PLACES_OF_ONE, id=participant_id))


def record_of(row: Record, places: list[Record]) -> Record:
    """A person as JSON has it, with the numbers of the applications."""
    record = {"id": row["id"]}
    record |= {name: row[name] for name in ("state_id", "individual_number", "username",
        "first_name", "last_name", "ssn4", "birth_date", "email", "phone")}  # fmt: skip
    record |= {
        "veteran": None if row["veteran"] is None else bool(row["veteran"]),
        "case_number": row["case_number"],
        "recert_date": row["recert_date"],
        "group": row["group_name"],
        "last_login": row["last_login"],
        "last_exited": row["last_exited"],
        "created": row["created_on"],
        "applications": [place["number"] for place in places],
        "provider": next((p["provider"] for p in places if p["provider"]), None),
        "et_status": et_status(places),
    }
    return record


def et_status(places: list[Record]) -> str:
    """Active with a SNAP E&T activity Started/Open (IS-102); exited; else inactive."""
    if any(place["active"] and place["exit_date"] is None for place in places):
        return "active"
    if places and all(place["exit_date"] is not None for place in places):
        return "exited"
    return "inactive"


def show_participant(desk: Desk, person: str) -> Record:
    """One person with the applications as records."""
    from wioatrack.actions.applications import applications_of

    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        found = find_person(store, acting, person)
        record = shown(store, acting, found)
        record["applications"] = applications_of(store, desk, acting, found)
        return record


def sees(acting: Actor, participant_id: int, places: list[Record]) -> bool:
    """Whether the person is the actor's to see, by any application."""
    if not places:
        return acting.sees_without_application(participant_id)
    return any(acting.sees(place) for place in places)
