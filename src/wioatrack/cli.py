"""The `wioatrack` program: global options, command groups, the one error boundary."""

import gc
import os
import signal
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from wioatrack.commands import COMMANDS, GROUPS
from wioatrack.commands.context import AppContext, error, say
from wioatrack.commands.noun import Noun, single
from wioatrack.errors import ReturnCode, WioatrackError

HELP = {"help_option_names": ["-h", "--help"]}


class Program(TyperGroup):
    """Loads a group when it is used, and ends every run with a documented code."""

    _only_listing = False

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._made: dict[str, Any] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        return [*COMMANDS, *GROUPS]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        self._only_listing = True
        try:
            super().format_help(ctx, formatter)
        finally:
            self._only_listing = False

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        listed = GROUPS.get(cmd_name) or COMMANDS.get(cmd_name)
        if listed is None:
            self.commands = dict.fromkeys([*COMMANDS, *GROUPS])  # type: ignore[assignment]
            return None
        if self._only_listing:
            return TyperCommand(cmd_name, help=listed[-1])
        if cmd_name not in self._made:
            self._made[cmd_name] = self._make(cmd_name, listed[0])
        return self._made[cmd_name]

    def _make(self, cmd_name: str, module: str) -> Any:
        """A command as it was declared; made once, since a batch uses it many times."""
        if cmd_name in COMMANDS:
            function = getattr(import_module(module), COMMANDS[cmd_name][1])
            return single(cmd_name, function)
        return Noun(cmd_name, import_module(module).app)

    def main(self, args: Sequence[str] | None = None, *_: Any, **__: Any) -> NoReturn:
        """Run what was typed and end the process with its code."""
        sys.exit(self.run_one(list(sys.argv[1:] if args is None else args)))

    def run_one(self, words: list[str], context: AppContext | None = None) -> int:
        """One command, as typed after `wioatrack`, and the code it ends with.

        With a context, which several commands of one process may share, the words
        need no global options.
        """
        run = super().main
        return guarded(
            lambda: run(words, "wioatrack", standalone_mode=False, obj=context), words
        )


def guarded(run: Any, words: list[str]) -> int:
    """The return code of a run: the one place where refusals become words.

    A defect of ours prints one line and leaves a report without personal data.
    """
    try:
        code = run()
        sys.stdout.flush()
        return code if isinstance(code, int) else ReturnCode.OK
    except WioatrackError as refusal:
        return refuse(str(refusal), refusal.hint, refusal.return_code, words)
    except typer.TyperException as usage:
        return refuse(*misread(usage), ReturnCode.USAGE, words)
    except (KeyboardInterrupt, typer.Abort) as stopped:
        if isinstance(stopped.__cause__, EOFError):
            told = "The input ended before the question was answered."
            return refuse(told, "Give the option instead.", ReturnCode.USAGE, words)
        return ReturnCode.INTERRUPTED
    except BrokenPipeError:
        silence()
        return ReturnCode.CLOSED_PIPE
    except OSError as problem:
        silence()
        reason = problem.strerror or type(problem).__name__
        error(f"{reason}.", "A file or the disk refused; nothing more was written.")
        return ReturnCode.STORE
    except MemoryError:
        return refuse("Out of memory.", None, ReturnCode.STORE, words)
    except SystemExit:
        raise
    except BaseException as defect:  # noqa: BLE001  (the last resort, and only here)
        from wioatrack.commands.defects import report

        return refuse(*report(defect), ReturnCode.DEFECT, words)


def refuse(message: str, hint: str | None, code: ReturnCode, words: list[str]) -> int:
    """One refusal: JSON on stdout where JSON was asked for, else lines on stderr.

    Words that may be a whole SSN are not repeated, whatever they were typed into.
    """
    from wioatrack.entries.kinds import withheld

    message, hint = withheld(message), hint and withheld(hint)
    try:
        if "--json" in words and code is not ReturnCode.DEFECT:
            from wioatrack.render import machine

            told = f"{message} {hint}" if hint else message
            say(machine.as_json({"error": told, "findings": []}))
        else:
            error(message, hint)
    except BrokenPipeError:
        silence()
    return code


def misread(usage: typer.TyperException) -> tuple[str, str | None]:
    """What cannot be read, and what was probably meant or where the right words are."""
    from wioatrack.commands.guesses import meant

    return meant(usage) or (usage.format_message(), hint_of(usage))


def hint_of(usage: typer.TyperException) -> str | None:
    """Where the right words are listed."""
    if "unexpected extra argument" in usage.message:
        return 'Words that hold a space need quotes: "Certified Welder".'
    context = getattr(usage, "ctx", None)
    return f"Try: {context.command_path} --help" if context else None


def silence() -> None:
    """Point stdout nowhere, so that flushing at the end cannot complain again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


app = typer.Typer(
    cls=Program,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=HELP,
    invoke_without_command=True,
)


@app.callback()
def configure(
    ctx: typer.Context,
    db: Annotated[
        str | None,
        typer.Option(
            envvar="WIOATRACK_DB",
            metavar="PATH",
            help="The database.",
            show_default=False,
        ),
    ] = None,
    user: Annotated[
        str | None,
        typer.Option(
            envvar="WIOATRACK_USER",
            metavar="NAME",
            help="Who acts; default the login.",
            show_default=False,
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            envvar="WIOATRACK_AS_OF",
            metavar="DATE",
            help="Today, for every rule and count.",
        ),
    ] = None,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Print versions.")] = False,
) -> None:
    """Record and check what happens to WIOA and SNAP E&T participants."""
    if version:
        from wioatrack import __version__

        say(f"wioatrack {__version__}")
        raise typer.Exit
    if ctx.obj is None:
        ctx.obj = context_of(db, user, as_of, no_input)
    if ctx.invoked_subcommand is None:
        if sys.stdout.isatty():
            from wioatrack.commands.agenda import today

            today(ctx.obj)
        else:
            say(ctx.get_help())


def context_of(
    db: str | None, user: str | None, as_of: str | None, no_input: bool
) -> AppContext:
    """The one clock and the acting user, read once."""
    account = login()
    return AppContext(
        db=Path(db) if db else default_database(),
        user=user or account,
        account=account,
        today=day_of(as_of),
        no_input=no_input,
        db_given=bool(db),
    )


def day_of(as_of: str | None) -> date:
    """The day every rule works with: `--as-of`, or the civil date of this computer."""
    from wioatrack.entries.kinds import Unreadable, read_day
    from wioatrack.errors import BadEntry

    today = date.today()  # noqa: DTZ011  (the office's civil date, not UTC's)
    if not as_of:
        return today
    try:
        return read_day(as_of, today)
    except Unreadable as problem:
        raise BadEntry(f"--as-of: {problem}", problem.fix) from None


def login() -> str:
    """The operating system's account, which an environment variable cannot change."""
    try:
        import pwd
    except ImportError:
        return os.environ.get("USERNAME") or "unknown"
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def default_database() -> Path:
    """A file in the platform's folder for user data."""
    from platformdirs import user_data_path

    return user_data_path("wioatrack", appauthor=False) / "wioatrack.db"


def terminated(number: int, frame: Any) -> NoReturn:
    """SIGTERM rolls back like any error and exits 143."""
    raise SystemExit(ReturnCode.TERMINATED)


def main() -> None:
    """The console script: collecting garbage is a third of a short run."""
    gc.set_threshold(50_000, 20, 100)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    signal.signal(signal.SIGTERM, terminated)
    try:
        app()
    finally:
        gc.freeze()
