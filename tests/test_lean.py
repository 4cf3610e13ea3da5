"""The quick `dataclass` does what the standard one does, field by field."""

import dataclasses
from typing import Any

import pytest

from wioatrack import lean


def made_by(dataclass: Any) -> tuple[type, type, type]:
    @dataclass(frozen=True, slots=True)
    class Place:
        city: str
        zip: str | None = None
        hidden: int = dataclasses.field(default=0, compare=False, repr=False)

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Entry:
        name: str
        tags: tuple[str, ...] = ()

    @dataclass
    class Open:
        count: int = 0
        found: list[int] = dataclasses.field(default_factory=list)

    return Place, Entry, Open


@pytest.mark.parametrize("dataclass", [lean.dataclass, dataclasses.dataclass])
def test_records_are_the_same_when_their_values_are(dataclass: Any) -> None:
    """Equal, one hash, one text; a field that is left out of it makes no difference."""
    place, entry, open_ = made_by(dataclass)

    assert place("Elgin") == place("Elgin", None, hidden=7)
    assert hash(place("Elgin")) == hash(place("Elgin", hidden=7))
    assert place("Elgin") != place("Elgin", "60120")
    assert place("Elgin") != entry(name="Elgin")
    assert repr(place("Elgin")).endswith("Place(city='Elgin', zip=None)")
    assert open_(1) == open_(1)
    assert open_().found is not open_().found
    with pytest.raises(TypeError):
        hash(open_())


@pytest.mark.parametrize("dataclass", [lean.dataclass, dataclasses.dataclass])
def test_fields_replace_and_asdict_work_on_it(dataclass: Any) -> None:
    """Keyword-only stays so, slots take nothing else."""
    place, entry, _ = made_by(dataclass)

    assert [field.name for field in dataclasses.fields(place)] == [
        "city",
        "zip",
        "hidden",
    ]
    assert dataclasses.replace(place("Elgin"), zip="60120").zip == "60120"
    assert dataclasses.asdict(entry(name="x")) == {"name": "x", "tags": ()}
    with pytest.raises(TypeError):
        entry("x")
    with pytest.raises((AttributeError, TypeError)):
        object.__setattr__(place("Elgin"), "other", 1)


def test_a_method_of_one_s_own_is_kept() -> None:
    """What a class says about itself goes before."""

    @lean.dataclass(frozen=True, slots=True)
    class Head:
        seq: int

        def __repr__(self) -> str:
            return "head"

        def __hash__(self) -> int:
            return 7

    assert (repr(Head(1)), hash(Head(1))) == ("head", 7)
