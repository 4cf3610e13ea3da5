"""`wioatrack credential …`"""

from typing import Annotated

import typer

from wioatrack.commands.context import say_json
from wioatrack.commands.options import (
    Page,
    RecordId,
    Waivers,
    Who,
    amends,
    answers,
    lists,
    takes,
)
from wioatrack.entries.credentials import CredentialEntry, CredentialFilters
from wioatrack.entries.decisions import DecisionEntry

app = typer.Typer(no_args_is_help=True, help="Credentials a participant has earned.")


@app.command("add")
@takes(CredentialEntry, waivers=True)
def add(ctx: typer.Context, who: Who, entry: CredentialEntry, waivers: Waivers) -> None:
    """Record a credential that was earned."""
    from wioatrack.actions.credentials import add_credential

    ctx.obj.finish(add_credential(ctx.obj.desk, who, entry, waivers))


@app.command("edit")
@amends(CredentialEntry, waivers=True)
def edit(
    ctx: typer.Context, record_id: RecordId, entry: dict[str, object], waivers: Waivers
) -> None:
    """Change what is given; an empty value clears a field."""
    from wioatrack.actions.credentials import edit_credential

    ctx.obj.finish(edit_credential(ctx.obj.desk, record_id, entry, waivers))


@app.command("show")
@answers
def show(ctx: typer.Context, record_id: RecordId) -> None:
    """One credential, and whether and why it counts."""
    from wioatrack.actions.credentials import show_credential

    ctx.obj.show(show_credential(ctx.obj.desk, record_id))


@app.command("list")
@lists(CredentialFilters)
def list_(ctx: typer.Context, who: Who, entry: CredentialFilters, page: Page) -> None:
    """A person's credentials, from every application."""
    from wioatrack.actions.credential_records import list_credentials

    ctx.obj.table(list_credentials(ctx.obj.desk, who, entry, page))


@app.command("decide")
@takes(DecisionEntry)
def decide(ctx: typer.Context, record_id: RecordId, entry: DecisionEntry) -> None:
    """Ask the decision tree whether it counts, and keep answers and verdict."""
    from wioatrack.actions.decisions import decide_credential

    ctx.obj.finish(decide_credential(ctx.obj.desk, record_id, entry))


@app.command("lookup")
@lists()
def lookup(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="An occupation, or a part of it.")],
    page: Page,
) -> None:
    """The approved credentials for an occupation; the list is not exhaustive."""
    from wioatrack.actions.approved import lookup_occupation

    ctx.obj.table(lookup_occupation(text, page))


@app.command("badge")
@answers
def badge(ctx: typer.Context, record_id: RecordId) -> None:
    """One credential as an unsigned Open Badge 3.0, its holder as a salted hash."""
    from wioatrack.actions.badges import badge_of
    from wioatrack.render.open_badge import document

    say_json(document(badge_of(ctx.obj.desk, record_id)))
