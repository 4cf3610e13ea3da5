"""What an action answers: done or refused, each with its findings."""

from collections.abc import Iterable
from dataclasses import field
from typing import Any

from wioatrack.errors import ReturnCode
from wioatrack.lean import dataclass
from wioatrack.rules.checklist import Item
from wioatrack.rules.outcome import Outcome

Record = dict[str, Any]
ISO = "iso"


@dataclass(frozen=True, slots=True)
class Finding:
    """One outcome that is not met or lacks a fact, as scripts and people see it.

    `source` is the title of the first citation; `fix` the command that clears it. The
    message has ISO days; people are shown them in `date_style`.
    """

    rule: str
    severity: str
    verdict: str
    message: str
    source: str = ""
    fix: str = ""
    date_style: str = ISO

    @classmethod
    def of(cls, outcome: Outcome) -> "Finding":
        return cls(
            outcome.rule,
            outcome.severity,
            outcome.verdict,
            outcome.message,
            source_of(outcome),
            outcome.fix,
            outcome.date_style,
        )


def source_of(outcome: Outcome) -> str:
    """Where the rule is written: its first citation, with the section."""
    if not outcome.citations:
        return ""
    first = outcome.citations[0]
    return f"{first.title}, {first.section}" if first.section else first.title


def findings_of(outcomes: Iterable[Outcome]) -> tuple[Finding, ...]:
    """The outcomes that speak, as findings, in the order given."""
    return tuple(Finding.of(outcome) for outcome in outcomes if outcome.speaks)


@dataclass(frozen=True, slots=True)
class Done:
    """The record as it now is, what did not block it, and how to take it back."""

    noun: str
    record: Record
    undo: str | None = None
    said: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A rule said no; nothing was written."""

    error: str
    findings: tuple[Finding, ...]
    return_code: ReturnCode = ReturnCode.REFUSED
    date_style: str = ISO


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows that answer a listing, and the columns a person is shown first.

    Every row has the same keys, and JSON and CSV print all of them: `keys`, or the
    columns where these are all there are.
    """

    noun: str
    rows: list[Record]
    columns: tuple[str, ...]
    empty: str = "Nothing to show."
    labels: dict[str, str] = field(default_factory=dict)
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """Items with what blocks them; `ready` when every one is complete.

    `days` are the stated exit beside the one that follows from the services, all of
    `profile`.
    """

    application: str
    items: tuple[Item, ...]
    ready: bool
    days: Record = field(default_factory=dict)
    profile: str | None = None
