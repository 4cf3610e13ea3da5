"""Which records belong to one record: those that cannot exist without it.

A column that must hold a record's id makes it belong; so does the application of a kept
document and the record that a waiver was given for. Records that were removed belong as
they did when they were removed.
"""

from collections.abc import Iterator
from dataclasses import field

from wioatrack.lean import dataclass
from wioatrack.store.reading import Snapshot
from wioatrack.store.tables import Reference, owning, select_by

WAIVED = "SELECT id FROM waiver WHERE noun = ? AND record_id = ?"
REMOVED = """SELECT c.record_id FROM change c JOIN change_payload p ON p.seq = c.seq
WHERE c.kind = 'removed' AND c.noun = ?
  AND json_extract(p.body, '$.before.' || ?) = ?"""
REMOVED_WAIVER = """SELECT c.record_id FROM change c
JOIN change_payload p ON p.seq = c.seq
WHERE c.kind = 'removed' AND c.noun = 'waiver'
  AND json_extract(p.body, '$.before.noun') = ?
  AND json_extract(p.body, '$.before.record_id') = ?"""


@dataclass(frozen=True, slots=True)
class Family:
    """Records by table, the parents before the children."""

    members: dict[str, set[int]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[tuple[str, int]]:
        for noun, ids in self.members.items():
            for record_id in sorted(ids):
                yield noun, record_id

    def __contains__(self, member: tuple[str, int]) -> bool:
        noun, record_id = member
        return record_id in self.members.get(noun, ())

    def take_in(self, noun: str, record_id: int) -> bool:
        """Whether the record is new here."""
        ids = self.members.setdefault(noun, set())
        known = record_id in ids
        ids.add(record_id)
        return not known


def family(store: Snapshot, noun: str, record_id: int) -> Family:
    """A record and everything that belongs to it, removed records included."""
    found, links = Family(), owning(store.connection)
    found.take_in(noun, record_id)
    waiting = [(noun, record_id)]
    while waiting:
        parent = waiting.pop()
        for child in children(store, links, *parent):
            if found.take_in(*child):
                waiting.append(child)
    return found


def children(
    store: Snapshot, links: tuple[Reference, ...], noun: str, record_id: int
) -> Iterator[tuple[str, int]]:
    """What belongs to one record directly."""
    ask = store.connection.execute
    for link in links:
        if link.parent == noun:
            for (child,) in ask(select_by(link.table, link.column), (record_id,)):
                yield link.table, child
            for (child,) in ask(REMOVED, (link.table, link.column, record_id)):
                yield link.table, child
    for question in (WAIVED, REMOVED_WAIVER):
        for (child,) in ask(question, (noun, record_id)):
            yield "waiver", child


def referring(
    store: Snapshot, links: tuple[Reference, ...], noun: str, record_id: int
) -> Iterator[tuple[str, int]]:
    """The records that name this one in a column, needed or not."""
    ask = store.connection.execute
    for link in links:
        if link.parent == noun:
            for (child,) in ask(select_by(link.table, link.column), (record_id,)):
                yield link.table, child
    for (child,) in ask(WAIVED, (noun, record_id)):
        yield "waiver", child
