"""Success stories, as typed."""

from typing import Annotated

from wioatrack.entries.kinds import LINE, TEXT, code
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEntry:
    """A success story by or about a participant."""

    title: Annotated[str, LINE, "Title."]
    text: Annotated[str, TEXT, "The story."]
    audience: Annotated[
        str | None,
        code("story-audience"),
        "Area of the guide: participants, employers, service-providers.",
    ] = None
    submitted_by: Annotated[str | None, LINE, "Who submitted it."] = None
    program_type: Annotated[
        str | None, LINE, "Program type; the application's unless given."
    ] = None
    provider: Annotated[
        str | None, LINE, "Service provider; the application's unless given."
    ] = None
    career_pathway: Annotated[str | None, LINE, "Career pathway."] = None
    status: Annotated[str, code("story-status"), "draft, submitted, published."] = (
        "draft"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFilters:
    """What narrows a list of stories."""

    status: Annotated[str | None, code("story-status"), "Status."] = None
    audience: Annotated[str | None, code("story-audience"), "Area of the guide."] = None
