"""`demo/stand-ins.toml`: what the demo's made-up people are made of."""

from datetime import date
from pathlib import Path

from wioatrack.lean import dataclass
from wioatrack.rulebooks.books import selectable_profiles
from wioatrack.rulebooks.checked.files import Section, read
from wioatrack.rulebooks.root import data_root


@dataclass(frozen=True, slots=True)
class StandIns:
    """Whose rules they are kept under, from when, where, and what they receive."""

    profile: str
    earliest: date
    offices: tuple[str, ...]
    activities: tuple[str, ...]
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]


def load_stand_ins(file: Path | None = None) -> StandIns:
    """What the file says. Raises `BadDataFile` for what cannot be used."""
    whole = read(file or data_root() / "demo" / "stand-ins.toml")
    found = StandIns(
        whole.choice("profile", selectable_profiles()),
        whole.day("earliest"),
        some(whole, "offices"),
        some(whole, "activities"),
        some(whole, "first_names"),
        some(whole, "last_names"),
    )
    whole.close()
    return found


def some(whole: Section, name: str) -> tuple[str, ...]:
    """A list to draw from, which holds something."""
    words = whole.words(name)
    if not words:
        whole.refuse(name, "at least one is needed")
    return words
