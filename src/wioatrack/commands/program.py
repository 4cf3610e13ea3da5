"""`wioatrack program …`"""

import typer

from wioatrack.commands.options import (
    Page,
    RecordId,
    Who,
    amends,
    answers,
    lists,
    takes,
)
from wioatrack.entries.providers import ProgramEntry, ProgramFilters

app = typer.Typer(
    no_args_is_help=True, help="What providers offer: what may be added to plans."
)


@app.command("add")
@takes(ProgramEntry)
def add(ctx: typer.Context, entry: ProgramEntry) -> None:
    """Set up what a provider offers in a fiscal year."""
    from wioatrack.actions.programs import add_program

    ctx.obj.finish(add_program(ctx.obj.desk, entry))


@app.command("edit")
@amends(ProgramEntry)
def edit(ctx: typer.Context, record_id: RecordId, entry: dict[str, object]) -> None:
    """Change what is given; activities, skills and interests are given whole."""
    from wioatrack.actions.programs import edit_program

    ctx.obj.finish(edit_program(ctx.obj.desk, record_id, entry))


@app.command("list")
@lists(ProgramFilters)
def list_(ctx: typer.Context, entry: ProgramFilters, page: Page) -> None:
    """Programs with what they offer, the newest fiscal year first."""
    from wioatrack.actions.programs import list_programs

    ctx.obj.table(list_programs(ctx.obj.desk, entry, page))


@app.command("remove")
@answers
def remove(ctx: typer.Context, record_id: RecordId) -> None:
    """Take a program away."""
    from wioatrack.actions.programs import remove_program

    ctx.obj.finish(remove_program(ctx.obj.desk, record_id))


@app.command("match")
@lists()
def match(ctx: typer.Context, who: Who, page: Page) -> None:
    """This year's programs, the best match of skills and interests first."""
    from wioatrack.actions.matching import match_programs

    ctx.obj.table(match_programs(ctx.obj.desk, who, page))
