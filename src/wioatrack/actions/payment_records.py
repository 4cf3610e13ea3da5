"""Support payments as they are shown, and the panel that sums them up."""

from collections.abc import Callable
from datetime import date

from wioatrack.actions import headers
from wioatrack.actions.cases import Case, case_by_id, cases_seen, find_cases
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page, folded, paged
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import Actor, nowhere
from wioatrack.actions.service_records import label, reader
from wioatrack.actions.support import activity_of, narrowest, standings_of
from wioatrack.entries.kinds import say_money
from wioatrack.entries.support import PaymentFilters
from wioatrack.rulebooks import load_list
from wioatrack.rules.dates import state_fiscal_year_span
from wioatrack.store import Answers

ROW = """
SELECT p.*, s.application_id, s.activity_set, s.activity, s.activity_label,
       s.external_id
  FROM payment p JOIN service s ON s.id = p.service_id
"""
ONE = ROW + " WHERE p.id = :id"
BETWEEN = ROW + " WHERE p.date BETWEEN :first AND :last"
ALL = BETWEEN + " ORDER BY p.date, p.id"
OF_SERVICE = BETWEEN + " AND p.service_id = :service ORDER BY p.date, p.id"
OF_CASE = BETWEEN + " AND s.application_id = :application ORDER BY p.date, p.id"
WAIVERS = """
SELECT rule, because, waived_by, waived_on FROM waiver
 WHERE noun = 'payment' AND record_id = :id ORDER BY id
"""
COLUMNS = ("id", "participant", "method_label", "description", "amount", "quantity",
           "total", "date", "estimate", "paid_by", "updated_by",
           "updated_on")  # fmt: skip
LABELS = {
    "method_label": "Payment method", "description": "Service description",
    "amount": "Dollar amount/unit", "total": "Total cost", "date": "Payment date",
    "updated_on": "Date updated",
}  # fmt: skip


def payment_row(store: Answers, payment_id: int) -> Record:
    """The stored payment with its service's activity, or the refusal."""
    row = store.one(ONE, id=payment_id)
    if row is None:
        raise nowhere("payment", payment_id)
    return row


def shower(desk: Desk) -> Callable[[Answers, Actor, int], Record]:
    """How a payment is shown after a write: with what its type comes to now."""

    def show(store: Answers, acting: Actor, payment_id: int) -> Record:
        row = payment_row(store, payment_id)
        case = case_by_id(store, acting, "payment", row)
        return (
            record_of(desk, case, row)
            | standing_record(store, desk, case, row)
            | {"waivers": store.ask(WAIVERS, id=payment_id)}
        )

    return show


def record_of(desk: Desk, case: Case, row: Record) -> Record:
    """A payment's own facts as JSON has them."""
    book = desk.rulebook(case.profile)
    activity = activity_of(row)
    parts = [activity.name]
    if row["subtype"]:
        parts.append(load_list("payment-subtype").label(row["subtype"], book))
    return {
        "id": row["id"],
        **case.keys(),
        "service": row["service_id"],
        "service_label": label(row | {"id": row["service_id"]}),
        "type": activity.name,
        "subtype": row["subtype"],
        "description": " - ".join(parts),
        "method": row["method"],
        "method_label": load_list("payment-method").label(row["method"], book),
        "date": row["date"],
        "amount": say_money(row["amount_cents"]),
        "quantity": row["quantity"],
        "total": say_money(row["amount_cents"] * row["quantity"]),
        "estimate": bool(row["estimate"]),
        "paid_by": row["paid_by"],
        "updated_by": row["updated_by"],
        "updated_on": row["updated_on"],
    }


def standing_record(store: Answers, desk: Desk, case: Case, row: Record) -> Record:
    """What its type comes to in its period, or its subtype where that is limited."""
    standings = standings_of(
        store,
        desk.rulebook(case.profile),
        case,
        activity_of(row),
        date.fromisoformat(row["date"]),
    )
    own = [one for one in standings if one.subject.subtype in (None, row["subtype"])]
    return narrowest(own).record()


def list_payments(desk: Desk, wanted: PaymentFilters, page: Page) -> Listing:
    """Payments whose participants the actor sees, narrowed by what is given."""
    with desk.reading() as store:
        acting = reader(store, desk)
        records = [
            record_of(desk, case, row)
            for case, row in payments_seen(store, acting, wanted)
        ]
    return Listing(
        "payment",
        paged(
            [record for record in records if fits(record, wanted)],
            page,
            headers.PAYMENT,
        ),
        COLUMNS,
        "There are no payments to display.",
        LABELS,
        keys=headers.PAYMENT,
    )


def payments_seen(
    store: Answers, acting: Actor, wanted: PaymentFilters
) -> list[tuple[Case, Record]]:
    """The payments of the person, service or year asked for, each with its case."""
    span = ("0000-01-01", "9999-12-31")
    if wanted.fiscal_year:
        year = state_fiscal_year_span(wanted.fiscal_year)
        span = (year.first.isoformat(), year.last.isoformat())
    within = {"first": span[0], "last": span[1]}
    if wanted.participant:
        cases = find_cases(store, acting, wanted.participant)
        rows = [
            row
            for case in cases
            for row in store.ask(OF_CASE, application=case.application_id, **within)
        ]
    elif wanted.service:
        rows = store.ask(OF_SERVICE, service=wanted.service, **within)
    else:
        rows = store.ask(ALL, **within)
    if wanted.service:
        rows = [row for row in rows if row["service_id"] == wanted.service]
    if not wanted.participant:
        cases = cases_seen(store, acting, {row["application_id"] for row in rows})
    known = {case.application_id: case for case in cases}
    return [
        (known[row["application_id"]], row)
        for row in rows
        if row["application_id"] in known
    ]


def fits(record: Record, wanted: PaymentFilters) -> bool:
    """Whether a payment fits every filter given."""
    return (
        wanted.activity is None or folded(wanted.activity) == folded(record["type"])
    ) and all(
        value in (None, record[name])
        for name, value in (
            ("subtype", wanted.subtype),
            ("method", wanted.method),
            ("paid_by", wanted.paid_by),
            ("estimate", wanted.estimate),
        )
    )
