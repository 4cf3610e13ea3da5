"""`wioatrack reference …`"""

from typing import Annotated

import typer

from wioatrack.commands.options import Page, lists

app = typer.Typer(
    no_args_is_help=True, help="Code lists, activities, limits and occupations."
)


@app.command("list")
@lists()
def list_(ctx: typer.Context, page: Page) -> None:
    """What there is to look up."""
    from wioatrack.actions.reference import list_references

    ctx.obj.table(list_references(page))


@app.command("show")
@lists()
def show(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="LIST", help="A list's name.")],
    page: Page,
) -> None:
    """The entries of one list, with their labels in every system."""
    from wioatrack.actions.reference import show_reference

    ctx.obj.table(show_reference(name, page))


@app.command("find")
@lists()
def find(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Part of an entry.")],
    page: Page,
) -> None:
    """The entries of any list that hold the words."""
    from wioatrack.actions.reference import find_reference

    ctx.obj.table(find_reference(text, page))
