"""`wioatrack db …`"""

from pathlib import Path
from typing import Annotated

import typer

from wioatrack.commands.options import answers
from wioatrack.errors import ReturnCode

app = typer.Typer(
    no_args_is_help=True, help="The database: look, check, copy, restore."
)


@app.command("info")
@answers
def info(ctx: typer.Context) -> None:
    """The file in figures, and the anchor of its change log."""
    from wioatrack.actions.database import show_database

    ctx.obj.show(show_database(ctx.obj.desk))


@app.command("check")
@answers
def check(
    ctx: typer.Context,
    anchor: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A file with an anchor that was kept elsewhere.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Hold every record against the change log, and the log against its chain."""
    from wioatrack.actions.database import check_database

    answer = check_database(ctx.obj.desk, anchor)
    ctx.obj.show(answer, ReturnCode.OK if answer["sound"] else ReturnCode.STORE)


@app.command("backup")
@answers
def backup(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to put it.")],
    verify: Annotated[bool, typer.Option("--verify", help="Check the copy.")] = False,
) -> None:
    """Copy the database, also while others write; nothing is written over."""
    from wioatrack.actions.database import back_up

    ctx.obj.finish(back_up(ctx.obj.desk, file, verify=verify))


@app.command("restore")
@answers
def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")],
) -> None:
    """Put a checked backup in the database's place; what was there is kept."""
    from wioatrack.actions.database import restore as bring_back

    ctx.obj.finish(bring_back(ctx.obj.desk, file))


@app.command("migrate")
@answers
def migrate(ctx: typer.Context) -> None:
    """Bring an older database to this version, after a backup."""
    from wioatrack.actions.database import migrate as bring_up

    ctx.obj.finish(bring_up(ctx.obj.desk))
