"""Earned credentials as they are shown: what was recorded, and whether it counts."""

from typing import Any

from wioatrack.actions import headers
from wioatrack.actions.cases import OF_PERSON as CASES
from wioatrack.actions.cases import Case, case_of, day, find_case, record_by_id
from wioatrack.actions.credential_facts import Earned, counting
from wioatrack.actions.decisions import Standing, standing
from wioatrack.actions.desk import Desk
from wioatrack.actions.diploma_facts import condition_of
from wioatrack.actions.listing import Page, paged
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import Actor, actor
from wioatrack.entries.credentials import CredentialFilters
from wioatrack.rulebooks import load_list
from wioatrack.rules import credentials as rules
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.registry import ALL_RULES, objector
from wioatrack.store import Answers

ROW = """
SELECT c.*, s.activity, s.activity_label, s.external_id, n.message AS note,
       r.catalog_entry_id AS catalog, r.number AS catalog_revision,
       r.name AS catalog_name
  FROM credential c
  LEFT JOIN catalog_revision r ON r.id = c.catalog_revision_id
  LEFT JOIN service s ON s.id = c.service_id
  LEFT JOIN note n ON n.id = c.note_id
"""
ONE = ROW + " WHERE c.id = :id"
OF_PERSON = (
    ROW
    + """ JOIN application a ON a.id = c.application_id
 WHERE a.participant_id = :id ORDER BY c.date, c.id"""
)
ALL = ROW + " ORDER BY c.date, c.id LIMIT :limit"
WAIVERS = """SELECT rule, because, waived_by, waived_on FROM waiver
 WHERE noun = 'credential' AND record_id = :id ORDER BY id"""
# Those of both pages, the county's and the customer's (CC-25, OUT-45).
COLUMNS = ("id", "program", "application", "type_label", "name", "credential_source",
           "source_and_id", "date", "institution", "countable",
           "staff_entered")  # fmt: skip
# Shown where a row says something there.
SELDOM = ("decided", "notice")
LABELS = {"application": "APPID", "type_label": "Credential", "source_and_id":
          "Source/Source ID", "date": "Date received"}  # fmt: skip


def shown(desk: Desk) -> Any:
    """How a credential is shown after a write."""

    def show(store: Answers, acting: Actor, credential_id: int) -> Record:
        row, case = record_by_id(store, acting, "credential", ONE, credential_id)
        return record_of(store, desk, case, row)

    return show


def record_of(
    store: Answers, desk: Desk, case: Case, row: Record, judged_in: Case | None = None
) -> Record:
    """A credential as JSON has it.

    `recordable` is no where the profile's window refuses it (D1), `countable` the
    federal indicator's answer, `reasons` why not. A person's other applications judge
    it by their own windows: `judged_in`.
    """
    window, counts, decided = judgement(store, desk, judged_in or case, row)
    countable = decided.counts if decided else not counts.speaks
    book = desk.rulebook(case.profile)
    source = row["source"]
    return {
        "id": row["id"],
        **case.keys(),
        "program": case.program,
        "type": row["type"],
        "type_label": row["type_label"]
        or load_list("credential-type").label(row["type"], book),
        "name": row["name"],
        "issuer": row["issuer"],
        "institution": row["institution"],
        "date": row["date"],
        "service": row["service_id"],
        "activity": service_label(row),
        "source": source,
        "credential_source": source
        and load_list("credential-source").label(source, book),
        "verified_by": row["verified_by"],
        "document": row["document_id"],
        "work_experience": row["work_experience"] and bool(row["work_experience"]),
        "office": row["office"],
        "region": row["region"],
        "agency_code": row["agency_code"],
        "description": row["description"],
        "data_source": row["data_source"] or "wioatrack",
        "source_id": row["source_id"],
        "source_and_id": "/".join(
            part for part in (row["data_source"], row["source_id"]) if part
        ),
        "catalog": row["catalog"],
        "catalog_revision": row["catalog_revision"],
        "catalog_name": row["catalog_name"],
        "note": row["note"],
        "recordable": not window.blocks,
        "countable": countable,
        "reasons": reasons(window, counts, decided),
        "effects": effects(row["type"], countable=countable),
        "decided": decided and decided.code,
        "decision": decided and decided.record(),
        "notice": decided and decided.notice,
        "staff_entered": row["recorded_by"],
        "recorded_on": row["recorded_on"],
        "waivers": store.ask(WAIVERS, id=row["id"]),
    }


