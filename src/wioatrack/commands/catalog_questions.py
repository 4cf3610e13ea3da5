"""The questions of the guided form: one asker for each sort of field.

An asker gives back the words that the option of the same name would have been given.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from wioatrack.commands.context import AppContext, note
from wioatrack.entries.catalog_kinds import Program, Skill, say_program, say_skill
from wioatrack.entries.fields import Field
from wioatrack.entries.kinds import Unreadable, read_hundredths

if TYPE_CHECKING:
    from wioatrack.commands.typeahead import Look

DONE = "Enter alone when done"
Words = str | tuple[str, ...] | None
Asker = Callable[[AppContext, Field, dict[str, Any]], Words]
Check = Callable[[str], bool | str]


def readable(context: AppContext, field: Field, *, may_be_empty: bool = True) -> Check:
    """What is wrong with the words for a field, said while they can be mended."""

    def check(words: str) -> bool | str:
        if not words.strip():
            return may_be_empty or "It must not be empty."
        try:
            field.kind.read(words, context.desk.lists, context.today)
        except Unreadable as problem:
            return f"{problem} {problem.fix}".strip()
        return True

    return check


def ask_text(context: AppContext, field: Field, record: dict[str, Any]) -> Words:
    """One line, with what is on file to start from."""
    import questionary

    check = readable(context, field, may_be_empty=not field.required)
    kept = record.get(field.name) or ""
    words: str = questionary.text(
        label(field), default=str(kept), validate=check
    ).unsafe_ask()
    return words if words != kept else None


def ask_choice(context: AppContext, field: Field, record: dict[str, Any]) -> Words:
    """One of a closed list."""
    import questionary

    choices = [
        questionary.Choice(title=shown, value=code)
        for code, shown in context.desk.lists.choices(field.kind.list_name)
    ]
    kept = record.get(field.name)
    started = next((one for one in choices if one.value == kept), None)
    code: str = questionary.select(
        label(field), choices=choices, default=started
    ).unsafe_ask()
    return code if code != kept else None


def ask_occupations(context: AppContext, field: Field, record: dict[str, Any]) -> Words:
    """Keywords, and for each the occupations that it finds, to tick."""
    import questionary

    from wioatrack.rulebooks.occupations import search_occupations

    ticked: list[str] = []
    for keyword in several(lambda: questionary.text(f"Occupation keyword ({DONE})")):
        found = search_occupations(keyword)
        if not found:
            note("No occupation is like it.")
            continue
        choices = [
            questionary.Choice(title=f"{one.soc_code} {one.title}", value=one.soc_code)
            for one, _ in found
        ]
        ticked += questionary.checkbox("Add occupations", choices=choices).unsafe_ask()
    return tuple(dict.fromkeys(ticked)) or None


def ask_sectors(context: AppContext, field: Field, record: dict[str, Any]) -> Words:
    """Sectors, completed while they are typed."""
    shown = [title for _, title in context.desk.lists.choices(field.kind.list_name)]

    def look(typed: str) -> list[str]:
        return [title for title in shown if typed.casefold() in title.casefold()]

    return tuple(completed(context, field, f"Sector ({DONE})", look)) or None


def ask_relations(context: AppContext, field: Field, record: dict[str, Any]) -> Words:
    """Other credentials: from the catalogue while typed, or CIP:TYPE."""
    from wioatrack.actions.catalog_search import id_in, typed_entries

    def look(typed: str) -> list[str]:
        return typed_entries(context.desk, typed)

    words = f"{field.name.capitalize()} credential, or CIP:TYPE ({DONE})"
    found = completed(context, field, words, look, said=id_in)
    return tuple(map(id_in, found)) or None


def ask_skills(context: AppContext, field: Field, record: dict[str, Any]) -> Words:
    """Skills, completed while typed, and the experience in each."""
    import questionary

    from wioatrack.actions.catalog_search import typed_skills

    def look(typed: str) -> list[str]:
        return typed_skills(context.desk, typed)

    found = []
    for name in completed(context, field, f"Skill ({DONE})", look, said=bare_skill):
        value = questionary.text(
            f"Amount of experience in {name} (Enter alone for none)", validate=amount
        ).unsafe_ask()
        skill = Skill(name)
        if value.strip():
            unit = questionary.text(
                "Unit, or a level of your own", default="years", validate=bool
            ).unsafe_ask()
            meaning = questionary.select(
                "Meaning", choices=["required", "gained"]
            ).unsafe_ask()
            skill = Skill(name, read_hundredths(value), unit, meaning)
        found.append(say_skill(skill))
    return tuple(found) or None


def ask_programs(context: AppContext, field: Field, record: dict[str, Any]) -> Words:
    """Education programs: name, who offers it, CIP code."""
    import questionary

    found = []
    for name in several(lambda: questionary.text(f"Education program ({DONE})")):
        provider = questionary.text("Offered by", validate=bool).unsafe_ask()
        cip = questionary.text(
            "CIP code (Enter alone for none)",
            validate=lambda code: readable(context, field)(
                f"x:y:{code}" if code.strip() else ""
            ),
        ).unsafe_ask()
        found.append(say_program(Program(name, provider, cip.strip() or None)))
    return tuple(found) or None


def ask_notes(context: AppContext, field: Field, record: dict[str, Any]) -> Words:
    """Notes that only editors read."""
    import questionary

    check = readable(context, field)
    words = f"Note for the other editors ({DONE})"
    return tuple(several(lambda: questionary.text(words, validate=check))) or None


def several(question: Callable[[], Any]) -> Iterator[str]:
    """The same question until it is answered with nothing."""
    while words := question().unsafe_ask().strip():
        yield words


def completed(
    context: AppContext,
    field: Field,
    words: str,
    look: "Look",
    *,
    said: Callable[[str], str] = str,
) -> Iterable[str]:
    """Answers that were completed while typed, until one is empty."""
    from wioatrack.commands.typeahead import typed

    check = readable(context, field)
    return several(lambda: typed(words, look, lambda text: check(said(text))))


def bare_skill(name: str) -> str:
    """The name alone, whatever colons are in it, as the option takes it."""
    return say_skill(Skill(name)) if name.strip() else ""


def amount(words: str) -> bool | str:
    """What is wrong with an amount; none is fine."""
    try:
        return not words.strip() or read_hundredths(words) >= 0
    except Unreadable as problem:
        return f"{problem} {problem.fix}"


def label(field: Field) -> str:
    """The question for a field."""
    return f"{field.help.rstrip('.')} ({field.option})"
