"""What the rules on skill gains are asked with."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wioatrack.actions.cases import Case, day
from wioatrack.actions.desk import Desk
from wioatrack.actions.training_facts import federal, group_in, trained
from wioatrack.entries.gains import GainEntry
from wioatrack.lean import dataclass
from wioatrack.rules import gain_counts, gains, transcripts
from wioatrack.rules.calendar import Happening, not_in_future
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.registry import ALL_RULES, judge, objector
from wioatrack.rules.rulebook import Rulebook
from wioatrack.rules.training import Training
from wioatrack.rules.youth import Group
from wioatrack.store import Answers

TESTS = """
SELECT id, series, subject, level, date FROM assessment WHERE application_id = :id
"""
TRANSCRIPTS = ("secondary", "postsecondary")
ENTRY_ROUTE = "postsecondary-entry"
# A rule by its id, and the facts that it is asked with.
Question = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Test:
    """An assessment, as far as a gain of level is read from it."""

    series: str | None
    subject: str | None
    level: int | None
    taken_on: date | None


@dataclass(frozen=True, slots=True)
class Background:
    """What a case says that its gains are judged by.

    Education and school status are PIRL elements 408 and 409, at entry. `starts` and
    `ends` are those of its education and training, `below_since` the first day of any
    below the postsecondary level.
    """

    case: Case
    education_at_entry: int | None
    school_status: int | None
    tests: Mapping[int, Test]
    starts: tuple[date, ...]
    ends: tuple[date | None, ...]
    below_since: date | None


def background(store: Answers, case: Case) -> Background:
    """The facts of one case, asked once for all of its gains."""
    return of_training(store, case, trained(store, case))


def of_training(
    store: Answers, case: Case, training: tuple[Training, ...]
) -> Background:
    """The same, where the training is known already."""
    return Background(
        case=case,
        education_at_entry=federal("education-level", case.education_at_entry),
        school_status=federal("school-status", case.school_status_at_entry),
        tests={
            row["id"]: Test(
                row["series"], row["subject"], row["level"], day(row["date"])
            )
            for row in store.ask(TESTS, id=case.application_id)
        },
        starts=tuple(one.start for one in training),
        ends=tuple(one.end for one in training),
        below_since=next((one.start for one in training if one.secondary), None),
    )


def recording(desk: Desk, known: Background, entry: GainEntry) -> tuple[Outcome, ...]:
    """The rules that may refuse a gain: the days, and what its type asks for."""
    book = desk.rulebook(known.case.profile)
    happened = [Happening("Attained", entry.date, desk.today)]
    happened += [
        Happening("The semester ended", one.last, desk.today) for one in entry.semester
    ]
    if entry.established is not None:
        happened.append(Happening("Milestone set", entry.established, desk.today))
    return (
        *(not_in_future(facts, book) for facts in happened),
        of_type(known, entry, book),
    )


def of_type(known: Background, entry: GainEntry, book: Rulebook) -> Outcome:
    """The rule of the gain's type, with the answers that its form has."""
    return judge(*by_type(known, entry), book)


def by_type(known: Background, entry: GainEntry) -> Question:
    """The rule of the gain's type, and what it is asked with."""
    kind, passing = entry.type.code, gains.Passing(entry.award, entry.passed)
    if kind == "efl":
        return "msg.efl", level_gain(known, entry)
    if kind == "milestone":
        return "msg.training-milestone", gains.Progress(entry.satisfactory)
    if kind == "diploma" or entry.award == "diploma":
        return "msg.diploma", passing
    if kind == "progression":
        return "msg.skills-progression", passing
    facts = transcripts.Transcript(
        who=known.case.number,
        attained_on=entry.date,
        education_at_entry=known.education_at_entry,
        pursuing=entry.pursuing,
        satisfactory=entry.satisfactory,
        removed=entry.removed,
        attendance=entry.attendance,
        semesters=entry.semester,
    )
    return f"msg.{kind}-transcript", facts


