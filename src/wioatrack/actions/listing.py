"""What part of a listing is shown: searched, sorted, cut."""

import re
from collections.abc import Iterable
from typing import Any
from unicodedata import normalize

from wioatrack.actions.results import Record
from wioatrack.errors import BadEntry
from wioatrack.lean import dataclass

AMOUNT = re.compile(r"-?[0-9]{1,18}(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Page:
    """`search` is part of any column; `sort` a field, with a minus for descending."""

    search: str | None = None
    sort: str | None = None
    limit: int | None = None

    @property
    def sql_limit(self) -> int:
        """How many rows to ask the database for; -1 for all.

        Searching and sorting look at derived columns too, so they need every row.
        """
        return self.limit if self.limit and not (self.search or self.sort) else -1


def paged(rows: list[Record], page: Page, keys: tuple[str, ...]) -> list[Record]:
    """The rows that contain the search words, in order, at most `limit` of them.

    Raises `BadEntry` for a field to sort by that is none of the `keys` of the rows, also
    where there are no rows.
    """
    name = (page.sort or "").lstrip("-").replace("-", "_")
    if name and name not in keys:
        raise BadEntry(
            f"--sort: there is no field {page.sort!r}.",
            f"The fields: {', '.join(keys)}.",
        )
    if page.search:
        wanted = folded(page.search)
        rows = [
            row
            for row in rows
            if any(wanted in folded(value) for value in row.values())
        ]
    if page.sort and name:
        rows = sorted(
            rows, key=lambda row: _order(row[name]), reverse=page.sort.startswith("-")
        )
    return rows if page.limit is None else rows[: page.limit]


def folded(value: Any) -> str:
    """A value as words to compare: without case, composed and decomposed alike."""
    return "" if value is None else normalize("NFC", str(value)).casefold()


def contains(value: Any, part: str | None) -> bool:
    """Whether a filter's words are part of the value; no words match all."""
    return part is None or folded(part) in folded(value)


def one_of(option: str, given: str | None, known: Iterable[str]) -> str | None:
    """The word of a closed filter, whatever its case; none where none is given.

    Raises `BadEntry` with the nearest: a slip would else be a list without rows.
    """
    if given is None:
        return None
    words = sorted(known)
    wanted = folded(given.strip())
    if wanted in words:
        return wanted
    from wioatrack.rulebooks.search import nearest_to

    near = nearest_to(wanted, words)
    raise BadEntry(
        f"{option}: {given!r} is none of its words.",
        f"Did you mean {' or '.join(near)}?" if near else f"One of {', '.join(words)}.",
    )


def _order(value: Any) -> tuple[bool, int, float, str]:
    """Numbers by size, also those that JSON has as words (`475.00`); nothing last."""
    if isinstance(value, bool | int | float) or _is_number(value):
        return (False, 0, float(value), folded(value))
    return (value is None, 1, 0.0, folded(value))


def _is_number(value: Any) -> bool:
    """Whether it is an amount, hours or a number, as JSON prints them."""
    return isinstance(value, str) and AMOUNT.fullmatch(value) is not None
