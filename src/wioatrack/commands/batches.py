"""`wioatrack import`, `export` and `template`"""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from wioatrack.commands.arguments import Replace
from wioatrack.commands.context import data, error, note, say, say_json
from wioatrack.commands.options import answers
from wioatrack.errors import BadEntry, ReturnCode

NounName = Annotated[
    str,
    typer.Argument(
        metavar="NOUN", help="What the rows are: participant, credential, ..."
    ),
]
FileName = Annotated[
    str, typer.Argument(metavar="FILE", help="The file, or - for standard input.")
]
FORMATS = ("csv", "jsonl", "xlsx")


def word(flag: str, metavar: str, help: str) -> typer.models.OptionInfo:
    """An option with a word after it."""
    option: typer.models.OptionInfo = typer.Option(
        flag, metavar=metavar, help=help, show_default=False
    )
    return option


def format_of(file: str, given: str | None, sheet: str | None) -> str | None:
    """The format that was named, or none where the file itself says it.

    Raises `BadEntry` for a word that is no format, and for a sheet of what has none.
    """
    kind = None if given is None else given.lower()
    if kind not in (None, *FORMATS):
        raise BadEntry(
            f"--format: {given!r} is no format.", f"It is one of {', '.join(FORMATS)}."
        )
    if sheet is not None:
        from wioatrack.actions.batches.files import is_workbook

        if kind in ("csv", "jsonl") or (kind is None and is_workbook(file) is False):
            raise BadEntry(
                "--sheet names a sheet of a workbook, and the file is none.",
                "Leave it out, or load an .xlsx file.",
            )
    return kind


@answers
def import_(
    ctx: typer.Context,
    noun: NounName,
    file: FileName,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Do all of it, then take it back.")
    ] = False,
    keep_good: Annotated[
        bool, typer.Option("--keep-good", help="File the good rows beside bad ones.")
    ] = False,
    failed: Annotated[
        str | None, word("--failed", "FILE", "Write the bad rows and why here.")
    ] = None,
    format: Annotated[
        str | None, word("--format", "NAME", "csv, jsonl or xlsx; guessed if left out.")
    ] = None,
    delimiter: Annotated[
        str, word("--delimiter", "CHAR", r"What parts the cells; \t for a tab.")
    ] = ",",
    encoding: Annotated[
        str | None, word("--encoding", "NAME", "Of the text; UTF-8 if left out.")
    ] = None,
    sheet: Annotated[
        str | None, word("--sheet", "NAME", "Of a workbook; the first one shown.")
    ] = None,
) -> None:
    """Load a file by the same rules as `add`: all of it or nothing."""
    from wioatrack.actions.batches.bundles import ALL, import_all
    from wioatrack.actions.batches.loading import Mode, import_file
    from wioatrack.commands.watching import Watching
    from wioatrack.render import batches

    kind = format_of(file, format, sheet)
    mode = Mode(dry_run, keep_good, kind, delimiter, encoding, sheet)
    desk, quiet = ctx.obj.desk, ctx.obj.json
    with Watching(file, mode, failed, quiet=quiet, database=desk.path) as watching:
        if noun == ALL:
            answer = import_all(desk, file, mode, watching)
        else:
            answer = import_file(desk, noun, file, mode, watching)
    if ctx.obj.json:
        loaded = batches.loaded(answer) | {"failed_file": watching.written}
        say_json(loaded)
    else:
        for line in batches.findings(answer):
            note(line)
        # The rows of a dry run are what is printed, so that they can be loaded.
        (note if dry_run else say)(batches.summary(answer))
        if answer.undo:
            note(f"Undo with: wioatrack undo {answer.undo}")
        if watching.written:
            note(f"The rejected rows are in {watching.written}, with the reasons.")
    if watching.problem:
        error(f"--failed was not written, the load is done: {watching.problem}")
        raise typer.Exit(ReturnCode.STORE)
    if answer.rejected:
        raise typer.Exit(ReturnCode.REFUSED)


def written_as(noun: str, jsonl: bool, csv: bool, out: str | None) -> str:
    """csv, jsonl or xlsx: what is asked for, or else what the file's ending says.

    Raises `BadEntry` for options, a noun and an ending that cannot all be meant.
    """
    ending = os.path.splitext(out or "")[1].lower().removeprefix(".")
    if jsonl and csv:
        raise BadEntry("--csv and --jsonl are two formats.", "Give one of them.")
    if noun == "all":
        if csv or ending == "xlsx" or (ending == "csv" and not jsonl):
            raise BadEntry(
                "The whole database is exported as JSON lines only.",
                "Name a file that ends in .jsonl.",
            )
        return "jsonl"
    if ending == "xlsx":
        if jsonl or csv:
            raise BadEntry(
                f"{Path(out or '').name} is the name of a workbook, not of text.",
                "Leave out --csv or --jsonl, or name another file.",
            )
        return "xlsx"
    if csv or jsonl:
        return "jsonl" if jsonl else "csv"
    return "jsonl" if ending in ("jsonl", "ndjson", "json") else "csv"


@answers
def export(
    ctx: typer.Context,
    noun: NounName,
    csv: Annotated[bool, typer.Option("--csv", help="CSV, as without it.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="JSON lines; --json does the same.")
    ] = False,
    out: Annotated[
        str | None,
        word("--out", "FILE", "Write here, - is stdout; .xlsx is a workbook."),
    ] = None,
    replace: Replace = False,
    provenance: Annotated[
        bool, typer.Option("--provenance", help="With the file and line it came from.")
    ] = False,
) -> None:
    """Print records as rows that `import` takes back; `all` is the whole database."""
    from wioatrack.actions.batches.bundles import ALL, bundle
    from wioatrack.actions.batches.exporting import exported
    from wioatrack.commands.watching import output
    from wioatrack.render import batches

    kind = written_as(noun, ctx.obj.json or jsonl, csv, out)
    workbook = kind == "xlsx"
    with output(out, binary=workbook, replace=replace) as file:
        if noun == ALL:
            with bundle(ctx.obj.desk) as lines:
                file.writelines(line + "\n" for line in lines)
        else:
            with exported(ctx.obj.desk, noun, provenance=provenance) as rows:
                if workbook:
                    batches.write_workbook(file, rows)
                elif kind == "jsonl":
                    batches.write_json_lines(file, rows)
                else:
                    batches.write_csv(file, rows)
    if sys.stdout.isatty() or out not in (None, "-"):
        note("The export holds personal data; keep it where only you can read it.")


@answers
def template(ctx: typer.Context, noun: NounName) -> None:
    """Print the first line of a file of one noun; --json says what each column takes."""
    from wioatrack.actions.batches.templates import template_of
    from wioatrack.render import batches

    answer = template_of(noun)
    if ctx.obj.json:
        say_json(answer)
    else:
        data(batches.header(answer))
        if sys.stdout.isatty():
            note(batches.described(answer))
