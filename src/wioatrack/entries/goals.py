"""Goals, as typed."""

from typing import Annotated, ClassVar

from wioatrack.entries.fields import RequiredWhen
from wioatrack.entries.kinds import LONG_LINE, YES_NO, code
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalEntry:
    """What a participant works towards: own words, or those of a template."""

    REQUIRED_WHEN: ClassVar[RequiredWhen] = {("template", None): ("statement",)}

    statement: Annotated[str | None, LONG_LINE, "Goal statement, in simple words."] = (
        None
    )
    template: Annotated[
        str | None, code("goal-template"), "A prepared statement, instead of own words."
    ] = None
    category: Annotated[str, code("goal-category"), "Category."]
    term: Annotated[str, code("goal-term"), "short or long."]
    status: Annotated[
        str, code("goal-status"), "not-started, on-track, off-track, complete."
    ] = "not-started"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFilters:
    """What narrows a list of goals."""

    category: Annotated[str | None, code("goal-category"), "Category."] = None
    term: Annotated[str | None, code("goal-term"), "short or long."] = None
    status: Annotated[str | None, code("goal-status"), "Status."] = None
    prepopulated: Annotated[
        bool | None, YES_NO, "Also goals of every plan that nobody has begun."
    ] = None
