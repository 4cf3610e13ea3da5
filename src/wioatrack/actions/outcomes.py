"""The figures of a program year, explained. A working figure, not the federal report."""

from collections import Counter
from collections.abc import Callable
from shlex import quote

from wioatrack.actions import headers
from wioatrack.actions.aftercare import aftercare_of
from wioatrack.actions.cases import find_case
from wioatrack.actions.clocks.source import EVERYWHERE
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page, contains, paged
from wioatrack.actions.outcome_facts import RULES, Period, enrolled, facts, period
from wioatrack.actions.outcome_periods import asked_about, cohort_of, periods
from wioatrack.actions.outcome_steps import Step, steps
from wioatrack.actions.reports import Report
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import Actor, Duty, actor
from wioatrack.entries.outcomes import OutcomesFilters
from wioatrack.lean import dataclass
from wioatrack.rules.dates import program_year
from wioatrack.rules.registry import judge, verdict
from wioatrack.store import Answers
from wioatrack.vocab import Verdict

BASIS = (
    "A working figure from the records in this database, not the federal report: that "
    "one counts matched wages and every program."
)
MEASURES = {
    "employment-q2": "Employment, second quarter after exit",
    "employment-q4": "Employment, fourth quarter after exit",
    "credential": "Credential attainment",
    "gain": "Measurable skill gains",
}
STANDS = {
    Verdict.MET: "counts",
    Verdict.NOT_MET: "does not count",
    Verdict.INCOMPLETE: "not known yet",
    Verdict.NOT_APPLICABLE: "outside",
}
COUNTED = (
    "label",
    "first",
    "last",
    "numerator",
    "denominator",
    "rate",
    "not_known_yet",
)
STEPPED = ("measure", "application", "record", "message", "fix")
EXPLAINED = ("measure", "stands", "because", "would_change")


@dataclass(slots=True)
class Tally:
    """The verdicts of one measure, of all periods and of those with a record near."""

    all: Counter[Verdict]
    near: Counter[Verdict]

    def shares(self) -> Record:
        """Numerator, denominator and rate, and how many are not known yet."""
        numerator = self.all[Verdict.MET]
        denominator = numerator + self.all[Verdict.NOT_MET]
        return {
            "numerator": numerator,
            "denominator": denominator,
            "rate": rate(numerator, denominator),
            "not_known_yet": self.all[Verdict.INCOMPLETE],
        }

    def what_if(self) -> Record:
        """The same if every period with a record one step away counted."""
        numerator = self.all[Verdict.MET] + self.near.total()
        unknown = self.near[Verdict.INCOMPLETE]
        denominator = self.all[Verdict.MET] + self.all[Verdict.NOT_MET] + unknown
        return {
            "numerator_if": numerator,
            "denominator_if": denominator,
            "rate_if": rate(numerator, denominator),
        }


def report_outcomes(desk: Desk, wanted: OutcomesFilters, page: Page) -> Report:
    """Numerator and denominator of four measures, by period of participation."""
    year = program_year(desk.today)
    if wanted.program_year is not None:
        year = wanted.program_year
    tallies = {name: Tally(Counter(), Counter()) for name in MEASURES}
    near: list[Record] = []
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.READ)
        if wanted.explain is not None:
            return explained(store, desk, acting, year, wanted.explain, page)
        ids = asked_about(store, desk, year)
        for ahead, found in periods(store, desk, year, ids, among(acting, wanted)):
            verdicts = counted(tallies, desk, year, found)
            if wanted.what_if:
                open_still = still_open(ahead, desk, found, verdicts)
                for name in {step.measure for step in open_still}:
                    tallies[name].near[verdicts[name]] += 1
                near += [listed(found, step) for step in open_still]
    listing = measures(desk, year, tallies, page, what_if=bool(wanted.what_if))
    tables = {"measures": ("Measures", listing)}
    if wanted.what_if:
        nothing = "Nothing is one step away."
        listing = Listing(
            "step", paged(near, page, headers.STEP), STEPPED, nothing, keys=headers.STEP
        )
        tables["what_if"] = ("One step from counting", listing)
    return Report(title(year), figures(desk, year), tables)


def title(year: int) -> str:
    """What the figures are of."""
    return f"Outcomes of program year {year} (working figures)"


def figures(desk: Desk, year: int) -> Record:
    """What every answer says about itself."""
    return {"program_year": year, "as_of": desk.today.isoformat(), "basis": BASIS}


