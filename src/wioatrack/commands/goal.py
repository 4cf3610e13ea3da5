"""`wioatrack goal …`"""

import typer

from wioatrack.commands.options import Page, RecordId, Who, amends, lists, takes
from wioatrack.entries.goals import GoalEntry, GoalFilters

app = typer.Typer(no_args_is_help=True, help="What participants work towards.")


@app.command("add")
@takes(GoalEntry)
def add(ctx: typer.Context, who: Who, entry: GoalEntry) -> None:
    """Set a goal, in own words or those of a template.

    A good goal addresses a barrier, employment, education or a credential that stacks
    on others; it is realistic, measurable and attainable. Assessments help to find it.
    """
    from wioatrack.actions.goals import add_goal

    ctx.obj.finish(add_goal(ctx.obj.desk, who, entry))


@app.command("edit")
@amends(GoalEntry)
def edit(ctx: typer.Context, record_id: RecordId, entry: dict[str, object]) -> None:
    """Change what is given."""
    from wioatrack.actions.goals import edit_goal

    ctx.obj.finish(edit_goal(ctx.obj.desk, record_id, entry))


@app.command("list")
@lists(GoalFilters)
def list_(ctx: typer.Context, who: Who, entry: GoalFilters, page: Page) -> None:
    """The goals of a case; start and due date come from their services."""
    from wioatrack.actions.goals import list_goals

    ctx.obj.table(list_goals(ctx.obj.desk, who, entry, page))
