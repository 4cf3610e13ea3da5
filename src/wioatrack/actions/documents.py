"""What staff do with documents: files kept by their hash, for records to point at."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wioatrack.actions import headers
from wioatrack.actions.cases import BY_ID, Case, case_of, find_case, find_cases
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, file_record
from wioatrack.actions.listing import Page, paged
from wioatrack.actions.results import Done, Listing, Record, Refused
from wioatrack.actions.roles import Actor, Duty, actor, nowhere
from wioatrack.entries.documents import DocumentEntry
from wioatrack.errors import BadEntry, NotFound
from wioatrack.store import Answers

if TYPE_CHECKING:
    from wioatrack.store import Store

# A limit of the store, not of the law: scans are smaller, films are not evidence.
LARGEST_BYTES = 50 * 1024 * 1024
# How a file of many records names a document, whose id another database does not know.
HASHED = re.compile(r"sha256:([0-9a-f]{64})")
ONE = "SELECT * FROM document WHERE id = :id"
OF_HASH = """SELECT d.* FROM document d LEFT JOIN application a ON a.id = d.application_id
 WHERE d.sha256 = :sha256 AND (a.id IS NULL OR a.participant_id = :participant)
 ORDER BY a.id IS NOT :application, a.id IS NULL, d.id"""
SAME = """SELECT id FROM document
 WHERE sha256 = :sha256 AND kind = :kind AND application_id IS :application"""
OF_APPLICATION = "SELECT * FROM document WHERE application_id = :id ORDER BY id"
USES = """
SELECT 'credential' AS noun, id FROM credential WHERE document_id = :id
UNION ALL SELECT 'msg', id FROM gain WHERE document_id = :id
UNION ALL SELECT 'assessment', id FROM assessment WHERE document_id = :id
UNION ALL SELECT 'plan', id FROM plan_agreement WHERE document_id = :id
"""
COLUMNS = ("id", "name", "kind", "size", "added_on", "added_by", "used_by")


def add_document(desk: Desk, file: Path, entry: DocumentEntry) -> Done | Refused:
    """Keep a copy of a file; the same file of the same person is kept once."""

    def judge(store: Answers, acting: Actor) -> Judged[Case | None]:
        return Judged(find_case(store, acting, entry.who) if entry.who else None)

    def write(store: "Store", judged: Judged[Case | None]) -> int:
        return kept(store, desk, judged.facts, file)

    return file_record(desk, "document", judge, write, shown(desk))


def keep_document(store: "Store", desk: Desk, case: Case, text: str) -> int:
    """The document that `--document FILE-or-ID` names, kept if it is a file.

    Digits are the id of a document, `sha256:HASH` one of the person that says the same
    bytes; a document of nobody yet becomes the case's. Raises `NotFound` for one that
    is not there or another person's, and for one of nobody yet that the acting user
    does not see.
    """
    row: Record | None
    if hashed := HASHED.fullmatch(text):
        row = document_of(store, case, hashed[1])
    elif not (text.isascii() and text.isdigit()):
        return kept(store, desk, case, Path(text))
    else:
        row = store.one(ONE, id=int(text))
    if row is None:
        raise nowhere("document", text)
    owner = row["application_id"]
    if owner is None:
        owner_of(store, actor(store, desk.user), row)
        from wioatrack.models.evidence import Document

        store.change(Document, row["id"], application_id=case.application_id)
    elif owner != case.application_id:
        other = store.one(BY_ID, id=owner)
        if other is None or other["participant_id"] != case.participant_id:
            raise nowhere("document", text)
    return int(row["id"])


def document_of(store: Answers, case: Case, sha256: str) -> Record:
    """The document with this hash: the case's, else the person's, else nobody's yet."""
    rows = store.ask(
        OF_HASH,
        sha256=sha256,
        participant=case.participant_id,
        application=case.application_id,
    )
    if not rows:
        raise NotFound(
            f"--document: {case.number} has no document with the hash {sha256[:12]}.",
            f"wioatrack document add FILE --who {case.number} keeps the file.",
        )
    return rows[0]


def kept(store: "Store", desk: Desk, case: Case | None, file: Path) -> int:
    """The id of the document that holds a copy of this file."""
    from wioatrack.models.evidence import Document
    from wioatrack.store.documents import keep_file

    if not file.name:
        raise BadEntry("document: no file is named.", "Give the path of a file.")
    copy = keep_file(desk.path, file, limit=LARGEST_BYTES)
    application_id = None if case is None else case.application_id
    same = store.one(
        SAME, sha256=copy.sha256, kind=copy.kind, application=application_id
    )
    if same is not None:
        return int(same["id"])
    return store.keep(
        Document(
            application_id=application_id,
            sha256=copy.sha256,
            size=copy.size,
            kind=copy.kind,
            original_name=copy.original_name,
        )
    )


def shown(desk: Desk) -> Any:
    """How a document is shown after it was kept."""

    def show(store: Answers, acting: Actor, document_id: int) -> Record:
        row = store.one(ONE, id=document_id)
        if row is None:
            raise nowhere("document", document_id)
        return record_of(store, desk, owner_of(store, acting, row), row)

    return show


def owner_of(store: Answers, acting: Actor, row: Record) -> Case | None:
    """Whose the document is; `NotFound` where the actor may not see it.

    One that is nobody's yet is shown to who kept it and to those who see everybody.
    """
    if row["application_id"] is None:
        everybody = acting.may(Duty.READ) and not acting.limited
        if not everybody and acting.name != row["added_by"]:
            raise nowhere("document", row["id"])
        return None
    found = store.one(BY_ID, id=row["application_id"])
    if found is None or not acting.sees(found):
        raise nowhere("document", row["id"])
    return case_of(found)


def record_of(store: Answers, desk: Desk, case: Case | None, row: Record) -> Record:
    """A document as JSON has it; `path` is where its copy is."""
    from wioatrack.store.documents import place_of

    nobody: dict[str, Any] = dict.fromkeys(
        ("participant", "participant_id", "application", "application_id")
    )
    return {
        "id": row["id"],
        **(nobody if case is None else case.keys()),
        "name": row["original_name"],
        "kind": row["kind"],
        "size": row["size"],
        "sha256": row["sha256"],
        "path": str(place_of(desk.path, row["sha256"], row["kind"])),
        "used_by": [
            f"{use['noun']} {use['id']}" for use in store.ask(USES, id=row["id"])
        ],
        "added_on": row["added_on"],
        "added_by": row["added_by"],
    }


def show_document(desk: Desk, document_id: int) -> Record:
    """One document: whose it is, where its copy is, and what points at it."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.READ)
        return dict(shown(desk)(store, acting, document_id))


def list_documents(desk: Desk, who: str, page: Page) -> Listing:
    """The documents of a person's applications."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.READ)
        rows = [
            record_of(store, desk, case, row)
            for case in find_cases(store, acting, who)
            for row in store.ask(OF_APPLICATION, id=case.application_id)
        ]
    return Listing(
        "document",
        paged(rows, page, headers.DOCUMENT),
        COLUMNS,
        f"No document of {who} is kept.",
        keys=headers.DOCUMENT,
    )
