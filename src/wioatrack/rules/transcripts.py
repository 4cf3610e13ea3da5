"""What a transcript or report card must show to be recorded as a skill gain."""

from collections.abc import Iterable
from datetime import date

from wioatrack.entries.gains import Semester
from wioatrack.entries.kinds import say_hundredths
from wioatrack.lean import dataclass
from wioatrack.rules.dates import months_after, program_year, program_year_span
from wioatrack.rules.outcome import Outcome, incomplete, met, not_met
from wioatrack.rules.parts import asked, together
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import Rulebook

NO_DIPLOMA = "msg.no-diploma-at-entry"
CREDITS = "msg.credits-per-semester"
PART_TIME_MONTHS = "msg.part-time-months"
GAP_DAYS = "msg.semester-gap-days"


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a transcript or report card shows, and who it is about.

    `education_at_entry` is the level as PIRL element 408 numbers it.
    """

    who: str
    attained_on: date
    education_at_entry: int | None
    pursuing: bool | None
    satisfactory: bool | None
    removed: bool | None
    attendance: str | None
    semesters: tuple[Semester, ...]


@rule(
    "msg.secondary-transcript",
    asks="Does it show one satisfactory semester of secondary education?",
    cites=("worknet-outcomes-msg", "tegl-10-16-transcript"),
    reads=(NO_DIPLOMA,),
    fix="Give what the document shows: --pursuing --satisfactory --no-removed "
    "--semester START:END; wioatrack application edit {who} --education-at-entry CODE "
    "says what there was at entry.",
)
def secondary_transcript(facts: Transcript, book: Rulebook) -> Outcome:
    """OUT-21 to OUT-26: no diploma at entry, all classes satisfactory, one semester.

    The semester lies inside one program year. The law of the day attained applies.
    """
    return together(
        (
            _without_diploma(facts, book),
            asked(
                facts.pursuing,
                True,
                "pursuing",
                "Pursuing a diploma and enrolled in secondary education",
            ),
            asked(
                facts.satisfactory,
                True,
                "satisfactory",
                "Satisfactory achievement in all classes",
            ),
            _staying(facts),
            _one_semester(facts.semesters),
        ),
    )


def _without_diploma(facts: Transcript, book: Rulebook) -> Outcome:
    if facts.education_at_entry is None:
        return incomplete(
            "The education at entry is not on file.", "education_at_entry"
        )
    without = book.in_force(NO_DIPLOMA, on=facts.attained_on).numbers
    if facts.education_at_entry in without:
        return met("There was no diploma at entry.")
    return not_met(
        "There was a secondary diploma or more at entry "
        f"({facts.education_at_entry} of PIRL element 408)."
    )


def _staying(facts: Transcript) -> Outcome:
    return asked(facts.removed, False, "removed", "Dropped out or removed")


def _one_semester(semesters: tuple[Semester, ...]) -> Outcome:
    if not semesters:
        return incomplete("The semester is not given.", "semesters")
    if len(semesters) > 1:
        return not_met(
            f"{len(semesters)} semesters are given; each is a gain of its own."
        )
    first, last = semesters[0].first, semesters[0].last
    answer = met if program_year(first) == program_year(last) else not_met
    return answer(
        f"The semester from {first} to {last} must lie inside one program year, which "
        f"ends on {program_year_span(program_year(first)).last}."
    )


@rule(
    "msg.postsecondary-transcript",
    asks="Does it show the credits of a full-time or a part-time student?",
    cites=("worknet-outcomes-msg", "tegl-10-16-transcript"),
    reads=(CREDITS, PART_TIME_MONTHS, GAP_DAYS),
    fix="Give what the document shows: --attendance full-time or part-time, "
    "--semester START:END:CREDITS (twice where part-time), --no-removed.",
)
def postsecondary_transcript(facts: Transcript, book: Rulebook) -> Outcome:
    """OUT-28 to OUT-33, D10: enough credits, in one semester or in two in a row.

    Part-time: two consecutive semesters, the second ending within the months after the
    first began, the day of that number included. The law of the day on which the last
    semester ended applies; a gap up to the parameter's days is taken as consecutive.
    """
    parts = [_staying(facts), *_not_denied(facts)]
    semesters = tuple(sorted(facts.semesters, key=lambda one: (one.first, one.last)))
    if facts.attendance is None:
        parts.append(incomplete("Full-time or part-time is not given.", "attendance"))
    needed = 2 if facts.attendance == "part-time" else 1
    if len(semesters) < needed:
        parts.append(
            incomplete(
                f"{len(semesters)} of {needed} semesters are given.", "semesters"
            )
        )
    elif len(semesters) > needed:
        parts.append(
            not_met(
                f"{len(semesters)} semesters are given; a {facts.attendance} student's "
                f"gain is shown by {needed}."
            )
        )
    else:
        parts += _credits(semesters, book)
        if needed > 1:
            parts += _consecutive(semesters[0], semesters[1], book)
    return together(parts)


def _not_denied(facts: Transcript) -> Iterable[Outcome]:
    if facts.pursuing is False:
        yield not_met("Enrolled in postsecondary education is answered No.")
    if facts.satisfactory is False:
        yield not_met("Meeting the academic standards is answered No.")


def _credits(semesters: tuple[Semester, ...], book: Rulebook) -> Iterable[Outcome]:
    unknown = [one.first for one in semesters if one.credits_hundredths is None]
    if unknown:
        days = ", ".join(map(str, unknown))
        said = f"The credits of the semester from {days} are not given."
        yield incomplete(said, "credits")
        return
    total = sum(one.credits_hundredths or 0 for one in semesters)
    ended = semesters[-1].last
    least = book.in_force(CREDITS, on=ended).number
    answer = met if total >= least * 100 else not_met
    yield answer(f"It shows {say_hundredths(total)} credits; the least is {least}.")


def _consecutive(
    earlier: Semester, later: Semester, book: Rulebook
) -> Iterable[Outcome]:
    if later.first <= earlier.last:
        yield not_met(
            f"The semesters overlap: one ends on {earlier.last}, the other starts on "
            f"{later.first}."
        )
    ended = later.last
    gap = (later.first - earlier.last).days
    most = book.in_force(GAP_DAYS, on=ended).number
    answer = met if gap <= most else not_met
    yield answer(
        f"The semesters lie {gap} days apart; up to {most} they are consecutive."
    )
    months = book.in_force(PART_TIME_MONTHS, on=ended).number
    latest = months_after(earlier.first, months)
    answer = met if ended <= latest else not_met
    yield answer(
        f"The second semester ends on {ended}; the last day of the {months} months "
        f"from {earlier.first} is {latest}."
    )
