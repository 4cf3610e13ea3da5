"""`wioatrack demo`: a synthetic caseload in a database of its own, and a tour of it."""

import re
import shlex
import sys
from collections import Counter
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
from wioatrack.commands.options import LARGEST_ID, answers
from wioatrack.errors import BadDataFile, StoreProblem
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
        int,
        typer.Option(
            help="Synthetic participants beside the tour's.", min=0, max=1_000_000
        ),
    ] = 20,
    seed: Annotated[
        int, typer.Option(help="Same seed, same caseload.", min=0, max=LARGEST_ID)
    ] = 2023,
) -> None:
    """Make a synthetic caseload in a new database, and show a short tour of it."""
    from wioatrack.actions.demo import caseload_lines

    path = demo_database(ctx.obj)
    context = replace(ctx.obj, db=path, user=MANAGER, account=MANAGER, json=False)
    program = ctx.find_root().command
    made = perform(program, context, participants, seed, quiet=ctx.obj.json)
    admit(program, context, ctx.obj.user)
    closing = {"database": str(path), "manager": MANAGER, "commands": made}
    if ctx.obj.json:
        ctx.obj.show(closing)
    else:
        day = max(line.day for line in parsed(caseload_lines()))
        on_it = f"wioatrack --db {shlex.quote(str(path))} --user {MANAGER}"
        say(f"\n{made} commands made this caseload, up to {day}. Go on with it:")
        say(f"  {on_it} participant list")
        say(f"  {on_it} --as-of {day} agenda")


def demo_database(context: AppContext) -> Path:
    """The file named by --db, or a new one in this folder; never one that exists."""
    named = context.db if context.db_given else Path("wioatrack-demo.db")
    if named.exists():
        raise StoreProblem(
            f"There is a file {named.name} already; the demo needs one of its own.",
            "Remove it, or name another: wioatrack --db other.db demo",
        )
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
    meanwhile: Counter[str] = Counter()
    with first.desk.shared():
        for line in [*parsed(stand_ins(participants, seed)), *lines]:
            if line.shown:
                tell(unseen(meanwhile) + f"\n{line.words}" * line.heading, quiet)
                meanwhile.clear()
            else:
                meanwhile[" ".join(line.words.split()[:2])] += 1
            if not line.heading:
                seat = replace(first, today=line.day, user=line.user)
                play(program, seat, line, known, quiet=quiet)
    return sum(not line.heading for line in lines)


def unseen(meanwhile: Counter[str]) -> str:
    """What happened between two commands of the tour, so that nothing seems to jump."""
    if not meanwhile:
        return ""
    done = (f"{what} ({n})" if n > 1 else what for what, n in meanwhile.items())
    return f"\n# meanwhile: {', '.join(done)}"


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
    if code not in ((1, 4) if line.refused else (0,)):
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
    if words and not quiet:
        say(words)
        sys.stdout.flush()
