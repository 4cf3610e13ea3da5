"""What staff do with earned credentials."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from wioatrack.actions import credential_facts
from wioatrack.actions.cases import Case, find_case, record_by_id
from wioatrack.actions.catalog_picking import Pick, pick
from wioatrack.actions.credential_records import ONE, record_of, shown
from wioatrack.actions.desk import Desk
from wioatrack.actions.documents import keep_document
from wioatrack.actions.filing import Judged, Waivers, changed, file_record
from wioatrack.actions.notes import file_note
from wioatrack.actions.results import Done, Record, Refused
from wioatrack.actions.roles import Actor, actor
from wioatrack.entries.credentials import CredentialEntry
from wioatrack.entries.kinds import Labelled
from wioatrack.lean import dataclass
from wioatrack.store import Answers, Store

TASK = "credential-attained"
FREE_NOTE = """
SELECT n.id FROM note n
 WHERE n.application_id = :application AND n.task = :task
   AND NOT EXISTS (SELECT 1 FROM credential c WHERE c.note_id = n.id)
 ORDER BY n.date, n.id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Filing:
    """One credential on its way to the file. `note_id` is the note it will use up."""

    case: Case
    entry: CredentialEntry
    note_id: int | None
    pick: Pick
    credential_id: int | None = None


def add_credential(
    desk: Desk, who: str, entry: CredentialEntry, waivers: Waivers
) -> Done | Refused:
    """Record what was earned. Whether it counts is another answer, shown beside (D3)."""

    def judge(store: Answers, acting: Actor) -> Judged[Filing]:
        case = find_case(store, acting, who)
        picked = pick(store, entry.catalog, None, None)
        whole = completed(entry, case, picked)
        filing = Filing(case, whole, free_note(store, case), picked)
        return judged(store, desk, filing)

    def write(store: Store, judged: Judged[Filing]) -> int:
        from wioatrack.models.credentials import Credential

        return store.keep(Credential(**columns(store, desk, judged.facts)))

    return file_record(desk, "credential", judge, write, shown(desk), waivers=waivers)


def edit_credential(
    desk: Desk, credential_id: int, changes: dict[str, Any], waivers: Waivers
) -> Done | Refused:
    """Change what is given, by the same rules as `add`."""

    def judge(store: Answers, acting: Actor) -> Judged[Filing]:
        row, case = record_by_id(store, acting, "credential", ONE, credential_id)
        entry = changed(entry_of(row), changes)
        note_id = row["note_id"] or free_note(store, case)
        picked = pick(store, entry.catalog, row["catalog"], row["catalog_revision_id"])
        filing = Filing(case, entry, note_id, picked, credential_id)
        return judged(store, desk, filing)

    def write(store: Store, judged: Judged[Filing]) -> int:
        from wioatrack.models.credentials import Credential

        store.change(Credential, credential_id, **columns(store, desk, judged.facts))
        return credential_id

    return file_record(desk, "credential", judge, write, shown(desk), waivers=waivers)


def judged(store: Answers, desk: Desk, filing: Filing) -> Judged[Filing]:
    """Every rule on one credential, all of them asked."""
    outcomes = credential_facts.outcomes(
        store,
        desk,
        filing.case,
        filing.entry,
        has_note=filing.note_id is not None or bool(filing.entry.note),
        credential_id=filing.credential_id,
    )
    return Judged(filing, outcomes)


def show_credential(desk: Desk, credential_id: int) -> Record:
    """One credential: what was recorded, whether it counts, and why not."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        row, case = record_by_id(store, acting, "credential", ONE, credential_id)
        return record_of(store, desk, case, row)


def completed(entry: CredentialEntry, case: Case, picked: Pick) -> CredentialEntry:
    """Region, office and agency code are the application's unless given, name and

    issuer those of the entry of the catalogue.

    One label of the form stands for diploma and equivalency alike: the name decides
    (D40). The label that was entered is kept.
    """
    type_given = entry.type
    if type_given.code == "secondary-diploma" and type_given.entered != type_given.code:
        meant = credential_facts.secondary_type(entry.name) or type_given.code
        type_given = replace(type_given, code=meant)
    return replace(
        entry,
        type=type_given,
        name=entry.name or picked.name,
        issuer=entry.issuer or picked.issuer,
        region=entry.region or case.region,
        office=entry.office or case.office,
        agency_code=entry.agency_code or case.agency_code,
    )


def free_note(store: Answers, case: Case) -> int | None:
    """The oldest attained note that no credential uses yet."""
    row = store.one(FREE_NOTE, application=case.application_id, task=TASK)
    return None if row is None else int(row["id"])


def columns(store: Store, desk: Desk, filing: Filing) -> dict[str, Any]:
    """The credential's columns; files its document and its own case note first."""
    case, entry, note_id = filing.case, filing.entry, filing.note_id
    if entry.note:
        note_id = file_note(
            store,
            desk,
            case.application_id,
            day=entry.date,
            message=entry.note,
            task=TASK,
        )
    document_id = None
    if entry.document is not None:
        document_id = keep_document(store, desk, case, entry.document)
    values = asdict(entry)
    for name in ("catalog", "document", "note", "service", "type"):
        del values[name]
    return values | {
        "type": entry.type.code,
        "type_label": entry.type.entered,
        "application_id": case.application_id,
        "service_id": entry.service,
        "document_id": document_id,
        "note_id": note_id,
        "catalog_revision_id": filing.pick.revision_id,
    }


def entry_of(row: Record) -> CredentialEntry:
    """A stored credential as the entry it was made from."""
    kept = set(CredentialEntry.__dataclass_fields__) - {"note"}
    values = {name: row[name] for name in kept & row.keys()}
    experience = row["work_experience"]
    values |= {
        "type": Labelled(row["type"], row["type_label"] or row["type"]),
        "date": date.fromisoformat(row["date"]),
        "service": row["service_id"],
        "document": None if row["document_id"] is None else str(row["document_id"]),
        "work_experience": None if experience is None else bool(experience),
    }
    return CredentialEntry(**values)
