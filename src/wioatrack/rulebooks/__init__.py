"""Reads `data/` into what rules and commands use, and refuses what it cannot use.

Everything is read on first use and kept for the life of the process; between
processes the checked form is kept in the cache folder. Each name's module is imported
when it is first asked for, since most commands need one or two of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wioatrack.rulebooks.activities import (
        Activity,
        ActivitySet,
        find_activity,
        load_activities,
        set_names,
    )
    from wioatrack.rulebooks.approved import (
        ApprovedCredential,
        Occupation,
        load_approved,
        load_occupations,
    )
    from wioatrack.rulebooks.books import (
        ProfileCard,
        load_profiles,
        load_rulebook,
        numbers_anywhere,
        profiles_holding,
        selectable_profiles,
    )
    from wioatrack.rulebooks.lists import Code, CodeList, list_names, load_list
    from wioatrack.rulebooks.root import data_root
    from wioatrack.rulebooks.search import UnknownCode

__all__ = [
    "Activity",
    "ActivitySet",
    "ApprovedCredential",
    "Code",
    "CodeList",
    "Occupation",
    "ProfileCard",
    "UnknownCode",
    "data_root",
    "find_activity",
    "list_names",
    "load_activities",
    "load_approved",
    "load_list",
    "load_occupations",
    "load_profiles",
    "load_rulebook",
    "numbers_anywhere",
    "profiles_holding",
    "selectable_profiles",
    "set_names",
]

HOMES = {
    "activities": (
        "Activity",
        "ActivitySet",
        "find_activity",
        "load_activities",
        "set_names",
    ),
    "approved": (
        "ApprovedCredential",
        "Occupation",
        "load_approved",
        "load_occupations",
    ),
    "books": (
        "ProfileCard",
        "load_profiles",
        "load_rulebook",
        "numbers_anywhere",
        "profiles_holding",
        "selectable_profiles",
    ),
    "lists": ("Code", "CodeList", "list_names", "load_list"),
    "root": ("data_root",),
    "search": ("UnknownCode",),
}


def __getattr__(name: str) -> Any:
    for module, names in HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(name)
