"""What may be added to a plan: what the provider's programs offer (IS-33)."""

from datetime import date

from wioatrack.actions.cases import Case
from wioatrack.actions.listing import folded
from wioatrack.actions.results import Record
from wioatrack.rulebooks import Activity
from wioatrack.rules.dates import state_fiscal_year
from wioatrack.rules.enrolment import Offer
from wioatrack.store import Answers

# A program that offers nothing is a row without an activity.
OFFERED = """
SELECT g.name, a.activity_set, a.activity
  FROM program g
  JOIN provider p ON p.id = g.provider_id
  LEFT JOIN program_activity a ON a.program_id = g.id
 WHERE p.name = :provider COLLATE NOCASE AND g.fiscal_year = :year
 ORDER BY g.id, a.id
"""


def offer(
    store: Answers, case: Case, provider: str | None, activity: Activity, on: date
) -> Offer:
    """The activity, and what was offered on the day on which it begins.

    The grantee's programs say what may be added, whoever provides it; without a grantee
    on file the service's own provider's do.
    """
    rows = offered_by(store, case, case.provider or provider, on)
    codes = [row["activity"] for row in rows if row["activity_set"] == activity.set]
    offered = tuple(dict.fromkeys(codes)) if rows else None
    return Offer(activity.code, activity.group, offered)


def offered_by(
    store: Answers, case: Case, provider: str | None, on: date
) -> list[Record]:
    """What the provider's programs of the State fiscal year of that day offer.

    Where the application names one of them, what that one offers.
    """
    if provider is None:
        return []
    rows = store.ask(OFFERED, provider=provider, year=state_fiscal_year(on))
    named = [row for row in rows if folded(row["name"]) == folded(case.program)]
    return named or rows
