"""`wioatrack followup …`"""

from pathlib import Path

import typer

from wioatrack.commands.context import note
from wioatrack.commands.options import Page, RecordId, Who, answers, lists, takes
from wioatrack.entries.followups import (
    DueFilters,
    FollowupEntry,
    FollowupFilters,
    OutcomeEntry,
)
from wioatrack.errors import ReturnCode

app = typer.Typer(no_args_is_help=True, help="What is to be followed up, and when.")


@app.command("due")
@lists(DueFilters)
def due(ctx: typer.Context, entry: DueFilters, page: Page) -> None:
    """Every follow-up that is due, overdue first; silent when there is none."""
    from wioatrack.actions.followups import list_due

    listing = list_due(ctx.obj.desk, entry, page)
    if entry.ics:
        from wioatrack.render.calendar import save_calendar

        if not save_calendar(Path(entry.ics), listing.rows, ctx.obj.today):
            note(f"Nothing is due: {entry.ics} was not written.")
    if listing.rows or ctx.obj.json:
        ctx.obj.table(listing)
    if listing.rows and entry.exit_code:
        raise typer.Exit(ReturnCode.DUE)


@app.command("add")
@takes(FollowupEntry)
def add(ctx: typer.Context, who: Who, entry: FollowupEntry) -> None:
    """Plan a contact, with the day on which it is due."""
    from wioatrack.actions.contacts import plan_contact

    ctx.obj.finish(plan_contact(ctx.obj.desk, who, entry))


@app.command("done")
@takes(OutcomeEntry)
def done(ctx: typer.Context, record_id: RecordId, entry: OutcomeEntry) -> None:
    """Say what came of a contact; an attempt, such as a voicemail, leaves it open."""
    from wioatrack.actions.contacts import settle_contact

    ctx.obj.finish(settle_contact(ctx.obj.desk, record_id, entry))


@app.command("list")
@lists(FollowupFilters)
def list_(ctx: typer.Context, who: Who, entry: FollowupFilters, page: Page) -> None:
    """Planned contacts and their outcomes, by the day they are due."""
    from wioatrack.actions.contacts import list_contacts

    ctx.obj.table(list_contacts(ctx.obj.desk, who, entry, page))


@app.command("clocks")
@answers
def clocks(ctx: typer.Context, who: Who) -> None:
    """Both clocks after exit: services for a year, outcomes by quarter."""
    from wioatrack.actions.aftercare_standing import show_clocks

    ctx.obj.show(show_clocks(ctx.obj.desk, who))


@app.command("renew")
@answers
def renew(ctx: typer.Context) -> None:
    """Write the index of open due dates anew, after `db check` or a change of rules."""
    from wioatrack.actions.followups import renew_due

    ctx.obj.show(renew_due(ctx.obj.desk))
