"""The commands of a batch file: one per line, quoted as in a shell."""

import shlex
from collections.abc import Iterator
from contextlib import contextmanager

from wioatrack.actions.batches.files import given
from wioatrack.lean import dataclass
from wioatrack.store import Answers
from wioatrack.store.changes import NEWEST_INVOCATION

PROGRAM = "wioatrack"
SINCE = "SELECT id FROM invocation WHERE id > :id ORDER BY id DESC"


@dataclass(frozen=True, slots=True)
class Command:
    """The words of one line; `wrong` is why they cannot be told apart."""

    line: int
    words: tuple[str, ...]
    wrong: str = ""


@contextmanager
def commands_in(file: str) -> Iterator[Iterator[Command]]:
    """The commands; blank lines and those that begin with # do not count."""
    with given(file) as source:
        yield parted(source.lines())


def parted(lines: Iterator[str]) -> Iterator[Command]:
    for line, text in enumerate(lines, start=1):
        try:
            words = shlex.split(text, comments=text.lstrip().startswith("#"))
        except ValueError:
            yield Command(line, (), "A quote is opened and not closed.")
            continue
        if words and words[0] == PROGRAM:
            del words[0]
        if words:
            yield Command(line, tuple(words))


def newest_handle(store: Answers) -> int:
    """The handle given out last."""
    (row,) = store.ask(NEWEST_INVOCATION)
    (newest,) = row.values()
    return int(newest)


def handles_since(store: Answers, newest: int) -> list[str]:
    """The handles given out since, in the order in which they undo: newest first."""
    return [str(row["id"]) for row in store.ask(SINCE, id=newest)]
