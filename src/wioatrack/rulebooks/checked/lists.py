"""`lists/*.toml`: one closed list per file."""

from pathlib import Path
from typing import Any

from wioatrack.rulebooks.checked.files import NAME, Section, read
from wioatrack.rulebooks.checked.sources import cited, read_citations, read_systems
from wioatrack.rulebooks.lists import Code
from wioatrack.rulebooks.search import folded

FEDERAL, OWN = "federal", "wioatrack"


def checked_list(file: Path) -> dict[str, Any]:
    """One list, ready for JSON."""
    citations = read_citations(file.parents[1])
    whole = read(file)
    if whole.word("list") != file.stem:
        whole.refuse("list", f"must be {file.stem!r}, as the file is called")
    origins = (*read_systems(file.parents[1]), FEDERAL)
    origin = whole.choice("origin", (*origins, OWN))
    title, cite = whole.word("title"), cited(whole, citations)
    codes: dict[str, list[Any]] = {}
    owners: dict[str, str] = {}
    for entry in whole.tables("code"):
        id = entry.word("code")
        if not NAME.fullmatch(id):
            entry.refuse("code", f"{id!r} is not lower-case words joined by -")
        if id in codes:
            entry.refuse("code", f"{id!r} stands here twice")
        code = _code(entry, id, origins)
        entry.close()
        for word in (id, *code.aliases, *code.flagged):
            if owners.setdefault(folded(word), id) != id:
                entry.refuse("aliases", f"{word!r} also means {owners[folded(word)]!r}")
        codes[id] = [
            code.label,
            dict(code.labels),
            list(code.aliases),
            dict(code.flagged),
            code.pirl,
            code.ctdl,
            code.retired_on,
            code.confidential,
            code.note,
            code.means,
        ]
    if not codes:
        whole.refuse("code", "a list needs at least one code")
    whole.close()
    return {
        "name": file.stem,
        "title": title,
        "origin": origin,
        "cite": cite,
        "codes": codes,
    }


def _code(entry: Section, id: str, origins: tuple[str, ...]) -> Code:
    labels = entry.table("labels")
    for system in labels.raw:
        if system not in origins:
            labels.refuse(system, f"is none of {', '.join(origins)}")
    retired = entry.day_or_none("retired_on")
    return Code(
        id,
        entry.word("label"),
        labels.each(Section.word),
        entry.words("aliases"),
        entry.table("flagged").each(Section.word),
        entry.word("pirl", ""),
        entry.word("ctdl", ""),
        retired.isoformat() if retired else "",
        entry.flag("confidential"),
        entry.word("note", ""),
        entry.word("means", ""),
    )
