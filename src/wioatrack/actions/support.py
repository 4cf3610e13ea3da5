"""Support money of a person: totals of a type in a period, and their maximum."""

from datetime import date

from wioatrack.actions.cases import Case, day
from wioatrack.actions.desk import Desk
from wioatrack.actions.results import Record
from wioatrack.actions.service_facts import support_type
from wioatrack.entries.kinds import say_money
from wioatrack.lean import dataclass
from wioatrack.rulebooks import Activity, load_activities, load_list
from wioatrack.rules.overrides import Requesting, may_request
from wioatrack.rules.rulebook import Rulebook
from wioatrack.rules.support import Period, base_maximum, period_of
from wioatrack.store import Answers
from wioatrack.vocab import Verdict

PAID = """
SELECT p.id, p.service_id, p.subtype, p.date, p.amount_cents * p.quantity AS cents,
       p.estimate, s.activity_set, s.activity
  FROM payment p
  JOIN service s ON s.id = p.service_id
  JOIN application a ON a.id = s.application_id
 WHERE a.participant_id = :participant AND p.date BETWEEN :first AND :last
 ORDER BY p.date, p.id
"""
RAISED = """
SELECT sum(CASE WHEN status = 'approved' THEN amount_cents END) AS approved,
       sum(CASE WHEN status = 'pending' THEN amount_cents END) AS pending,
       max(CASE WHEN status = 'pending' THEN id END) AS pending_id
  FROM override_request
 WHERE participant_id = :participant AND support_type = :subject AND period = :period
"""
SINCE = """
SELECT min(participation_date) AS day FROM application
 WHERE participant_id = :participant
"""
LATEST = "SELECT max(date) AS day FROM payment WHERE service_id = :id"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a maximum is kept for: a type of support, or one subtype of it.

    `key` is what maxima and override requests name it by.
    """

    type: str
    subtype: str | None
    label: str

    @property
    def key(self) -> str:
        return self.subtype or self.type

    def covers(self, row: Record) -> bool:
        """Whether a payment belongs to it."""
        if self.subtype and row["subtype"] != self.subtype:
            return False
        return support_type(row["activity_set"], row["activity"]) == self.type


@dataclass(frozen=True, slots=True)
class Standing:
    """What one person's payments of one subject come to in one period.

    `spent` counts estimates, `issued` does not. No `base`: there is no maximum.
    """

    subject: Subject
    period: Period | None
    spent: int
    issued: int
    base: int | None
    approved: int = 0
    pending: int = 0
    pending_id: int | None = None

    @property
    def maximum(self) -> int | None:
        """What may be paid: the base and what was approved, never what is pending."""
        return None if self.base is None else self.base + self.approved

    @property
    def words(self) -> str:
        """The total beside its maximum: `475.00 of 500.00 (+200.00 pending)`."""
        if self.maximum is None:
            return say_money(self.spent)
        pending = f" (+{say_money(self.pending)} pending)" if self.pending else ""
        return f"{say_money(self.spent)} of {say_money(self.maximum)}{pending}"

    def record(self) -> Record:
        """The standing as JSON has it."""
        return {
            "period": self.period.key if self.period else None,
            "current_total": say_money(self.spent),
            "payments_issued": say_money(self.issued),
            "maximum": None if self.maximum is None else say_money(self.maximum),
            "approved": say_money(self.approved),
            "pending": say_money(self.pending),
            "standing": self.words,
        }


def subjects_of(activity: Activity, on: date, book: Rulebook) -> list[Subject]:
    """The type itself, then each subtype that has a maximum of its own."""
    type_key = support_type(activity.set, activity.code)
    labels = load_list("payment-subtype")
    found = [Subject(type_key, None, activity.name)]
    for subtype in activity.subtypes:
        if subtype != type_key and base_maximum(subtype, on, book) is not None:
            label = f"{activity.name} - {labels.label(subtype, book)}"
            found.append(Subject(type_key, subtype, label))
    return found


def activity_of(row: Record) -> Activity:
    """The activity of a stored service."""
    known = load_activities(row["activity_set"]).get(row["activity"])
    name = row["activity_label"] or row["activity"]
    return known or Activity(row["activity_set"], row["activity"], name, "")


def period_for(
    store: Answers, book: Rulebook, participant_id: int, on: date
) -> Period | None:
    """The period of the maxima that a day lies in, for this person."""
    row = store.one(SINCE, participant=participant_id)
    return period_of(on, book, day(row["day"]) if row else None)


def standing_of(
    store: Answers,
    book: Rulebook,
    participant_id: int,
    subject: Subject,
    period: Period | None,
    on: date,
    *,
    but: int | None = None,
) -> Standing:
    """What the person's payments of a subject come to in a period.

    All services of the type count, also closed and reopened ones (D17). The base in
    force `on` that day is the maximum's. `but` leaves one payment out, the one that is
    being changed.
    """
    rows = [
        row
        for row in paid(store, participant_id, period)
        if subject.covers(row) and row["id"] != but
    ]
    raised = store.one(
        RAISED,
        participant=participant_id,
        subject=subject.key,
        period=period.key if period else "",
    )
    assert raised is not None
    return Standing(
        subject,
        period,
        spent=sum(row["cents"] for row in rows),
        issued=sum(row["cents"] for row in rows if not row["estimate"]),
        base=base_maximum(subject.key, on, book) if period else None,
        approved=raised["approved"] or 0,
        pending=raised["pending"] or 0,
        pending_id=raised["pending_id"],
    )


def paid(store: Answers, participant_id: int, period: Period | None) -> list[Record]:
    """The person's payments in a period; all of them where no period is set."""
    return store.ask(
        PAID,
        participant=participant_id,
        first=(period.first if period else date.min).isoformat(),
        last=(period.last if period else date.max).isoformat(),
    )


def latest_payment(store: Answers, service_id: int) -> date | None:
    """The day of a service's latest payment."""
    row = store.one(LATEST, id=service_id)
    return None if row is None else day(row["day"])


def money_of(store: Answers, desk: Desk, case: Case, row: Record) -> Record:
    """A support service's total in the period of its latest payment.

    `limits` are the subtypes that have a maximum of their own.
    """
    book = desk.rulebook(case.profile)
    on = latest_payment(store, row["id"]) or desk.today
    standings = standings_of(store, book, case, activity_of(row), on)
    asked = may_request(requesting(narrowest(standings), row["id"], on), book)
    return standings[0].record() | {
        "request_possible": asked.verdict is Verdict.MET,
        "limits": [
            {"subject": one.subject.key, "label": one.subject.label} | one.record()
            for one in standings[1:]
        ],
    }


def standings_of(
    store: Answers, book: Rulebook, case: Case, activity: Activity, on: date
) -> list[Standing]:
    """The type's standing in the period of a day, then those of limited subtypes."""
    period = period_for(store, book, case.participant_id, on)
    return [
        standing_of(store, book, case.participant_id, subject, period, on)
        for subject in subjects_of(activity, on, book)
    ]


def requesting(standing: Standing, service_id: int, on: date) -> Requesting:
    """The facts that decide whether the maximum may be asked to be raised."""
    return Requesting(
        service_id=service_id,
        subject=standing.subject.key,
        label=standing.subject.label,
        day=on,
        period=standing.period.key if standing.period else "",
        spent_cents=standing.spent,
        approved_cents=standing.approved,
        pending_cents=standing.pending,
        pending_id=standing.pending_id,
    )


def narrowest(standings: list[Standing]) -> Standing:
    """The standing that limits a payment: the first with a maximum, else the type's."""
    limited = [one for one in standings if one.maximum is not None]
    return limited[0] if limited else standings[0]
