"""Goals and steps that a plan holds from the start (IS-19, IS-116)."""

from typing import TYPE_CHECKING

from wioatrack.actions.desk import Desk
from wioatrack.rulebooks import find_activity
from wioatrack.rulebooks.plans import PlannedGoal, plan_of
from wioatrack.rules.rulebook import Rulebook

if TYPE_CHECKING:
    from wioatrack.store import Store

NOT_STARTED, PLANNED = "not-started", "planned"
GRANTEE = "grantee"
GOALS = "SELECT id, statement FROM goal WHERE application_id = :id ORDER BY id"
STEPS = "SELECT activity FROM service WHERE application_id = :id"
PROVIDER = "SELECT provider FROM application WHERE id = :id"


def populate(store: "Store", desk: Desk, book: Rulebook, application_id: int) -> int:
    """Put what the profile's plans hold from the start into one, each once.

    Nobody needs to agree to it, and each step can be marked as not required. Gives
    back how many goals and steps were added.
    """
    due = [goal for goal in plan_of(book).goals if goal.dated.holds(desk.today)]
    if not due:
        return 0
    goals = {
        row["statement"]: int(row["id"]) for row in store.ask(GOALS, id=application_id)
    }
    steps = {row["activity"] for row in store.ask(STEPS, id=application_id)}
    row = store.one(PROVIDER, id=application_id)
    provider = None if row is None else row["provider"]
    added = 0
    for planned in due:
        wanted = [step for step in planned.steps if step not in steps]
        goal = goals.get(planned.statement)
        if goal is None:
            goal = keep_goal(store, application_id, planned)
            added += 1
        for step in wanted:
            keep_step(store, book, application_id, goal, step, provider)
        added += len(wanted)
    return added


def keep_goal(store: "Store", application_id: int, planned: PlannedGoal) -> int:
    """File one goal of every plan."""
    from wioatrack.models.plans import Goal

    return store.keep(
        Goal(
            application_id=application_id,
            statement=planned.statement,
            category=planned.category,
            term=planned.term,
            status=NOT_STARTED,
            prepopulated=True,
        )
    )


def keep_step(
    store: "Store",
    book: Rulebook,
    application_id: int,
    goal: int,
    step: str,
    provider: str | None,
) -> None:
    """File one step, planned, under its goal."""
    from wioatrack.models.plans import Service, ServiceStatus

    activity = find_activity(step, book.activity_sets)
    service = store.keep(
        Service(
            application_id=application_id,
            goal_id=goal,
            activity_set=activity.set,
            activity=activity.code,
            activity_label=activity.name,
            activity_group=activity.group,
            status=PLANNED,
            provider_kind=GRANTEE,
            provider_name=provider,
            prepopulated=True,
        )
    )
    store.keep(ServiceStatus(service_id=service, status=PLANNED))
