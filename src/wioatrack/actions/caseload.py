"""The caseload at a glance: how many people each office serves, and how far they are."""

from wioatrack.actions.cohorts import cohort_of
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page, paged
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import Duty, actor
from wioatrack.entries.reports import ReportFilters
from wioatrack.store import Answers

# One row per application that has any: what is open, and what was recorded.
COUNTS = """
SELECT application_id, sum(open) AS open, sum(gains) AS gains, sum(credentials) AS credentials
  FROM (SELECT application_id, status = 'started' AS open, 0 AS gains, 0 AS credentials
          FROM service
        UNION ALL SELECT application_id, 0, 1, 0 FROM gain
        UNION ALL SELECT application_id, 0, 0, 1 FROM credential)
 GROUP BY application_id
"""
COLUMNS = ("profile", "office", "participants", "active", "exited", "in_service",
           "without_service", "gains", "credentials")  # fmt: skip
NOBODY = "No application fits."


def report_caseload(desk: Desk, wanted: ReportFilters, page: Page) -> Listing:
    """One row for each profile and office; participants are counted once in each.

    `active` have no exit on file; of these, `in_service` have a service started and
    `without_service` have none.
    """
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.READ)
        cohort = cohort_of(store, acting, wanted)
        counts = counts_of(store)
    places: dict[tuple[str, str], list[Record]] = {}
    for row in cohort.applications.values():
        places.setdefault((row["profile"], row["office"] or ""), []).append(row)
    rows = [
        {"profile": profile, "office": office or None} | totals(rows, counts)
        for (profile, office), rows in sorted(places.items())
    ]
    return Listing("caseload", paged(rows, page, COLUMNS), COLUMNS, NOBODY)


def counts_of(store: Answers) -> dict[int, Record]:
    """What is open and recorded, by application."""
    return {row["application_id"]: row for row in store.ask(COUNTS)}


def totals(rows: list[Record], counts: dict[int, Record]) -> Record:
    """The figures of one office."""
    active = [row["application_id"] for row in rows if row["exit_date"] is None]
    serving = [one for one in active if one in counts and counts[one]["open"]]
    recorded = [counts.get(row["application_id"], {}) for row in rows]
    return {
        "participants": len({row["participant_id"] for row in rows}),
        "active": len(active),
        "exited": len(rows) - len(active),
        "in_service": len(serving),
        "without_service": len(active) - len(serving),
        "gains": sum(one.get("gains", 0) for one in recorded),
        "credentials": sum(one.get("credentials", 0) for one in recorded),
    }
