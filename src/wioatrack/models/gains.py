"""Measurable skill gains and the assessments behind some of them."""

import datetime as dt

from wioatrack.models.stamped import Record, Stamped


class Assessment(Stamped, table=True):
    """A test taken, with its level where it has one."""

    __tablename__ = "assessment"

    application_id: int
    name: str
    kind: str
    series: str | None = None
    subject: str | None = None
    form: str | None = None
    level: int | None = None
    score: str | None = None
    date: dt.date | None = None
    document_id: int | None = None


class Gain(Stamped, table=True):
    """One skill gain of one federal type, with the answers its type asks for."""

    __tablename__ = "gain"

    application_id: int
    type: str
    type_label: str | None = None
    federal_type: str
    date: dt.date
    comment: str | None = None
    document_id: int | None = None
    pre_assessment_id: int | None = None
    post_assessment_id: int | None = None
    route: str | None = None
    pursuing: bool | None = None
    satisfactory: bool | None = None
    removed: bool | None = None
    attendance: str | None = None
    award: str | None = None
    passed: bool | None = None
    established: dt.date | None = None


class GainSemester(Record, table=True):
    """A semester that a transcript covers, and its credits."""

    __tablename__ = "gain_semester"

    gain_id: int
    start: dt.date
    end: dt.date
    credits_hundredths: int | None = None
