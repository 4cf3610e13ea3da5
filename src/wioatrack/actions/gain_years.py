"""Which program years have a skill gain, which lack one, and what would be one."""

from wioatrack.actions.cases import Case, day, find_case
from wioatrack.actions.checklist import gained, received
from wioatrack.actions.desk import Desk
from wioatrack.actions.gain_facts import Background, Test, against, background
from wioatrack.actions.gain_records import OF_CASE, entry_of
from wioatrack.actions.results import Record
from wioatrack.actions.roles import actor
from wioatrack.errors import ReturnCode
from wioatrack.lean import dataclass
from wioatrack.rules.checklist import Item, gains_entered, training_years
from wioatrack.rules.dates import program_year
from wioatrack.rules.gain_counts import Attained, inside_participation, year_of
from wioatrack.rules.gain_years import GainYear, Made, gains_by_year
from wioatrack.rules.gains import LEVELS
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.registry import ALL_RULES
from wioatrack.rules.transcripts import NO_DIPLOMA
from wioatrack.store import Answers

DIPLOMAS = """
SELECT id, date FROM credential WHERE application_id = :id
   AND type IN ('secondary-diploma', 'secondary-equivalency') ORDER BY date, id
"""
RULES = {
    "efl": "msg.efl",
    "diploma": "msg.diploma",
    "secondary": "msg.secondary-transcript",
    "postsecondary": "msg.postsecondary-transcript",
    "milestone": "msg.training-milestone",
    "progression": "msg.skills-progression",
}
WITHOUT_DIPLOMA = ("diploma", "secondary")


@dataclass(frozen=True, slots=True)
class GainCheck:
    """The box of the exit checklist, the years behind it, and what would fill them."""

    case: Case
    item: Item
    years: tuple[GainYear, ...]
    would_count: list[Record]

    @property
    def return_code(self) -> ReturnCode:
        """Yes where the box is ticked, else no."""
        return ReturnCode.OK if self.item.ticked else ReturnCode.REFUSED

    def record(self) -> Record:
        """As JSON has it."""
        return {
            **self.case.keys(),
            "item": self.item.item,
            "result": self.item.result,
            "status": self.item.status,
            "years": [
                {
                    "program_year": year.program_year,
                    "first": year.first.isoformat(),
                    "last": year.last.isoformat(),
                    "answer": year.answer,
                    "countable": [one.record for one in year.gains if one.countable],
                    "recorded": [one.record for one in year.gains if not one.countable],
                }
                for year in self.years
            ],
            "would_count": self.would_count,
        }


def check_gains(desk: Desk, who: str) -> GainCheck:
    """Each program year of education or training, up to today or the exit (D11)."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        case = find_case(store, acting, who)
        until = case.exited_on or desk.today
        services, gains = received(store, case), gained(store, case)
        known = background(store, case)
        refused = objections(store, desk, known)
        owed = training_years(services, until)
        years = gains_by_year(
            owed, (*made(refused), *diplomas(store, desk, case, owed))
        )
        return GainCheck(
            case,
            gains_entered(case.number, services, gains, until),
            years,
            [
                would
                for year in years
                if year.owed and year.answer != "countable"
                for would in would_count(desk, known, year, refused)
            ],
        )


Objections = dict[int, tuple[int, tuple[Outcome, ...]]]


def objections(
    store: Answers, desk: Desk, known: Background, of_year: int | None = None
) -> Objections:
    """By the id of each gain: its program year, and what speaks against counting it.

    Those of one program year only, where one is given.
    """
    found: Objections = {}
    for row in store.ask(OF_CASE, id=known.case.application_id):
        entry = entry_of(store, row)
        year = year_of(entry.date, entry.semester)
        if of_year in (None, year):
            found[row["id"]] = (year, against(desk, known, entry, row["id"]))
    return found


def made(refused: Objections) -> list[Made]:
    """The gains on file."""
    return [
        Made(f"msg {gain_id}", year, not speaking)
        for gain_id, (year, speaking) in refused.items()
    ]


def diplomas(
    store: Answers, desk: Desk, case: Case, owed: frozenset[int]
) -> list[Made]:
    """A secondary diploma among the credentials is a gain by itself (D2).

    Like any other gain it does not count when it came before participation.
    """
    found, book = [], desk.rulebook(case.profile)
    for row in store.ask(DIPLOMAS, id=case.application_id):
        received_on = day(row["date"])
        assert received_on is not None
        year = program_year(received_on)
        attained = Attained(
            case.number,
            "diploma",
            None,
            received_on,
            case.participation_date,
            case.exited_on,
        )
        counts = year in owed and not inside_participation(attained, book).speaks
        found.append(Made(f"credential {row['id']}", year, counts))
    return found


def would_count(
    desk: Desk, known: Background, year: GainYear, refused: Objections
) -> list[Record]:
    """Gains that lack something, tests that wait for a later one, then every type."""
    number = known.case.number
    lacking = [
        suggestion(year, f"msg {gain_id}", outcome.message, outcome.fix)
        for gain_id, (of_year, speaking) in refused.items()
        if of_year == year.program_year
        for outcome in speaking
    ]
    book = desk.rulebook(known.case.profile)
    without = book.in_force(NO_DIPLOMA, on=year.first).numbers
    graduate = known.education_at_entry not in (None, *without)
    levels = book.in_force(LEVELS, on=year.first).number
    tests = [
        suggestion(
            year,
            "efl",
            f"A {test.series} {test.subject} post-test at level {test.level + levels} "
            f"or above, later than assessment {test_id}.",
            f"wioatrack msg add {number} --type efl --pre {test_id} --post ID "
            "--date DATE",
        )
        for test_id, test in awaiting(known)
        if test.level is not None
    ]
    types = [
        suggestion(
            year,
            kind,
            ALL_RULES[rule_id].asks,
            f"wioatrack msg add {number} --type {kind} --date DATE",
        )
        for kind, rule_id in RULES.items()
        if not (graduate and kind in WITHOUT_DIPLOMA)
    ]
    return lacking + tests + types


def awaiting(known: Background) -> list[tuple[int, Test]]:
    """The tests a gain could begin with: none later of their series and subject."""
    whole = {
        test_id: test
        for test_id, test in known.tests.items()
        if test.series and test.subject and test.level is not None and test.taken_on
    }
    return [
        (test_id, test)
        for test_id, test in whole.items()
        if not any(follows(other, test) for other in whole.values())
    ]


def follows(other: Test, test: Test) -> bool:
    """Whether another test is a later one of the same series and subject."""
    return (
        (other.series, other.subject) == (test.series, test.subject)
        and other.taken_on is not None
        and test.taken_on is not None
        and other.taken_on > test.taken_on
    )


def suggestion(year: GainYear, of: str, message: str, fix: str) -> Record:
    """One way to a gain in a year, with its command."""
    return {
        "program_year": year.program_year,
        "of": of,
        "message": message,
        "fix": fix,
    }
