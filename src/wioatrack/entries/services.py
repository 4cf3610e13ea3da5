"""Services, activities and referrals, as typed."""

from datetime import date
from typing import Annotated

from wioatrack.entries.fields import Many
from wioatrack.entries.kinds import (
    DAY,
    IDENTIFIER,
    LINE,
    NUMBER,
    RECORD_ID,
    TEXT,
    YES_NO,
    Kind,
    Lists,
    Unreadable,
    code,
    say_hundredths,
)
from wioatrack.lean import dataclass

HOURS_OF_A_WEEK = 7 * 24


def read_weekly_hours(text: str, lists: Lists, today: date) -> int:
    """Hours of one week in hundredths; a week has no more than it has."""
    hours: int = NUMBER.read(text, lists, today)
    if hours > HOURS_OF_A_WEEK * 100:
        raise Unreadable(
            f"{say_hundredths(hours)} hours; a week has {HOURS_OF_A_WEEK}.",
            "Give the hours of one week.",
        )
    return hours


WEEKLY_HOURS = Kind("HOURS", read_weekly_hours, say_hundredths)
# Which activities there are depends on the application's profile, so the words are
# resolved against its sets and not against one list.
ACTIVITY = Kind("CODE", LINE.read)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceEntry:
    """What a participant receives. A profile demands more by its rules."""

    activity: Annotated[
        str, ACTIVITY, "Activity, support service or referral: its code or name."
    ]
    goal: Annotated[int | None, RECORD_ID, "Id of the goal it belongs to."] = None
    status: Annotated[
        str,
        code("service-status"),
        "planned, started, successful, unsuccessful, not-required.",
    ] = "planned"
    planned_start: Annotated[date | None, DAY, "Planned start date."] = None
    planned_end: Annotated[date | None, DAY, "Planned completion (due) date."] = None
    start: Annotated[date | None, DAY, "Day it started."] = None
    end: Annotated[date | None, DAY, "Day it was completed."] = None
    hours: Annotated[int | None, WEEKLY_HOURS, "Planned hours a week."] = None
    provider: Annotated[
        str | None,
        LINE,
        "Who provides it: an id of the provider list, a name, or none; the application's "
        "provider unless given.",
    ] = None
    provider_address: Annotated[
        str | None, LINE, "Street address of another provider."
    ] = None
    provider_city: Annotated[str | None, LINE, "City of another provider."] = None
    provider_state: Annotated[str | None, LINE, "State of another provider."] = None
    provider_zip: Annotated[str | None, IDENTIFIER, "ZIP code of another provider."] = (
        None
    )
    wioa_funded: Annotated[bool | None, YES_NO, "Whether WIOA pays for it."] = None
    note: Annotated[str | None, TEXT, "Other notes."] = None
    situation: Annotated[
        tuple[str, ...],
        Many(code("situation")),
        "Situation or barrier that it addresses; repeatable.",
    ] = ()
    external_id: Annotated[
        str | None, IDENTIFIER, "Its id in the system the record came from."
    ] = None
    no_credential: Annotated[
        bool, YES_NO, "No credential was earned by it; else one was or may be."
    ] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFilters:
    """What narrows a list of services."""

    status: Annotated[str | None, code("service-status"), "Status."] = None
    activity: Annotated[str | None, LINE, "Activity: its code or name."] = None
    group: Annotated[
        str | None,
        LINE,
        "Group: snap-et, support, other, referral, career, training.",
    ] = None
    provider: Annotated[str | None, LINE, "Part of the provider's name."] = None
    goal: Annotated[int | None, RECORD_ID, "Id of the goal."] = None
    open: Annotated[bool | None, YES_NO, "Only those started and not closed."] = None
    wioa_funded: Annotated[bool | None, YES_NO, "Whether WIOA pays for it."] = None
    prepopulated: Annotated[
        bool | None, YES_NO, "Also steps of every plan that nobody has begun."
    ] = None
