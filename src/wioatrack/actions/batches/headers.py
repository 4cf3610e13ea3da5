"""The first line of a file: which columns it has, or why it cannot be used."""

from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches

from wioatrack.actions.batches.findings import Found
from wioatrack.actions.batches.nouns import Noun
from wioatrack.errors import BadEntry
from wioatrack.lean import dataclass

# What `--failed`, `export --provenance` and files of many nouns have beside columns.
NOUN = "noun"
FAILED = ("import_line", "import_findings")
BESIDE = (*FAILED, "import_file", NOUN)
DELIMITERS = (";", "\t", "|", ",")
CALLED = {";": "';'", "\t": r"'\t'", "|": "'|'", ",": "','"}


def plain(name: str) -> str:
    """A header without case, with one mark between words."""
    return "_".join(name.strip().lstrip("\ufeff").casefold().replace("-", " ").split())


def names_noun(word: str) -> bool:
    """Whether a header or key is that of the noun."""
    return plain(word) == NOUN


@dataclass(frozen=True, slots=True)
class Header:
    """The columns in the order of the file; an empty name is a column to pass over.

    `nouns` are the places of columns in which each row says of which noun it is.
    """

    noun: Noun
    names: tuple[str, ...]
    nouns: tuple[int, ...] = ()

    def name_of(self, word: str) -> str | None:
        """The column that a header or key names, if it names one."""
        return column_named(self.noun, word)

    def ignores(self, word: str) -> bool:
        return plain(word) in BESIDE

    def unknown(self, word: str) -> Found:
        """A key that is no column, with the nearest."""
        return Found(
            "row.columns",
            f"{word[:60]!r} is no column of {self.noun.name}.",
            fix=nearest(self.noun, word),
        )


def column_named(noun: Noun, word: str) -> str | None:
    """The column of that name; a person may stand where an application does."""
    names = {column.name for column in noun.columns}
    name = plain(word)
    if name in names:
        return name
    if name.removesuffix("_id") in noun.leads:
        return name.removesuffix("_id")
    if noun.leads and name in ("who", "person", "participant", "application_number"):
        return "application" if "application" in names else noun.leads[0]
    return None


def nearest(noun: Noun, word: str) -> str:
    """What the word may have meant."""
    names = [column.name for column in noun.columns]
    near = get_close_matches(plain(word), names, 2, 0.6)
    if near:
        return f"Did you mean {' or '.join(near)}?"
    return f"wioatrack template {noun.name} prints the columns."


def read_header(noun: Noun, cells: Sequence[str], delimiter: str) -> Header:
    """The columns that the first line names.

    Raises `BadEntry`, in one sentence, where it names none, one twice, or others.
    """
    named = [column_named(noun, cell) for cell in cells]
    unknown = [
        cell
        for cell, name in zip(cells, named, strict=True)
        if name is None and cell.strip() and plain(cell) not in BESIDE
    ]
    if not any(named):
        refuse_delimiter(noun, cells, delimiter)
        raise BadEntry(
            f"The first line names no column of {noun.name}.",
            f"wioatrack template {noun.name} prints the first line.",
        )
    if unknown:
        words = "; ".join(f"{cell[:60]!r}: {nearest(noun, cell)}" for cell in unknown)
        raise BadEntry(f"The header has unknown columns. {words}")
    doubled = [name for name, count in Counter(named).items() if name and count > 1]
    if doubled:
        raise BadEntry(
            f"The header has a column twice: {', '.join(doubled)}.",
            "Keep one of them.",
        )
    missing = [c.name for c in noun.columns if c.required and c.name not in named]
    if missing:
        raise BadEntry(
            f"The header lacks required columns: {', '.join(missing)}.",
            f"wioatrack template {noun.name} prints them all.",
        )
    nouns = (place for place, cell in enumerate(cells) if names_noun(cell))
    return Header(noun, tuple(name or "" for name in named), tuple(nouns))


def refuse_delimiter(noun: Noun, cells: Sequence[str], delimiter: str) -> None:
    """Say which other character parts the columns, if one does."""
    if len(cells) != 1:
        return
    expected = len(noun.columns)
    for other in DELIMITERS:
        if other != delimiter and any(
            column_named(noun, part.strip('"')) for part in cells[0].split(other)
        ):
            raise BadEntry(
                f"1 column found, {expected} expected; the cells are parted by "
                f"{CALLED[other]}.",
                f"Try --delimiter {CALLED[other]}.",
            )
