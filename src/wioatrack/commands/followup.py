"""`wioatrack followup …`"""

from pathlib import Path

import typer

from wioatrack.commands.options import Page, answers, lists
from wioatrack.entries.followups import DueFilters
from wioatrack.errors import ReturnCode

app = typer.Typer(no_args_is_help=True, help="What is to be followed up, and when.")


@app.command("due")
@lists(DueFilters)
def due(ctx: typer.Context, entry: DueFilters, page: Page) -> None:
    """Every follow-up that is due, overdue first; silent when there is none."""
    from wioatrack.actions.followups import list_due

    listing = list_due(ctx.obj.desk, entry, page)
    if entry.ics:
        from wioatrack.render.calendar import as_ics
        from wioatrack.render.files import written

        written(Path(entry.ics), as_ics(listing.rows, ctx.obj.today))
    if listing.rows or ctx.obj.json:
        ctx.obj.table(listing)
    if listing.rows and entry.exit_code:
        raise typer.Exit(ReturnCode.DUE)


@app.command("renew")
@answers
def renew(ctx: typer.Context) -> None:
    """Write the index of open due dates anew, after `db check` or a change of rules."""
    from wioatrack.actions.followups import renew_due

    ctx.obj.show(renew_due(ctx.obj.desk))
