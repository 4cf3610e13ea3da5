"""What staff do with success stories."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from wioatrack.actions import headers
from wioatrack.actions.cases import (
    Case,
    cases_seen,
    find_case,
    find_cases,
    record_by_id,
)
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, file_record
from wioatrack.actions.listing import Page, paged
from wioatrack.actions.results import Done, Listing, Record, Refused
from wioatrack.actions.roles import Actor, actor
from wioatrack.entries.stories import StoryEntry, StoryFilters
from wioatrack.rulebooks import load_list
from wioatrack.store import Answers

if TYPE_CHECKING:
    from wioatrack.store import Store

ONE = "SELECT * FROM story WHERE id = :id"
OF_CASE = "SELECT * FROM story WHERE application_id = :id ORDER BY id"
TOLD = "SELECT DISTINCT application_id FROM story"
COLUMNS = ("id", "title", "program_type", "provider", "career_pathway", "created_on",
           "status_label")  # fmt: skip
LABELS = {"provider": "Service provider", "created_on": "Date created",
          "status_label": "Status"}  # fmt: skip


def add_story(desk: Desk, who: str, entry: StoryEntry) -> Done | Refused:
    """Keep a story; program and provider are the application's unless given (OUT-48)."""

    def judge(store: Answers, acting: Actor) -> Judged[Case]:
        return Judged(find_case(store, acting, who))

    def write(store: "Store", judged: Judged[Case]) -> int:
        from wioatrack.models.afterwards import Story

        case = judged.facts
        values = asdict(entry)
        values["program_type"] = entry.program_type or case.program
        values["provider"] = entry.provider or case.provider
        return store.keep(Story(application_id=case.application_id, **values))

    return file_record(desk, "story", judge, write, shown)


def shown(store: Answers, acting: Actor, story_id: int) -> Record:
    """A story as it is on file."""
    row, case = record_by_id(store, acting, "story", ONE, story_id)
    return record_of(case, row)


def record_of(case: Case, row: Record) -> Record:
    """A story as JSON has it (OUT-49)."""
    same = ("title", "text", "audience", "submitted_by", "program_type", "provider",
            "career_pathway", "status")  # fmt: skip
    return {
        "id": row["id"],
        **case.keys(),
        **{name: row[name] for name in same},
        "status_label": load_list("story-status").label(row["status"]),
        "created_on": row["created_on"],
        "created_by": row["created_by"],
    }


def list_stories(
    desk: Desk, who: str | None, wanted: StoryFilters, page: Page
) -> Listing:
    """The stories of a person, or every one that the actor may see."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        cases = seen(store, acting) if who is None else find_cases(store, acting, who)
        records = [
            record_of(case, row)
            for case in cases
            for row in store.ask(OF_CASE, id=case.application_id)
            if wanted.status in (None, row["status"])
            and wanted.audience in (None, row["audience"])
        ]
    empty = (
        f"No story yet. wioatrack story add {who or 'WHO'} --title TITLE --text TEXT"
    )
    return Listing(
        "story",
        paged(records, page, headers.STORY),
        COLUMNS,
        empty,
        LABELS,
        keys=headers.STORY,
    )


def seen(store: Answers, acting: Actor) -> list[Case]:
    """The cases with a story that the actor sees."""
    told = {row["application_id"] for row in store.ask(TOLD)}
    return cases_seen(store, acting, told)
