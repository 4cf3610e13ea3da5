"""The table of fields of an entry, read from its annotations.

`Annotated[date, DAY, "The day it was received."]` makes a field: its kind, its help;
it is required when it has no default, and takes several values when its kind stands
in `Many`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from typing import Any, get_type_hints

from wioatrack.entries.kinds import Kind, Lists, Unreadable, quoted
from wioatrack.errors import BadEntry
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True)
class Many:
    """Marks a field that may be given several times."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a noun. `name` is its JSON key and column, `option` its flag."""

    attribute: str
    name: str
    kind: Kind
    required: bool
    many: bool
    help: str

    @property
    def option(self) -> str:
        return "--" + self.name.replace("_", "-")

    @property
    def negation(self) -> str:
        """The flag that says no: `--no-pending`, and `--credential` of what says no."""
        if self.name.startswith("no_"):
            return "--" + self.option.removeprefix("--no-")
        return "--no-" + self.option[2:]

    @property
    def is_flag(self) -> bool:
        return self.kind.metavar == "yes|no"


@dataclass(frozen=True, slots=True)
class Complaint:
    """One field whose words cannot be read. `shown` is safe to repeat."""

    field: Field
    shown: str
    message: str
    fix: str


TABLES: dict[type[Any], tuple[Field, ...]] = {}


def fields_of(entry: type[Any]) -> tuple[Field, ...]:
    """The fields of an entry class, in the order in which they are asked for."""
    if entry not in TABLES:
        TABLES[entry] = _fields(entry)
    return TABLES[entry]


def _fields(entry: type[Any]) -> tuple[Field, ...]:
    hints = get_type_hints(entry, include_extras=True)
    found = []
    for item in fields(entry):
        kind, help_text = hints[item.name].__metadata__
        many = isinstance(kind, Many)
        found.append(
            Field(
                attribute=item.name,
                name=item.name.rstrip("_"),
                kind=kind.kind if many else kind,
                required=item.default is MISSING and item.default_factory is MISSING,
                many=many,
                help=help_text,
            )
        )
    return tuple(found)


# A field with this value (None: with no value) makes other fields required.
RequiredWhen = Mapping[tuple[str, str | None], tuple[str, ...]]
Words = Mapping[str, str | tuple[str, ...] | None]


def read_words(
    fields_read: Iterable[Field], words: Words, lists: Lists, today: date
) -> tuple[dict[str, Any], list[Complaint]]:
    """The values by attribute, and a complaint for each field that has none.

    Only fields that `words` names are read; empty words are `None`, which clears the
    field of a record that is edited.
    """
    values: dict[str, Any] = {}
    complaints: list[Complaint] = []
    for field in fields_read:
        given = words.get(field.name)
        if given is None:
            continue
        try:
            if isinstance(given, tuple):
                values[field.attribute] = tuple(
                    field.kind.read(text, lists, today) for text in given if text
                )
            elif not given.strip():
                values[field.attribute] = None
            else:
                values[field.attribute] = field.kind.read(given, lists, today)
        except Unreadable as problem:
            shown = "" if field.kind.free_text else quoted(str(given))
            complaints.append(Complaint(field, shown, str(problem), problem.fix))
    for field in fields_read:
        if field.required and values.get(field.attribute, MISSING) is None:
            complaints.append(
                Complaint(field, "", "It must not be empty.", f"Give {field.option}.")
            )
    return values, complaints


def missing_of(fields_read: Iterable[Field], words: Words) -> list[Field]:
    """The required fields that have no words."""
    return [f for f in fields_read if f.required and not words.get(f.name)]


def lacking(entry: type[Any], values: Mapping[str, Any]) -> list[Field]:
    """The fields that the values given make required, and that have no value.

    An entry class says so by `REQUIRED_WHEN`.
    """
    return _called_for(entry, values, getattr(entry, "REQUIRED_WHEN", {}))


def worth_asking(entry: type[Any], values: Mapping[str, Any]) -> list[Field]:
    """The fields without a value that are asked for at a terminal, and only there.

    An entry class says so by `ASKED_WHEN`.
    """
    return _called_for(entry, values, getattr(entry, "ASKED_WHEN", {}))


def one_lacking(entry: type[Any], values: Mapping[str, Any]) -> list[Field]:
    """The fields of which one is needed, where none has a value.

    An entry class says so by `ONE_OF`.
    """
    names = getattr(entry, "ONE_OF", ())
    if any(values.get(name) is not None for name in names):
        return []
    return [field for field in fields_of(entry) if field.attribute in names]


def _called_for(
    entry: type[Any], values: Mapping[str, Any], conditions: RequiredWhen
) -> list[Field]:
    wanted = {
        name
        for (field, value), names in conditions.items()
        if getattr(values.get(field), "code", values.get(field)) == value
        for name in names
    }
    return [
        field
        for field in fields_of(entry)
        if field.attribute in wanted and values.get(field.attribute) is None
    ]


class UnreadableWords(BadEntry):
    """Fields that cannot be read, all of them at once."""

    def __init__(self, complaints: list[Complaint]) -> None:
        super().__init__(
            "\n".join(
                f"{c.field.option}: {c.message} {c.fix}".rstrip() for c in complaints
            )
        )
        self.complaints = complaints
