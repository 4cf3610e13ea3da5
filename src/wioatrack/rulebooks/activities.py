"""`activities/*.toml`: what a participant can receive, one set of codes per file.

Codes changed their meaning between sets, so an activity is named by set and code.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from wioatrack.lean import dataclass
from wioatrack.rulebooks import cache as kept
from wioatrack.rulebooks.root import data_root, names_in
from wioatrack.rulebooks.search import UnknownCode, folded, nearest_to

QUALIFYING = "qualifying"
NEVER_QUALIFYING = ("support", "referral")
LISTED = "listed"


@dataclass(frozen=True, slots=True)
class Activity:
    """`now` is the newest set's code for what an older code meant.

    `out_of_school` is listed or not-listed where it is said whether it is on the list of
    education and training for out-of-school youth, `out_of_school_until` the last day
    on which one so listed may have begun.
    """

    set: str
    code: str
    name: str
    group: str
    type: str = ""
    subtypes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    service_type: str = ""
    iwds_name: str = ""
    education_or_training: bool = False
    leads_to_credential: bool = False
    worksite: bool = False
    below_postsecondary: bool = False
    now: str = ""
    evidence: str = "stated"
    note: str = ""
    exit_clock: str = QUALIFYING
    out_of_school: str = ""
    out_of_school_until: str = ""

    def listed(self, began: date) -> bool | None:
        """Whether it is on the list for out-of-school youth, begun on that day."""
        if not self.out_of_school:
            return None
        if self.out_of_school == LISTED:
            last = self.out_of_school_until
            return not last or began.isoformat() <= last
        return False

    @property
    def qualifying(self) -> bool:
        """Whether receiving it holds the exit off (20 CFR 677.150(c)).

        Support services and referrals do not, nor what the data mark: self-service,
        information only, follow-up, or no service at all.
        """
        held_off = self.exit_clock == QUALIFYING
        return held_off and self.group not in NEVER_QUALIFYING

    @property
    def title(self) -> str:
        """Code and name as the screens show them."""
        return self.name if self.code == self.name else f"{self.code} - {self.name}"

    def words(self) -> Iterable[str]:
        return (self.code, self.title, self.name, *self.aliases)


FEW = 3


@dataclass(frozen=True)
class ActivitySet:
    """One set of codes. Older sets are for import and display only."""

    name: str
    title: str
    cite: str
    older: bool
    activities: Mapping[str, Activity]

    @cached_property
    def index(self) -> Mapping[str, str]:
        """Folded words -> code, for who asks by words: most only ask by code."""
        return {
            folded(word): code
            for code, activity in self.activities.items()
            for word in activity.words()
        }

    def get(self, code: str) -> Activity | None:
        return self.activities.get(code)

    def find(self, words: str) -> Activity | None:
        """The activity for a code, a name or both, whatever case or dash."""
        code = words if words in self.activities else self.index.get(folded(words))
        return None if code is None else self.activities[code]


def find_activity(
    words: str, sets: tuple[str, ...], *, older: bool = False, root: Path | None = None
) -> Activity:
    """The activity that words mean in a profile's sets, its newest set first.

    `SET:CODE` names it exactly. Older sets answer only where `older` says so, and
    only where all of them agree; otherwise the candidates are named.
    """
    loaded = {name: load_activities(name, root) for name in sets}
    named, _, code = words.partition(":")
    if code and named in loaded:
        exact = loaded[named].find(code.strip())
        if exact and (older or not loaded[named].older):
            return exact
    for one in loaded.values():
        found = None if one.older else one.find(words)
        if found:
            return found
    past = [hit for one in loaded.values() if one.older and (hit := one.find(words))]
    if older and past and len({hit.now or hit.name for hit in past}) == 1:
        return past[0]
    if past:
        raise UnknownCode(words, "current activity", tuple(map(_candidate, past)))
    raise UnknownCode(
        words, "known activity", _nearest(words, loaded), _first_few(loaded)
    )


def _candidate(past: Activity) -> str:
    current = f", now {past.now}" if past.now else ""
    return f"{past.set}:{past.code} ({past.name}{current})"


def _nearest(words: str, loaded: Mapping[str, ActivitySet]) -> tuple[str, ...]:
    """Numbers by how far apart they are, words by how much they look alike."""
    near: list[Activity] = []
    for one in loaded.values():
        if one.older:
            continue
        numbered = [hit for hit in one.activities.values() if hit.code.isdecimal()]
        if words.isdecimal() and any(len(hit.code) == len(words) for hit in numbered):
            near += sorted(numbered, key=lambda hit: abs(int(words) - int(hit.code)))
        else:
            found = nearest_to(words, one.index)
            near += [one.activities[one.index[word]] for word in found]
    return tuple(dict.fromkeys(hit.title for hit in near))[:FEW]


def _first_few(loaded: Mapping[str, ActivitySet]) -> str | None:
    """What the newest set begins with, and how to see all of it."""
    for one in loaded.values():
        if not one.older:
            titles = [activity.title for activity in one.activities.values()][:FEW]
            return (
                f"None is like it. There are {', '.join(titles)}, ...; "
                f"wioatrack reference show activities-{one.name} prints all."
            )
    return None


@cache
def set_names(root: Path | None = None) -> tuple[str, ...]:
    """All sets there are, by name."""
    return names_in(root or data_root(), "activities")


@cache
def load_activities(name: str, root: Path | None = None) -> ActivitySet:
    """One set. A name that no file has is a mistake in the program: `KeyError`."""
    if name not in set_names(root):
        raise KeyError(name)
    base = root or data_root()
    file = base / "activities" / f"{name}.toml"

    def made() -> dict[str, Any]:
        from wioatrack.rulebooks.checked.activities import checked_set

        return checked_set(file)

    if root is not None:
        return _set(made())
    files = (file, base / "citations.toml")
    return _set(kept.remembered(f"activities-{name}", files, made))


def _set(plain: dict[str, Any]) -> ActivitySet:
    name = plain["name"]
    activities = {}
    for code, title, group, type_, subtypes, aliases, *rest in plain["activities"]:
        activities[code] = Activity(
            name, code, title, group, type_, tuple(subtypes), tuple(aliases), *rest
        )
    return ActivitySet(name, plain["title"], plain["cite"], plain["older"], activities)
