"""What follow-up an application owes and has had: the facts of both clocks."""

import json
from collections.abc import Iterable
from datetime import date

from wioatrack.actions.cases import Case, day
from wioatrack.actions.employment_facts import excluded, group_of, job_of
from wioatrack.lean import dataclass
from wioatrack.rulebooks import load_list
from wioatrack.rules.followups import TELLS, Collected, Meaning, Served
from wioatrack.rules.jobs import Job, confirmed, first_day
from wioatrack.rules.quarters import Quarter
from wioatrack.rules.youth import Placed
from wioatrack.store import Answers, Row

CASES = """
SELECT a.id, a.participant_id, a.number, a.profile, a.program, a.participation_date,
       x.date AS exit_date, x.reason AS exit_reason
  FROM application a
  LEFT JOIN exit x ON x.application_id = a.id AND x.voided_on IS NULL
 WHERE a.id IN (SELECT value FROM json_each(:ids))
"""
JOBS = """
SELECT a.participant_id, e.id, e.kind, e.start, e."end", e.updated_on
  FROM employment e JOIN application a ON a.id = e.application_id
 WHERE a.participant_id IN (SELECT value FROM json_each(:people)) ORDER BY e.start, e.id
"""
CONTACTS = """
SELECT id, application_id, due_date, quarter, closed_on, outcome, youth_placement
  FROM followup
 WHERE application_id IN (SELECT value FROM json_each(:ids)) ORDER BY due_date, id
"""
CLOSES = (Meaning.REFUSAL, Meaning.LOST)


@dataclass(frozen=True, slots=True)
class Contact:
    """A planned contact; `closed_on` and what its outcome means once it is settled.

    `placed` is where it said that a youth was in its quarter, by the list's code.
    """

    followup_id: int
    due_date: date
    quarter: int | None
    closed_on: date | None
    outcome: str | None
    meaning: Meaning | None
    placed: str | None


@dataclass(frozen=True, slots=True)
class Aftercare:
    """One application after its exit, or before one."""

    application_id: int
    number: str
    profile: str
    group: str
    participation_date: date | None
    exited_on: date | None
    excluded: bool
    jobs: tuple[Job, ...]
    contacts: tuple[Contact, ...]

    @property
    def first_employed_on(self) -> date | None:
        return first_day(self.jobs, self.participation_date, self.exited_on)

    @property
    def closing(self) -> Contact | None:
        """The contact in which the person declined or could not be located."""
        return next((c for c in self.contacts if c.meaning in CLOSES), None)

    @property
    def open_contacts(self) -> tuple[Contact, ...]:
        """The planned contacts still owed; a refusal leaves those about a quarter."""
        if self.excluded:
            return ()
        return tuple(
            contact
            for contact in self.contacts
            if contact.closed_on is None
            and (self.closing is None or contact.quarter is not None)
        )

    @property
    def placed(self) -> tuple[Placed, ...]:
        """What contacts said of a youth's education or training by quarter."""
        listed = load_list("youth-placement").codes
        return tuple(
            Placed(
                contact.followup_id, contact.quarter, int(code.pirl or 0), code.label
            )
            for contact in self.contacts
            if contact.quarter is not None
            and contact.placed is not None
            and (code := listed.get(contact.placed)) is not None
        )

    def served(self, today: date) -> Served:
        """The facts of the service clock."""
        closing = self.closing
        return Served(
            who=self.number,
            group=self.group,
            exited_on=self.exited_on,
            first_employed_on=self.first_employed_on,
            excluded=self.excluded,
            exchanges=tuple(
                contact.closed_on
                for contact in self.contacts
                if contact.closed_on and contact.meaning is Meaning.EXCHANGE
            ),
            closed_on=closing.closed_on if closing else None,
            closed_by=label_of(closing.outcome) if closing else None,
            today=today,
        )

    def collected(self, quarter: Quarter, today: date) -> Collected:
        """The facts of the data clock of one quarter."""
        told = self.settled_by(quarter)
        return Collected(
            self.number, quarter.number, self.exited_on, self.excluded, told, today
        )

    def settled_by(self, quarter: Quarter) -> str | None:
        """What told the outcome of a quarter: a job seen in it, or a contact about it."""
        jobs = confirmed(self.jobs, quarter.span)
        if jobs:
            return f"employment {jobs[0].employment_id}"
        for contact in self.contacts:
            if contact.quarter == quarter.number and contact.meaning in TELLS:
                return f"contact {contact.followup_id}"
        return None


def label_of(outcome: str | None) -> str:
    """An outcome as its list calls it."""
    return load_list("contact-outcome").label(outcome or "")


def meaning_of(outcome: str | None) -> Meaning | None:
    """What an outcome amounts to; one that the list has lost is no more than a try."""
    if outcome is None:
        return None
    code = load_list("contact-outcome").codes.get(outcome)
    return Meaning(code.means) if code and code.means else Meaning.ATTEMPT


def contact_of(row: Row) -> Contact:
    """A stored contact. While it is open its last outcome means nothing yet."""
    closed_on = day(row["closed_on"])
    return Contact(
        followup_id=row["id"],
        due_date=date.fromisoformat(row["due_date"]),
        quarter=row["quarter"],
        closed_on=closed_on,
        outcome=row["outcome"],
        meaning=meaning_of(row["outcome"]) if closed_on else None,
        placed=row["youth_placement"],
    )


def aftercare(store: Answers, ids: str) -> Iterable[Aftercare]:
    """The facts of several applications, by a JSON list of their ids."""
    cases = store.ask(CASES, ids=ids)
    people = json.dumps(sorted({row["participant_id"] for row in cases}))
    jobs: dict[int, list[Job]] = {}
    for row in store.ask(JOBS, people=people):
        jobs.setdefault(row["participant_id"], []).append(job_of(row))
    contacts: dict[int, list[Contact]] = {}
    for row in store.ask(CONTACTS, ids=ids):
        contacts.setdefault(row["application_id"], []).append(contact_of(row))
    for row in cases:
        yield Aftercare(
            application_id=row["id"],
            number=row["number"],
            profile=row["profile"],
            group=group_of(row["program"]),
            participation_date=day(row["participation_date"]),
            exited_on=day(row["exit_date"]),
            excluded=excluded(row["exit_reason"]),
            jobs=tuple(jobs.get(row["participant_id"], ())),
            contacts=tuple(contacts.get(row["id"], ())),
        )


def aftercare_of(store: Answers, case: Case) -> Aftercare:
    """The facts of one application."""
    return next(iter(aftercare(store, json.dumps([case.application_id]))))
