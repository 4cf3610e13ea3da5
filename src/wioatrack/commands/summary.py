"""`wioatrack summary`"""

import typer

from wioatrack.commands.options import Who, answers


@answers
def summary(ctx: typer.Context, who: Who) -> None:
    """Where a participant stands: five items, each with a result and a status."""
    from wioatrack.actions.checklist import summarize

    ctx.obj.items(summarize(ctx.obj.desk, who))
