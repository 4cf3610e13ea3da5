"""The figures of a program year, explained. A working figure, not the federal report."""

from collections.abc import Iterable
from shlex import quote

from wioatrack.actions.cases import find_case
from wioatrack.actions.clocks.source import EVERYWHERE
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page, contains, paged
from wioatrack.actions.outcome_facts import Period, asked_about, cohort_of, periods
from wioatrack.actions.reports import Report
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import Duty, actor
from wioatrack.entries.outcomes import OutcomesFilters
from wioatrack.rules.dates import program_year
from wioatrack.rules.outcome import Outcome
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


def report_outcomes(desk: Desk, wanted: OutcomesFilters, page: Page) -> Report:
    """Numerator and denominator of four measures, by period of participation."""
    year = program_year(desk.today)
    if wanted.program_year is not None:
        year = wanted.program_year
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.READ)
        if wanted.explain is not None:
            case = find_case(store, acting, wanted.explain)
            [found] = periods(store, desk, year, [case.application_id])
            return explained(desk, year, found)
        ids = asked_about(store, desk, year)
        found_all = [
            found
            for found in periods(store, desk, year, ids)
            if acting.sees(seen(found)) and fits(found, wanted)
        ]
    tables = {"measures": ("Measures", measures(desk, year, found_all, wanted))}
    if wanted.what_if:
        rows = [row for found in found_all for row in steps(found)]
        listing = Listing(
            "step", paged(rows, page), STEPPED, "Nothing is one step away."
        )
        tables["what_if"] = ("One step from counting", listing)
    return Report(title(year), figures(desk, year), tables)


def title(year: int) -> str:
    """What the figures are of."""
    return f"Outcomes of program year {year} (working figures)"


def figures(desk: Desk, year: int) -> Record:
    """What every answer says about itself."""
    return {"program_year": year, "as_of": desk.today.isoformat(), "basis": BASIS}


def seen(found: Period) -> Record:
    """What a role is asked about."""
    case = found.case
    return {
        "participant_id": case.participant_id,
        "office": case.office,
        "provider": case.provider,
    }


def fits(found: Period, wanted: OutcomesFilters) -> bool:
    """Whether a period fits every filter given."""
    case = found.case
    return (
        wanted.profile in (None, case.profile)
        and contains(case.region, wanted.region)
        and contains(case.office, wanted.office)
        and contains(case.provider, wanted.provider)
    )


def measures(
    desk: Desk, year: int, found: list[Period], wanted: OutcomesFilters
) -> Listing:
    """One line a measure; a rate rests on what is known."""
    rows = []
    for name, label in MEASURES.items():
        span = cohort_of(name, year, desk.rulebook(EVERYWHERE))
        answers = [period.answers[name] for period in found]
        row = {
            "measure": name,
            "label": label,
            "first": span and span.first.isoformat(),
            "last": span and span.last.isoformat(),
            **shares(answers),
        }
        if wanted.what_if:
            row |= what_if(name, found, row)
        rows.append(row)
    columns = (*COUNTED, "numerator_if", "rate_if") if wanted.what_if else COUNTED
    return Listing("measure", rows, columns)


def shares(answers: Iterable[Outcome]) -> Record:
    """Numerator, denominator and rate, and how many are not known yet."""
    counts = dict.fromkeys(Verdict, 0)
    for outcome in answers:
        counts[outcome.verdict] += 1
    numerator = counts[Verdict.MET]
    denominator = numerator + counts[Verdict.NOT_MET]
    return {
        "numerator": numerator,
        "denominator": denominator,
        "rate": rate(numerator, denominator),
        "not_known_yet": counts[Verdict.INCOMPLETE],
    }


def what_if(name: str, found: list[Period], row: Record) -> Record:
    """The same if every period with a record one step away counted."""
    near = [
        period.answers[name]
        for period in found
        if any(step.measure == name for step in period.steps)
    ]
    unknown = sum(outcome.verdict is Verdict.INCOMPLETE for outcome in near)
    numerator = row["numerator"] + len(near)
    return {
        "numerator_if": numerator,
        "denominator_if": row["denominator"] + unknown,
        "rate_if": rate(numerator, row["denominator"] + unknown),
    }


def rate(numerator: int, denominator: int) -> str | None:
    """In per cent to the nearest tenth; none without a denominator."""
    if not denominator:
        return None
    tenths = (2_000 * numerator + denominator) // (2 * denominator)
    return f"{tenths // 10}.{tenths % 10}"


def steps(found: Period) -> list[Record]:
    """The records of one period that are one step from counting."""
    return [
        {
            "measure": step.measure,
            "participant": found.case.who,
            "application": found.case.number,
            "record": step.record,
            "message": step.message,
            "fix": step.fix,
        }
        for step in found.steps
    ]


def explained(desk: Desk, year: int, found: Period) -> Report:
    """Where one period stands in each measure, why, and what would still change it."""
    rows = []
    for name, label in MEASURES.items():
        outcome = found.answers[name]
        span = cohort_of(name, year, desk.rulebook(found.case.profile))
        changes = [step.fix for step in found.steps if step.measure == name]
        if outcome.fix:
            changes.append(outcome.fix)
        rows.append(
            {
                "measure": name,
                "label": label,
                "first": span and span.first.isoformat(),
                "last": span and span.last.isoformat(),
                "in_denominator": outcome.verdict in (Verdict.MET, Verdict.NOT_MET),
                "in_numerator": outcome.verdict is Verdict.MET,
                "stands": STANDS[outcome.verdict],
                "because": outcome.message,
                "would_change": list(dict.fromkeys(changes)),
            }
        )
    keys = found.case.keys() | figures(desk, year)
    told = f"{title(year)}: application {quote(found.case.number)}"
    return Report(
        told, keys, {"measures": ("Measures", Listing("measure", rows, EXPLAINED))}
    )
