"""Days until somebody has been without a qualifying service for too long."""

from collections.abc import Iterable
from shlex import quote

from wioatrack.actions.clocks.source import Asked, Source, Ticking, ticking
from wioatrack.actions.service_clocks import clocks
from wioatrack.store import Answers

KIND = "inactivity"


def rows(store: Answers, asked: Asked) -> Iterable[Ticking]:
    """Whoever has a service planned is not leaving, and has no such clock."""
    until = asked.horizon(KIND)
    idle = [row for row in asked.enrolled(store) if row["idle"]]
    for row, clock in clocks(store, asked.desk, idle):
        if clock.running or clock.planned or clock.reached_on is None:
            continue
        if clock.reached_on > until:
            continue
        who = quote(row["application"])
        fix = (
            f"wioatrack service add {who} --activity CODE, or: "
            f"wioatrack exit record {who} --date {clock.last_service}"
        )
        yield ticking(row, KIND, clock.reached_on, fix, record=clock.last_service_id)


SOURCE = Source(KIND, rows)
