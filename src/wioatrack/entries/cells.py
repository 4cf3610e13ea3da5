"""Values as the cells of a table, and cells as values again.

What a spreadsheet would run as a formula carries an apostrophe on the way out, and
loses it on the way in. Several values of one field share a cell.
"""

import re
from collections.abc import Iterable

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")
RISKY = frozenset({*FORMULA, "'"})
BETWEEN = ";"
MARK = re.compile(r"[;\\]")
ESCAPED = re.compile(r"\\([;\\])")
PART = re.compile(r"(?:[^;\\]|\\.|\\)+", re.DOTALL)


def guarded(text: str) -> str:
    """An apostrophe before what a spreadsheet would run, unless it is a number.

    A text that itself starts with an apostrophe gets one more, so that the guard can
    be taken off again without loss.
    """
    if text[:1] not in RISKY:
        return text
    if text.startswith("'"):
        return "'" + text
    if text.startswith(FORMULA) and not _is_number(text):
        return "'" + text
    return text


def unguarded(text: str) -> str:
    """The cell as it was before `guarded`."""
    if text.startswith("''") or (text[:1] == "'" and text[1:2] in FORMULA):
        return text[1:]
    return text


def _is_number(text: str) -> bool:
    digits = text[1:].replace(".", "", 1)
    return text[0] in "+-" and digits.isascii() and digits.isdigit()


def joined(values: Iterable[str]) -> str:
    """Several values in one cell: `a; b`, with a backslash before their own marks."""
    return f"{BETWEEN} ".join(MARK.sub(r"\\\g<0>", value) for value in values)


def parted(cell: str) -> tuple[str, ...]:
    """The values of one cell; empty ones do not count."""
    parts = (ESCAPED.sub(r"\1", part).strip() for part in PART.findall(cell))
    return tuple(part for part in parts if part)
