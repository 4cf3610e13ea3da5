"""Whether a row says what a record on file says already, however that was made.

A record is compared by the row that an export would print for it, read as an import
reads it: every field, under the same case or service. Each record stands for one row
of a file, so a file that has a row once more than there are such records adds one.
"""

import json
from collections.abc import Mapping, Set
from typing import Any

from wioatrack.actions.batches.exporting import learn, question_of, said
from wioatrack.actions.batches.foreseen import Cases
from wioatrack.actions.batches.naming import Names, is_id
from wioatrack.actions.batches.nouns import Noun
from wioatrack.actions.cases import Case, case_by_id
from wioatrack.actions.desk import Desk
from wioatrack.actions.roles import actor
from wioatrack.entries.fields import Field
from wioatrack.entries.kinds import Unreadable
from wioatrack.errors import NotFound
from wioatrack.store import Row, Store
from wioatrack.store.bulk import next_id
from wioatrack.store.tables import quoted

# What records belong to that belong to no case and no service.
NOBODY = 0
SERVICE = "SELECT id, application_id FROM service WHERE id = :id"
ALIKE = """SELECT application_id, {columns} FROM {table}
 WHERE id < :first AND application_id IN (SELECT value FROM json_each(:cases))"""
# Cases are forgotten before they fill the memory.
REMEMBERED = 1_000
Records = dict[Any, list[int]]


class OnFile:
    """The records that were on file before a load, by what they say."""

    def __init__(self, noun: Noun, desk: Desk, store: Store) -> None:
        self._noun, self._desk, self._store = noun, desk, store
        self._first_new = next_id(store, noun.table)
        # Records that a row of this load stands for already.
        self.claimed: set[int] = set()
        self._known: dict[int, Records] = {}
        self.acting = actor(store, desk.user)
        self._cases = Cases(store, self.acting)
        self._services: dict[int, bool] = {}
        self._question = ""

    @property
    def nothing(self) -> bool:
        """Whether there never was a record."""
        return self._first_new == 1

    def is_new(self, record_id: int) -> bool:
        """Whether a row of this load made the record."""
        return record_id >= self._first_new

    def look_ahead(self, leads: Set[str]) -> None:
        """Learn at once what is on file for many rows, by the words of their lead."""
        if self._of_services:
            self.learn({int(words) for words in leads if is_id(words)})
        elif self._noun.leads:
            self._cases.look_up(leads)
            found = (self._cases.known[words] for words in leads)
            self.learn({one.application_id for one in found if isinstance(one, Case)})

    def claims(self, leads: Mapping[str, Any], entry: Any) -> bool:
        """Whether such a record is on file, for which no other row stands."""
        if self.nothing:
            return False
        parent = self.parent_of(leads)
        return parent is not None and self.claims_under(parent, entry)

    def claims_under(self, parent: int, entry: Any) -> bool:
        """The same, of the records of one case or service."""
        self.learn({parent})
        for record_id in self._known[parent].get(entry, ()):
            if record_id not in self.claimed:
                self.claimed.add(record_id)
                return True
        return False

    def parent_of(self, leads: Mapping[str, Any]) -> int | None:
        """The case or service that the row belongs to, if the actor sees it."""
        if not leads:
            return NOBODY
        (words,) = leads.values()
        if self._of_services:
            return int(words) if self._sees(int(words)) else None
        if words not in self._cases.known:
            self._cases.look_up({words})
        case = self._cases.known[words]
        return case.application_id if isinstance(case, Case) else None

    @property
    def _of_services(self) -> bool:
        return "service" in self._noun.leads

    def _sees(self, service: int) -> bool:
        """Whether the service is there, and its case the actor's to see."""
        if service not in self._services:
            if len(self._services) > REMEMBERED:
                self._services.clear()
            row = self._store.one(SERVICE, id=service)
            try:
                self._services[service] = row is not None and bool(
                    case_by_id(self._store, self.acting, "service", row)
                )
            except NotFound:
                self._services[service] = False
        return self._services[service]

    def alike(self, columns: tuple[str, ...], told: Set[tuple[Any, ...]]) -> set[int]:
        """The cases with a record that has, after its case, the values of such a tuple.

        Comparing a record as a whole costs more than filing it; few need be.
        """
        named = ", ".join(map(quoted, columns))
        question = ALIKE.format(columns=named, table=quoted(self._noun.table))
        cases = json.dumps(sorted({case for case, *_ in told}))
        rows = self._store.ask(question, first=self._first_new, cases=cases)
        return {row["application_id"] for row in rows if tuple(row.values()) in told}

    def learn(self, parents: Set[int]) -> None:
        """Read what is on file under these, all at once."""
        new = set(parents - self._known.keys())
        if not new:
            return
        if len(self._known) > REMEMBERED:
            self._known.clear()
            new = set(parents)
        self._known |= {parent: {} for parent in new}
        names = Names(self._store)
        rows = self._read(new)
        learn(names, self._noun, rows)
        whose = "service" if self._of_services else "id of case"
        for row in rows:
            entry = self.entry_of(row, names)
            parent = row[whose] if self._noun.leads else NOBODY
            if entry is not None:
                same = self._known[parent].setdefault(entry, [])
                same.append(row["id of record"])

    def _read(self, parents: Set[int]) -> list[Row]:
        if not self._question:
            where = f"t.id < :first AND {self._noun.within or '1'}"
            self._question = question_of(self._store, self._noun, where)
        asked = {"parents": json.dumps(sorted(parents))} if self._noun.within else {}
        return self._store.ask(self._question, first=self._first_new, limit=-1, **asked)

    def entry_of(self, row: Row, names: Names) -> Any:
        """The entry that an import would make of what an export says of a record."""
        values = {}
        for column in self._noun.fields:
            try:
                value = self.value_of(row, column, names)
            except Unreadable:
                return None
            if value is not None:
                values[column.attribute] = value
        return self._noun.entry_class(**values)

    def value_of(self, row: Row, column: Field, names: Names) -> Any:
        if column.name in self._noun.refers:
            return row[column.name]
        words = said(self._noun, row, column, names)
        lists, today = self._desk.lists, self._desk.today
        if isinstance(words, tuple):
            return tuple(column.kind.read(one, lists, today) for one in words) or None
        return column.kind.read(words, lists, today) if words else None
