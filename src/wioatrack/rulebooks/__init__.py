"""Reads `data/` into what rules and commands use, and refuses what it cannot use.

Everything is read on first use and kept for the life of the process; between
processes the checked form is kept in the cache folder.
"""

from wioatrack.rulebooks.activities import (
    Activity,
    ActivitySet,
    find_activity,
    load_activities,
)
from wioatrack.rulebooks.approved import ApprovedCredential, load_approved
from wioatrack.rulebooks.books import (
    ProfileCard,
    load_profiles,
    load_rulebook,
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
    "ProfileCard",
    "UnknownCode",
    "data_root",
    "find_activity",
    "list_names",
    "load_activities",
    "load_approved",
    "load_list",
    "load_profiles",
    "load_rulebook",
    "selectable_profiles",
]
