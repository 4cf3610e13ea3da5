"""`plans/*.toml`, checked against the lists and the activities that they name."""

from pathlib import Path
from typing import Any

from wioatrack.rulebooks.activities import find_activity
from wioatrack.rulebooks.books import load_rulebook
from wioatrack.rulebooks.checked.files import Section, read
from wioatrack.rulebooks.checked.profiles import EVIDENCE
from wioatrack.rulebooks.checked.sources import cited, read_citations
from wioatrack.rulebooks.lists import load_list
from wioatrack.rulebooks.search import UnknownCode
from wioatrack.rules.outcome import Citation

BESIDE = "beside"
CONDITIONS = {"barrier": "situation", "education": "education-level", BESIDE: ""}


def checked_plan(root: Path, name: str) -> dict[str, Any]:
    """One file, ready for JSON; every reference followed."""
    citations = read_citations(root)
    whole = read(root / "plans" / f"{name}.toml")
    if whole.word("plan") != name:
        whole.refuse("plan", f"must be {name!r}, as the file is called")
    try:
        sets = load_rulebook(name, root).activity_sets
    except UnknownCode:
        whole.refuse("plan", f"there is no profile {name!r}")
    title = whole.word("title")
    goals = [_goal(root, entry, sets, citations) for entry in whole.tables("goal")]
    recommended = [
        _recommendation(root, entry, sets, citations)
        for entry in whole.tables("recommendation")
    ]
    whole.close()
    return {
        "name": name,
        "title": title,
        "goals": goals,
        "recommendations": recommended,
    }


def _goal(
    root: Path,
    entry: Section,
    sets: tuple[str, ...],
    citations: dict[str, Citation],
) -> list[Any]:
    steps = [
        _activity(entry, "steps", step, sets, root) for step in entry.words("steps")
    ]
    found = [
        _dated(entry, citations),
        entry.word("statement"),
        _code(root, entry, "category", "goal-category"),
        _code(root, entry, "term", "goal-term"),
        entry.word("measure", ""),
        steps,
    ]
    entry.close()
    return found


def _recommendation(
    root: Path,
    entry: Section,
    sets: tuple[str, ...],
    citations: dict[str, Citation],
) -> list[Any]:
    conditions = entry.table("when")
    when: dict[str, list[str]] = {}
    for name in conditions.raw:
        if name not in CONDITIONS:
            conditions.refuse(name, f"is none of {', '.join(CONDITIONS)}")
        codes = conditions.words(name)
        for code in codes:
            if name == BESIDE:
                _activity(conditions, name, code, sets, root)
            elif code not in load_list(CONDITIONS[name], root).codes:
                conditions.refuse(name, f"{code!r} is not in the list")
        when[name] = list(codes)
    activity = _activity(entry, "activity", entry.word("activity"), sets, root)
    found = [_dated(entry, citations), activity, entry.word("because"), when]
    entry.close()
    return found


def _dated(entry: Section, citations: dict[str, Citation]) -> list[Any]:
    effective, until = entry.day("effective"), entry.day_or_none("until")
    if until and until < effective:
        entry.refuse("until", f"{until} is before {effective}")
    return [
        effective.isoformat(),
        until.isoformat() if until else None,
        cited(entry, citations),
        entry.choice("evidence", EVIDENCE, "stated"),
        entry.word("note", ""),
    ]


def _code(root: Path, entry: Section, key: str, list_name: str) -> str:
    code = entry.word(key)
    if code not in load_list(list_name, root).codes:
        entry.refuse(key, f"{code!r} is not in the list {list_name}")
    return code


def _activity(
    entry: Section, key: str, words: str, sets: tuple[str, ...], root: Path
) -> str:
    """The code of an activity that the profile's current sets have."""
    try:
        return find_activity(words, sets, root=root).code
    except UnknownCode:
        entry.refuse(key, f"no set of the profile has {words!r}")
