"""A store for loads: the same records and the same log, past the session.

SQLModel's session looks after objects that somebody may still change; a load makes each
record once and never looks at it again. A transaction that is for a load alone does
without SQLAlchemy altogether, and proves which record each names for all of them before
the commit, which costs a quarter of looking at each as it comes.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from wioatrack.store.behind import Behind
from wioatrack.store.bulk import bodies
from wioatrack.store.opening import look_at, opened
from wioatrack.store.settings import PATIENCE, WRITING, plainly
from wioatrack.store.stamp import Stamp
from wioatrack.store.tables import astray, delete, found, insert_into, said, update
from wioatrack.store.writing import Store, begin_immediate

if TYPE_CHECKING:
    from sqlmodel import Session, SQLModel

    from wioatrack.store.changes import Invocation

NO_SESSION = cast("Session", None)


class Hasty(Store):
    """Files records without a session, in a transaction of its own or a store's."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        stamp: Stamp,
        whole: Store | None = None,
        behind: Behind | None = None,
    ) -> None:
        super().__init__(NO_SESSION, stamp)
        self._raw, self._whole, self._behind = connection, whole, behind
        if whole is not None:
            self._log = whole.log

    @classmethod
    def within(cls, store: Store) -> "Hasty":
        """The store itself, or one that files into its transaction."""
        if isinstance(store, cls):
            return store
        return cls(store.connection, store.stamp, store)

    @property
    def connection(self) -> sqlite3.Connection:
        """The DB-API connection, once everything that was put is done."""
        self.wait()
        return super().connection

    def wait(self) -> None:
        """Until everything that was put is done; what it ran into is raised."""
        if self._behind is not None:
            self._behind.wait()

    def put(self, statement: str, values: Sequence[Any]) -> None:
        """Carry out a statement that answers nothing, perhaps a little later."""
        if self._behind is None:
            self.connection.execute(statement, values)
        else:
            self._behind.put(statement, values)

    @property
    def acting(self) -> "Invocation":
        """The invocation of the whole load."""
        return super().acting if self._whole is None else self._whole.acting

    @property
    def handle(self) -> str | None:
        """The handle of the whole load."""
        return super().handle if self._whole is None else self._whole.handle

    def keep(self, row: "SQLModel") -> int:
        """File one record and return its id."""
        self._stamp_new(row)
        table = str(row.__tablename__)
        columns = columns_of(type(row))
        given = vars(row)
        values = tuple(stored_form(given.get(name)) for name in columns)
        cursor = self.connection.execute(insert_into(table, columns), values)
        record_id = int(cursor.lastrowid or 0)
        made = {n: (v,) for n, v in zip(columns, values, strict=True)}
        made["id"] = (record_id,)
        self.log.write_made(self.acting, table, made["id"], bodies(made))
        return record_id

    def change(
        self, model: "type[SQLModel]", record_id: int, /, **values: object
    ) -> None:
        """Give a record new values; what is the same already is no change."""
        from wioatrack.store.changes import Change

        table = str(model.__tablename__)
        before = found(self.connection, table, record_id)
        new = {name: stored_form(value) for name, value in values.items()}
        if all(before[name] == value for name, value in new.items()):
            return
        if "updated_on" in before:
            new.setdefault("updated_on", stored_form(self.stamp.day()))
            new.setdefault("updated_by", self.stamp.user)
        new = {name: v for name, v in new.items() if before[name] != v}
        update(self.connection, table, record_id, new)
        old = {name: before[name] for name in new}
        self.record(Change(table, record_id, "changed", before=old, after=new))

    def remove(self, model: "type[SQLModel]", record_id: int, /) -> None:
        """Take a record away; the log keeps what it was."""
        from wioatrack.store.changes import Change

        table = str(model.__tablename__)
        before = said(found(self.connection, table, record_id))
        delete(self.connection, table, record_id)
        self.record(Change(table, record_id, "removed", before=before))

    def forget_rows(self) -> None:
        """There are none that could be remembered."""

    @contextmanager
    def savepoint(self, stamp: Stamp | None = None) -> Iterator[Store]:
        """A part that can fail alone, without the session's book-keeping."""
        inner = self if stamp is None else self._beside(stamp)
        inner._log = self.log
        outer = self._whole or self
        acting = outer._acting
        self.connection.execute("SAVEPOINT hasty")
        try:
            yield inner
            inner.wait()
        except BaseException:
            if self._behind is not None:
                self._behind.drop()
            # SQLite may have rolled everything back by itself, as for want of room.
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK TO hasty")
                self.connection.execute("RELEASE hasty")
                self.log.rolled_back()
                outer._acting = acting
            raise
        self.connection.execute("RELEASE hasty")

    def _beside(self, stamp: Stamp) -> "Hasty":
        """Another actor in the same transaction."""
        return Hasty(self.connection, stamp, behind=self._behind)

    def prove_references(self) -> None:
        """Refuse to go on where a record written here names one that is not there.

        Raises `sqlite3.IntegrityError`, as SQLite does where it looks at each record.
        """
        if self._log is not None:
            link = astray(self.connection, self._log.touched)
            if link is not None:
                raise sqlite3.IntegrityError(
                    f"{link.table}.{link.column} names no {link.parent}"
                )


@contextmanager
def loading(
    path: Path, stamp: Stamp, *, on_wait: Callable[[], None] = lambda: None
) -> Iterator[Hasty]:
    """As `writing`, for many records that nobody looks at again.

    The write lock is taken at once; nothing has to be imported for it first.
    """
    look_at(path)
    with (
        plainly(path),
        closing(opened(path, patience=PATIENCE, handed_on=True)) as connection,
    ):
        connection.execute(WRITING)
        connection.execute("PRAGMA foreign_keys = OFF")
        begin_immediate(connection, PATIENCE, on_wait)
        try:
            with closing(Behind(connection)) as behind:
                store = Hasty(connection, stamp, behind=behind)
                yield store
                if store.discarded:
                    store.connection.execute("ROLLBACK")
                else:
                    store.prove_references()
                    store.connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


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
