"""Credentials out of a CTDL document, as drafts; and what of it found no place."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from wioatrack.actions.catalog import (
    BY_CTID,
    Writing,
    catalog_book,
    columns,
    new_ctid,
    owned,
)
from wioatrack.actions.catalog_lists import keep_lists
from wioatrack.actions.ctdl_fields import Draft, Unplaced
from wioatrack.actions.ctdl_reading import read_document, types_of
from wioatrack.actions.ctdl_values import address_in, class_in, coded, node_of
from wioatrack.actions.desk import Desk
from wioatrack.actions.results import Done, Finding, Record, Refused
from wioatrack.actions.roles import Actor, Duty, actor
from wioatrack.entries.catalog import CatalogEntry
from wioatrack.entries.catalog_kinds import CIP_CODE, CTID_FORM, Relation
from wioatrack.entries.fields import fields_of, missing_of, read_words
from wioatrack.errors import BadEntry, StoreProblem
from wioatrack.lean import dataclass
from wioatrack.rules import catalog as rules
from wioatrack.store import Answers, Store

LARGEST = 64 * 1024 * 1024
BY_NAME = "SELECT id FROM catalog_entry WHERE name = :name AND issuer IS :issuer"
UNREADABLE = "row.fields"


@dataclass(slots=True)
class Coming:
    """One credential of the document on its way to be a draft."""

    draft: Draft
    entry: CatalogEntry
    ctid: str
    catalog_id: int | None = None


@dataclass(slots=True)
class Plan:
    """What an import would do: who comes, who is here already, who cannot come."""

    coming: list[Coming] = field(default_factory=list)
    unchanged: int = 0
    findings: list[Finding] = field(default_factory=list)
    rejected: int = 0
    unplaced: list[Record] = field(default_factory=list)
    known: dict[str, int] = field(default_factory=dict)


def import_catalog(desk: Desk, file: Path, *, dry_run: bool = False) -> Done | Refused:
    """Every credential of the file as a draft, or none of them if one cannot be read.

    One that is on file already is left as it is, by its CTID or, without one, by name
    and issuer: the same file twice adds nothing.
    """
    raw = bytes_of(file)
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.CATALOG)
        plan = planned(store, desk, acting, raw)
    if plan.rejected:
        return Refused(
            f"{plan.rejected} of the credentials cannot be read; nothing was written.",
            tuple(plan.findings),
        )
    made: list[Record] = []
    undo = None
    if plan.coming and not dry_run:
        with desk.writing() as kept:
            plan = planned(kept, desk, acting, raw)
            made = write(kept, plan)
            undo = kept.handle
    created = len(plan.coming)
    record = {
        "noun": "catalog",
        "file_sha256": sha256(raw).hexdigest(),
        "rows": created + plan.unchanged,
        "created": 0 if dry_run else created,
        "unchanged": plan.unchanged,
        "rejected": 0,
        "dry_run": dry_run,
        "entries": made,
        "unplaced": plan.unplaced,
    }
    would = "would be drafts" if dry_run else "are drafts now"
    return Done("catalog", record, undo, f"{created} credentials {would}.")


def bytes_of(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise BadEntry(f"{file.name} is larger than {LARGEST} bytes.")
        return file.read_bytes()
    except OSError as problem:
        raise StoreProblem(f"{file.name}: {problem.strerror}.") from None


def planned(store: Answers, desk: Desk, acting: Actor, raw: bytes) -> Plan:
    """Everything that the document asks for, checked as `add` checks it."""
    try:
        reading = read_document(json.loads(raw))
    except (ValueError, RecursionError):
        raise BadEntry(
            "The file is no JSON-LD document of nodes with a type.",
            "`wioatrack catalog export` prints one.",
        ) from None
    plan = Plan(unplaced=[asdict(one) | {"entry": None} for one in reading.unplaced])
    for draft in reading.drafts:
        take_in(store, desk, acting, plan, draft)
    by_node = {coming.draft.node_id: coming for coming in plan.coming}
    for coming in plan.coming:
        relate(store, coming, by_node, plan, reading.nodes)
        plan.unplaced += [
            named(one, coming.entry.name) for one in coming.draft.unplaced
        ]
    refuse_circles(store, desk, plan, by_node)
    return plan


def take_in(
    store: Answers, desk: Desk, acting: Actor, plan: Plan, draft: Draft
) -> None:
    """One credential: checked through the same door as what is typed."""
    fields = fields_of(CatalogEntry)
    values, complaints = read_words(fields, draft.words, desk.lists, desk.today)
    wrong = [(c.field.name, f"{c.message} {c.fix}".strip()) for c in complaints]
    told = {name for name, _ in wrong}
    wrong += [
        (lacking.name, "It is missing.")
        for lacking in missing_of(fields, draft.words)
        if lacking.name not in told
    ]
    if wrong:
        plan.rejected += 1
        for name, message in wrong:
            whose = draft.ctid or draft.node_id or "A credential"
            plan.findings.append(
                Finding(UNREADABLE, "system", "not-met", f"{whose}, {name}: {message}")
            )
        return
    entry = owned(acting, CatalogEntry(**without_none(values)))
    if (
        draft.ctid
        and store.one(BY_CTID, ctid=draft.ctid)
        or not draft.ctid
        and store.one(BY_NAME, name=entry.name, issuer=entry.issuer)
    ):
        plan.unchanged += 1
        return
    plan.coming.append(Coming(draft, entry, ctid_for(draft)))


def without_none(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def ctid_for(draft: Draft) -> str:
    """Its own identifier where that is one; else a new one, and the report says so."""
    if CTID_FORM.fullmatch(draft.ctid):
        return draft.ctid
    if draft.ctid:
        draft.leave("ceterms:ctid", draft.ctid, "It is no CTID; a new one was made.")
    return new_ctid()


def relate(
    store: Answers,
    coming: Coming,
    by_node: Mapping[str, Coming],
    plan: Plan,
    nodes: Mapping[str, Any],
) -> None:
    """Sort the credentials that it names: of the file, on file, or by CIP and type."""
    kept: list[tuple[str, Any]] = []
    for kind, target in coming.draft.targets:
        address = address_in(target)
        told = nodes.get(address, {}).get("ctid", address.rpartition("/")[2])
        row = store.one(BY_CTID, ctid=str(told))
        if address in by_node or row is not None:
            kept.append((kind, address))
            if row is not None:
                plan.known[address] = row["id"]
            continue
        relation = stub(node_of(target, nodes))
        if relation is None:
            coming.draft.leave(
                f"{kind} credential", target, "It is neither here nor on file."
            )
        else:
            kept.append((kind, relation))
    coming.draft.targets = kept


def stub(node: Any) -> Relation | None:
    """A credential that is told by its CIP code and its class alone."""
    if node is None:
        return None
    type_found = types_of(class_in(node))
    program = node.get("instructionalProgramType")
    code = coded(program[0] if isinstance(program, list) and program else program, "")[
        0
    ]
    if type_found is None or not CIP_CODE.fullmatch(code):
        return None
    return Relation(cip=code, type=type_found[0])


def refuse_circles(
    store: Answers, desk: Desk, plan: Plan, by_node: Mapping[str, Coming]
) -> None:
    """What is on file requires nothing of the file, so a circle lies within the file."""
    number = {node_id: at for at, node_id in enumerate(by_node, 1)}
    edges = tuple(
        (number[node_id], number[target])
        for node_id, coming in by_node.items()
        for kind, target in coming.draft.targets
        if kind == "required" and isinstance(target, str) and target in number
    )
    book = catalog_book(desk, store)
    for node_id, at in number.items():
        required = tuple(second for first, second in edges if first == at)
        outcome = rules.no_cycle(rules.Requirements(at, required, edges), book)
        if outcome.blocks:
            plan.rejected += 1
            name = by_node[node_id].entry.name
            message = f"{name}: it is part of a circle of required credentials."
            plan.findings.append(
                Finding(outcome.rule, outcome.severity, outcome.verdict, message)
            )


def named(one: Unplaced, entry: str) -> Record:
    return {"entry": entry} | asdict(one)


def write(store: Store, plan: Plan) -> list[Record]:
    """The drafts first, then what they name of each other."""
    from wioatrack.models.catalog import CatalogEntry as Row

    for coming in plan.coming:
        writing = Writing(coming.entry, coming.ctid)
        coming.catalog_id = store.keep(Row(status="draft", **columns(writing)))
        plan.known[coming.draft.node_id] = coming.catalog_id
    for coming in plan.coming:
        assert coming.catalog_id is not None
        keep_lists(store, coming.catalog_id, with_relations(coming, plan.known))
    return [
        {"id": one.catalog_id, "ctid": one.ctid, "name": one.entry.name}
        for one in plan.coming
    ]


def with_relations(coming: Coming, known: Mapping[str, int]) -> CatalogEntry:
    """The entry with the credentials it names, now that each has its id."""
    from dataclasses import replace

    def of(kind: str) -> tuple[Relation, ...]:
        return tuple(unique(
            Relation(target=known[target]) if isinstance(target, str) else target
            for named_as, target in coming.draft.targets
            if named_as == kind
        ))  # fmt: skip

    return replace(coming.entry, related=of("related"), required=of("required"))


def unique(relations: Iterable[Relation]) -> Iterable[Relation]:
    return dict.fromkeys(relations)
