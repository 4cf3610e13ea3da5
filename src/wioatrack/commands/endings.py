"""The one error boundary: every run ends with a documented code, and in words."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import typer

from wioatrack.commands.context import AppContext, error, say_json
from wioatrack.errors import FileProblem, ReturnCode, WioatrackError

INSTEAD = "Give the option instead."


def code_of(
    run: Callable[[], Any], words: list[str], context: AppContext | None
) -> int:
    """The return code of a run: the one place where refusals become words.

    A defect of ours prints one line and leaves a report without personal data.
    """
    try:
        code = run()
        sys.stdout.flush()
        return code if isinstance(code, int) else ReturnCode.OK
    except WioatrackError as refusal:
        told, hint = str(refusal), refusal.hint
        return refuse(told, hint, refusal.return_code, words, context)
    except typer.TyperException as usage:
        return refuse(*misread(usage, words), ReturnCode.USAGE, words, context)
    except EOFError:
        told, hint = "The input ended before the question was answered.", INSTEAD
        return refuse(told, hint, ReturnCode.USAGE, words, context)
    except (KeyboardInterrupt, typer.Abort):
        return ReturnCode.INTERRUPTED
    except BrokenPipeError:
        silenced()
        return ReturnCode.CLOSED_PIPE
    except OSError as problem:
        told, hint = unwritten(problem)
        # A refusal in JSON would go where nothing can be written.
        if silenced():
            words, context = [], None
        return refuse(told, hint, ReturnCode.STORE, words, context)
    except MemoryError:
        return refuse("Out of memory.", None, ReturnCode.STORE, words, context)
    except SystemExit:
        raise
    except BaseException as defect:  # noqa: BLE001  (the last resort, and only here)
        from wioatrack.commands.defects import report

        return refuse(*report(defect), ReturnCode.DEFECT, words, context)


def refuse(
    message: str,
    hint: str | None,
    code: ReturnCode,
    words: list[str],
    context: AppContext | None = None,
) -> int:
    """One refusal: JSON on stdout where JSON was asked for, else lines on stderr.

    Words that may be a whole SSN are not repeated, whatever they were typed into.
    """
    from wioatrack.entries.kinds import withheld

    message, hint = withheld(message), hint and withheld(hint)
    as_json = "--json" in words or bool(context and context.always_json)
    try:
        if as_json and code is not ReturnCode.DEFECT:
            told = f"{message} {hint}" if hint else message
            say_json({"error": told, "findings": []})
            sys.stdout.flush()
        else:
            error(message, hint, context.line if context else None)
    except OSError:
        # Nobody can be told; the code still says it.
        silenced()
    return code


def misread(usage: typer.TyperException, words: list[str]) -> tuple[str, str | None]:
    """What cannot be read, and what was probably meant or where the right words are."""
    from wioatrack.commands.guesses import meant

    return meant(usage, words) or (usage.format_message(), hint_of(usage))


def hint_of(usage: typer.TyperException) -> str | None:
    """Where the right words are listed."""
    if "unexpected extra argument" in usage.message:
        return 'Words that hold a space need quotes: "Certified Welder".'
    context = getattr(usage, "ctx", None)
    return f"Try: {context.command_path} --help" if context else None


def unwritten(problem: OSError) -> tuple[str, str]:
    """A file or the disk that refused, in words."""
    reason = problem.strerror or type(problem).__name__
    name = problem.filename2 or problem.filename
    if isinstance(name, str):
        refusal = FileProblem(name, reason)
        return str(refusal), str(refusal.hint)
    return f"{reason}.", "A file or the disk refused; nothing more was written."


def silenced() -> bool:
    """Whether stdout takes no more; it then points nowhere, for the end flushes it.

    A file that refused says nothing of stdout, which later lines of a batch need.
    """
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return True
    return False
