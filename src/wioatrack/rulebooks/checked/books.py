"""All profiles together, every reference between files followed."""

from pathlib import Path
from typing import Any

from wioatrack.rulebooks.activities import set_names
from wioatrack.rulebooks.checked.files import Section
from wioatrack.rulebooks.checked.profiles import (
    Profile,
    chain_of,
    merged,
    read_profile,
)
from wioatrack.rulebooks.checked.sources import (
    Question,
    read_citations,
    read_parameters,
)
from wioatrack.rulebooks.lists import list_names, load_list
from wioatrack.rulebooks.root import names_in
from wioatrack.rules.outcome import Citation


def checked_cards(root: Path) -> dict[str, Any]:
    """Name, title and descent of every profile, ready for JSON."""
    profiles, _, _ = _read(root)
    return {
        "cards": [
            [one.name, one.title, one.extends, one.selectable]
            for one in profiles.values()
        ]
    }


def _read(
    root: Path,
) -> tuple[dict[str, Profile], dict[str, Citation], dict[str, Question]]:
    citations, parameters = read_citations(root), read_parameters(root)
    profiles = {
        name: read_profile(root / "profiles" / f"{name}.toml", citations, parameters)
        for name in names_in(root, "profiles")
    }
    return profiles, citations, parameters


def checked_books(root: Path) -> dict[str, dict[str, Any]]:
    """Every profile's contents, all references followed."""
    profiles, citations, parameters = _read(root)
    for profile in profiles.values():
        _follow(profile, root)
    sources = [
        [c.id, c.title, c.section, c.href, c.checked.isoformat(), c.confidence]
        for c in citations.values()
    ]
    asked = [[q.name, q.question, q.kind, q.unit] for q in parameters.values()]
    return {
        name: merged(chain_of(name, profiles, root))
        | {"citations": sources, "parameters": asked}
        for name in profiles
    }


def across_books(root: Path) -> dict[str, dict[str, list[Any]]]:
    """What any profile says: the numbers of each parameter, the holders of each rule."""
    numbers: dict[str, set[int]] = {}
    holders: dict[str, list[str]] = {}
    for profile, book in checked_books(root).items():
        for parameter, series in book["values"].items():
            for _, value, *_ in series:
                parts = value if isinstance(value, list | tuple) else [value]
                numbers.setdefault(parameter, set()).update(
                    part for part in parts if type(part) is int
                )
        for rule_id in book["holdings"]:
            holders.setdefault(rule_id, []).append(profile)
    return {
        "numbers": {name: sorted(found) for name, found in numbers.items()},
        "holders": holders,
    }


def _follow(profile: Profile, root: Path) -> None:
    """Refuse a list, a code or an activity set that does not exist."""
    file = root / "profiles" / f"{profile.name}.toml"
    for name, offered in profile.lists.items():
        where = Section(file, "lists", {})
        if name not in list_names(root):
            where.refuse(name, f"there is no list {name!r}")
        for code in offered:
            if code not in load_list(name, root).codes:
                where.refuse(name, f"{code!r} is not in the list")
    for name in profile.activity_sets:
        if name not in set_names(root):
            Section(file, "", {}).refuse("activity_sets", f"there is no set {name!r}")
