"""What a person reads without Rich: aligned columns, one fact a line, findings.

Used when stdout is no terminal, so that pipes and cron mail stay plain and quick.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from wioatrack.actions.results import Finding, Listing
from wioatrack.render.gate import one_line, visible
from wioatrack.rules.checklist import Blocker

SPELT = {"id": "ID", "et_status": "E&T status", "ssn4": "SSN, last four",
         "state_id": "State ID", "source_id": "Source ID"}  # fmt: skip
FOR_SCRIPTS = frozenset(
    {"participant_id", "application_id", "source_and_id", "updated_at", "activity_set"}
)
NOTHING = "–"
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
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
    return one_line(str(value))


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

    A record that names no profile, or one of ISO days, stays as it is.
    """
    if values.get("profile") is None or date_style(values["profile"]) != "us":
        return dict(values)
    return {key: _american(value) for key, value in values.items()}


@cache
def date_style(profile: str) -> str:
    """How a profile writes days: `iso` or `us`."""
    from wioatrack.rulebooks import load_rulebook

    return load_rulebook(profile).date_style


def _american(value: Any) -> Any:
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        return f"{value[5:7]}/{value[8:]}/{value[:4]}"
    return value


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


def table(listing: Listing) -> str:
    """Aligned columns, a header, and the sentence for no rows."""
    if not listing.rows:
        return listing.empty
    heads = [listing.labels.get(column, label(column)) for column in listing.columns]
    body = [
        [words(row.get(column)) for column in listing.columns]
        for row in map(localized, listing.rows)
    ]
    widths = [
        max(len(head), *(len(line[i]) for line in body)) for i, head in enumerate(heads)
    ]
    return "\n".join(
        "  ".join(
            cell.ljust(width) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in [heads, *body]
    )


def finding(found: Finding) -> str:
    """What is wrong with the values, why, and the command that repairs it."""
    lines = [f"{MARK[found.severity]} {found.rule} ({found.severity}): {found.message}"]
    if found.source:
        lines.append(f"    source: {found.source}")
    if found.fix:
        lines.append(f"    fix: {found.fix}")
    return "\n".join(visible(line) for line in lines)


def blocker(item: str, found: Blocker) -> str:
    """What keeps a box open, and the command that clears it."""
    return (
        f"  {one_line(item)}: {one_line(found.message)} [{one_line(found.record)}]\n"
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
