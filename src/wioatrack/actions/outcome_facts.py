"""What the indicators are asked with: each period's exit, training and results."""

from collections.abc import Iterator
from datetime import date
from json import dumps

from wioatrack.actions.activities import stored_activity
from wioatrack.actions.aftercare import Aftercare, aftercare
from wioatrack.actions.cases import BY_ID, Case, case_of, day
from wioatrack.actions.clocks.source import codes_of
from wioatrack.actions.credential_records import OF_PERSON, judgement, reasons
from wioatrack.actions.desk import Desk
from wioatrack.actions.gain_facts import background, federal
from wioatrack.actions.gain_years import diplomas, objections
from wioatrack.actions.results import Record
from wioatrack.lean import dataclass
from wioatrack.rulebooks import load_profiles
from wioatrack.rules import outcomes as rules
from wioatrack.rules.dates import Span, program_year_span
from wioatrack.rules.jobs import confirmed, held
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.quarters import REPORT, quarters
from wioatrack.rules.rulebook import NotInForce, Rulebook
from wioatrack.rules.transcripts import NO_DIPLOMA
from wioatrack.store import Answers

# Whoever left among the exits of any measure, or was in training in the program year.
ASKED = """
SELECT x.application_id AS id FROM exit x
 WHERE x.voided_on IS NULL AND x.date BETWEEN :earliest AND :latest
UNION
SELECT s.application_id AS id FROM service s
 WHERE s.status IN ('started', 'successful', 'unsuccessful')
   AND s.start <= :last AND (s."end" IS NULL OR s."end" >= :first)
   AND s.activity_set || ':' || s.activity IN (SELECT value FROM json_each(:training))
 ORDER BY id
"""
TRAINING = """
SELECT s.id, s.application_id, s.activity_set, s.activity, s.activity_label,
       s.activity_group, s.start, s."end", s.wioa_funded, s.status, s.no_credential,
       EXISTS (SELECT 1 FROM credential c WHERE c.service_id = s.id) AS has_credential
  FROM service s
 WHERE s.application_id = :id AND s.start IS NOT NULL
   AND s.status IN ('started', 'successful', 'unsuccessful') ORDER BY s.start, s.id
"""
QUARTERS = (2, 4)
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Step:
    """A record one step from counting: what keeps it, and what would clear that."""

    measure: str
    record: str
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class Period:
    """One period of participation, answered for by every measure."""

    case: Case
    answers: dict[str, Outcome]
    steps: tuple[Step, ...]


def asked_about(store: Answers, desk: Desk, year: int) -> list[int]:
    """The applications that any measure of a program year may ask about."""
    span = program_year_span(year)
    exits = [
        found
        for card in load_profiles()
        for quarter in QUARTERS
        if (found := rules.cohort(year, quarter, desk.rulebook(card.name)))
    ]
    rows = store.ask(
        ASKED,
        earliest=min(one.first for one in exits).isoformat() if exits else "",
        latest=max(one.last for one in exits).isoformat() if exits else "",
        first=span.first.isoformat(),
        last=min(span.last, desk.today).isoformat(),
        training=dumps(codes_of(lambda activity: activity.education_or_training)),
    )
    return [row["id"] for row in rows]


def periods(store: Answers, desk: Desk, year: int, ids: list[int]) -> Iterator[Period]:
    """The periods of these applications, with every measure's answer."""
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        for care in aftercare(store, dumps(some)):
            row = store.one(BY_ID, id=care.application_id)
            assert row is not None
            yield period(store, desk, year, case_of(row), care)


def period(
    store: Answers, desk: Desk, year: int, case: Case, care: Aftercare
) -> Period:
    """One period. What a measure does not ask about is not looked up."""
    book = desk.rulebook(case.profile)
    answers = {
        f"employment-q{quarter}": rules.employment(
            rules.Worked(
                case.number, quarter, year, case.exited_on, care.excluded, care.jobs,
                desk.today,
            ),
            book,
        )
        for quarter in QUARTERS
    }  # fmt: skip
    rows = store.ask(TRAINING, id=case.application_id)
    trained = tuple(
        training_of(row) for row in rows if stored_activity(row).education_or_training
    )
    steps = list(unseen_jobs(care, book, desk.today))
    answers["credential"] = credential(
        store, desk, year, case, care.excluded, trained, rows, steps
    )
    answers["gain"] = gain(store, desk, year, case, care.excluded, trained, steps)
    open_still = {name for name, outcome in answers.items() if outcome.speaks}
    return Period(
        case, answers, tuple(step for step in steps if step.measure in open_still)
    )


