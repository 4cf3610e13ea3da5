"""What every customer of a cohort was paid for support, type by type, in one pass."""

from collections.abc import Iterable, Iterator
from datetime import date

from wioatrack.actions.cases import day
from wioatrack.actions.cohorts import Cohort
from wioatrack.actions.desk import Desk
from wioatrack.actions.results import Record
from wioatrack.actions.support import Standing, Subject, requesting, subjects_of
from wioatrack.lean import dataclass
from wioatrack.rulebooks import load_activities
from wioatrack.rules.dates import Span, state_fiscal_year_span
from wioatrack.rules.overrides import may_request
from wioatrack.rules.rulebook import Rulebook
from wioatrack.rules.support import SUPPORT, Period, base_maximum, period_of
from wioatrack.store import Answers
from wioatrack.vocab import Verdict

PAYMENTS = """
SELECT p.service_id, p.subtype, p.date, p.amount_cents * p.quantity AS cents, p.estimate,
       s.application_id, a.participant_id, s.activity_set, s.activity
  FROM payment p
  JOIN service s ON s.id = p.service_id
  JOIN application a ON a.id = s.application_id
 ORDER BY p.date, p.id
"""
REQUESTS = """
SELECT r.id, r.service_id, r.application_id, r.participant_id, r.support_type,
       r.period, r.amount_cents, r.status, r.requested_by, r.requested_on,
       s.activity_set, s.activity
  FROM override_request r JOIN service s ON s.id = r.service_id
 WHERE r.status <> 'withdrawn'
 ORDER BY r.requested_on, r.id
"""
SINCE = """
SELECT participant_id, min(participation_date) AS day FROM application
 GROUP BY participant_id
"""
SUPPORTED = """
SELECT s.application_id, s.start, s."end" FROM service s
 WHERE s.activity_group = 'support'
   AND s.status IN ('started', 'successful', 'unsuccessful')
"""


@dataclass(slots=True)
class Account:
    """One customer's payments and requests, and the application that shows them.

    All of the person's, since all of a type share one total (D17), also what was paid at
    an office that the cohort leaves out. `shown` are the applications of the cohort.
    """

    application_id: int
    shown: frozenset[int]
    since: date | None
    payments: list[Record]
    requests: list[Record]

    def of_cohort(self, rows: Iterable[Record]) -> list[Record]:
        """Those of the rows that are the cohort's own."""
        return [row for row in rows if row["application_id"] in self.shown]


@dataclass(frozen=True, slots=True)
class Held:
    """One customer's standing on one subject, and the service that it shows at.

    The standing is the person's; what was issued in the year, the service and the
    request are the cohort's own.
    """

    participant_id: int
    application_id: int
    service_id: int
    standing: Standing
    needs_override: bool
    issued_in_year: int
    request: Record | None


def accounts(store: Answers, cohort: Cohort) -> dict[int, Account]:
    """The payments and requests of the cohort's customers, by customer."""
    shown: dict[int, set[int]] = {}
    for application_id in cohort.applications:
        shown.setdefault(cohort.person(application_id), set()).add(application_id)
    since = {row["participant_id"]: day(row["day"]) for row in store.ask(SINCE)}
    kept = {
        kind: [row for row in store.ask(question) if row["participant_id"] in shown]
        for question, kind in ((PAYMENTS, "payments"), (REQUESTS, "requests"))
    }
    found: dict[int, Account] = {}
    for row in (*kept["payments"], *kept["requests"]):
        person, application = row["participant_id"], row["application_id"]
        if application in cohort and person not in found:
            found[person] = Account(
                application, frozenset(shown[person]), since[person], [], []
            )
    for kind, rows in kept.items():
        for row in rows:
            if row["participant_id"] in found:
                getattr(found[row["participant_id"]], kind).append(row)
    return found


