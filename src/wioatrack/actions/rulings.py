"""Outcomes with everything they were said from, as JSON has them."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from wioatrack.actions.results import Record
from wioatrack.actions.rule_cards import citation_of, spoken
from wioatrack.entries.kinds import say_money
from wioatrack.rules.outcome import Outcome, Used
from wioatrack.rules.registry import ALL_RULES


def ruling(outcome: Outcome, waived: Mapping[str, str]) -> Record:
    """One outcome with everything it was said from."""
    card = ALL_RULES[outcome.rule]
    return {
        "rule": outcome.rule,
        "asks": card.asks,
        "severity": str(outcome.severity),
        "verdict": str(outcome.verdict),
        "message": outcome.message,
        "waived": waived.get(outcome.rule),
        "missing": list(outcome.missing),
        "facts": facts_of(outcome.facts),
        "used": [used_of(outcome, used) for used in outcome.used],
        "sources": [citation_of(cited) for cited in outcome.citations],
        "fix": outcome.fix or None,
    }


def used_of(outcome: Outcome, used: Used) -> Record:
    """A dated value that was read, with where it is written."""
    written = next(cited for cited in outcome.citations if cited.id == used.cite)
    return {
        "parameter": used.name,
        "subject": used.subject or None,
        "value": spoken(used.value, used.unit),
        "unit": "dollars" if used.unit == "cents" else used.unit,
        "effective": used.effective.isoformat(),
        "evidence": used.evidence,
        "source": f"{written.title}, {written.section}",
    }


def facts_of(facts: Any) -> Record:
    """The facts of a rule as JSON has them."""
    if not is_dataclass(facts):
        return {}
    found: Record = {}
    for field in fields(facts):
        value = getattr(facts, field.name)
        if field.name.endswith("_cents") and isinstance(value, int):
            found[field.name.removesuffix("_cents")] = say_money(value)
        else:
            found[field.name] = plain(value)
    return found


def plain(value: Any) -> Any:
    """A fact's value without anything JSON has no word for."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted(plain(part) for part in value)
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if is_dataclass(value):
        return facts_of(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [plain(part) for part in value]
    return value if value is None or isinstance(value, int) else str(value)
