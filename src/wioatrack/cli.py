"""The `wioatrack` program: global options and command groups."""

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
from wioatrack.commands.context import AppContext, say
from wioatrack.commands.endings import code_of
from wioatrack.commands.noun import Noun, single
from wioatrack.errors import ReturnCode

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

        def run() -> Any:
            # Typer's own `main` would end a closed pipe with 1; it also eats the words.
            try:
                with self.make_context("wioatrack", [*words], obj=context) as made:
                    return self.invoke(made)
            except typer.Exit as chosen:
                return chosen.exit_code

        return code_of(run, words, context)


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
    clock = date.today()  # noqa: DTZ011  (the office's civil date, not UTC's)
    return AppContext(
        db=Path(db) if db else default_database(),
        user=user or account,
        account=account,
        today=day_of(as_of, clock),
        no_input=no_input,
        db_given=bool(db),
        clock=clock,
    )


def day_of(as_of: str | None, today: date) -> date:
    """The day every rule works with: `--as-of`, or the civil date of this computer."""
    from wioatrack.entries.kinds import Unreadable, read_day
    from wioatrack.errors import BadEntry

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


def open_closed() -> None:
    """A standard stream that was closed (`>&-`) is empty, or takes words nowhere.

    Its number would else go to the next file opened, which may be the database.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def main() -> None:
    """The console script: collecting garbage is a third of a short run."""
    gc.set_threshold(50_000, 20, 100)
    open_closed()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    signal.signal(signal.SIGTERM, terminated)
    try:
        app()
    finally:
        gc.freeze()
