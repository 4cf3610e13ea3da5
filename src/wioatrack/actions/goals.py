"""What staff do with goals."""

from dataclasses import replace
from typing import Any

from wioatrack.actions import headers
from wioatrack.actions.cases import Case, find_case, record_by_id
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, changed, file_record
from wioatrack.actions.listing import Page, paged
from wioatrack.actions.results import Done, Listing, Record, Refused
from wioatrack.actions.roles import Actor, actor
from wioatrack.entries.goals import GoalEntry, GoalFilters
from wioatrack.errors import BadEntry
from wioatrack.lean import dataclass
from wioatrack.rulebooks import load_list
from wioatrack.rules.goals import Statement, statement_length
from wioatrack.store import Answers, Store

# Start and end of a goal are those of its services (IS-21), and never kept.
ROW = """
SELECT g.*, count(s.id) AS services,
       g.prepopulated AND g.status = 'not-started'
         AND count(s.id) = count(s.id) FILTER (WHERE s.prepopulated
           AND s.status = 'planned'
           AND coalesce(s.planned_start, s.planned_end, s.start) IS NULL) AS untouched,
       min(coalesce(s.start, s.planned_start)) AS earliest_start,
       max(s.planned_end) AS latest_planned_due
  FROM goal g LEFT JOIN service s ON s.goal_id = g.id
"""
ONE = ROW + " WHERE g.id = :id GROUP BY g.id"
OF_CASE = ROW + " WHERE g.application_id = :id GROUP BY g.id ORDER BY g.id"
COLUMNS = ("id", "statement", "category", "term", "status", "services",
           "earliest_start", "latest_planned_due")  # fmt: skip
LABELS = {"statement": "Goal statement", "term": "Short/long term",
          "services": "Plan services"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filing:
    """A goal on its way to the file; `words` are its own or its template's.

    `was` is its status as it is on file.
    """

    case: Case
    entry: GoalEntry
    words: str
    was: str = ""


def add_goal(desk: Desk, who: str, entry: GoalEntry) -> Done | Refused:
    """Set a goal in the plan of a case."""

    def judge(store: Answers, acting: Actor) -> Judged[Filing]:
        return judged(desk, find_case(store, acting, who), entry)

    def write(store: Store, judged: Judged[Filing]) -> int:
        from wioatrack.models.plans import Goal

        case = judged.facts.case
        return store.keep(
            Goal(application_id=case.application_id, **columns(judged.facts))
        )

    return file_record(desk, "goal", judge, write, shown)


def edit_goal(desk: Desk, goal_id: int, changes: dict[str, Any]) -> Done | Refused:
    """Change what is given. Other words take the place of a template, and back."""

    def judge(store: Answers, acting: Actor) -> Judged[Filing]:
        row, case = record_by_id(store, acting, "goal", ONE, goal_id)
        found = judged(desk, case, amended(row, changes))
        return Judged(replace(found.facts, was=row["status"]), found.outcomes)

    def write(store: Store, judged: Judged[Filing]) -> int:
        from wioatrack.models.plans import Goal

        store.change(Goal, goal_id, **columns(judged.facts))
        if judged.facts.entry.status != judged.facts.was:
            keep_status(store, goal_id, judged.facts.entry.status)
        return goal_id

    return file_record(desk, "goal", judge, write, shown)


def amended(row: Record, changes: dict[str, Any]) -> GoalEntry:
    """A goal on file with the changes; a template given wins over the words on file."""
    before = GoalEntry(
        statement=None if row["template"] else row["statement"],
        template=row["template"],
        category=row["category"],
        term=row["term"],
        status=row["status"],
    )
    cleared: dict[str, Any] = {}
    if changes.get("statement"):
        cleared = {"template": None}
    elif changes.get("template"):
        cleared = {"statement": None}
    return changed(before, cleared | changes)


def judged(desk: Desk, case: Case, entry: GoalEntry) -> Judged[Filing]:
    """The rules on one goal.

    Raises `BadEntry` unless it has either own words or a template, and for a category
    that the profile does not offer.
    """
    if (entry.statement is None) == (entry.template is None):
        raise BadEntry(
            "A goal has either own words or those of a template.",
            "Give --statement or --template; wioatrack reference show goal-template "
            "prints the templates.",
        )
    book = desk.rulebook(case.profile)
    categories = load_list("goal-category")
    offered = categories.offered(book)
    if entry.category not in offered:
        raise BadEntry(
            f"--category: {book.title} does not offer {entry.category!r}.",
            f"It offers {', '.join(offered)}.",
        )
    words = entry.statement or load_list("goal-template").label(entry.template or "")
    facts = Statement(len(words), desk.today)
    return Judged(Filing(case, entry, words), (statement_length(facts, book),))


def keep_status(store: Store, goal_id: int, status: str) -> None:
    """A line of the goal's history: off track asks for agreement, whatever follows."""
    from wioatrack.models.agreements import GoalStatus

    store.keep(GoalStatus(goal_id=goal_id, status=status))


def columns(filing: Filing) -> dict[str, Any]:
    """The goal's columns."""
    entry = filing.entry
    return {
        "statement": filing.words,
        "template": entry.template,
        "category": entry.category,
        "term": entry.term,
        "status": entry.status,
    }


def shown(store: Answers, acting: Actor, goal_id: int) -> Record:
    """A goal as it is on file."""
    row, case = record_by_id(store, acting, "goal", ONE, goal_id)
    return record_of(case, row)


def record_of(case: Case, row: Record) -> Record:
    """A goal as JSON has it; its dates are those of its services."""
    return {
        "id": row["id"],
        **case.keys(),
        "statement": row["statement"],
        "template": row["template"],
        "category": row["category"],
        "term": row["term"],
        "status": row["status"],
        "services": row["services"],
        "earliest_start": row["earliest_start"],
        "latest_planned_due": row["latest_planned_due"],
        "prepopulated": bool(row["prepopulated"]),
        "created_on": row["created_on"],
        "updated_on": row["updated_on"],
        "updated_by": row["updated_by"],
    }


def list_goals(desk: Desk, who: str, wanted: GoalFilters, page: Page) -> Listing:
    """The goals of a case, with how many services lead to each.

    What every plan holds from the start is listed once somebody takes it up.
    """
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        case = find_case(store, acting, who)
        records = [
            record_of(case, row)
            for row in store.ask(OF_CASE, id=case.application_id)
            if (wanted.prepopulated or not row["untouched"])
            and wanted.category in (None, row["category"])
            and wanted.term in (None, row["term"])
            and wanted.status in (None, row["status"])
        ]
    empty = (
        f"No goal yet. wioatrack goal add {case.number} --statement TEXT "
        "--category CATEGORY --term short sets one."
    )
    return Listing(
        "goal",
        paged(records, page, headers.GOAL),
        COLUMNS,
        empty,
        LABELS,
        keys=headers.GOAL,
    )
