"""`citations.toml` and `parameters.toml`: what everything else refers to."""

from functools import cache
from pathlib import Path
from typing import Any

from wioatrack.lean import dataclass
from wioatrack.rulebooks.checked.files import NAME, Section, read
from wioatrack.rules.outcome import Citation, Value

CONFIDENCE = ("read", "restated", "inferred", "recalled", "own")
KINDS = ("number", "numbers", "word")
UNITS = (
    "cents",
    "characters",
    "codes",
    "credits",
    "days",
    "levels",
    "months",
    "quarters",
    "years",
)


def read_citations(root: Path) -> dict[str, Citation]:
    """Every source by id; one without a title or the day it was checked is refused."""
    found = {}
    for id, entry in read(root / "citations.toml").sections():
        if not NAME.fullmatch(id):
            entry.refuse("", "an id is lower-case words joined by - or .")
        found[id] = Citation(
            id,
            entry.word("title"),
            entry.word("section"),
            entry.word("href"),
            entry.day("checked"),
            entry.choice("confidence", CONFIDENCE),
        )
        entry.close()
    return found


@cache
def read_systems(root: Path) -> tuple[str, ...]:
    """The systems that the profiles describe: whose lists and labels there may be."""
    files = sorted((root / "profiles").glob("*.toml"))
    named = (read(file).raw.get("system") for file in files)
    return tuple(dict.fromkeys(str(system) for system in named if system))


@dataclass(frozen=True, slots=True)
class Question:
    """One declared parameter: what may answer it."""

    name: str
    question: str
    kind: str
    unit: str
    words: tuple[str, ...]

    def fits(self, entry: Section, key: str) -> Value:
        """The value under `key`, refused where it does not answer this question."""
        value = entry.any(key)
        if self.kind == "word":
            if value not in self.words:
                entry.refuse(key, f"{value!r} is none of {', '.join(self.words)}")
            return str(value)
        if self.kind == "number":
            if not _whole(value):
                entry.refuse(key, f"a whole number of {self.unit} is expected here")
            return int(value)
        if not isinstance(value, list) or not value or not all(map(_whole, value)):
            entry.refuse(key, f"a list of whole {self.unit} is expected here")
        if sorted(set(value)) != value:
            entry.refuse(key, "must be in ascending order, each number once")
        return tuple(value)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def read_parameters(root: Path) -> dict[str, Question]:
    """Every question that dated values answer, with the kind of its answer."""
    found = {}
    for name, entry in read(root / "parameters.toml").sections():
        kind = entry.choice("kind", KINDS)
        if kind == "word":
            unit, words = "", entry.words("words")
            if len(words) < 2:
                entry.refuse("words", "at least two words to choose from are expected")
        else:
            unit, words = entry.choice("unit", UNITS), ()
        found[name] = Question(name, entry.word("question"), kind, unit, words)
        entry.close()
    return found


def cited(entry: Section, citations: dict[str, Citation], key: str = "cite") -> str:
    """A citation id that `citations.toml` knows."""
    id = entry.word(key)
    if id not in citations:
        entry.refuse(key, f"{id!r} is not in citations.toml")
    return id
