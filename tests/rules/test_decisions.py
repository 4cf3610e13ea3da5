"""The decision tree against the same tree written as a plain table of questions."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wioatrack.rulebooks import load_list, load_rulebook
from wioatrack.rules.decisions import Afterwards, Answers, decide, diploma_condition
from wioatrack.rules.jobs import Job
from wioatrack.rules.windows import Condition
from wioatrack.vocab import Verdict

BOOK = load_rulebook("worknet")
TYPES = load_list("credential-type").codes
DAYS = st.dates(date(2014, 7, 1), date(2030, 12, 31))


def same_day_next_year(day: date) -> date:
    """29 February has the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def plainly(facts: Answers, type_code: str) -> tuple[bool, str]:
    """Section 6.3 of the federal rules, question by question."""
    received = facts.received_on
    if facts.participation_date and received < facts.participation_date:
        return False, "NOT_COUNTED_DATE"
    if facts.exited_on and received > same_day_next_year(facts.exited_on):
        return False, "NOT_COUNTED_DATE"
    if type_code in ("secondary-diploma", "secondary-equivalency"):
        assert facts.condition is not None
        return facts.condition.verdict == "met", "CONDITIONAL"
    if type_code == "graduate-degree" and not facts.through_vr:
        return False, "NOT_COUNTED_GRADUATE"
    if facts.issuer_kind == "workforce-board":
        return False, "NOT_COUNTED_LWDB"
    if facts.skills == "work-readiness":
        return False, "NOT_COUNTED_WORK_READINESS"
    if facts.skills != "industry":
        return False, "NOT_COUNTED_GENERAL"
    return True, "NEEDS_REVIEW" if facts.issuer_kind == "other" else "COUNTED"


@given(
    st.sampled_from(sorted(TYPES)),
    st.sampled_from(sorted(load_list("skills-kind").codes)),
    st.sampled_from(sorted(load_list("issuer-kind").codes)),
    st.sampled_from([None, True, False]),
    st.booleans(),
    st.none() | DAYS,
    st.none() | DAYS,
    DAYS,
    st.sampled_from([Verdict.MET, Verdict.NOT_MET, Verdict.INCOMPLETE]),
)
def test_every_path_is_the_plain_one(
    type_code: str, skills: str, issuer: str, in_demand: bool | None, through_vr: bool,
    began: date | None, exited: date | None, received: date, condition: Verdict,
) -> None:  # fmt: skip
    """Whatever is answered; a reason is always given, and warnings never decide."""
    code = TYPES[type_code]
    secondary = type_code.startswith("secondary-")
    facts = Answers(
        credential_id=1,
        type=code.label,
        federal_code=int(code.pirl) if code.pirl else None,
        graduate=type_code == "graduate-degree",
        skills=skills,
        issuer_kind=issuer,
        in_demand=in_demand,
        through_vr=through_vr,
        participation_date=began,
        exited_on=exited,
        received_on=received,
        condition=Condition(condition, "Told.") if secondary else None,
    )

    found = decide(facts, BOOK)

    assert (found.counts, found.code) == plainly(facts, type_code)
    assert found.reasons
    assert found.pirl_type == (code.pirl or None)
    assert bool(found.warnings) is (
        found.code in ("COUNTED", "NEEDS_REVIEW") and in_demand is not True
    )


@given(
    DAYS,
    st.lists(st.tuples(DAYS, st.none() | st.integers(0, 800), st.integers(0, 3))),
    st.lists(DAYS),
    DAYS,
)
def test_a_diplomas_condition_is_what_looking_at_each_day_says(
    exited: date,
    raw: list[tuple[date, int | None, int]],
    enrolled: list[date],
    today: date,
) -> None:
    """Some day of the year after exit, up to today for a job, has one or the other."""
    jobs = tuple(
        Job(n, first, None if days is None else first + timedelta(days), code, first)
        for n, (first, days, code) in enumerate(raw)
    )
    last, day, followed = same_day_next_year(exited), exited, False
    while day < last:
        day += timedelta(days=1)
        followed |= day in enrolled
        followed |= day <= today and any(
            job.federal_code
            and job.first <= day
            and (job.last is None or day <= job.last)
            for job in jobs
        )

    facts = Afterwards(True, exited, jobs, tuple(enrolled), today)
    answer = diploma_condition(facts, BOOK).verdict

    late = "not-met" if today > last else "incomplete"
    assert answer == ("met" if followed else late)
