"""Judging a record again as it is stored, by the rules that judged it before."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from wioatrack.actions.cases import (
    Case,
    case_by_id,
    find_case,
    find_person,
    record_by_id,
)
from wioatrack.actions.desk import Desk
from wioatrack.actions.results import Record
from wioatrack.actions.roles import Actor, Duty, actor, listing, nowhere
from wioatrack.actions.rulings import ruling
from wioatrack.errors import BadEntry, NotFound
from wioatrack.lean import dataclass
from wioatrack.rules.outcome import Outcome
from wioatrack.store import Answers

Again = tuple["Whose", tuple[Outcome, ...]]
Rejudge = Callable[[Answers, Desk, Actor, int], Again]
CATALOGUE = "catalog"
FOR_REASONS_OF_STAFF = "for a reason that is kept for staff"
WAIVERS = """SELECT rule, because, waived_by FROM waiver
 WHERE noun = :noun AND record_id = :id ORDER BY id"""


class Whose(Protocol):
    """Whose a record is, and whose rules hold for it."""

    @property
    def profile(self) -> str: ...

    def keys(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, whatever applications they have: by the federal rules."""

    who: str
    participant_id: int
    profile: str = "federal"

    def keys(self) -> dict[str, Any]:
        return {"participant": self.who, "participant_id": self.participant_id}


def explain(desk: Desk, noun: str, words: str) -> Record:
    """What the rules say of one record today, from which facts and which values."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        if not acting.may(Duty.OWN) and noun != CATALOGUE:
            acting.require(Duty.READ)
        record_id = record_named(store, acting, noun, words)
        case, outcomes = rejudge(noun)(store, desk, acting, record_id)
        waived = {
            row["rule"]: row["because"] or FOR_REASONS_OF_STAFF
            for row in store.ask(WAIVERS, noun=noun, id=record_id)
        }
    return {
        "noun": noun,
        "id": record_id,
        **case.keys(),
        "profile": case.profile,
        "as_of": desk.today.isoformat(),
        "rules": [ruling(outcome, waived) for outcome in outcomes],
    }


def rejudge(noun: str) -> Rejudge:
    """How a kind of record is judged again. Raises `BadEntry` for one that is not."""
    if noun not in REJUDGED:
        raise BadEntry(
            f"{noun!r} is not judged by rules.", f"One of {', '.join(REJUDGED)}."
        )
    return REJUDGED[noun]


def record_named(store: Answers, acting: Actor, noun: str, words: str) -> int:
    """The record's id; an application and its plan also go by their WHO.

    A participant has no other name than an id of their own.
    """
    if noun == "participant":
        return find_person(store, acting, words)
    if noun in ("application", "plan"):
        try:
            return find_case(store, acting, words).application_id
        except NotFound:
            if not words.isdecimal():
                raise
    if not (words.isascii() and words.isdecimal() and 0 < len(words) < 18):
        raise BadEntry(f"{words!r} is no id.", f"{listing(noun)} shows the ids.")
    return int(words)


def participant(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Person, tuple[Outcome, ...]]:
    """The birth date, and whether the person seems to be on file already."""
    from wioatrack.actions import people

    entry = people.entry_of(people.row_of(store, record_id))
    who = entry.state_id or entry.individual_number or entry.username or ""
    judged = people.judged_person(store, desk, acting, entry, record_id)
    return Person(who, record_id), judged.outcomes


def application(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """The fields that the profile demands, its days, and the person's other periods."""
    from wioatrack.actions import applications

    row = store.one(applications.ONE, id=record_id)
    if row is None:
        raise nowhere("application", record_id)
    case = case_by_id(store, acting, "application", row | {"application_id": record_id})
    entry = applications.entry_of(row)
    return case, applications.outcomes(
        store, desk, acting, case.participant_id, entry, record_id
    )


def credential(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """Every rule on recording and counting it."""
    from wioatrack.actions import credential_facts, credential_records, credentials

    question = credential_records.ONE
    row, case = record_by_id(store, acting, "credential", question, record_id)
    outcomes = credential_facts.outcomes(
        store,
        desk,
        case,
        credentials.entry_of(row),
        has_note=row["note_id"] is not None,
        credential_id=record_id,
    )
    return case, outcomes


def exit_(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """The rules of its kind, as if it were recorded now."""
    from wioatrack.actions import exits

    row, case = record_by_id(store, acting, "exit", exits.ONE, record_id)
    return case, exits.outcomes_again(store, desk, case, row)


def service(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """Its days, its enrolment, and what else is open."""
    from wioatrack.actions.services import outcomes_again

    return outcomes_again(store, desk, acting, record_id)


def payment(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """Whether it may be paid, and what its type comes to."""
    from wioatrack.actions.payments import outcomes_again

    return outcomes_again(store, desk, acting, record_id)


def override(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """Whether it may be asked for, and whether the acting user may answer it."""
    from wioatrack.actions.overrides import outcomes_again

    return outcomes_again(store, desk, acting, record_id)


def placement(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """The rules on its service, its wages, its days and its months."""
    from wioatrack.actions.placements import outcomes_again

    return outcomes_again(store, desk, acting, record_id)


def goal(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """Whether its statement fits, and which agreement it asks for."""
    from wioatrack.actions import goals

    row, case = record_by_id(store, acting, "goal", goals.ONE, record_id)
    return case, goals.judged(desk, case, goals.amended(row, {})).outcomes


def gain(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """Every rule on recording and counting it."""
    from wioatrack.actions import gain_facts, gain_records, gains

    row, case = record_by_id(store, acting, "msg", gain_records.ONE, record_id)
    known = gain_facts.background(store, case)
    entry = gain_records.entry_of(store, row)
    return case, gains.judged(desk, known, entry, record_id).outcomes


def catalogued(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Whose, tuple[Outcome, ...]]:
    """What an entry of the catalogue lacks to be published; for its editors."""
    from wioatrack.actions.catalog_publishing import outcomes_again

    return outcomes_again(store, desk, acting, record_id)


def employment(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """The rules on its days, and on each quarter after exit."""
    from wioatrack.actions.employment import outcomes_again

    return outcomes_again(store, desk, acting, record_id)


def followup(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """Both clocks of the application that it belongs to."""
    from wioatrack.actions.aftercare_standing import outcomes_again

    return outcomes_again(store, desk, acting, record_id)


def plan(
    store: Answers, desk: Desk, acting: Actor, record_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """Whether the customer has agreed to it as it stands."""
    from wioatrack.actions.agreements import standing

    found = {"id": record_id, "application_id": record_id}
    case = case_by_id(store, acting, "application", found)
    return case, (standing(store, desk, case).outcome,)


REJUDGED: Mapping[str, Rejudge] = {
    "participant": participant,
    "application": application,
    "plan": plan,
    "credential": credential,
    "service": service,
    "placement": placement,
    "payment": payment,
    "override": override,
    "goal": goal,
    "msg": gain,
    "exit": exit_,
    "employment": employment,
    "followup": followup,
    CATALOGUE: catalogued,
}
