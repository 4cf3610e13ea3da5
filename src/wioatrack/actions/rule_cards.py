"""The rules as people look them up: where each holds, what it reads and cites."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from inspect import getdoc
from typing import Any

from wioatrack.actions.listing import Page, paged
from wioatrack.actions.results import Listing, Record
from wioatrack.entries.kinds import say_money
from wioatrack.errors import NotFound
from wioatrack.rulebooks import load_profiles, load_rulebook
from wioatrack.rulebooks.search import nearest_to
from wioatrack.rules.index import every_rule
from wioatrack.rules.outcome import Citation
from wioatrack.rules.registry import RuleCard
from wioatrack.rules.rulebook import DatedValue, Holding, Rulebook

NOWHERE = "not-applicable"


def list_rules(page: Page) -> Listing:
    """Every rule by profile: how hard it holds there, or that it does not (D38)."""
    books = rulebooks()
    rows: list[Record] = [
        {"rule": card.id, "asks": card.asks}
        | {name: severity(book.holding(card.id)) for name, book in books.items()}
        for card in every_rule().values()
    ]
    keys = ("rule", "asks", *books)
    return Listing(
        "rule", paged(rows, page, keys), ("rule", *books), "No rule.", keys=keys
    )


def rulebooks() -> dict[str, Rulebook]:
    """The rulebooks an application may be kept under, and the one they all extend."""
    names = [
        card.name
        for card in load_profiles()
        if card.selectable or card.extends in ("", None)
    ]
    return {name: load_rulebook(name) for name in names}


def severity(holding: Holding | None) -> str:
    """The word of the table (D38)."""
    return NOWHERE if holding is None else str(holding.severity)


def card_of(rule: str) -> RuleCard:
    """The rule of that id. Raises `NotFound` with the nearest ones."""
    cards = every_rule()
    wanted = rule.strip().casefold()
    if wanted not in cards:
        near = nearest_to(wanted, cards)
        raise NotFound(
            f"There is no rule {rule!r}.",
            f"Did you mean {' or '.join(near)}?" if near else "wioatrack rules list",
        )
    return cards[wanted]


def show_rule(rule: str) -> Record:
    """One rule: question and promise, where it holds, its dated values, its sources.

    A reading of the sources that was not taken stands in the note of the value.
    """
    card, books = card_of(rule), rulebooks()
    return {
        "rule": card.id,
        "asks": card.asks,
        "says": getdoc(card.ask) or "",
        "facts": facts_of(card),
        "reads": list(card.reads),
        "holds": [
            {
                "profile": name,
                "severity": severity(held),
                "where_inferred": held.inferred and str(held.inferred),
                "source": source(book, held.cite),
            }
            for name, book in books.items()
            if (held := book.holding(card.id)) is not None
        ],
        "values": list(values_of(card.reads, books)),
        "sources": [
            citation_of(cited) for cited in next(iter(books.values())).cite(*card.cites)
        ],
        "fix": card.fix,
    }


def facts_of(card: RuleCard) -> list[str]:
    """What the rule is asked about."""
    if not is_dataclass(card.takes):
        return []
    return [field.name for field in fields(card.takes)]


def values_of(names: Iterable[str], books: dict[str, Rulebook]) -> Iterator[Record]:
    """The dated values of parameters, each once, with the profiles it holds in."""
    for name in names:
        found: dict[tuple[Any, ...], Record] = {}
        for profile, book in books.items():
            for value in book.values.get(name, ()):
                key = (value.profile, value.subject, value.effective, value.value)
                row = found.setdefault(key, value_of(name, value, book))
                row["in"].append(profile)
        yield from found.values()


def value_of(name: str, value: DatedValue, book: Rulebook) -> Record:
    """One dated value as JSON has it."""
    unit = book.parameters[name].unit
    return {
        "parameter": name,
        "question": book.parameters[name].question,
        "subject": value.subject or None,
        "value": spoken(value.value, unit),
        "unit": "dollars" if unit == "cents" else unit,
        "effective": value.effective.isoformat(),
        "until": value.until and value.until.isoformat(),
        "evidence": value.evidence,
        "source": source(book, value.cite),
        "note": value.note or None,
        "said_by": value.profile or None,
        "in": [],
    }


def spoken(value: Any, unit: str) -> Any:
    """A value as JSON prints it: money as dollars, several as a list."""
    if isinstance(value, tuple):
        return [spoken(part, unit) for part in value]
    return say_money(value) if unit == "cents" and isinstance(value, int) else value


def source(book: Rulebook, cite: str) -> str:
    """Title and section of a citation."""
    cited = book.citations[cite]
    return f"{cited.title}, {cited.section}" if cited.section else cited.title


def citation_of(cited: Citation) -> Record:
    """A citation as JSON has it."""
    return {
        "id": cited.id,
        "title": cited.title,
        "section": cited.section,
        "href": cited.href or None,
        "checked": cited.checked.isoformat(),
        "confidence": cited.confidence,
    }
