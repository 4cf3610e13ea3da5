"""Which file may be given to `--failed`: none that anybody would miss."""

import json
import os
import re
import sys
from pathlib import Path

from wioatrack.errors import BadEntry, FileProblem, StoreExists
from wioatrack.store.surroundings import belongs_to

# The first line of a file of failed rows, whatever parts its cells.
HEADER = re.compile(r'\ufeff?"?import_line"?(.)"?import_findings"?(?:\1|[\r\n]|$)')
# No line of a file of failed rows is looked at beyond so many bytes.
LONGEST_LINE = 16 << 20


def failed_file(name: str, source: str, database: Path | None) -> Path:
    """The file that a name means, which may be a link to it.

    It has the place of nothing, of an empty file, or of earlier failed rows. Raises
    `BadEntry` for the file that is loaded and what belongs to the database, and what
    `require_replaceable` raises.
    """
    path = Path(name).resolve()
    if path.is_file() and is_loaded(source, path):
        raise BadEntry("--failed names the file that is loaded.", "Name another file.")
    if database is not None and belongs_to(database, path):
        raise BadEntry(
            "--failed names the database or a file of it.", "Name another file."
        )
    require_replaceable(path, name)
    if name == "-":
        raise BadEntry(
            "--failed takes the name of a file.", "Leave it out, or name one."
        )
    return path


def require_replaceable(path: Path, name: str) -> None:
    """Refuse what is there, unless it is empty or holds the failed rows of a load.

    Raises `StoreExists`, as an export does, and `FileProblem` for what is no file, as
    a folder or a device, and what cannot be looked into.
    """
    if path.is_dir():
        raise FileProblem(name, "--failed names a folder")
    if not path.exists():
        return
    if not path.is_file():
        raise FileProblem(name, "--failed names what is no file")
    try:
        taken = path.stat().st_size == 0 or holds_failed_rows(path)
    except OSError as error:
        raise FileProblem(name, error.strerror or "no") from error
    if not taken:
        raise StoreExists(
            path.name,
            "Name another file by --failed, or move that one away: only an empty one "
            "and earlier failed rows are replaced.",
        )


def holds_failed_rows(path: Path) -> bool:
    """Whether a file begins as `--failed` writes it: as CSV, or as JSON lines.

    Lines that are no object stand among the latter as they stood in what was loaded.
    """
    with path.open("rb") as file:
        first = file.readline(LONGEST_LINE)
        if HEADER.match(first.decode(errors="replace")):
            return True
        file.seek(0)
        while line := file.readline(LONGEST_LINE):
            try:
                # A number may have more digits than Python takes.
                row = json.loads(line.removeprefix(b"\xef\xbb\xbf"), parse_int=str)
            except (ValueError, RecursionError):
                continue
            if isinstance(row, dict):
                return "import_line" in row
    return False


def is_loaded(source: str, path: Path) -> bool:
    """Whether a file is the one that is loaded, by its name or as standard input."""
    try:
        if source == "-":
            return os.path.samestat(os.fstat(sys.stdin.fileno()), path.stat())
        return path.samefile(source)
    except (OSError, ValueError, AttributeError):
        # Standard input may be closed, or no file of the system at all.
        return False
