"""`wioatrack note …`"""

import os
from typing import Annotated

import typer

from wioatrack.commands.options import LARGEST_ID, Page, Who, lists, takes
from wioatrack.entries.notes import NoteEntry, NoteFilters, OutboxFilters
from wioatrack.errors import ReturnCode

app = typer.Typer(no_args_is_help=True, help="Case notes.")


@app.command("add")
@takes(NoteEntry)
def add(ctx: typer.Context, who: Who, entry: NoteEntry) -> None:
    """Write a case note; it needs a subject or a message."""
    from wioatrack.actions.sending import add_and_send

    ctx.obj.finish(add_and_send(ctx.obj.desk, who, entry, os.environ))


@app.command("list")
@lists(NoteFilters)
def list_(ctx: typer.Context, who: Who, entry: NoteFilters, page: Page) -> None:
    """Case notes, oldest contact first."""
    from wioatrack.actions.notes import list_notes

    ctx.obj.table(list_notes(ctx.obj.desk, who, entry, page))


@app.command("outbox")
@lists(OutboxFilters)
def outbox(
    ctx: typer.Context,
    entry: OutboxFilters,
    page: Page,
    who: Annotated[
        str | None,
        typer.Argument(metavar="[WHO]", help="Whose; all without.", show_default=False),
    ] = None,
) -> None:
    """Mails of case notes: without WHO those not sent yet, and why."""
    from wioatrack.actions.outbox import list_outbox

    ctx.obj.table(list_outbox(ctx.obj.desk, who, entry, page))


@app.command("send")
@lists()
def send(
    ctx: typer.Context,
    page: Page,
    mail: Annotated[
        int | None,
        typer.Argument(
            metavar="[ID]",
            help="One mail; all that wait without.",
            min=1,
            max=LARGEST_ID,
            show_default=False,
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Also one that may have been sent.")
    ] = False,
) -> None:
    """Send what waits in the outbox; exit code 1 when one could not be sent."""
    from wioatrack.actions.sending import send_outbox

    listing, sent = send_outbox(ctx.obj.desk, mail, os.environ, page, again=again)
    ctx.obj.table(listing)
    if not sent:
        raise typer.Exit(ReturnCode.REFUSED)