def among(acting: Actor, wanted: OutcomesFilters) -> Callable[[Record], bool]:
    """Whose periods are counted: those the actor sees that fit every filter given."""

    def fits(row: Record) -> bool:
        return (
            acting.sees(row)
            and wanted.profile in (None, row["profile"])
            and contains(row["region"], wanted.region)
            and contains(row["office"], wanted.office)
            and contains(row["provider"], wanted.provider)
        )

    return fits


def counted(
    tallies: dict[str, Tally], desk: Desk, year: int, found: Period
) -> dict[str, Verdict]:
    """The verdict on every measure, counted."""
    book = desk.rulebook(found.case.profile)
    verdicts = {}
    for name, tally in tallies.items():
        asked = facts(name, found, desk, year)
        verdicts[name] = verdict(RULES[name], asked, book)
        tally.all[verdicts[name]] += 1
    return verdicts


def still_open(
    store: Answers, desk: Desk, found: Period, verdicts: dict[str, Verdict]
) -> list[Step]:
    """The steps that would change a verdict."""
    return [
        step
        for step in steps(store, desk, found)
        if verdicts[step.measure] in (Verdict.NOT_MET, Verdict.INCOMPLETE)
    ]


def measures(
    desk: Desk, year: int, tallies: dict[str, Tally], page: Page, *, what_if: bool
) -> Listing:
    """One line a measure; a rate rests on what is known.

    The page is of the measures unless the records one step away are listed too.
    """
    rows = []
    for name, label in MEASURES.items():
        span = cohort_of(name, year, desk, EVERYWHERE)
        row = {
            "measure": name,
            "label": label,
            "first": span and span.first.isoformat(),
            "last": span and span.last.isoformat(),
            **tallies[name].shares(),
        }
        rows.append(row | (tallies[name].what_if() if what_if else {}))
    if what_if:
        columns = (*COUNTED, "numerator_if", "rate_if")
        return Listing("measure", rows, columns, keys=headers.MEASURE_IF)
    found = paged(rows, page, headers.MEASURE)
    return Listing("measure", found, COUNTED, keys=headers.MEASURE)


def rate(numerator: int, denominator: int) -> str | None:
    """In per cent to the nearest tenth; none without a denominator."""
    if not denominator:
        return None
    tenths = (2_000 * numerator + denominator) // (2 * denominator)
    return f"{tenths // 10}.{tenths % 10}"


def listed(found: Period, step: Step) -> Record:
    """A record that is one step from counting, and whose it is."""
    return {
        "measure": step.measure,
        "participant": found.case.who,
        "application": found.case.number,
        "record": step.record,
        "message": step.message,
        "fix": step.fix,
    }


def explained(
    store: Answers, desk: Desk, acting: Actor, year: int, who: str, page: Page
) -> Report:
    """Where one period stands in each measure, why, and what would still change it."""
    case = find_case(store, acting, who)
    found = period(
        store, desk, year, enrolled(store, desk, year, case, aftercare_of(store, case))
    )
    book = desk.rulebook(case.profile)
    answers = {
        name: judge(RULES[name], facts(name, found, desk, year), book)
        for name in MEASURES
    }
    verdicts = {name: outcome.verdict for name, outcome in answers.items()}
    near = still_open(store, desk, found, verdicts)
    rows = []
    for name, outcome in answers.items():
        span = cohort_of(name, year, desk, case.profile)
        of_measure = [step for step in near if step.measure == name]
        changes = [step.fix for step in of_measure]
        why = [f"{step.record}: {step.message}" for step in of_measure]
        if outcome.fix:
            changes.append(outcome.fix)
        rows.append(
            {
                "measure": name,
                "label": MEASURES[name],
                "first": span and span.first.isoformat(),
                "last": span and span.last.isoformat(),
                "in_denominator": outcome.verdict in (Verdict.MET, Verdict.NOT_MET),
                "in_numerator": outcome.verdict is Verdict.MET,
                "stands": STANDS[outcome.verdict],
                "because": " ".join([outcome.message, *why]),
                "would_change": list(dict.fromkeys(changes)),
            }
        )
    asked_as = {"group": str(found.enrolled.group)}
    keys = case.keys() | figures(desk, year) | asked_as
    told = f"{title(year)}: application {quote(case.number)}"
    shown = paged(rows, page, headers.EXPLAINED)
    listing = Listing("measure", shown, EXPLAINED, keys=headers.EXPLAINED)
    return Report(told, keys, {"measures": ("Measures", listing)})
