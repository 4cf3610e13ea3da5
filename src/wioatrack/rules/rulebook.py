"""Dated values, their citations and the rules one profile holds, as rules see them."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from wioatrack.lean import dataclass
from wioatrack.rules.outcome import Citation, Value
from wioatrack.vocab import Severity


class NotInForce(LookupError):
    """The parameter exists, but this rulebook sets no value on that day."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A question that law or an agency answers with a dated value."""

    name: str
    question: str
    kind: str
    unit: str


@dataclass(frozen=True, slots=True)
class DatedValue:
    """`until` is the last day; `evidence` is `stated`, `inferred` or `recalled`."""

    effective: date
    value: Value
    cite: str
    until: date | None = None
    subject: str = ""
    evidence: str = "stated"
    note: str = ""
    profile: str = ""

    def holds(self, on: date, subject: str) -> bool:
        return (
            self.effective <= on
            and self.subject == subject
            and (self.until is None or on <= self.until)
        )

    @property
    def number(self) -> int:
        """The value, where the parameter is declared to be one whole number."""
        if isinstance(self.value, int):
            return self.value
        raise TypeError(f"not a whole number: {self.value!r}")

    @property
    def numbers(self) -> tuple[int, ...]:
        """The value, where the parameter is declared to be a list of numbers."""
        if isinstance(self.value, tuple):
            return tuple(part for part in self.value if isinstance(part, int))
        raise TypeError(f"not a list of numbers: {self.value!r}")

    @property
    def word(self) -> str:
        """The value, where the parameter is declared to be one word of several."""
        if isinstance(self.value, str):
            return self.value
        raise TypeError(f"not a word: {self.value!r}")


@dataclass(frozen=True, slots=True)
class Holding:
    """How hard one rule holds; `inferred` replaces it where a value was not stated."""

    severity: Severity
    cite: str
    inferred: Severity | None = None


@dataclass(frozen=True)
class Rulebook:
    """What one profile holds: its own words first, then those it extends.

    The values of a name stand in the order in which they are asked: the nearest
    profile's before those it extends, the newest first.
    """

    profile: str
    title: str = ""
    date_style: str = "iso"
    system: str = ""
    chain: tuple[str, ...] = ()
    values: Mapping[str, tuple[DatedValue, ...]] = field(default_factory=dict)
    holdings: Mapping[str, Holding] = field(default_factory=dict)
    required: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    advised: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    citations: Mapping[str, Citation] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    activity_sets: tuple[str, ...] = ()
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    _found: dict[tuple[str, date, str], DatedValue] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def in_force(self, name: str, on: date, subject: str = "") -> DatedValue:
        """The value that applied on a day. An undeclared name is a `KeyError`."""
        asked = (name, on, subject)
        known = self._found.get(asked)
        if known is not None:
            return known
        if name not in self.parameters:
            raise KeyError(name)
        for value in self.values.get(name, ()):
            if value.holds(on, subject):
                self._found[asked] = value
                return value
        raise NotInForce(f"{name}: {subject}" if subject else name)

    def holding(self, rule_id: str) -> Holding | None:
        """None: this profile's sources do not state the rule."""
        return self.holdings.get(rule_id)

    def cite(self, *ids: str) -> tuple[Citation, ...]:
        """The citations named, each once, in the order given."""
        return tuple(self.citations[id] for id in dict.fromkeys(ids))
