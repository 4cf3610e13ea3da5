"""Plans that the customer has not agreed to as they stand."""

from collections.abc import Iterable
from shlex import quote

from wioatrack.actions.agreements import standings
from wioatrack.actions.clocks.source import Asked, Source, Ticking, ticking
from wioatrack.store import Answers

KIND = "plan"


def rows(store: Answers, asked: Asked) -> Iterable[Ticking]:
    """Owed since the day of the first plan, or of what came into it later (D28)."""
    found = [row for row in asked.enrolled(store) if row["unsettled"]]
    for row, where in standings(store, asked.desk, found):
        if where.owed is not None and where.owed.since <= asked.until:
            fix = f"wioatrack plan agree {quote(row['application'])} --how HOW"
            yield ticking(row, KIND, where.owed.since, fix)


SOURCE = Source(KIND, rows)
