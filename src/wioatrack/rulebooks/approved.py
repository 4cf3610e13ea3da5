"""`credentials/*.csv`: the approved credential by occupation, and occupations."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NoReturn

from wioatrack.lean import dataclass
from wioatrack.rulebooks.root import data_root
from wioatrack.rulebooks.search import folded

COLUMNS = (
    "occupation",
    "approved_credential",
    "issuer",
    "soc_code",
    "needs_review",
    "note",
)
OCCUPATION_COLUMNS = ("soc_code", "title", "level")
LEVELS = ("0", "1", "2", "3")


@dataclass(frozen=True, slots=True)
class ApprovedCredential:
    """One printed row. The list says of itself that it is not complete."""

    occupation: str
    approved_credential: str
    issuer: str
    soc_code: str
    needs_review: bool
    note: str
    row: int


@dataclass(frozen=True, slots=True)
class Occupation:
    """One title; levels 0 to 2 are groups, level 3 is a single occupation."""

    soc_code: str
    title: str
    level: int


@cache
def load_approved(root: Path | None = None) -> tuple[ApprovedCredential, ...]:
    """All rows in printed order."""
    file = (root or data_root()) / "credentials" / "approved.csv"
    found = []
    for at, cells in _rows(file, COLUMNS):
        occupation, credential, issuer, soc, review, note = cells
        if not occupation or not credential:
            _refuse(file, at, "occupation and credential may not be empty")
        if review not in ("yes", ""):
            _refuse(file, at, "needs_review is `yes` or empty")
        found.append(
            ApprovedCredential(
                occupation, credential, issuer, soc, review == "yes", note, at - 1
            )
        )
    return tuple(found)


@cache
def load_occupations(root: Path | None = None) -> tuple[Occupation, ...]:
    """All titles of the Standard Occupational Classification, in its order."""
    file = (root or data_root()) / "credentials" / "occupations.csv"
    found = []
    for at, (code, title, level) in _rows(file, OCCUPATION_COLUMNS):
        if level not in LEVELS:
            _refuse(file, at, f"level is one of {', '.join(LEVELS)}")
        found.append(Occupation(code, title, int(level)))
    return tuple(found)


def _rows(file: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of every row below the header."""
    import csv

    try:
        with open(file, encoding="utf-8", newline="") as opened:
            lines = list(csv.reader(opened, strict=True))
    except FileNotFoundError:
        _refuse(file, 0, "there is no such file")
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        _refuse(file, 0, f"cannot be read: {problem}")
    if not lines or tuple(lines[0]) != columns:
        _refuse(file, 1, f"the columns must be {', '.join(columns)}")
    for at, cells in enumerate(lines[1:], 2):
        if len(cells) != len(columns):
            _refuse(file, at, f"{len(columns)} cells are expected")
        yield at, cells


def _refuse(file: Path, line: int, reason: str) -> NoReturn:
    from wioatrack.rulebooks.checked.files import refuse

    refuse(file, f"line {line}" if line else "", reason)


@cache
def load_general(root: Path | None = None) -> tuple[str, ...]:
    """Names of credentials that certify general safety, hygiene or work readiness."""
    file = (root or data_root()) / "credentials" / "general.csv"
    return tuple(name for _, (name, _) in _rows(file, ("name", "note")))


@cache
def generic_words(root: Path | None = None) -> frozenset[str]:
    """Words of the list that say what sort of thing it is and not which."""
    file = (root or data_root()) / "credentials" / "generic-words.txt"
    try:
        return frozenset(file.read_text(encoding="utf-8").split())
    except (OSError, UnicodeDecodeError) as problem:
        _refuse(file, 0, f"cannot be read: {problem}")


def occupation_key(occupation: str) -> str:
    """What makes two printed occupations one: case and a last s aside."""
    return folded(occupation).removesuffix("s")
