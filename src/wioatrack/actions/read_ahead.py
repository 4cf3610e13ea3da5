"""Questions about one record each, answered from one question about many.

The same functions that look one record up are asked; only the database is asked less
often. What was not read ahead is asked of the database as ever.
"""

import re
from collections.abc import Iterable
from functools import cache
from json import dumps
from typing import Any

from wioatrack.store import Answers, Row

AMONG = "IN (SELECT value FROM json_each(:ids))"
EACH_SELECT = re.compile(r"^SELECT ", re.MULTILINE)


class ReadAhead:
    """A store that knows the answers to some questions, by the id that they give."""

    def __init__(self, store: Answers) -> None:
        self._store = store
        self._known: dict[str, dict[int, list[Row]]] = {}

    def read(self, question: str, key: str, ids: Iterable[int]) -> list[Row]:
        """Ask a question about `key = :id` for all ids at once, and give every row.

        A question with a limit is no such question.
        """
        found: dict[int, list[Row]] = {id: [] for id in ids}
        rows: list[Row] = []
        if found:
            rows = self._store.ask(of_many(question, key), ids=dumps(list(found)))
        for row in rows:
            found[row.pop("of")].append(row)
        self._known[question] = found
        return rows

    def ask(self, question: str, /, **given: Any) -> list[Row]:
        """As a store does."""
        known = self._known.get(question)
        rows = None if known is None else known.get(given["id"])
        return self._store.ask(question, **given) if rows is None else rows

    def one(self, question: str, /, **given: Any) -> Row | None:
        """As a store does."""
        if question not in self._known:
            return self._store.one(question, **given)
        return next(iter(self.ask(question, **given)), None)


@cache
def of_many(question: str, key: str) -> str:
    """The question about each of `:ids`, in one order for all; `of` says whose a row is."""
    about = f"{key} = :id"
    if about not in question or "LIMIT" in question:
        raise ValueError(f"no question about one {key}: {question}")
    asked = question.replace("= :id", AMONG)
    return EACH_SELECT.sub(f'SELECT {key} AS "of", ', asked)
