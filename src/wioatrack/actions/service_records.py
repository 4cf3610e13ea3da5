"""Services as they are shown: one, a person's list, and what their status was."""

from collections.abc import Callable
from dataclasses import replace

from wioatrack.actions import headers
from wioatrack.actions.cases import Case, case_by_id, find_cases
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page, contains, folded, one_of, paged
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import Actor, actor, nowhere
from wioatrack.actions.subsidies import total_days_subsidized
from wioatrack.actions.support import money_of
from wioatrack.entries.kinds import say_hundredths
from wioatrack.entries.services import ServiceFilters
from wioatrack.rulebooks import load_activities, load_list
from wioatrack.store import Answers

ROW = """
SELECT s.*, g.statement AS goal_statement,
       s.prepopulated AND s.status = 'planned'
         AND coalesce(s.planned_start, s.planned_end, s.start) IS NULL AS untouched,
       (SELECT group_concat(situation, ',') FROM
         (SELECT situation FROM service_situation WHERE service_id = s.id
           ORDER BY situation)) AS situations
  FROM service s
  LEFT JOIN goal g ON g.id = s.goal_id
"""
ONE = ROW + " WHERE s.id = :id"
OF_CASE = ROW + " WHERE s.application_id = :application ORDER BY s.id"
HISTORY = """
SELECT id, status, start, planned_end, "end", changed_on, changed_by
  FROM service_status WHERE service_id = :id ORDER BY id
"""
UPDATED_AT = """
SELECT i.at FROM change c JOIN invocation i ON i.id = c.invocation_id
 WHERE c.noun = 'service' AND c.record_id = :id ORDER BY c.seq DESC LIMIT 1
"""
WAIVERS = """
SELECT rule, because, waived_by, waived_on FROM waiver
 WHERE noun = 'service' AND record_id = :id ORDER BY id
"""
COLUMNS = ("id", "application", "title", "status_label", "start", "planned_end", "end",
           "hours", "goal", "provider", "note")  # fmt: skip
LABELS = {
    "title": "Activity/service", "status_label": "Status", "planned_end": "Due",
    "goal_statement": "Goal",
}  # fmt: skip
HISTORY_LABELS = {"changed_on": "Updated date", "changed_by": "Updated by"}
SUPPORT = "support"
AS_STORED = ("planned_start", "planned_end", "start", "end")
PLACE = ("provider_address", "provider_city", "provider_state", "provider_zip")


def row_of(store: Answers, service_id: int) -> Record:
    """The stored service with its goal and its situations, or the refusal."""
    row = store.one(ONE, id=service_id)
    if row is None:
        raise nowhere("service", service_id)
    return row


def shower(desk: Desk) -> Callable[[Answers, Actor, int], Record]:
    """How a service is shown after a write."""

    def show(store: Answers, acting: Actor, service_id: int) -> Record:
        row = row_of(store, service_id)
        case = case_by_id(store, acting, "service", row)
        return whole_record(store, desk, case, row)

    return show


def show_service(desk: Desk, service_id: int) -> Record:
    """One service: its details, its money, its days, and its history."""
    with desk.reading() as store:
        return shower(desk)(store, reader(store, desk), service_id)


def reader(store: Answers, desk: Desk) -> Actor:
    """The acting user, who may read all or the own record."""
    acting = actor(store, desk.user)
    acting.require_sight()
    return acting


def record_of(desk: Desk, case: Case, row: Record) -> Record:
    """A service's own facts as JSON has them."""
    book = desk.rulebook(case.profile)
    known = load_activities(row["activity_set"]).get(row["activity"])
    name = row["activity_label"] or row["activity"]
    hours, funded = row["hours_hundredths"], row["wioa_funded"]
    situations = row["situations"]
    return {
        "id": row["id"],
        **case.keys(),
        "activity": row["activity"],
        "name": name,
        "title": known.title if known else name,
        "label": label(row),
        "activity_set": row["activity_set"],
        "group": row["activity_group"],
        "goal": row["goal_id"],
        "goal_statement": row["goal_statement"],
        "status": row["status"],
        "status_label": load_list("service-status").label(row["status"], book),
        **{name: row[name] for name in AS_STORED},
        "hours": None if hours is None else say_hundredths(hours),
        "provider": provider(row),
        "provider_kind": row["provider_kind"],
        **{name: row[name] for name in PLACE},
        "wioa_funded": None if funded is None else bool(funded),
        "note": row["note"],
        "situation": situations.split(",") if situations else [],
        "external_id": row["external_id"],
        "no_credential": bool(row["no_credential"]),
        "prepopulated": bool(row["prepopulated"]),
        "updated_by": row["updated_by"],
        "updated_on": row["updated_on"],
    }


