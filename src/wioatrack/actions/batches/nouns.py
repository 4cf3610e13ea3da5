"""What a file needs to know of a noun."""

from collections.abc import Callable, Mapping
from dataclasses import field
from importlib import import_module
from typing import Any

from wioatrack.actions.roles import Duty
from wioatrack.entries.fields import Field, Many, fields_of
from wioatrack.entries.kinds import IDENTIFIER, LONG_LINE, RECORD_ID
from wioatrack.lean import dataclass

WAIVE, BECAUSE = "waive", "waive_because"
OF_APPLICATION = "t.application_id IN (SELECT value FROM json_each(:parents))"
Says = Callable[[str, str | None], str]


@dataclass(frozen=True, slots=True)
class Noun:
    """One noun of the command line, as a file has it.

    `entry` and `add` are `module:name` below `entries` and `actions`; `add` takes the
    desk, the leads, the entry, and the waivers where it has them. `leads` are the
    columns for the command's arguments. `refers` says which noun's record a column
    names, by id or by its natural key. `columns_of` says which column a rule speaks of.
    `unique` are the columns of which each names one record of all there are.
    `kept` is the SQL for columns whose values are not kept under their own name, `says`
    what makes words of such a value and the profile of its case, `means` which code
    a code of the words entered stands for in a row, `only` the SQL for the
    records that an export leaves to others, `within` for those of some cases or services,
    `:parents`; `reads` is the duty it takes.
    """

    name: str
    table: str
    entry: str
    add: str
    leads: tuple[str, ...] = ("application",)
    waivers: bool = False
    duty: Duty = Duty.RECORD
    reads: Duty = Duty.READ
    key: str = ""
    unique: tuple[str, ...] = ()
    refers: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    says: Mapping[str, Says] = field(default_factory=dict)
    means: Callable[[str, Mapping[str, Any]], str] | None = None
    only: str = ""
    within: str = OF_APPLICATION
    columns_of: Mapping[str, str] = field(default_factory=dict)

    @property
    def entry_class(self) -> Any:
        return named("entries", self.entry)

    @property
    def action(self) -> Any:
        return named("actions", self.add)

    @property
    def fields(self) -> tuple[Field, ...]:
        return fields_of(self.entry_class)

    @property
    def columns(self) -> tuple[Field, ...]:
        """What `template` prints: whose it is, the fields, and what is waived."""
        leads = tuple(LEADS[lead] for lead in self.leads)
        if "service" in self.leads:
            leads = (OF_CASE, *leads)
        return (*leads, *self.fields, *(WAIVED if self.waivers else ()))


def named(package: str, place: str) -> Any:
    """What stands at `module:name`."""
    module, _, name = place.partition(":")
    return getattr(import_module(f"wioatrack.{package}.{module}"), name)


def column(name: str, kind: Any, words: str, *, required: bool = True) -> Field:
    """A column that is no field of the entry."""
    many = isinstance(kind, Many)
    return Field(name, name, kind.kind if many else kind, required, many, words)


LEADS = {
    "participant": column(
        "participant",
        IDENTIFIER,
        "Whose it is: state id, individual number or username.",
    ),
    "application": column(
        "application",
        IDENTIFIER,
        "Whose it is: application number, or the id of a person who has one.",
    ),
    "service": column("service", RECORD_ID, "The service: its id or natural key."),
}
OF_CASE = column(
    "application",
    IDENTIFIER,
    "Whose service it is; needed where the service is named by its natural key.",
    required=False,
)
WAIVED = (
    column(WAIVE, Many(IDENTIFIER), "Procedure rules to waive.", required=False),
    column(BECAUSE, Many(LONG_LINE), "Why, one reason for each rule.", required=False),
)
