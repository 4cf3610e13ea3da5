"""Leaving the program, as typed."""

from datetime import date
from typing import Annotated

from wioatrack.entries.kinds import DAY, LINE, TEXT, code, whole
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitEntry:
    """An exit after the checklist."""

    date: Annotated[date, DAY, "Date of program exit."]
    reason: Annotated[str | None, code("exit-reason"), "Exit reason."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyExitEntry:
    """Leaving before completion: date, reason and a case note."""

    date: Annotated[date, DAY, "Date of program exit."]
    reason: Annotated[str, code("exit-reason"), "Exit reason."]
    note: Annotated[str, TEXT, "Case note about why the person left."]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidEntry:
    """Taking an exit back."""

    because: Annotated[str, LINE, "Why the exit is void."]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastFilters:
    """How far ahead exits are foreseen."""

    within: Annotated[
        int | None,
        whole(0, 36_500, "DAYS"),
        "Who reaches them in so many days; all unless given.",
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InactivityFilters:
    """Whose days without service, and how many."""

    profile: Annotated[str | None, code("profile"), "Whose rules hold."] = None
    region: Annotated[str | None, LINE, "Part of the region's name."] = None
    office: Annotated[str | None, LINE, "Part of the office location."] = None
    provider: Annotated[str | None, LINE, "Part of the provider's name."] = None
    group: Annotated[str | None, LINE, "Part of the group's name."] = None
    band: Annotated[str | None, LINE, "One band of days, such as 60-89 or 120+."] = None
    html: Annotated[str | None, LINE, "Write it as a page to this file."] = None
