"""What staff do with support payments: add, edit, remove."""

from dataclasses import asdict, replace
from datetime import date
from shlex import quote
from typing import Any

from wioatrack.actions.cases import Case, case_by_id
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, Waivers, changed, file_record
from wioatrack.actions.payment_records import payment_row, shower
from wioatrack.actions.removing import remove_record
from wioatrack.actions.results import Done, Record, Refused
from wioatrack.actions.roles import Actor
from wioatrack.actions.service_records import row_of
from wioatrack.actions.support import (
    activity_of,
    period_for,
    standing_of,
    subjects_of,
)
from wioatrack.entries.kinds import LARGEST_CENTS, say_money
from wioatrack.entries.support import PaymentEntry
from wioatrack.errors import BadEntry
from wioatrack.lean import dataclass
from wioatrack.rulebooks import Activity
from wioatrack.rules import support as rules
from wioatrack.rules.calendar import Happening, not_in_future
from wioatrack.rules.outcome import Outcome
from wioatrack.store import Answers, Store

GOALS = "SELECT id FROM goal WHERE application_id = :application ORDER BY id"


@dataclass(frozen=True, slots=True)
class Paying:
    """One payment on its way to the file, and the service that it is for."""

    case: Case
    service: Record
    entry: PaymentEntry
    payment_id: int | None = None

    @property
    def activity(self) -> Activity:
        return activity_of(self.service)


def add_payment(
    desk: Desk, service_id: int, entry: PaymentEntry, waivers: Waivers
) -> Done | Refused:
    """Record a payment, or the estimate of one, on a support service."""

    def judge(store: Answers, acting: Actor) -> Judged[Paying]:
        service = row_of(store, service_id)
        case = case_by_id(store, acting, "service", service)
        return judged(store, desk, Paying(case, service, entry))

    def write(store: Store, judged: Judged[Paying]) -> int:
        from wioatrack.models.money import Payment

        return store.keep(Payment(service_id=service_id, **columns(judged.facts)))

    return file_record(desk, "payment", judge, write, shower(desk), waivers=waivers)


def edit_payment(
    desk: Desk, payment_id: int, changes: dict[str, Any], waivers: Waivers
) -> Done | Refused:
    """Change what is given, by the same rules as `add`."""

    def judge(store: Answers, acting: Actor) -> Judged[Paying]:
        paid = on_file(store, acting, payment_id)
        return judged(store, desk, replace(paid, entry=changed(paid.entry, changes)))

    def write(store: Store, judged: Judged[Paying]) -> int:
        from wioatrack.models.money import Payment

        store.change(Payment, payment_id, **columns(judged.facts))
        return payment_id

    return file_record(desk, "payment", judge, write, shower(desk), waivers=waivers)


def repeat_payment(
    desk: Desk, payment_id: int, changes: dict[str, Any], waivers: Waivers
) -> Done | Refused:
    """File a further payment like one on file, on a day of its own (IS-56).

    Raises `BadEntry` where no day is given: the old one is that of the old payment.
    """
    if "date" not in changes:
        raise BadEntry("Missing: --date.", "A further payment has its own day.")

    def judge(store: Answers, acting: Actor) -> Judged[Paying]:
        paid = on_file(store, acting, payment_id)
        entry = changed(paid.entry, changes)
        return judged(store, desk, replace(paid, entry=entry, payment_id=None))

    def write(store: Store, judged: Judged[Paying]) -> int:
        from wioatrack.models.money import Payment

        service_id = judged.facts.service["id"]
        return store.keep(Payment(service_id=service_id, **columns(judged.facts)))

    return file_record(desk, "payment", judge, write, shower(desk), waivers=waivers)


def remove_payment(desk: Desk, payment_id: int) -> Done | Refused:
    """Take a payment back, while its service may still be paid on."""

    def judge(store: Answers, acting: Actor) -> Judged[Record]:
        paid = on_file(store, acting, payment_id)
        outcome = rules.precondition(
            payable(store, paid), desk.rulebook(paid.case.profile)
        )
        return Judged(shower(desk)(store, acting, payment_id), (outcome,))

    def remove(store: Store, record: Record) -> None:
        from wioatrack.models.money import Payment

        store.remove(Payment, payment_id)

    return remove_record(desk, "payment", judge, remove)


