"""`wioatrack user …`"""

from typing import Annotated

import typer

from wioatrack.commands.options import Page, amends, lists, takes
from wioatrack.entries.users import UserEntry

app = typer.Typer(
    no_args_is_help=True, help="Who uses this database, and in which role."
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="User name.")]


@app.command("add")
@takes(UserEntry)
def add(ctx: typer.Context, name: Name, entry: UserEntry) -> None:
    """Let somebody use this database; only a manager may."""
    from wioatrack.actions.users import add_user

    ctx.obj.finish(add_user(ctx.obj.desk, name, entry))


@app.command("edit")
@amends(UserEntry)
def edit(ctx: typer.Context, name: Name, entry: dict[str, object]) -> None:
    """Change a user's role, organization or locations."""
    from wioatrack.actions.users import edit_user

    ctx.obj.finish(edit_user(ctx.obj.desk, name, entry))


@app.command("list")
@lists()
def list_(ctx: typer.Context, page: Page) -> None:
    """Every user of this database."""
    from wioatrack.actions.users import list_users

    ctx.obj.table(list_users(ctx.obj.desk, page))


@app.command("roles")
@lists()
def roles(ctx: typer.Context, page: Page) -> None:
    """Which role may do what."""
    from wioatrack.actions.users import roles_table

    ctx.obj.table(roles_table(page))
