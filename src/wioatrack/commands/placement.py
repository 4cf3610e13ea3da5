"""`wioatrack placement …`"""

import typer

from wioatrack.commands.options import (
    Page,
    RecordId,
    Waivers,
    Who,
    amends,
    answers,
    lists,
    takes,
)
from wioatrack.entries.worksites import (
    PayrollEntry,
    PlacementChanges,
    PlacementEntry,
    PlacementFilters,
    VerificationEntry,
)

app = typer.Typer(
    no_args_is_help=True, help="Placements at worksites: wages, days, follow-up."
)


@app.command("add")
@takes(PlacementEntry, waivers=True)
def add(ctx: typer.Context, who: Who, entry: PlacementEntry, waivers: Waivers) -> None:
    """Place a participant in a job; it is a service of a worksite activity."""
    from wioatrack.actions.placements import add_placement

    ctx.obj.finish(add_placement(ctx.obj.desk, who, entry, waivers))


@app.command("update")
@amends(PlacementChanges, waivers=True)
def update(
    ctx: typer.Context, record_id: RecordId, entry: dict[str, object], waivers: Waivers
) -> None:
    """Change status, days or wages, or record a spell without work."""
    from wioatrack.actions.placements import update_placement

    ctx.obj.finish(update_placement(ctx.obj.desk, record_id, entry, waivers))


@app.command("verify")
@takes(VerificationEntry)
def verify(ctx: typer.Context, record_id: RecordId, entry: VerificationEntry) -> None:
    """Say that employment was verified at a milestone, once its day has come."""
    from wioatrack.actions.placement_checks import verify_placement

    ctx.obj.finish(verify_placement(ctx.obj.desk, record_id, entry))


@app.command("show")
@answers
def show(ctx: typer.Context, record_id: RecordId) -> None:
    """One placement with its days, its follow-ups and its payroll."""
    from wioatrack.actions.placement_records import show_placement

    ctx.obj.show(show_placement(ctx.obj.desk, record_id))


@app.command("list")
@lists(PlacementFilters)
def list_(ctx: typer.Context, entry: PlacementFilters, page: Page) -> None:
    """Placements of a person, or of all."""
    from wioatrack.actions.placement_records import list_placements

    ctx.obj.table(list_placements(ctx.obj.desk, entry, page))


@app.command("history")
@lists()
def history(ctx: typer.Context, record_id: RecordId, page: Page) -> None:
    """Every status it had, with its days and how many were subsidised."""
    from wioatrack.actions.placement_history import placement_history

    ctx.obj.table(placement_history(ctx.obj.desk, record_id, page))


@app.command("remove")
@answers
def remove(ctx: typer.Context, record_id: RecordId) -> None:
    """Take a placement back, while it is only planned."""
    from wioatrack.actions.placements import remove_placement

    ctx.obj.finish(remove_placement(ctx.obj.desk, record_id))


@app.command("payroll")
@takes(PayrollEntry)
def payroll(ctx: typer.Context, record_id: RecordId, entry: PayrollEntry) -> None:
    """Load a payroll file beside the placement; it is no support payment."""
    from wioatrack.actions.payroll import load_payroll

    ctx.obj.finish(load_payroll(ctx.obj.desk, record_id, entry))
