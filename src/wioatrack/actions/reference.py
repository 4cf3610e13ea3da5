"""What may be looked up: code lists, activity sets, dated limits, occupations."""

from collections.abc import Iterator

from wioatrack.actions import headers
from wioatrack.actions.listing import Page, folded, paged
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.rule_cards import rulebooks, values_of
from wioatrack.errors import NotFound
from wioatrack.rulebooks import (
    Activity,
    Code,
    list_names,
    load_activities,
    load_approved,
    load_list,
    set_names,
)
from wioatrack.rulebooks.search import nearest_to

ACTIVITIES = "activities"
LIMITS = "limits"
OCCUPATIONS = "occupations"
PROFILES = "profiles"
WHOLE = {
    ACTIVITIES: ("Every activity of every set", "data/activities"),
    LIMITS: ("Dated limits and other values", "data/profiles"),
    OCCUPATIONS: ("Approved credentials by occupation", "data/credentials"),
    PROFILES: ("Profiles", "data/profiles"),
}
COLUMNS = {
    "list": ("code", "label", "aliases", "note"),
    "activity set": ("code", "name", "group", "type", "now", "note"),
    ACTIVITIES: ("set", "code", "name", "group", "type", "now"),
    LIMITS: ("parameter", "subject", "value", "unit", "effective", "evidence", "in"),
    OCCUPATIONS: ("occupation", "approved_credential", "issuer", "needs_review"),
    PROFILES: ("profile", "title", "extends", "selectable"),
}


def list_references(page: Page) -> Listing:
    """Everything there is to look up, by the name that `reference show` takes."""
    rows: list[Record] = []
    for name, kind in names().items():
        found = entries(name)
        title, origin = titled(name)
        rows.append(
            {
                "id": len(rows) + 1,
                "list": name,
                "kind": kind,
                "title": title,
                "entries": len(found),
                "origin": origin,
            }
        )
    return Listing(
        "reference",
        paged(rows, page, headers.REFERENCE),
        ("list", "title", "entries", "origin"),
        keys=headers.REFERENCE,
    )


def show_reference(name: str, page: Page) -> Listing:
    """The entries of one list. Raises `NotFound` with the nearest names."""
    known = names()
    wanted = name.strip().casefold().replace("_", "-")
    if wanted not in known:
        near = nearest_to(wanted, known)
        raise NotFound(
            f"There is no list {name!r}.",
            f"Did you mean {' or '.join(near)}?"
            if near
            else "wioatrack reference list",
        )
    found, columns = entries(wanted), COLUMNS[known[wanted]]
    keys = tuple(found[0]) if found else columns
    return Listing(
        "entry", paged(found, page, keys), columns, "It is empty.", keys=keys
    )


def find_reference(text: str, page: Page) -> Listing:
    """Every entry of any list that holds the words, whatever case."""
    wanted = folded(text.strip())
    rows: list[Record] = []
    for name in names():
        for entry in [] if name == ACTIVITIES else entries(name):
            if any(wanted in folded(spoken(value)) for value in entry.values()):
                rows.append(
                    {
                        "id": len(rows) + 1,
                        "list": name,
                        "code": headword(entry),
                        "label": gist(entry),
                    }
                )
    empty = "No list has such an entry."
    return Listing(
        "entry",
        paged(rows, page, headers.FOUND),
        ("list", "code", "label"),
        empty,
        keys=headers.FOUND,
    )


def names() -> dict[str, str]:
    """The lists by name, and what kind each is."""
    found = dict.fromkeys(list_names(), "list")
    found |= {f"{ACTIVITIES}-{name}": "activity set" for name in set_names()}
    return found | {name: name for name in (ACTIVITIES, LIMITS, OCCUPATIONS, PROFILES)}


def titled(name: str) -> tuple[str, str]:
    """A list's title, and whose it is: `wioatrack` marks a default of our own."""
    if name in WHOLE:
        return WHOLE[name]
    if name.startswith("activities-"):
        one = load_activities(name.removeprefix("activities-"))
        return one.title, one.cite
    listed = load_list(name)
    return listed.title, listed.origin


def entries(name: str) -> list[Record]:
    """The entries of one list, in the order of its screen, numbered."""
    return [{"id": id} | row for id, row in enumerate(_entries(name), 1)]


def _entries(name: str) -> Iterator[Record]:
    if name == LIMITS:
        books = rulebooks()
        parameters = next(iter(books.values())).parameters
        yield from values_of(parameters, books)
    elif name == OCCUPATIONS:
        yield from occupation_rows()
    elif name == PROFILES:
        yield from profile_rows()
    elif name == ACTIVITIES:
        for one in map(load_activities, set_names()):
            yield from (
                {"set": one.name} | activity_row(a) for a in one.activities.values()
            )
    elif name.startswith("activities-"):
        one = load_activities(name.removeprefix("activities-"))
        yield from (activity_row(activity) for activity in one.activities.values())
    else:
        yield from (code_row(code) for code in load_list(name).codes.values())


def occupation_rows() -> Iterator[Record]:
    """The approved credentials as printed."""
    for row in load_approved():
        yield {
            "occupation": row.occupation,
            "approved_credential": row.approved_credential,
            "issuer": row.issuer or None,
            "soc_code": row.soc_code or None,
            "needs_review": row.needs_review,
            "note": row.note or None,
        }


def profile_rows() -> Iterator[Record]:
    """The profiles and what each builds on."""
    from wioatrack.rulebooks import load_profiles

    for card in load_profiles():
        yield {
            "profile": card.name,
            "title": card.title,
            "extends": card.extends or None,
            "selectable": card.selectable,
        }


def code_row(code: Code) -> Record:
    """One code of a list, with what every system calls it."""
    return {
        "code": code.code,
        "label": code.label,
        "labels": dict(code.labels),
        "aliases": list(code.aliases),
        "old_values": list(code.flagged),
        "pirl": code.pirl or None,
        "ctdl": code.ctdl or None,
        "retired_on": code.retired_on or None,
        "note": code.note or None,
    }


def activity_row(activity: Activity) -> Record:
    """One activity, and what is expected of it."""
    return {
        "code": activity.code,
        "name": activity.name,
        "group": activity.group,
        "type": activity.type or None,
        "subtypes": list(activity.subtypes),
        "aliases": list(activity.aliases),
        "service_type": activity.service_type or None,
        "iwds_name": activity.iwds_name or None,
        "education_or_training": activity.education_or_training,
        "leads_to_credential": activity.leads_to_credential,
        "worksite": activity.worksite,
        "now": activity.now or None,
        "evidence": activity.evidence,
        "note": activity.note or None,
    }


def spoken(value: object) -> str:
    """A value as words to search in."""
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values())
    if isinstance(value, list):
        return " ".join(str(part) for part in value)
    return "" if value is None else str(value)


def headword(entry: Record) -> str:
    """What an entry goes by in its list."""
    for name in ("code", "parameter", "occupation", "profile"):
        if name in entry:
            subject = entry.get("subject")
            return f"{entry[name]} [{subject}]" if subject else str(entry[name])
    return str(entry["id"])


def gist(entry: Record) -> str:
    """What an entry says in a few words."""
    for name in ("label", "name", "approved_credential", "title"):
        if entry.get(name):
            return str(entry[name])
    return f"{entry.get('value')} {entry.get('unit') or ''}".strip()
