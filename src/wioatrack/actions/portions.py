"""So many at a time: as many records as one question takes, and memory holds."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

One = TypeVar("One")
AT_ONCE = 500


def portions(found: Iterable[One], size: int = AT_ONCE) -> Iterator[list[One]]:
    """All of them in order, `size` at a time and the rest at the end."""
    remaining = iter(found)
    while some := list(islice(remaining, size)):
        yield some
