"""Asking: plain SQL with named parameters, answered with plain rows."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from wioatrack.lean import dataclass
from wioatrack.store.opening import opened
from wioatrack.store.settings import READING, plainly

Row = dict[str, Any]


NO_COLUMNS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Withheld:
    """Columns by table that are answered with NULL, and the rows given all the same."""

    columns: Mapping[str, frozenset[str]]
    given: Callable[[str, Mapping[str, Any]], bool]

    def of(self, table: str, row: Mapping[str, Any]) -> frozenset[str]:
        """Which columns of this row, as stored, are not to be shown."""
        columns = self.columns.get(table, NO_COLUMNS)
        return NO_COLUMNS if columns and self.given(table, row) else columns

    def without(self, table: str, row: Mapping[str, Any]) -> dict[str, Any]:
        """What is left of this row."""
        hidden = self.of(table, row)
        return {name: value for name, value in row.items() if name not in hidden}

    def authorize(
        self, action: int, table: str | None, column: str | None, *_: str | None
    ) -> int:
        """SQLite's question whether a statement may read a column of a table."""
        if action == sqlite3.SQLITE_READ and column in self.columns.get(
            table or "", NO_COLUMNS
        ):
            return sqlite3.SQLITE_IGNORE
        return sqlite3.SQLITE_OK


NOTHING_WITHHELD = Withheld({}, lambda table, row: True)


class Answers(Protocol):
    """Whatever can answer a question in SQL."""

    def ask(self, question: str, /, **given: object) -> list[Row]:
        """The rows that answer; named parameters only."""

    def one(self, question: str, /, **given: object) -> Row | None:
        """The first row that answers, or none."""


class Snapshot:
    """A database that is only read: every question sees the same state of it."""

    withheld: Withheld = NOTHING_WITHHELD

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @property
    def connection(self) -> sqlite3.Connection:
        """The DB-API connection that questions go to."""
        return self._connection

    def ask(self, question: str, /, **given: object) -> list[Row]:
        """The rows that answer, as dictionaries with the stored values."""
        answer = self.connection.execute(question, given)
        names = self._names(answer)
        return [dict(zip(names, row, strict=True)) for row in answer]

    def one(self, question: str, /, **given: object) -> Row | None:
        """The first row that answers, or none."""
        answer = self.connection.execute(question, given)
        row = answer.fetchone()
        if row is None:
            return None
        return dict(zip(self._names(answer), row, strict=True))

    def _names(self, answer: sqlite3.Cursor) -> list[str]:
        """What the columns are called.

        One that is withheld goes by what the question says: `n.message` for `message`.
        """
        names = [column[0] for column in answer.description or ()]
        if self.withheld.columns:
            names = [name.rpartition(".")[2] for name in names]
        return names

    @contextmanager
    def withholding(self, withheld: Withheld) -> Iterator[None]:
        """Answer with NULL whatever question asks for one of these columns.

        SQLite itself does so, for joins and subqueries alike: the statement never sees
        the value. Another database has privileges on columns for it.
        """
        before = self.withheld
        if withheld is before:
            yield
            return
        self._withhold(withheld)
        try:
            yield
        finally:
            self._withhold(before)

    def _withhold(self, withheld: Withheld) -> None:
        # Taking the authorizer away would leave statements as they were prepared.
        self.withheld = withheld
        self.connection.set_authorizer(withheld.authorize)


@contextmanager
def reading(path: Path) -> Iterator[Snapshot]:
    """A snapshot to ask questions of. Leave it before writing to the same file."""
    with closing(opened(path)) as connection, plainly(path):
        connection.execute(READING)
        connection.execute("BEGIN")
        yield Snapshot(connection)
