"""Earned credentials counted by entry of the catalogue and by occupation."""

from dataclasses import field, replace
from typing import Any

from wioatrack.actions import headers
from wioatrack.actions.cases import Case, case_by_id, day
from wioatrack.actions.catalog_records import body_in
from wioatrack.actions.cohorts import cohort_of
from wioatrack.actions.credential_records import is_countable
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page, paged
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import Duty, actor
from wioatrack.entries.credential_report import CredentialReportFilters
from wioatrack.lean import dataclass
from wioatrack.rulebooks import load_list
from wioatrack.rules.dates import state_fiscal_year
from wioatrack.store import Answers

EARNED = """
SELECT c.*, r.catalog_entry_id AS catalog FROM credential c
  LEFT JOIN catalog_revision r ON r.id = c.catalog_revision_id
 ORDER BY c.id
"""
REVISIONS = """
SELECT r.id, r.catalog_entry_id, r.body FROM catalog_revision r
 WHERE EXISTS (SELECT 1 FROM credential WHERE catalog_revision_id = r.id)
 ORDER BY r.number
"""
Line = tuple[int | None, str, str, str]
COLUMNS = ("catalog", "name", "occupation", "credentials", "participants", "countable")


@dataclass(slots=True)
class Count:
    """Credentials of one entry and one occupation."""

    credentials: int = 0
    countable: int = 0
    people: set[int] = field(default_factory=set)


def report_credentials(
    desk: Desk, wanted: CredentialReportFilters, page: Page
) -> Listing:
    """One line for each entry and occupation; those that name no entry by their type.

    A credential whose entry names several occupations stands in the line of each, so
    the lines add up to more than there are credentials.
    """
    counts: dict[Line, Count] = {}
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.READ)
        cohort = cohort_of(store, acting, replace(wanted, fiscal_year=None))
        listed = listed_revisions(store)
        cases: dict[int, Case] = {}
        for row in store.ask(EARNED):
            application = row["application_id"]
            if application not in cohort or not fits(row, wanted):
                continue
            if application not in cases:
                cases[application] = case_by_id(store, acting, "credential", row)
            counted = is_countable(store, desk, cases[application], row)
            for line in lines_of(row, listed):
                count = counts.setdefault(line, Count())
                count.credentials += 1
                count.countable += counted
                count.people.add(cohort.person(application))
    rows = [
        {
            "catalog": catalog,
            "name": name,
            "occupation_code": code or None,
            "occupation": title or None,
            "credentials": count.credentials,
            "participants": len(count.people),
            "countable": count.countable,
        }
        for (catalog, name, code, title), count in counts.items()
    ]
    rows.sort(
        key=lambda row: (row["catalog"] is None, row["name"], row["occupation"] or "")
    )
    return Listing(
        "credential",
        paged(rows, page, headers.EARNED),
        COLUMNS,
        "No credential is on file.",
        keys=headers.EARNED,
    )


def fits(row: Record, wanted: CredentialReportFilters) -> bool:
    """Whether a credential is among those that the filters mean."""
    received = day(row["date"])
    assert received is not None
    return (
        wanted.type in (None, row["type"])
        and wanted.catalog in (None, row["catalog"])
        and wanted.fiscal_year in (None, state_fiscal_year(received))
    )


def listed_revisions(store: Answers) -> dict[int, Record]:
    """What each revision that a credential names said, under the entry's last name."""
    revisions = [(row, body_in(row)) for row in store.ask(REVISIONS)]
    names = {row["catalog_entry_id"]: body["name"] for row, body in revisions}
    return {
        row["id"]: body
        | {"id": row["catalog_entry_id"], "name": names[row["catalog_entry_id"]]}
        for row, body in revisions
    }


def lines_of(row: Record, listed: dict[int, Record]) -> list[Line]:
    """The lines that a credential counts in: one for each occupation of its entry."""
    body: dict[str, Any] | None = listed.get(row["catalog_revision_id"])
    if body is None:
        label = load_list("credential-type").label(row["type"])
        return [(None, f"Not in the catalogue: {label}", "", "")]
    occupations = body["occupation"] or [{"code": "", "title": ""}]
    return [
        (body["id"], body["name"], one["code"], one["title"]) for one in occupations
    ]
