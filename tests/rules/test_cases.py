"""Each file in `cases/` describes one rule by example; this runs them all.

    rule = "credential.window"
    profile = "cook"                       # whose rulebook answers

    [[case]]
    name = "attained one day too late"
    given = { exited_on = 2016-08-31, received_on = 2017-09-01 }
    verdict = "not-met"

A case may also hold `profile`, `message` (the whole sentence), `says` (a part of it),
`missing`, `severity`, `fix` and `covers` (requirement ids). Facts left out of `given`
keep their default, or are not on file.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from wioatrack.rulebooks import load_rulebook
from wioatrack.rules.index import every_rule

CASES = Path(__file__).parent / "cases"
FILE_KEYS = {"rule", "profile", "covers", "case"}
CASE_KEYS = {
    *("name", "profile", "given", "covers"),
    *("verdict", "message", "says", "missing", "severity", "fix"),
}


def described() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        assert document.keys() <= FILE_KEYS, path.name
        for case in document["case"]:
            ids = (*document.get("covers", ()), *case.get("covers", ()))
            found.append(
                pytest.param(
                    document["rule"],
                    {"profile": document.get("profile")} | case,
                    id=f"{document['rule']}: {case['name']}",
                    marks=[pytest.mark.covers(*ids)] if ids else [],
                )
            )
    return found


def built(kind: Any, raw: Any) -> Any:
    """A fact of this type from what TOML can hold."""
    origin, inside = get_origin(kind), get_args(kind)
    if raw is None:
        return None
    if origin in (Union, UnionType):
        return built(next(arm for arm in inside if arm is not type(None)), raw)
    if origin is tuple and inside[1:] != (...,):
        return tuple(built(one, part) for one, part in zip(inside, raw, strict=True))
    if origin in (tuple, frozenset):
        return origin(built(inside[0], part) for part in raw)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {built(inside[0], key): built(inside[1], raw[key]) for key in raw}
    if is_dataclass(kind):
        return facts_of(kind, raw)
    if isinstance(kind, type) and issubclass(kind, tuple):
        return kind(*raw)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(raw)
    return raw


def facts_of(kind: Any, given: dict[str, Any]) -> Any:
    """Facts with what a case leaves out blank, or as they are by default."""
    hints = get_type_hints(kind)
    assert given.keys() <= hints.keys(), f"{kind.__name__} has no such fact"
    taken = {}
    for field in fields(kind):
        if field.name in given:
            taken[field.name] = built(hints[field.name], given[field.name])
        elif field.default is MISSING and field.default_factory is MISSING:
            several = get_origin(hints[field.name]) in (tuple, frozenset)
            taken[field.name] = get_origin(hints[field.name])() if several else None
    return kind(**taken)


@pytest.mark.parametrize(("rule_id", "case"), described())
def test_rule_answers_as_described(rule_id: str, case: dict[str, Any]) -> None:
    """The verdict, and whatever else the case names."""
    assert case.keys() <= CASE_KEYS
    card = every_rule()[rule_id]

    outcome = card.answer(
        facts_of(card.takes, case["given"]), load_rulebook(case["profile"])
    )

    assert outcome.verdict == case["verdict"], outcome.message
    assert outcome.missing == tuple(case.get("missing", ()))
    assert outcome.message == case.get("message", outcome.message)
    assert case.get("says", "") in outcome.message
    assert outcome.severity == case.get("severity", outcome.severity)
    assert outcome.fix == case.get("fix", outcome.fix)
    assert outcome.citations
