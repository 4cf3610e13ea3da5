"""`wioatrack doctor`"""

from typing import Annotated

import typer

from wioatrack.commands.options import answers

VerifyData = Annotated[
    bool, typer.Option("--verify-data", help="Compare the hash of every kept file.")
]
FixPermissions = Annotated[
    bool,
    typer.Option("--fix-permissions", help="Leave the files to their owner alone."),
]


@answers
def doctor(
    ctx: typer.Context,
    verify_data: VerifyData = False,
    fix_permissions: FixPermissions = False,
) -> None:
    """Whether the database is in good shape, and what to do if it is not."""
    from wioatrack.actions.doctor import code_of, examine

    found = examine(
        ctx.obj.desk, verify_data=verify_data, fix_permissions=fix_permissions
    )
    ctx.obj.table(found)
    if code := code_of(found):
        raise typer.Exit(code)