def level_gain(known: Background, entry: GainEntry) -> gains.LevelGain:
    """The two tests, or the route."""
    nothing = Test(None, None, None, None)
    pre = nothing if entry.pre is None else known.tests[entry.pre]
    post = nothing if entry.post is None else known.tests[entry.post]
    return gains.LevelGain(
        who=known.case.number,
        attained_on=entry.date,
        route=entry.route,
        pre=entry.pre,
        pre_series=pre.series,
        pre_subject=pre.subject,
        pre_level=pre.level,
        pre_taken_on=pre.taken_on,
        post=entry.post,
        post_series=post.series,
        post_subject=post.subject,
        post_level=post.level,
        post_taken_on=post.taken_on,
        school_status=known.school_status,
        exited_on=known.case.exited_on,
    )


def counting(
    desk: Desk, known: Background, entry: GainEntry, gain_id: int | None
) -> tuple[Outcome, ...]:
    """The rules that only decide whether a recorded gain counts (D3, D7)."""
    book = desk.rulebook(known.case.profile)
    asked = counted_by(known, entry, gain_id, book)
    return tuple(judge(rule_id, facts, book) for rule_id, facts in asked)


def counted_by(
    known: Background, entry: GainEntry, gain_id: int | None, book: Rulebook
) -> list[Question]:
    """The rules that decide whether a gain counts, and what they are asked with."""
    case, kind = known.case, entry.type.code
    year = gain_counts.year_of(entry.date, entry.semester)
    is_diploma = "diploma" in (kind, entry.award)
    in_school = group_in(case, book) is Group.IN_SCHOOL
    in_training = gain_counts.InTraining(
        case.number,
        year,
        known.starts,
        known.ends,
        case.exited_on,
        case.participation_date if in_school else None,
    )
    attained = gain_counts.Attained(
        case.number,
        "diploma" if is_diploma else kind,
        entry.route,
        entry.date,
        case.participation_date,
        case.exited_on,
    )
    asked: list[Question] = [
        ("msg.training-on-file", in_training),
        ("msg.inside-participation", attained),
    ]
    if kind == "milestone":
        facts = gain_counts.Milestone(
            gain_id, entry.established, entry.date, year, known.starts
        )
        asked.append(("msg.milestone-set-before", facts))
    if kind == "progression":
        award = gain_counts.Award(gain_id, entry.award, entry.passed)
        asked.append(("msg.federal-type", award))
    if entry.route == ENTRY_ROUTE:
        asked.append(("msg.entry-from-below", entering(known, entry)))
    return asked


def entering(known: Background, entry: GainEntry) -> gain_counts.Entry:
    """Entering postsecondary education, and what came before."""
    return gain_counts.Entry(
        known.case.number, entry.date, known.school_status, known.below_since
    )


def advice(
    desk: Desk, known: Background, entry: GainEntry, gain_id: int | None
) -> tuple[Outcome, ...]:
    """What is worth having or looking at, and decides nothing."""
    book = desk.rulebook(known.case.profile)
    lacking = [
        name
        for name in ("document", "comment")
        if getattr(entry, name) is None and entry.type.code != "efl"
    ]
    if entry.type.code in TRANSCRIPTS and entry.attendance is None:
        lacking.append("attendance")
    shown_on = [one.last for one in entry.semester]
    if entry.post is not None:
        shown_on += filter(None, [known.tests[entry.post].taken_on])
    dated = gain_counts.Dated(gain_id, entry.date, max(shown_on, default=None))
    return (
        gain_counts.evidence(gain_counts.Evidence(gain_id, tuple(lacking)), book),
        gain_counts.dated_as_shown(dated, book),
    )


def against(
    desk: Desk, known: Background, entry: GainEntry, gain_id: int | None
) -> tuple[Outcome, ...]:
    """What speaks against counting the gain; nothing when it counts."""
    book = desk.rulebook(known.case.profile)
    asked = (by_type(known, entry), *counted_by(known, entry, gain_id, book))
    found = (objector(ALL_RULES[rule_id], book)(facts) for rule_id, facts in asked)
    return tuple(outcome for outcome in found if outcome is not None)
