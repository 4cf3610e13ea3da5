"""What narrows a list of due dates, as typed."""

from typing import Annotated

from wioatrack.entries.kinds import LINE, YES_NO, whole
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFilters:
    """Which due dates, and how the answer is given."""

    within: Annotated[
        int | None, whole(0, 36_500, "DAYS"), "Also what falls due in so many days."
    ] = None
    kind: Annotated[str | None, LINE, "Only this kind, such as worksite."] = None
    exit_code: Annotated[bool | None, YES_NO, "Exit with 7 when something is due."] = (
        None
    )
    names: Annotated[bool | None, YES_NO, "Show names too; ids only otherwise."] = None
    ics: Annotated[str | None, LINE, "Write a calendar of them to this file."] = None
