"""Verifying employment at the milestones of a placement (IS-98 to IS-100)."""

from datetime import date

from wioatrack.actions.cases import Case, case_by_id, day
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, file_record
from wioatrack.actions.placement_records import VERIFIED, row_of, shower
from wioatrack.actions.results import Done, Record, Refused
from wioatrack.actions.roles import Actor
from wioatrack.entries.worksites import VerificationEntry
from wioatrack.lean import dataclass
from wioatrack.rules import milestones, placements
from wioatrack.rules.calendar import Happening, not_in_future
from wioatrack.rules.outcome import Outcome
from wioatrack.store import Answers, Store


@dataclass(frozen=True, slots=True)
class Visit:
    """A verification on its way to the file, and the wages that were found."""

    row: Record
    verified_on: date
    subsidized: int
    match: int


def verify_placement(
    desk: Desk, placement_id: int, entry: VerificationEntry
) -> Done | Refused:
    """Keep that employment was verified; the due date leaves the index with it."""

    def judge(store: Answers, acting: Actor) -> Judged[Visit]:
        row = row_of(store, placement_id)
        case = case_by_id(store, acting, "placement", row)
        visit = visit_of(row, entry, entry.date or desk.today)
        return Judged(visit, outcomes(store, desk, case, entry, visit))

    def write(store: Store, judged: Judged[Visit]) -> int:
        from wioatrack.models.worksites import Placement, PlacementVerification

        visit = judged.facts
        store.keep(
            PlacementVerification(
                placement_id=placement_id,
                milestone=entry.milestone,
                verified_on=visit.verified_on,
                verified_by=desk.user,
                subsidized_wage_cents=entry.subsidized_wage,
            )
        )
        store.change(
            Placement,
            placement_id,
            subsidized_wage_cents=visit.subsidized,
            employer_match_cents=visit.match,
        )
        return placement_id

    return file_record(
        desk,
        "placement",
        judge,
        write,
        shower(desk),
        said=f"Employment is verified at milestone {entry.milestone}.",
    )


def visit_of(row: Record, entry: VerificationEntry, verified_on: date) -> Visit:
    """The wages as they are from now on; the employer's match takes up the rest."""
    hourly, match = row["hourly_wage_cents"], row["employer_match_cents"]
    subsidized = row["subsidized_wage_cents"]
    if entry.subsidized_wage is not None:
        if match == max(0, hourly - subsidized):
            match = max(0, hourly - entry.subsidized_wage)
        subsidized = entry.subsidized_wage
    return Visit(row, verified_on, subsidized, match)


def outcomes(
    store: Answers, desk: Desk, case: Case, entry: VerificationEntry, visit: Visit
) -> tuple[Outcome, ...]:
    """Whether the milestone is open, and whether the wages still hold on that day."""
    book, row = desk.rulebook(case.profile), visit.row
    verified = {
        line["milestone"]: day(line["verified_on"])
        for line in store.ask(VERIFIED, id=row["id"])
    }
    facts = milestones.Verifying(
        placement_id=row["id"],
        milestone=entry.milestone,
        status=row["status"],
        start=day(row["service"]["start"]),
        verified_on=visit.verified_on,
        today=desk.today,
        end=day(row["service"]["end"]),
        before=verified.get(entry.milestone),
    )
    wages = placements.Wages(
        day=visit.verified_on,
        hourly_cents=row["hourly_wage_cents"],
        subsidized_cents=visit.subsidized,
        match_cents=visit.match,
        place=row["minimum_wage_of"],
        named_cents=row["minimum_wage_cents"],
        placement_id=row["id"],
    )
    return (
        not_in_future(Happening("Verified", visit.verified_on, desk.today), book),
        milestones.milestone_open(facts, book),
        placements.hourly_wage_later(wages, book),
        placements.subsidized_wage(wages, book),
        placements.wage_match(wages, book),
    )
