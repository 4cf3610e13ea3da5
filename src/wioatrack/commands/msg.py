"""`wioatrack msg …`"""

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
from wioatrack.entries.gains import GainEntry, GainFilters

app = typer.Typer(
    no_args_is_help=True, help="Measurable skill gains, and whether they count."
)


@app.command("add")
@takes(GainEntry)
def add(ctx: typer.Context, who: Who, entry: GainEntry) -> None:
    """Record a skill gain; each type takes its own answers."""
    from wioatrack.actions.gains import add_gain

    ctx.obj.finish(add_gain(ctx.obj.desk, who, entry))


@app.command("edit")
@amends(GainEntry)
def edit(ctx: typer.Context, record_id: RecordId, entry: dict[str, object]) -> None:
    """Change what is given; an empty value clears a field."""
    from wioatrack.actions.gains import edit_gain

    ctx.obj.finish(edit_gain(ctx.obj.desk, record_id, entry))


@app.command("list")
@lists(GainFilters)
def list_(ctx: typer.Context, who: Who, entry: GainFilters, page: Page) -> None:
    """Skill gains, with their program year and whether they count."""
    from wioatrack.actions.gain_records import list_gains

    ctx.obj.table(list_gains(ctx.obj.desk, who, entry, page))


@app.command("check")
@answers
def check(ctx: typer.Context, who: Who) -> None:
    """Which program years of training have a gain; exit code 0 is none is missing."""
    from wioatrack.actions.gain_years import check_gains

    found = check_gains(ctx.obj.desk, who)
    ctx.obj.show(found.record(), found.return_code)
