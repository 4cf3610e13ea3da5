"""Answers fetched for many rows at once, given out to the questions of each.

The same functions that look one record up are asked; only the database is asked less
often.
"""

import json
from collections.abc import Iterable
from typing import Any

from wioatrack.actions.batches.parents import worth_reading
from wioatrack.actions.cases import (
    BY_NUMBER,
    CASE,
    OF_PERSON,
    PERSON,
    Case,
    case_in_order,
    find_case,
)
from wioatrack.actions.roles import Actor
from wioatrack.errors import NotFound
from wioatrack.store import Answers, Row, Store
from wioatrack.store.bulk import next_id

REMEMBERED = 50_000
KEYS = "SELECT state_id, individual_number, username FROM participant"
LISTED = "(SELECT value FROM json_each(:words))"
NUMBERS = f"{CASE} WHERE a.number IN {LISTED}"
OF_PEOPLE = f"{CASE} WHERE a.participant_id IN {LISTED} ORDER BY a.id"
PEOPLE = """
SELECT j.value AS word, p.id, coalesce(p.state_id, p.individual_number, p.username)
    AS who
  FROM json_each(:words) j JOIN participant p ON p.state_id = j.value
UNION
SELECT j.value, p.id, coalesce(p.state_id, p.individual_number, p.username)
  FROM json_each(:words) j JOIN participant p ON p.individual_number = j.value
UNION
SELECT j.value, p.id, coalesce(p.state_id, p.individual_number, p.username)
  FROM json_each(:words) j
  JOIN participant p ON p.username = j.value COLLATE NOCASE
"""


class Foreseen:
    """A store that knows whom some words name."""

    def __init__(self, store: Answers) -> None:
        self._store = store
        self.people: dict[str, list[Row]] = {}
        self.numbers: dict[str, list[Row]] = {}
        self.persons: dict[int, list[Row]] = {}

    def look_up(self, words: Iterable[str]) -> None:
        """Fetch what the words may name."""
        listed = json.dumps(list(words))
        self.people, self.numbers, self.persons = {}, {}, {}
        for row in self._store.ask(NUMBERS, words=listed):
            self.numbers.setdefault(row["number"], []).append(row)
        for row in self._store.ask(PEOPLE, words=listed):
            self.people.setdefault(row["word"], []).append(row)
        ids = {row["id"] for rows in self.people.values() for row in rows}
        if ids:
            for row in self._store.ask(OF_PEOPLE, words=json.dumps(sorted(ids))):
                self.persons.setdefault(row["participant_id"], []).append(row)

    def ask(self, question: str, /, **given: Any) -> list[Row]:
        """As a store does."""
        if question == PERSON:
            return self.people.get(given["who"], [])
        if question == BY_NUMBER:
            return self.numbers.get(given["who"], [])
        if question == OF_PERSON:
            return self.persons.get(given["id"], [])
        return self._store.ask(question, **given)

    def one(self, question: str, /, **given: Any) -> Row | None:
        """As a store does."""
        return self._store.one(question, **given)


class Cases:
    """Whose the rows are: a case for each word, or why there is none."""

    def __init__(self, store: Store, acting: Actor) -> None:
        self._store, self._acting = store, acting
        self._foreseen = Foreseen(store)
        self._asked = 0
        self._read_whole = False
        self._cases: dict[str, Case] = {}
        self.known: dict[str, Case | NotFound] = {}

    def look_up(self, words: Iterable[str]) -> None:
        """Find the cases that are not known yet."""
        if len(self.known) > len(self._cases) + REMEMBERED:
            self.known = {**self._cases}
        new = set(words).difference(self.known)
        self._asked += len(new)
        if new and self._is_worth_reading():
            self._read_all()
            new = new.difference(self.known)
        if not new:
            return
        self._foreseen.look_up(new)
        for word in new:
            named = self._foreseen.numbers.get(word, ())
            if len(named) == 1 and word not in self._foreseen.people:
                row = named[0]
                if self._acting.sees(row):
                    self.known[word] = case_in_order(row.values())
                    continue
            try:
                self.known[word] = find_case(self._foreseen, self._acting, word)
            except NotFound as none:
                self.known[word] = none

    def _is_worth_reading(self) -> bool:
        """Once, where the cases fit into what is remembered and many are asked for."""
        return (
            not self._read_whole
            and next_id(self._store, "participant") <= REMEMBERED + 1
            and next_id(self._store, "application") <= REMEMBERED + 1
            and worth_reading(self._store, "application", self._asked)
        )

    def _read_all(self) -> None:
        """Every case by its number, but for numbers that may be a person's id too."""
        self._read_whole = True
        keys = self._store.connection.execute(KEYS)
        people = {key.casefold() for row in keys for key in row if key}
        answer = self._store.connection.execute(CASE)
        names = [column[0] for column in answer.description]
        at = names.index("number")
        self._cases = {
            row[at]: case_in_order(row)
            for row in answer
            if row[at].casefold() not in people
            and self._acting.sees(dict(zip(names, row, strict=True)))
        }
        self.known |= self._cases
