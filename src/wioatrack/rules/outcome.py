"""What a rule says back, and what it said it from."""

from dataclasses import field
from datetime import date
from typing import Any

from wioatrack.lean import dataclass
from wioatrack.vocab import Severity, Verdict

SPEAKING = (Verdict.NOT_MET, Verdict.INCOMPLETE)
Value = int | str | tuple[int, ...] | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where something is written, and how surely it was read there."""

    id: str
    title: str
    section: str
    href: str
    checked: date
    confidence: str


@dataclass(frozen=True, slots=True)
class Used:
    """One dated value that a rule read on the way to its answer."""

    name: str
    subject: str
    value: Value
    unit: str
    effective: date
    cite: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One rule's answer. `message` is plain text; rendering decides how it looks.

    Everything after `missing` is stamped by `@rule`, so no rule can forget it; `facts`
    are what was asked about, `date_style` how the profile writes the message's days to
    people. In the message itself they are ISO.
    """

    verdict: Verdict
    message: str
    missing: tuple[str, ...] = ()
    rule: str = ""
    severity: Severity = Severity.ADVICE
    citations: tuple[Citation, ...] = ()
    used: tuple[Used, ...] = ()
    fix: str = ""
    facts: Any = field(default=None, compare=False, repr=False)
    date_style: str = "iso"

    @property
    def speaks(self) -> bool:
        """Whether this belongs among the findings."""
        return self.verdict in SPEAKING

    @property
    def blocks(self) -> bool:
        """Whether nothing may be written unless it is repaired or waived."""
        return self.speaks and self.severity is not Severity.ADVICE


def met(message: str) -> Outcome:
    return Outcome(Verdict.MET, message)


def not_met(message: str) -> Outcome:
    return Outcome(Verdict.NOT_MET, message)


def incomplete(message: str, *missing: str) -> Outcome:
    """`missing` names the fields of the facts, or the values, that are not on file."""
    return Outcome(Verdict.INCOMPLETE, message, missing)


def not_applicable(message: str) -> Outcome:
    return Outcome(Verdict.NOT_APPLICABLE, message)
