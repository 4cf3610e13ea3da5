"""Rules and what they say of a record, as a person reads them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wioatrack.render.gate import one_line, visible
from wioatrack.render.text import date_style, in_style, spoken, words

Record = Mapping[str, Any]


def rule(shown: Record) -> str:
    """One rule: question, promise, where it holds, its values, its sources."""
    return "\n".join(visible(line) for line in _rule(shown))


def explained(answer: Record) -> str:
    """What every rule says of one record, from which facts and values."""
    head = f"{answer['noun']} {answer['id']}"
    if "application" in answer:
        head += f" of application {answer['application']}"
    style = date_style(answer["profile"])
    as_of = spoken(answer["as_of"], style)
    lines = [f"{head}, under {answer['profile']}, as of {as_of}"]
    for ruling in answer["rules"]:
        lines += ["", *_ruling(ruling, style)]
    return "\n".join(visible(line) for line in lines)


def _rule(shown: Record) -> Iterator[str]:
    yield f"{shown['rule']}: {shown['asks']}"
    if shown["says"]:
        yield ""
        yield shown["says"]
    yield ""
    yield f"Asked of:  {', '.join(shown['facts'])}"
    yield "Holds in:"
    for held in shown["holds"]:
        softer = held["where_inferred"]
        hard = held["severity"] + (f", {softer} where inferred" if softer else "")
        yield f"  {held['profile']}: {hard} ({held['source']})"
    if shown["values"]:
        yield "Values:"
    for value in shown["values"]:
        yield from _value(value)
    yield "Sources:"
    for source in shown["sources"]:
        yield f"  {_source(source)}"
    if shown["fix"]:
        yield f"Fix:       {shown['fix']}"


def _value(value: Record) -> Iterator[str]:
    until = f" to {value['until']}" if value["until"] else ""
    yield (
        f"  {_named(value)} = {words(value['value'])} {value['unit']}".rstrip()
        + f" from {value['effective']}{until}, {value['evidence']}"
        + f" ({value['source']}); in {', '.join(value['in'])}"
    )
    if value["note"]:
        yield f"    note: {value['note']}"


def _ruling(ruling: Record, style: str) -> Iterator[str]:
    """The days of what it says and of what it was said from are the profile's."""
    yield f"{ruling['rule']} ({ruling['severity']}): {ruling['verdict']}"
    yield f"  {one_line(spoken(ruling['message'], style))}"
    if ruling["waived"]:
        yield f"  waived: {one_line(ruling['waived'])}"
    if ruling["facts"]:
        yield f"  facts: {'; '.join(_facts(in_style(ruling['facts'], style)))}"
    for used in ruling["used"]:
        yield (
            f"  value: {_named(used)} = {words(used['value'])} {used['unit']}".rstrip()
            + f" since {spoken(used['effective'], style)}, {used['evidence']} "
            f"({used['source']})"
        )
    for source in ruling["sources"]:
        yield f"  source: {_source(source)}"
    if ruling["fix"]:
        yield f"  fix: {one_line(ruling['fix'])}"


def _facts(facts: Record) -> Iterable[str]:
    return (f"{name.replace('_', ' ')} {words(v)}" for name, v in facts.items())


def _named(value: Record) -> str:
    subject = value["subject"]
    return f"{value['parameter']} [{subject}]" if subject else value["parameter"]


def _source(source: Record) -> str:
    link = f" <{source['href']}>" if source["href"] else ""
    place = f", {source['section']}" if source["section"] else ""
    return f"{source['title']}{place}{link} ({source['confidence']})"
