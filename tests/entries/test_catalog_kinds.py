"""The parts of a catalogue entry: several values in one word, parted by colons."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wioatrack.actions.desk import ClosedLists
from wioatrack.entries.catalog_kinds import (
    LANGUAGE,
    PAGE,
    PROGRAM,
    RELATION,
    SKILL,
    Program,
    Relation,
    Skill,
)
from wioatrack.entries.kinds import Kind, Unreadable

AT_LEISURE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
LISTS, TODAY = ClosedLists(), date(2023, 6, 30)
NAME = st.text(
    st.characters(codec="ascii", categories=("L", "P", "S")), min_size=1, max_size=20
).filter(lambda name: name.strip("\\:") != "" and "\\" not in name)


def read(kind: Kind, words: str) -> object:
    return kind.read(words, LISTS, TODAY)


@pytest.mark.covers("ATT-09", "ATT-10")
@pytest.mark.parametrize(
    ("words", "skill"),
    [
        ("Suturing", Skill("Suturing")),
        ("Suturing:1.5:years:gained", Skill("Suturing", 150, "years", "gained")),
        ("Suturing:2:Years:REQUIRED", Skill("Suturing", 200, "Years", "required")),
        ("CNC: turning", Skill("CNC: turning")),
        ("CNC: turning:3:level of five:gained",
         Skill("CNC: turning", 300, "level of five", "gained")),
        (r"ISO\: 9001", Skill("ISO: 9001")),
        (r"ISO\:9001:1:years:gained", Skill("ISO:9001", 100, "years", "gained")),
        ("a:b:c:d", Skill("a:b:c:d")),
    ],
)  # fmt: skip
def test_a_skill_with_and_without_experience(words: str, skill: Skill) -> None:
    """A name may hold colons; the experience is read from the right."""

    assert read(SKILL, words) == skill


@pytest.mark.parametrize(
    "words",
    ["", ":", "Suturing:2", "Suturing:2:years", "Suturing:gained", "ISO:9001",
     "Suturing:2:years:often", "Suturing:much:years:gained", "Suturing:2::gained",
     ":2:years:gained", "Suturing:-1:years:gained", "Suturing:1.234:years:gained"],
)  # fmt: skip
def test_half_of_an_experience_is_refused(words: str) -> None:
    """It is not taken for a name that happens to hold colons."""

    with pytest.raises(Unreadable):
        read(SKILL, words)


@pytest.mark.covers("ATT-12")
@pytest.mark.parametrize(
    ("words", "program"),
    [
        ("Welding:Lawson State", Program("Welding", "Lawson State")),
        ("Welding:Lawson State:48.0508", Program("Welding", "Lawson State", "48.0508")),
        ("Welding: basic:Lawson State:48.05",
         Program("Welding: basic", "Lawson State", "48.05")),
    ],
)  # fmt: skip
def test_a_program_with_its_provider(words: str, program: Program) -> None:
    """Its name may hold colons, and a CIP code may follow the provider."""

    assert read(PROGRAM, words) == program


@pytest.mark.parametrize("words", ["Welding", "Welding:", ":Lawson", ""])
def test_a_program_needs_a_provider(words: str) -> None:
    """Neither may be left out."""

    with pytest.raises(Unreadable):
        read(PROGRAM, words)


@pytest.mark.covers("ATT-08")
@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("12", Relation(target=12)),
        (
            "51.0909:license",
            Relation(cip="51.0909", type="occupational-skills-license"),
        ),
        ("51.09: GED", Relation(cip="51.09", type="secondary-equivalency")),
    ],
)
def test_a_related_credential(words: str, relation: Relation) -> None:
    """An id, or a CIP code and a credential type by any of its labels."""

    assert read(RELATION, words) == relation


@pytest.mark.parametrize(
    "words", ["0", "-1", "51.0909", "510909:license", "5.1:license"]
)
def test_what_names_no_credential_is_refused(words: str) -> None:
    """A CIP code is written with its dot, and a type goes with it."""

    with pytest.raises(Unreadable):
        read(RELATION, words)


@pytest.mark.parametrize(
    ("words", "tag"),
    [("en", "en"), ("EN-us", "en-US"), ("Spanish", "es"), ("zh-hant", "zh-hant")],
)
def test_a_language_by_tag_or_by_name(words: str, tag: str) -> None:
    """Tags are written as they are usually cased."""

    assert read(LANGUAGE, words) == tag


@pytest.mark.parametrize(
    "words",
    ["our site", "ftp://example.org", "https://", "http://a b.org/x", "x", "1.5"],
)
def test_a_page_is_a_whole_address(words: str) -> None:
    """So that whoever reads it can go there."""

    with pytest.raises(Unreadable):
        read(PAGE, words)


def test_a_page_without_a_scheme_is_a_secure_one() -> None:
    """As it is printed on leaflets."""

    assert read(PAGE, "www.example.org/x") == "https://www.example.org/x"


@AT_LEISURE
@given(NAME, st.none() | st.tuples(st.integers(0, 10**6), NAME))
def test_what_a_skill_says_is_read_back(
    name: str, level: tuple[int, str] | None
) -> None:
    """Whatever colons the name and the unit hold."""
    skill = Skill(name, *level, "gained") if level else Skill(name)

    assert read(SKILL, SKILL.say(skill)) == skill


@AT_LEISURE
@given(NAME, NAME, st.none() | st.just("48.0508"))
def test_what_a_program_says_is_read_back(
    name: str, provider: str, cip: str | None
) -> None:
    """Whatever colons the names hold."""
    program = Program(name, provider, cip)

    assert read(PROGRAM, PROGRAM.say(program)) == program
