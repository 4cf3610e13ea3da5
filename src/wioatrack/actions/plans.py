"""The plan of a case as a whole: the overview, its goals, and the services of each."""

from typing import TYPE_CHECKING

from wioatrack.actions import plan_cards as cards
from wioatrack.actions.agreements import standing
from wioatrack.actions.cases import Case, find_case
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, file_record
from wioatrack.actions.goals import OF_CASE as GOALS
from wioatrack.actions.needs import answers_of
from wioatrack.actions.prepopulating import populate
from wioatrack.actions.results import Done, Finding, Record, Refused, findings_of
from wioatrack.actions.roles import Actor, Duty, actor
from wioatrack.actions.service_records import OF_CASE as SERVICES
from wioatrack.actions.service_records import record_of as service_record
from wioatrack.errors import BadEntry
from wioatrack.rulebooks import load_list
from wioatrack.rulebooks.plans import plan_of
from wioatrack.store import Answers

if TYPE_CHECKING:
    from wioatrack.store import Store

UNASSIGNED = "Not assigned to a goal"
ATTACHED = """
SELECT s.id,
       (SELECT count(*) FROM payment WHERE service_id = s.id) AS payments,
       (SELECT count(*) FROM override_request WHERE service_id = s.id) AS overrides,
       (SELECT count(*) FROM credential WHERE service_id = s.id) AS credentials
  FROM service s WHERE s.application_id = :id
"""
STEP = ("id", "title", "status", "status_label", "note", "planned_start", "start",
        "planned_end", "end", "hours", "provider", "situation")  # fmt: skip


def show_plan(desk: Desk, who: str) -> tuple[Record, tuple[Finding, ...]]:
    """The overview of a plan, and what it owes."""
    with desk.reading() as store:
        acting = reader(store, desk)
        case = find_case(store, acting, who)
        found = findings_of((standing(store, desk, case).outcome,))
        return overview(store, desk, acting, case), found


def reader(store: Answers, desk: Desk) -> Actor:
    """The acting user, who may read all plans or the own one."""
    acting = actor(store, desk.user)
    acting.require_sight()
    return acting


def overview(store: Answers, desk: Desk, acting: Actor, case: Case) -> Record:
    """Every card, the goals, and the services under the goal they belong to.

    Case notes are for staff: a customer is not told how many there are (IS-09).
    """
    goals = goals_of(store, desk, case)
    services = services_of(store, desk, case)
    for goal in goals:
        goal["steps"] = [
            step["title"] for step in services if step["goal"] == goal["id"]
        ]
    record: Record = {
        "id": case.application_id,
        **case.keys(),
        "profile": case.profile,
        "as_of": desk.today.isoformat(),
        "customer": cards.customer(store, case),
        "agreement": standing(store, desk, case).record(),
        "assessments": cards.assessments(store, desk, case),
        "assessment_summaries": cards.count(store, cards.SUMMARIES, case),
        "needs": answers_of(store, case),
        "pathway": cards.career_path(store, case),
        "accomplishments": cards.accomplishments(store, case),
        "goals": goals,
        "groups": groups(goals, services),
    }
    if acting.may(Duty.READ):
        record["case_notes"] = cards.count(store, cards.NOTES, case)
        record["next_steps"] = cards.next_steps(store, desk, case)
    return record


def goals_of(store: Answers, desk: Desk, case: Case) -> list[Record]:
    """The goals, each with the days of its steps (IS-20, IS-21, IS-30)."""
    book = desk.rulebook(case.profile)
    labels = {
        name: load_list(f"goal-{name}").label for name in ("category", "term", "status")
    }
    return [
        {
            "id": row["id"],
            "statement": row["statement"],
            "steps": [],
            **{name: row[name] for name in labels},
            **{f"{name}_label": say(row[name], book) for name, say in labels.items()},
            "earliest_start": row["earliest_start"],
            "latest_planned_due": row["latest_planned_due"],
            "prepopulated": bool(row["prepopulated"]),
        }
        for row in store.ask(GOALS, id=case.application_id)
    ]


def services_of(store: Answers, desk: Desk, case: Case) -> list[Record]:
    """The steps and services, with what else is recorded on each (IS-41)."""
    attached = {row["id"]: row for row in store.ask(ATTACHED, id=case.application_id)}
    found = []
    for row in store.ask(SERVICES, application=case.application_id):
        whole = service_record(desk, case, row)
        others = attached[row["id"]]
        found.append(
            {name: whole[name] for name in STEP}
            | {
                "goal": whole["goal"],
                "group": whole["group"],
                "other_items": [
                    f"{others[name]} {name if others[name] != 1 else name[:-1]}"
                    for name in ("payments", "overrides", "credentials")
                    if others[name]
                ],
            }
        )
    return found


def groups(goals: list[Record], services: list[Record]) -> list[Record]:
    """The services under headings with their count: one for each goal that has some.

    What belongs to no goal stands last, to be assigned (IS-39, IS-40).
    """
    headings = {goal["id"]: goal["statement"] for goal in goals} | {None: UNASSIGNED}
    found = []
    for goal, words in headings.items():
        steps = [step for step in services if step["goal"] == goal]
        if steps:
            found.append(
                {
                    "goal": goal,
                    "heading": f"{words} ({len(steps)})",
                    "count": len(steps),
                    "services": steps,
                }
            )
    return found


def populate_plan(desk: Desk, who: str) -> Done | Refused:
    """Put them into a plan that has not got them, or not all of them any more."""

    def judge(store: Answers, acting: Actor) -> Judged[Case]:
        case = find_case(store, acting, who)
        book = desk.rulebook(case.profile)
        if not any(goal.dated.holds(desk.today) for goal in plan_of(book).goals):
            raise BadEntry(
                f"{book.title} has no goals and steps that every plan holds.",
                f"wioatrack goal add {case.number} --statement TEXT",
            )
        return Judged(case)

    def write(store: "Store", judged: Judged[Case]) -> int:
        case = judged.facts
        populate(store, desk, desk.rulebook(case.profile), case.application_id)
        return case.application_id

    def show(store: Answers, acting: Actor, application_id: int) -> Record:
        return overview(store, desk, acting, find_case(store, acting, who))

    return file_record(desk, "plan", judge, write, show, said="The plan now holds:")
