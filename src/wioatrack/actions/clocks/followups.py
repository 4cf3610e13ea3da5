"""Follow-ups of every kind, from the index of open due dates."""

from collections.abc import Iterable

from wioatrack.actions.clocks.source import Asked, Source, Ticking, ticking
from wioatrack.actions.due_dates import fix_of
from wioatrack.store import Answers

DUE = """
SELECT d.application_id, d.kind, d.record_id, d.milestone, d.due_date, d.participant,
       d.application, d.office, d.provider, a.profile, a.participant_id
  FROM open_due d JOIN application a ON a.id = d.application_id
 WHERE d.due_date <= :until
"""


def rows(store: Answers, asked: Asked) -> Iterable[Ticking]:
    """Each with its own kind; the index is proven equal to the rules (D15)."""
    fixes: dict[str, str] = {}
    for row in store.ask(DUE, until=asked.until.isoformat()):
        if not asked.sees(row):
            continue
        kind = row["kind"]
        if kind not in fixes:
            fixes[kind] = fix_of(kind)
        fix = fixes[kind].format_map(row)
        yield ticking(
            row, kind, row["due_date"], fix, record=row["record_id"],
            milestone=row["milestone"],
        )  # fmt: skip


SOURCE = Source("follow-up", "Follow-ups", rows)
