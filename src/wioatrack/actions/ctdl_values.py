"""The values of JSON-LD, whichever of its ways they are written in."""

from collections.abc import Iterator, Mapping
from typing import Any

TERMS = ("https://purl.org/ctdl/terms/", "http://purl.org/ctdl/terms/")
PREFIX = "ceterms:"
Node = Mapping[str, Any]


def plainly(node: Node) -> Iterator[tuple[str, Any]]:
    """The node's terms without the prefix they stand under."""
    for term, value in node.items():
        for start in (PREFIX, *TERMS):
            term = term.removeprefix(start)
        yield term, value


def coded(value: Any, language: str) -> tuple[str, str]:
    """The code and the name of an alignment, or of whatever has a name."""
    node = dict(plainly(value)) if isinstance(value, Mapping) else {}
    names = ("targetNodeName", "name", "competencyText", "ceasn:competencyText")
    named = next((node[name] for name in names if name in node), value)
    return str(node.get("codedNotation", "")), text_in(named, language)


def node_of(value: Any, nodes: Mapping[str, Node]) -> Node | None:
    """The node that an address stands for, or the one that stands here whole."""
    if isinstance(value, Mapping) and set(value) - {"@id"}:
        return dict(plainly(value))
    return nodes.get(address_in(value))


def address_in(value: Any) -> str:
    value = first(value)
    return str(value.get("@id", "") if isinstance(value, Mapping) else value or "")


def listed_in(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def first(value: Any) -> Any:
    return (value[0] if value else None) if isinstance(value, list) else value


def text_in(value: Any, language: str) -> str:
    words, _ = texts_in(value, language)
    return words[0] if words else ""


def texts_in(value: Any, language: str) -> tuple[list[str], list[str]]:
    """The texts in the entry's language, else in the first; and those in others."""
    by_language: dict[str, list[str]] = {}
    for one in listed_in(value):
        if isinstance(one, str):
            by_language.setdefault("", []).append(one)
        elif isinstance(one, Mapping) and "@value" in one:
            spoken = str(one.get("@language", ""))
            by_language.setdefault(spoken, []).append(str(one["@value"]))
        elif isinstance(one, Mapping):
            for spoken, texts in one.items():
                said = [str(text) for text in listed_in(texts)]
                by_language.setdefault(str(spoken), []).extend(said)
    chosen = language if language in by_language else next(iter(by_language), "")
    left = [t for key, texts in by_language.items() if key != chosen for t in texts]
    return by_language.get(chosen, []), left


def brief(value: Any) -> str:
    """A part of the document in a few words, for a person to find it again."""
    words = coded(first(value), "")[1] if isinstance(value, Mapping | list) else ""
    words = " ".join((words or str(value)).split())
    return words if len(words) <= 80 else words[:80] + "\u2026"


def class_in(node: Node) -> str:
    """The first class of a node, by its short name."""
    kind = str(first(node.get("@type")) or "")
    for start in TERMS:
        if kind.startswith(start):
            return PREFIX + kind.removeprefix(start)
    return kind
