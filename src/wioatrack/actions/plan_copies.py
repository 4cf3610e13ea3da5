"""A plan on its way out: the customer's copy, the IWDS crosswalk, the update log."""

from dataclasses import replace
from typing import Any

from wioatrack.actions import headers
from wioatrack.actions.cases import Case, find_case
from wioatrack.actions.changelog import COLUMNS as LOG_COLUMNS
from wioatrack.actions.changelog import listed, noun_asked, require_user, row_of
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page, paged
from wioatrack.actions.plans import overview, reader
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import Duty, actor
from wioatrack.actions.service_records import OF_CASE, record_of
from wioatrack.entries.plans import UpdateFilters
from wioatrack.errors import BadEntry
from wioatrack.lean import dataclass
from wioatrack.rulebooks import load_activities, load_list
from wioatrack.store import Answers
from wioatrack.store.history import history_of, undone_by
from wioatrack.store.kinship import family

NOT_NAMED = "N/A"
# What the update log is about; the rest of a case has listings of its own.
OF_PLAN = frozenset(
    {
        *("goal", "service", "service_situation", "plan_agreement", "pathway"),
        *("need", "assessment", "referral"),
    }
)
CUSTOMER = """
SELECT last_name, first_name, state_id, individual_number, case_number
  FROM participant WHERE id = :id
"""


@dataclass(frozen=True, slots=True)
class Copy:
    """What the customer's copy says."""

    plan: Record
    made_by: str


def printed_plan(desk: Desk, who: str) -> Copy:
    """The customer's copy of a plan, as of today (IS-11, IS-12)."""
    with desk.reading() as store:
        acting = reader(store, desk)
        case = find_case(store, acting, who)
        return Copy(overview(store, desk, acting, case), acting.name)


def crosswalk(desk: Desk, who: str, page: Page, *, iwds: bool) -> Listing:
    """The services of a plan as rows for another system (IS-11).

    Raises `BadEntry` unless the crosswalk is named: it is the only export there is.
    """
    if not iwds:
        raise BadEntry("Which export?", "Give --iwds for the IWDS crosswalk.")
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.READ)
        case = find_case(store, acting, who)
        person = store.one(CUSTOMER, id=case.participant_id)
        assert person is not None
        rows = [
            crossed(desk, case, person, row)
            for row in store.ask(OF_CASE, application=case.application_id)
        ]
    return Listing(
        "service",
        paged(rows, page, headers.CROSSWALK),
        ("step_service", "iwds_activity_name", "iwds_service_type", "status", "start",
         "planned_end", "end", "hours"),
        f"There are no services to export. wioatrack service add {who} --activity CODE",
        {"step_service": "Step/service", "iwds_activity_name": "IWDS activity name",
         "iwds_service_type": "IWDS service type"}, keys=headers.CROSSWALK)  # fmt: skip


def crossed(desk: Desk, case: Case, person: Record, row: Record) -> Record:
    """One service beside what IWDS calls it."""
    service = record_of(desk, case, row)
    known = load_activities(row["activity_set"]).get(row["activity"])
    kind = known.service_type if known else ""
    return {
        "id": service["id"],
        "application": case.number,
        **person,
        "activity_set": service["activity_set"],
        "activity": service["activity"],
        "step_service": service["name"],
        "iwds_activity_name": (known.iwds_name if known else "") or NOT_NAMED,
        "iwds_service_type": load_list("service-type").label(kind) or NOT_NAMED,
        "goal": service["goal_statement"],
        **{name: service[name] for name in ("status", "planned_start", "start",
           "planned_end", "end", "hours", "provider", "wioa_funded", "updated_on",
           "updated_by")},
    }  # fmt: skip


def list_updates(desk: Desk, who: str, wanted: UpdateFilters, page: Page) -> Listing:
    """Who changed what in a plan, the newest first (IS-08)."""
    with desk.reading() as store:
        case = find_case(store, reader(store, desk), who)
        wanted = replace(wanted, noun=noun_asked(store, wanted.noun))
        require_user(store, wanted.by)
        members = [
            member
            for member in family(store, "application", case.application_id)
            if member[0] in OF_PLAN
        ]
        undone = undone_by(store)
        rows = [row_of(entry, undone) for entry in reversed(history_of(store, members))]
        documents = agreement_documents(store, case)
    rows = [
        row | {"document": documents.get((row["noun"], row["record"]))}
        for row in rows
        if fits(row, wanted)
    ]
    columns = tuple(name for name in LOG_COLUMNS if name != "handle")
    return listed(rows, page, columns, headers.PLAN_CHANGE, "Nothing was changed yet.")


def agreement_documents(store: Answers, case: Case) -> dict[tuple[Any, Any], Any]:
    """The uploaded copies of agreements, by the record that the log names."""
    question = "SELECT id, document_id FROM plan_agreement WHERE application_id = :id"
    return {
        ("plan-agreement", row["id"]): row["document_id"]
        for row in store.ask(question, id=case.application_id)
    }


def fits(row: Record, wanted: UpdateFilters) -> bool:
    """Whether a change fits every filter given."""
    on = row["at"][:10]
    return (
        wanted.noun in (None, row["noun"])
        and wanted.by in (None, row["user"])
        and (wanted.since is None or wanted.since.isoformat() <= on)
        and (wanted.until is None or on <= wanted.until.isoformat())
    )
