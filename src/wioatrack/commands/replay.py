"""One line of a batch: run it as if it had been typed, and say how it ended."""

import json
import sys
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING, Any

import typer

from wioatrack.commands.context import AppContext, data, error
from wioatrack.entries.kinds import Unreadable, read_day
from wioatrack.errors import BadEntry, ReturnCode

if TYPE_CHECKING:
    from wioatrack.actions.batches.commands import Command

# What makes or copies the file itself cannot be part of a transaction in it.
OUTSIDE = frozenset({"db", "demo", "doctor", "init"})
STOP = (ReturnCode.INTERRUPTED, ReturnCode.CLOSED_PIPE, ReturnCode.TERMINATED)


class Replay:
    """Runs lines with the words that stood before `batch`, unless a line has its own."""

    def __init__(self, ctx: typer.Context, *, atomic: bool) -> None:
        self._program: Any = ctx.find_root().command
        self._context: AppContext = ctx.obj
        self._atomic = atomic
        self._as_json = self._context.json

    def run(self, command: "Command") -> ReturnCode:
        """One line; with --json its answer is one line too."""
        if not self._as_json:
            return self._ended(command)
        with redirect_stdout(StringIO()) as out:
            code = self._ended(command)
        answer = {"line": command.line, "exit_code": int(code)}
        data(json.dumps(answer | read(out.getvalue())) + "\n")
        sys.stdout.flush()
        return code

    def _ended(self, command: "Command") -> ReturnCode:
        try:
            words, context = self._prepared(command)
        except BadEntry as wrong:
            return self._refused(command, wrong)
        context.desk.become(context.user, context.today)
        try:
            return ReturnCode(self._program.run_one(words, context))
        finally:
            context.desk.become(self._context.user, self._context.today)

    def _prepared(self, command: "Command") -> tuple[list[str], AppContext]:
        """The words of the command, and who acts on which day."""
        if command.wrong:
            raise BadEntry(command.wrong, "Close it, or write a backslash before it.")
        context, words = replace(self._context), list(command.words)
        context.always_json, context.line = self._as_json, command.line
        while words and words[0].startswith("-") and words[0] not in ("-h", "--help"):
            words = with_option(words, context)
        noun = words[0] if words else ""
        if noun == "batch" or (self._atomic and noun in OUTSIDE):
            raise BadEntry(
                f"{noun} cannot be a line of a batch"
                + (" that is one transaction." if self._atomic else "."),
                "Run it by itself.",
            )
        return words, context

    def _refused(self, command: "Command", wrong: BadEntry) -> ReturnCode:
        """A line that is no command."""
        told = f"{wrong} {wrong.hint or ''}".rstrip()
        if self._as_json:
            data(json.dumps({"error": told, "findings": []}) + "\n")
        else:
            error(told, line=command.line)
        return ReturnCode.USAGE


def with_option(words: list[str], context: AppContext) -> list[str]:
    """Take one global option off the words, and do as it says."""
    name, given, value = words[0].partition("=")
    rest = words[1:]
    if name == "--no-input":
        context.no_input = True
        return rest
    if name not in ("--user", "--as-of"):
        raise BadEntry(
            f"{name} cannot stand before the command in a batch.",
            "Give it before `batch`: all lines work on one database.",
        )
    if not given:
        if not rest:
            raise BadEntry(f"{name} needs a value.")
        value, rest = rest[0], rest[1:]
    if name == "--user":
        context.user = value
    else:
        try:
            context.today = read_day(value, context.today)
        except Unreadable as problem:
            raise BadEntry(f"--as-of: {problem}", problem.fix) from None
    return rest


def read(printed: str) -> dict[str, Any]:
    """What a command printed, as keys beside the line's own."""
    if not printed.strip():
        return {}
    try:
        answer = json.loads(printed)
    except ValueError:
        return {"output": printed}
    return answer if isinstance(answer, dict) else {"rows": answer}
