"""The periods that a program year's figures are about, fetched many at a time.

A few questions about some hundreds of periods, in turn: memory holds no more of them,
however large the caseload. The rules see the same facts as for one person.
"""

from collections.abc import Callable, Iterator
from json import dumps

from wioatrack.actions.aftercare import aftercare
from wioatrack.actions.cases import BY_ID, Case, case_of
from wioatrack.actions.clocks.source import codes_of
from wioatrack.actions.credential_records import OF_PERSON as CREDENTIALS
from wioatrack.actions.decisions import LATEST as DECISIONS
from wioatrack.actions.desk import Desk
from wioatrack.actions.diploma_facts import ENTERED, STARTED, is_secondary
from wioatrack.actions.employment_facts import OF_PERSON as JOBS
from wioatrack.actions.employment_facts import group_of
from wioatrack.actions.gain_facts import TESTS
from wioatrack.actions.gain_records import OF_CASE as GAINS
from wioatrack.actions.gain_records import SEMESTERS
from wioatrack.actions.gain_years import DIPLOMAS
from wioatrack.actions.outcome_facts import (
    QUARTERS,
    Enrolled,
    Period,
    enrolled,
    period,
)
from wioatrack.actions.portions import portions
from wioatrack.actions.read_ahead import ReadAhead
from wioatrack.actions.results import Record
from wioatrack.actions.training_facts import BEGUN
from wioatrack.rulebooks import load_profiles
from wioatrack.rules.cohorts import cohort, last_quarter
from wioatrack.rules.dates import Span, program_year_span
from wioatrack.rules.youth import YOUTH
from wioatrack.store import Answers

PROGRAMS = "SELECT DISTINCT program FROM application WHERE program IS NOT NULL"
# Whoever left among the exits of any measure, was in training in the program year, or is
# a youth who took part in it: whether school counts is for the rules to say.
ASKED = """
SELECT x.application_id AS id FROM exit x
 WHERE x.voided_on IS NULL AND x.date BETWEEN :earliest AND :latest
UNION
SELECT s.application_id AS id FROM service s
 WHERE s.status IN ('started', 'successful', 'unsuccessful')
   AND s.start <= :last AND (s."end" IS NULL OR s."end" >= :first)
   AND s.activity_set || ':' || s.activity IN (SELECT value FROM json_each(:training))
UNION
SELECT a.id FROM application a
  LEFT JOIN exit x ON x.application_id = a.id AND x.voided_on IS NULL
 WHERE a.program IN (SELECT value FROM json_each(:programs))
   AND a.participation_date <= :last AND (x.date IS NULL OR x.date >= :first)
 ORDER BY id
"""
AT_ONCE = 1_000


def asked_about(store: Answers, desk: Desk, year: int) -> list[int]:
    """The applications that any measure of a program year may ask about."""
    span = program_year_span(year)
    exits = [
        found
        for card in load_profiles()
        for quarter in QUARTERS.values()
        if (found := cohort(year, quarter, desk.rulebook(card.name)))
    ]
    programs = [row["program"] for row in store.ask(PROGRAMS)]
    rows = store.ask(
        ASKED,
        earliest=min(one.first for one in exits).isoformat() if exits else "",
        latest=max(one.last for one in exits).isoformat() if exits else "",
        first=span.first.isoformat(),
        last=min(span.last, desk.today).isoformat(),
        training=dumps(codes_of(lambda activity: activity.education_or_training)),
        programs=dumps([name for name in programs if group_of(name) == YOUTH]),
    )
    return [row["id"] for row in rows]


def periods(
    store: Answers,
    desk: Desk,
    year: int,
    ids: list[int],
    wanted: Callable[[Record], bool],
) -> Iterator[tuple[Answers, Period]]:
    """The periods of these applications that are wanted, each with what it is asked of."""
    for some in portions(ids, AT_ONCE):
        ahead = ReadAhead(store)
        ahead.read(BY_ID, "a.id", some)
        rows = (row for one in some for row in ahead.ask(BY_ID, id=one))
        cases = [case_of(row) for row in rows if wanted(row)]
        found = together(ahead, store, desk, year, cases)
        read_results(ahead, found)
        for one in found:
            yield ahead, period(ahead, desk, year, one)


def together(
    ahead: ReadAhead, store: Answers, desk: Desk, year: int, cases: list[Case]
) -> list[Enrolled]:
    """Some periods as far as they say which results are asked about."""
    ids = [case.application_id for case in cases]
    cares = {care.application_id: care for care in aftercare(store, dumps(ids))}
    ahead.read(BEGUN, "application_id", ids)
    return [
        enrolled(ahead, desk, year, case, cares[case.application_id]) for case in cases
    ]


def read_results(ahead: ReadAhead, found: list[Enrolled]) -> None:
    """Fetch the credentials and gains that are asked about, with what they rest on."""
    asked = [one.case for one in found if one.asks_credentials]
    people = {case.participant_id for case in asked}
    rows = ahead.read(CREDENTIALS, "a.participant_id", people)
    ahead.read(DECISIONS, "credential_id", [row["id"] for row in rows])
    graduates = [
        one
        for one in people
        if any(is_secondary(row["type"]) for row in ahead.ask(CREDENTIALS, id=one))
    ]
    for question in (JOBS, ENTERED, STARTED):
        ahead.read(question, "a.participant_id", graduates)
    ids = [one.case.application_id for one in found if one.asks_gains]
    gains = ahead.read(GAINS, "application_id", ids)
    ahead.read(SEMESTERS, "gain_id", [row["id"] for row in gains])
    for question in (TESTS, DIPLOMAS):
        ahead.read(question, "application_id", ids)


def cohort_of(measure: str, year: int, desk: Desk, profile: str) -> Span | None:
    """Which exits, or which days of training, a measure asks about."""
    if measure == "gain":
        return program_year_span(year)
    book = desk.rulebook(profile)
    return cohort(year, QUARTERS.get(measure) or last_quarter(book), book)
