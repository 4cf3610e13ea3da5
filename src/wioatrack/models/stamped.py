"""Columns that several tables share."""

import datetime as dt

from sqlmodel import Field, SQLModel


class Record(SQLModel):
    """Whatever has an id; ids are given by the database and never reused."""

    id: int | None = Field(default=None, primary_key=True)


class Updated(Record):
    """Shows who changed it last, and on which day."""

    updated_on: dt.date | None = Field(default=None, nullable=False)
    updated_by: str | None = Field(default=None, nullable=False)


class Made(Record):
    """Shows who made it, and on which day."""

    created_on: dt.date | None = Field(default=None, nullable=False)
    created_by: str | None = Field(default=None, nullable=False)


class Stamped(Made, Updated):
    """Shows both."""
