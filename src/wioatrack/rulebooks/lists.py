"""`lists/*.toml`: the dropdowns, each code with its label in every system."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import Any

from wioatrack.lean import dataclass
from wioatrack.rulebooks import cache as kept
from wioatrack.rulebooks.root import data_root, names_in
from wioatrack.rulebooks.search import UnknownCode, folded, nearest_to
from wioatrack.rules.rulebook import Rulebook

FEW = 8


@dataclass(frozen=True, slots=True)
class Code:
    """One entry. `flagged` are old values: taken, mapped to this code, and reported.

    `means` is the word that rules reason with, where a list is free to be edited.
    """

    code: str
    label: str
    labels: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    flagged: Mapping[str, str] = field(default_factory=dict)
    pirl: str = ""
    ctdl: str = ""
    retired_on: str = ""
    confidential: bool = False
    note: str = ""
    means: str = ""

    def words(self) -> Iterable[str]:
        """Everything this code answers to, itself first."""
        yield from (self.code, self.label, *self.labels.values())
        yield from (*self.aliases, *self.flagged)


@dataclass(frozen=True)
class CodeList:
    """One closed list, in the order of its screen."""

    name: str
    title: str
    origin: str
    cite: str
    codes: Mapping[str, Code]
    index: Mapping[str, str]
    flags: Mapping[str, str]

    def offered(self, book: Rulebook | None = None) -> tuple[str, ...]:
        """The codes that a profile offers; all that are not retired without one."""
        if book and self.name in book.lists:
            return book.lists[self.name]
        return tuple(id for id, code in self.codes.items() if not code.retired_on)

    def label(self, code: str, book: Rulebook | None = None) -> str:
        """As the profile's own system calls it; an unknown code is its own label."""
        entry = self.codes.get(code)
        if entry is None:
            return code
        return entry.labels.get(book.system, entry.label) if book else entry.label

    def find(self, words: str, book: Rulebook | None = None) -> str:
        """The code for a code or any system's label, whatever case or dash.

        A code that the profile does not offer is refused with those it does.
        """
        code = words if words in self.codes else self.index.get(folded(words))
        offered = self.offered(book)
        if code is None or (book and self.name in book.lists and code not in offered):
            near = {self.index[word] for word in nearest_to(words, self.index)}
            likely = tuple(self._named(id, book) for id in offered if id in near)
            raise UnknownCode(words, self.title.lower(), likely, self._some(offered))
        return code

    def _named(self, code: str, book: Rulebook | None) -> str:
        """A code with its label, where that says more than the code does."""
        label = self.label(code, book)
        said = folded(label).replace(" ", "-")
        return code if said == code else f"{code} ({label})"

    def _some(self, offered: tuple[str, ...]) -> str:
        """A few codes, or all where they are few."""
        if len(offered) <= FEW:
            return f"One of {', '.join(offered)}."
        return (
            f"One of {', '.join(offered[:FEW])}, ...; "
            f"wioatrack reference show {self.name} prints all {len(offered)}."
        )

    def flag(self, words: str) -> str:
        """What to say about an old value that was taken and mapped; else empty."""
        return self.flags.get(folded(words), "")


@cache
def list_names(root: Path | None = None) -> tuple[str, ...]:
    """All lists there are, by name."""
    return names_in(root or data_root(), "lists")


@cache
def load_list(name: str, root: Path | None = None) -> CodeList:
    """One list. A name that no file has is a mistake in the program: `KeyError`."""
    if name not in list_names(root):
        raise KeyError(name)
    base = root or data_root()
    file = base / "lists" / f"{name}.toml"

    def made() -> dict[str, Any]:
        from wioatrack.rulebooks.checked.lists import checked_list

        return checked_list(file)

    if root is not None:
        return _list(made())
    return _list(kept.remembered(f"list-{name}", (file, base / "citations.toml"), made))


def _list(plain: dict[str, Any]) -> CodeList:
    codes = {
        id: Code(id, label, labels, tuple(aliases), *rest)
        for id, (label, labels, aliases, *rest) in plain["codes"].items()
    }
    flags: dict[str, str] = {}
    index = {folded(id): id for id in codes}
    for id, code in codes.items():
        for word in code.words():
            index.setdefault(folded(word), id)
        flags |= {folded(word): note for word, note in code.flagged.items()}
    return CodeList(
        plain["name"],
        plain["title"],
        plain["origin"],
        plain["cite"],
        codes,
        index,
        flags,
    )
