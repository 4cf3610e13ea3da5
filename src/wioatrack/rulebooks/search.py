"""How words are held against codes and labels, and what is offered when none fits."""

import re
from collections.abc import Iterable

from wioatrack.errors import BadEntry


class UnknownCode(BadEntry):
    """The words name no code of a closed list; `nearest` is what they may mean.

    Where nothing is like them, `instead` says what there is.
    """

    def __init__(
        self, words: str, of: str, nearest: tuple[str, ...], instead: str | None = None
    ) -> None:
        shown = words if len(words) <= 60 else f"{words[:60]}..."
        hint = f"Did you mean {' or '.join(nearest)}?" if nearest else instead
        super().__init__(f"{shown!r} is not a {of}.", hint)
        self.nearest = nearest


DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-", "−": "-", "’": "'", " ": " "})


def folded(words: str) -> str:
    """Case, kinds of dash, blanks around dashes and slashes, and a last dot aside."""
    plain = " ".join(words.translate(DASHES).casefold().split())
    for mark in "-/":
        plain = plain.replace(f" {mark}", mark).replace(f"{mark} ", mark)
    return plain.removesuffix(".")


def nearest_to(words: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The known words that look most like these, the likest first."""
    from difflib import get_close_matches

    return tuple(get_close_matches(folded(words), list(known), count, 0.5))


def tokens(text: str) -> list[str]:
    """The words of a text, in lower case, a plural s aside."""
    words = re.findall(r"[^\W_]+", text.casefold())
    return [
        word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words
    ]
