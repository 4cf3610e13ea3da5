"""What is wrong with a row: where, what, why, and what to do. Never an SSN."""

from collections import Counter
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from wioatrack.actions.results import Finding
from wioatrack.entries.fields import Complaint, Field
from wioatrack.entries.kinds import SHOWN, SSN4, withheld
from wioatrack.entries.text import SSN_LIKE, WITHHELD
from wioatrack.errors import Ambiguous, NotFound, NotPermitted, WioatrackError
from wioatrack.lean import dataclass
from wioatrack.vocab import Severity

if TYPE_CHECKING:
    from wioatrack.actions.batches.fixes import Fixes

# Advice beyond so many findings of one rule is counted and no longer listed.
ADVICE_LISTED = 1_000


@dataclass(frozen=True, slots=True)
class Found:
    """One thing wrong with a row, before it is known on which line."""

    rule: str
    message: str
    column: str = ""
    value: str = ""
    severity: str = Severity.SYSTEM
    source: str = ""
    fix: str = ""

    @property
    def blocks(self) -> bool:
        return self.severity != Severity.ADVICE


@dataclass(frozen=True, slots=True)
class RowFinding:
    """One finding as scripts see it; `line` is where the row begins in the file."""

    line: int
    column: str
    value: str
    rule: str
    severity: str
    message: str
    source: str
    fix: str


def shown(column: Field | None, text: Any) -> str:
    """A cell as it may be repeated: shortened, and withheld where it may be an SSN."""
    words = text if isinstance(text, str) else "; ".join(text)
    if SSN_LIKE.search(words) or (column is not None and column.kind is SSN4):
        return WITHHELD if words else ""
    return words if len(words) <= SHOWN else words[:SHOWN] + "\u2026"


def of_complaint(complaint: Complaint, text: Any) -> Found:
    """Words that cannot be read."""
    column = complaint.field
    listed = column.kind.list_name
    return Found(
        "words.readable",
        complaint.message,
        column.name,
        shown(column, text),
        source=f"list {listed}" if listed else "",
        fix=complaint.fix,
    )


def of_missing(column: Field) -> Found:
    """A cell that must not be empty."""
    return Found(
        "words.required",
        f"{column.name} is required, and the cell is empty.",
        column.name,
        fix=f"Fill in {column.name}: {column.help}",
    )


def of_refusal(error: WioatrackError, column: str, value: str) -> Found:
    """What `add` would have refused before any rule was asked."""
    rule = "record.accepted"
    if isinstance(error, Ambiguous):
        rule = "record.ambiguous"
    elif isinstance(error, NotFound):
        rule = "record.found"
    elif isinstance(error, NotPermitted):
        rule = "record.permitted"
    return Found(rule, str(error), column, value, fix=error.hint or "")


def of_finding(finding: Finding, column: str, value: str) -> Found:
    """What a rule says, as `add` says it."""
    return Found(
        finding.rule,
        finding.message,
        column,
        value,
        finding.severity,
        finding.source,
        finding.fix,
    )


@dataclass(slots=True)
class Findings:
    """All findings of a load, by line; and how many each column has."""

    listed: list[RowFinding] = field(default_factory=list)
    totals: Counter[str] = field(default_factory=Counter)
    advice: Counter[str] = field(default_factory=Counter)
    # The records of rows that were filed, by the place of what is said of them.
    _made: dict[int, int] = field(default_factory=dict)

    def enough(self, rule: str) -> bool:
        """Whether further advice of this rule is only counted."""
        return self.advice[rule] >= ADVICE_LISTED

    def add(self, line: int, found: Found, record_id: int | None = None) -> None:
        """Keep one; advice is cut off where a list would help nobody."""
        self.totals[found.column or found.rule] += 1
        if not found.blocks:
            self.advice[found.rule] += 1
            if self.advice[found.rule] > ADVICE_LISTED:
                return
        if record_id and found.fix:
            self._made[len(self.listed)] = record_id
        self.listed.append(
            RowFinding(
                line,
                found.column,
                found.value,
                found.rule,
                found.severity,
                withheld(found.message),
                found.source,
                withheld(found.fix),
            )
        )

    def settle(self, fixes: "Fixes", *, stays: bool) -> None:
        """Name the records that were made in what mends them, if they are to stay."""
        for place, record_id in self._made.items():
            one = self.listed[place]
            fix = (
                fixes.numbered(one.fix, record_id)
                if stays
                else fixes.taken_back(one.fix)
            )
            self.listed[place] = replace(one, fix=fix)
        self._made.clear()
