"""A store for loads: the same records and the same log, past the session.

SQLModel's session looks after objects that somebody may still change; a load makes each
record once and never looks at it again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from wioatrack.store.bulk import bodies
from wioatrack.store.stamp import Stamp
from wioatrack.store.tables import insert_into
from wioatrack.store.writing import Store

if TYPE_CHECKING:
    from sqlmodel import SQLModel

    from wioatrack.store.changes import Invocation


class Hasty(Store):
    """The transaction of another store, which files records without its session."""

    def __init__(self, store: Store) -> None:
        super().__init__(store._session, store.stamp)
        self._raw, self._log, self._whole = store.connection, store.log, store

    @property
    def acting(self) -> "Invocation":
        """The invocation of the whole load."""
        return self._whole.acting

    @property
    def handle(self) -> str | None:
        """The handle of the whole load."""
        return self._whole.handle

    def keep(self, row: "SQLModel") -> int:
        """File one record and return its id."""
        self._stamp_new(row)
        table = str(row.__tablename__)
        columns = columns_of(type(row))
        given = vars(row)
        values = tuple(stored_form(given.get(name)) for name in columns)
        cursor = self.connection.execute(insert_into(table, columns), values)
        record_id = int(cursor.lastrowid or 0)
        made = bodies(("id", *columns), [(record_id, *values)])
        self.log.write_made(self.acting, table, made)
        return record_id

    @contextmanager
    def savepoint(self, stamp: Stamp | None = None) -> Iterator[Store]:
        """A part that can fail alone, without the session's book-keeping."""
        if stamp is not None:
            with self._whole.savepoint(stamp) as store:
                yield store
            return
        acting = self._whole._acting
        self.connection.execute("SAVEPOINT hasty")
        try:
            yield self
        except BaseException:
            self.connection.execute("ROLLBACK TO hasty")
            self.connection.execute("RELEASE hasty")
            self.log.rolled_back()
            self._whole._acting = acting
            raise
        self.connection.execute("RELEASE hasty")


@cache
def columns_of(model: "type[SQLModel]") -> tuple[str, ...]:
    """The columns of a table but the id, as SQLModel has them."""
    table = model.__table__  # type: ignore[attr-defined]
    return tuple(column.name for column in table.columns if column.name != "id")


def stored_form(value: Any) -> Any:
    """A value as the table keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    return value
