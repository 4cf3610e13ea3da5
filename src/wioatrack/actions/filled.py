"""Files that were filled in beside the program: one table of one kind of row.

A sheet of attendance, a cohort's statuses, a payroll: each has an entry class whose
fields are the columns, read by the same kinds as the options of a command. A file is
taken whole or not at all, with a finding for everything that is wrong in it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from difflib import get_close_matches
from typing import Any, Generic, TypeVar

from wioatrack.actions.batches.files import given
from wioatrack.actions.batches.rows import csv_records
from wioatrack.actions.desk import Desk
from wioatrack.actions.results import Finding, Refused
from wioatrack.entries.cells import unguarded
from wioatrack.entries.fields import Field, fields_of, missing_of, read_words
from wioatrack.errors import BadEntry
from wioatrack.lean import dataclass
from wioatrack.rules.outcome import Outcome
from wioatrack.vocab import Severity, Verdict

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Line(Generic[Entry]):
    """A row that could be read, and the line of the file on which it begins."""

    number: int
    entry: Entry


@dataclass(slots=True)
class Filled(Generic[Entry]):
    """What a file holds: its rows, its hash, and what is wrong with it."""

    sha256: str
    lines: list[Line[Entry]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def refused(self) -> Refused | None:
        """The refusal, if a row cannot be taken."""
        wrong = [one for one in self.findings if one.severity != Severity.ADVICE]
        if not wrong:
            return None
        more = f"{len(wrong)} things are wrong in the file; nothing was written."
        error = wrong[0].message if len(wrong) == 1 else more
        return Refused(error, tuple(self.findings))


def read_filled(
    desk: Desk,
    name: str,
    entry: type[Entry],
    *,
    beside: Iterable[str] = (),
    blank: Callable[[dict[str, str]], bool] = lambda words: False,
) -> Filled[Entry]:
    """The rows of a CSV file, `-` for standard input.

    `beside` are columns that are for people and are passed over; `blank` says which
    rows nobody filled in. Raises `BadEntry` where the header cannot be used.
    """
    with given(name) as file:
        filled: Filled[Entry] = Filled(file.sha256)
        records = csv_records(file.lines(), ",")
        columns = header(next(records, (1, []))[1], fields_of(entry), set(beside))
        for number, words in worded(filled, records, columns):
            if not blank(words):
                keep(filled, desk, entry, number, words)
    return filled


def header(cells: list[str], known: tuple[Field, ...], beside: set[str]) -> list[str]:
    """The column of each cell of the first line; empty for one to pass over."""
    fields = {one.name for one in known}
    names = [
        "_".join(cell.strip().casefold().replace("-", " ").split()) for cell in cells
    ]
    unknown = [name for name in names if name and name not in fields | beside]
    if unknown or not any(name in fields for name in names):
        near = [hit for name in unknown for hit in get_close_matches(name, fields, 1)]
        wanted = ", ".join(one.name for one in known)
        raise BadEntry(
            f"The header has unknown columns: {', '.join(unknown) or 'all'}.",
            f"Did you mean {', '.join(near)}?" if near else f"Columns: {wanted}.",
        )
    doubled = {name for name in names if name in fields and names.count(name) > 1}
    if doubled:
        raise BadEntry(f"The header has a column twice: {', '.join(sorted(doubled))}.")
    lacking = [one.name for one in known if one.required and one.name not in names]
    if lacking:
        raise BadEntry(f"The header lacks required columns: {', '.join(lacking)}.")
    return ["" if name in beside and name not in fields else name for name in names]


def worded(
    filled: Filled[Entry],
    records: Iterator[tuple[int, list[str]]],
    columns: list[str],
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows as words by column; one with too many or too few cells is a finding."""
    for number, cells in records:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(columns):
            filled.findings.append(
                found(
                    number,
                    "row.cells",
                    f"{len(cells)} cells; the header has {len(columns)}.",
                )
            )
            continue
        yield (
            number,
            {
                column: unguarded(cell).strip()
                for column, cell in zip(columns, cells, strict=True)
                if column and cell.strip()
            },
        )


def keep(
    filled: Filled[Entry],
    desk: Desk,
    entry: type[Entry],
    number: int,
    words: dict[str, str],
) -> None:
    """The row as an entry, or a finding for each cell that cannot be read."""
    columns = fields_of(entry)
    values: dict[str, Any]
    values, complaints = read_words(columns, words, desk.lists, desk.today)
    for one in complaints:
        said = f"{one.field.name}: {one.message}"
        filled.findings.append(found(number, "words.readable", said, one.fix))
    missing = missing_of(columns, words)
    for column in missing:
        said = f"{column.name} is empty."
        filled.findings.append(found(number, "words.required", said))
    if not complaints and not missing:
        filled.lines.append(Line(number, entry(**values)))


def found(number: int, rule: str, message: str, fix: str = "") -> Finding:
    """Something wrong with a row, beside what the rules say of it."""
    return Finding(
        rule, Severity.SYSTEM, Verdict.NOT_MET, f"Line {number}: {message}", "", fix
    )


def of_outcome(number: int, outcome: Outcome) -> Finding:
    """What a rule says of the row on a line."""
    one = Finding.of(outcome)
    return Finding(
        one.rule,
        one.severity,
        one.verdict,
        f"Line {number}: {one.message}",
        one.source,
        one.fix,
    )
