"""A list that narrows while somebody types. Imported only where somebody may."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

if TYPE_CHECKING:
    import questionary

Look = Callable[[str], Iterable[str]]


class Looked(Completer):
    """Asks for what fits each time a key is pressed."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Completion]:
        typed = document.text_before_cursor
        for title in self._look(typed):
            yield Completion(title, start_position=-len(typed))


def typed(
    words: str, look: Look, validate: Callable[[str], bool | str]
) -> "questionary.Question":
    """One line of text, with what fits it below."""
    import questionary

    return questionary.autocomplete(
        words, choices=[], completer=Looked(look), validate=validate
    )
