"""Jobs as rules see them, and who owes follow-up to whom."""

from datetime import date
from functools import lru_cache

from wioatrack.actions.cases import Case
from wioatrack.rulebooks import load_list
from wioatrack.rulebooks.search import tokens
from wioatrack.rules.jobs import Job
from wioatrack.store import Answers, Row

# A caseload has few programs; their names are free text, so there is a bound.
PROGRAMS = 1_000
OF_PERSON = """
SELECT e.id, e.application_id, e.kind, e.start, e."end", e.updated_on
  FROM employment e JOIN application a ON a.id = e.application_id
 WHERE a.participant_id = :id ORDER BY e.start, e.id
"""


def job_of(row: Row) -> Job:
    """A stored job. A kind that the list has lost counts for none."""
    kind = load_list("employment-kind").codes.get(row["kind"])
    return Job(
        employment_id=row["id"],
        first=date.fromisoformat(row["start"]),
        last=None if row["end"] is None else date.fromisoformat(row["end"]),
        federal_code=int(kind.pirl) if kind and kind.pirl else 0,
        confirmed_on=date.fromisoformat(row["updated_on"]),
    )


def jobs_of(store: Answers, case: Case) -> tuple[Job, ...]:
    """The jobs of the person, whichever application they were entered on."""
    return tuple(map(job_of, store.ask(OF_PERSON, id=case.participant_id)))


def excluded(exit_reason: str | None) -> bool:
    """Whether the reason for leaving is one that the indicators leave out."""
    reason = load_list("exit-reason").codes.get(exit_reason or "")
    return bool(reason and reason.pirl and int(reason.pirl))


@lru_cache(maxsize=PROGRAMS)
def group_of(program: str | None) -> str:
    """The group whose word the program's name holds; an adult's where it holds none."""
    words = f" {' '.join(tokens(program or ''))} "
    groups = load_list("participant-group").codes
    for code, group in groups.items():
        for word in group.words():
            if f" {' '.join(tokens(word))} " in words:
                return code
    return list(groups)[-1]
