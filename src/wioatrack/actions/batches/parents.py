"""What rows of credentials name or use up: services, and case notes that are free.

A few records are looked up by their ids; where rows enough went by to make it worth
while, the table is read once from end to end, which costs half as much.
"""

import json
from collections.abc import Iterable
from typing import Any

from wioatrack.store import Store
from wioatrack.store.bulk import next_id

# A table that is longer is never read whole, so that memory has a bound.
LONGEST_READ = 200_000
NONE: list[tuple[str, int]] = []
# Reading a table whole costs as much as looking up this part of it.
WORTH = 8
LISTED = "(SELECT value FROM json_each(:ids))"
EVERY_SERVICE = """
SELECT CAST(id AS TEXT), id, status, wioa_funded, application_id FROM service
"""
SERVICES = f"{EVERY_SERVICE} WHERE id IN {LISTED}"
EVERY_FREE_NOTE = """
SELECT n.application_id, n.date, n.id FROM note n
 WHERE n.task = :task
   AND NOT EXISTS (SELECT 1 FROM credential c WHERE c.note_id = n.id)
"""
FREE_NOTES = f"{EVERY_FREE_NOTE} AND n.application_id IN {LISTED}"


def worth_reading(store: Store, table: str, looked_up: int) -> bool:
    """Whether a table is read whole, so many of its records having been asked for."""
    longest = next_id(store, table) - 1
    return longest <= LONGEST_READ and looked_up * WORTH >= longest


# Of a service: its id as words and as a number, status, whether WIOA funds it (0, 1 or
# not known), and whose it is.
ServiceRow = tuple[str, int, str, int | None, int]


class Services:
    """Services by their ids as words."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._asked = 0
        self._whole = False
        self.known: dict[str, ServiceRow] = {}

    def look_up(self, words: Iterable[str]) -> None:
        """Find the services of some rows; a load of credentials changes none."""
        if self._whole:
            return
        ids = [int(one) for one in words]
        self._asked += len(ids)
        self._whole = worth_reading(self._store, "service", self._asked)
        rows = (
            self._store.connection.execute(EVERY_SERVICE)
            if self._whole
            else self._store.connection.execute(SERVICES, {"ids": json.dumps(ids)})
        )
        self.known = {row[0]: row for row in rows}


class FreeNotes:
    """The case notes that no credential has used up, the earliest of a case last."""

    def __init__(self, store: Store, task: str) -> None:
        self._store, self._task = store, task
        self._asked = 0
        self._whole = False
        self._known: dict[int, list[tuple[str, int]]] = {}

    def look_up(self, applications: Iterable[int]) -> None:
        """Find those of some cases."""
        if self._whole:
            return
        ids = list(applications)
        self._asked += len(ids)
        self._whole = worth_reading(self._store, "note", self._asked)
        self._known = self._read(None if self._whole else ids)

    def look_again(self, application: int) -> None:
        """A record of this case was filed past this, which may have used one up."""
        self._known.pop(application, None)
        self._known |= self._read([application])

    def _read(self, ids: list[int] | None) -> dict[int, list[tuple[str, int]]]:
        """Those of these cases, or of all."""
        given: dict[str, Any] = {"task": self._task}
        if ids is not None:
            given["ids"] = json.dumps(ids)
        question = EVERY_FREE_NOTE if ids is None else FREE_NOTES
        known: dict[int, list[tuple[str, int]]] = {}
        for application, day, note in self._store.connection.execute(question, given):
            known.setdefault(application, []).append((day, note))
        for several in known.values():
            if len(several) > 1:
                several.sort(reverse=True)
        return known

    def of(self, application: int) -> list[tuple[str, int]]:
        """Those of a case with their days; the earliest, which is used first, is last."""
        return self._known.get(application, NONE)
