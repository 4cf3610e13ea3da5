"""`wioatrack report …`"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from wioatrack.commands.options import Page, lists
from wioatrack.entries.credential_report import CredentialReportFilters
from wioatrack.entries.exits import InactivityFilters
from wioatrack.entries.outcomes import OutcomesFilters
from wioatrack.entries.reports import ReportFilters, ServicesFilters

if TYPE_CHECKING:
    from wioatrack.actions.reports import Report
    from wioatrack.actions.results import Listing

app = typer.Typer(no_args_is_help=True, help="Figures over the caseload.")


@app.command("credentials")
@lists(CredentialReportFilters)
def credentials(ctx: typer.Context, entry: CredentialReportFilters, page: Page) -> None:
    """Earned credentials by entry of the catalogue and by occupation."""
    from wioatrack.actions.credential_report import report_credentials

    listing = report_credentials(ctx.obj.desk, entry, page)
    if entry.html:
        save_table(ctx, "Earned credentials", listing, entry.html)
    else:
        ctx.obj.table(listing)


@app.command("inactivity")
@lists(InactivityFilters)
def inactivity(ctx: typer.Context, entry: InactivityFilters, page: Page) -> None:
    """Who has been without service for how long, in bands of days."""
    from wioatrack.actions.inactivity import report_inactivity

    listing = report_inactivity(ctx.obj.desk, entry, page)
    if entry.html:
        save_table(ctx, "Days without service", listing, entry.html)
    else:
        ctx.obj.table(listing)


@app.command("outcomes")
@lists(OutcomesFilters)
def outcomes(ctx: typer.Context, entry: OutcomesFilters, page: Page) -> None:
    """Working figures of a program year, and who stands where and why."""
    from wioatrack.actions.outcomes import report_outcomes

    answer(ctx, report_outcomes(ctx.obj.desk, entry, page), entry.html)


@app.command("caseload")
@lists(ReportFilters)
def caseload(ctx: typer.Context, entry: ReportFilters, page: Page) -> None:
    """How many each office serves, how many are exited, and what was recorded."""
    from wioatrack.actions.caseload import report_caseload

    listing = report_caseload(ctx.obj.desk, entry, page)
    if entry.html:
        save_table(ctx, "Caseload", listing, entry.html)
    else:
        ctx.obj.table(listing)


@app.command("services")
@lists(ServicesFilters)
def services(ctx: typer.Context, entry: ServicesFilters, page: Page) -> None:
    """Who has which service in which status, with it and without it."""
    from wioatrack.actions.reports import report_services

    listing = report_services(ctx.obj.desk, entry, page)
    if entry.html:
        save_table(ctx, "Customer Services Report", listing, entry.html)
    else:
        ctx.obj.table(listing)


@app.command("support")
@lists(ReportFilters)
def support(ctx: typer.Context, entry: ReportFilters, page: Page) -> None:
    """Payments issued in a fiscal year, each type against its maximum."""
    from wioatrack.actions.support_reports import report_support

    answer(ctx, report_support(ctx.obj.desk, entry, page), entry.html)


@app.command("overrides")
@lists(ReportFilters)
def overrides(ctx: typer.Context, entry: ReportFilters, page: Page) -> None:
    """Services that need an override, and the customers who asked for one."""
    from wioatrack.actions.support_reports import report_overrides

    answer(ctx, report_overrides(ctx.obj.desk, entry, page), entry.html)


def answer(ctx: typer.Context, report: "Report", html: str | None) -> None:
    """Print a report, or write it as a page."""
    from wioatrack.render import reports

    if html:
        from wioatrack.render.files import written
        from wioatrack.render.pages import report_page

        tables = list(report.tables.values())
        page = report_page(report.title, report.figures, tables)
        ctx.obj.show(written(Path(html), page))
    elif ctx.obj.csv:
        ctx.obj.table(reports.main_table(report))
    elif sys.stdout.isatty() and not ctx.obj.json:
        reports.show(report)
    else:
        ctx.obj.tell(reports.values(report), reports.told(report))


def save_table(ctx: typer.Context, title: str, listing: "Listing", html: str) -> None:
    """Write one table as a page."""
    from wioatrack.render.files import written
    from wioatrack.render.pages import report_page

    ctx.obj.show(written(Path(html), report_page(title, {}, [(title, listing)])))
