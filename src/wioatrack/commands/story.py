"""`wioatrack story …`"""

from typing import Annotated

import typer

from wioatrack.commands.options import Page, Who, lists, takes
from wioatrack.entries.stories import StoryEntry, StoryFilters

app = typer.Typer(no_args_is_help=True, help="Success stories.")


@app.command("add")
@takes(StoryEntry)
def add(ctx: typer.Context, who: Who, entry: StoryEntry) -> None:
    """Keep a success story by or about a participant."""
    from wioatrack.actions.stories import add_story

    ctx.obj.finish(add_story(ctx.obj.desk, who, entry))


@app.command("list")
@lists(StoryFilters)
def list_(
    ctx: typer.Context,
    entry: StoryFilters,
    page: Page,
    who: Annotated[
        str | None,
        typer.Argument(metavar="[WHO]", help="Whose; all without.", show_default=False),
    ] = None,
) -> None:
    """Success stories, of one participant or of all."""
    from wioatrack.actions.stories import list_stories

    ctx.obj.table(list_stories(ctx.obj.desk, who, entry, page))
