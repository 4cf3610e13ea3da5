"""How a function becomes a rule."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from string import Formatter
from typing import Any, TypeVar

from wioatrack.lean import dataclass
from wioatrack.rules.outcome import Outcome, Used
from wioatrack.rules.rulebook import DatedValue, NotInForce, Rulebook
from wioatrack.vocab import Verdict

Facts = TypeVar("Facts")
RuleFunction = Callable[[Facts, Rulebook], Outcome]


@dataclass(frozen=True, slots=True)
class RuleCard:
    """`answer` stamps what it returns; `ask` is the bare function, for hot loops."""

    id: str
    asks: str
    cites: tuple[str, ...]
    reads: tuple[str, ...]
    fix: str
    takes: type[Any]
    answer: RuleFunction[Any]
    ask: RuleFunction[Any]


ALL_RULES: dict[str, RuleCard] = {}


class Reading(Rulebook):
    """A rulebook that remembers which values were read from it."""

    __slots__ = ("book", "used")
    book: Rulebook
    used: list[Used]

    def __init__(self, book: Rulebook) -> None:
        vars(self).update(vars(book))
        object.__setattr__(self, "book", book)
        object.__setattr__(self, "used", [])

    def in_force(self, name: str, on: date, subject: str = "") -> DatedValue:
        value = self.book.in_force(name, on, subject)
        unit = self.parameters[name].unit
        self.used.append(
            Used(
                name,
                subject,
                value.value,
                unit,
                value.effective,
                value.cite,
                value.evidence,
            )
        )
        return value


def rule(
    id: str,
    *,
    asks: str,
    cites: tuple[str, ...],
    reads: tuple[str, ...] = (),
    fix: str = "",
) -> Callable[[RuleFunction[Facts]], RuleFunction[Facts]]:
    """Register a rule, and stamp every outcome with where it comes from.

    `reads` names the parameters the rule may read, `fix` the command that clears
    it, with the facts' own fields in braces.
    """
    if id in ALL_RULES:
        raise ValueError(f"rule id used twice: {id}")

    def register(function: RuleFunction[Facts]) -> RuleFunction[Facts]:
        @wraps(function)
        def answer(facts: Facts, book: Rulebook) -> Outcome:
            return _stamped(card, facts, book)

        takes = next(iter(function.__annotations__.values()))
        card = RuleCard(id, asks, cites, reads, fix, takes, answer, function)
        ALL_RULES[id] = card
        return answer

    return register


def judge(rule: RuleCard | str, facts: Any, book: Rulebook) -> Outcome:
    """The stamped answer of one rule, named by its card or its id."""
    card = ALL_RULES[rule] if isinstance(rule, str) else rule
    return _stamped(card, facts, book)


def verdict(rule_id: str, facts: Any, book: Rulebook) -> Verdict:
    """What `judge` would answer, without the words; for loops that only count."""
    if rule_id not in book.holdings:
        return Verdict.NOT_APPLICABLE
    try:
        return ALL_RULES[rule_id].ask(facts, book).verdict
    except NotInForce:
        return Verdict.NOT_APPLICABLE


def objector(card: RuleCard, book: Rulebook) -> Callable[[Any], Outcome | None]:
    """What gives the stamped answer where the rule speaks, else None.

    For loops over many rows: says exactly what `judge` says, at a fraction of the cost
    while all is well.
    """
    ask = card.ask

    def objection(facts: Any) -> Outcome | None:
        try:
            if not ask(facts, book).speaks:
                return None
        except NotInForce:
            return None
        return card.answer(facts, book)

    return objection if card.id in book.holdings else lambda facts: None


def findings(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Those that speak, in the order in which they were asked."""
    return tuple(outcome for outcome in outcomes if outcome.speaks)


def _stamped(card: RuleCard, facts: Any, book: Rulebook) -> Outcome:
    holding = book.holding(card.id)
    if holding is None:
        text = f"This rule does not hold in {book.profile}."
        cited = book.cite(*card.cites)
        return Outcome(
            Verdict.NOT_APPLICABLE, text, rule=card.id, citations=cited, facts=facts
        )
    reading = Reading(book)
    try:
        outcome = card.ask(facts, reading)
    except NotInForce as name:
        text = f"{book.profile} sets no value for {name} on that day."
        outcome = Outcome(Verdict.NOT_APPLICABLE, text)
    severity = holding.severity
    if holding.inferred and any(used.evidence != "stated" for used in reading.used):
        severity = holding.inferred
    cites = (holding.cite, *card.cites, *(used.cite for used in reading.used))
    return Outcome(
        outcome.verdict,
        outcome.message,
        outcome.missing,
        card.id,
        severity,
        book.cite(*cites),
        tuple(reading.used),
        outcome.fix or (_filled(card.fix, facts) if outcome.speaks else ""),
        facts,
        book.date_style,
    )


def _filled(fix: str, facts: Any) -> str:
    """The fix with the facts' fields in its braces; in capitals what is unknown."""
    if "{" not in fix:
        return fix
    words = {}
    for _, name, _, _ in Formatter().parse(fix):
        if name:
            known = getattr(facts, name, None)
            words[name] = name.upper() if known is None else known
    return fix.format_map(words)
