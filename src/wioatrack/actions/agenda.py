"""Every clock of every participant in one list, with the command that clears each."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from operator import itemgetter

from wioatrack.actions.clocks import KINDS
from wioatrack.actions.clocks.source import EVERYWHERE, Asked, Source, Ticking
from wioatrack.actions.desk import Desk
from wioatrack.actions.due_dates import SOURCES
from wioatrack.actions.followups import named, shown_as
from wioatrack.actions.listing import Page, contains, one_of, paged
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import Actor, Duty, actor
from wioatrack.entries.agenda import AgendaFilters
from wioatrack.errors import NotFound
from wioatrack.lean import dataclass
from wioatrack.rules.milestones import Band, band
from wioatrack.store import Answers

BANDS = (Band.OVERDUE, Band.DUE, Band.SOON, Band.LATER)
COUNTED = ("kind", *(str(one) for one in BANDS), "all")
FOLLOW_UP = "follow-up"
# By due date, then by application and kind.
ORDER = itemgetter(0, 1, 2)
# A digest looks a week ahead unless told otherwise.
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Agenda:
    """The rows that were asked for, all that there are, and up to when.

    `due` says whether any of them has fallen due by the last day asked for; the others
    are shown ahead.
    """

    listing: Listing
    records: list[Record]
    until: date
    due: bool

    @property
    def counts(self) -> Listing:
        """How many there are of each kind, by band."""
        return Listing("kind", counted(self.records), COUNTED, "")


def found(module: str) -> Source:
    """One kind of clock."""
    source: Source = import_module(module).SOURCE
    return source


def show_agenda(desk: Desk, wanted: AgendaFilters, page: Page) -> Agenda:
    """What is due up to today, or so many days on; the longest overdue first.

    Deadlines that pass for good come ahead of their day (`agenda.lead-days`).
    """
    near = one_of("--band", wanted.band, map(str, BANDS))
    kind = one_of("--kind", wanted.kind, {*KINDS, *SOURCES})
    until = desk.today + horizon(wanted)
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.READ)
        asked = Asked(desk, until, seer(store, acting, wanted))
        ticking = sorted(ticks(store, asked, kind), key=ORDER)
        records = [
            record
            for record in records_of(desk, ticking)
            if near in (None, record["band"])
        ]
        columns, keys = shown_as(bool(wanted.names))
        # Everybody's name is looked up only where it decides what is shown.
        first = wanted.names and (page.sort or page.search)
        rows = [one | named(store, one) for one in records] if first else records
        shown = paged(rows, page, keys)
        if wanted.names and not first:
            shown = [record | named(store, record) for record in shown]
    return Agenda(
        Listing("agenda", shown, columns, "", keys=keys),
        records,
        until,
        any(record["due_date"] <= until.isoformat() for record in shown),
    )


def horizon(wanted: AgendaFilters) -> timedelta:
    """How far ahead of today what falls due is wanted."""
    if wanted.within is not None:
        return timedelta(days=wanted.within)
    return WEEK if wanted.digest else timedelta()


def ticks(store: Answers, asked: Asked, kind: str | None) -> list[Ticking]:
    """The clocks of all kinds, or of one: that of a source, or of a follow-up."""
    if kind is None or kind in KINDS:
        names = KINDS.values() if kind is None else [KINDS[kind]]
        return [
            one for source in map(found, names) for one in source.rows(store, asked)
        ]
    follow_ups = found(KINDS[FOLLOW_UP]).rows(store, asked)
    return [one for one in follow_ups if one.kind == kind]


def seer(
    store: Answers, acting: Actor, wanted: AgendaFilters
) -> Callable[[Record], bool] | None:
    """Whether a row is the acting user's to see, and what was asked for.

    None: every row is.
    """
    tests: list[Callable[[Record], bool]] = []
    if acting.limited:
        tests.append(acting.sees)
    if wanted.staff is not None:
        from wioatrack.errors import NotPermitted

        try:
            tests.append(actor(store, wanted.staff).sees)
        except NotPermitted:
            raise NotFound(
                f"--staff: this database knows no user {wanted.staff!r}.",
                "wioatrack user list prints them.",
            ) from None
    if wanted.profile is not None:
        tests.append(lambda row: bool(row["profile"] == wanted.profile))
    if wanted.office is not None:
        tests.append(lambda row: contains(row["office"], wanted.office))
    return (lambda row: all(test(row) for test in tests)) if tests else None


def records_of(desk: Desk, found: Iterable[Ticking]) -> Iterator[Record]:
    """The clocks as JSON has them; what is not overdue is so by 0 days."""
    book = desk.rulebook(EVERYWHERE)

    @cache
    def standing(due_date: str) -> tuple[int, str]:
        due = date.fromisoformat(due_date)
        late = max(0, (desk.today - due).days)
        return late, str(band(due, desk.today, book))

    for one in found:
        late, stands = standing(one.due_date)
        yield {
            "participant": one.participant,
            "application": one.application,
            "kind": one.kind,
            "milestone": one.milestone,
            "due_date": one.due_date,
            "days_overdue": late,
            "fix": one.fix,
            "record": one.record,
            "band": stands,
        }


def counted(records: Iterable[Record]) -> list[Record]:
    """How many there are of each kind, in each band; the most first."""
    counts: dict[str, dict[str, int]] = {}
    for record in records:
        bands = counts.setdefault(record["kind"], dict.fromkeys(map(str, BANDS), 0))
        bands[record["band"]] += 1
    rows = [
        {"kind": kind, **bands, "all": sum(bands.values())}
        for kind, bands in counts.items()
    ]
    return sorted(rows, key=lambda row: (-row["all"], row["kind"]))