def judgement(
    store: Answers, desk: Desk, case: Case, row: Record
) -> tuple[Outcome, Outcome, Standing | None]:
    """The window's answer, the indicator's, and the decision on file if there is one.

    All on one application's own dates.
    """
    received = day(row["date"])
    assert received is not None
    book = desk.rulebook(case.profile)
    dates = rules.Attainment(
        case.participation_date, case.exited_on, received, row["id"]
    )
    window = rules.window(dates, book)
    decided = standing(store, desk, case, row)
    if decided is not None:
        return window, decided.outcome, decided
    return window, rules.counts(indicated(store, desk, case, row), book), None


def indicated(store: Answers, desk: Desk, case: Case, row: Record) -> rules.Counting:
    """What the indicator asks of a credential that nobody decided on."""
    received = day(row["date"])
    assert received is not None
    book = desk.rulebook(case.profile)
    earned = Earned(row["type"], row["name"], row["issuer"], received)
    condition = condition_of(store, case, earned.type, book, desk.today)
    return counting(case, earned, condition)


def is_countable(store: Answers, desk: Desk, case: Case, row: Record) -> bool:
    """Whether a credential counts: as decided, else by what is on file."""
    decided = standing(store, desk, case, row)
    if decided is not None:
        return decided.counts
    facts, book = indicated(store, desk, case, row), desk.rulebook(case.profile)
    return objector(ALL_RULES["credential.counts"], book)(facts) is None


def reasons(window: Outcome, counts: Outcome, decided: Standing | None) -> list[str]:
    """Why it is not recordable or does not count; a decision's own words where it was."""
    found = [window.message] if window.speaks else []
    if decided is None:
        found += [counts.message] if counts.speaks else []
    elif not decided.counts:
        found += decided.reasons
    return list(dict.fromkeys(found))


def effects(type_code: str, *, countable: bool) -> list[str]:
    """The measures a credential counts toward, which are two separate ones (D2).

    It becomes no skill gain by itself, except a secondary diploma or equivalent.
    """
    found = ["credential-attainment"] if countable else []
    if type_code.startswith("secondary-"):
        found.append("measurable-skill-gain")
    return found


def service_label(row: Record) -> str | None:
    """The service as code – name – id, in its own system's id where known (CC-22)."""
    if row["service_id"] is None:
        return None
    number = row["external_id"] or row["service_id"]
    return f"{row['activity']} – {row['activity_label']} – {number}"


def list_credentials(
    desk: Desk, who: str, wanted: CredentialFilters, page: Page
) -> Listing:
    """The person's credentials, from every application, each with its number (D39).

    Also from those of another office: whoever sees a person sees what was earned.
    `countable` is judged on the application that WHO names.
    """
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        here = find_case(store, acting, who)
        cases = {
            row["application_id"]: case_of(row)
            for row in store.ask(CASES, id=here.participant_id)
        }
        records = [
            record_of(
                store,
                desk,
                cases[row["application_id"]],
                row,
                here,
            )
            for row in store.ask(OF_PERSON, id=here.participant_id)
        ]
    fitting = [
        record
        for record in records
        if wanted.type in (None, record["type"])
        and wanted.countable in (None, record["countable"])
    ]
    said = tuple(name for name in SELDOM if any(record[name] for record in fitting))
    return Listing(
        "credential",
        paged(fitting, page, headers.CREDENTIAL),
        (*COLUMNS, *said),
        "There are no records to display. "
        f"wioatrack credential add {here.number} creates one.",
        LABELS,
        keys=headers.CREDENTIAL,
    )
