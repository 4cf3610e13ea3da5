"""What narrows the agenda, as typed."""

from typing import Annotated

from wioatrack.entries.followups import DueFilters
from wioatrack.entries.kinds import IDENTIFIER, LINE, YES_NO, code
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaFilters(DueFilters):
    """The options of `followup due`, and whose clocks."""

    staff: Annotated[
        str | None, IDENTIFIER, "Only what this user is shown: their locations."
    ] = None
    office: Annotated[str | None, LINE, "Part of the office location."] = None
    profile: Annotated[str | None, code("profile"), "Whose rules hold."] = None
    band: Annotated[str | None, LINE, "overdue, due, soon or later."] = None
    counts: Annotated[bool | None, YES_NO, "Only how many of each kind, by band."] = (
        None
    )
    digest: Annotated[
        str | None, LINE, "Write a week's digest in Markdown to this file."
    ] = None
