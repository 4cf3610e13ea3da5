"""A noun as a command group, which makes a verb when it is used.

A verb has an option for every field of its entry; making all verbs of a noun to run one
of them took a tenth of a reading command.
"""

import sys
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from wioatrack.errors import ReturnCode

PROFILES = "{profiles}"


class Verb(TyperCommand):
    """A verb, whose help names the profiles that the data has; nothing else reads it."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from wioatrack.rulebooks import selectable_profiles

        for option in self.params:
            told = getattr(option, "help", None)
            if told and PROFILES in told:
                names = ", ".join(selectable_profiles())
                option.help = told.replace(PROFILES, names)  # type: ignore[attr-defined]
        super().format_help(ctx, formatter)


class Noun(TyperGroup):
    """The verbs that a module declares, in the order in which it declares them."""

    def __init__(self, name: str, declared: typer.Typer) -> None:
        super().__init__(
            name=name,
            help=str(declared.info.help),
            rich_markup_mode=None,
        )
        self._declared = {str(verb.name): verb for verb in declared.registered_commands}
        self._made: dict[str, Any] = {}

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Without a verb it says which there are."""
        if not args:
            sys.stderr.write(f"{ctx.get_help()}\n")
            raise typer.Exit(ReturnCode.USAGE)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self._declared)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self._declared:
            # Typer looks here for the nearest name.
            self.commands = dict.fromkeys(self._declared)  # type: ignore[assignment]
            return None
        if cmd_name not in self._made:
            alone = typer.Typer(add_completion=False, rich_markup_mode=None)
            verb = self._declared[cmd_name]
            verb.cls = Verb
            alone.registered_commands.append(verb)
            self._made[cmd_name] = typer.main.get_command(alone)
        return self._made[cmd_name]


def single(name: str, function: Any) -> Any:
    """A command without a noun, built the way a noun builds its own."""
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name)(function)
    return Noun(name, alone).get_command(None, name)
