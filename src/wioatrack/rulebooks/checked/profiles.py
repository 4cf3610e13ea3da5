"""`profiles/*.toml`: what holds where, each profile on top of the one it extends."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from wioatrack.lean import dataclass
from wioatrack.rulebooks.checked.files import NAME, Section, read
from wioatrack.rulebooks.checked.sources import Question, cited
from wioatrack.rules.outcome import Citation
from wioatrack.rules.rulebook import DatedValue, Holding
from wioatrack.vocab import Severity

DATE_STYLES = ("iso", "us")
EVIDENCE = ("stated", "inferred", "recalled")


@dataclass(frozen=True, slots=True)
class Profile:
    """One file, read and checked against citations and parameters only."""

    name: str
    title: str
    extends: str
    system: str
    date_style: str
    selectable: bool
    activity_sets: tuple[str, ...]
    values: Mapping[str, tuple[DatedValue, ...]]
    holdings: Mapping[str, Holding]
    required: Mapping[str, Mapping[str, str]]
    advised: Mapping[str, Mapping[str, str]]
    lists: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]


def read_profile(
    file: Path, citations: dict[str, Citation], parameters: dict[str, Question]
) -> Profile:
    """One profile's file, every word of it checked against the other files."""
    whole = read(file)
    if whole.word("name") != file.stem:
        whole.refuse("name", f"must be {file.stem!r}, as the file is called")
    values = whole.table("values")
    series = {
        name: _series(values, name, file.stem, citations, parameters)
        for name in values.raw
    }
    profile = Profile(
        file.stem,
        whole.word("title"),
        whole.word("extends", "federal") if file.stem != "federal" else "",
        whole.word("system", "") if "system" in whole.raw else "",
        whole.choice("date_style", DATE_STYLES) if "date_style" in whole.raw else "",
        whole.flag("selectable"),
        whole.words("activity_sets"),
        series,
        dict(_holdings(whole.table("rules"), citations)),
        _fields(whole.table("required"), citations),
        _fields(whole.table("advised"), citations),
        whole.table("lists").each(Section.words),
        whole.table("labels").each(Section.word),
    )
    whole.close()
    return profile


def _series(
    values: Section,
    name: str,
    profile: str,
    citations: dict[str, Citation],
    parameters: dict[str, Question],
) -> tuple[DatedValue, ...]:
    """All values of one parameter, the newest first, each closed by its successor."""
    if name not in parameters:
        values.refuse(name, "is not in parameters.toml")
    entries = list(values.tables(name))
    if not entries:
        values.refuse(name, "at least one value is expected here")
    found = []
    for entry in entries:
        found.append(_value(entry, profile, citations, parameters[name]))
        entry.close()
    found.sort(key=lambda value: (value.subject, value.effective))
    closed = []
    for _, group in groupby(found, key=lambda value: value.subject):
        series = list(group)
        for earlier, later in pairwise(series):
            closed.append(_closed(earlier, later, entries[0]))
        closed.append(series[-1])
    return tuple(sorted(closed, key=lambda value: value.effective, reverse=True))


def _closed(earlier: DatedValue, later: DatedValue, entry: Section) -> DatedValue:
    """The earlier value, ending the day before the later one at the latest."""
    eve = later.effective - timedelta(days=1)
    about = f" for {later.subject}" if later.subject else ""
    if earlier.effective == later.effective:
        entry.refuse("effective", f"{later.effective} stands here twice{about}")
    if earlier.until and earlier.until > eve:
        entry.refuse(
            "until", f"{earlier.until} overlaps the value of {later.effective}{about}"
        )
    return replace(earlier, until=earlier.until or eve)


def _value(
    entry: Section, profile: str, citations: dict[str, Citation], asked: Question
) -> DatedValue:
    effective, until = entry.day("effective"), entry.day_or_none("until")
    if until and until < effective:
        entry.refuse("until", f"{until} is before {effective}")
    return DatedValue(
        effective,
        asked.fits(entry, "value"),
        cited(entry, citations),
        until,
        entry.word("subject", ""),
        entry.choice("evidence", EVIDENCE, "stated"),
        entry.word("note", ""),
        profile,
    )


def _holdings(
    section: Section, citations: dict[str, Citation]
) -> list[tuple[str, Holding]]:
    severities = tuple(Severity)
    found = []
    for id, entry in section.sections():
        if not NAME.fullmatch(id):
            entry.refuse("", "a rule id is lower-case words joined by - or .")
        inferred = "inferred" in entry.raw
        found.append(
            (
                id,
                Holding(
                    Severity(entry.choice("severity", severities)),
                    cited(entry, citations),
                    Severity(entry.choice("inferred", severities))
                    if inferred
                    else None,
                ),
            )
        )
        entry.close()
    return found


def _fields(
    section: Section, citations: dict[str, Citation]
) -> dict[str, dict[str, str]]:
    """Noun -> field -> the citation that asks for the field."""
    return {
        noun: {field: cited(fields, citations, field) for field in fields.raw}
        for noun, fields in section.sections()
    }


def chain_of(name: str, profiles: Mapping[str, Profile], root: Path) -> list[Profile]:
    """The profile, then what it extends, up to the federal one."""
    chain: list[Profile] = []
    while name:
        if name not in profiles:
            where = Section(root / "profiles" / f"{chain[-1].name}.toml", "", {})
            where.refuse("extends", f"there is no profile {name!r}")
        if any(profile.name == name for profile in chain):
            where = Section(root / "profiles" / f"{chain[-1].name}.toml", "", {})
            where.refuse("extends", f"{name!r} extends itself in the end")
        chain.append(profiles[name])
        name = profiles[name].extends
    return chain


def merged(chain: list[Profile]) -> dict[str, Any]:
    """One profile with what it takes over; its own words go before those it extends."""
    """One rulebook's contents, the nearest profile's word first, ready for JSON."""
    nearest = chain[0]
    values: dict[str, list[list[Any]]] = {}
    holdings: dict[str, list[str | None]] = {}
    required: dict[str, dict[str, str]] = {}
    advised: dict[str, dict[str, str]] = {}
    lists: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    for profile in chain:
        for name, series in profile.values.items():
            values.setdefault(name, []).extend(map(_plain, series))
        for id, held in profile.holdings.items():
            holdings.setdefault(id, [held.severity, held.cite, held.inferred])
        for into, fields in (
            (required, profile.required),
            (advised, profile.advised),
        ):
            for noun, asked in fields.items():
                into[noun] = {**asked, **into.get(noun, {})}
        for list_name, codes in profile.lists.items():
            lists.setdefault(list_name, list(codes))
        labels = {**profile.labels, **labels}
    for noun, held_to in required.items():
        for name in held_to.keys() & advised.get(noun, {}).keys():
            del advised[noun][name]
    sets = next((p.activity_sets for p in chain if p.activity_sets), ())
    return {
        "profile": nearest.name,
        "title": nearest.title,
        "date_style": next((p.date_style for p in chain if p.date_style), "iso"),
        "system": next((p.system for p in chain if p.system), ""),
        "chain": [profile.name for profile in chain],
        "values": values,
        "holdings": dict(sorted(holdings.items())),
        "required": required,
        "advised": advised,
        "lists": lists,
        "labels": labels,
        "activity_sets": list(sets),
    }


def _plain(value: DatedValue) -> list[Any]:
    amount = list(value.value) if isinstance(value.value, tuple) else value.value
    until: date | None = value.until
    return [
        value.effective.isoformat(),
        amount,
        value.cite,
        until.isoformat() if until else None,
        value.subject,
        value.evidence,
        value.note,
        value.profile,
    ]
