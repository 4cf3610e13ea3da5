"""Files that a command writes: case data, so only their owner may read them."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from wioatrack.errors import BadEntry, FileProblem, StoreExists, StoreProblem

OWNER_ONLY = 0o600
# How every SQLite database begins (its file format, section 1.3).
DATABASE = b"SQLite format 3\x00"


def require_unused(path: Path, *, replace: bool) -> None:
    """Refuse a name that something has already, unless it is a file to be replaced.

    An empty file, such as a script makes to have the name, holds nothing to lose.
    Raises `StoreExists`, as a backup does, and `FileProblem` for what is no file, such
    as a device. A folder is refused when it is written to.
    """
    if path.is_dir() or not (path.exists() or path.is_symlink()):
        return
    if path.exists() and not path.is_file():
        raise FileProblem(str(path), "it is no file; - is standard output")
    require_no_database(path)
    if not replace and (path.is_symlink() or path.stat().st_size):
        raise StoreExists(
            path.name,
            "Name another; --replace takes its place, and the old one is lost.",
        )


def require_no_database(path: Path) -> None:
    """Refuse the name of a database, which nothing that is printed may replace."""
    try:
        with path.open("rb") as there:
            begins = there.read(len(DATABASE))
    except OSError:
        return
    if begins == DATABASE:
        raise StoreExists(path.name, "It is a database. Name another file.")


def written(path: Path, text: str) -> dict[str, Any]:
    """Write a file whole or not at all, and say where it is and how large.

    Written beside and moved into place, so that a full disk leaves the old one.
    """
    if not path.name:
        raise BadEntry(
            f"{str(path)!r} is no name of a file.", "Name the file too: folder/name."
        )
    require_no_database(path)
    body = text.encode("utf-8")
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
        with os.fdopen(os.open(beside, flags, OWNER_ONLY), "wb") as opened:
            opened.write(body)
        os.replace(beside, path)
    except OSError as problem:
        with suppress(OSError):
            beside.unlink()
        raise StoreProblem(
            f"{path.name} cannot be written: {problem.strerror}.",
            "Name a file in a folder that you may write to.",
        ) from problem
    return {"file": str(path), "bytes": len(body)}
