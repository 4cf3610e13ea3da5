"""What narrows the figures of a program year, as typed."""

from typing import Annotated

from wioatrack.entries.kinds import IDENTIFIER, LINE, YES_NO, code, whole
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomesFilters:
    """Which program year, whose records, and how much to say."""

    program_year: Annotated[
        int | None,
        whole(1998, 2198, "YEAR"),
        "The year it starts in; today's unless given.",
    ] = None
    profile: Annotated[str | None, code("profile"), "Whose rules hold."] = None
    region: Annotated[str | None, LINE, "Part of the region's name."] = None
    office: Annotated[str | None, LINE, "Part of the office location."] = None
    provider: Annotated[str | None, LINE, "Part of the provider's name."] = None
    explain: Annotated[str | None, IDENTIFIER, "Why one person stands where: WHO."] = (
        None
    )
    what_if: Annotated[
        bool | None, YES_NO, "Also the records one step from counting."
    ] = None
    html: Annotated[str | None, LINE, "Write it as a page to this file."] = None
