"""`wioatrack note …`"""

import typer

from wioatrack.commands.options import Page, Who, lists, takes
from wioatrack.entries.notes import NoteEntry, NoteFilters

app = typer.Typer(no_args_is_help=True, help="Case notes.")


@app.command("add")
@takes(NoteEntry)
def add(ctx: typer.Context, who: Who, entry: NoteEntry) -> None:
    """Write a case note; it needs a subject or a message."""
    from wioatrack.actions.notes import add_note

    ctx.obj.finish(add_note(ctx.obj.desk, who, entry))


@app.command("list")
@lists(NoteFilters)
def list_(ctx: typer.Context, who: Who, entry: NoteFilters, page: Page) -> None:
    """Case notes, oldest contact first."""
    from wioatrack.actions.notes import list_notes

    ctx.obj.table(list_notes(ctx.obj.desk, who, entry, page))
