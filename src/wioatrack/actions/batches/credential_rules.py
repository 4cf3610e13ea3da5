"""The rules on credentials, asked once for all rows with the same facts."""

from dataclasses import field
from datetime import date
from typing import Any, NamedTuple

from wioatrack.actions import credential_facts
from wioatrack.actions.cases import Case
from wioatrack.actions.catalog_picking import Pick, comparison
from wioatrack.actions.credentials import completed
from wioatrack.actions.diploma_facts import condition_of, is_secondary
from wioatrack.entries.credentials import CredentialEntry
from wioatrack.entries.kinds import Labelled
from wioatrack.lean import dataclass
from wioatrack.rules import credentials as rules
from wioatrack.rules.calendar import Happening
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.registry import ALL_RULES, objector
from wioatrack.rules.rulebook import Rulebook
from wioatrack.store import Answers

# Titles repeat; what is remembered of them is forgotten before it fills the memory.
REMEMBERED = 10_000
NOT_IN_FUTURE = "date.not-in-future"
# In the order in which one credential is judged; a test holds them against that.
ASKED = (
    "credential.window",
    NOT_IN_FUTURE,
    "credential.required-fields",
    "credential.service-closed",
    "credential.case-note",
    "credential.advised-fields",
    "credential.title-matches-type",
    "credential.as-in-catalog",
    "credential.approved-list",
    "credential.in-scope",
    "credential.counts",
)

State = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Meant:
    """The type that is kept, with the words of its title, and how it counts.

    `silent` remembers what `Judge.is_silent` answered on rows that mean the same.
    """

    type: Labelled
    name: str | None
    issuer: str | None
    federal_code: int | None
    label: str
    general: bool
    secondary: bool
    silent: dict[Any, bool] = field(default_factory=dict, compare=False)


class Earned(NamedTuple):
    """What of one row the rules ask for, beside its case and what it means.

    `state` is the status of the service named and whether WIOA funds it, as stored.
    """

    date: date
    filled: frozenset[str]
    state: State | None
    has_note: bool
    service_id: int | None


def attainment(case: Case, received: date) -> rules.Attainment:
    """The facts for whether it lies in the window."""
    return rules.Attainment(case.participation_date, case.exited_on, received)


def origin(service_id: int | None, state: State | None) -> rules.Origin:
    """The facts about the service that a credential came from."""
    if state is None:
        return rules.Origin(None, None, None)
    status, funded = state
    return rules.Origin(service_id, status, None if funded is None else bool(funded))


