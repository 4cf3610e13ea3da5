"""`activities/*.toml`: one set of activity codes per file."""

from pathlib import Path
from typing import Any

from wioatrack.rulebooks.activities import LISTED, QUALIFYING, Activity
from wioatrack.rulebooks.checked.files import Section, read
from wioatrack.rulebooks.checked.sources import cited, read_citations
from wioatrack.rulebooks.search import folded

GROUPS = ("snap-et", "support", "other", "referral", "career", "training", "youth")
EVIDENCE = ("stated", "inferred", "recalled")
EXIT_CLOCK = (QUALIFYING, "self-service", "information-only", "follow-up", "no-service")


def checked_set(file: Path) -> dict[str, Any]:
    """One set, ready for JSON."""
    citations = read_citations(file.parents[1])
    whole = read(file)
    if whole.word("set") != file.stem:
        whole.refuse("set", f"must be {file.stem!r}, as the file is called")
    title, cite, older = (
        whole.word("title"),
        cited(whole, citations),
        whole.flag("older"),
    )
    rows: list[list[Any]] = []
    owners: dict[str, str] = {}
    for entry in whole.tables("activity"):
        row = _row(entry)
        entry.close()
        for word in Activity(file.stem, *row).words():
            if owners.setdefault(folded(word), row[0]) != row[0]:
                entry.refuse("code", f"{word!r} also means {owners[folded(word)]!r}")
        if any(other[0] == row[0] for other in rows):
            entry.refuse("code", f"{row[0]!r} stands here twice")
        rows.append(row)
    if not rows:
        whole.refuse("activity", "a set needs at least one activity")
    whole.close()
    return {
        "name": file.stem,
        "title": title,
        "cite": cite,
        "older": older,
        "activities": rows,
    }


def _row(entry: Section) -> list[Any]:
    trains = entry.flag("education_or_training")
    listed = _listed(entry)
    if listed and not trains:
        entry.refuse("out_of_school", "only education or training is on the list")
    last = entry.day_or_none("out_of_school_until")
    if last is not None and listed != LISTED:
        entry.refuse("out_of_school_until", f"needs out_of_school = {LISTED!r}")
    return [
        entry.word("code"),
        entry.word("name"),
        entry.choice("group", GROUPS),
        entry.word("type", ""),
        entry.words("subtypes"),
        entry.words("aliases"),
        entry.word("service_type", ""),
        entry.word("iwds_name", ""),
        trains,
        entry.flag("leads_to_credential"),
        entry.flag("worksite"),
        entry.flag("below_postsecondary"),
        entry.word("now", ""),
        entry.choice("evidence", EVIDENCE, "stated"),
        entry.word("note", ""),
        entry.choice("exit_clock", EXIT_CLOCK, QUALIFYING),
        listed,
        "" if last is None else last.isoformat(),
    ]


def _listed(entry: Section) -> str:
    """Whether it is on the list for out-of-school youth; empty where nothing is said."""
    if "out_of_school" not in entry.raw:
        return ""
    return entry.choice("out_of_school", (LISTED, "not-listed"))
