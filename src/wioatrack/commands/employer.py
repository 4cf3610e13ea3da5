"""`wioatrack employer …`"""

import typer

from wioatrack.commands.options import Page, lists, takes
from wioatrack.entries.worksites import EmployerEntry

app = typer.Typer(no_args_is_help=True, help="Employers that people are placed with.")


@app.command("add")
@takes(EmployerEntry)
def add(ctx: typer.Context, entry: EmployerEntry) -> None:
    """Add an employer."""
    from wioatrack.actions.worksites import add_employer

    ctx.obj.finish(add_employer(ctx.obj.desk, entry))


@app.command("list")
@lists()
def list_(ctx: typer.Context, page: Page) -> None:
    """Every employer."""
    from wioatrack.actions.worksites import list_places

    ctx.obj.table(list_places(ctx.obj.desk, "employer", page))
