"""The support panel: what a person was paid, type by type, beside each maximum."""

from wioatrack.actions import headers
from wioatrack.actions.cases import Case, find_cases
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page, paged
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.service_records import reader
from wioatrack.actions.support import Standing, standings_of
from wioatrack.entries.support import TotalsFilters
from wioatrack.rulebooks import load_activities
from wioatrack.rules.support import SUPPORT
from wioatrack.store import Answers

COLUMNS = ("label", "period", "payments_issued", "standing", "percent", "requested")
LABELS = {
    "label": "Support service", "standing": "Total", "requested": "Pending request",
}  # fmt: skip
ALL_TYPES = "all"


def support_totals(desk: Desk, who: str, wanted: TotalsFilters, page: Page) -> Listing:
    """A line for each type of support, and one for all; estimates are not issued."""
    with desk.reading() as store:
        cases = find_cases(store, reader(store, desk), who)
        standings: dict[str, Standing] = {}
        for case in cases:
            standings |= {s.subject.key: s for s in of_case(store, desk, case, wanted)}
    rows = [line(cases[0], standing) for standing in standings.values()]
    if rows:
        rows.append(whole(cases[0], list(standings.values())))
    return Listing(
        "payment",
        paged(rows, page, headers.SUPPORT_TOTAL),
        COLUMNS,
        "The profile of this application has no support services.",
        LABELS,
        keys=headers.SUPPORT_TOTAL,
    )


def of_case(
    store: Answers, desk: Desk, case: Case, wanted: TotalsFilters
) -> list[Standing]:
    """The standing of every support service that the profile has."""
    book = desk.rulebook(case.profile)
    sets = [load_activities(name) for name in book.activity_sets]
    return [
        standing
        for one in sets
        if not one.older
        for activity in one.activities.values()
        if activity.group == SUPPORT
        for standing in standings_of(
            store, book, case, activity, wanted.on or desk.today
        )
    ]


def line(case: Case, standing: Standing) -> Record:
    """One type, or one subtype with a maximum of its own."""
    percent = None
    if standing.maximum:
        percent = (standing.spent * 200 + standing.maximum) // (2 * standing.maximum)
    return {
        **case.keys(),
        "type": standing.subject.key,
        "label": standing.subject.label,
        **standing.record(),
        "percent": percent,
        "requested": standing.pending_id,
    }


def whole(case: Case, standings: list[Standing]) -> Record:
    """All types together. A subtype's money is in its type's already."""
    types = [standing for standing in standings if standing.subject.subtype is None]
    total = Standing(
        subject=types[0].subject,
        period=types[0].period,
        spent=sum(standing.spent for standing in types),
        issued=sum(standing.issued for standing in types),
        base=None,
    )
    return line(case, total) | {"type": ALL_TYPES, "label": "All support services"}
