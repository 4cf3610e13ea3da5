"""Entries of the catalogue by the file, which may name each other in any order."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from wioatrack.actions.batches.findings import Found
from wioatrack.actions.batches.rows import Row
from wioatrack.actions.batches.single import Single, Verdict
from wioatrack.actions.catalog import BY_CTID, edit_entry
from wioatrack.actions.catalog_records import RELATION_FIELDS
from wioatrack.actions.results import Done, Refused
from wioatrack.entries.catalog import CatalogEntry
from wioatrack.errors import WioatrackError

Relations = dict[str, Any]


class Refusals(Exception):
    """Entries that stand in a row's relations cannot be named after all, by row."""

    def __init__(self, found: dict[int, Sequence[Found]]) -> None:
        super().__init__()
        self.found = found


class Entries(Single):
    """Files entries, and relates those that name later rows once all are there.

    Two that go together name each other, so no order of the rows would do.
    """

    # The whole of any catalogue: what a row names must be among them.
    at_once = 20_000
    _coming: frozenset[str] = frozenset()
    _later: Relations | None = None

    def file(self, rows: Sequence[Row]) -> Iterable[Verdict]:
        """For each row the id of its record, or none, and what there is to say."""
        refused: dict[int, Sequence[Found]] = {}
        claimed = set(self.records.claimed)
        while True:
            try:
                with self.held.savepoint():
                    return self._file_all(rows, refused)
            except Refusals as refusals:
                # An entry that cannot be related is not to stay without its
                # relations, nor to be named by others.
                refused |= refusals.found
                self.records.claimed.clear()
                self.records.claimed.update(claimed)

    def _file_all(
        self, rows: Sequence[Row], refused: dict[int, Sequence[Found]]
    ) -> list[Verdict]:
        self._coming = frozenset(
            words
            for at, row in enumerate(rows)
            if at not in refused
            and isinstance(words := self.reader.words(row).get("ctid"), str)
        )
        verdicts: list[Verdict] = []
        waiting: dict[int, Relations] = {}
        for at, row in enumerate(rows):
            self._later = None
            verdicts.append(
                (None, refused[at]) if at in refused else self.file_one(row)
            )
            if self._later is not None:
                waiting[at] = self._later
        late = {
            at: found
            for at, relations in waiting.items()
            if (found := self._relate(rows[at], verdicts[at][0], relations))
        }
        if late:
            raise Refusals(late)
        return verdicts

    def perform(self, given: Sequence[Any]) -> Done | Refused:
        """Add the entry, without its relations where one of them is still to come."""
        (entry,) = given
        if not any(self._is_to_come(one) for one in related(entry)):
            return super().perform(given)
        self._later = {name: getattr(entry, name) for name in RELATION_FIELDS}
        return super().perform([replace(entry, related=(), required=())])

    def _is_to_come(self, ctid: str) -> bool:
        return ctid in self._coming and not self.store.one(BY_CTID, ctid=ctid)

    def _relate(
        self, row: Row, entry_id: int | None, relations: Relations
    ) -> Sequence[Found]:
        """Give an entry its relations; why not, where it cannot have them."""
        if not entry_id:
            return []
        words = self.reader.words(row)
        try:
            _, found = self.answered(edit_entry(self.desk, entry_id, relations), words)
        except WioatrackError as error:
            return [self.refused(error, words)]
        return found if any(one.blocks for one in found) else []


def related(entry: CatalogEntry) -> Iterable[str]:
    """The CTIDs that an entry names."""
    for name in RELATION_FIELDS:
        yield from (one.ctid for one in getattr(entry, name) if one.ctid)
