"""Planned contacts, their outcomes, and what narrows a list of due dates, as typed."""

import datetime as dt
from typing import Annotated

from wioatrack.entries.kinds import DAY, LINE, TEXT, YES_NO, code, whole
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


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowupEntry:
    """A contact that is planned."""

    due: Annotated[dt.date, DAY, "Day on which it is due."]
    quarter: Annotated[
        int | None, whole(1), "The quarter after exit whose outcome it asks for."
    ] = None
    about: Annotated[str | None, TEXT, "What it is about."] = None
    outcome: Annotated[
        str | None, code("contact-outcome"), "What came of it, if it was made that day."
    ] = None
    note: Annotated[str | None, TEXT, "Case note about the contact made."] = None
    youth_placement: Annotated[
        str | None,
        code("youth-placement"),
        "A youth's education or training in that quarter.",
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeEntry:
    """What came of a planned contact."""

    outcome: Annotated[
        str, code("contact-outcome"), "reached, voicemail, declined, ..."
    ]
    date: Annotated[dt.date | None, DAY, "Day of the contact; today unless given."] = (
        None
    )
    note: Annotated[str | None, TEXT, "Case note about the contact."] = None
    youth_placement: Annotated[
        str | None,
        code("youth-placement"),
        "A youth's education or training in that quarter.",
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowupFilters:
    """What narrows a list of planned contacts."""

    open: Annotated[bool | None, YES_NO, "Only open ones, or only settled ones."] = None
    outcome: Annotated[str | None, code("contact-outcome"), "What came of it."] = None
