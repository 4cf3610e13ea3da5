"""`wioatrack application …`"""

from typing import Annotated

import typer

from wioatrack.commands.options import Page, Person, Who, amends, answers, lists, takes
from wioatrack.entries.people import ApplicationEntry, ApplicationFilters

app = typer.Typer(
    no_args_is_help=True,
    help="Periods of participation; every other record belongs to one.",
)


@app.command("add")
@takes(ApplicationEntry)
def add(ctx: typer.Context, person: Person, entry: ApplicationEntry) -> None:
    """Open a period of participation for a person."""
    from wioatrack.actions.applications import add_application

    ctx.obj.finish(add_application(ctx.obj.desk, person, entry))


@app.command("edit")
@amends(ApplicationEntry)
def edit(ctx: typer.Context, who: Who, entry: dict[str, object]) -> None:
    """Change what is given; an empty value clears a field."""
    from wioatrack.actions.applications import edit_application

    ctx.obj.finish(edit_application(ctx.obj.desk, who, entry))


@app.command("show")
@answers
def show(ctx: typer.Context, who: Who) -> None:
    """One application with its exit and the last day for credentials."""
    from wioatrack.actions.applications import show_application

    ctx.obj.show(show_application(ctx.obj.desk, who))


@app.command("list")
@lists(ApplicationFilters)
def list_(
    ctx: typer.Context,
    entry: ApplicationFilters,
    page: Page,
    person: Annotated[
        str | None, typer.Argument(metavar="[PERSON]", help="Only this person's.")
    ] = None,
) -> None:
    """Applications, of one person or of all."""
    from wioatrack.actions.applications import list_applications

    ctx.obj.table(list_applications(ctx.obj.desk, person, entry, page))
