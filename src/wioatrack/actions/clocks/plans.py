"""Plans that the customer has not agreed to as they stand."""

from collections.abc import Iterable
from shlex import quote

from wioatrack.actions.agreements import all_standing, standing
from wioatrack.actions.cases import BY_ID, case_of
from wioatrack.actions.clocks.source import Asked, Source, Ticking, ticking
from wioatrack.store import Answers

KIND = "plan"
# Up to so many, asking for each is quicker than reading everybody's goals.
FEW = 5_000


def rows(store: Answers, asked: Asked) -> Iterable[Ticking]:
    """Owed since the day of the first plan, or of what came into it later (D28)."""
    found = {
        row["application_id"]: row for row in asked.enrolled(store) if row["unsettled"]
    }
    cases = [case_of(row) for id in found for row in store.ask(BY_ID, id=id)]
    if len(cases) > FEW:
        standings = all_standing(store, asked.desk, cases)
    else:
        standings = [(case, standing(store, asked.desk, case)) for case in cases]
    for case, where in standings:
        if where.owed is not None and where.owed.since <= asked.until:
            fix = f"wioatrack plan agree {quote(case.number)} --how HOW"
            yield ticking(found[case.application_id], KIND, where.owed.since, fix)


SOURCE = Source(KIND, rows)
