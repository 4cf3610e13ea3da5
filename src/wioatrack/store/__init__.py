"""The SQLite file: asked in SQL, written through SQLModel, one transaction at a time.

Reading stays quick because asking needs nothing but the standard library; SQLModel is
imported when somebody means to write. What is done to the file as a whole (backups,
checks, migrations, purges, kept documents) lives in modules of its own, imported where
it is needed.
"""

from pathlib import Path

from wioatrack.store.reading import Answers, Row, Snapshot, reading
from wioatrack.store.stamp import Stamp
from wioatrack.store.writing import Store, writing


def create(path: Path) -> None:
    """Make a new, empty database; see `wioatrack.store.making`."""
    from wioatrack.store import making

    making.create(path)


__all__ = [
    "Answers",
    "Row",
    "Snapshot",
    "Stamp",
    "Store",
    "create",
    "reading",
    "writing",
]
