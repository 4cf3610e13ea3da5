"""What people type for a command or an option that goes by another name here.

Words that look alike are found by how they look; these do not look alike. A word leads
to the first of its names that the noun or the command has.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

CHANGE = ("edit", "update", "set")
TAKE_AWAY = ("remove", "withdraw", "void", "archive")
LOOK = ("show", "list", "history", "check")
NEW = ("add", "request", "record", "send", "set")
VERBS: Mapping[str, tuple[str, ...]] = {
    "update": CHANGE, "edit": CHANGE, "change": CHANGE, "modify": CHANGE, "set": CHANGE,
    "correct": CHANGE, "amend": CHANGE,
    "delete": TAKE_AWAY, "remove": TAKE_AWAY, "del": TAKE_AWAY, "rm": TAKE_AWAY,
    "cancel": TAKE_AWAY, "drop": TAKE_AWAY,
    "show": LOOK, "view": LOOK, "get": LOOK, "display": LOOK, "read": LOOK,
    "info": LOOK, "open": LOOK, "print": ("print", "show", "list"),
    "list": ("list", "totals", "show"), "ls": ("list", "totals", "show"),
    "all": ("list", "totals", "show"), "log": ("history", "log", "list"),
    "new": NEW, "create": NEW, "add": NEW, "insert": NEW, "make": NEW, "enter": NEW,
    "search": ("find", "lookup", "list"), "find": ("lookup", "list"),
    "approve": ("review", "verify", "agree"), "reject": ("review",),
    "answer": ("review", "reply", "done"), "close": ("done", "update", "record"),
    "complete": ("done", "update"), "finish": ("done", "update"),
    "undo": ("withdraw", "void", "reopen", "unpublish"),
}  # fmt: skip
COMMANDS: Mapping[str, str] = {
    "redo": "undo", "revert": "undo", "rollback": "undo", "history": "log",
    "audit": "log", "today": "agenda", "due": "followup due", "todo": "agenda",
    "status": "summary", "check": "exit check", "search": "participant find",
    "find": "participant find", "backup": "db backup", "restore": "db restore",
    "migrate": "db migrate", "customer": "participant", "client": "participant",
    "person": "participant", "case": "application", "case-note": "note",
    "activity": "service", "gain": "msg", "training": "service", "support": "payment",
    "worksite-placement": "placement", "outcomes": "report outcomes", "load": "import",
    "help": "--help", "version": "--version", "why": "rules why", "codes": "reference",
}  # fmt: skip
OPTIONS: Mapping[str, tuple[str, ...]] = {
    "--dob": ("--birth-date",), "--birthdate": ("--birth-date",),
    "--birthday": ("--birth-date",), "--date-of-birth": ("--birth-date",),
    "--ssn": ("--ssn4",), "--surname": ("--last-name",), "--first": ("--first-name",),
    "--last": ("--last-name",), "--given-name": ("--first-name",),
    "--mail": ("--email",), "--tel": ("--phone",), "--telephone": ("--phone",),
    "--postcode": ("--zip",), "--zipcode": ("--zip",), "--wage": ("--hourly-wage",),
    "--start-date": ("--start", "--participation-date", "--planned-start"),
    "--start": ("--participation-date", "--planned-start", "--date"),
    "--begin": ("--start", "--participation-date"), "--due-date": ("--due",),
    "--end-date": ("--end", "--planned-end", "--date"), "--end": ("--planned-end",),
    "--due": ("--planned-end", "--date"), "--on": ("--date", "--day", "--due"),
    "--day": ("--date",), "--when": ("--date", "--day", "--due"),
    "--reason": ("--because", "--note"), "--because": ("--reason", "--note"),
    "--why": ("--because", "--reason"), "--comment": ("--note", "--message", "--text"),
    "--note": ("--comment", "--message", "--text", "--because"),
    "--notes": ("--note", "--message", "--comment"),
    "--message": ("--note", "--text", "--comment"),
    "--text": ("--message", "--statement", "--note", "--comment"),
    "--title": ("--name", "--statement", "--subject"),
    "--name": ("--title", "--statement", "--first-name"),
    "--goal": ("--statement",), "--type": ("--activity", "--kind", "--category"),
    "--kind": ("--type", "--category"), "--code": ("--activity", "--type"),
    "--service": ("--activity",), "--cost": ("--amount",), "--price": ("--amount",),
    "--file": ("--document", "--out"), "--attach": ("--document",),
    "--output": ("--out", "--json", "--csv"), "--format": ("--jsonl", "--json", "--csv"),
    "--location": ("--office",), "--agency": ("--agency-code", "--provider"),
    "--order": ("--sort",), "--filter": ("--search",),
    "--grep": ("--search",), "--force": ("--waive", "--yes", "--replace"),
    "--overwrite": ("--replace",),
    "--hours-per-week": ("--hours",), "--weekly-hours": ("--hours",),
}  # fmt: skip
# A bare undo takes back whatever was written last.
UNDO = "{program} log shows its handle; {program} undo HANDLE takes it back."
BEFORE_THE_NOUN = {"--db": "PATH", "--user": "NAME", "--as-of": "DATE"}
NO_COMMAND = re.compile(r"No such command '(.+?)'")
NO_OPTION = re.compile(r"No such option: (--[\w-]+)")
NO_ROOM = re.compile(r"Got unexpected extra arguments?")
# What narrows a list that is of everybody, where others take a WHO.
NARROWING = {"--participant": "WHO", "--service": "ID"}


def meant(usage: Any, words: Sequence[str]) -> tuple[str, str] | None:
    """The refusal and a hint with what was probably meant; None: no guess.

    `words` is the whole command.
    """
    context = getattr(usage, "ctx", None)
    if context is None:
        return None
    message = usage.format_message()
    if found := NO_COMMAND.match(message):
        guess = command_meant(context, found[1])
    elif found := NO_OPTION.match(message):
        guess = option_meant(context, found[1], words)
    elif NO_ROOM.match(message) and (guess := narrowed(context)):
        return message, guess
    else:
        return None
    return (f"{found[0]}.", guess) if guess else None


def command_meant(context: Any, typed: str) -> str | None:
    """The command that goes by another name, as it is typed."""
    path = context.command_path
    if context.parent is None:
        named = COMMANDS.get(typed.casefold())
        if named is None:
            named = singular(typed, context.command.list_commands(context))
        return named and f"Did you mean: {path} {named}"
    verbs = context.command.list_commands(context)
    wanted = VERBS.get(typed.casefold(), ())
    for verb in wanted:
        if verb in verbs:
            return f"Did you mean: {path} {verb}"
    program = path.partition(" ")[0]
    return UNDO.format(program=program) if wanted is TAKE_AWAY else None


def singular(typed: str, nouns: list[str]) -> str | None:
    """A noun typed in the plural."""
    return next((noun for noun in nouns if typed.casefold() == f"{noun}s"), None)


def narrowed(context: Any) -> str | None:
    """How a list of everybody is asked for one person's, or one service's."""
    known = {name for option in context.command.params for name in option.opts}
    said = [f"{name} {word}" for name, word in NARROWING.items() if name in known]
    if context.info_name != "list" or not said:
        return None
    return f"{context.command_path} takes no WHO: narrow it by {' or '.join(said)}."


def option_meant(context: Any, typed: str, words: Sequence[str]) -> str | None:
    """The option that goes by another name, or that stands elsewhere."""
    if hasattr(context.command, "list_commands"):
        return behind_the_verb(context, typed, words)
    if typed in BEFORE_THE_NOUN:
        program, _, command = context.command_path.partition(" ")
        word = f"{typed} {BEFORE_THE_NOUN[typed]}"
        return f"It stands before the noun: {program} {word} {command} ..."
    known = {name for option in context.command.params for name in option.opts}
    near = [name for name in OPTIONS.get(typed, ()) if name in known]
    return f"Did you mean {near[0]}?" if near else None


def behind_the_verb(context: Any, typed: str, words: Sequence[str]) -> str | None:
    """Where an option of the command stands that was typed before it was named."""
    program = context.find_root()
    command, path = program.command, [program.info_name]
    for word in words:
        if word not in getattr(command, "list_commands", lambda _: ())(context):
            continue
        command = command.get_command(context, word)
        path.append(word)
    if hasattr(command, "list_commands"):
        return None
    known = {name for option in command.params for name in option.opts}
    return (
        f"It stands at the end: {' '.join(path)} ... {typed}"
        if typed in known
        else None
    )
