"""What the indicators are asked with, for one period of participation."""

from typing import Any

from wioatrack.actions.aftercare import Aftercare
from wioatrack.actions.cases import Case
from wioatrack.actions.credential_records import OF_PERSON, is_countable
from wioatrack.actions.desk import Desk
from wioatrack.actions.gain_facts import of_training
from wioatrack.actions.gain_years import Objections, diplomas, objections
from wioatrack.actions.results import Record
from wioatrack.actions.training_facts import group_in, trained, without_diploma
from wioatrack.lean import dataclass
from wioatrack.rulebooks import load_list
from wioatrack.rules import outcomes as rules
from wioatrack.rules.cohorts import last_quarter, outside
from wioatrack.rules.dates import Span, overlap, program_year_span
from wioatrack.rules.training import Training
from wioatrack.rules.youth import Group
from wioatrack.store import Answers

QUARTERS = {"employment-q2": 2, "employment-q4": 4}
RULES = {
    "employment-q2": "outcome.employment",
    "employment-q4": "outcome.employment",
    "credential": "outcome.credential",
    "gain": "outcome.gain",
}


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A period of participation: the exit and what followed it, group and training.

    `asks_credentials` and `asks_gains` say whether the program year asks for these.
    """

    case: Case
    care: Aftercare
    group: Group
    training: tuple[Training, ...]
    asks_credentials: bool
    asks_gains: bool


@dataclass(frozen=True, slots=True)
class Credentials:
    """The person's credentials by this period's window (D39); `recorded` do not count.

    `rehabilitation` count for Vocational Rehabilitation and not for Title I.
    """

    countable: tuple[int, ...] = ()
    recorded: tuple[Record, ...] = ()
    rehabilitation: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Gains:
    """The gains of one program year by name; what speaks against those that do not count."""

    countable: tuple[str, ...] = ()
    recorded: tuple[str, ...] = ()
    speaking: Objections | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """One period with the results that the measures of a program year ask about."""

    enrolled: Enrolled
    credentials: Credentials
    gains: Gains

    @property
    def case(self) -> Case:
        return self.enrolled.case


def enrolled(
    store: Answers, desk: Desk, year: int, case: Case, care: Aftercare
) -> Enrolled:
    """A period as far as it says which results are asked about."""
    book = desk.rulebook(case.profile)
    group, training = group_in(case, book), trained(store, case)
    last = last_quarter(book)
    return Enrolled(
        case,
        care,
        group,
        training,
        not outside(case.exited_on, care.excluded, year, last, book),
        in_education(case, group, training, program_year_span(year)),
    )


def in_education(
    case: Case, group: Group, training: tuple[Training, ...], span: Span
) -> bool:
    """Whether there is training, or a youth's school, on a day of the span."""
    if any(one.days_in(span, case.exited_on) for one in training):
        return True
    begun = case.participation_date
    if begun is None or group not in (Group.IN_SCHOOL, Group.UNKNOWN):
        return False
    return overlap(begun, None, span, case.exited_on) is not None


def period(store: Answers, desk: Desk, year: int, one: Enrolled) -> Period:
    """The period with its results; what no measure asks about is not looked up."""
    return Period(
        one,
        credentials(store, desk, one.case) if one.asks_credentials else Credentials(),
        gains(store, desk, year, one) if one.asks_gains else Gains(),
    )


def credentials(store: Answers, desk: Desk, case: Case) -> Credentials:
    """The person's credentials, and which of them count in this period."""
    countable: list[int] = []
    recorded: list[Record] = []
    rehabilitation: list[int] = []
    for row in store.ask(OF_PERSON, id=case.participant_id):
        if not is_countable(store, desk, case, row):
            recorded.append(row)
        elif of_title_one(row["type"]):
            countable.append(row["id"])
        else:
            rehabilitation.append(row["id"])
    return Credentials(tuple(countable), tuple(recorded), tuple(rehabilitation))


def of_title_one(type_code: str) -> bool:
    """Whether Title I has such a credential: one with a value of PIRL element 1800."""
    return bool(load_list("credential-type").codes[type_code].pirl)


def gains(store: Answers, desk: Desk, year: int, one: Enrolled) -> Gains:
    """The gains of the program year; a diploma among the credentials is one (D2)."""
    known = of_training(store, one.case, one.training)
    speaking = objections(store, desk, known, year)
    made = [(f"msg {id}", not against) for id, (_, against) in speaking.items()]
    made += [
        (diploma.record, diploma.countable)
        for diploma in diplomas(store, desk, one.case, frozenset({year}))
        if diploma.program_year == year
    ]
    return Gains(
        tuple(name for name, counts in made if counts),
        tuple(name for name, counts in made if not counts),
        speaking,
    )


def facts(measure: str, found: Period, desk: Desk, year: int) -> Any:
    """What the rule of a measure is asked with."""
    if measure == "credential":
        return earned(found, desk, year)
    if measure == "gain":
        return gained(found, desk, year)
    case, care = found.case, found.enrolled.care
    return rules.Worked(
        case.number, QUARTERS[measure], year, case.exited_on, care.excluded, care.jobs,
        desk.today, found.enrolled.group, care.placed,
    )  # fmt: skip


def earned(found: Period, desk: Desk, year: int) -> rules.Earned:
    """Credential attainment."""
    one, case, results = found.enrolled, found.case, found.credentials
    return rules.Earned(
        who=case.number,
        program_year=year,
        exited_on=case.exited_on,
        excluded=one.care.excluded,
        no_diploma=without_diploma(case, desk.rulebook(case.profile)),
        training=one.training,
        countable=results.countable,
        recorded=tuple(row["id"] for row in results.recorded),
        today=desk.today,
        group=one.group,
        rehabilitation=results.rehabilitation,
    )


def gained(found: Period, desk: Desk, year: int) -> rules.Gained:
    """A measurable skill gain in the program year."""
    one, case, results = found.enrolled, found.case, found.gains
    return rules.Gained(
        who=case.number,
        program_year=year,
        participation_date=case.participation_date,
        exited_on=case.exited_on,
        excluded=one.care.excluded,
        training=one.training,
        countable=results.countable,
        recorded=results.recorded,
        today=desk.today,
        group=one.group,
    )
