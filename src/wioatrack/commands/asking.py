"""Asking at a terminal for what was left out, with the choices of its list."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from wioatrack.commands.context import AppContext
from wioatrack.entries.fields import Field, one_lacking, worth_asking
from wioatrack.entries.kinds import Unreadable
from wioatrack.errors import BadEntry

if TYPE_CHECKING:
    import questionary


def ask(context: AppContext, missing: list[Field]) -> dict[str, str]:
    """The words for each missing field; Ctrl-C leaves nothing written and exits 130."""
    return {field.name: question(context, field).unsafe_ask() for field in missing}


def guide(
    context: AppContext, entry: type[Any], values: Mapping[str, Any]
) -> dict[str, str]:
    """The words for what is asked at a terminal only: one of several, and what helps."""
    words = offer(context, worth_asking(entry, values))
    if several := one_lacking(entry, values):
        words |= pick(context, several)
    return words


def pick(context: AppContext, fields: list[Field]) -> dict[str, str]:
    """The words for one of some fields: first which of them, then what it is."""
    import questionary

    choices = [
        questionary.Choice(title=field.help.rstrip("."), value=field)
        for field in fields
    ]
    chosen = questionary.select("Which of these is known?", choices=choices)
    return ask(context, [chosen.unsafe_ask()])


def offer(context: AppContext, fields: list[Field]) -> dict[str, str]:
    """The words for each yes or no that somebody knows; the others are left out."""
    import questionary

    choices = [
        questionary.Choice(title=title, value=value)
        for title, value in (("Yes", "yes"), ("No", "no"), ("Not known", ""))
    ]
    said = {
        field.name: questionary.select(
            f"{field.help} ({field.option})", choices=choices
        ).unsafe_ask()
        for field in fields
    }
    return {name: word for name, word in said.items() if word}


def question(context: AppContext, field: Field) -> "questionary.Question":
    """One question: a choice where the field has a list, else checked words."""
    import questionary

    lists = context.desk.lists
    words = f"{field.help.rstrip('.')} ({field.option})"
    if field.kind.list_name:
        choices = [
            questionary.Choice(title=label, value=code)
            for code, label in lists.choices(field.kind.list_name)
        ]
        if choices:
            return questionary.select(words, choices=choices)

    def check(text: str) -> bool | str:
        if not text.strip():
            return "It must not be empty."
        try:
            field.kind.read(text, lists, context.today)
        except Unreadable as problem:
            return f"{problem} {problem.fix}".strip()
        return True

    return questionary.text(words, validate=check)


def confirmed(context: AppContext, *, yes: bool, option: str) -> Callable[[str], bool]:
    """Asks for the very words at a terminal; elsewhere the option is needed.

    Ctrl-C leaves nothing written and exits 130.
    """

    def ask(words: str) -> bool:
        if yes:
            return True
        if not context.may_ask:
            raise BadEntry(
                f"It cannot be taken back: {option} is missing.",
                f"Give {option}, or run it at a terminal to be asked.",
            )
        import questionary

        typed = questionary.text(f"Type {words} to go on").unsafe_ask()
        return str(typed).strip() == words

    return ask