class Judge:
    """The rules of one profile, asked of rows. Says what `credential add` says.

    Facts that name a record only to speak of it are asked about without the name
    first: where a rule keeps silent then, it does so whatever the name.
    """

    def __init__(self, store: Answers, book: Rulebook, today: date) -> None:
        self._store, self._book, self._today = store, book, today
        self._objectors = {rule: objector(ALL_RULES[rule], book) for rule in ASKED}
        self._window = self._objectors["credential.window"]
        self._counts = self._objectors["credential.counts"]
        self._future: dict[date, Outcome | None] = {}
        self._filled: dict[frozenset[str], tuple[Outcome | None, Outcome | None]] = {}
        self._quiet: dict[tuple[str, Any], bool] = {}
        self._worded: dict[Any, tuple[Outcome | None, ...]] = {}
        self._meant: dict[Any, Meant] = {}

    def ask(self, name: str, facts: Any) -> Outcome | None:
        return self._objectors[f"credential.{name}"](facts)

    def quiet(self, name: str, key: Any, facts: Any) -> bool:
        """Whether the rule keeps silent about all facts like these."""
        known = self._quiet.get((name, key))
        if known is None:
            known = self._quiet[name, key] = self.ask(name, facts) is None
        return known

    def outcomes(self, case: Case, meant: Meant, earned: Earned) -> list[Outcome]:
        """What speaks, in the order in which one credential is judged."""
        alike = earned[1:4]
        silent = meant.silent.get(alike)
        if silent is None:
            silent = meant.silent[alike] = self.is_silent(meant, earned)
        if silent and self.is_timely(case, meant, earned.date):
            return []
        received, filled = earned.date, self.filled(earned.filled)
        said = [
            self._window(attainment(case, received)),
            self.future(received),
            filled[0],
            self.of_service("service-closed", earned),
            self.noted(case.number, earned.has_note),
            filled[1],
            *self.worded(meant),
            self.of_service("in-scope", earned),
            self._counts(self.counting(case, meant, received)),
        ]
        return [outcome for outcome in said if outcome is not None]

    def is_timely(self, case: Case, meant: Meant, received: date) -> bool:
        """Whether the rules that ask for days keep silent."""
        return (
            self._window(attainment(case, received)) is None
            and self._counts(self.counting(case, meant, received)) is None
            and self.future(received) is None
        )

    def is_silent(self, meant: Meant, earned: Earned) -> bool:
        """Whether all the others keep silent; on every row like this the same."""
        return not any(
            (
                *self.filled(earned.filled),
                *self.worded(meant),
                self.of_service("service-closed", earned),
                self.of_service("in-scope", earned),
                self.noted("", earned.has_note),
            )
        )

    def of_service(self, name: str, earned: Earned) -> Outcome | None:
        """A rule on the service named, asked with its id only where it speaks."""
        if self.quiet(name, earned.state, origin(0, earned.state)):
            return None
        return self.ask(name, origin(earned.service_id, earned.state))

    def noted(self, who: str, has_note: bool) -> Outcome | None:
        """Whether a case note says it, asked with the number only where it speaks."""
        if self.quiet("case-note", has_note, rules.Noted("", has_note)):
            return None
        return self.ask("case-note", rules.Noted(who, has_note))

    def counting(self, case: Case, meant: Meant, received: date) -> rules.Counting:
        """The facts for whether it counts."""
        condition = None
        if meant.secondary:
            code, book = meant.type.code, self._book
            condition = condition_of(self._store, case, code, book, self._today)
        return rules.Counting(
            meant.federal_code,
            meant.label,
            meant.general,
            case.participation_date,
            case.exited_on,
            received,
            condition,
        )

    def future(self, day: date) -> Outcome | None:
        """Whether it was received after today."""
        if day not in self._future:
            facts = Happening("Received", day, self._today)
            self._future[day] = self._objectors[NOT_IN_FUTURE](facts)
        return self._future[day]

    def filled(self, there: frozenset[str]) -> tuple[Outcome | None, Outcome | None]:
        """What the profile demands and advises, for one set of filled fields."""
        known = self._filled.get(there)
        if known is None:
            facts = rules.Filled(there)
            known = self._filled[there] = (
                self.ask("required-fields", facts),
                self.ask("advised-fields", facts),
            )
        return known

    def worded(self, meant: Meant) -> tuple[Outcome | None, ...]:
        """What the words of its title say."""
        code, name, issuer = meant.type.code, meant.name, meant.issuer
        key = (code, name, issuer)
        known = self._worded.get(key)
        if known is None:
            named = rules.Named(code, credential_facts.secondary_type(name))
            titled = credential_facts.titled(name, issuer)
            known = (
                self.ask("title-matches-type", named),
                self.ask("as-in-catalog", comparison(self._store, code, None, None)),
                self.ask("approved-list", titled),
            )
            if len(self._worded) >= REMEMBERED:
                self._worded.clear()
            self._worded[key] = known
        return known

    def meant(
        self, case: Case, type: Labelled, name: str | None, issuer: str | None
    ) -> Meant:
        """The type as it is kept, and what decides whether it counts."""
        key = (type.code, type.entered, name, issuer)
        known = self._meant.get(key)
        if known is None:
            entry = CredentialEntry(type=type, name=name, date=self._today)
            kept = completed(entry, case, Pick()).type
            earned = credential_facts.Earned(kept.code, name, issuer, self._today)
            facts = credential_facts.counting(case, earned)
            known = Meant(
                kept,
                name,
                issuer,
                facts.federal_code,
                facts.type,
                facts.general,
                is_secondary(kept.code),
            )
            if len(self._meant) >= REMEMBERED:
                self._meant.clear()
            self._meant[key] = known
        return known
