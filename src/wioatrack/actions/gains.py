"""What staff do with measurable skill gains."""

from dataclasses import asdict
from typing import Any

from wioatrack.actions.cases import find_case, record_by_id
from wioatrack.actions.desk import Desk
from wioatrack.actions.documents import keep_document
from wioatrack.actions.filing import Judged, changed, file_record
from wioatrack.actions.gain_facts import (
    Background,
    advice,
    background,
    counting,
    recording,
)
from wioatrack.actions.gain_records import ONE, entry_of, shown
from wioatrack.actions.results import Done, Refused
from wioatrack.actions.roles import Actor
from wioatrack.entries.fields import fields_of, lacking
from wioatrack.entries.gains import ANSWERS, GainEntry, Semester
from wioatrack.errors import BadEntry, NotFound
from wioatrack.lean import dataclass
from wioatrack.rules.gain_counts import federal_type
from wioatrack.store import Answers, Store

SEMESTERS = "SELECT id FROM gain_semester WHERE gain_id = :id ORDER BY id"
QUESTIONS = frozenset().union(*ANSWERS.values())
# How the store says that a gain is of none of the five federal types.
NO_TYPE = "none"


@dataclass(frozen=True, slots=True)
class Filing:
    """One gain on its way to the file."""

    known: Background
    entry: GainEntry


def add_gain(desk: Desk, who: str, entry: GainEntry) -> Done | Refused:
    """Record a skill gain. Whether it counts is another answer, shown beside (D3)."""

    def judge(store: Answers, acting: Actor) -> Judged[Filing]:
        known = background(store, find_case(store, acting, who))
        return judged(desk, known, entry, None)

    def write(store: Store, judged: Judged[Filing]) -> int:
        from wioatrack.models.gains import Gain

        gain_id = store.keep(Gain(**columns(store, desk, judged.facts)))
        keep_semesters(store, gain_id, entry.semester)
        return gain_id

    return file_record(desk, "msg", judge, write, shown(desk))


def edit_gain(desk: Desk, gain_id: int, changes: dict[str, Any]) -> Done | Refused:
    """Change what is given, by the same rules as `add`.

    With another type, the answers that only the old one asked for are dropped.
    """

    def judge(store: Answers, acting: Actor) -> Judged[Filing]:
        row, case = record_by_id(store, acting, "msg", ONE, gain_id)
        entry = amended(entry_of(store, row), changes)
        return judged(desk, background(store, case), entry, gain_id)

    def write(store: Store, judged: Judged[Filing]) -> int:
        from wioatrack.models.gains import Gain

        store.change(Gain, gain_id, **columns(store, desk, judged.facts))
        keep_semesters(store, gain_id, judged.facts.entry.semester)
        return gain_id

    return file_record(desk, "msg", judge, write, shown(desk))


def amended(before: GainEntry, changes: dict[str, Any]) -> GainEntry:
    """The gain with the changes; a route takes the place of tests, and back."""
    cleared: dict[str, Any] = {}
    if "type" in changes:
        cleared = dict.fromkeys(QUESTIONS - ANSWERS[changes["type"].code])
    if changes.get("route"):
        cleared |= {"pre": None, "post": None}
    elif changes.get("pre") or changes.get("post"):
        cleared |= {"route": None}
    entry: GainEntry = changed(before, cleared | changes)
    return entry


def judged(
    desk: Desk, known: Background, entry: GainEntry, gain_id: int | None
) -> Judged[Filing]:
    """Every rule on one gain, all of them asked, once its answers fit its type."""
    check(known, entry)
    outcomes = (
        *recording(desk, known, entry),
        *counting(desk, known, entry, gain_id),
        *advice(desk, known, entry, gain_id),
    )
    return Judged(Filing(known, entry), outcomes)


def check(known: Background, entry: GainEntry) -> None:
    """The answers are those of the type.

    Raises `BadEntry` for one that belongs to another or is left out, `NotFound` for a
    test that this application does not have.
    """
    kind = entry.type.code
    strange = [
        field.option
        for field in fields_of(GainEntry)
        if field.attribute in QUESTIONS - ANSWERS[kind]
        and getattr(entry, field.attribute) not in (None, ())
    ]
    if strange:
        asked = ", ".join(f"--{name}" for name in sorted(ANSWERS[kind]))
        raise BadEntry(
            f"{', '.join(strange)}: type {kind} does not ask for it.",
            f"Type {kind} takes {asked}.",
        )
    if missing := lacking(GainEntry, asdict(entry) | {"type": entry.type}):
        names = ", ".join(field.option for field in missing)
        raise BadEntry(f"Missing: {names}.", f"Type {kind} needs it.")
    if entry.route is not None and (entry.pre, entry.post) != (None, None):
        raise BadEntry(
            "--route is for a gain without tests.", "Give --pre and --post, or --route."
        )
    for option, test in (("--pre", entry.pre), ("--post", entry.post)):
        if test is not None and test not in known.tests:
            number = known.case.number
            raise NotFound(
                f"{option}: application {number} has no assessment {test}.",
                f"wioatrack assessment list {number} shows the ids.",
            )


def columns(store: Store, desk: Desk, filing: Filing) -> dict[str, Any]:
    """The gain's columns; files its document."""
    entry, case = filing.entry, filing.known.case
    document_id = None
    if entry.document is not None:
        document_id = keep_document(store, desk, case, entry.document)
    entered = entry.type.entered
    of_type = federal_type(entry.type.code, entry.award)
    return {
        "application_id": case.application_id,
        "type": entry.type.code,
        "type_label": None if entered == entry.type.code else entered,
        "federal_type": NO_TYPE if of_type is None else str(of_type),
        "date": entry.date,
        "comment": entry.comment,
        "document_id": document_id,
        "pre_assessment_id": entry.pre,
        "post_assessment_id": entry.post,
        "route": entry.route,
        "pursuing": entry.pursuing,
        "satisfactory": entry.satisfactory,
        "removed": entry.removed,
        "attendance": entry.attendance,
        "award": entry.award,
        "passed": entry.passed,
        "established": entry.established,
    }


def keep_semesters(store: Store, gain_id: int, semesters: tuple[Semester, ...]) -> None:
    """The semesters of a gain in place of those on file, unless they are the same."""
    from wioatrack.actions.gain_records import semesters_of
    from wioatrack.models.gains import GainSemester

    wanted = tuple(sorted(semesters, key=lambda one: one.first))
    if semesters_of(store, gain_id) == wanted:
        return
    for row in store.ask(SEMESTERS, id=gain_id):
        store.remove(GainSemester, row["id"])
    for one in wanted:
        store.keep(
            GainSemester(
                gain_id=gain_id,
                start=one.first,
                end=one.last,
                credits_hundredths=one.credits_hundredths,
            )
        )
