"""Takes data files apart key by key, and refuses what it cannot use."""

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from wioatrack.errors import BadDataFile

Part = TypeVar("Part")

MAY_BE_EMPTY = ("href", "subject", "note")
NAME = re.compile(r"[a-z0-9]+(?:[-./][a-z0-9]+)*")


def refuse(file: Path, key: str, reason: str) -> NoReturn:
    """One sentence with file, key and reason: enough to go and repair it."""
    raise BadDataFile(
        f"{file.name}: {key}: {reason}" if key else f"{file.name}: {reason}",
        "Repair the file; `data/README.md` says how each one is written.",
    )


class Section:
    """One table of a data file. Whatever is not taken from it is refused."""

    def __init__(self, file: Path, key: str, raw: Any) -> None:
        self.file = file
        self.key = key
        if not isinstance(raw, dict):
            refuse(file, key, "a table is expected here")
        self.raw: dict[str, Any] = raw
        self.taken: set[str] = set()

    def word(self, name: str, default: str | None = None) -> str:
        """Text. Without a default it may not be left out."""
        return self._take(name, str, "text", default)

    def number(self, name: str) -> int:
        return self._take(name, int, "a whole number", None)

    def flag(self, name: str) -> bool:
        """True or false; false when left out."""
        return self._take(name, bool, "true or false", False)

    def day(self, name: str) -> date:
        return self._take(name, date, "a date such as 2024-07-01", None)

    def day_or_none(self, name: str) -> date | None:
        return self.day(name) if name in self.raw else None

    def words(self, name: str) -> tuple[str, ...]:
        """A list of texts, each once; empty when left out."""
        listed = self._take(name, list, "a list", [])
        if not all(isinstance(word, str) and word.strip() for word in listed):
            self.refuse(name, "every entry must be text")
        if len(set(listed)) < len(listed):
            self.refuse(name, "an entry stands here twice")
        return tuple(listed)

    def any(self, name: str) -> Any:
        if name not in self.raw:
            self.refuse(name, "is missing")
        self.taken.add(name)
        return self.raw[name]

    def choice(self, name: str, allowed: tuple[str, ...], default: str = "") -> str:
        word = self.word(name, default or None)
        if word not in allowed:
            self.refuse(name, f"{word!r} is none of {', '.join(allowed)}")
        return word

    def table(self, name: str) -> "Section":
        """A table inside; an empty one when left out."""
        self.taken.add(name)
        return Section(self.file, self._path(name), self.raw.get(name, {}))

    def tables(self, name: str) -> Iterator["Section"]:
        """A list of tables inside."""
        self.taken.add(name)
        listed = self.raw.get(name, [])
        if not isinstance(listed, list):
            self.refuse(name, "a list of tables is expected here")
        for at, raw in enumerate(listed, 1):
            yield Section(self.file, f"{self._path(name)} {at}", raw)

    def sections(self) -> Iterator[tuple[str, "Section"]]:
        """Every table inside, by name."""
        for name in self.raw:
            yield name, self.table(name)

    def each(self, take: Callable[["Section", str], Part]) -> dict[str, Part]:
        """Every key inside, taken the same way."""
        return {name: take(self, name) for name in self.raw}

    def close(self) -> None:
        """Refuse every key that nobody asked for."""
        odd = sorted(self.raw.keys() - self.taken)
        if odd:
            self.refuse(odd[0], "is not a key that is known here")

    def refuse(self, name: str, reason: str) -> NoReturn:
        refuse(self.file, self._path(name), reason)

    def _take(self, name: str, kind: type[Part], called: str, default: Any) -> Part:
        self.taken.add(name)
        value: object = self.raw.get(name, default)
        if value is None:
            self.refuse(name, "is missing")
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.refuse(name, f"{called} is expected here")
        if value == "" and name in self.raw and name not in MAY_BE_EMPTY:
            self.refuse(name, "is empty")
        return value

    def _path(self, name: str) -> str:
        return ".".join(part for part in (self.key, name) if part)


def read(file: Path) -> Section:
    """A whole TOML file, ready to be taken apart."""
    try:
        return Section(file, "", tomllib.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        refuse(file, "", "there is no such file")
    except OSError as problem:
        refuse(file, "", f"cannot be read: {problem.strerror}")
    except UnicodeDecodeError:
        refuse(file, "", "is not UTF-8 text")
    except tomllib.TOMLDecodeError as problem:
        refuse(file, "", f"is not TOML: {problem}")
