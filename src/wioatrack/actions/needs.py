"""The needs assessment: skills, interests, goals and barriers (IS-23, IS-37)."""

from typing import TYPE_CHECKING, Any

from wioatrack.actions.cases import Case, find_case
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, file_record
from wioatrack.actions.results import Done, Record, Refused
from wioatrack.actions.roles import Actor, actor
from wioatrack.store import Answers

if TYPE_CHECKING:
    from wioatrack.store import Store

SECTIONS = ("skill", "interest", "goal", "barrier")
TITLES = {
    "skill": "skills",
    "interest": "interests",
    "goal": "goals",
    "barrier": "barriers",
}
OF_CASE = "SELECT id, section, words FROM need WHERE application_id = :id ORDER BY id"


def assess_needs(desk: Desk, who: str, changes: dict[str, Any]) -> Done | Refused:
    """Answer sections, each given one anew; with nothing given, show them all."""
    if not changes:
        return Done("needs", show_needs(desk, who), said=f"Needs assessment of {who}.")

    def judge(store: Answers, acting: Actor) -> Judged[Case]:
        return Judged(find_case(store, acting, who))

    def write(store: "Store", judged: Judged[Case]) -> int:
        from wioatrack.models.agreements import Need

        id = judged.facts.application_id
        held = {
            (row["section"], row["words"]): row["id"]
            for row in store.ask(OF_CASE, id=id)
        }
        wanted = {
            (section, words): None
            for section, answers in changes.items()
            for words in answers or ()
        }
        for (section, words), need in held.items():
            if section in changes and (section, words) not in wanted:
                store.remove(Need, need)
        for section, words in wanted:
            if (section, words) not in held:
                store.keep(Need(application_id=id, section=section, words=words))
        return id

    def show(store: Answers, acting: Actor, application_id: int) -> Record:
        return record_of(store, find_case(store, acting, who))

    return file_record(
        desk, "needs", judge, write, show, said="The answers are on file."
    )


def show_needs(desk: Desk, who: str) -> Record:
    """Every section with its answers."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        return record_of(store, find_case(store, acting, who))


def answers_of(store: Answers, case: Case) -> dict[str, list[str]]:
    """The answers by section, in the order in which they were given."""
    found: dict[str, list[str]] = {section: [] for section in SECTIONS}
    for row in store.ask(OF_CASE, id=case.application_id):
        found[row["section"]].append(row["words"])
    return found


def record_of(store: Answers, case: Case) -> Record:
    """A needs assessment as JSON has it, with the sections still to go through."""
    answers = answers_of(store, case)
    return {
        "id": case.application_id,
        **case.keys(),
        **answers,
        "not_complete": [TITLES[name] for name in SECTIONS if not answers[name]],
    }
