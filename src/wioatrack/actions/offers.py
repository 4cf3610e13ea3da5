"""What may be added to a plan: what the provider's programs offer (IS-33)."""

from datetime import date

from wioatrack.actions.cases import Case
from wioatrack.actions.listing import folded
from wioatrack.actions.programs import rows_of_all
from wioatrack.actions.results import Record
from wioatrack.rulebooks import Activity
from wioatrack.rules.dates import state_fiscal_year
from wioatrack.rules.enrolment import Offer
from wioatrack.store import Answers

ANY = "SELECT 1 FROM program LIMIT 1"


def offer(
    store: Answers, case: Case, provider: str | None, activity: Activity, on: date
) -> Offer:
    """The activity, and what was offered on the day on which it begins.

    The grantee's programs say what may be added, whoever provides it; without a grantee
    on file the service's own provider's do.
    """
    programs = programs_of(store, case, case.provider or provider, on)
    codes = [
        part["activity"]
        for program in programs
        for part in program["activities"]
        if part["activity_set"] == activity.set
    ]
    offered = tuple(dict.fromkeys(codes)) if programs else None
    return Offer(activity.code, activity.group, offered)


def programs_of(
    store: Answers, case: Case, provider: str | None, on: date
) -> list[Record]:
    """The provider's programs of the State fiscal year of that day.

    Where the application names one of them, only that one.
    """
    if provider is None or store.one(ANY) is None:
        return []
    year = state_fiscal_year(on)
    found = [
        row
        for row in rows_of_all(store)
        if row["fiscal_year"] == year and folded(row["provider"]) == folded(provider)
    ]
    named = [row for row in found if folded(row["name"]) == folded(case.program)]
    return named or found
