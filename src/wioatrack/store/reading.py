"""Asking: plain SQL with named parameters, answered with plain rows."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from wioatrack.store.opening import opened
from wioatrack.store.settings import READING, plainly

Row = dict[str, Any]


class Answers(Protocol):
    """Whatever can answer a question in SQL."""

    def ask(self, question: str, /, **given: object) -> list[Row]:
        """The rows that answer; named parameters only."""

    def one(self, question: str, /, **given: object) -> Row | None:
        """The first row that answers, or none."""


class Snapshot:
    """A database that is only read: every question sees the same state of it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @property
    def connection(self) -> sqlite3.Connection:
        """The DB-API connection that questions go to."""
        return self._connection

    def ask(self, question: str, /, **given: object) -> list[Row]:
        """The rows that answer, as dictionaries with the stored values."""
        answer = self.connection.execute(question, given)
        names = [column[0] for column in answer.description or ()]
        return [dict(zip(names, row, strict=True)) for row in answer]

    def one(self, question: str, /, **given: object) -> Row | None:
        """The first row that answers, or none."""
        answer = self.connection.execute(question, given)
        row = answer.fetchone()
        if row is None:
            return None
        return dict(zip((c[0] for c in answer.description), row, strict=True))


@contextmanager
def reading(path: Path) -> Iterator[Snapshot]:
    """A snapshot to ask questions of. Leave it before writing to the same file."""
    with closing(opened(path)) as connection, plainly(path):
        connection.execute(READING)
        connection.execute("BEGIN")
        yield Snapshot(connection)
