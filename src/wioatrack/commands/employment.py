"""`wioatrack employment …`"""

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
from wioatrack.entries.employment import EmploymentEntry, EmploymentFilters

app = typer.Typer(no_args_is_help=True, help="Jobs after the program.")


@app.command("add")
@takes(EmploymentEntry)
def add(ctx: typer.Context, who: Who, entry: EmploymentEntry) -> None:
    """Record a job; without an end it is the present one."""
    from wioatrack.actions.employment import add_employment

    ctx.obj.finish(add_employment(ctx.obj.desk, who, entry))


@app.command("edit")
@amends(EmploymentEntry)
def edit(ctx: typer.Context, record_id: RecordId, entry: dict[str, object]) -> None:
    """Change what is given; --end ends the present job, --current takes an end away."""
    from wioatrack.actions.employment import edit_employment

    ctx.obj.finish(edit_employment(ctx.obj.desk, record_id, entry))


@app.command("list")
@lists(EmploymentFilters)
def list_(ctx: typer.Context, who: Who, entry: EmploymentFilters, page: Page) -> None:
    """Jobs, the first to begin first; the present one ends at Present."""
    from wioatrack.actions.employment import list_employment

    ctx.obj.table(list_employment(ctx.obj.desk, who, entry, page))


@app.command("quarters")
@answers
def quarters(ctx: typer.Context, who: Who) -> None:
    """Employment in each quarter after exit, and its first unsubsidized day."""
    from wioatrack.actions.employment import show_quarters

    ctx.obj.show(show_quarters(ctx.obj.desk, who))
