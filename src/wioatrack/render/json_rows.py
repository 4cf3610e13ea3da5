"""Rows of JSON lines, written so that they can be read again."""

import json
from collections.abc import Sequence
from typing import Any

from wioatrack.actions.batches.headers import FAILED, plain
from wioatrack.actions.batches.rows import Row, Table

SPACE = " \t\r\n"


def json_line(table: Table, row: Row, reasons: str | None) -> str:
    """A row as one JSON object, with its line and the reasons where there are any.

    One that was not understood stands as it stood; a line that is no object, alone.
    """
    pairs: dict[str, Any] = {}
    if reasons is not None:
        pairs |= dict(zip(FAILED, (row.line, reasons), strict=True))
    if row.raw and isinstance(row.raw, str):
        members = members_of(row.raw)
        if members is None:
            return row.raw.rstrip("\r\n")
        own = [(key, written(value)) for key, value in pairs.items()]
        stood = [one for one in members if plain(one[0]) not in FAILED]
        words = (f"{written(key)}: {value}" for key, value in own + stood)
        return f"{{{', '.join(words)}}}"
    if table.mixed:
        pairs["noun"] = table.header.noun.name
    for name, cell in zip(table.header.names, row.cells, strict=True):
        if cell:
            pairs[name] = cell if isinstance(cell, str) else list(cell)
    return written(pairs)


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def members_of(text: str) -> Sequence[tuple[str, str]] | None:
    """Each key of an object with its value as it is written, doubled keys too.

    None where the text is no JSON object.
    """
    # Numbers are not read: one may have more digits than Python takes.
    decoder = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
    try:
        if not isinstance(decoder.decode(text), dict):
            return None
        members, at = [], after_space(text, text.index("{") + 1)
        while text[at] != "}":
            key, end = decoder.raw_decode(text, at)
            begins = after_space(text, after_space(text, end) + len(":"))
            _, end = decoder.raw_decode(text, begins)
            members.append((key, text[begins:end]))
            at = after_space(text, end)
            if text[at] == ",":
                at = after_space(text, at + 1)
    except (ValueError, RecursionError):
        return None
    return members


def after_space(text: str, at: int) -> int:
    """Where the next word of JSON begins."""
    while text[at] in SPACE:
        at += 1
    return at
