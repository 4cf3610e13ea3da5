"""What every kind of clock answers with, and what it is asked."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from wioatrack.actions.desk import Desk
from wioatrack.actions.results import Record
from wioatrack.actions.service_clocks import fewest_days, key_of
from wioatrack.lean import dataclass
from wioatrack.rulebooks import load_activities, set_names
from wioatrack.rulebooks.activities import Activity
from wioatrack.rules.dates import Span, program_year, program_year_span
from wioatrack.rules.rulebook import NotInForce
from wioatrack.store import Answers

LEAD_DAYS = "agenda.lead-days"
STALE_DAYS = "record.stale-days"
INACTIVITY = "inactivity"
EVERYWHERE = "federal"


class Ticking(NamedTuple):
    """One clock of one application: what is due when, and the command that clears it.

    The first five are the order of the agenda.
    """

    due_date: str
    application_id: int
    kind: str
    record: int | None
    milestone: int | None
    participant: str
    application: str
    fix: str


@dataclass(slots=True)
class Asked:
    """Whose clocks up to which day; `sees` says whose rows are wanted, None: all."""

    desk: Desk
    until: date
    sees: Callable[[Record], bool] | None
    _enrolled: list[Record] | None = None

    @property
    def today(self) -> date:
        return self.desk.today

    def wanted(self, rows: Iterable[Record]) -> Iterable[Record]:
        """Those rows that are wanted; each has a case's profile, office and provider."""
        return rows if self.sees is None else filter(self.sees, rows)

    def horizon(self, kind: str) -> date:
        """The last due date that is wanted: some kinds come on the agenda ahead."""
        try:
            lead = self.desk.rulebook(EVERYWHERE).in_force(
                LEAD_DAYS, on=self.today, subject=kind
            )
        except NotInForce:
            return self.until
        return max(self.until, self.today + timedelta(days=lead.number))

    @property
    def year(self) -> Span:
        """The program year of today."""
        return program_year_span(program_year(self.today))

    @property
    def idle_since(self) -> date:
        """Whoever had a service after this day has no clock of inactivity yet."""
        return self.horizon(INACTIVITY) - timedelta(days=fewest_days())

    @property
    def stale_days(self) -> int | None:
        """After how many days a record is to be looked at again; none: never."""
        try:
            book = self.desk.rulebook(EVERYWHERE)
            return book.in_force(STALE_DAYS, on=self.today).number
        except NotInForce:
            return None

    @property
    def untouched_since(self) -> date:
        """What was changed on this day or later need not be looked at by then."""
        if self.stale_days is None:
            return date.min
        return self.until - timedelta(days=self.stale_days - 1)

    def enrolled(self, store: Answers) -> list[Record]:
        """What the one pass over the enrolled found, asked for once."""
        if self._enrolled is None:
            from wioatrack.actions.clocks.enrolled import enrolled

            found = enrolled(
                store, self.today, self.idle_since, self.untouched_since, self.year
            )
            self._enrolled = list(self.wanted(found))
        return self._enrolled


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of clock, and how its rows are found.

    `rows` asks SQL with date bounds, so that what is not due costs no Python.
    """

    kind: str
    rows: Callable[[Answers, Asked], Iterable[Ticking]]


def ticking(
    row: Record,
    kind: str,
    due: date | str,
    fix: str,
    record: int | None = None,
    milestone: int | None = None,
) -> Ticking:
    """A clock of the case in a row."""
    return Ticking(
        due if isinstance(due, str) else due.isoformat(),
        row["application_id"],
        kind,
        record,
        milestone,
        row["participant"],
        row["application"],
        fix,
    )


def codes_of(wanted: Callable[[Activity], bool]) -> list[str]:
    """The activities of all sets that are of some sort, as SET:CODE."""
    return [
        key_of(activity)
        for name in set_names()
        for activity in load_activities(name).activities.values()
        if wanted(activity)
    ]
