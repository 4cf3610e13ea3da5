"""`wioatrack report …`"""

import typer

from wioatrack.commands.options import Page, lists
from wioatrack.entries.credential_report import CredentialReportFilters

app = typer.Typer(no_args_is_help=True, help="Figures over the caseload.")


@app.command("credentials")
@lists(CredentialReportFilters)
def credentials(ctx: typer.Context, entry: CredentialReportFilters, page: Page) -> None:
    """Earned credentials by entry of the catalogue and by occupation."""
    from wioatrack.actions.credential_report import report_credentials

    ctx.obj.table(report_credentials(ctx.obj.desk, entry, page))
