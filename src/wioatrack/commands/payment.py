"""`wioatrack payment …`"""

from collections.abc import Mapping

import typer

from wioatrack.commands.options import (
    Page,
    RecordId,
    Who,
    amends,
    answers,
    lists,
    takes,
)
from wioatrack.entries.support import PaymentEntry, PaymentFilters, TotalsFilters

app = typer.Typer(
    no_args_is_help=True, help="Payments of support services, against their maximum."
)


@app.command("add")
@takes(PaymentEntry, waivers=True)
def add(
    ctx: typer.Context,
    record_id: RecordId,
    entry: PaymentEntry,
    waivers: Mapping[str, str],
) -> None:
    """Record a payment, or the estimate of one, on a support service."""
    from wioatrack.actions.payments import add_payment

    ctx.obj.finish(add_payment(ctx.obj.desk, record_id, entry, waivers))


@app.command("edit")
@amends(PaymentEntry, waivers=True)
def edit(
    ctx: typer.Context,
    record_id: RecordId,
    entry: dict[str, object],
    waivers: Mapping[str, str],
) -> None:
    """Change what is given, by the same rules as `add`."""
    from wioatrack.actions.payments import edit_payment

    ctx.obj.finish(edit_payment(ctx.obj.desk, record_id, entry, waivers))


@app.command("again")
@amends(PaymentEntry, waivers=True)
def again(
    ctx: typer.Context,
    record_id: RecordId,
    entry: dict[str, object],
    waivers: Mapping[str, str],
) -> None:
    """Record a further payment like one on file, with its own --date."""
    from wioatrack.actions.payments import repeat_payment

    ctx.obj.finish(repeat_payment(ctx.obj.desk, record_id, entry, waivers))


@app.command("remove")
@answers
def remove(ctx: typer.Context, record_id: RecordId) -> None:
    """Take a payment back, while its service may still be paid on."""
    from wioatrack.actions.payments import remove_payment

    ctx.obj.finish(remove_payment(ctx.obj.desk, record_id))


@app.command("list")
@lists(PaymentFilters)
def list_(ctx: typer.Context, entry: PaymentFilters, page: Page) -> None:
    """Payments of a service, of a person, or of all."""
    from wioatrack.actions.payment_records import list_payments

    ctx.obj.table(list_payments(ctx.obj.desk, entry, page))


@app.command("totals")
@lists(TotalsFilters)
def totals(ctx: typer.Context, who: Who, entry: TotalsFilters, page: Page) -> None:
    """What a person was paid, a line for each type, beside its maximum."""
    from wioatrack.actions.payment_totals import support_totals

    ctx.obj.table(support_totals(ctx.obj.desk, who, entry, page))
