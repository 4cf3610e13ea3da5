"""`wioatrack assessment …`"""

import typer

from wioatrack.commands.options import Page, Who, amends, lists, takes
from wioatrack.entries.assessments import (
    AssessmentEntry,
    AssessmentFilters,
    SummaryEntry,
)
from wioatrack.entries.plans import NeedsEntry

app = typer.Typer(no_args_is_help=True, help="Tests taken, and their summary.")


@app.command("add")
@takes(AssessmentEntry)
def add(ctx: typer.Context, who: Who, entry: AssessmentEntry) -> None:
    """Record a test; a gain of level needs series, subject, level and date."""
    from wioatrack.actions.assessments import add_assessment

    ctx.obj.finish(add_assessment(ctx.obj.desk, who, entry))


@app.command("summarize")
@takes(SummaryEntry)
def summarize(ctx: typer.Context, who: Who, entry: SummaryEntry) -> None:
    """Keep what the assessments say, in words."""
    from wioatrack.actions.assessments import summarize_assessments

    ctx.obj.finish(summarize_assessments(ctx.obj.desk, who, entry))


@app.command("list")
@lists(AssessmentFilters)
def list_(ctx: typer.Context, who: Who, entry: AssessmentFilters, page: Page) -> None:
    """Tests, the oldest first."""
    from wioatrack.actions.assessments import list_assessments

    ctx.obj.table(list_assessments(ctx.obj.desk, who, entry, page))


@app.command("needs")
@amends(NeedsEntry)
def needs(ctx: typer.Context, who: Who, entry: dict[str, object]) -> None:
    """Go through skills, interests, goals and barriers; with nothing given, show them."""
    from wioatrack.actions.needs import assess_needs

    ctx.obj.finish(assess_needs(ctx.obj.desk, who, entry))
