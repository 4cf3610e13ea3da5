"""What a database holds, in figures, and the anchor of its log."""

import sqlite3
from contextlib import closing
from pathlib import Path

from wioatrack.errors import BadEntry
from wioatrack.lean import dataclass
from wioatrack.store import documents, tables
from wioatrack.store.changes import Head, newest
from wioatrack.store.opening import connected
from wioatrack.store.settings import READING, VERSION, plainly


@dataclass(frozen=True, slots=True)
class Inventory:
    """The file, its version, how it is written, and how much is in it."""

    path: Path
    version: int
    known_version: int
    sqlite_version: str
    journal: str
    size: int
    documents: int
    documents_size: int
    counts: dict[str, int]
    head: Head


def info(path: Path) -> Inventory:
    """The figures of a database of any version of ours."""
    with closing(connected(path)) as connection, plainly(path):
        connection.execute(READING)
        connection.execute("BEGIN")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
        counts = {
            table: connection.execute(tables.count_of(table)).fetchone()[0]
            for table in tables.logged_tables(connection)
        }
        head = newest(connection) if version else Head()
    folder = documents.folder_of(path)
    sizes = [f.stat().st_size for f in folder.iterdir()] if folder.is_dir() else []
    return Inventory(
        path=path,
        version=version,
        known_version=VERSION,
        sqlite_version=sqlite3.sqlite_version,
        journal=journal,
        size=path.stat().st_size,
        documents=len(sizes),
        documents_size=sum(sizes),
        counts=counts,
        head=head,
    )


def read_anchor(text: str) -> Head:
    """An anchor as `db info` prints it: the sequence number and the hash."""
    words = text.split()
    if len(words) >= 2:
        number, mark = words[0], words[1]
        right = number.isascii() and number.isdigit() and len(number) < 18
        if right and len(mark) == 64 and set(mark) <= set("0123456789abcdef"):
            return Head(int(number), mark)
    raise BadEntry(
        "anchor: the file holds no anchor.", "`wioatrack db info` prints the line."
    )
