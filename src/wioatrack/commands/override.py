"""`wioatrack override …`"""

import typer

from wioatrack.commands.options import Page, RecordId, amends, answers, lists, takes
from wioatrack.entries.support import (
    OverrideEntry,
    OverrideFilters,
    OverrideRequestEntry,
    ReviewEntry,
)

app = typer.Typer(
    no_args_is_help=True, help="Requests to raise the maximum of a support service."
)


@app.command("request")
@takes(OverrideRequestEntry)
def request(
    ctx: typer.Context, record_id: RecordId, entry: OverrideRequestEntry
) -> None:
    """Ask for more than the maximum of a support service."""
    from wioatrack.actions.overrides import request_override

    ctx.obj.finish(request_override(ctx.obj.desk, record_id, entry))


@app.command("edit")
@amends(OverrideEntry)
def edit(ctx: typer.Context, record_id: RecordId, entry: dict[str, object]) -> None:
    """Change a request while it is pending."""
    from wioatrack.actions.overrides import edit_override

    ctx.obj.finish(edit_override(ctx.obj.desk, record_id, entry))


@app.command("withdraw")
@answers
def withdraw(ctx: typer.Context, record_id: RecordId) -> None:
    """Take a pending request back."""
    from wioatrack.actions.overrides import withdraw_override

    ctx.obj.finish(withdraw_override(ctx.obj.desk, record_id))


@app.command("review")
@takes(ReviewEntry)
def review(ctx: typer.Context, record_id: RecordId, entry: ReviewEntry) -> None:
    """Approve or reject a request of somebody else."""
    from wioatrack.actions.overrides import review_override

    ctx.obj.finish(review_override(ctx.obj.desk, record_id, entry))


@app.command("list")
@lists(OverrideFilters)
def list_(ctx: typer.Context, entry: OverrideFilters, page: Page) -> None:
    """Requests, the oldest first; --pending is the reviewer's queue."""
    from wioatrack.actions.override_records import list_overrides

    ctx.obj.table(list_overrides(ctx.obj.desk, entry, page))


@app.command("show")
@answers
def show(ctx: typer.Context, record_id: RecordId) -> None:
    """One request, what it would raise, and who did what with it."""
    from wioatrack.actions.override_records import show_override

    ctx.obj.show(show_override(ctx.obj.desk, record_id))
