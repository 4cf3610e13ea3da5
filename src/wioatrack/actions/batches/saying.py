"""Words for what is kept as the program's own codes, read again as the same."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from wioatrack.actions.credential_facts import secondary_type
from wioatrack.actions.programs import OFFERED
from wioatrack.rulebooks import (
    UnknownCode,
    find_activity,
    load_rulebook,
    selectable_profiles,
)
from wioatrack.rules.support import LIFETIME, period_named

# The code of the label that stands for a diploma and for its equivalent alike.
EITHER = "secondary-diploma"


@cache
def say_activity(kept: str, profile: str | None) -> str:
    """`SET:CODE` as short as the profile lets it be: the code where it means the same.

    Without a profile, as programs say what may be added to plans.
    """
    name, _, code = kept.partition(":")
    try:
        found = find_activity(code, sets_of(profile), older=profile is not None)
    except UnknownCode:
        return kept
    return code if (found.set, found.code) == (name, code) else kept


@cache
def sets_of(profile: str | None) -> tuple[str, ...]:
    """The activity sets in which words are looked up."""
    if profile is not None:
        return load_rulebook(profile).activity_sets
    books = map(load_rulebook, selectable_profiles())
    sets = (
        name for book in books if book.holding(OFFERED) for name in book.activity_sets
    )
    return tuple(dict.fromkeys(sets))


def say_day_of(kept: str, profile: str | None) -> str:
    """`PERIOD DAY` as the day of the period that is nearest to the day."""
    period, _, day = kept.rpartition(" ")
    if period == LIFETIME:
        return day
    return period_named(period).nearest(date.fromisoformat(day)).isoformat()


def type_meant(code: str, row: Mapping[str, Any]) -> str:
    """The type of a credential whose label stands for two: the name decides (D40)."""
    if code == EITHER:
        return secondary_type(row["name"]) or code
    return code
