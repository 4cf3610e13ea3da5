"""`credentials/approved.csv`: the approved credential by occupation, 82 rows."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

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


@cache
def load_approved(root: Path | None = None) -> tuple[ApprovedCredential, ...]:
    """All rows in printed order."""
    import csv

    from wioatrack.rulebooks.checked.files import refuse

    file = (root or data_root()) / "credentials" / "approved.csv"
    try:
        with open(file, encoding="utf-8", newline="") as opened:
            lines = list(csv.reader(opened, strict=True))
    except FileNotFoundError:
        refuse(file, "", "there is no such file")
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        refuse(file, "", f"cannot be read: {problem}")
    if not lines or tuple(lines[0]) != COLUMNS:
        refuse(file, "line 1", f"the columns must be {', '.join(COLUMNS)}")
    found = []
    for at, cells in enumerate(lines[1:], 2):
        if len(cells) != len(COLUMNS):
            refuse(file, f"line {at}", f"{len(COLUMNS)} cells are expected")
        occupation, credential, issuer, soc, review, note = cells
        if not occupation or not credential:
            refuse(file, f"line {at}", "occupation and credential may not be empty")
        if review not in ("yes", ""):
            refuse(file, f"line {at}", "needs_review is `yes` or empty")
        found.append(
            ApprovedCredential(
                occupation, credential, issuer, soc, review == "yes", note, at - 1
            )
        )
    return tuple(found)


def occupation_key(occupation: str) -> str:
    """What makes two printed occupations one: case and a last s aside."""
    return folded(occupation).removesuffix("s")