def held(
    desk: Desk, cohort: Cohort, found: dict[int, Account], year: int
) -> Iterator[Held]:
    """Every customer's standing on each subject with a payment or a request."""
    span = state_fiscal_year_span(year)
    on = max(span.first, min(span.last, desk.today))
    for person, account in found.items():
        profile = cohort.applications[account.application_id]["profile"]
        book = desk.rulebook(profile)
        period = period_of(on, book, account.since)
        for subject in subjects_held(account, on, book):
            one = of_subject(person, account, subject, period, on, book, span)
            if one is not None:
                yield one


def subjects_held(account: Account, on: date, book: Rulebook) -> list[Subject]:
    """The subjects of the services that were paid on or asked for, each once."""
    keys = {
        (row["activity_set"], row["activity"])
        for row in (*account.payments, *account.requests)
    }
    found: dict[str, Subject] = {}
    for name, code in sorted(keys):
        activity = load_activities(name).get(code)
        if activity is not None:
            for subject in subjects_of(activity, on, book):
                found.setdefault(subject.key, subject)
    return list(found.values())


def of_subject(
    person: int,
    account: Account,
    subject: Subject,
    period: Period | None,
    on: date,
    book: Rulebook,
    year: Span,
) -> Held | None:
    """One standing in the period; none where nothing of the cohort's lies in it."""
    mine = [row for row in account.payments if subject.covers(row)]
    rows = [row for row in mine if period is None or within(row, period)]
    key = period.key if period else ""
    asked = [
        row
        for row in account.requests
        if row["support_type"] == subject.key and row["period"] == key
    ]
    own, requested = account.of_cohort(rows), account.of_cohort(asked)
    if not own and not requested:
        return None
    pending = [row for row in asked if row["status"] == "pending"]
    standing = Standing(
        subject,
        period,
        spent=sum(row["cents"] for row in rows),
        issued=issued(rows),
        base=base_maximum(subject.key, on, book) if period else None,
        approved=sum(r["amount_cents"] for r in asked if r["status"] == "approved"),
        pending=sum(row["amount_cents"] for row in pending),
        pending_id=pending[-1]["id"] if pending else None,
    )
    shown = account.of_cohort(pending) or own or requested
    service_id, application_id = shown[-1]["service_id"], shown[-1]["application_id"]
    near = may_request(requesting(standing, service_id, on), book)
    return Held(
        person,
        application_id,
        service_id,
        standing,
        bool(pending) or near.verdict is Verdict.MET,
        issued(
            row
            for row in account.of_cohort(mine)
            if year.first.isoformat() <= row["date"] <= year.last.isoformat()
        ),
        requested[-1] if requested else None,
    )


def within(row: Record, period: Period) -> bool:
    """Whether a payment lies in the period."""
    return period.first.isoformat() <= str(row["date"]) <= period.last.isoformat()


def issued(rows: Iterable[Record]) -> int:
    """What was paid out; estimates are not (D23)."""
    return sum(row["cents"] for row in rows if not row["estimate"])


def customers_supported(store: Answers, cohort: Cohort, year: int) -> set[int]:
    """The customers with a support service in a State fiscal year, each once."""
    span = state_fiscal_year_span(year)
    first, last = span.first.isoformat(), span.last.isoformat()
    begun = {
        cohort.person(row["application_id"])
        for row in store.ask(SUPPORTED)
        if row["application_id"] in cohort
        and (row["start"] is None or row["start"] <= last)
        and (row["end"] is None or row["end"] >= first)
    }
    paid = {
        cohort.person(row["application_id"])
        for row in store.ask(PAYMENTS)
        if row["application_id"] in cohort and first <= row["date"] <= last
    }
    return begun | paid


def support_subjects(
    desk: Desk, profiles: Iterable[str], on: date
) -> dict[Subject, int | None]:
    """Every type of support that the profiles have, and what one customer may have."""
    found: dict[Subject, int | None] = {}
    for profile in sorted(profiles):
        book = desk.rulebook(profile)
        for name in book.activity_sets:
            one = load_activities(name)
            if one.older:
                continue
            for activity in one.activities.values():
                if activity.group == SUPPORT:
                    for subject in subjects_of(activity, on, book):
                        base = base_maximum(subject.key, on, book)
                        found.setdefault(subject, base)
    return found
