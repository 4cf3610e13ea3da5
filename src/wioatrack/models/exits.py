"""Leaving the program."""

import datetime as dt

from wioatrack.models.stamped import Made


class Exit(Made, table=True):
    """An exit, by the checklist or early; one at a time until it is voided."""

    __tablename__ = "exit"

    application_id: int
    kind: str
    date: dt.date
    reason: str | None = None
    note_id: int | None = None
    voided_on: dt.date | None = None
    voided_by: str | None = None
    voided_because: str | None = None
