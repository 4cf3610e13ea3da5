"""`wioatrack pathway …`"""

import typer

from wioatrack.commands.options import Who, amends, answers
from wioatrack.entries.plans import PathwayEntry

app = typer.Typer(no_args_is_help=True, help="The career path a customer wants.")


@app.command("set")
@amends(PathwayEntry)
def set_(ctx: typer.Context, who: Who, entry: dict[str, object]) -> None:
    """Say which pathway, occupations and wage the customer wants."""
    from wioatrack.actions.pathways import set_pathway

    ctx.obj.finish(set_pathway(ctx.obj.desk, who, entry))


@app.command("show")
@answers
def show(ctx: typer.Context, who: Who) -> None:
    """The desired career path."""
    from wioatrack.actions.pathways import show_pathway

    ctx.obj.show(show_pathway(ctx.obj.desk, who))
