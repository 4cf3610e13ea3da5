"""Asking at a terminal for what was left out, with the choices of its list."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from wioatrack.commands.context import AppContext
from wioatrack.entries.fields import Field
from wioatrack.entries.kinds import Unreadable
from wioatrack.errors import BadEntry

if TYPE_CHECKING:
    import questionary


def ask(context: AppContext, missing: list[Field]) -> dict[str, str]:
    """The words for each missing field; Ctrl-C leaves nothing written and exits 130."""
    return {field.name: question(context, field).unsafe_ask() for field in missing}


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
