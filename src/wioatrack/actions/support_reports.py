"""The support dashboard of a State fiscal year (IS-59, IS-62, IS-68 to IS-70, IS-118)."""

from collections import Counter
from datetime import date
from shlex import quote

from wioatrack.actions import headers
from wioatrack.actions.cohorts import Cohort, cohort_of
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page, paged
from wioatrack.actions.reports import Report
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import Duty, actor
from wioatrack.actions.support import Subject
from wioatrack.actions.support_standings import (
    Held,
    accounts,
    customers_supported,
    held,
    support_subjects,
)
from wioatrack.entries.kinds import say_money
from wioatrack.entries.reports import ReportFilters
from wioatrack.rules.dates import state_fiscal_year, state_fiscal_year_span
from wioatrack.store import Answers

TYPES = ("label", "payments_issued", "standing", "percent", "customers",
         "needing_overrides")  # fmt: skip
NEEDS = ("participant", "application", "service", "label", "period", "standing",
         "request", "requested_by", "requested_on", "fix")  # fmt: skip
COUNTS = ("label", "services")
LABELS = {
    "label": "Support service", "standing": "Total", "services": "Needing overrides",
    "percent": "Of maximum",
}  # fmt: skip


def report_support(desk: Desk, wanted: ReportFilters, page: Page) -> Report:
    """Payments issued, and each type against its maximum; customers are counted once."""
    year = wanted.fiscal_year or state_fiscal_year(desk.today)
    with desk.reading() as store:
        cohort, found = looked_at(store, desk, wanted, year)
        supported = customers_supported(store, cohort, year)
    subjects = subjects_shown(desk, cohort, found, year)
    rows = [line(subject, base, found) for subject, base in subjects.items()]
    types = [one for one in found if one.standing.subject.subtype is None]
    figures = {
        "fiscal_year": year,
        "payments_issued": say_money(sum(one.issued_in_year for one in types)),
        "customers_with_support": len(supported),
        **requesting(found),
    }
    listing = Listing(
        "support",
        paged(rows, page, headers.SUPPORT),
        TYPES,
        "The cohort has no support services.",
        LABELS,
        keys=headers.SUPPORT,
    )
    return Report(
        f"Support services, data for FY{year}",
        figures,
        {
            "types": ("Payments", listing),
            "services_needing_overrides": ("Services needing overrides", needed(found)),
        },
    )


def report_overrides(desk: Desk, wanted: ReportFilters, page: Page) -> Report:
    """The services that need an override, and the customers who asked for one."""
    year = wanted.fiscal_year or state_fiscal_year(desk.today)
    with desk.reading() as store:
        cohort, found = looked_at(store, desk, wanted, year)
    rows = [need(cohort, one) for one in found if one.needs_override]
    listing = Listing(
        "override",
        paged(rows, page, headers.NEEDED),
        NEEDS,
        "No service needs an override.",
        LABELS,
        keys=headers.NEEDED,
    )
    return Report(
        f"Overrides, data for FY{year}",
        {"fiscal_year": year, **requesting(found)},
        {
            "services": ("Customers", listing),
            "services_needing_overrides": ("Services needing overrides", needed(found)),
        },
    )


def looked_at(
    store: Answers, desk: Desk, wanted: ReportFilters, year: int
) -> tuple[Cohort, list[Held]]:
    """The cohort, and what each of its customers stands at in that year."""
    acting = actor(store, desk.user)
    acting.require(Duty.READ)
    cohort = cohort_of(store, acting, wanted)
    return cohort, list(held(desk, cohort, accounts(store, cohort), year))


def subjects_shown(
    desk: Desk, cohort: Cohort, found: list[Held], year: int
) -> dict[Subject, int | None]:
    """Every type that the profiles of the cohort have, paid on or not."""
    span = state_fiscal_year_span(year)
    on: date = max(span.first, min(span.last, desk.today))
    profiles = {row["profile"] for row in cohort.applications.values()}
    known = support_subjects(desk, profiles, on)
    for one in found:
        known.setdefault(one.standing.subject, one.standing.base)
    return known


def line(subject: Subject, base: int | None, found: list[Held]) -> Record:
    """One type over the whole cohort: what its customers had, of what they may have.

    Where nobody had any, what one customer may have.
    """
    mine = [one for one in found if one.standing.subject.key == subject.key]
    spent = sum(one.standing.spent for one in mine)
    limits = [one.standing.maximum for one in mine] or [base]
    maximum = sum(limit for limit in limits if limit is not None)
    limited = None not in limits
    words = say_money(spent)
    if limited:
        pending = sum(one.standing.pending for one in mine)
        more = f" (+{say_money(pending)} pending)" if pending else ""
        words = f"{say_money(spent)} of {say_money(maximum)}{more}"
    return {
        "type": subject.key,
        "label": subject.label,
        "payments_issued": say_money(sum(one.issued_in_year for one in mine)),
        "current_total": say_money(spent),
        "maximum": say_money(maximum) if limited else None,
        "standing": words,
        "percent": percent(spent, maximum) if limited else None,
        "customers": len({one.participant_id for one in mine}),
        "needing_overrides": sum(one.needs_override for one in mine),
    }


def percent(part: int, whole: int) -> int | None:
    """Hundredths of the whole, a half rounded up."""
    return (part * 200 + whole) // (2 * whole) if whole else None


def requesting(found: list[Held]) -> Record:
    """Customers who asked for an override, and those who need one, each once."""
    return {
        "customers_requesting_overrides": len(
            {one.participant_id for one in found if one.request is not None}
        ),
        "customers_with_pending_requests": len(
            {one.participant_id for one in found if one.standing.pending_id is not None}
        ),
        "customers_needing_overrides": len(
            {one.participant_id for one in found if one.needs_override}
        ),
    }


def needed(found: list[Held]) -> Listing:
    """How many services need an override, by type (D44, IS-118)."""
    counted = Counter(one.standing.subject for one in found if one.needs_override)
    rows = [
        {"type": subject.key, "label": subject.label, "services": number}
        for subject, number in sorted(counted.items(), key=lambda one: one[0].label)
    ]
    return Listing("override", rows, COUNTS, "No service needs an override.", LABELS)


def need(cohort: Cohort, one: Held) -> Record:
    """A service that needs an override, and the command that goes on from there.

    A request that waits at another office is in the total; who answers it is not here.
    """
    row, standing = cohort.applications[one.application_id], one.standing
    waiting = standing.pending_id is not None
    asked = one.request
    if asked is None or asked["id"] != standing.pending_id:
        asked = None
    show = f"wioatrack service show {one.service_id}"
    fix = show
    if asked is not None:
        fix = f"wioatrack override review {asked['id']} --decision approved"
    elif not waiting:
        request = f"wioatrack override request {one.service_id}"
        fix = f"{request} --amount DOLLARS --reason TEXT"
    return {
        "participant": row["who"],
        "application": row["number"],
        "service": one.service_id,
        "type": standing.subject.key,
        "label": standing.subject.label,
        **standing.record(),
        "status": "pending" if waiting else "near-maximum",
        "request": asked["id"] if asked else None,
        "requested_by": asked["requested_by"] if asked else None,
        "requested_on": asked["requested_on"] if asked else None,
        "show": show,
        "plan": f"wioatrack plan show {quote(row['number'])}",
        "fix": fix,
    }
