"""Long statements, carried out while the next rows are still being judged."""

import sqlite3
import sys
from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

# Statements with fewer values are done before they could be handed over.
WORTH = 1_000
# So many wait at most: a few megabytes of rows.
WAITING = 8
# Seconds. With Python's usual turns of five milliseconds a statement waits as long for
# its values to be read as it then takes.
TURN = 0.0005
# What `sqlite3.threadsafety` says where one connection may go from thread to thread.
SERIALIZED = 3


class Behind:
    """One transaction's statements, one after another, the long ones in a thread.

    SQLite lets go of the interpreter while it works, so that rows are read and judged
    meanwhile. Nobody else may use the connection until `wait` has returned.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._waiting: deque[Future[Any]] = deque()
        self._thread: ThreadPoolExecutor | None = None
        self._usual = sys.getswitchinterval()
        self._broken: BaseException | None = None

    def put(self, statement: str, values: Sequence[Any]) -> None:
        """Carry it out after all that were put before.

        What one of those ran into is raised here or by `wait`.
        """
        if len(values) < WORTH or sqlite3.threadsafety < SERIALIZED:
            self.wait()
            self._run(statement, values)
            return
        if self._thread is None:
            from concurrent.futures import ThreadPoolExecutor

            self._thread = ThreadPoolExecutor(1, "wioatrack-writing")
            sys.setswitchinterval(TURN)
        self._until(WAITING - 1)
        self._waiting.append(self._thread.submit(self._run, statement, values))

    def _run(self, statement: str, values: Sequence[Any]) -> None:
        """Carry one out, unless one before it could not be.

        A full disk makes SQLite roll the whole transaction back by itself: what came
        after would stand outside it, and stay.
        """
        if self._broken is not None:
            raise self._broken
        try:
            self._connection.execute(statement, values)
        except BaseException as error:
            self._broken = error
            raise

    def wait(self) -> None:
        """Until everything that was put is done."""
        self._until(0)

    def _until(self, left: int) -> None:
        while len(self._waiting) > left:
            self._waiting[0].result()
            self._waiting.popleft()

    def drop(self) -> None:
        """Forget what has not begun, and wait for what has, however it ends."""
        for one in self._waiting:
            one.cancel()
        if self._waiting:
            from concurrent.futures import wait

            wait(self._waiting)
        self._waiting.clear()
        if self._connection.in_transaction:
            self._broken = None

    def close(self) -> None:
        """Drop, and end the thread; more than once does no harm.

        Before a transaction is rolled back, since statements that are still to come
        would find themselves outside it, and would stay. What a Ctrl-C cut off before
        it was among the waiting is known to the thread.
        """
        self.drop()
        if self._thread is not None:
            self._thread.shutdown(cancel_futures=True)
            self._thread = None
            sys.setswitchinterval(self._usual)
