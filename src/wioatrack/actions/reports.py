"""The Customer Services Report: who has which service, in which status (IS-110)."""

from collections.abc import Iterable
from dataclasses import field
from json import loads
from typing import Any

from wioatrack.actions import headers
from wioatrack.actions.cohorts import Cohort, activity_keys, cohort_of
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page, paged
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import Duty, actor
from wioatrack.entries.reports import ServicesFilters
from wioatrack.lean import dataclass
from wioatrack.rulebooks import load_activities, load_list

SERVICES = """
SELECT s.application_id, s.activity_set, s.activity, s.activity_label, s.status
  FROM service s
 ORDER BY s.activity_set, s.activity, s.id
"""
STATUSES = ("planned", "started", "successful", "unsuccessful", "not-required")
NONE = "N/A"
COLUMNS = ("service", "iwds_activity", "iwds_service_type", "planned", "started",
           "successful", "unsuccessful", "not_required", "with", "without")  # fmt: skip
LABELS = {
    "service": "Step/Service", "iwds_activity": "IWDS Activity Name",
    "iwds_service_type": "IWDS Service Type", "planned": "Not Started",
    "started": "Started", "successful": "Successful Completion",
    "unsuccessful": "Unsuccessful Completion", "not_required": "Evaluated/Not Required",
    "with": "Total Customers with Step/Service",
    "without": "Total Customers without Step/Service",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """Figures, and tables by the key they have in JSON: heading and rows."""

    title: str
    figures: dict[str, Any]
    tables: dict[str, tuple[str, Listing]]


@dataclass(slots=True)
class Counts:
    """The customers of one service by status; a customer with it twice is one."""

    label: str
    by_status: dict[str, set[int]] = field(default_factory=dict)

    def add(self, status: str, person: int) -> None:
        self.by_status.setdefault(status, set()).add(person)

    @property
    def people(self) -> set[int]:
        return set().union(*self.by_status.values())


def report_services(desk: Desk, wanted: ServicesFilters, page: Page) -> Listing:
    """A line for every service that anybody of the cohort has, with its counts."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.READ)
        keys = None
        if wanted.activity is not None:
            keys = set(loads(activity_keys(wanted.activity)))
        cohort = cohort_of(store, acting, wanted)
        counted = counts(cohort, store.ask(SERVICES), keys)
    rows = [
        line(name, code, one, len(cohort.people))
        for (name, code), one in counted.items()
    ]
    return Listing(
        "service",
        paged(rows, page, headers.SERVED),
        COLUMNS,
        "Nobody there has a service.",
        LABELS,
        keys=headers.SERVED,
    )


def counts(
    cohort: Cohort, rows: Iterable[Record], keys: set[str] | None
) -> dict[tuple[str, str], Counts]:
    """The customers of each service of the cohort."""
    found: dict[tuple[str, str], Counts] = {}
    for row in rows:
        key = (row["activity_set"], row["activity"])
        if row["application_id"] not in cohort:
            continue
        if keys is not None and ":".join(key) not in keys:
            continue
        label = row["activity_label"] or row["activity"]
        one = found.setdefault(key, Counts(label))
        one.add(row["status"], cohort.person(row["application_id"]))
    return found


def line(name: str, code: str, one: Counts, everybody: int) -> Record:
    """A service's counts as JSON has them, by the codes of the statuses."""
    known = load_activities(name).get(code)
    kind = known.service_type if known else ""
    with_it = len(one.people)
    return {
        "service": known.title if known else one.label,
        "activity": code,
        "activity_set": name,
        "iwds_activity": (known.iwds_name if known else "") or NONE,
        "iwds_service_type": load_list("service-type").label(kind) if kind else NONE,
        **{
            status.replace("-", "_"): len(one.by_status.get(status, ()))
            for status in STATUSES
        },
        "with": with_it,
        "without": everybody - with_it,
    }
