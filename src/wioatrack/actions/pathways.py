"""The career path that a customer wants (IS-17): two occupations, and a wage."""

from typing import TYPE_CHECKING, Any

from wioatrack.actions.cases import Case, find_case, record_by_id
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, changed, file_record
from wioatrack.actions.results import Done, Record, Refused
from wioatrack.actions.roles import Actor, actor
from wioatrack.entries.kinds import say_money
from wioatrack.entries.plans import PathwayEntry
from wioatrack.errors import BadEntry
from wioatrack.rulebooks import UnknownCode
from wioatrack.store import Answers

if TYPE_CHECKING:
    from wioatrack.store import Store

MOST_OCCUPATIONS = 2
OF_CASE = "SELECT * FROM pathway WHERE application_id = :id"
ONE = "SELECT * FROM pathway WHERE id = :id"


def set_pathway(desk: Desk, who: str, changes: dict[str, Any]) -> Done | Refused:
    """Say what the customer wants; what is not given stays as it is."""

    def judge(store: Answers, acting: Actor) -> Judged[tuple[Case, PathwayEntry]]:
        case = find_case(store, acting, who)
        if not changes:
            raise BadEntry(
                "Nothing is given.", "Give --pathway, --occupation or --wage-goal."
            )
        entry = changed(entry_of(row_of(store, case)), changes)
        if len(entry.occupation) > MOST_OCCUPATIONS:
            raise BadEntry(
                f"--occupation: {len(entry.occupation)} are given.",
                f"Give up to {MOST_OCCUPATIONS}.",
            )
        return Judged((case, entry))

    def write(store: "Store", judged: Judged[tuple[Case, PathwayEntry]]) -> int:
        from wioatrack.models.agreements import Pathway

        case, entry = judged.facts
        row = row_of(store, case)
        if row is None:
            id = case.application_id
            return store.keep(Pathway(application_id=id, **columns(entry)))
        store.change(Pathway, row["id"], **columns(entry))
        return int(row["id"])

    return file_record(desk, "pathway", judge, write, shown)


def row_of(store: Answers, case: Case) -> Record | None:
    """The path of a case, where one is on file."""
    return store.one(OF_CASE, id=case.application_id)


def entry_of(row: Record | None) -> PathwayEntry:
    """A path on file as the entry it was made from."""
    if row is None:
        return PathwayEntry()
    return PathwayEntry(
        pathway=row["pathway"],
        occupation=tuple(
            row[name] for name in ("occupation_1", "occupation_2") if row[name]
        ),
        wage_goal=row["wage_goal_cents"],
    )


def columns(entry: PathwayEntry) -> dict[str, Any]:
    """The path's columns. A code is kept as the title it stands for."""
    first, second = (*map(title_of, entry.occupation), None, None)[:MOST_OCCUPATIONS]
    return {
        "pathway": entry.pathway,
        "occupation_1": first,
        "occupation_2": second,
        "wage_goal_cents": entry.wage_goal,
    }


def title_of(words: str) -> str:
    """The occupation as the classification titles it; else as it was said."""
    from wioatrack.rulebooks.occupations import find_occupation

    try:
        return find_occupation(words).title
    except UnknownCode:
        return words


def shown(store: Answers, acting: Actor, pathway_id: int) -> Record:
    """A path as it is on file."""
    row, case = record_by_id(store, acting, "pathway", ONE, pathway_id)
    return record_of(case, row)


def record_of(case: Case, row: Record | None) -> Record:
    """A path as JSON has it; where nothing is on file, there is nothing in it."""
    entry = entry_of(row)
    wage = entry.wage_goal
    return {
        "id": None if row is None else row["id"],
        **case.keys(),
        "pathway": entry.pathway,
        "occupation": list(entry.occupation),
        "wage_goal": None if wage is None else say_money(wage),
        "updated_on": None if row is None else row["updated_on"],
        "updated_by": None if row is None else row["updated_by"],
    }


def show_pathway(desk: Desk, who: str) -> Record:
    """The path of a case."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        case = find_case(store, acting, who)
        return record_of(case, row_of(store, case))
