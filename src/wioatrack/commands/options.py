"""Options made from the table of fields, so that a noun has one definition.

`@takes(Entry)` gives a command one option for each field of the entry, reads the
words through the same kinds as an import, and hands over the finished entry.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Annotated, Any

import typer

from wioatrack.actions.listing import Page
from wioatrack.commands.arguments import LARGEST_ID, Person, RecordId, Who
from wioatrack.commands.context import AppContext
from wioatrack.commands.noun import PROFILES
from wioatrack.entries.fields import (
    Field,
    UnreadableWords,
    Words,
    fields_of,
    lacking,
    missing_of,
    read_words,
)
from wioatrack.entries.kinds import LONG_LINE, Unreadable
from wioatrack.errors import BadEntry

__all__ = [
    "LARGEST_ID",
    "Page",
    "Person",
    "RecordId",
    "Waivers",
    "Who",
    "amends",
    "answers",
    "lists",
    "takes",
]
Command = Callable[..., None]
Waivers = Mapping[str, str]
KEYWORD = inspect.Parameter.KEYWORD_ONLY


def answers(command: Command) -> Command:
    """Adds `--json` and `--no-input`, which every command that prints records has."""
    return _with_options(command, [], lambda context, words: {})


def takes(
    entry: type[Any], *, waivers: bool = False, csv: bool = False
) -> Callable[[Command], Command]:
    """One option per field; the command gets `entry`, and `waivers` where asked for.

    A missing required field is asked for at a terminal and refused elsewhere. `csv`
    adds `--csv`, for what answers with a whole table.
    """
    return _reading(entry, waivers, _whole, csv=csv)


def amends(entry: type[Any], *, waivers: bool = False) -> Callable[[Command], Command]:
    """The same options for `edit`: the command gets `entry` as a dict of changes.

    Only what is given changes; an empty value clears a field that is not required.
    """
    return _reading(entry, waivers, _changes)


def lists(filters: type[Any] | None = None) -> Callable[[Command], Command]:
    """`--csv --search --sort --limit` and the filters; the command gets `page`, `entry`."""

    def decorate(command: Command) -> Command:
        options = [*_field_options(filters, required=False), *PAGE_OPTIONS]

        def read(context: AppContext, words: dict[str, Any]) -> dict[str, Any]:
            context.csv = bool(words.pop("csv"))
            page = Page(words.pop("search"), words.pop("sort"), words.pop("limit"))
            context.limit = page.limit
            given: dict[str, Any] = {"page": page}
            if filters is not None:
                given["entry"] = filters(**_changes(filters, context, words))
            return given

        return _with_options(command, options, read)

    return decorate


def _reading(
    entry: type[Any],
    waivers: bool,
    finish: Callable[[type[Any], AppContext, Any], Any],
    csv: bool = False,
) -> Callable[[Command], Command]:
    def decorate(command: Command) -> Command:
        options = _field_options(entry, required=finish is _whole)
        if waivers:
            options += WAIVER_OPTIONS
        if csv:
            options.append(CSV_OPTION)

        def read(context: AppContext, words: dict[str, Any]) -> dict[str, Any]:
            given: dict[str, Any] = {}
            context.csv = csv and bool(words.pop("csv"))
            if waivers:
                given["waivers"] = _waivers(
                    context, words.pop("waive"), words.pop("waive_because")
                )
            return {"entry": finish(entry, context, words)} | given

        return _with_options(command, options, read)

    return decorate


def _option(name: str, annotation: Any, *flags: str, **more: Any) -> inspect.Parameter:
    option = typer.Option(*flags, show_default=False, **more)
    return inspect.Parameter(
        name, KEYWORD, default=None, annotation=Annotated[annotation, option]
    )


def _field_options(
    entry: type[Any] | None, *, required: bool
) -> list[inspect.Parameter]:
    return [
        _option(
            field.attribute,
            bool | None
            if field.is_flag
            else list[str] | None
            if field.many
            else str | None,
            f"{field.option}/{field.negation}" if field.is_flag else field.option,
            help=_help(field) + (" (required)" if required and field.required else ""),
            **({} if field.is_flag else {"metavar": field.kind.metavar}),
        )
        for field in (fields_of(entry) if entry else ())
    ]


def _help(field: Field) -> str:
    """What the field is; the names of profiles are filled in where help is shown."""
    named = field.kind.list_name == "profile"
    return f"{field.help} One of {PROFILES}." if named else field.help


WAIVER_OPTIONS = [
    _option(
        "waive",
        list[str] | None,
        "--waive",
        metavar="RULE",
        help="Waive a procedure rule; repeatable.",
    ),
    _option(
        "waive_because",
        list[str] | None,
        "--because",
        metavar="TEXT",
        help="Why it is waived; one for each --waive.",
    ),
]
CSV_OPTION = _option("csv", bool, "--csv", help="Print CSV.")
PAGE_OPTIONS = [
    CSV_OPTION,
    _option(
        "search", str | None, "--search", metavar="TEXT", help="Part of any column."
    ),
    _option("sort", str | None, "--sort", metavar="FIELD", help="-FIELD: descending."),
    _option(
        "limit",
        int | None,
        "--limit",
        metavar="N",
        min=1,
        max=LARGEST_ID,
        help="At most N rows.",
    ),
]
COMMON_OPTIONS = [
    _option("as_json", bool, "--json", help="Print JSON."),
    _option("no_input", bool, "--no-input", help="Never ask."),
]


def _with_options(
    command: Command,
    options: Iterable[inspect.Parameter],
    read: Callable[[AppContext, dict[str, Any]], dict[str, Any]],
) -> Command:
    """The command with more options; `read` turns their words into its arguments."""
    given_later = {"entry", "waivers", "page"}
    own = inspect.signature(command, eval_str=True).parameters.values()
    kept = [parameter for parameter in own if parameter.name not in given_later]
    added = [*options, *COMMON_OPTIONS]

    @wraps(command)
    def with_options(**words: Any) -> None:
        context: AppContext = words["ctx"].obj
        context.command = words["ctx"].command_path.partition(" ")[2]
        context.json = bool(words.pop("as_json")) or context.always_json
        context.no_input = context.no_input or bool(words.pop("no_input"))
        passed = {parameter.name: words.pop(parameter.name) for parameter in kept}
        command(**passed, **read(context, words))

    signature = inspect.Signature([*kept, *added])
    with_options.__signature__ = signature  # type: ignore[attr-defined]
    with_options.__annotations__ = {
        p.name: p.annotation for p in signature.parameters.values()
    }
    return with_options


def words_of(entry: type[Any], given: dict[str, Any]) -> Words:
    """What Typer parsed, as the words of each field by its name."""
    words: dict[str, str | tuple[str, ...] | None] = {}
    for field in fields_of(entry):
        value = given.get(field.attribute)
        if isinstance(value, bool):
            words[field.name] = "yes" if value else "no"
        elif isinstance(value, list):
            words[field.name] = tuple(value) if value else None
        else:
            words[field.name] = value
    return words


def _whole(entry: type[Any], context: AppContext, given: Any) -> Any:
    words = dict(words_of(entry, given))
    words |= _asked(context, missing_of(fields_of(entry), words))
    values = _values(entry, context, words)
    if further := lacking(entry, values):
        words |= _asked(context, further)
        values = _values(entry, context, words)
    if context.may_ask:
        from wioatrack.commands.asking import guide

        words |= guide(context, entry, values)
        values = _values(entry, context, words)
    return entry(**{name: v for name, v in values.items() if v is not None})


def _asked(context: AppContext, missing: list[Field]) -> dict[str, str]:
    if missing and context.may_ask:
        from wioatrack.commands.asking import ask

        return ask(context, missing)
    if missing:
        raise BadEntry(_names(missing), "--help lists what the command takes.")
    return {}


def _changes(entry: type[Any], context: AppContext, given: Any) -> dict[str, Any]:
    return _values(entry, context, words_of(entry, given))


def _values(entry: type[Any], context: AppContext, words: Words) -> dict[str, Any]:
    values, complaints = read_words(
        fields_of(entry), words, context.desk.lists, context.today
    )
    if complaints:
        raise UnreadableWords(complaints)
    return values


def _names(missing: list[Field]) -> str:
    names = ", ".join(field.option for field in missing)
    return f"Missing: {names}."


def _waivers(
    context: AppContext, rules: list[str] | None, reasons: list[str] | None
) -> dict[str, str]:
    """The rule and the reason of each waiver, read as a file's column is."""
    try:
        reasons = [
            LONG_LINE.read(words, context.desk.lists, context.today)
            for words in reasons or []
        ]
    except Unreadable as problem:
        raise BadEntry(f"--because: {problem}", problem.fix or None) from None
    rules = rules or []
    if len(reasons) != len(rules) or not all(reasons):
        raise BadEntry(
            f"{len(rules)} --waive and {len(reasons)} --because.",
            "Give one --because TEXT for each --waive RULE.",
        )
    return dict(zip(rules, reasons, strict=True))
