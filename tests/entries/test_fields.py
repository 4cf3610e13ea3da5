"""The table of fields of an entry."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from wioatrack.entries.fields import Many, fields_of, missing_of, read_words
from wioatrack.entries.kinds import DAY, LINE, YES_NO, Unreadable

TODAY = date(2023, 6, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An entry with one field of each sort."""

    day: Annotated[date, DAY, "The day."]
    in_: Annotated[str | None, LINE, "A Python keyword."] = None
    place: Annotated[tuple[str, ...], Many(LINE), "Repeatable."] = ()
    paid: Annotated[bool | None, YES_NO, "A flag."] = None


class NoLists:
    def code(self, list_name: str, text: str) -> str:
        raise Unreadable("no lists here")


def test_fields_come_from_the_annotations() -> None:
    """Names, options, required and repeatable are said once, in the entry."""

    found = {field.name: field for field in fields_of(Visit)}

    assert list(found) == ["day", "in", "place", "paid"]
    assert found["day"].required
    assert found["in"].option == "--in"
    assert found["place"].many
    assert found["paid"].is_flag
    assert [field.name for field in found.values() if field.required] == ["day"]


def test_every_unreadable_field_is_reported_at_once() -> None:
    """One try shows all there is to mend."""

    words = {"day": "May", "paid": "maybe", "in": "fine"}

    values, complaints = read_words(fields_of(Visit), words, NoLists(), TODAY)

    assert values == {"in_": "fine"}
    assert [complaint.field.name for complaint in complaints] == ["day", "paid"]


def test_empty_words_clear_a_field_and_never_a_required_one() -> None:
    """`edit --in ""` clears; `edit --day ""` is refused."""

    values, complaints = read_words(
        fields_of(Visit), {"in": "", "day": " "}, NoLists(), TODAY
    )

    assert values["in_"] is None
    assert [complaint.field.name for complaint in complaints] == ["day"]
    assert [f.name for f in missing_of(fields_of(Visit), {"day": None})] == ["day"]
