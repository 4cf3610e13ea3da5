"""Education or training in this program year, and no skill gain in it yet."""

from collections.abc import Iterable
from shlex import quote

from wioatrack.actions.clocks.source import Asked, Source, Ticking, ticking
from wioatrack.store import Answers

KIND = "gain"


def rows(store: Answers, asked: Asked) -> Iterable[Ticking]:
    """Due on the last day of the program year."""
    year = asked.year
    if year.last > asked.horizon(KIND):
        return
    for row in asked.enrolled(store):
        if row["training"] is not None:
            who = quote(row["application"])
            fix = f"wioatrack msg check {who} says what would count"
            yield ticking(row, KIND, year.last, fix, record=row["training"])


SOURCE = Source(KIND, rows)
