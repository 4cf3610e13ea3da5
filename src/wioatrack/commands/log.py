"""`wioatrack log` and `wioatrack undo`"""

from typing import Annotated

import typer

from wioatrack.commands.options import Page, answers, lists
from wioatrack.entries.history import LogFilters

MaybeWho = Annotated[
    str | None,
    typer.Argument(
        metavar="[WHO]",
        help="Application number, state id, individual number or username.",
        show_default=False,
    ),
]
Handle = Annotated[
    str | None,
    typer.Argument(
        metavar="[HANDLE]",
        help="What a command printed; your last write unless given.",
        show_default=False,
    ),
]


@lists(LogFilters)
def log(
    ctx: typer.Context,
    entry: LogFilters,
    page: Page,
    who: MaybeWho = None,
) -> None:
    """Who changed what, when, from what to what."""
    from wioatrack.actions.changelog import list_changes

    ctx.obj.table(list_changes(ctx.obj.desk, who, entry, page))


@answers
def undo(ctx: typer.Context, handle: Handle = None) -> None:
    """Take one command back; undoing the undo does it again."""
    from wioatrack.actions.undoing import undo_command

    ctx.obj.finish(undo_command(ctx.obj.desk, handle))
