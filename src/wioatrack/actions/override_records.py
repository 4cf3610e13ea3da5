"""Override requests as they are shown: one, the queue, and all of them."""

from collections.abc import Callable
from datetime import date

from wioatrack.actions import headers
from wioatrack.actions.cases import Case, case_by_id, cases_seen, find_cases
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page, contains, folded, paged
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import Actor, nowhere
from wioatrack.actions.service_records import label, reader
from wioatrack.actions.support import Subject, activity_of, standing_of, subjects_of
from wioatrack.entries.kinds import say_money
from wioatrack.entries.support import OverrideFilters
from wioatrack.rulebooks import load_list
from wioatrack.rules.dates import state_fiscal_year_span
from wioatrack.rules.rulebook import Rulebook
from wioatrack.rules.support import period_named
from wioatrack.store import Answers

ROW = """
SELECT r.*, s.activity_set, s.activity, s.activity_label, s.external_id
  FROM override_request r JOIN service s ON s.id = r.service_id
"""
ONE = ROW + " WHERE r.id = :id"
ALL = ROW + " ORDER BY r.requested_on, r.id"
PENDING = ROW + " WHERE r.status = 'pending' ORDER BY r.requested_on, r.id"
EDITORS = """
SELECT editor, edited_on FROM override_edit WHERE override_request_id = :id ORDER BY id
"""
COLUMNS = ("id", "participant", "type", "status", "amount", "standing", "requested_by",
           "requested_on", "updated_by", "updated_on", "reviewed_by")  # fmt: skip
LABELS = {
    "status": "Request status", "amount": "Request amount", "requested_by": "Requester",
    "requested_on": "Date requested", "updated_on": "Last updated",
}  # fmt: skip
AS_STORED = (
    "requested_by", "requested_on", "updated_by", "updated_on", "reviewed_by",
    "reviewed_on",
)  # fmt: skip


def override_row(store: Answers, request_id: int) -> Record:
    """The stored request with its service's activity, or the refusal."""
    row = store.one(ONE, id=request_id)
    if row is None:
        raise nowhere("override", request_id)
    return row


def shower(desk: Desk) -> Callable[[Answers, Actor, int], Record]:
    """How a request is shown after a write: with who edited it, and its note."""

    def show(store: Answers, acting: Actor, request_id: int) -> Record:
        row = override_row(store, request_id)
        case = case_by_id(store, acting, "override", row)
        return record_of(store, desk, case, row) | {
            "case_note": row["note_id"],
            "editors": [edit["editor"] for edit in store.ask(EDITORS, id=request_id)],
        }

    return show


def show_override(desk: Desk, request_id: int) -> Record:
    """One request, what it would raise, and who did what with it."""
    with desk.reading() as store:
        return shower(desk)(store, reader(store, desk), request_id)


def record_of(store: Answers, desk: Desk, case: Case, row: Record) -> Record:
    """A request as JSON has it, beside what its type comes to in its period now."""
    book = desk.rulebook(case.profile)
    period = period_named(row["period"])
    on = period.nearest(date.fromisoformat(row["requested_on"]))
    subject = subject_of(book, row, on)
    standing = standing_of(store, book, case.participant_id, subject, period, on)
    return {
        "id": row["id"],
        **case.keys(),
        "service": row["service_id"],
        "service_label": label(row | {"id": row["service_id"]}),
        "type": subject.label,
        "support_type": row["support_type"],
        "status": row["status"],
        "status_label": load_list("override-status").label(row["status"], book),
        "amount": say_money(row["amount_cents"]),
        "reason": row["reason"],
        **{name: row[name] for name in AS_STORED},
        "decision": row["status"] if row["reviewed_by"] else None,
        "note": row["review_note"],
        **standing.record(),
    }


def subject_of(book: Rulebook, row: Record, on: date) -> Subject:
    """What a request would raise: its service's type, or a subtype of it."""
    known = subjects_of(activity_of(row), on, book)
    return next((s for s in known if s.key == row["support_type"]), known[0])


def list_overrides(desk: Desk, wanted: OverrideFilters, page: Page) -> Listing:
    """The requests of participants whom the actor sees; the oldest first."""
    with desk.reading() as store:
        records = [
            record_of(store, desk, case, row)
            for case, row in requests_seen(store, reader(store, desk), wanted)
        ]
    return Listing(
        "override",
        paged(
            [record for record in records if fits(record, wanted)],
            page,
            headers.OVERRIDE,
        ),
        COLUMNS,
        "No request waits for a review."
        if wanted.pending
        else "There are no override requests to display.",
        LABELS,
        keys=headers.OVERRIDE,
    )


def requests_seen(
    store: Answers, acting: Actor, wanted: OverrideFilters
) -> list[tuple[Case, Record]]:
    """The requests that the quick filters leave, each with its case."""
    rows = [
        row
        for row in store.ask(PENDING if wanted.pending else ALL)
        if wanted.status in (None, row["status"])
        and wanted.service in (None, row["service_id"])
        and not (wanted.pending is False and row["status"] == "pending")
    ]
    if wanted.participant:
        cases = find_cases(store, acting, wanted.participant)
    else:
        cases = cases_seen(store, acting, {row["application_id"] for row in rows})
    known = {case.application_id: case for case in cases}
    return [
        (known[row["application_id"]], row)
        for row in rows
        if row["application_id"] in known
    ]


def fits(record: Record, wanted: OverrideFilters) -> bool:
    """Whether a request fits the other filters given."""
    if wanted.fiscal_year:
        year = state_fiscal_year_span(wanted.fiscal_year)
        period = period_named(record["period"])
        if period.last < year.first or year.last < period.first:
            return False
    words = (record["type"], record["support_type"])
    return contains(record["requested_by"], wanted.requester) and (
        wanted.activity is None or folded(wanted.activity) in map(folded, words)
    )