def unseen_jobs(care: Aftercare, book: Rulebook, today: date) -> Iterator[Step]:
    """Jobs that may have been held in a quarter, and nobody has looked since."""
    if care.exited_on is None:
        return
    for one in quarters(care.exited_on, book):
        if one.number in QUARTERS and not confirmed(care.jobs, one.span):
            for job in held(care.jobs, one.span, today)[:1]:
                yield Step(
                    f"employment-q{one.number}",
                    f"employment {job.employment_id}",
                    f"Last looked at on {job.confirmed_on}; the quarter began on "
                    f"{one.span.first}.",
                    f"wioatrack employment edit {job.employment_id} --current, or --end "
                    "DATE",
                )


def training_of(row: Record) -> rules.Training:
    """A service as the measures see it."""
    activity = stored_activity(row)
    start = day(row["start"])
    assert start is not None
    return rules.Training(
        service_id=row["id"],
        title=activity.title,
        start=start,
        end=day(row["end"]),
        leads=activity.leads_to_credential,
        secondary=activity.below_postsecondary,
        funded=None if row["wioa_funded"] is None else bool(row["wioa_funded"]),
    )


def credential(
    store: Answers,
    desk: Desk,
    year: int,
    case: Case,
    excluded: bool,
    trained: tuple[rules.Training, ...],
    services: list[Record],
    steps: list[Step],
) -> Outcome:
    """Credential attainment; the person's credentials by this period's window (D39)."""
    countable, recorded = [], []
    book = desk.rulebook(case.profile)
    last = max((int(value.subject) for value in book.values.get(REPORT, ())), default=0)
    facts = rules.Earned(
        case.number, year, case.exited_on, excluded, without_diploma(case, book),
        trained, (), (), desk.today,
    )  # fmt: skip
    if rules.outside(case.exited_on, excluded, year, last, book):
        return rules.credential(facts, book)
    for row in store.ask(OF_PERSON, id=case.participant_id):
        window, counts, decided = judgement(store, desk, case, row)
        if decided.counts if decided else not counts.speaks:
            countable.append(row["id"])
            continue
        recorded.append(row["id"])
        why = reasons(window, counts, decided)
        fix = counts.fix or f"wioatrack credential decide {row['id']}"
        steps.append(Step("credential", f"credential {row['id']}", " ".join(why), fix))
    for row in services:
        completed = row["status"] == "successful" and not row["no_credential"]
        leads = stored_activity(row).leads_to_credential
        if completed and leads and not row["has_credential"]:
            steps.append(
                Step(
                    "credential",
                    f"service {row['id']}",
                    "Completed, and no credential is on file for it.",
                    f"wioatrack credential add {case.number} --service {row['id']} "
                    "--type TYPE --date DATE",
                )
            )
    return rules.credential(
        rules.Earned(
            case.number, year, case.exited_on, excluded, without_diploma(case, book),
            trained, tuple(countable), tuple(recorded), desk.today,
        ),
        book,
    )  # fmt: skip


def without_diploma(case: Case, book: Rulebook) -> bool | None:
    """Whether there was no secondary diploma or equivalent at entry, if that is known."""
    number = federal("education-level", case.education_at_entry)
    begun = case.participation_date
    if number is None or begun is None:
        return None
    try:
        return number in book.in_force(NO_DIPLOMA, on=begun).numbers
    except NotInForce:
        return None


def gain(
    store: Answers,
    desk: Desk,
    year: int,
    case: Case,
    excluded: bool,
    trained: tuple[rules.Training, ...],
    steps: list[Step],
) -> Outcome:
    """A measurable skill gain in the program year."""
    countable, recorded = [], []
    if any(one.overlaps(program_year_span(year), case.exited_on) for one in trained):
        refused = objections(store, desk, background(store, case))
        for gain_id, (of_year, speaking) in refused.items():
            if of_year != year:
                continue
            if not speaking:
                countable.append(f"msg {gain_id}")
                continue
            recorded.append(f"msg {gain_id}")
            first = speaking[0]
            steps.append(Step("gain", f"msg {gain_id}", first.message, first.fix))
        for made in diplomas(store, desk, case, frozenset({year})):
            if made.program_year == year:
                (countable if made.countable else recorded).append(made.record)
    return rules.gain(
        rules.Gained(
            case.number, year, case.participation_date, case.exited_on, excluded,
            trained, tuple(countable), tuple(recorded), desk.today,
        ),
        desk.rulebook(case.profile),
    )  # fmt: skip


def cohort_of(measure: str, year: int, book: Rulebook) -> Span | None:
    """Which exits, or which days of training, a measure asks about."""
    if measure == "gain":
        return program_year_span(year)
    quarter = 2 if measure == "employment-q2" else 4
    return rules.cohort(year, quarter, book)
