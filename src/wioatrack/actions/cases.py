"""Whom the words name: a person, or one of a person's applications."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from wioatrack.actions.roles import Actor, nowhere
from wioatrack.errors import Ambiguous, NotFound
from wioatrack.lean import dataclass
from wioatrack.store import Answers

CASE = """
SELECT a.id AS application_id, a.participant_id,
       coalesce(p.state_id, p.individual_number, p.username) AS who,
       a.number, a.profile, a.program,
       a.application_date, a.participation_date, a.region, a.office, a.provider,
       a.agency_code, a.education_at_entry, a.school_status_at_entry, a.enrollment,
       x.id AS exit_id, x.date AS exited_on
  FROM application a
  JOIN participant p ON p.id = a.participant_id
  LEFT JOIN exit x ON x.application_id = a.id AND x.voided_on IS NULL
"""
BY_NUMBER = CASE + " WHERE a.number = :who"
BY_ID = CASE + " WHERE a.id = :id"
OF_PERSON = CASE + " WHERE a.participant_id = :id ORDER BY a.id"
PERSON = """
SELECT id, coalesce(state_id, individual_number, username) AS who FROM participant
 WHERE state_id = :who
UNION SELECT id, coalesce(state_id, individual_number, username) FROM participant
 WHERE individual_number = :who
UNION SELECT id, coalesce(state_id, individual_number, username) FROM participant
 WHERE username = :who COLLATE NOCASE
"""


DAY_FIELDS = ("application_date", "participation_date", "exited_on")


@dataclass(frozen=True, slots=True)
class Case:
    """One application of one person: the period that records belong to.

    `who` is the person's own id as typed words; `exited_on` the exit not voided.
    """

    application_id: int
    participant_id: int
    who: str
    number: str
    profile: str
    program: str | None
    application_date: date | None
    participation_date: date | None
    region: str | None
    office: str | None
    provider: str | None
    agency_code: str | None
    education_at_entry: str | None
    school_status_at_entry: str | None
    enrollment: str
    exit_id: int | None
    exited_on: date | None

    def keys(self) -> dict[str, Any]:
        """What every record of this case prints about whose it is."""
        return {
            "participant": self.who,
            "participant_id": self.participant_id,
            "application": self.number,
            "application_id": self.application_id,
            "profile": self.profile,
        }


DAYS = [
    place for place, name in enumerate(Case.__dataclass_fields__) if name in DAY_FIELDS
]


def day(text: str | None) -> date | None:
    """A stored day."""
    return None if text is None else date.fromisoformat(text)


def case_of(row: dict[str, Any]) -> Case:
    """A row of the question CASE, as facts."""
    return Case(**row | {name: day(row[name]) for name in DAY_FIELDS})


def case_in_order(values: Iterable[Any]) -> Case:
    """The same of a row's values in the order of CASE, which is that of `Case`."""
    read = list(values)
    for place in DAYS:
        read[place] = day(read[place])
    return Case(*read)


def find_case(store: Answers, actor: Actor, who: str) -> Case:
    """The one application that WHO names.

    An application number, or an id of a person who has one application; several are
    refused with their numbers, since a write never guesses. Who or what the actor may
    not see is as absent as what is not there.
    """
    named = {row["id"] for row in store.ask(PERSON, who=who)}
    people = {person for person in named if sees_person(store, actor, person)}
    rows = [row for row in store.ask(BY_NUMBER, who=who) if actor.sees(row)]
    if rows and people - {row["participant_id"] for row in rows}:
        raise Ambiguous(
            f"{who!r} is an application number and another person's id.",
            "Use the person's other id, or the application number of that person.",
        )
    if not rows:
        everything = [row for one in people for row in store.ask(OF_PERSON, id=one)]
        rows = [row for row in everything if actor.sees(row)]
    if people and not rows:
        raise NotFound(
            f"{who!r} has no application.",
            f"wioatrack application add {who} --profile PROFILE",
        )
    if not rows:
        raise NotFound(f"No participant or application {who!r}.", looked_for(who))
    if len(rows) > 1:
        numbers = ", ".join(row["number"] for row in rows)
        raise Ambiguous(
            f"{who!r} has {len(rows)} applications: {numbers}.",
            "Give the application number.",
        )
    return case_of(rows[0])


def find_cases(store: Answers, actor: Actor, who: str) -> list[Case]:
    """The application that a number names, or all of a person's that the actor sees."""
    person = find_person(store, actor, who)
    rows = store.ask(OF_PERSON, id=person)
    named = [row for row in rows if row["number"] == who]
    return [case_of(row) for row in named or rows if actor.sees(row)]


def cases_seen(store: Answers, actor: Actor, wanted: Collection[int]) -> list[Case]:
    """Of these applications, by their ids, the ones that the actor sees."""
    if len(wanted) == 1:
        rows = store.ask(BY_ID, id=next(iter(wanted)))
    else:
        rows = store.ask(CASE) if wanted else []
    return [
        case_of(row)
        for row in rows
        if row["application_id"] in wanted and actor.sees(row)
    ]


def case_by_id(store: Answers, actor: Actor, noun: str, row: Mapping[str, Any]) -> Case:
    """The case of a record that was looked up by its own id.

    What the actor may not see is as absent as what is not there: `NotFound`.
    """
    found = store.one(BY_ID, id=row["application_id"])
    if found is None or not actor.sees(found):
        raise nowhere(noun, row["id"])
    return case_of(found)


def record_by_id(
    store: Answers, actor: Actor, noun: str, question: str, record_id: int
) -> tuple[dict[str, Any], Case]:
    """A record of an application that was asked for by its own id, and its case.

    Raises `NotFound` naming noun and id, for an absent one and a hidden one alike.
    """
    row = store.one(question, id=record_id)
    if row is None:
        raise nowhere(noun, record_id)
    return row, case_by_id(store, actor, noun, row)


def find_person(store: Answers, actor: Actor, who: str) -> int:
    """The participant's id; an application number also names its person."""
    people = {int(row["id"]) for row in store.ask(PERSON, who=who)}
    people |= {int(row["participant_id"]) for row in store.ask(BY_NUMBER, who=who)}
    seen = [person for person in people if sees_person(store, actor, person)]
    if not seen:
        raise NotFound(f"No participant {who!r}.", looked_for(who))
    if len(seen) > 1:
        raise Ambiguous(
            f"{who!r} is the id of {len(seen)} people.", "Use another of their ids."
        )
    return seen[0]


def looked_for(who: str) -> str:
    """Where somebody is found whom the words do not name.

    A number may be the id of a record, which names nobody.
    """
    find = "wioatrack participant find TEXT looks for part of a name or id."
    if not who.isdecimal():
        return find
    return f"{find} The id of another record, such as a service, is no WHO."


def sees_person(store: Answers, actor: Actor, participant_id: int) -> bool:
    """Whether any application of the person, or none at all, is the actor's to see."""
    rows = store.ask(OF_PERSON, id=participant_id)
    if not rows:
        return actor.sees_without_application(participant_id)
    return any(actor.sees(row) for row in rows)
