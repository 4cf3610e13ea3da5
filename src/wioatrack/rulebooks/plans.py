"""`plans/*.toml`: what a plan holds from the start, and what is recommended for it.

A profile has the plan of its own name, or that of the nearest profile it extends.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from wioatrack.lean import dataclass
from wioatrack.rulebooks import cache as kept
from wioatrack.rulebooks.root import data_root, names_in
from wioatrack.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Dated:
    """From when to when something is said, where, and how surely."""

    effective: date
    until: date | None
    cite: str
    evidence: str
    note: str

    def holds(self, on: date) -> bool:
        return self.effective <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class PlannedGoal:
    """A goal that is in every plan from the start, with the steps that lead to it."""

    dated: Dated
    statement: str
    category: str
    term: str
    measure: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """An activity, and whom it is for: any one code of every condition must fit."""

    dated: Dated
    activity: str
    because: str
    when: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class PlanBook:
    """One file; the empty one where a profile has none."""

    name: str = ""
    title: str = ""
    goals: tuple[PlannedGoal, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()


def plan_of(book: Rulebook) -> PlanBook:
    """What the profile's plans hold, or an empty book."""
    known = plan_names()
    name = next((one for one in book.chain if one in known), None)
    return PlanBook() if name is None else load_plan(name)


@cache
def plan_names(root: Path | None = None) -> tuple[str, ...]:
    """The profiles that have a file of their own."""
    return names_in(root or data_root(), "plans")


@cache
def load_plan(name: str, root: Path | None = None) -> PlanBook:
    """One file. A name that no file has is a mistake in the program: `KeyError`."""
    if name not in plan_names(root):
        raise KeyError(name)
    base = root or data_root()

    def made() -> dict[str, Any]:
        from wioatrack.rulebooks.checked.plans import checked_plan

        return checked_plan(base, name)

    if root is not None:
        return _book(made())
    read = [base / "plans" / f"{name}.toml", base / "citations.toml"]
    read += [
        base / folder / f"{one}.toml"
        for folder in ("lists", "activities", "profiles")
        for one in names_in(base, folder)
    ]
    return _book(kept.remembered(f"plan-{name}", read, made))


def _book(plain: dict[str, Any]) -> PlanBook:
    return PlanBook(
        plain["name"],
        plain["title"],
        tuple(
            PlannedGoal(_dated(dated), statement, category, term, measure, tuple(steps))
            for dated, statement, category, term, measure, steps in plain["goals"]
        ),
        tuple(
            Recommendation(
                _dated(dated),
                activity,
                because,
                {name: tuple(codes) for name, codes in when.items()},
            )
            for dated, activity, because, when in plain["recommendations"]
        ),
    )


def _dated(plain: list[Any]) -> Dated:
    effective, until, *rest = plain
    day = date.fromisoformat
    return Dated(day(effective), day(until) if until else None, *rest)
