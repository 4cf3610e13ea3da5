"""`wioatrack attendance …`"""

from pathlib import Path

import typer

from wioatrack.commands.context import room
from wioatrack.commands.options import Page, RecordId, lists, takes
from wioatrack.entries.attendance import (
    AttendanceEntry,
    GroupEntry,
    ReopenEntry,
    SheetEntry,
    WeekEntry,
)

app = typer.Typer(
    no_args_is_help=True, help="Attendance by the week, Sunday to Saturday."
)


@app.command("record")
@takes(AttendanceEntry)
def record(ctx: typer.Context, record_id: RecordId, entry: AttendanceEntry) -> None:
    """Enter the times of a day of a service; again corrects them."""
    from wioatrack.actions.attendance import record_attendance

    ctx.obj.finish(record_attendance(ctx.obj.desk, record_id, entry))


@app.command("week")
@takes(WeekEntry)
def week(ctx: typer.Context, record_id: RecordId, entry: WeekEntry) -> None:
    """One week of a service, with its days and its total."""
    from wioatrack.actions.attendance_records import show_week
    from wioatrack.render.weeks import told

    answer = show_week(ctx.obj.desk, record_id, entry.week)
    ctx.obj.tell(answer, told(answer, room()))


@app.command("list")
@lists()
def list_(ctx: typer.Context, record_id: RecordId, page: Page) -> None:
    """The weeks of a service, their hours, and which are verified."""
    from wioatrack.actions.attendance_records import list_weeks

    ctx.obj.table(list_weeks(ctx.obj.desk, record_id, page))


@app.command("verify")
@takes(WeekEntry)
def verify(ctx: typer.Context, record_id: RecordId, entry: WeekEntry) -> None:
    """Vouch for a week; it is read-only from then on."""
    from wioatrack.actions.attendance import verify_week

    ctx.obj.finish(verify_week(ctx.obj.desk, record_id, entry.week))


@app.command("reopen")
@takes(ReopenEntry)
def reopen(ctx: typer.Context, record_id: RecordId, entry: ReopenEntry) -> None:
    """Let a verified week be changed again, and keep why."""
    from wioatrack.actions.attendance import reopen_week

    ctx.obj.finish(reopen_week(ctx.obj.desk, record_id, entry))


@app.command("group")
@takes(GroupEntry, csv=True)
def group(ctx: typer.Context, entry: GroupEntry) -> None:
    """Enter a group's filled-in sheet; without a file, list the group's week."""
    from wioatrack.actions import attendance_groups as groups

    if entry.file is None:
        ctx.obj.table(groups.list_group(ctx.obj.desk, entry))
    else:
        ctx.obj.finish(groups.record_group(ctx.obj.desk, entry))


@app.command("sheet")
@takes(SheetEntry, csv=True)
def sheet(ctx: typer.Context, entry: SheetEntry) -> None:
    """A blank sheet to print; its rows, filled in, are what `group --file` reads."""
    from wioatrack.actions.attendance_groups import blank_sheet

    listing = blank_sheet(ctx.obj.desk, entry)
    if entry.html:
        from wioatrack.render.files import written
        from wioatrack.render.pages import sheet_page

        ctx.obj.show(written(Path(entry.html), sheet_page(listing)))
    else:
        ctx.obj.table(listing)
