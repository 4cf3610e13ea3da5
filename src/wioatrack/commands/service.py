"""`wioatrack service …`"""

from collections.abc import Mapping

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
from wioatrack.entries.bulk import BulkEntry
from wioatrack.entries.services import ServiceEntry, ServiceFilters

app = typer.Typer(
    no_args_is_help=True, help="Activities, support services and referrals of a plan."
)


@app.command("add")
@takes(ServiceEntry, waivers=True)
def add(
    ctx: typer.Context, who: Who, entry: ServiceEntry, waivers: Mapping[str, str]
) -> None:
    """Put an activity, a support service or a referral into a plan."""
    from wioatrack.actions.services import add_service

    ctx.obj.finish(add_service(ctx.obj.desk, who, entry, waivers))


@app.command("update")
@amends(ServiceEntry, waivers=True)
def update(
    ctx: typer.Context,
    record_id: RecordId,
    entry: dict[str, object],
    waivers: Mapping[str, str],
) -> None:
    """Change status, days or details; an empty value clears a field."""
    from wioatrack.actions.services import update_service

    ctx.obj.finish(update_service(ctx.obj.desk, record_id, entry, waivers))


@app.command("remove")
@answers
def remove(ctx: typer.Context, record_id: RecordId) -> None:
    """Take a service out of the plan, while it is only planned."""
    from wioatrack.actions.services import remove_service

    ctx.obj.finish(remove_service(ctx.obj.desk, record_id))


@app.command("show")
@answers
def show(ctx: typer.Context, record_id: RecordId) -> None:
    """One service with its money, its days and its history."""
    from wioatrack.actions.service_records import show_service

    ctx.obj.show(show_service(ctx.obj.desk, record_id))


@app.command("list")
@lists(ServiceFilters)
def list_(ctx: typer.Context, who: Who, entry: ServiceFilters, page: Page) -> None:
    """The services of an application, or of all of a person's applications."""
    from wioatrack.actions.service_records import list_services

    ctx.obj.table(list_services(ctx.obj.desk, who, entry, page))


@app.command("history")
@lists()
def history(ctx: typer.Context, record_id: RecordId, page: Page) -> None:
    """Every status that a service had, with its dates."""
    from wioatrack.actions.service_records import service_history

    ctx.obj.table(service_history(ctx.obj.desk, record_id, page))


@app.command("recommend")
@lists()
def recommend(ctx: typer.Context, who: Who, page: Page) -> None:
    """Services recommended for what is known of a participant."""
    from wioatrack.actions.matching import recommend_services

    ctx.obj.table(recommend_services(ctx.obj.desk, who, page))


@app.command("bulk")
@takes(BulkEntry)
def bulk(ctx: typer.Context, entry: BulkEntry) -> None:
    """Change the services of a cohort at once: all of them, or none."""
    from wioatrack.actions.bulk import change_services

    ctx.obj.finish(change_services(ctx.obj.desk, entry))
