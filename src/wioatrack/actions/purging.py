"""Blanking a person once the records have been kept as long as they must be."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from wioatrack.actions.applications import cases_of
from wioatrack.actions.cases import Case, find_person
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import refusal
from wioatrack.actions.results import Done, Refused
from wioatrack.actions.roles import Duty, actor
from wioatrack.errors import BadEntry, Conflict, StoreProblem
from wioatrack.lean import dataclass
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.retention import Closed, retention
from wioatrack.store import Answers, Snapshot, register
from wioatrack.store.opening import connected

NEVER_BEGUN = ("applied", "not-eligible", "not-participating")
STATE_ID = """SELECT coalesce(state_id, individual_number, username) AS who
 FROM participant WHERE id = :id"""
HOLDS = "SELECT 1 FROM participant WHERE id = :id"
DOCUMENTS = """SELECT d.id, d.original_name, d.sha256 FROM document d
  JOIN application a ON a.id = d.application_id
 WHERE a.participant_id = :id ORDER BY d.id"""


@dataclass(frozen=True, slots=True)
class Going:
    """A person about to be blanked, and what is kept of them as files."""

    participant_id: int
    who: str
    documents: tuple[str, ...]
    outcomes: tuple[Outcome, ...]


def purge_participant(
    desk: Desk, who: str, confirmed: Callable[[str], bool]
) -> Done | Refused:
    """Blank a person for good: records, payloads of the log, kept files.

    `confirmed` is asked with the person's id after the rules have agreed; they are asked
    again in the transaction that removes, since somebody may have been at the records
    meanwhile. Copies that were made before still hold the person; they are listed to be
    dealt with by hand. Raises `BadEntry` inside a transaction that may be taken back.
    """
    with desk.reading() as store:
        going = person_going(store, desk, who)
    refused = refusal(going.outcomes, {})
    if refused:
        return refused
    if desk.held is not None:
        raise BadEntry(
            "A purge cannot be taken back, so it is no line of a batch that is one "
            "transaction.",
            "Run it by itself, or the batch without --atomic.",
        )
    if not confirmed(going.who):
        raise BadEntry(
            "Nothing was purged: it was not confirmed.",
            "Type the person's id when asked, or give --yes.",
        )
    from wioatrack.store.purging import purge

    def against(store: Answers) -> Refused | None:
        nonlocal going
        before, going = going, person_going(store, desk, who)
        if going.participant_id != before.participant_id:
            raise Conflict(
                f"{who!r} names another person by now; nothing was purged.",
                f"Look who it is: wioatrack participant show {who}",
            )
        return refusal(going.outcomes, {})

    gone = purge(desk.path, desk.stamp(), going.participant_id, against)
    if isinstance(gone, Refused):
        return gone
    copies = copies_holding(desk.path, going.participant_id)
    return Done(
        "purge",
        {
            "id": going.participant_id,
            "purged_on": desk.today.isoformat(),
            "purged_by": desk.user,
            "records": gone.records,
            "log_entries_blanked": gone.payloads,
            "documents": list(going.documents),
            "files_removed": gone.files,
            "copies_holding": [str(copy) for copy in copies],
        },
        said=f"Participant {going.participant_id} is purged; nothing brings it back. "
        + (
            f"Copies of the database that still hold the person: {len(copies)}."
            if copies
            else "No known copy of the database holds the person."
        ),
    )


def person_going(store: Answers, desk: Desk, who: str) -> Going:
    """What the rule is asked about, and the documents that go; for who may purge.

    A day to come that was given as today hastens nothing that cannot be taken back.
    """
    acting = actor(store, desk.user)
    acting.require(Duty.ADMINISTER)
    participant_id = find_person(store, acting, who)
    row = store.one(STATE_ID, id=participant_id)
    assert row is not None
    cases = cases_of(store, participant_id)
    ends = {case.number: ended_on(case) for case in cases}
    facts = Closed(
        row["who"],
        tuple(end for end in ends.values() if end is not None),
        tuple(number for number, end in ends.items() if end is None),
        min(desk.today, desk.clock),
    )
    profiles = dict.fromkeys(case.profile for case in cases) or {"federal": None}
    return Going(
        participant_id,
        row["who"],
        tuple(
            f"{found['id']}: {found['original_name']}"
            for found in store.ask(DOCUMENTS, id=participant_id)
        ),
        tuple(retention(facts, desk.rulebook(profile)) for profile in profiles),
    )


def ended_on(case: Case) -> date | None:
    """The exit; where nobody was enrolled, the day of the application."""
    if case.exited_on is None and case.enrollment in NEVER_BEGUN:
        return case.application_date
    return case.exited_on


def copies_holding(path: Path, participant_id: int) -> tuple[Path, ...]:
    """The copies of the database that still hold the person, as far as they are known.

    A copy that cannot be read is listed too: nobody can say that it does not.
    """
    return tuple(copy for copy in register.copies(path) if holds(copy, participant_id))


def holds(copy: Path, participant_id: int) -> bool:
    """Whether a copy holds the participant."""
    try:
        with closing(connected(copy, patience=0)) as connection:
            return Snapshot(connection).one(HOLDS, id=participant_id) is not None
    except StoreProblem:
        return True
