"""The change log: what a transaction writes beside its records.

Every entry's hash covers the one before, its invocation (who, when, by which command)
and the digest of its payload. The payload stands apart with a salt of its own, so that
a purge can blank it while the chain still proves itself.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from wioatrack import __version__
from wioatrack.lean import dataclass
from wioatrack.store.stamp import Stamp
from wioatrack.store.tables import portioned

GENESIS = "0" * 64
AS_TEXT = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
NEWEST_INVOCATION = "SELECT coalesce(max(id), 0) FROM invocation"
NEWEST_CHANGE = "SELECT seq, hash FROM change ORDER BY seq DESC LIMIT 1"
ADD_INVOCATION = (
    "INSERT INTO invocation (id, at, user, account, command, version, undoes) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
ENTRY = (
    "seq", "invocation_id", "noun", "record_id", "kind", "payload_digest", "hash",
)  # fmt: skip
PAYLOAD = ("seq", "salt", "body")


@dataclass(frozen=True, slots=True)
class Head:
    """How far the log goes: the anchor that somebody keeps elsewhere."""

    seq: int = 0
    hash: str = GENESIS

    def __str__(self) -> str:
        return f"{self.seq} {self.hash}"


@dataclass(frozen=True, slots=True)
class Invocation:
    """One run of a command; its number is the undo handle."""

    id: int
    at: str
    user: str
    account: str
    command: str
    version: str
    undoes: int | None = None

    def sealed(self) -> str:
        """The text that the hash of each of its changes covers."""
        return written(
            [
                self.id,
                self.at,
                self.user,
                self.account,
                self.command,
                self.version,
                self.undoes,
            ]
        )


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one record; values as they are stored."""

    noun: str
    record_id: int
    kind: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None

    def body(self) -> str:
        """The payload: only what there is to say."""
        parts = {"before": self.before, "after": self.after}
        return written({name: part for name, part in parts.items() if part is not None})


class ChangeLog:
    """The log in the middle of one transaction.

    `touched` are the tables that were written to, each with the least id of a record;
    what went back since may still be among them. `put` carries statements out, in
    order; by default the connection itself does.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        put: Callable[[str, Sequence[Any]], object] | None = None,
    ) -> None:
        self._connection = connection
        self._put = put or connection.execute
        self._head: Head | None = None
        self._began: int | None = None
        self.touched: dict[str, int] = {}

    @property
    def head(self) -> Head:
        """The newest entry."""
        if self._head is None:
            self._head = newest(self._connection)
            if self._began is None:
                self._began = self._head.seq
        return self._head

    @property
    def began(self) -> int | None:
        """Where the log stood when this transaction first looked at it, if it did."""
        return self._began

    def begin(self, stamp: Stamp, undoes: int | None = None) -> Invocation:
        """Write down who begins to act."""
        (last,) = self._connection.execute(NEWEST_INVOCATION).fetchone()
        invocation = Invocation(
            last + 1,
            stamp.moment(),
            stamp.user,
            stamp.account,
            stamp.command,
            __version__,
            undoes,
        )
        self._connection.execute(
            ADD_INVOCATION,
            (
                invocation.id,
                invocation.at,
                invocation.user,
                invocation.account,
                invocation.command,
                invocation.version,
                invocation.undoes,
            ),
        )
        return invocation

    def write(self, invocation: Invocation, changes: Iterable[Change]) -> None:
        """Append the changes to the chain, in order."""
        entries = [(c.noun, c.record_id, c.kind, c.body()) for c in changes]
        for noun, record_id, _, _ in entries:
            self._touch(noun, record_id)
        self._append(invocation, entries)

    def write_made(
        self,
        invocation: Invocation,
        noun: str,
        ids: Sequence[int],
        bodies: Sequence[str],
    ) -> None:
        """Append new records of one table, at least one, by ids and payloads."""
        self._touch(noun, min(ids))
        made = zip(ids, bodies, strict=True)
        self._append(invocation, [(noun, id, "created", body) for id, body in made])

    def _touch(self, noun: str, record_id: int) -> None:
        self.touched[noun] = min(record_id, self.touched.get(noun, record_id))

    def _append(
        self, invocation: Invocation, changes: list[tuple[str, int, str, str]]
    ) -> None:
        seal, head = invocation.sealed(), self.head
        seq, last = head.seq, head.hash
        drawn = os.urandom(16 * len(changes)).hex()
        entries: list[int | str] = []
        payloads: list[int | str] = []
        for place, (noun, record_id, kind, body) in enumerate(changes):
            seq += 1
            salt = drawn[32 * place : 32 * place + 32]
            digest = payload_digest(salt, body)
            last = entry_hash(last, seq, noun, record_id, kind, digest, seal)
            entries += (seq, invocation.id, noun, record_id, kind, digest, last)
            payloads += (seq, salt, body)
        for table, columns, values in (
            ("change", ENTRY, entries),
            ("change_payload", PAYLOAD, payloads),
        ):
            for statement, some in portioned(table, columns, values):
                self._put(statement, some)
        self._head = Head(seq, last)

    def rolled_back(self) -> None:
        """A savepoint went back: what was the newest entry may be gone."""
        self._head = None


def newest(connection: sqlite3.Connection) -> Head:
    """The end of the chain as stored."""
    row = connection.execute(NEWEST_CHANGE).fetchone()
    return Head() if row is None else Head(*row)


def written(value: object) -> str:
    """The one way a value is written into the log."""
    return AS_TEXT.encode(value)


def payload_digest(salt: str, body: str) -> str:
    """What of a payload goes into the chain."""
    return hashlib.sha256(f"{salt}{body}".encode()).hexdigest()


def entry_hash(
    last: str, seq: int, noun: str, record_id: int, kind: str, digest: str, seal: str
) -> str:
    """The hash of one entry; the free text comes last and is JSON, so nothing blurs."""
    text = f"{last}\n{seq}\n{noun}\n{record_id}\n{kind}\n{digest}\n{seal}"
    return hashlib.sha256(text.encode()).hexdigest()
