"""The rules on credentials, asked once for all rows with the same facts."""

from datetime import date
from typing import Any

from wioatrack.actions import credential_facts
from wioatrack.actions.cases import Case
from wioatrack.actions.catalog_picking import Pick, comparison
from wioatrack.actions.credentials import completed
from wioatrack.actions.diploma_facts import condition_of
from wioatrack.entries.credentials import CredentialEntry
from wioatrack.entries.kinds import Labelled
from wioatrack.lean import dataclass
from wioatrack.rules import credentials as rules
from wioatrack.rules.calendar import Happening
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.registry import ALL_RULES, objection
from wioatrack.rules.rulebook import Rulebook
from wioatrack.store import Answers

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
PLACES = ("region", "office", "agency_code")
Service = tuple[int, str, bool | None]


@dataclass(frozen=True, slots=True)
class Meant:
    """The type that is kept, and how it counts."""

    type: Labelled
    federal_code: int | None
    label: str
    general: bool


class Judge:
    """The rules of one profile, asked of rows. Says what `credential add` says.

    Facts that name a record only to speak of it are asked about without the name
    first: where a rule keeps silent then, it does so whatever the name.
    """

    def __init__(self, store: Answers, book: Rulebook, today: date) -> None:
        self._store, self._book, self._today = store, book, today
        self._cards = {
            rule.partition(".")[2]: ALL_RULES[rule]
            for rule in ASKED
            if rule != NOT_IN_FUTURE
        }
        self._future: dict[date, Outcome | None] = {}
        self._filled: dict[Any, tuple[Outcome | None, Outcome | None]] = {}
        self._quiet: dict[tuple[str, Any], bool] = {}
        self._worded: dict[Any, tuple[Outcome | None, ...]] = {}
        self._meant: dict[Any, Meant] = {}

    def ask(self, name: str, facts: Any) -> Outcome | None:
        return objection(self._cards[name], facts, self._book)

    def quiet(self, name: str, key: Any, facts: Any) -> bool:
        """Whether the rule keeps silent about all facts like these."""
        known = self._quiet.get((name, key))
        if known is None:
            known = self._quiet[name, key] = self.ask(name, facts) is None
        return known

    def outcomes(
        self,
        case: Case,
        values: dict[str, Any],
        meant: Meant,
        service: Service | None,
        has_note: bool,
    ) -> list[Outcome | None]:
        """What speaks, in the order in which one credential is judged."""
        received, began, exited = (
            values["date"],
            case.participation_date,
            case.exited_on,
        )
        title = (values.get("name"), values.get("issuer"))
        filled = self.filled(case, values)
        worded = self.worded(meant.type.code, *title)
        said = [
            self.ask("window", rules.Attainment(began, exited, received)),
            self.future(received),
            filled[0],
        ]
        origin = None if service is None else rules.Origin(*service)
        state = None if service is None else service[1:]
        like = rules.Origin(None if service is None else 0, *(state or (None, None)))
        if not self.quiet("service-closed", state, like):
            said.append(self.ask("service-closed", origin or like))
        if not self.quiet("case-note", has_note, rules.Noted("", has_note)):
            said.append(self.ask("case-note", rules.Noted(case.number, has_note)))
        said += [filled[1], *worded]
        if not self.quiet("in-scope", state, like):
            said.append(self.ask("in-scope", origin or like))
        condition = condition_of(
            self._store, case, meant.type.code, self._book, self._today
        )
        counting = rules.Counting(
            meant.federal_code,
            meant.label,
            meant.general,
            began,
            exited,
            received,
            condition,
        )
        said.append(self.ask("counts", counting))
        return said

    def future(self, day: date) -> Outcome | None:
        """Whether it was received after today."""
        if day not in self._future:
            card = ALL_RULES[NOT_IN_FUTURE]
            facts = Happening("Received", day, self._today)
            self._future[day] = objection(card, facts, self._book)
        return self._future[day]

    def filled(
        self, case: Case, values: dict[str, Any]
    ) -> tuple[Outcome | None, Outcome | None]:
        """What the profile demands and advises, for one set of filled fields."""
        key = (*values, bool(case.region), bool(case.office), bool(case.agency_code))
        known = self._filled.get(key)
        if known is None:
            own = CredentialEntry.__dataclass_fields__.keys()
            there = {name for name in PLACES if getattr(case, name)}
            facts = rules.Filled(frozenset(there | (own & values.keys())))
            known = (
                self.ask("required-fields", facts),
                self.ask("advised-fields", facts),
            )
            self._filled[key] = known
        return known

    def worded(
        self, code: str, name: str | None, issuer: str | None
    ) -> tuple[Outcome | None, ...]:
        """What the words of its title say."""
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
            self._worded[key] = known
        return known

    def meant(self, case: Case, values: dict[str, Any]) -> Meant:
        """The type as it is kept, and what decides whether it counts."""
        name, issuer = values.get("name"), values.get("issuer")
        key = (values["type"], name, issuer)
        known = self._meant.get(key)
        if known is None:
            entry = completed(
                CredentialEntry(type=values["type"], name=name, date=values["date"]),
                case,
                Pick(),
            )
            code = entry.type.code
            earned = credential_facts.Earned(code, name, issuer, values["date"])
            facts = credential_facts.counting(case, earned)
            known = Meant(entry.type, facts.federal_code, facts.type, facts.general)
            self._meant[key] = known
        return known
