"""Rows that say themselves of which noun they are, and whether that is this one."""

from wioatrack.actions.batches.findings import Found
from wioatrack.actions.batches.headers import plain
from wioatrack.actions.batches.register import NOUNS, nearest_noun

SHOWN = 60


def of_another(own: str, words: str) -> Found | None:
    """What is wrong with a row in a load of one noun that names this one."""
    name = plain(words)
    if name in ("", own):
        return None
    if name not in NOUNS:
        return of_none(words)
    return Found(
        "row.noun",
        f"The row is one of {name}, and this is a load of {own}.",
        "noun",
        name,
        fix=f"Load it by `wioatrack import {name} FILE`; `wioatrack import all FILE` "
        "takes JSON lines of many nouns.",
    )


def of_none(words: str) -> Found:
    """A line among those of many nouns whose noun is none, or is missing."""
    if not words.strip():
        message = 'The line names no noun: {"noun": "participant", ...}.'
        return Found("row.noun", message, "noun", fix=nearest_noun(""))
    message = f"{words[:SHOWN]!r} is no noun that comes by the file."
    return Found("row.noun", message, "noun", fix=nearest_noun(words))
