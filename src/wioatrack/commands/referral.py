"""`wioatrack referral …`"""

from typing import Annotated

import typer

from wioatrack.commands.options import Page, RecordId, Who, lists, takes
from wioatrack.entries.providers import ReferralEntry, ReferralFilters, ReplyEntry

app = typer.Typer(no_args_is_help=True, help="Participants sent to providers.")


@app.command("send")
@takes(ReferralEntry)
def send(ctx: typer.Context, who: Who, entry: ReferralEntry) -> None:
    """Send a participant to a provider that is on the list."""
    from wioatrack.actions.referrals import send_referral

    ctx.obj.finish(send_referral(ctx.obj.desk, who, entry))


@app.command("reply")
@takes(ReplyEntry)
def reply(ctx: typer.Context, record_id: RecordId, entry: ReplyEntry) -> None:
    """Answer a referral: accepted, waiting list, declined."""
    from wioatrack.actions.referrals import reply_referral

    ctx.obj.finish(reply_referral(ctx.obj.desk, record_id, entry))


@app.command("list")
@lists(ReferralFilters)
def list_(
    ctx: typer.Context,
    entry: ReferralFilters,
    page: Page,
    who: Annotated[
        str | None, typer.Argument(metavar="[WHO]", help="Only this person's.")
    ] = None,
) -> None:
    """Referrals with their answers, the newest first."""
    from wioatrack.actions.referrals import list_referrals

    ctx.obj.table(list_referrals(ctx.obj.desk, who, entry, page))
