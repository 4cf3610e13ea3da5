"""Which backups were made of a database: a list beside it, in a file of its own.

It is no part of the database: a backup must not change what it copies, and a restored
database must still know what was made since.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from wioatrack.lean import dataclass
from wioatrack.store.making import OWNER_ONLY
from wioatrack.store.opening import NO_FOLLOW


@dataclass(frozen=True, slots=True)
class Made:
    """One backup: where it was put, when, and how far the change log went then."""

    file: str
    made_at: str
    verified: bool
    anchor: str

    @property
    def path(self) -> Path:
        return Path(self.file)

    @property
    def age(self) -> int:
        """Whole days since it was made."""
        return (datetime.now(UTC) - datetime.fromisoformat(self.made_at)).days


def register_of(path: Path) -> Path:
    """Where the list of a database's backups is."""
    return path.with_name(f"{path.name}.backups")


def enter(path: Path, to: Path, *, verified: bool, anchor: str) -> Made:
    """Write down that a backup was made."""
    now = datetime.now(UTC).isoformat("T", "seconds")
    made = Made(str(to.absolute()), now, verified, anchor)
    flags = os.O_CREAT | os.O_WRONLY | os.O_APPEND | NO_FOLLOW
    descriptor = os.open(register_of(path), flags, OWNER_ONLY)
    try:
        os.write(descriptor, (json.dumps(asdict(made)) + "\n").encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return made


def made(path: Path) -> tuple[Made, ...]:
    """The backups that were made, oldest first; a line that was cut short is none."""
    return tuple(_lines(register_of(path)))


def _lines(file: Path) -> Iterator[Made]:
    try:
        text = file.read_text(encoding="utf-8")
    except OSError:
        return
    for line in text.splitlines():
        try:
            yield Made(**json.loads(line))
        except (ValueError, TypeError):
            continue


def copies(path: Path) -> tuple[Path, ...]:
    """Every copy that is known and still there: backups, replaced and older files."""
    named = {entry.path for entry in made(path)}
    beside = {
        file
        for word in ("replaced", "before-version")
        for file in path.parent.glob("*")
        if file.name.startswith(f"{path.name}.{word}-")
        and not file.name.endswith("-journal")
    }
    return tuple(sorted(file for file in named | beside if file.is_file()))
