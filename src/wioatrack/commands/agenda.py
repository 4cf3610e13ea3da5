"""`wioatrack agenda`, and what a bare `wioatrack` shows."""

import sys
from dataclasses import replace
from pathlib import Path

import typer

from wioatrack.commands.context import AppContext, note, say
from wioatrack.commands.options import Page, lists
from wioatrack.entries.agenda import AgendaFilters
from wioatrack.errors import ReturnCode

START = """There is no database yet at {db}.
  wioatrack init --profile NAME   make one
  wioatrack demo                  look at a synthetic caseload first
  wioatrack --help                all commands"""


@lists(AgendaFilters)
def agenda(ctx: typer.Context, entry: AgendaFilters, page: Page) -> None:
    """Every clock in one list, overdue first; silent when there is none.

    At a terminal it begins with how many there are of each kind, and shows names;
    elsewhere ids only, as for a mail of cron's.
    """
    from wioatrack.actions.agenda import show_agenda

    seen = sys.stdout.isatty() and not (ctx.obj.json or ctx.obj.csv)
    if seen and entry.names is None:
        entry = replace(entry, names=True)
    found = show_agenda(ctx.obj.desk, entry, page)
    if entry.ics:
        from wioatrack.render.calendar import save_calendar

        if not save_calendar(Path(entry.ics), found.listing.rows, ctx.obj.today):
            note(f"Nothing is due: {entry.ics} was not written.")
    if entry.digest:
        from wioatrack.render.digest import as_digest
        from wioatrack.render.files import written

        told = as_digest(found.listing, found.counts, ctx.obj.today, found.until)
        written(Path(entry.digest), told)
    listing = found.counts if entry.counts else found.listing
    if found.listing.rows and seen and not entry.counts:
        note(glance(found.counts.rows))
    if listing.rows or ctx.obj.json:
        ctx.obj.table(listing)
    if found.due and entry.exit_code:
        raise typer.Exit(ReturnCode.DUE)


def glance(counts: list[dict[str, int]]) -> str:
    """How many of each kind, on one line."""
    return ", ".join(f"{row['all']} {row['kind']}" for row in counts)


def today(context: AppContext) -> None:
    """Today's agenda where there is a database, else how to start."""
    from wioatrack.actions.agenda import show_agenda

    if not context.db.exists():
        say(START.format(db=context.db))
        return
    found = show_agenda(context.desk, AgendaFilters(names=True), Page())
    if not found.listing.rows:
        say("Nothing is due today. wioatrack --help lists the commands.")
        return
    note(glance(found.counts.rows))
    context.table(found.listing)
