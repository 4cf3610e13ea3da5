"""`wioatrack exit …`"""

import typer

from wioatrack.commands.options import Page, Who, answers, lists, takes
from wioatrack.entries.exits import (
    EarlyExitEntry,
    ExitEntry,
    ForecastFilters,
    VoidEntry,
)

app = typer.Typer(
    no_args_is_help=True, help="Leaving the program: what must be done first."
)


@app.command("check")
@answers
def check(ctx: typer.Context, who: Who) -> None:
    """The checklist, and the command that clears each open box; exit code 0 is ready."""
    from wioatrack.actions.exits import check_exit

    ctx.obj.check(check_exit(ctx.obj.desk, who))


@app.command("record")
@takes(ExitEntry)
def record(ctx: typer.Context, who: Who, entry: ExitEntry) -> None:
    """Exit a participant whose boxes are all ticked."""
    from wioatrack.actions.exits import record_exit

    ctx.obj.finish(record_exit(ctx.obj.desk, who, entry))


@app.command("early")
@takes(EarlyExitEntry)
def early(ctx: typer.Context, who: Who, entry: EarlyExitEntry) -> None:
    """Exit a participant who left before completion, without the boxes."""
    from wioatrack.actions.exits import exit_early

    ctx.obj.finish(exit_early(ctx.obj.desk, who, entry))


@app.command("void")
@takes(VoidEntry)
def void(ctx: typer.Context, who: Who, entry: VoidEntry) -> None:
    """Take an exit back; the record stays in the log."""
    from wioatrack.actions.exits import void_exit

    ctx.obj.finish(void_exit(ctx.obj.desk, who, entry))


@app.command("forecast")
@lists(ForecastFilters)
def forecast(ctx: typer.Context, entry: ForecastFilters, page: Page) -> None:
    """Who reaches the days without service, and when; what blocks, and what to do."""
    from wioatrack.actions.inactivity import forecast

    ctx.obj.table(forecast(ctx.obj.desk, entry, page))
