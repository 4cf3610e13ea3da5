"""Records of enrolled participants that nobody touched for some time."""

from collections.abc import Iterable
from datetime import date
from shlex import quote

from wioatrack.actions.clocks.source import Asked, Source, Ticking, ticking
from wioatrack.rules.dates import days_after
from wioatrack.store import Answers

KIND = "untouched"


def rows(store: Answers, asked: Asked) -> Iterable[Ticking]:
    """Due when the days are full since the last change or case note."""
    before = asked.untouched_since.isoformat()
    for row in asked.enrolled(store):
        if row["touched_on"] and row["touched_on"] < before:
            last = date.fromisoformat(row["touched_on"])
            who = quote(row["application"])
            fix = f"wioatrack note add {who} --date today --message TEXT"
            yield ticking(row, KIND, days_after(last, asked.stale_days), fix)


SOURCE = Source(KIND, rows)
