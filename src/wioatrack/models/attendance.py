"""Attendance, week by week."""

import datetime as dt

from wioatrack.models.stamped import Made, Updated


class AttendanceWeek(Made, table=True):
    """A week of a service, Sunday to Saturday, and who vouched for it."""

    __tablename__ = "attendance_week"

    service_id: int
    week_start: dt.date
    verified_on: dt.date | None = None
    verified_by: str | None = None
    reopened_on: dt.date | None = None
    reopened_by: str | None = None
    reopened_because: str | None = None


class AttendanceDay(Updated, table=True):
    """One day's times, HH:MM, and whether staff, a group or the person entered them."""

    __tablename__ = "attendance_day"

    attendance_week_id: int
    day: dt.date
    check_in: str
    lunch_start: str | None = None
    lunch_end: str | None = None
    check_out: str | None = None
    entered_by: str
