"""Where records came from: which file, which line, and what the row said."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from hashlib import blake2b
from operator import itemgetter
from struct import unpack

from wioatrack.actions.batches.headers import Header
from wioatrack.actions.batches.rows import Cell, Row
from wioatrack.entries.cells import joined, unguarded
from wioatrack.lean import dataclass
from wioatrack.store import Answers, Store
from wioatrack.store.bulk import keep_origins, open_load, standing

KNOWN = """
SELECT r.hash, r.record_id FROM load_row r JOIN load l ON l.id = r.load_id
 WHERE l.noun = :noun AND l.id IS NOT :own
   AND r.hash IN (SELECT value FROM json_each(:hashes))
"""
EVER = "SELECT 1 FROM load WHERE noun = :noun LIMIT 1"
BETWEEN = "\x1f"
# A row that cannot be told apart is known for none, whatever its cells seem to say.
WRONG = f"{BETWEEN}wrong"


@dataclass(slots=True)
class Fingerprints:
    """What rows say, as numbers, in whatever order the columns stand."""

    header: Header
    guarded: bool
    _places: list[tuple[str, int]] = field(init=False)
    _full: str = field(init=False)
    _in_order: Callable[[Sequence[Cell]], object] = field(init=False)

    def __post_init__(self) -> None:
        named = [(name, place) for place, name in enumerate(self.header.names) if name]
        self._places = [(f"{name}=", place) for name, place in sorted(named)]
        self._full = BETWEEN.join(f"{name}%s" for name, _ in self._places)
        self._in_order = itemgetter(*[place for _, place in self._places])

    def of(self, rows: Sequence[Row]) -> list[int]:
        """The number of each row."""
        texts = [self._text(row.cells) + (WRONG if row.wrong else "") for row in rows]
        digests = [
            blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
            for text in texts
        ]
        return list(unpack(f">{len(digests)}q", b"".join(digests)))

    def _text(self, cells: Sequence[Cell]) -> str:
        """What has words, each with its column, in the order of the columns' names."""
        if self.guarded and all(cells):
            text = self._full % self._in_order(cells)
            if "'" not in text:
                return text
        return BETWEEN.join(
            [
                name + self._bare(cells[place])
                for name, place in self._places
                if cells[place]
            ]
        )

    def _bare(self, cell: Cell) -> str:
        """A cell without its guard; several values as one."""
        if not isinstance(cell, str):
            return joined(cell)
        return unguarded(cell) if self.guarded else cell


@dataclass(slots=True)
class Provenance:
    """Which rows are on file from an earlier load, and which this load adds.

    A row that a file has twice is twice what it says: so many of the same rows as are
    on file already are known, and no more.
    """

    table: str
    sha256: str
    # Records that a row of this load stands for already.
    claimed: set[int] = field(default_factory=set)
    _load: int | None = None
    _ever: bool | None = None

    def known(self, store: Answers, hashes: Iterable[int]) -> list[bool]:
        """For each row in order, whether the record it made is still on file."""
        numbers = list(hashes)
        if self._ever is None:
            self._ever = store.one(EVER, noun=self.table) is not None
        if not self._ever:
            return [False] * len(numbers)
        made = store.ask(
            KNOWN, noun=self.table, own=self._load, hashes=json.dumps(numbers)
        )
        still = standing(store, self.table, {row["record_id"] for row in made})
        free: dict[int, list[int]] = {}
        unclaimed = still - self.claimed
        for row in made:
            if row["record_id"] in unclaimed:
                free.setdefault(row["hash"], []).append(row["record_id"])
        answers = []
        for number in numbers:
            records = free.get(number)
            answers.append(bool(records))
            if records:
                self.claimed.add(records.pop())
        return answers

    def keep(
        self,
        store: Store,
        lines: Sequence[int],
        hashes: Sequence[int],
        records: Sequence[int],
    ) -> None:
        """Remember line, hash and record of each row that was added."""
        if self._load is None:
            self._load = open_load(store, self.table, self.sha256)
        keep_origins(store, self._load, lines, hashes, records)
