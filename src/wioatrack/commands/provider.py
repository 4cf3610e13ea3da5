"""`wioatrack provider …`"""

import typer

from wioatrack.commands.options import Page, lists, takes
from wioatrack.entries.providers import ProviderEntry, ProviderFilters

app = typer.Typer(
    no_args_is_help=True, help="Agencies and offices that provide services."
)


@app.command("add")
@takes(ProviderEntry)
def add(ctx: typer.Context, entry: ProviderEntry) -> None:
    """Put a provider on the list."""
    from wioatrack.actions.providers import add_provider

    ctx.obj.finish(add_provider(ctx.obj.desk, entry))


@app.command("list")
@lists(ProviderFilters)
def list_(ctx: typer.Context, entry: ProviderFilters, page: Page) -> None:
    """Every provider on the list, by name."""
    from wioatrack.actions.providers import list_providers

    ctx.obj.table(list_providers(ctx.obj.desk, entry, page))
