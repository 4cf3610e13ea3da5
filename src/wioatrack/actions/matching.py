"""What fits a participant: programs by skills and interests, services by need."""

from shlex import quote

from wioatrack.actions import headers
from wioatrack.actions.cases import Case, find_case
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page, folded, paged
from wioatrack.actions.needs import answers_of
from wioatrack.actions.offers import offer
from wioatrack.actions.pathways import entry_of, row_of
from wioatrack.actions.programs import record_of, rows_of_all
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import Duty, actor
from wioatrack.rulebooks import find_activity
from wioatrack.rulebooks.plans import Recommendation, plan_of
from wioatrack.rulebooks.search import tokens
from wioatrack.rules.dates import state_fiscal_year
from wioatrack.rules.enrolment import offered
from wioatrack.store import Answers
from wioatrack.vocab import Verdict

IN_PLAN = """
SELECT activity, status, prepopulated FROM service WHERE application_id = :id
"""
DROPPED = ("unsuccessful", "not-required")
MATCHES = ("id", "name", "provider", "location", "fiscal_year", "score", "skills",
           "interests", "baseline", "fix")  # fmt: skip
RECOMMENDED = ("activity", "title", "group", "because", "evidence", "available", "fix")


def match_programs(desk: Desk, who: str, page: Page) -> Listing:
    """This fiscal year's programs, the best match of skills and interests first (IS-35).

    A skill or interest matches where it shares a word with one that the needs assessment
    or the desired career path names. What matches nothing stands last.
    """
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.READ)
        case = find_case(store, acting, who)
        wants = wanted(store, case)
        year = state_fiscal_year(desk.today)
        rows = [
            matched(record_of(row, year), wants, case)
            for row in rows_of_all(store)
            if row["fiscal_year"] == year
        ]
    rows.sort(key=lambda row: (-row["score"], folded(row["provider"]), row["id"]))
    empty = f"No program is set up for {year}. wioatrack program add --provider ID"
    return Listing(
        "program", paged(rows, page, headers.OFFER), MATCHES, empty, keys=headers.OFFER
    )


def wanted(store: Answers, case: Case) -> dict[str, frozenset[str]]:
    """The words of the participant's skills, and of interests with the career path."""
    answers = answers_of(store, case)
    path = entry_of(row_of(store, case))
    interests = [*answers["interest"], path.pathway or "", *path.occupation]
    return {
        "skill": frozenset(tokens(" ".join(answers["skill"]))),
        "interest": frozenset(tokens(" ".join(interests))),
    }


def matched(program: Record, wants: dict[str, frozenset[str]], case: Case) -> Record:
    """One program beside what the participant brings and wants."""
    found = {
        kind: [words for words in program[kind] if wants[kind] & set(tokens(words))]
        for kind in ("skill", "interest")
    }
    return {
        "id": program["id"],
        "name": program["name"],
        "provider": program["provider"],
        "location": program["location"],
        "fiscal_year": program["fiscal_year"],
        "score": sum(map(len, found.values())),
        "skills": found["skill"],
        "interests": found["interest"],
        "activity": program["activity"],
        "baseline": program["baseline"],
        "recommendation": program["recommendation"],
        "fix": f"wioatrack referral send {quote(case.number)} --provider "
        f"{program['provider_id']} --program {program['id']}",
    }


def recommend_services(desk: Desk, who: str, page: Page) -> Listing:
    """Services that dated data recommend for what is known of a participant (IS-115).

    They can be added once the plan has its first service from enrollment.
    """
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.READ)
        case = find_case(store, acting, who)
        book = desk.rulebook(case.profile)
        in_plan = store.ask(IN_PLAN, id=case.application_id)
        begun = any(not row["prepopulated"] for row in in_plan)
        known = known_of(store, case, in_plan)
        rows: list[Record] = []
        for one in plan_of(book).recommendations:
            activity = find_activity(one.activity, book.activity_sets)
            again = any(row["activity"] == activity.code for row in rows)
            if again or activity.code in known["beside"] or not fits(desk, one, known):
                continue
            facts = offer(store, case, case.provider, activity, desk.today)
            if offered(facts, book).verdict is Verdict.NOT_MET:
                continue
            rows.append(
                {
                    "activity": activity.code,
                    "title": activity.title,
                    "group": activity.group,
                    "because": one.because,
                    "source": book.cite(one.dated.cite)[0].title,
                    "evidence": one.dated.evidence,
                    "available": begun,
                    "fix": f"wioatrack service add {quote(case.number)} "
                    f"--activity {quote(activity.code)}",
                }
            )
    empty = f"Nothing more is recommended in {book.title}."
    return Listing(
        "service",
        paged(rows, page, headers.RECOMMENDED),
        RECOMMENDED,
        empty,
        keys=headers.RECOMMENDED,
    )


def known_of(
    store: Answers, case: Case, in_plan: list[Record]
) -> dict[str, frozenset[str]]:
    """What conditions ask about: barriers, education at entry, activities in the plan."""
    return {
        "barrier": frozenset(answers_of(store, case)["barrier"]),
        "education": frozenset({case.education_at_entry or ""}),
        "beside": frozenset(
            row["activity"] for row in in_plan if row["status"] not in DROPPED
        ),
    }


def fits(desk: Desk, one: Recommendation, known: dict[str, frozenset[str]]) -> bool:
    """Whether it is in force, and every condition has a code that is known."""
    return one.dated.holds(desk.today) and all(
        known[name] & set(codes) for name, codes in one.when.items()
    )
