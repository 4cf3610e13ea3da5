"""`wioatrack document …`"""

from pathlib import Path
from typing import Annotated

import typer

from wioatrack.commands.options import Page, RecordId, Who, answers, lists, takes
from wioatrack.entries.documents import DocumentEntry

app = typer.Typer(no_args_is_help=True, help="Files kept by their hash, as evidence.")


@app.command("add")
@takes(DocumentEntry)
def add(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file.", show_default=False)
    ],
    entry: DocumentEntry,
) -> None:
    """Keep a copy of a file, for --document to point at."""
    from wioatrack.actions.documents import add_document

    ctx.obj.finish(add_document(ctx.obj.desk, file, entry))


@app.command("show")
@answers
def show(ctx: typer.Context, record_id: RecordId) -> None:
    """One document: whose it is, where its copy is, what points at it."""
    from wioatrack.actions.documents import show_document

    ctx.obj.show(show_document(ctx.obj.desk, record_id))


@app.command("list")
@lists()
def list_(ctx: typer.Context, who: Who, page: Page) -> None:
    """The documents of a participant."""
    from wioatrack.actions.documents import list_documents

    ctx.obj.table(list_documents(ctx.obj.desk, who, page))
