"""Writing: through SQLModel, with the change log, all of it or nothing."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from wioatrack.store.opening import look_at, opened
from wioatrack.store.reading import Snapshot
from wioatrack.store.settings import PATIENCE, WRITING, plainly, refusal_for
from wioatrack.store.stamp import Stamp

if TYPE_CHECKING:
    from sqlmodel import Session, SQLModel

    from wioatrack.store.changes import Change, ChangeLog, Head, Invocation

FIRST_WAIT = 1.0
ACTS = ("created", "updated", "recorded", "requested", "changed", "added", "waived")


class Store(Snapshot):
    """A database in the middle of one write: it answers as a snapshot does, and keeps.

    The write lock is taken at the first question or record, so that modules imported
    before it are loaded while nobody waits.
    """

    def __init__(self, session: "Session", stamp: Stamp) -> None:
        self._session = session
        self._stamp = stamp
        self._raw: sqlite3.Connection | None = None
        self._log: ChangeLog | None = None
        self._acting: Invocation | None = None
        self._undoes: int | None = None
        self._discarded = False

    @property
    def connection(self) -> sqlite3.Connection:
        """The DB-API connection of this transaction, which BEGIN IMMEDIATE began."""
        if self._raw is None:
            raw: Any = self._session.connection().connection.driver_connection
            self._raw = raw
        return self._raw

    @property
    def stamp(self) -> Stamp:
        """Who acts."""
        return self._stamp

    @property
    def log(self) -> "ChangeLog":
        """The change log of this transaction."""
        if self._log is None:
            from wioatrack.store.changes import ChangeLog

            self._log = ChangeLog(self.connection, self.put)
        return self._log

    @property
    def began(self) -> int | None:
        """Where the log stood before this transaction wrote to it; none if it did not."""
        return None if self._log is None else self._log.began

    @property
    def head(self) -> "Head":
        """The newest entry of the change log."""
        return self.log.head

    @property
    def acting(self) -> "Invocation":
        """The invocation that the changes are logged under."""
        if self._acting is None:
            self._acting = self.log.begin(self._stamp, self._undoes)
        return self._acting

    @property
    def invocation(self) -> int:
        """The number of the invocation."""
        return self.acting.id

    @property
    def handle(self) -> str | None:
        """What `undo` takes to take this back; none while nothing was written."""
        return None if self._acting is None else str(self._acting.id)

    def keep(self, row: "SQLModel") -> int:
        """File one record and return its id."""
        from wioatrack.store.changes import Change
        from wioatrack.store.tables import found, said

        connection, noun = self.connection, str(row.__tablename__)
        self._stamp_new(row)
        self._session.add(row)
        self._session.flush()
        record_id: int = row.id  # type: ignore[attr-defined]
        after = said(found(connection, noun, record_id))
        self.record(Change(noun, record_id, "created", after=after))
        return record_id

    def change(
        self, model: "type[SQLModel]", record_id: int, /, **values: object
    ) -> None:
        """Give a record new values; what is the same already is no change."""
        from wioatrack.store.changes import Change
        from wioatrack.store.tables import found

        connection, noun = self.connection, str(model.__tablename__)
        before = found(connection, noun, record_id)
        row: Any = self._session.get(model, record_id)
        new = {n: value for n, value in values.items() if getattr(row, n) != value}
        if not new:
            return
        if "updated_on" in model.model_fields:
            new.setdefault("updated_on", self._stamp.day())
            new.setdefault("updated_by", self._stamp.user)
        for name, value in new.items():
            setattr(row, name, value)
        self._session.flush()
        after = found(connection, noun, record_id)
        changed = [name for name in after if after[name] != before[name]]
        self.record(
            Change(
                noun,
                record_id,
                "changed",
                before={name: before[name] for name in changed},
                after={name: after[name] for name in changed},
            )
        )

    def remove(self, model: "type[SQLModel]", record_id: int, /) -> None:
        """Take a record away; the log keeps what it was."""
        from wioatrack.store.changes import Change
        from wioatrack.store.tables import found, said

        connection, noun = self.connection, str(model.__tablename__)
        before = said(found(connection, noun, record_id))
        self._session.delete(self._session.get(model, record_id))
        self._session.flush()
        self.record(Change(noun, record_id, "removed", before=before))

    def record(self, *changes: "Change") -> None:
        """Write to the change log what was done to records."""
        self.log.write(self.acting, changes)

    def rollback_only(self) -> None:
        """Do the real thing to the end, then take all of it back (a dry run)."""
        self._discarded = True

    def undoing(self, invocation: int) -> None:
        """Say that what follows takes back an earlier invocation."""
        self._undoes = invocation

    def forget_rows(self) -> None:
        """Rows were changed past SQLModel: read them anew when asked."""
        self._session.expire_all()

    @contextmanager
    def savepoint(self, stamp: Stamp | None = None) -> Iterator["Store"]:
        """A part that can fail alone: inside this transaction, all of it or nothing.

        With a stamp, it is an invocation of its own with its own undo handle.
        """
        log = self.log
        inner = self if stamp is None else self._beside(stamp)
        acting = inner._acting
        try:
            with self._session.begin_nested():
                yield inner
        except BaseException:
            log.rolled_back()
            inner._acting = acting
            raise

    def put(self, statement: str, values: Sequence[Any]) -> None:
        """Carry out a statement that answers nothing."""
        self.connection.execute(statement, values)

    def wait(self) -> None:
        """Until everything that was put is done; here it is at once."""

    @property
    def discarded(self) -> bool:
        """Whether all of it is to be taken back at the end."""
        return self._discarded

    def _beside(self, stamp: Stamp) -> Self:
        """Another actor in the same transaction."""
        other = type(self)(self._session, stamp)
        other._raw, other._log = self.connection, self.log
        return other

    def _stamp_new(self, row: "SQLModel") -> None:
        """Fill in who and when, where the record shows it and nobody said."""
        columns = type(row).model_fields
        for act in ACTS:
            if f"{act}_on" in columns and getattr(row, f"{act}_on") is None:
                setattr(row, f"{act}_on", self._stamp.day())
            if f"{act}_by" in columns and getattr(row, f"{act}_by") is None:
                setattr(row, f"{act}_by", self._stamp.user)


@contextmanager
def writing(
    path: Path,
    stamp: Stamp,
    *,
    patience: float = PATIENCE,
    on_wait: Callable[[], None] = lambda: None,
) -> Iterator[Store]:
    """Everything inside happens or nothing does, and nobody else writes meanwhile.

    `on_wait` is called once when another process holds the lock for over a second.
    """
    look_at(path)
    from sqlalchemy import NullPool, event
    from sqlalchemy.exc import DBAPIError
    from sqlmodel import Session, create_engine

    def connect() -> sqlite3.Connection:
        connection = opened(path, patience=patience)
        with plainly(path):
            connection.execute(WRITING)
        return connection

    def begin(connection: Any) -> None:
        begin_immediate(connection.connection.driver_connection, patience, on_wait)

    engine = create_engine(
        "sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True
    )
    event.listen(engine, "begin", begin)
    try:
        with plainly(path), Session(engine, expire_on_commit=False) as session:
            store = Store(session, stamp)
            yield store
            if store.discarded:
                session.rollback()
            else:
                session.commit()
    except DBAPIError as error:
        refusal = None if error.orig is None else refusal_for(error.orig, path)
        if refusal is None:
            raise
        raise refusal from error


def begin_immediate(
    connection: sqlite3.Connection, patience: float, on_wait: Callable[[], None]
) -> None:
    """Take the write lock before anything is read.

    A check and its write must not be split by another process; without this, two in
    three updates of four racing processes were lost without an error.
    """
    first = min(patience, FIRST_WAIT)
    connection.execute(f"PRAGMA busy_timeout = {round(first * 1000)}")
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        code = error.sqlite_errorcode & 0xFF
        if code != sqlite3.SQLITE_BUSY or patience <= first:
            raise
        on_wait()
        connection.execute(f"PRAGMA busy_timeout = {round((patience - first) * 1000)}")
        connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA busy_timeout = {round(patience * 1000)}")
