"""`wioatrack init`"""

import typer

from wioatrack.commands.options import takes
from wioatrack.entries.users import InitEntry


@takes(InitEntry)
def init(ctx: typer.Context, entry: InitEntry) -> None:
    """Make a new database; you become its manager."""
    from wioatrack.actions.users import init as make

    ctx.obj.finish(make(ctx.obj.desk, entry))
