"""`wioatrack job …`"""

import typer

from wioatrack.commands.options import Page, lists, takes
from wioatrack.entries.worksites import JobEntry, JobFilters

app = typer.Typer(no_args_is_help=True, help="Jobs at worksites, and their openings.")


@app.command("add")
@takes(JobEntry)
def add(ctx: typer.Context, entry: JobEntry) -> None:
    """Add a job at a worksite."""
    from wioatrack.actions.worksites import add_job

    ctx.obj.finish(add_job(ctx.obj.desk, entry))


@app.command("list")
@lists(JobFilters)
def list_(ctx: typer.Context, entry: JobFilters, page: Page) -> None:
    """Jobs, with the positions taken and those left."""
    from wioatrack.actions.worksites import list_jobs

    ctx.obj.table(list_jobs(ctx.obj.desk, entry, page))
