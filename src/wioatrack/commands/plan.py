"""`wioatrack plan …`"""

from pathlib import Path
from typing import Annotated

import typer

from wioatrack.commands.arguments import Replace
from wioatrack.commands.context import data, room
from wioatrack.commands.options import Page, Who, answers, lists, takes
from wioatrack.entries.plans import AgreementEntry, UpdateFilters
from wioatrack.errors import BadEntry

app = typer.Typer(
    no_args_is_help=True, help="The plan of a case: overview, agreement, paper copy."
)
Out = Annotated[
    Path,
    typer.Option(
        "--out", metavar="FILE", help="File to write; - is stdout.", show_default=False
    ),
]


@app.command("show")
@answers
def show(ctx: typer.Context, who: Who) -> None:
    """The overview: agreement, cards, goals, and the services of each goal."""
    from wioatrack.actions.plans import show_plan
    from wioatrack.render import machine, plan_text

    record, found = show_plan(ctx.obj.desk, who)
    whole = record | {"findings": machine.findings(found)}
    ctx.obj.tell(whole, plan_text.plan(record, found, room()))


@app.command("populate")
@answers
def populate(ctx: typer.Context, who: Who) -> None:
    """Put in the goals and steps that every plan holds, where they are missing."""
    from wioatrack.actions.plans import populate_plan

    ctx.obj.finish(populate_plan(ctx.obj.desk, who))


@app.command("request")
@answers
def request(ctx: typer.Context, who: Who) -> None:
    """Ask the customer to agree to the plan as it stands."""
    from wioatrack.actions.agreements import request_agreement

    ctx.obj.finish(request_agreement(ctx.obj.desk, who))


@app.command("agree")
@takes(AgreementEntry)
def agree(ctx: typer.Context, who: Who, entry: AgreementEntry) -> None:
    """Settle the agreement: agreed online, signed on paper, or not to be reached."""
    from wioatrack.actions.agreements import settle_agreement

    ctx.obj.finish(settle_agreement(ctx.obj.desk, who, entry))


@app.command("print")
@answers
def print_(ctx: typer.Context, who: Who, out: Out, replace: Replace = False) -> None:
    """Write the customer's copy: one HTML page, made for paper, to be signed."""
    from wioatrack.actions.plan_copies import printed_plan
    from wioatrack.render import files, plan_page

    copy = printed_plan(ctx.obj.desk, who)
    if str(out) == "-":
        if ctx.obj.json:
            raise BadEntry("--json and --out - would both print.", "Name a file.")
        data(plan_page.page(copy))
        return
    files.require_unused(out, replace=replace)
    ctx.obj.show(files.written(out, plan_page.page(copy)))


@app.command("export")
@lists()
def export(
    ctx: typer.Context,
    who: Who,
    page: Page,
    iwds: Annotated[
        bool, typer.Option("--iwds", help="The IWDS crosswalk.", show_default=False)
    ] = False,
) -> None:
    """The services of a plan with their IWDS names and types, a row for each."""
    from wioatrack.actions.plan_copies import crosswalk

    ctx.obj.table(crosswalk(ctx.obj.desk, who, page, iwds=iwds))


@app.command("log")
@lists(UpdateFilters)
def log(ctx: typer.Context, who: Who, entry: UpdateFilters, page: Page) -> None:
    """The update log: who changed what in the plan, and when."""
    from wioatrack.actions.plan_copies import list_updates

    ctx.obj.table(list_updates(ctx.obj.desk, who, entry, page))
