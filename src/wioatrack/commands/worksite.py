"""`wioatrack worksite …`"""

import typer

from wioatrack.commands.options import Page, lists, takes
from wioatrack.entries.worksites import WorksiteEntry

app = typer.Typer(no_args_is_help=True, help="Worksites of employers.")


@app.command("add")
@takes(WorksiteEntry)
def add(ctx: typer.Context, entry: WorksiteEntry) -> None:
    """Add a worksite of an employer."""
    from wioatrack.actions.worksites import add_worksite

    ctx.obj.finish(add_worksite(ctx.obj.desk, entry))


@app.command("list")
@lists()
def list_(ctx: typer.Context, page: Page) -> None:
    """Every worksite."""
    from wioatrack.actions.worksites import list_places

    ctx.obj.table(list_places(ctx.obj.desk, "worksite", page))