def on_file(store: Answers, acting: Actor, payment_id: int) -> Paying:
    """A payment as it stands, and the service that it is for."""
    row = payment_row(store, payment_id)
    service = row_of(store, row["service_id"])
    case = case_by_id(store, acting, "payment", row)
    return Paying(case, service, entry_of(row), payment_id)


def judged(store: Answers, desk: Desk, paying: Paying) -> Judged[Paying]:
    """Every rule on one payment, all of them asked."""
    book = desk.rulebook(paying.case.profile)
    subtype_of(paying)
    check_size(paying.entry)
    outcomes: list[Outcome] = [rules.precondition(payable(store, paying), book)]
    if not paying.entry.estimate:
        paid = Happening("Paid", paying.entry.date, desk.today)
        outcomes.append(not_in_future(paid, book))
    outcomes += [
        rules.within_maximum(facts, book) for facts in spending(store, desk, paying)
    ]
    return Judged(paying, tuple(outcomes))


def outcomes_again(
    store: Answers, desk: Desk, acting: Actor, payment_id: int
) -> tuple[Case, tuple[Outcome, ...]]:
    """What the rules say today of a payment on file."""
    paid = on_file(store, acting, payment_id)
    return paid.case, judged(store, desk, paid).outcomes


def payable(store: Answers, paying: Paying) -> rules.Payable:
    """Whether the service may be paid on at all."""
    service, case = paying.service, paying.case
    goals = store.ask(GOALS, application=case.application_id)
    return rules.Payable(
        service_id=service["id"],
        who=quote(case.number),
        group=service["activity_group"],
        goal_id=service["goal_id"],
        status=service["status"],
        goals=tuple(row["id"] for row in goals),
    )


def spending(store: Answers, desk: Desk, paying: Paying) -> list[rules.Spending]:
    """The payment against each maximum it counts toward: its type's, its subtype's."""
    case, entry = paying.case, paying.entry
    book = desk.rulebook(case.profile)
    period = period_for(store, book, case.participant_id, entry.date)
    found = []
    for subject in subjects_of(paying.activity, entry.date, book):
        if subject.subtype not in (None, subtype_of(paying)):
            continue
        standing = standing_of(
            store,
            book,
            case.participant_id,
            subject,
            period,
            entry.date,
            but=paying.payment_id,
        )
        found.append(
            rules.Spending(
                service_id=paying.service["id"],
                subject=subject.key,
                label=subject.label,
                day=entry.date,
                period=period.key if period else "",
                others_cents=standing.spent,
                amount_cents=entry.amount * entry.quantity,
                approved_cents=standing.approved,
                pending_cents=standing.pending,
                pending_id=standing.pending_id,
            )
        )
    return found


def check_size(entry: PaymentEntry) -> None:
    """Raises `BadEntry` where unit times quantity is more than any amount may be."""
    if entry.amount * entry.quantity > LARGEST_CENTS:
        raise BadEntry(
            f"--quantity: {entry.quantity} times {say_money(entry.amount)} is more than "
            f"{say_money(LARGEST_CENTS)}.",
            "Check the amount and how many times it was paid.",
        )


def subtype_of(paying: Paying) -> str | None:
    """The subtype: the type's only one unless given.

    Raises `BadEntry` where the type has several and none is given, or another type's.
    """
    known, given = paying.activity.subtypes, paying.entry.subtype
    if given is None and len(known) > 1:
        raise BadEntry(
            f"Missing: --subtype; {paying.activity.name} has {len(known)}.",
            f"Give one of {', '.join(known)}.",
        )
    if given is not None and known and given not in known:
        raise BadEntry(
            f"--subtype: {given} is no subtype of {paying.activity.name}.",
            f"Give one of {', '.join(known)}.",
        )
    return given or (known[0] if known else None)


def entry_of(row: Record) -> PaymentEntry:
    """A stored payment as the entry it was made from."""
    return PaymentEntry(
        subtype=row["subtype"],
        method=row["method"],
        date=date.fromisoformat(row["date"]),
        amount=row["amount_cents"],
        quantity=row["quantity"],
        estimate=bool(row["estimate"]),
        paid_by=row["paid_by"],
    )


def columns(paying: Paying) -> dict[str, Any]:
    """The payment's columns."""
    values = asdict(paying.entry)
    values["amount_cents"] = values.pop("amount")
    return values | {"subtype": subtype_of(paying)}
