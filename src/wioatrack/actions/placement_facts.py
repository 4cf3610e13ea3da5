"""What the rules on placements are asked with."""

from dataclasses import replace
from datetime import date
from typing import Any

from wioatrack.actions import service_facts
from wioatrack.actions.cases import Case
from wioatrack.actions.desk import Desk
from wioatrack.actions.results import Record
from wioatrack.actions.subsidies import subsidies_of
from wioatrack.entries.services import ServiceEntry
from wioatrack.entries.worksites import PlacementEntry
from wioatrack.errors import BadEntry
from wioatrack.lean import dataclass
from wioatrack.rulebooks import Activity, find_activity, load_activities
from wioatrack.rules import earnfare, placements
from wioatrack.rules.dates import Span
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.placements import TAKES_A_POSITION
from wioatrack.rules.rulebook import NotInForce, Rulebook
from wioatrack.rules.subsidized import Away, Subsidy, counted
from wioatrack.store import Answers
from wioatrack.vocab import Verdict

PLACE = ("provider_address", "provider_city", "provider_state", "provider_zip")
TAKEN = """
SELECT count(*) AS taken FROM placement p JOIN service s ON s.id = p.service_id
 WHERE p.job_id = :job AND s.status IN ('planned', 'started') AND p.id IS NOT :but
"""

HELD = """
SELECT p.id, p.job_id, j.title, j.openings FROM placement p JOIN job j ON j.id = p.job_id
 WHERE p.service_id = :service
"""


@dataclass(frozen=True, slots=True)
class Filing:
    """One placement on its way to the file, with the service that it is (D42).

    `away` are its spells without work as they will be; `before` the placement and its
    service as they are on file.
    """

    case: Case
    entry: PlacementEntry
    service: service_facts.Filing
    job: Record
    away: tuple[Away, ...] = ()
    before: Record | None = None

    @property
    def id(self) -> int | None:
        return None if self.before is None else int(self.before["id"])

    @property
    def hourly(self) -> int:
        """The wage given, else the job's. Raises `BadEntry` where neither is there."""
        wage = self.entry.hourly_wage or self.job["hourly_wage_cents"]
        if wage is None:
            raise BadEntry(
                "Missing: --hourly-wage.", f"Job {self.job['id']} has no hourly wage."
            )
        return int(wage)

    @property
    def match(self) -> int:
        """The employer's part: what was given, else the rest of the hourly wage."""
        if self.entry.employer_match is not None:
            return self.entry.employer_match
        return max(0, self.hourly - self.entry.subsidized_wage)

    @property
    def subsidy(self) -> Subsidy:
        """What decides which of its days count."""
        entry = self.entry
        return Subsidy(
            entry.status,
            entry.start,
            entry.end,
            entry.subsidized_start,
            entry.subsidized_end,
            self.away,
        )


def worksite_activity(words: str, book: Rulebook) -> Activity:
    """The worksite activity that the words name. Raises `BadEntry` for another."""
    found = find_activity(words, book.activity_sets)
    if not found.worksite:
        known = ", ".join(
            one.code
            for name in book.activity_sets
            if not (offered := load_activities(name)).older
            for one in offered.activities.values()
            if one.worksite
        )
        raise BadEntry(
            f"--activity: {found.title} is not a worksite activity.",
            f"Worksite activities: {known}; wioatrack service add takes the others.",
        )
    return found


def service_entry(
    entry: PlacementEntry, activity: Activity, before: ServiceEntry | None
) -> ServiceEntry:
    """The placement as the service it is; a planned one has a planned start.

    What a service has and a placement does not say stays as it is.
    """
    planned = entry.status == "planned"
    kept = before or ServiceEntry(activity=activity.code)
    if kept.provider != entry.provider:
        unknown: dict[str, Any] = dict.fromkeys(PLACE)
        kept = replace(kept, **unknown)
    return replace(
        kept,
        activity=activity.code,
        goal=entry.goal,
        status=entry.status,
        planned_start=entry.start if planned else kept.planned_start,
        start=None if planned else entry.start,
        planned_end=entry.planned_end,
        end=entry.end,
        hours=entry.hours,
        provider=entry.provider,
        note=entry.note,
        situation=entry.situation,
    )


def outcomes(
    store: Answers, desk: Desk, filing: Filing, *, again: bool = False
) -> tuple[Outcome, ...]:
    """Every rule on one placement: those on its service first.

    `again` asks all of them of a placement that is on file.
    """
    book = desk.rulebook(filing.case.profile)
    asked = list(service_facts.outcomes(store, desk, filing.service))
    if again or takes_anew(filing):
        asked.append(placements.openings(position(store, filing), book))
    pay = wages(filing, filing.entry.start, book)
    return (
        *asked,
        placements.hourly_wage(pay, book),
        placements.subsidized_wage(pay, book),
        placements.wage_match(pay, book),
        placements.day_order(days(filing), book),
        *months(store, desk, filing, book, again=again),
    )


