"""Leaving the program, as typed."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from wioatrack.entries.kinds import DAY, LINE, TEXT, code


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
