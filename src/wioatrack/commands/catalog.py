"""`wioatrack catalog …`"""

from pathlib import Path
from typing import Annotated

import typer

from wioatrack.commands.context import say_json
from wioatrack.commands.options import (
    LARGEST_ID,
    Page,
    RecordId,
    amends,
    answers,
    lists,
    takes,
)
from wioatrack.entries.catalog import CatalogChanges, CatalogEntry, CatalogFilters

app = typer.Typer(
    no_args_is_help=True,
    help="Credentials that can be earned: described, published, exchanged.",
)


@app.command("add")
@takes(CatalogEntry)
def add(ctx: typer.Context, entry: CatalogEntry) -> None:
    """Begin a draft; `catalog guide` asks tab by tab instead."""
    from wioatrack.actions.catalog import add_entry

    ctx.obj.finish(add_entry(ctx.obj.desk, entry))


@app.command("guide")
@answers
def guide(
    ctx: typer.Context,
    record_id: Annotated[
        int | None,
        typer.Argument(
            metavar="[ID]", min=1, max=LARGEST_ID, help="The entry to go on with."
        ),
    ] = None,
) -> None:
    """The form tab by tab, at a terminal; each tab is saved before the next."""
    from wioatrack.commands.catalog_form import walk

    walk(ctx.obj, record_id)


@app.command("edit")
@amends(CatalogChanges)
def edit(ctx: typer.Context, record_id: RecordId, entry: dict[str, object]) -> None:
    """Change what is given; lists gain what is given, an empty value clears one."""
    from wioatrack.actions.catalog import edit_entry

    ctx.obj.finish(edit_entry(ctx.obj.desk, record_id, entry))


@app.command("show")
@answers
def show(
    ctx: typer.Context,
    record_id: RecordId,
    revision: Annotated[
        int | None,
        typer.Option(
            min=1, max=LARGEST_ID, metavar="N", help="As it was published then."
        ),
    ] = None,
) -> None:
    """One entry; editors see it as it is being written, others as published."""
    from wioatrack.actions.catalog import show_entry

    ctx.obj.show(show_entry(ctx.obj.desk, record_id, revision))


@app.command("list")
@lists(CatalogFilters)
def list_(ctx: typer.Context, entry: CatalogFilters, page: Page) -> None:
    """The catalogue; everybody but its editors sees what is published."""
    from wioatrack.actions.catalog_search import list_entries

    ctx.obj.table(list_entries(ctx.obj.desk, entry, page))


@app.command("publish")
@answers
def publish(ctx: typer.Context, record_id: RecordId) -> None:
    """Let everybody see it, as a new revision."""
    from wioatrack.actions.catalog_publishing import publish_entry

    ctx.obj.finish(publish_entry(ctx.obj.desk, record_id))


@app.command("unpublish")
@answers
def unpublish(ctx: typer.Context, record_id: RecordId) -> None:
    """Make it a draft again; its revisions stay readable."""
    from wioatrack.actions.catalog_publishing import unpublish_entry

    ctx.obj.finish(unpublish_entry(ctx.obj.desk, record_id))


@app.command("archive")
@answers
def archive(ctx: typer.Context, record_id: RecordId) -> None:
    """Put it away; it is kept, and no longer offered."""
    from wioatrack.actions.catalog_publishing import archive_entry

    ctx.obj.finish(archive_entry(ctx.obj.desk, record_id))


@app.command("history")
@lists()
def history(ctx: typer.Context, record_id: RecordId, page: Page) -> None:
    """Every published revision, and what it changed."""
    from wioatrack.actions.catalog_publishing import history_of

    ctx.obj.table(history_of(ctx.obj.desk, record_id, page))


@app.command("export")
@answers
def export(
    ctx: typer.Context,
    only: Annotated[
        list[int] | None,
        typer.Option(
            "--only",
            metavar="ID",
            help="Only this entry; repeatable.",
            min=1,
            max=LARGEST_ID,
        ),
    ] = None,
) -> None:
    """The published entries as linked data (CTDL in JSON-LD) on stdout."""
    from wioatrack.actions.catalog_exchange import exported
    from wioatrack.render.ctdl import document

    say_json(document(exported(ctx.obj.desk, tuple(only or ()))))


@app.command("import")
@answers
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CTDL document.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")
    ] = False,
) -> None:
    """The credentials of a CTDL document as drafts, and what of it found no place."""
    from wioatrack.actions.catalog_import import import_catalog

    ctx.obj.finish(import_catalog(ctx.obj.desk, file, dry_run=dry_run))


@app.command("match")
@lists()
def match(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="A title in anybody's words.")],
    page: Page,
) -> None:
    """What a title may mean, with a score: entries, and the approved credentials."""
    from wioatrack.actions.catalog_matching import match_title

    ctx.obj.table(match_title(ctx.obj.desk, text, page))


@app.command("unmatched")
@lists()
def unmatched(ctx: typer.Context, page: Page) -> None:
    """The worklist of earned credentials that name no entry yet."""
    from wioatrack.actions.catalog_matching import unmatched as waiting

    ctx.obj.table(waiting(ctx.obj.desk, page))
