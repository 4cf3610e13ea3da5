"""Which field of an entry each term of a CTDL credential goes to."""

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from wioatrack.actions.ctdl_values import (
    PREFIX,
    Node,
    address_in,
    brief,
    coded,
    first,
    listed_in,
    node_of,
    text_in,
)
from wioatrack.entries.catalog_kinds import Program, Skill, say_program, say_skill
from wioatrack.lean import dataclass
from wioatrack.rulebooks import UnknownCode, load_list
from wioatrack.rulebooks.occupations import CODE, find_occupation

LEVEL = re.compile(r"(\d+(?:\.\d{1,2})?) (.+) \((required|gained)\)")
KNOWN_TERMS = ("@id", "@type", "@context", "ctid", "name", "description")
Words = dict[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A part of the document that no field of an entry takes."""

    term: str
    value: str
    message: str


@dataclass(slots=True)
class Draft:
    """One credential of the document, in the words that the form takes.

    `targets` are the other credentials that it names: which list, and the node.
    """

    node_id: str
    ctid: str
    words: Words = field(default_factory=dict)
    targets: list[tuple[str, Any]] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)

    def leave(self, term: str, value: Any, message: str) -> None:
        self.unplaced.append(Unplaced(term, brief(value), message))


def add(draft: Draft, name: str, words: str) -> None:
    kept = draft.words.get(name, ())
    assert isinstance(kept, tuple)
    draft.words[name] = tuple(dict.fromkeys((*kept, words)))


def read_page(draft: Draft, value: Any, nodes: Any, language: str) -> None:
    first_page, *others = [address_in(one) for one in listed_in(value)] or [""]
    draft.words["page"] = first_page
    for page in others:
        draft.leave("ceterms:subjectWebpage", page, "An entry has one page.")


def read_language(draft: Draft, value: Any, nodes: Any, language: str) -> None:
    draft.words["language"] = language
    for other in listed_in(value)[1:]:
        draft.leave("ceterms:inLanguage", other, "An entry has one language.")


def read_owner(
    draft: Draft, value: Any, nodes: Mapping[str, Node], language: str
) -> None:
    """The organization by its name; one that only an address stands for is not known."""
    for owner in listed_in(value):
        node = node_of(owner, nodes)
        name = text_in(node.get("name"), language) if node else ""
        if not name:
            draft.leave("ceterms:ownedBy", owner, "The document does not name it.")
        elif draft.words.setdefault("issuer", name) != name:
            draft.leave("ceterms:ownedBy", name, "An entry has one issuer.")


def read_status(draft: Draft, value: Any, nodes: Any, language: str) -> None:
    node = node_of(first(value), {}) or {}
    target = address_in(node.get("targetNode") or value)
    for code in load_list("credential-status").codes.values():
        if code.ctdl.rpartition(":")[2] == re.split("[:/]", target)[-1]:
            draft.words["credential_status"] = code.code
            return
    draft.leave("ceterms:credentialStatusType", value, "It is no status we know.")


def read_occupations(draft: Draft, value: Any, nodes: Any, language: str) -> None:
    """By code where it is one of ours, else by title."""
    for one in listed_in(value):
        code, title = coded(one, language)
        for words in (code if CODE.fullmatch(code) else "", title):
            try:
                add(draft, "occupation", find_occupation(words).soc_code)
                break
            except UnknownCode:
                continue
        else:
            draft.leave("ceterms:occupationType", one, "It is no occupation we know.")


def read_sectors(draft: Draft, value: Any, nodes: Any, language: str) -> None:
    for one in listed_in(value):
        try:
            add(draft, "sector", load_list("sector").find(coded(one, language)[1]))
        except UnknownCode:
            draft.leave("ceterms:industryType", one, "It is no sector we know.")


def read_requirements(
    draft: Draft, value: Any, nodes: Mapping[str, Node], language: str
) -> None:
    """Conditions: required credentials, skills with their experience, programs."""
    for profile in listed_in(value):
        node = node_of(profile, nodes)
        if node is None:
            draft.leave("ceterms:requires", profile, "The document does not hold it.")
            continue
        conditions = dict(node)
        draft.targets += [
            ("required", target)
            for target in listed_in(conditions.pop("targetCredential", []))
        ]
        level = level_in(conditions, language)
        for skill in listed_in(conditions.pop("targetCompetency", [])):
            name = coded(skill, language)[1]
            add(
                draft, "skill", say_skill(Skill(name, *level) if level else Skill(name))
            )
        for program in listed_in(conditions.pop("targetLearningOpportunity", [])):
            read_program(draft, program, nodes, language)
        leave_rest(draft, "ceterms:requires", conditions)


def read_recommendations(
    draft: Draft, value: Any, nodes: Mapping[str, Node], language: str
) -> None:
    for profile in listed_in(value):
        conditions = dict(node_of(profile, nodes) or {})
        targets = listed_in(conditions.pop("targetCredential", []))
        draft.targets += [("related", target) for target in targets]
        leave_rest(draft, "ceterms:recommends", conditions)


def leave_rest(draft: Draft, term: str, conditions: Node) -> None:
    for rest, value in conditions.items():
        if rest not in KNOWN_TERMS:
            draft.leave(
                f"{term}/{PREFIX}{rest}", value, "An entry has no field for it."
            )


def level_in(conditions: dict[str, Any], language: str) -> tuple[int, str, str] | None:
    """The experience of a condition: as we write it, else a number of years."""
    words = text_in(conditions.get("experience"), language)
    if found := LEVEL.fullmatch(words):
        conditions.pop("experience")
        conditions.pop("yearsOfExperience", None)
        return round(float(found[1]) * 100), found[2], found[3]
    years = conditions.get("yearsOfExperience")
    if isinstance(years, int | float) and not isinstance(years, bool) and years > 0:
        conditions.pop("yearsOfExperience")
        return round(years * 100), "years", "required"
    return None


def read_program(
    draft: Draft, value: Any, nodes: Mapping[str, Node], language: str
) -> None:
    """The program by its name and who owns it."""
    node = node_of(value, nodes)
    name = text_in(node.get("name"), language) if node else ""
    owner = node and node_of(first(node.get("ownedBy") or node.get("offeredBy")), nodes)
    provider = text_in(owner.get("name"), language) if owner else ""
    if not (node and name and provider):
        draft.leave(
            "ceterms:targetLearningOpportunity", value, "It has no name or no provider."
        )
        return
    fields = listed_in(node.get("instructionalProgramType", []))
    cip = next((coded(one, language)[0] for one in fields), "")
    add(draft, "program", say_program(Program(name, provider, cip or None)))


READERS = {
    "subjectWebpage": read_page,
    "inLanguage": read_language,
    "ownedBy": read_owner,
    "offeredBy": read_owner,
    "credentialStatusType": read_status,
    "occupationType": read_occupations,
    "industryType": read_sectors,
    "requires": read_requirements,
    "recommends": read_recommendations,
}
