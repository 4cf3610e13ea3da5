"""`wioatrack demo`: a synthetic caseload in a database of its own, and a tour of it."""

import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Annotated, Any

import typer

from wioatrack.actions.demo import MANAGER
from wioatrack.commands.context import AppContext, say
from wioatrack.commands.options import answers
from wioatrack.errors import BadDataFile, StoreExists
from wioatrack.lean import dataclass

LINE = re.compile(
    r"(?P<marks>[!>]*)\s*(?P<day>\d{4}-\d{2}-\d{2}) (?P<user>\w+) "
    r"(?:(?P<name>\w+) = )?(?P<words>.+)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the caseload: a command, or the heading of a chapter."""

    words: str
    day: date
    user: str
    name: str | None
    refused: bool
    shown: bool
    heading: bool = False


@answers
def demo(
    ctx: typer.Context,
    participants: Annotated[
        int, typer.Option(help="Synthetic participants beside the tour's.", min=0)
    ] = 20,
    seed: Annotated[int, typer.Option(help="Same seed, same caseload.")] = 2023,
) -> None:
    """Make a synthetic caseload in a new database, and show a short tour of it."""
    path = demo_database(ctx.obj)
    context = replace(ctx.obj, db=path, user=MANAGER, account=MANAGER, json=False)
    program = ctx.find_root().command
    made = perform(program, context, participants, seed, quiet=ctx.obj.json)
    admit(program, context, ctx.obj.user)
    closing = {"database": str(path), "manager": MANAGER, "commands": made}
    if ctx.obj.json:
        ctx.obj.show(closing)
    else:
        say(f"\n{made} commands made this caseload. Go on with it:")
        say(
            f"  wioatrack --db {shlex.quote(str(path))} --user {MANAGER} participant list"
        )


def demo_database(context: AppContext) -> Path:
    """The file named by --db, or a new one in this folder; never one that exists."""
    named = context.db if context.db_given else Path("wioatrack-demo.db")
    if named.exists():
        raise StoreExists(named.name)
    return named


def perform(
    program: Any, context: AppContext, participants: int, seed: int, *, quiet: bool
) -> int:
    """Run every line of the caseload in this process; how many there were.

    A line that does not end as the caseload says is a defect of the caseload.
    """
    from wioatrack.actions.demo import caseload_lines, stand_ins
    from wioatrack.actions.users import init
    from wioatrack.entries.users import InitEntry

    lines = list(parsed(caseload_lines()))
    first = replace(context, today=lines[0].day)
    init(first.desk, InitEntry())
    known: dict[str, str] = {}
    with first.desk.shared():
        extra = parsed(stand_ins(participants, seed))
        for line in [*extra, *lines]:
            if line.heading:
                tell(f"\n{line.words}", quiet)
                continue
            play(program, replace(first, today=line.day, user=line.user), line, known,
                 quiet=quiet)  # fmt: skip
    return sum(not line.heading for line in lines)


def admit(program: Any, context: AppContext, user: str) -> None:
    """Let whoever made the demo work in it, as `init` would; a role it gave stays."""
    with captured():
        program.run_one(["user", "add", "--role", "manager", "--", user], context)


def play(
    program: Any, context: AppContext, line: Line, known: dict[str, str], *, quiet: bool
) -> None:
    """Run one line, show it if the tour does, and remember the id it made."""
    words = shlex.split(line.words.format_map(known))
    if line.shown:
        tell(f"\n$ wioatrack {line.words.format_map(known)}", quiet)
    context.desk.become(context.user, context.today)
    with captured() as (out, err):
        code = program.run_one(words, context)
    if bool(code) != line.refused:
        raise BadDataFile(
            f"caseload: `{line.words}` ended with {code}: {err.getvalue()}{out.getvalue()}"
        )
    if line.name:
        known[line.name] = str(context.record["id"])
    if line.shown:
        tell((out.getvalue() + err.getvalue()).rstrip(), quiet)


def parsed(lines: Iterator[str]) -> Iterator[Line]:
    """The caseload's lines. Raises `BadDataFile` for one that cannot be read."""
    for text in lines:
        if not text.strip() or text.startswith("#"):
            continue
        if text.startswith("=="):
            yield Line(text.strip("= "), date.min, "", None, False, True, heading=True)
            continue
        found = LINE.fullmatch(text.strip())
        if found is None:
            raise BadDataFile(f"caseload: cannot be read: {text}")
        yield Line(
            found["words"],
            date.fromisoformat(found["day"]),
            found["user"],
            found["name"],
            refused="!" in found["marks"],
            shown=">" in found["marks"],
        )


@contextmanager
def captured() -> Iterator[tuple[StringIO, StringIO]]:
    """What a command prints, to show it or to throw it away."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        yield out, err


def tell(words: str, quiet: bool) -> None:
    if not quiet:
        say(words)
        sys.stdout.flush()