def takes_anew(filing: Filing) -> bool:
    """Whether it takes a position that it does not hold already."""
    before, entry = filing.before, filing.entry
    if before is None or before["job_id"] != entry.job:
        return True
    return entry.status in TAKES_A_POSITION and before["status"] not in TAKES_A_POSITION


def position(store: Answers, filing: Filing) -> placements.Position:
    """The job, and how many others have a position in it."""
    row = store.one(TAKEN, job=filing.job["id"], but=filing.id)
    return placements.Position(
        job_id=filing.job["id"],
        title=filing.job["title"],
        status=filing.entry.status,
        openings=filing.job["openings"],
        taken=int(row["taken"]) if row else 0,
    )


def wages(filing: Filing, day: date, book: Rulebook) -> placements.Wages:
    """What it pays. Raises `BadEntry` for a place whose minimum wage is not known."""
    named = filing.entry.minimum_wage
    if isinstance(named, str) and named not in placements.places_of(book):
        raise BadEntry(
            f"--minimum-wage: no minimum wage of {named!r} is known.",
            f"Known: {', '.join(placements.places_of(book))}; or give an amount.",
        )
    return placements.Wages(
        day=day,
        hourly_cents=filing.hourly,
        subsidized_cents=filing.entry.subsidized_wage,
        match_cents=filing.match,
        place=named if isinstance(named, str) else None,
        named_cents=named if isinstance(named, int) else None,
        placement_id=filing.id,
    )


def minimum_of(filing: Filing, book: Rulebook) -> tuple[int | None, str | None]:
    """The minimum wage of the start day and whose it is, where one is set."""
    try:
        return placements.minimum_wage(wages(filing, filing.entry.start, book), book)
    except NotInForce:
        return None, None


def days(filing: Filing) -> placements.PlacementDays:
    """The days that the placement has besides its service's."""
    entry = filing.entry
    return placements.PlacementDays(
        entry.start,
        entry.end,
        entry.subsidized_start,
        entry.subsidized_end,
        tuple((spell.inactive_on, spell.returned_on) for spell in filing.away),
    )


def months(
    store: Answers, desk: Desk, filing: Filing, book: Rulebook, *, again: bool = False
) -> tuple[Outcome, ...]:
    """The months of Earnfare as they are today, and as they will be if all goes on.

    A change that adds no month is not held up by those that others let through, unless
    they are asked about `again`.
    """
    if not filing.entry.earnfare:
        return ()
    person = subsidies_of(store, filing.case.participant_id, desk.today)
    others = person.of_earnfare(but=filing.id)
    facts = earnfare.Earnfare(
        filing.id, True, counted(filing.subsidy, desk.today), others
    )
    before = () if filing.id is None else person.spans.get(filing.id, ())
    added = earnfare.adds_month(facts, before, book)
    now = earnfare.earnfare_months(facts, book)
    if filing.id in person.earnfare and not added and not again:
        now = earnfare.earnfare_ahead(facts, book)
    ahead = earnfare.earnfare_ahead(
        earnfare.Earnfare(filing.id, True, planned(filing), others), book
    )
    return (now,) if now.verdict is Verdict.NOT_MET else (now, ahead)


def planned(filing: Filing) -> tuple[Span, ...]:
    """The days that will have been subsidised if it runs to its planned end."""
    entry, subsidy = filing.entry, filing.subsidy
    status = "started" if entry.status == "planned" else entry.status
    return counted(
        Subsidy(
            status,
            subsidy.start,
            subsidy.end,
            subsidy.subsidized_start,
            subsidy.subsidized_end,
            subsidy.away,
        ),
        entry.end or entry.planned_end,
    )


def position_outcomes(
    store: Answers, desk: Desk, filing: service_facts.Filing
) -> tuple[Outcome, ...]:
    """Whether a placement that is opened again as a service finds its position free."""
    before = filing.before
    if before is None or filing.entry.status not in TAKES_A_POSITION:
        return ()
    if before["status"] in TAKES_A_POSITION:
        return ()
    row = store.one(HELD, service=before["id"])
    if row is None:
        return ()
    taken = store.one(TAKEN, job=row["job_id"], but=row["id"])
    facts = placements.Position(
        job_id=row["job_id"],
        title=row["title"],
        status=filing.entry.status,
        openings=row["openings"],
        taken=int(taken["taken"]) if taken else 0,
    )
    return (placements.openings(facts, desk.rulebook(filing.case.profile)),)
