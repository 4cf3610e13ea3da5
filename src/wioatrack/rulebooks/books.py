"""One profile's rulebook, checked against every file it refers to."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from wioatrack.lean import dataclass
from wioatrack.rulebooks import cache as kept
from wioatrack.rulebooks.root import data_root, names_in
from wioatrack.rulebooks.search import UnknownCode, nearest_to
from wioatrack.rules.outcome import Citation
from wioatrack.rules.rulebook import DatedValue, Holding, Parameter, Rulebook
from wioatrack.vocab import Severity


@dataclass(frozen=True, slots=True)
class ProfileCard:
    """A profile by name; `selectable` ones may be an application's."""

    name: str
    title: str
    extends: str
    selectable: bool


@cache
def load_rulebook(profile: str, root: Path | None = None) -> Rulebook:
    """The rulebook of one profile; an unknown one is refused with the nearest."""
    base = root or data_root()
    known = names_in(base, "profiles")
    if profile not in known:
        raise UnknownCode(profile, "profile", nearest_to(profile, known))

    def made() -> dict[str, Any]:
        from wioatrack.rulebooks.checked.books import checked_books

        return checked_books(base)[profile]

    if root is not None:
        return _book(made())
    return _book(kept.remembered(f"profile-{profile}", _files(base), made))


@cache
def load_profiles(root: Path | None = None) -> tuple[ProfileCard, ...]:
    """All profiles there are."""
    base = root or data_root()

    def made() -> dict[str, Any]:
        from wioatrack.rulebooks.checked.books import checked_cards

        return checked_cards(base)

    plain = (
        made() if root is not None else kept.remembered("profiles", _files(base), made)
    )
    return tuple(ProfileCard(*card) for card in plain["cards"])


def selectable_profiles() -> tuple[str, ...]:
    """The profiles that an application may be kept under."""
    return tuple(card.name for card in load_profiles() if card.selectable)


def numbers_anywhere(parameter: str) -> tuple[int, ...]:
    """Every whole number that any profile sets for a parameter, for whatever day.

    For bounds that hold in all of them; quicker than reading every rulebook.
    """
    return tuple(_across()["numbers"].get(parameter, ()))


def profiles_holding(rule_id: str) -> tuple[str, ...]:
    """The profiles whose sources state a rule."""
    return tuple(_across()["holders"].get(rule_id, ()))


@cache
def _across() -> dict[str, Any]:
    base = data_root()

    def made() -> dict[str, Any]:
        from wioatrack.rulebooks.checked.books import across_books

        return across_books(base)

    return kept.remembered("across-profiles", _files(base), made)


def _files(root: Path) -> list[Path]:
    profiles = [
        root / "profiles" / f"{name}.toml" for name in names_in(root, "profiles")
    ]
    return [root / "citations.toml", root / "parameters.toml", *profiles]


def _book(plain: dict[str, Any]) -> Rulebook:
    day = date.fromisoformat
    return Rulebook(
        profile=plain["profile"],
        title=plain["title"],
        date_style=plain["date_style"],
        system=plain["system"],
        chain=tuple(plain["chain"]),
        values={
            name: tuple(
                DatedValue(
                    day(effective),
                    tuple(value) if isinstance(value, list) else value,
                    cite,
                    day(until) if until else None,
                    *rest,
                )
                for effective, value, cite, until, *rest in series
            )
            for name, series in plain["values"].items()
        },
        holdings={
            id: Holding(
                Severity(severity), cite, Severity(inferred) if inferred else None
            )
            for id, (severity, cite, inferred) in plain["holdings"].items()
        },
        required=plain["required"],
        advised=plain["advised"],
        labels=plain["labels"],
        citations={
            id: Citation(id, title, section, href, day(checked), confidence)
            for id, title, section, href, checked, confidence in plain["citations"]
        },
        lists={name: tuple(codes) for name, codes in plain["lists"].items()},
        activity_sets=tuple(plain["activity_sets"]),
        parameters={entry[0]: Parameter(*entry) for entry in plain["parameters"]},
    )
