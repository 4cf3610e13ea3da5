"""Follow-ups of every kind, from the index of open due dates."""

from collections.abc import Iterable

from wioatrack.actions.clocks.source import (
    EVERYWHERE,
    Asked,
    Source,
    Ticking,
    ticking,
)
from wioatrack.actions.due_dates import STILL, fix_of, not_too_late
from wioatrack.store import Answers

# Every column comes from one index, so that no row of a table is read.
DUE = """
SELECT application_id, kind, record_id, milestone, due_date, participant, application
  FROM open_due WHERE due_date <= :until {STILL}
""".replace("{STILL}", STILL)
DUE_OF_CASES = """
SELECT d.application_id, d.kind, d.record_id, d.milestone, d.due_date, d.participant,
       d.application, d.office, d.provider, a.profile, a.participant_id
  FROM open_due d JOIN application a ON a.id = d.application_id
 WHERE d.due_date <= :until {STILL}
""".replace("{STILL}", STILL)


def rows(store: Answers, asked: Asked) -> Iterable[Ticking]:
    """Each with its own kind; the index is proven equal to the rules (D15)."""
    fixes: dict[str, str] = {}
    still = not_too_late(asked.today, asked.desk.rulebook(EVERYWHERE))
    question = DUE if asked.sees is None else DUE_OF_CASES
    found = store.ask(question, until=asked.until.isoformat(), still=still)
    for row in asked.wanted(found):
        kind = row["kind"]
        if kind not in fixes:
            fixes[kind] = fix_of(kind)
        fix = fixes[kind].format_map(row)
        due, record = row["due_date"], row["record_id"]
        yield ticking(row, kind, due, fix, record, row["milestone"])


SOURCE = Source("follow-up", rows)
