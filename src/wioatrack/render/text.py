"""What a person reads without Rich: aligned columns, one fact a line, findings.

Used when stdout is no terminal, so that pipes and cron mail stay plain and quick.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any
from unicodedata import combining, east_asian_width

from wioatrack.actions.results import ISO, Finding, Listing
from wioatrack.render.gate import one_line, visible
from wioatrack.rules.checklist import Blocker

SPELT = {"id": "ID", "et_status": "E&T status", "ssn4": "SSN, last four",
         "state_id": "State ID", "source_id": "Source ID"}  # fmt: skip
FOR_SCRIPTS = frozenset(
    {"participant_id", "application_id", "source_and_id", "updated_at", "activity_set"}
)
NOTHING = "–"
ISO_DAY = re.compile(
    r"(?<![\w/.-])(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\w/-]|\.\w)"
)
MOMENT = re.compile(r"^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})\+00:00$")
# What a record's profile says in sentences of its rules.
SENTENCES = frozenset({"reasons"})
# The name of a fact, and the space up to its value.
FACT = re.compile(r" *\S+(?: \S+)* {2,}(?=\S)")
MARK = {"system": "✗", "procedure": "✗", "advice": "!"}


def words(value: Any) -> str:
    """One value as a person reads it, safe for a terminal."""
    if value is None or value == "" or value == [] or value == {}:
        return NOTHING
    if value is True:
        return "yes"
    if value is False:
        return "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{one_line(str(k))} {words(v)}" for k, v in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(words(item) for item in value)
    return one_line(MOMENT.sub(r"\1 \2 UTC", str(value)))


def label(key: str) -> str:
    """`credential_deadline` as Credential deadline, `et_status` as E&T status."""
    return SPELT.get(key) or key.replace("_", " ").capitalize()


def filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """The facts there are: a person reads no list of what is empty, nor row numbers."""
    return {
        key: value
        for key, value in localized(values).items()
        if words(value) != NOTHING and key not in FOR_SCRIPTS
    }


def localized(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with days as the record's own agency writes them (D35).

    A record that names no profile, or one of ISO days, stays as it is. What somebody
    wrote stays as it was written; only what rules say in it has its days changed too.
    """
    style = date_style(values.get("profile"))
    if style == ISO:
        return dict(values)
    return {
        key: [spoken(said, style) for said in value]
        if key in SENTENCES
        else in_style(value, style)
        for key, value in values.items()
    }


@cache
def date_style(profile: str | None) -> str:
    """How a profile writes days: `iso`, as where there is none, or `us`."""
    if profile is None:
        return ISO
    from wioatrack.rulebooks import load_rulebook

    return load_rulebook(profile).date_style


def in_style(value: Any, style: str) -> Any:
    """A value, or what it is made of, with what is a day written as people write it."""
    if isinstance(value, str):
        return spoken(value, style) if ISO_DAY.fullmatch(value) else value
    if isinstance(value, Mapping):
        return {key: in_style(part, style) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [in_style(part, style) for part in value]
    return value


def spoken(sentence: str, style: str) -> str:
    """A rule's sentence with its days as people write them: whole ISO days only.

    What only looks like one, such as part of a longer number, a path or a file's name,
    stays as it is.
    """
    return sentence if style == ISO else ISO_DAY.sub(r"\2/\3/\1", sentence)


def record(values: Mapping[str, Any]) -> str:
    """One fact a line, the names aligned; nested records indented below theirs."""
    values = filled(values)
    width = max((len(label(key)) for key in values), default=0)
    lines = []
    for key, value in values.items():
        if _is_table(value):
            lines.append(f"{label(key)}")
            lines += [f"  - {words(item)}" for item in value]
        else:
            lines.append(f"{label(key):<{width}}  {words(value)}")
    return "\n".join(lines)


def table(listing: Listing, width: int | None = None) -> str:
    """Aligned columns, a header, and the sentence for no rows.

    Where that is wider than what is there, each row is told alone.
    """
    if not listing.rows:
        return listing.empty
    heads = [listing.labels.get(column, label(column)) for column in listing.columns]
    body = [
        [words(row.get(column)) for column in listing.columns]
        for row in map(localized, listing.rows)
    ]
    lines = [heads, *body]
    widths = [max(map(cells, column)) for column in zip(*lines, strict=True)]
    if width is not None and sum(widths) + 2 * (len(widths) - 1) > width:
        return "\n\n".join(block(heads, line) for line in body)
    return "\n".join("  ".join(map(padded, line, widths)).rstrip() for line in lines)


def block(heads: Sequence[str], said: Sequence[str]) -> str:
    """One row, a line for each cell that says something."""
    facts = [pair for pair in zip(heads, said, strict=True) if pair[1] != NOTHING]
    widest = max((cells(head) for head, _ in facts), default=0)
    return "\n".join(f"{padded(head, widest)}  {words}" for head, words in facts)


def cells(words: str) -> int:
    """How many columns of a terminal words take: a wide letter two, a mark none."""
    if words.isascii():
        return len(words)
    return sum(
        0 if combining(one) else 2 if east_asian_width(one) in "WF" else 1
        for one in words
    )


def padded(words: str, width: int) -> str:
    return words + " " * (width - cells(words))


def folded(words: str, width: int) -> str:
    """Lines no longer than the terminal is wide, what is carried over set in.

    No word is broken: one that is wider than a line keeps a line of its own.
    """
    return "\n".join(
        part
        for line in words.split("\n")
        for part in ([line] if cells(line) <= width else _carried(line, width))
    )


def _carried(line: str, width: int) -> Iterator[str]:
    """Under the value of a fact where there is room for it, else two further in."""
    margin = len(line) - len(line.lstrip())
    named = FACT.match(line)
    inward = named.end() if named and named.end() <= width // 2 else margin + 2
    part = line[: named.end() if named and named.end() <= width // 2 else margin]
    begun = False
    for word in line[len(part) :].split():
        if begun and cells(part) + 1 + cells(word) > width:
            yield part
            part, begun = " " * inward, False
        part += f" {word}" if begun else word
        begun = True
    yield part


def finding(found: Finding) -> str:
    """What is wrong with the values, why, and the command that repairs it."""
    said = spoken(found.message, found.date_style)
    lines = [f"{MARK[found.severity]} {found.rule} ({found.severity}): {said}"]
    if found.source:
        lines.append(f"    source: {found.source}")
    if found.fix:
        lines.append(f"    fix: {found.fix}")
    return "\n".join(visible(line) for line in lines)


def blocker(item: str, found: Blocker, style: str = ISO) -> str:
    """What keeps a box open, and the command that clears it."""
    said = one_line(spoken(found.message, style))
    return (
        f"  {one_line(item)}: {said} [{one_line(found.record)}]\n"
        f"    fix: {one_line(found.fix)}"
    )


def findings(found: Iterable[Finding]) -> str:
    return "\n".join(finding(item) for item in found)


def _is_table(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, Mapping) for item in value)
    )
