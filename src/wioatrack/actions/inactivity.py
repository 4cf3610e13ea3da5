"""Who will exit when, and who has been without service for how long."""

from collections.abc import Iterator
from datetime import date, timedelta
from shlex import quote

from wioatrack.actions import headers
from wioatrack.actions.checklist import OnFile, on_file, ticked
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import iso
from wioatrack.actions.listing import Page, contains, one_of, paged
from wioatrack.actions.portions import portions
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import Duty, actor
from wioatrack.actions.service_clocks import reaching, run_out
from wioatrack.entries.exits import ForecastFilters, InactivityFilters
from wioatrack.rulebooks import numbers_anywhere, selectable_profiles
from wioatrack.rules.checklist import Blocker
from wioatrack.rules.federal_exits import BANDS, Clock, band_of, bands
from wioatrack.store import Answers

FORECAST = ("participant", "application", "last_service", "reached_on", "exit_date",
            "blockers", "fix")  # fmt: skip
INACTIVE = ("participant", "application", "profile", "office", "provider",
            "last_service", "days", "band", "reached_on", "fix")  # fmt: skip
NOBODY = "Nobody's days without service are running."


def forecast(desk: Desk, wanted: ForecastFilters, page: Page) -> Listing:
    """Who reaches the days without service, when, what blocks, and what to do.

    Whoever reached them already comes first; a person in an open service has no clock.
    """
    until = date.max
    if wanted.within is not None:
        until = desk.today + timedelta(days=wanted.within)
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.READ)
        found = list(reaching(store, desk, until, acting.sees))
        found.sort(key=lambda one: one[1].reached_on or date.max)
        if page.sql_limit >= 0:
            found = found[: page.sql_limit]
        rows = list(foreseen(store, found))
    return Listing(
        "exit",
        paged(rows, page, headers.FORECAST),
        FORECAST,
        NOBODY,
        keys=headers.FORECAST,
    )


def foreseen(store: Answers, found: list[tuple[Record, Clock]]) -> Iterator[Record]:
    """The forecasts of some applications, their records read a few hundred at a time."""
    for some in portions(found):
        kept = on_file(store, [row["application_id"] for row, _ in some])
        for row, clock in some:
            yield forecast_of(row, clock, kept[row["application_id"]])


def forecast_of(row: Record, clock: Clock, records: OnFile) -> Record:
    """One application's forecast; the fix clears the first blocker, or records it."""
    who = quote(row["application"])
    found = [*held_open(clock), *open_boxes(row, clock, records)]
    record = f"wioatrack exit record {who} --date {clock.last_service}"
    return {
        "participant": row["participant"],
        "application": row["application"],
        "last_service": iso(clock.last_service),
        "reached_on": iso(clock.reached_on),
        "exit_date": iso(clock.exit_date),
        "blockers": [f"{one.record}: {one.message}" for one in found],
        "fix": found[0].fix if found else record,
        "days": clock.days,
        "service": clock.last_service_id,
    }


def held_open(clock: Clock) -> Iterator[Blocker]:
    """Services to come, and those past their planned end that nobody closed."""
    for planned, ahead in clock.planned:
        yield Blocker(
            f"service {planned}",
            f"It is planned for {ahead}, so there is no exit yet.",
            f"wioatrack service update {planned} --status not-required, unless it comes",
        )
    for unclosed in clock.unclosed:
        yield Blocker(
            f"service {unclosed}",
            "Its planned end has passed and nobody closed it.",
            f"wioatrack service update {unclosed} --status successful --end DATE",
        )


def open_boxes(row: Record, clock: Clock, records: OnFile) -> Iterator[Blocker]:
    """What keeps the boxes of the exit checklist open on the last day of service."""
    assert clock.last_service is not None
    told = {f"service {id}" for id in (*clock.unclosed, *dict(clock.planned))}
    for item in ticked(row["application"], records, clock.last_service):
        yield from (one for one in item.blockers if one.record not in told)


def report_inactivity(desk: Desk, wanted: InactivityFilters, page: Page) -> Listing:
    """Who has been without service for the first band's days or longer.

    The longest comes first. SQL asks from the first day of any profile's bands.
    """
    before = desk.today - timedelta(days=first_band())
    band = one_of("--band", wanted.band, all_bands(desk))
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.READ)
        rows = [
            inactive(desk, row, clock)
            for row, clock in run_out(store, desk, before, acting.sees)
            if fits(row, wanted)
        ]
    rows = [row for row in rows if row["band"] and band in (None, row["band"])]
    rows.sort(key=lambda row: -row["days"])
    return Listing(
        "inactivity",
        paged(rows, page, headers.INACTIVE),
        INACTIVE,
        NOBODY,
        keys=headers.INACTIVE,
    )


def all_bands(desk: Desk) -> Iterator[str]:
    """The bands of every profile, whenever they held."""
    for profile in selectable_profiles():
        for value in desk.rulebook(profile).values.get(BANDS, ()):
            yield from bands(value.numbers)


def first_band() -> int:
    """The least days of any band of any profile."""
    return min(numbers_anywhere(BANDS))


def inactive(desk: Desk, row: Record, clock: Clock) -> Record:
    """One line of the inactivity report."""
    assert clock.last_service is not None and clock.days is not None
    band = band_of(clock.days, clock.last_service, desk.rulebook(row["profile"]))
    same = ("profile", "region", "office", "provider")
    return {
        "participant": row["participant"],
        "application": row["application"],
        **{name: row[name] for name in same},
        "group": row["group_name"],
        "last_service": iso(clock.last_service),
        "days": clock.days,
        "band": band,
        "reached_on": iso(clock.reached_on),
        "planned": [f"service {id} on {ahead}" for id, ahead in clock.planned],
        "fix": f"wioatrack exit check {quote(row['application'])}",
    }


def fits(row: Record, wanted: InactivityFilters) -> bool:
    """Whether an application fits every filter given."""
    return (
        wanted.profile in (None, row["profile"])
        and contains(row["region"], wanted.region)
        and contains(row["office"], wanted.office)
        and contains(row["provider"], wanted.provider)
        and contains(row["group_name"], wanted.group)
    )
