"""Which program years of education or training have a skill gain."""

from collections.abc import Iterable
from datetime import date

from wioatrack.lean import dataclass
from wioatrack.rules.dates import program_year_span


@dataclass(frozen=True, slots=True)
class Made:
    """A gain in its program year; a diploma among the credentials is one too (D2)."""

    record: str
    program_year: int
    countable: bool


@dataclass(frozen=True, slots=True)
class GainYear:
    """One program year: whether a gain is owed, and those on file."""

    program_year: int
    first: date
    last: date
    owed: bool
    gains: tuple[Made, ...]

    @property
    def answer(self) -> str:
        """`countable` where one counts, `recorded` where none does, else `missing`.

        A year without education or training owes none: `not-owed`.
        """
        if any(made.countable for made in self.gains):
            return "countable"
        if self.gains:
            return "recorded"
        return "missing" if self.owed else "not-owed"


def gains_by_year(owed: Iterable[int], made: Iterable[Made]) -> tuple[GainYear, ...]:
    """Every program year of education or training, and every other with a gain."""
    made = tuple(made)
    owed = frozenset(owed)
    years = sorted(owed | {one.program_year for one in made})
    return tuple(
        GainYear(
            year,
            *program_year_span(year),
            year in owed,
            tuple(one for one in made if one.program_year == year),
        )
        for year in years
    )
