"""Cohorts: the applications and the services that a report or a bulk change is about."""

from collections.abc import Iterable
from datetime import date
from json import dumps
from typing import Any

from wioatrack.actions.listing import contains
from wioatrack.actions.results import Record
from wioatrack.actions.roles import Actor
from wioatrack.entries.reports import CohortFilters
from wioatrack.lean import dataclass
from wioatrack.rulebooks import find_activity, load_activities, set_names
from wioatrack.rules.dates import state_fiscal_year_span
from wioatrack.store import Answers

# Every application with what filters and visibility hang on.
APPLICATIONS = """
SELECT a.id AS application_id, a.participant_id, a.number, a.profile, a.region, a.office,
       a.provider, a.participation_date, p.group_name, p.case_number,
       p.individual_number, p.first_name, p.last_name,
       coalesce(p.state_id, p.individual_number, p.username) AS who,
       x.date AS exit_date
  FROM application a
  JOIN participant p ON p.id = a.participant_id
  LEFT JOIN exit x ON x.application_id = a.id AND x.voided_on IS NULL
 ORDER BY a.id
"""


@dataclass(frozen=True, slots=True)
class Cohort:
    """The applications that fit and that the actor may see, by their ids."""

    applications: dict[int, Record]

    @property
    def people(self) -> set[int]:
        """The participants, each once."""
        return {row["participant_id"] for row in self.applications.values()}

    def __contains__(self, application_id: int) -> bool:
        return application_id in self.applications

    def person(self, application_id: int) -> int:
        return int(self.applications[application_id]["participant_id"])


def cohort_of(store: Answers, acting: Actor, wanted: CohortFilters) -> Cohort:
    """The applications that fit every filter given."""
    return Cohort(
        {
            row["application_id"]: row
            for row in store.ask(APPLICATIONS)
            if acting.sees(row) and fits(row, wanted)
        }
    )


def fits(row: Record, wanted: CohortFilters) -> bool:
    """Whether an application fits. Participation in a fiscal year touches it."""
    ids = {row["who"], row["number"], row["individual_number"]}
    if wanted.participant is not None and wanted.participant not in ids:
        return False
    if wanted.fiscal_year is not None and not participates(row, wanted.fiscal_year):
        return False
    return (
        wanted.profile in (None, row["profile"])
        and wanted.case_number in (None, row["case_number"])
        and contains(row["region"], wanted.region)
        and contains(row["office"], wanted.office)
        and contains(row["provider"], wanted.provider)
        and contains(row["group_name"], wanted.group)
        and contains(f"{row['first_name']} {row['last_name']}", wanted.name)
    )


def participates(row: Record, fiscal_year: int) -> bool:
    """Whether the period of participation touches a State fiscal year.

    One that is not dated yet is taken to.
    """
    year = state_fiscal_year_span(fiscal_year)
    begun, ended = row["participation_date"], row["exit_date"]
    if begun is not None and date.fromisoformat(begun) > year.last:
        return False
    return ended is None or date.fromisoformat(ended) >= year.first


def activity_keys(words: str) -> str:
    """The activities that words name, in every set that has them, as a JSON list.

    Raises the refusal that names the nearest ones where no set has any.
    """
    keys = [
        f"{name}:{found.code}"
        for name in set_names()
        if (found := load_activities(name).find(words)) is not None
    ]
    if not keys:
        keys = [key_of(find_activity(words, set_names(), older=True))]
    return dumps(keys)


def key_of(activity: Any) -> str:
    """Set and code, since codes changed their meaning between sets."""
    return f"{activity.set}:{activity.code}"


def as_json(ids: Iterable[int]) -> str:
    """Ids as one parameter of a question."""
    return dumps(list(ids))
