"""Days of subsidised employment: of one placement, and over all a person has had."""

from datetime import date

from wioatrack.actions.cases import day
from wioatrack.lean import dataclass
from wioatrack.rules.dates import Span
from wioatrack.rules.subsidized import Away, Subsidy, counted, days, distinct_days
from wioatrack.store import Answers

PLACEMENTS = """
SELECT p.id, s.status, coalesce(s.start, s.planned_start) AS start, s."end",
       p.subsidized_start, p.subsidized_end, p.earnfare
  FROM application a
  JOIN service s ON s.application_id = a.id
  JOIN placement p ON p.service_id = s.id
 WHERE a.participant_id = :participant
 ORDER BY p.id
"""
AWAY = """
SELECT w.id, w.placement_id, w.inactive_on, w.returned_on
  FROM application a
  JOIN service s ON s.application_id = a.id
  JOIN placement p ON p.service_id = s.id
  JOIN placement_away w ON w.placement_id = p.id
 WHERE a.participant_id = :participant
 ORDER BY w.inactive_on, w.id
"""


@dataclass(frozen=True, slots=True)
class Subsidies:
    """The subsidised stretches of each of a person's placements, up to a day."""

    spans: dict[int, tuple[Span, ...]]
    earnfare: frozenset[int]

    def days(self, placement_id: int) -> int:
        return days(self.spans.get(placement_id, ()))

    @property
    def total(self) -> int:
        """The plain sum over all placements, as the guide adds them (IS-96)."""
        return days(span for spans in self.spans.values() for span in spans)

    @property
    def distinct(self) -> int:
        """Days on the calendar, each once."""
        return distinct_days(span for spans in self.spans.values() for span in spans)

    def of_earnfare(self, but: int | None = None) -> tuple[Span, ...]:
        """The stretches of the Earnfare placements, one of them left out."""
        return tuple(
            span
            for id, spans in self.spans.items()
            if id in self.earnfare and id != but
            for span in spans
        )


def away_of(store: Answers, participant_id: int) -> dict[int, tuple[Away, ...]]:
    """The spells without work of each placement, in order."""
    found: dict[int, tuple[Away, ...]] = {}
    for row in store.ask(AWAY, participant=participant_id):
        inactive = day(row["inactive_on"])
        assert inactive is not None
        spell = Away(inactive, day(row["returned_on"]))
        found[row["placement_id"]] = (*found.get(row["placement_id"], ()), spell)
    return found


def subsidies_of(store: Answers, participant_id: int, today: date) -> Subsidies:
    """What a person's placements come to, up to today."""
    rows = store.ask(PLACEMENTS, participant=participant_id)
    away = away_of(store, participant_id) if rows else {}
    return Subsidies(
        {
            row["id"]: counted(
                Subsidy(
                    row["status"],
                    day(row["start"]),
                    day(row["end"]),
                    day(row["subsidized_start"]),
                    day(row["subsidized_end"]),
                    away.get(row["id"], ()),
                ),
                today,
            )
            for row in rows
        },
        frozenset(row["id"] for row in rows if row["earnfare"]),
    )


def total_days_subsidized(store: Answers, participant_id: int, today: date) -> int:
    """The days over all worksite placements of a person (IS-45)."""
    return subsidies_of(store, participant_id, today).total
