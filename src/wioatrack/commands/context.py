"""What every command is handed, and the one way its answer leaves."""

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, TextIO, cast

import typer

from wioatrack.errors import ReturnCode
from wioatrack.lean import dataclass

if TYPE_CHECKING:
    from wioatrack.actions.desk import Desk
    from wioatrack.actions.results import (
        Checklist,
        Done,
        Finding,
        Listing,
        Record,
        Refused,
    )

ROWS_AT_A_TERMINAL = 50


@dataclass
class AppContext:
    """The words given before the noun, and how this command was asked to answer.

    `always_json` and `line` are a batch's: all answers in JSON, and which line it is.
    `record` is what the last write of this process put on file; `clock` the civil date
    of this computer, whatever `today` was given as.
    """

    db: Path
    user: str
    account: str
    today: date
    no_input: bool = False
    db_given: bool = True
    json: bool = False
    csv: bool = False
    limit: int | None = None
    command: str = ""
    record: "Record" = field(default_factory=dict)
    always_json: bool = False
    line: int | None = None
    clock: date = date.max
    _desk: "Desk | None" = field(default=None, repr=False)

    @property
    def desk(self) -> "Desk":
        if self._desk is None:
            from wioatrack.actions.desk import Desk

            self._desk = Desk(
                self.db, self.user, self.account, self.today, clock=self.clock
            )
        self._desk.command = self.command
        return self._desk

    @property
    def may_ask(self) -> bool:
        """A prompt needs a terminal on both ends, and nobody who forbade it."""
        return not self.no_input and sys.stdin.isatty() and sys.stdout.isatty()

    def finish(self, result: "Done | Refused") -> None:
        """Show what was done or why not, and end with the code it deserves."""
        from wioatrack.actions.results import Refused

        if isinstance(result, Refused):
            self._refuse(result)
            return
        self.record = result.record
        if self.json:
            from wioatrack.render import machine

            say_json(machine.done(result))
        else:
            say(result.said)
            self._record(result.record)
            self._findings(result.findings)
            if result.undo:
                note(f"Undo with: wioatrack undo {result.undo}")

    def show(self, values: Mapping[str, Any], code: ReturnCode = ReturnCode.OK) -> None:
        """Print one record, or one answer, and end with its code."""
        if self.json:
            say_json(values)
        else:
            self._record(values)
        if code is not ReturnCode.OK:
            raise typer.Exit(code)

    def tell(self, values: Mapping[str, Any], told: str) -> None:
        """Print an answer that a person reads in words of its own."""
        if self.json:
            say_json(values)
        else:
            say(told)

    def table(self, listing: "Listing") -> None:
        """Print rows: JSON, CSV, a Rich table at a terminal, plain columns elsewhere."""
        if self.json or self.csv:
            from wioatrack.render import machine

            if self.json:
                say_json(listing.rows)
            else:
                data(machine.as_csv(listing))
        elif sys.stdout.isatty():
            from wioatrack.render import terminal

            shown = self.limit or ROWS_AT_A_TERMINAL
            console = terminal.console()
            console.print(terminal.table(listing, shown, console.width))
        else:
            from wioatrack.render import text

            say(text.table(listing))

    def check(self, answer: "Checklist") -> None:
        """Print the boxes with what is open; the code says whether all are ticked."""
        if self.json:
            from wioatrack.render import machine

            say_json(machine.checklist(answer))
        else:
            self.items(answer)
        if not answer.ready:
            raise typer.Exit(ReturnCode.REFUSED)

    def items(self, answer: "Checklist") -> None:
        """Print the lines of a checklist or summary."""
        from wioatrack.render import machine, text

        if self.json:
            say_json(machine.items(answer))
            return
        self.table(machine.listing_of(answer))
        style = text.date_style(answer.profile)
        for item in answer.items:
            for blocker in item.blockers:
                say(text.blocker(item.item, blocker, style))

    def _refuse(self, result: "Refused") -> None:
        if self.json:
            from wioatrack.render import machine

            say_json(machine.refused(result))
        else:
            from wioatrack.render.text import spoken

            error(spoken(result.error, result.date_style), line=self.line)
            self._findings(result.findings)
        raise typer.Exit(result.return_code)

    def _record(self, values: Mapping[str, Any]) -> None:
        if sys.stdout.isatty():
            from wioatrack.render import terminal

            console = terminal.console()
            console.print(terminal.record(dict(values), console.width))
        else:
            from wioatrack.render import text

            say(text.record(values))

    def _findings(self, findings: "tuple[Finding, ...]") -> None:
        from wioatrack.render import text

        for finding in findings:
            note(text.finding(finding))


def say(words: str) -> None:
    """One answer on stdout: no control character, folded where it is a terminal."""
    from wioatrack.render.gate import visible

    words, width = visible(words), room()
    if width is not None:
        from wioatrack.render.text import folded

        words = folded(words, width)
    sys.stdout.write(words + "\n")


def say_json(value: object) -> None:
    """One answer for scripts on stdout, its lines as JSON has them: never folded."""
    from wioatrack.render import machine

    data(machine.as_json(value) + "\n")


def room() -> int | None:
    """How many columns the terminal has; none where stdout is no terminal."""
    return get_terminal_size().columns if sys.stdout.isatty() else None


def data(words: str) -> None:
    """Rows, or a page, on stdout as a file has them."""
    data_stream().write(words)


def data_stream() -> TextIO:
    """Stdout for rows: in a pipe or a file UTF-8, with the line ends that are written.

    Whatever the locale or the platform, so that what one command prints another reads.
    """
    out: Any = sys.stdout
    if out.isatty():
        return cast("TextIO", Shown())
    if isinstance(out, TextIOWrapper):
        out.reconfigure(encoding="utf-8", newline="")
    return cast("TextIO", out)


class Shown:
    """A terminal for rows: what would change it is shown as an escape."""

    def write(self, words: str) -> int:
        from wioatrack.render.gate import visible

        return sys.stdout.write(visible(words.replace("\r\n", "\n")))

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)


def note(words: str) -> None:
    """A warning, a note or a handle on stderr, where it spoils no pipe."""
    from wioatrack.render.gate import visible

    sys.stderr.write(visible(words) + "\n")


def error(words: str, hint: str | None = None, line: int | None = None) -> None:
    """A refusal: one line, red at a terminal that wants colour, then what to do.

    `line` is that of the batch in which it stands.
    """
    from wioatrack.render.gate import visible

    head = "\x1b[31mError:\x1b[0m" if wants_colour() else "Error:"
    where = "" if line is None else f"line {line}: "
    sys.stderr.write(f"{head} {where}{visible(words)}\n")
    if hint:
        sys.stderr.write(visible(hint) + "\n")


def wants_colour() -> bool:
    """Whether stderr is a terminal with colours, and nobody said NO_COLOR."""
    dumb = os.environ.get("TERM") in ("dumb", "unknown")
    return sys.stderr.isatty() and not dumb and not os.environ.get("NO_COLOR")
