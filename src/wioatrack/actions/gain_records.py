"""Skill gains as they are shown: what was recorded, its year, and whether it counts."""

from collections.abc import Callable
from typing import Any

from wioatrack.actions import headers
from wioatrack.actions.cases import Case, day, find_cases, record_by_id
from wioatrack.actions.desk import Desk
from wioatrack.actions.gain_facts import (
    ENTRY_ROUTE,
    Background,
    against,
    background,
    entering,
    level_gain,
)
from wioatrack.actions.listing import Page, paged
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import Actor, actor
from wioatrack.entries.gains import GainEntry, GainFilters, Semester, say_semester
from wioatrack.entries.kinds import Labelled
from wioatrack.rulebooks import load_list
from wioatrack.rules.gain_counts import entry_from_below, federal_type, year_of
from wioatrack.rules.gains import entry_after_exit
from wioatrack.store import Answers

ONE = "SELECT * FROM gain WHERE id = :id"
OF_CASE = "SELECT * FROM gain WHERE application_id = :id ORDER BY date, id"
SEMESTERS = "SELECT * FROM gain_semester WHERE gain_id = :id ORDER BY start, id"
ANSWERED = ("pursuing", "satisfactory", "removed", "passed")
COLUMNS = ("id", "application", "type", "federal_type", "date", "program_year",
           "countable", "document", "comment")  # fmt: skip
LABELS = {"type": "Skill type", "date": "Date attained"}


def entry_of(store: Answers, row: Record) -> GainEntry:
    """A stored gain as the entry it was made from."""
    answers = {
        name: None if row[name] is None else bool(row[name]) for name in ANSWERED
    }
    attained = day(row["date"])
    assert attained is not None
    return GainEntry(
        type=Labelled(row["type"], row["type_label"] or row["type"]),
        date=attained,
        comment=row["comment"],
        document=None if row["document_id"] is None else str(row["document_id"]),
        pre=row["pre_assessment_id"],
        post=row["post_assessment_id"],
        route=row["route"],
        attendance=row["attendance"],
        semester=semesters_of(store, row["id"]),
        established=day(row["established"]),
        award=row["award"],
        **answers,
    )


def semesters_of(store: Answers, gain_id: int) -> tuple[Semester, ...]:
    """The semesters of a gain, in their order."""
    found = []
    for row in store.ask(SEMESTERS, id=gain_id):
        first, last = day(row["start"]), day(row["end"])
        assert first is not None and last is not None
        found.append(Semester(first, last, row["credits_hundredths"]))
    return tuple(found)


def shown(desk: Desk) -> Callable[[Answers, Actor, int], Record]:
    """How a gain is shown after a write."""

    def show(store: Answers, acting: Actor, gain_id: int) -> Record:
        row, case = record_by_id(store, acting, "msg", ONE, gain_id)
        return record_of(store, desk, background(store, case), row)

    return show


def record_of(store: Answers, desk: Desk, known: Background, row: Record) -> Record:
    """A gain as JSON has it.

    `federal_type` is the federal number, none for a bare degree; `program_year` the
    year it starts in; `reasons` say why it is not `countable`.
    """
    entry = entry_of(store, row)
    book = desk.rulebook(known.case.profile)
    speaking = against(desk, known, entry, row["id"])
    return {
        "id": row["id"],
        **known.case.keys(),
        "type": row["type"],
        "type_label": row["type_label"]
        or load_list("msg-type").label(row["type"], book),
        "federal_type": federal_type(row["type"], row["award"]),
        "date": row["date"],
        "program_year": year_of(entry.date, entry.semester),
        "countable": not speaking,
        "reasons": [outcome.message for outcome in speaking],
        "comment": row["comment"],
        "document": row["document_id"],
        "pre": row["pre_assessment_id"],
        "post": row["post_assessment_id"],
        "route": row["route"],
        **conditions(desk, known, entry),
        "pursuing": entry.pursuing,
        "satisfactory": entry.satisfactory,
        "removed": entry.removed,
        "attendance": row["attendance"],
        "semester": [say_semester(one) for one in entry.semester],
        "education_at_entry": known.case.education_at_entry,
        "established": row["established"],
        "award": row["award"],
        "passed": entry.passed,
        "created_on": row["created_on"],
        "created_by": row["created_by"],
        "updated_on": row["updated_on"],
        "updated_by": row["updated_by"],
    }


def conditions(desk: Desk, known: Background, entry: GainEntry) -> dict[str, Any]:
    """For entering postsecondary education: the profile's answer and the federal one.

    Two different conditions (D9); both are shown, as verdicts.
    """
    if entry.route != ENTRY_ROUTE:
        return {"profile_condition": None, "federal_condition": None}
    book = desk.rulebook(known.case.profile)
    return {
        "profile_condition": entry_after_exit(level_gain(known, entry), book).verdict,
        "federal_condition": entry_from_below(entering(known, entry), book).verdict,
    }


def gains_of(store: Answers, desk: Desk, case: Case) -> list[Record]:
    """All skill gains of one case."""
    known = background(store, case)
    rows = store.ask(OF_CASE, id=case.application_id)
    return [record_of(store, desk, known, row) for row in rows]


def list_gains(desk: Desk, who: str, wanted: GainFilters, page: Page) -> Listing:
    """The skill gains of an application, or of all that a person has."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        records = [
            record
            for case in find_cases(store, acting, who)
            for record in gains_of(store, desk, case)
            if wanted.type in (None, record["type"])
            and wanted.program_year in (None, record["program_year"])
            and wanted.countable in (None, record["countable"])
        ]
    empty = f"No skill gain yet. wioatrack msg add {who} --type TYPE --date DATE"
    return Listing(
        "msg",
        paged(records, page, headers.GAIN),
        COLUMNS,
        empty,
        LABELS,
        keys=headers.GAIN,
    )