def whole_record(store: Answers, desk: Desk, case: Case, row: Record) -> Record:
    """A service with its stamp, its days, its history, and for support its money."""
    changed = store.one(UPDATED_AT, id=row["id"])
    record = record_of(desk, case, row)
    record["updated_at"] = None if changed is None else changed["at"]
    record["total_days_subsidized"] = total_days_subsidized(
        store, case.participant_id, desk.today
    )
    if row["activity_group"] == SUPPORT:
        record |= money_of(store, desk, case, row)
    record["history"] = store.ask(HISTORY, id=row["id"])
    record["waivers"] = store.ask(WAIVERS, id=row["id"])
    return record


def label(row: Record) -> str:
    """The service as code – name – id, the id of its own system first (CC-22)."""
    number = row["external_id"] or row["id"]
    name = row["activity_label"] or row["activity"]
    words = [row["activity"], name] if name != row["activity"] else [name]
    return " – ".join(str(word) for word in (*words, number))


def provider(row: Record) -> str | None:
    """The provider's name; `none` where it was said that there is none."""
    return "none" if row["provider_kind"] == "none" else row["provider_name"]


def list_services(desk: Desk, who: str, wanted: ServiceFilters, page: Page) -> Listing:
    """The services of an application, or of all of a person's applications.

    Steps that every plan holds from the start are listed once somebody takes them up.
    """
    if wanted.group is not None:
        from wioatrack.rulebooks.checked.activities import GROUPS

        wanted = replace(wanted, group=one_of("--group", wanted.group, GROUPS))
    with desk.reading() as store:
        cases = find_cases(store, reader(store, desk), who)
        records = [
            record_of(desk, case, row)
            for case in cases
            for row in store.ask(OF_CASE, application=case.application_id)
            if wanted.prepopulated or not row["untouched"]
        ]
    return Listing(
        "service",
        paged(
            [record for record in records if fits(record, wanted)],
            page,
            headers.SERVICE,
        ),
        COLUMNS,
        "There are no services to display. "
        f"wioatrack service add {who} --activity CODE adds one.",
        LABELS,
        keys=headers.SERVICE,
    )


def fits(record: Record, wanted: ServiceFilters) -> bool:
    """Whether a service fits every filter given."""
    return (
        wanted.status in (None, record["status"])
        and fits_activity(record, wanted.activity)
        and wanted.group in (None, record["group"])
        and contains(record["provider"], wanted.provider)
        and wanted.goal in (None, record["goal"])
        and wanted.open in (None, record["status"] == "started")
        and wanted.wioa_funded in (None, record["wioa_funded"])
    )


def fits_activity(record: Record, words: str | None) -> bool:
    """Whether the words are the activity's code or its name; no words fit all."""
    if words is None:
        return True
    names = (record["activity"], record["name"], record["title"])
    return folded(words) in map(folded, names)


def service_history(desk: Desk, service_id: int, page: Page) -> Listing:
    """Every status that a service had, with its dates, the oldest first."""
    with desk.reading() as store:
        row = row_of(store, service_id)
        case_by_id(store, reader(store, desk), "service", row)
        rows = store.ask(HISTORY, id=service_id)
    return Listing(
        "service",
        paged(rows, page, headers.SERVICE_STATUS),
        ("status", "start", "planned_end", "end", "changed_on", "changed_by"),
        "It never had a status.",
        HISTORY_LABELS,
        keys=headers.SERVICE_STATUS,
    )
