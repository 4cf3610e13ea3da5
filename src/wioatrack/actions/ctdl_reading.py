"""A CTDL document taken apart: the words of each credential, and what found no place.

Terms are read by their names with the prefix `ceterms:` or in full; no context is ever
fetched, so a document that renames the terms says nothing to us.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from wioatrack.actions.ctdl_fields import KNOWN_TERMS, READERS, Draft, Unplaced
from wioatrack.actions.ctdl_values import (
    PREFIX,
    Node,
    brief,
    class_in,
    first,
    plainly,
    text_in,
    texts_in,
)
from wioatrack.lean import dataclass
from wioatrack.rulebooks import load_list

ANY_CREDENTIAL = "ceterms:Credential"
OTHER_THINGS = (
    *("CredentialOrganization", "QACredentialOrganization", "Organization"),
    *("LearningProgram", "LearningOpportunityProfile", "Course", "ConditionProfile"),
    *("AssessmentProfile", "CredentialAlignmentObject"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a document holds: its credentials, and the nodes that are none."""

    drafts: tuple[Draft, ...]
    unplaced: tuple[Unplaced, ...]
    nodes: Mapping[str, Node]


def read_document(document: Any) -> Reading:
    """Every credential of the document. Raises `ValueError` where it is no JSON-LD."""
    listed = [dict(plainly(node)) for node in nodes_of(document)]
    nodes = {str(node["@id"]): node for node in listed if "@id" in node}
    drafts, odd = [], []
    for at, node in enumerate(listed):
        kind = class_in(node)
        if types_of(kind) is not None:
            node.setdefault("@id", f"#{at}")
            drafts.append(draft_of(node, kind, nodes))
        elif kind.removeprefix(PREFIX) not in OTHER_THINGS:
            name = text_in(node.get("name"), "") or str(node.get("@id", ""))
            odd.append(Unplaced(kind, brief(name), "It is no class of credential."))
    return Reading(tuple(drafts), tuple(odd), nodes)


def nodes_of(document: Any) -> Iterator[Node]:
    """The nodes of a graph, of a list, or the one node that there is."""
    if isinstance(document, Mapping) and "@graph" in document:
        document = document["@graph"]
    for node in document if isinstance(document, list) else [document]:
        if not isinstance(node, Mapping) or "@type" not in node:
            raise ValueError
        yield node


def types_of(kind: str) -> tuple[str, str | None] | None:
    """The credential type of a class, and its finer class where it has one."""
    types = load_list("credential-type").codes.values()
    for code in types:
        if code.ctdl == kind:
            return code.code, None
    for finer in load_list("credential-class").codes.values():
        if finer.ctdl == kind:
            return next(one.code for one in types if one.pirl == finer.pirl), finer.code
    if kind == ANY_CREDENTIAL:
        return next(one.code for one in types if not one.ctdl), None
    return None


def draft_of(node: Node, kind: str, nodes: Mapping[str, Node]) -> Draft:
    """One credential: every term goes to a field, or to what is unplaced."""
    draft = Draft(str(node["@id"]), str(first(node.get("ctid")) or ""))
    found = types_of(kind)
    assert found is not None
    draft.words["type"] = found[0]
    if found[1]:
        draft.words["class"] = found[1]
    language = str(first(node.get("inLanguage")) or "")
    for term, value in node.items():
        reader = READERS.get(term)
        if reader is not None:
            reader(draft, value, nodes, language)
        elif term not in KNOWN_TERMS:
            draft.leave(PREFIX + term, value, "An entry has no field for it.")
    for name in ("name", "description"):
        words, left = texts_in(node.get(name), language)
        if words:
            draft.words[name] = words[0]
        for other in (*words[1:], *left):
            draft.leave(PREFIX + name, other, "An entry has one language.")
    return draft
