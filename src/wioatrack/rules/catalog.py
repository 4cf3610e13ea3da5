"""What an entry of the credential catalogue must say before everybody may see it."""

from collections.abc import Iterable
from dataclasses import replace

from wioatrack.lean import dataclass
from wioatrack.rules.outcome import Outcome, incomplete, met, not_applicable, not_met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import Rulebook

WORDS_FOR = {
    "page": "URL",
    "language": "LANGUAGE",
    "type": "CODE",
    "credential_status": "CODE",
    "occupation": "CODE-or-TITLE",
    "sector": "CODE",
    "skill": "NAME",
    "program": "NAME:PROVIDER",
}


@dataclass(frozen=True, slots=True)
class Described:
    """The fields of an entry that have a value."""

    present: frozenset[str]
    catalog_id: int | None = None


@dataclass(frozen=True, slots=True)
class Requirements:
    """Which entries one entry requires, and what those require in turn.

    `edges` holds pairs of entry ids: the first requires the second.
    """

    catalog_id: int | None
    requires: tuple[int, ...]
    edges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The entries that an entry names, and those of them that only editors see."""

    named: tuple[int, ...]
    unpublished: tuple[int, ...]
    catalog_id: int | None = None


@dataclass(frozen=True, slots=True)
class Picked:
    """The type of an earned credential, and of the entry it was recorded with."""

    type: str
    listed_type: str | None
    credential_id: int | None = None


@rule(
    "catalog.publishable",
    asks="Does the entry say the least that a published one must?",
    cites=("talent-triad-status",),
    fix="wioatrack catalog edit {catalog_id}",
)
def publishable(facts: Described, book: Rulebook) -> Outcome:
    """ATT-14: a published entry is found by everybody, so it must stand on its own.

    Which fields it needs is the profile's own list, after the least data of a
    credential in the public registry; today's list applies.
    """
    return described(facts, book.required.get("catalog", {}), "to be published")


@rule(
    "catalog.other-tabs",
    asks="Are the other tabs of the form filled in?",
    cites=("talent-triad-create",),
    fix="wioatrack catalog edit {catalog_id}",
)
def other_tabs(facts: Described, book: Rulebook) -> Outcome:
    """ATT-05 to ATT-12: tabs that the form offers and publishing does not demand."""
    return described(facts, book.advised.get("catalog", {}), "but worth having")


def described(facts: Described, wanted: Iterable[str], why: str) -> Outcome:
    """Which of the wanted fields are empty, and the one command that fills them."""
    missing = tuple(name for name in wanted if name not in facts.present)
    if not missing:
        return met("Every field is filled in.")
    options = {name: "--" + name.replace("_", "-") for name in missing}
    outcome = incomplete(f"Missing {why}: {', '.join(options.values())}.", *missing)
    entry = facts.catalog_id or "CATALOG_ID"
    filling = " ".join(
        f"{option} {WORDS_FOR.get(name, 'TEXT')}" for name, option in options.items()
    )
    return replace(outcome, fix=f"wioatrack catalog edit {entry} {filling}")


@rule(
    "catalog.no-cycle",
    asks="Can the required credentials be earned one after the other?",
    cites=("talent-triad-create",),
    fix="wioatrack catalog edit {catalog_id} --remove required:ID",
)
def no_cycle(facts: Requirements, book: Rulebook) -> Outcome:
    """ATT-07: what requires itself, directly or by way of others, nobody can earn."""
    if facts.catalog_id is None or not facts.requires:
        return met("Nothing that it requires requires it.")
    way = way_back(facts)
    if way is None:
        return met("Nothing that it requires requires it.")
    named = " requires ".join(str(entry) for entry in way)
    return not_met(f"Entry {named}: a circle, which nobody could ever begin.")


def way_back(facts: Requirements) -> tuple[int, ...] | None:
    """The shortest way along requirements from the entry to itself, both ends in."""
    assert facts.catalog_id is not None
    ways: list[tuple[int, ...]] = [
        (facts.catalog_id, first) for first in facts.requires
    ]
    reached = set(facts.requires)
    for way in ways:
        if way[-1] == facts.catalog_id:
            return way
        for first, second in facts.edges:
            if first == way[-1] and second not in reached:
                reached.add(second)
                ways.append((*way, second))
    return None


@rule(
    "catalog.targets-published",
    asks="Can everybody see the credentials that it names?",
    cites=("talent-triad-status",),
    fix="wioatrack catalog publish ID",
)
def targets_published(facts: Neighbours, book: Rulebook) -> Outcome:
    """ATT-07, ATT-14: what is not published itself is left out for everybody else."""
    if not facts.named:
        return not_applicable("It names no other entry.")
    if not facts.unpublished:
        return met("Every credential that it names is published.")
    listed = ", ".join(str(entry) for entry in facts.unpublished)
    outcome = not_met(f"Not published, and so left out for the public: {listed}.")
    return replace(outcome, fix=f"wioatrack catalog publish {facts.unpublished[0]}")


@rule(
    "credential.as-in-catalog",
    asks="Is it of the type that its entry in the catalogue says?",
    cites=("wioatrack",),
    fix="wioatrack credential edit {credential_id} --type TYPE, or --catalog ID.",
)
def as_in_catalog(facts: Picked, book: Rulebook) -> Outcome:
    """ATT-14: staff pick a published entry; another type suggests the wrong one."""
    if facts.listed_type is None:
        return not_applicable("It names no entry of the catalogue.")
    if facts.type == facts.listed_type:
        return met(f"Both are {facts.type}.")
    return not_met(f"Its type is {facts.type}; the catalogue says {facts.listed_type}.")
