"""How words become the parts of a catalogue entry: skills, programs, relations.

Several values share one word, parted by colons from the right, so that a name may hold
colons of its own; `\\:` is a colon that parts nothing.
"""

import re
from datetime import date

from wioatrack.entries.kinds import (
    HUNDREDTHS,
    Kind,
    Lists,
    Unreadable,
    quoted,
    read_hundredths,
    read_line,
    say_hundredths,
)
from wioatrack.lean import dataclass

CIP_CODE = re.compile(r"(\d\d)(?:\.(\d\d)(\d\d)?)?", re.ASCII)
RECORD = re.compile(r"[1-9]\d{0,8}", re.ASCII)
LANGUAGE_TAG = re.compile(r"([A-Za-z]{2,3})((?:-[A-Za-z0-9]{2,8})*)", re.ASCII)
WEB_PAGE = re.compile(r"https?://[^\s/?#]+\.[^\s/?#]+\S*")
CTID_FORM = re.compile(
    r"ce-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
)
BARE_PAGE = re.compile(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/\S*)?", re.ASCII)
SKILL_FORM = "Write NAME, or NAME:VALUE:UNIT:MEANING such as Suturing:1.5:years:gained."
PROGRAM_FORM = "Write NAME:PROVIDER or NAME:PROVIDER:CIP."
RELATION_FORM = (
    "Write the id or CTID of a catalogue entry, or CIP:TYPE such as 51.0909:license."
)
MEANINGS = "skill-meaning"
HELD = "\0"


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill, and the experience in it that is required or gained.

    `value_hundredths` is the amount times 100 of a `unit`, which may be a level of the
    editor's own.
    """

    name: str
    value_hundredths: int | None = None
    unit: str | None = None
    meaning: str | None = None


@dataclass(frozen=True, slots=True)
class Program:
    """An education program that leads to the credential."""

    name: str
    provider: str
    cip: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """Another credential: an entry of the catalogue, or a CIP code and a type.

    An entry is named by its id, or by its CTID until its id is looked up.
    """

    target: int | None = None
    cip: str | None = None
    type: str | None = None
    ctid: str | None = None


def read_skill(text: str, lists: Lists, today: date) -> Skill:
    """A skill alone, or with all three words on its experience.

    What only looks like an experience is refused rather than taken for a name.
    """
    parts = parted(text)
    head, tail = parts[:-3], parts[-3:]
    if head and (HUNDREDTHS.match(tail[0].strip()) or is_meaning(tail[2], lists)):
        value, unit, meaning = tail
        return Skill(
            name_in(head, SKILL_FORM),
            read_hundredths(value),
            name_in([unit], SKILL_FORM),
            lists.code(MEANINGS, meaning.strip()),
        )
    loose = [part for part in parts[1:] if HUNDREDTHS.match(part.strip())]
    if loose or (len(parts) > 1 and is_meaning(parts[-1], lists)):
        raise Unreadable(
            f"{quoted(text)} is half of a skill's experience: value, unit and meaning "
            "go together.",
            SKILL_FORM,
        )
    return Skill(name_in(parts, SKILL_FORM))


def is_meaning(text: str, lists: Lists) -> bool:
    """Whether the word says what a skill's experience means."""
    try:
        lists.code(MEANINGS, text.strip())
    except Unreadable:
        return False
    return True


def say_skill(skill: Skill) -> str:
    if skill.value_hundredths is None:
        return escaped(skill.name)
    return ":".join(
        (
            escaped(skill.name),
            say_hundredths(skill.value_hundredths),
            escaped(skill.unit or ""),
            skill.meaning or "",
        )
    )


def read_program(text: str, lists: Lists, today: date) -> Program:
    """The program's name, who offers it, and its CIP code if one is given."""
    parts = parted(text)
    cip = None
    if len(parts) > 2 and CIP_CODE.fullmatch(parts[-1].strip()):
        cip = parts.pop().strip()
    if len(parts) < 2:
        raise Unreadable(f"{quoted(text)} names no provider.", PROGRAM_FORM)
    return Program(
        name_in(parts[:-1], PROGRAM_FORM), name_in(parts[-1:], PROGRAM_FORM), cip
    )


def say_program(program: Program) -> str:
    parts = [escaped(program.name), escaped(program.provider)]
    return ":".join(parts + ([program.cip] if program.cip else []))


def read_relation(text: str, lists: Lists, today: date) -> Relation:
    """The id or CTID of an entry, or a CIP code and a credential type."""
    text = text.strip()
    if RECORD.fullmatch(text):
        return Relation(target=int(text))
    if CTID_FORM.fullmatch(text):
        return Relation(ctid=text)
    cip, colon, kind = text.partition(":")
    if not colon or not CIP_CODE.fullmatch(cip.strip()):
        raise Unreadable(f"{quoted(text)} is no related credential.", RELATION_FORM)
    return Relation(cip=cip.strip(), type=lists.code("credential-type", kind.strip()))


def say_relation(relation: Relation) -> str:
    if relation.target is not None:
        return str(relation.target)
    if relation.ctid is not None:
        return relation.ctid
    return f"{relation.cip}:{relation.type}"


def read_language(text: str, lists: Lists, today: date) -> str:
    """A language tag as BCP 47 writes it, or the name of a listed language."""
    if found := LANGUAGE_TAG.fullmatch(text.strip()):
        parts = [part for part in found[2].split("-") if part]
        cased = [part.upper() if len(part) == 2 else part for part in parts]
        return "-".join([found[1].lower(), *cased])
    return lists.code("language", text)


def read_page(text: str, lists: Lists, today: date) -> str:
    """The address of a web page; one without a scheme is read as a secure one."""
    line = read_line(text)
    if BARE_PAGE.fullmatch(line):
        line = f"https://{line}"
    if not WEB_PAGE.fullmatch(line):
        raise Unreadable(
            f"{quoted(text)} is not the address of a web page.",
            "Write it whole, as https://example.org/credential.",
        )
    return line


def read_ctid(text: str, lists: Lists, today: date) -> str:
    """An identifier that a registry gave: `ce-` and a random UUID in lower case."""
    if not CTID_FORM.fullmatch(text.strip()):
        raise Unreadable(
            f"{quoted(text)} is not a CTID.",
            "It is ce- and a version 4 UUID in lower case, 39 characters.",
        )
    return text.strip()


def parted(text: str) -> list[str]:
    """The parts between colons, an escaped colon aside."""
    held = read_line(text).replace("\\:", HELD)
    return [part.replace(HELD, ":") for part in held.split(":")]


def name_in(parts: list[str], form: str) -> str:
    """The parts as one name with its colons, which may not be empty."""
    name = ":".join(parts).strip()
    if not name.strip(":"):
        raise Unreadable("A name is empty.", form)
    return name


def escaped(name: str) -> str:
    return name.replace(":", "\\:")


SKILL = Kind("SKILL", read_skill, say_skill)
PROGRAM = Kind("PROGRAM", read_program, say_program)
RELATION = Kind("ID|CIP:TYPE", read_relation, say_relation)
LANGUAGE = Kind("LANGUAGE", read_language)
PAGE = Kind("URL", read_page)
CTID = Kind("CTID", read_ctid)
OCCUPATION = Kind(
    "OCCUPATION", lambda text, lists, today: lists.code("occupation", text)
)
