"""What the rules on an application are asked about, beside what it says itself."""

from wioatrack.actions.cases import OF_PERSON, Case, case_of
from wioatrack.actions.desk import Desk
from wioatrack.actions.employment_facts import group_of
from wioatrack.actions.roles import Actor
from wioatrack.actions.training_facts import federal
from wioatrack.entries.people import ApplicationEntry
from wioatrack.rules import periods as rules
from wioatrack.rules.applications import Schooling
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.rulebook import Rulebook
from wioatrack.store import Answers

ENROLLED = "enrolled"
APART = "application.periods-apart"
NOT_NUMBERED = "It"


def on_participation(
    store: Answers,
    desk: Desk,
    acting: Actor,
    participant_id: int,
    entry: ApplicationEntry,
    known: int | None,
) -> tuple[Outcome, ...]:
    """The rules on when participation began, and on the person's other periods.

    `known` is the application's id where it is on file. The other periods are those
    that the actor sees, under profiles whose sources speak of periods.
    """
    book = desk.rulebook(entry.profile or "federal")
    number = entry.number or NOT_NUMBERED
    enrolled = entry.enrollment == ENROLLED
    begun = rules.Begun(number, enrolled, entry.participation_date)
    own: rules.Period | None = None
    others: tuple[rules.Period, ...] = ()
    if enrolled and entry.participation_date and speaks(book):
        cases = [
            case_of(row)
            for row in store.ask(OF_PERSON, id=participant_id)
            if acting.sees(row)
        ]
        exits = [case.exited_on for case in cases if case.application_id == known]
        own = rules.Period(
            number, entry.program, entry.participation_date, exits[0] if exits else None
        )
        others = tuple(
            rules.Period(
                case.number, case.program, case.participation_date, case.exited_on
            )
            for case in cases
            if case.participation_date is not None
            and is_period(case, known)
            and speaks(desk.rulebook(case.profile))
        )
    return (
        rules.participation_date(begun, book),
        rules.periods_apart(rules.Periods(own, others), book),
    )


def speaks(book: Rulebook) -> bool:
    """Whether the profile's sources speak of periods of participation."""
    return book.holding(APART) is not None


def is_period(case: Case, known: int | None) -> bool:
    """Whether it is another application by which somebody takes or took part."""
    return case.application_id != known and case.enrollment == ENROLLED


def schooling(entry: ApplicationEntry) -> Schooling:
    """Whom the indicators ask about by school status, and what is on file of it."""
    return Schooling(
        who=entry.number,
        group=group_of(entry.program),
        school_status=federal("school-status", entry.school_status_at_entry),
        entered_on=entry.participation_date,
    )
