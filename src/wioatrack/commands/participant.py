"""`wioatrack participant …`"""

from typing import Annotated

import typer

from wioatrack.commands.options import Page, Person, amends, answers, lists, takes
from wioatrack.entries.people import ParticipantEntry, ParticipantFilters

app = typer.Typer(no_args_is_help=True, help="People, and how they are found.")


@app.command("add")
@takes(ParticipantEntry)
def add(ctx: typer.Context, entry: ParticipantEntry) -> None:
    """Record a person."""
    from wioatrack.actions.people import add_participant

    ctx.obj.finish(add_participant(ctx.obj.desk, entry))


@app.command("edit")
@amends(ParticipantEntry)
def edit(ctx: typer.Context, person: Person, entry: dict[str, object]) -> None:
    """Change what is given; an empty value clears a field."""
    from wioatrack.actions.people import edit_participant

    ctx.obj.finish(edit_participant(ctx.obj.desk, person, entry))


@app.command("show")
@answers
def show(ctx: typer.Context, person: Person) -> None:
    """One person with every application."""
    from wioatrack.actions.people import show_participant

    ctx.obj.show(show_participant(ctx.obj.desk, person))


@app.command("list")
@lists(ParticipantFilters)
def list_(ctx: typer.Context, entry: ParticipantFilters, page: Page) -> None:
    """People, narrowed by what is given."""
    from wioatrack.actions.people_lists import list_participants

    ctx.obj.table(list_participants(ctx.obj.desk, entry, page))


@app.command("find")
@lists()
def find(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="Part of a name, id or number.")],
    page: Page,
) -> None:
    """People by part of a name, id, case or individual number."""
    from wioatrack.actions.people_lists import find_participants

    ctx.obj.table(find_participants(ctx.obj.desk, text, page))


@app.command("purge")
@answers
def purge(
    ctx: typer.Context,
    person: Person,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Blank a person whose records need no longer be kept; there is no way back.

    An --as-of to come does not hasten it.
    """
    from wioatrack.actions.purging import purge_participant
    from wioatrack.commands.asking import confirmed

    ask = confirmed(ctx.obj, yes=yes, option="--yes")
    ctx.obj.finish(purge_participant(ctx.obj.desk, person, ask))
