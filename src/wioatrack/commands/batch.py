"""`wioatrack batch`"""

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Annotated

import typer

from wioatrack.commands.context import AppContext, note
from wioatrack.commands.options import answers
from wioatrack.errors import ReturnCode


class TakeBack(Exception):
    """A line was refused where all lines stand or fall together."""


@answers
def batch(
    ctx: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="[FILE]", help="One command per line; - is standard input."
        ),
    ] = "-",
    atomic: Annotated[
        bool,
        typer.Option(
            "--atomic",
            help="One transaction: all lines or none. One undo handle, and one more "
            "for each line that has --user or --as-of of its own.",
        ),
    ] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Go on after a refusal.")
    ] = False,
) -> None:
    """Run commands, one per line as typed after `wioatrack`, in one process."""
    from wioatrack.actions.batches.commands import handles_since, newest_handle
    from wioatrack.commands.replay import STOP

    context: AppContext = ctx.obj
    worst = ReturnCode.OK
    handles: list[str] = []
    try:
        with context.desk.shared() if atomic else nullcontext():
            whole = context.desk.held
            before = 0 if whole is None else newest_handle(whole)
            for code in lines_run(ctx, file, atomic=atomic):
                worst = worst or code
                if code in STOP or (code and not keep_going):
                    break
            if atomic and worst:
                raise TakeBack
            if whole is not None:
                handles = handles_since(whole, before)
    except TakeBack:
        note("Nothing was written: --atomic takes every line back with one.")
    if handles:
        note(f"Undo all lines with: {'; '.join(map(undoing, handles))}")
    if worst:
        raise typer.Exit(worst)


def undoing(handle: str) -> str:
    return f"wioatrack undo {handle}"


def lines_run(ctx: typer.Context, file: str, *, atomic: bool) -> Iterator[ReturnCode]:
    """The return code of each line, as it is done."""
    from wioatrack.actions.batches.commands import commands_in
    from wioatrack.commands.replay import Replay

    replay = Replay(ctx, atomic=atomic)
    with commands_in(file) as commands:
        for command in commands:
            yield replay.run(command)
