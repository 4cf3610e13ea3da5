"""The decision tree on one credential: asked, kept, and asked again when it is shown.

The verdict stays with its answers and the version of the rules that gave it. While
the rules are the same, new facts (an exit, a job) may move it; when the rules have
changed, it stands as decided, and what today's rules would say is shown beside it.
"""

import json
from typing import TYPE_CHECKING, Any

from wioatrack.actions.cases import Case, day, record_by_id
from wioatrack.actions.desk import Desk
from wioatrack.actions.diploma_facts import condition_of
from wioatrack.actions.filing import Judged, file_record, iso
from wioatrack.actions.results import Done, Record, Refused
from wioatrack.actions.roles import Actor
from wioatrack.entries.decisions import DecisionEntry
from wioatrack.lean import dataclass
from wioatrack.rulebooks import load_list
from wioatrack.rules import decisions as rules
from wioatrack.rules.calendar import Happening, not_in_future
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.registry import ALL_RULES
from wioatrack.rules.rulebook import Rulebook
from wioatrack.store import Answers

if TYPE_CHECKING:
    from wioatrack.store import Store

CREDENTIAL = "SELECT * FROM credential WHERE id = :id"
LATEST = """
SELECT * FROM credential_decision WHERE credential_id = :id ORDER BY id DESC
"""
LISTS = ("credential-type", "skills-kind", "issuer-kind")
GRADUATE = "graduate-degree"
DIGITS = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision on file, and what its answers come to today.

    `altered` says that the rules have changed since and would decide otherwise now.
    """

    row: Record
    now: rules.Decision
    version: str
    outcome: Outcome

    @property
    def altered(self) -> bool:
        before = (bool(self.row["counts"]), self.row["code"])
        return self.row["rules"] != self.version and before != self.then

    @property
    def then(self) -> tuple[bool, str]:
        return self.now.counts, self.now.code

    @property
    def counts(self) -> bool:
        """As decided where the rules have changed since, else as the facts are today."""
        return bool(self.row["counts"]) if self.altered else self.now.counts

    @property
    def code(self) -> str:
        return str(self.row["code"]) if self.altered else self.now.code

    @property
    def reasons(self) -> list[str]:
        """Why it counts or not."""
        if not self.altered:
            return list(self.now.reasons)
        told: list[str] = json.loads(self.row["reasons"])
        return told

    @property
    def notice(self) -> str | None:
        """What a later change of the rules would alter, and the command to decide again."""
        if not self.altered:
            return None
        return (
            f"Decided on {self.row['created_on']} as {self.row['code']} by rules "
            f"{self.row['rules']}; by today's rules {self.version} it would be "
            f"{self.now.code}: wioatrack credential decide {self.row['credential_id']}"
        )

    def record(self) -> Record:
        """The decision as a credential shows it."""
        row = self.row
        in_demand = row["in_demand"]
        return {
            "id": row["id"],
            "counts": self.counts,
            "code": self.code,
            "reasons": self.reasons,
            "pirl_type": row["pirl_type"] and int(row["pirl_type"]),
            "skills": row["skills"],
            "issuer_kind": row["issuer_kind"],
            "in_demand": None if in_demand is None else bool(in_demand),
            "through_vr": bool(row["through_vr"]),
            "enrolled": row["enrolled_on"],
            "citations": json.loads(row["citations"]),
            "rules": row["rules"],
            "decided_on": row["created_on"],
            "decided_by": row["created_by"],
            "notice": self.notice,
        }


def rules_version(book: Rulebook) -> str:
    """The edition of the tree, and a hash of the values and lists that it reads."""
    read = {
        name: [
            [str(value.effective), str(value.until), value.subject, value.value]
            for value in book.values.get(name, ())
        ]
        for name in ALL_RULES["credential.decision"].reads
    }
    codes = {
        name: [[code.code, code.pirl] for code in load_list(name).codes.values()]
        for name in LISTS
    }
    told = json.dumps([read, codes], sort_keys=True)
    import hashlib

    return f"{rules.EDITION}-{hashlib.sha256(told.encode()).hexdigest()[:DIGITS]}"


def decide_credential(
    desk: Desk, credential_id: int, entry: DecisionEntry
) -> Done | Refused:
    """Keep the answers and what they come to; whatever that is, it may be repeated."""

    def judge(store: Answers, acting: Actor) -> Judged[rules.Answers]:
        row, case = record_by_id(store, acting, "credential", CREDENTIAL, credential_id)
        book = desk.rulebook(case.profile)
        facts = answers(store, desk, case, row, given(entry))
        said = [rules.in_demand(facts, book)]
        if entry.enrolled is not None:
            enrolled = Happening("Enrolled", entry.enrolled, desk.today)
            said.append(not_in_future(enrolled, book))
        return Judged(facts, tuple(said))

    def write(store: "Store", judged: Judged[rules.Answers]) -> int:
        from wioatrack.models.afterwards import CredentialDecision

        row = store.one(CREDENTIAL, id=credential_id)
        assert row is not None
        book = desk.rulebook(profile_of(store, row))
        found = rules.decide(judged.facts, book)
        outcome = rules.decision(judged.facts, book)
        cited = [
            {"id": one.id, "title": one.title, "section": one.section}
            for one in outcome.citations
        ]
        store.keep(
            CredentialDecision(
                credential_id=credential_id,
                type=row["type"],
                skills=entry.skills,
                issuer_kind=entry.issuer_kind,
                in_demand=entry.in_demand,
                through_vr=entry.through_vr,
                enrolled_on=entry.enrolled,
                counts=found.counts,
                code=found.code,
                pirl_type=found.pirl_type,
                reasons=json.dumps(found.reasons),
                citations=json.dumps(cited),
                rules=rules_version(book),
            )
        )
        return credential_id

    said = f"The decision on credential {credential_id} is on file."
    return file_record(desk, "credential", judge, write, shower(desk), said=said)


def given(entry: DecisionEntry) -> Record:
    """The answers as a decision on file has them."""
    return {
        "skills": entry.skills,
        "issuer_kind": entry.issuer_kind,
        "in_demand": entry.in_demand,
        "through_vr": entry.through_vr,
        "enrolled_on": iso(entry.enrolled),
    }


def profile_of(store: Answers, row: Record) -> str:
    """The profile that the credential is recorded under."""
    question = "SELECT profile FROM application WHERE id = :id"
    found = store.one(question, id=row["application_id"])
    assert found is not None
    return str(found["profile"])


def answers(
    store: Answers, desk: Desk, case: Case, row: Record, said: Record
) -> rules.Answers:
    """The facts of the tree: the credential as it is, and what was answered."""
    code = load_list("credential-type").codes[row["type"]]
    received = day(row["date"])
    assert received is not None
    demand = said["in_demand"]
    book = desk.rulebook(case.profile)
    return rules.Answers(
        credential_id=row["id"],
        type=code.label,
        federal_code=int(code.pirl) if code.pirl else None,
        graduate=row["type"] == GRADUATE,
        skills=said["skills"],
        issuer_kind=said["issuer_kind"],
        in_demand=None if demand is None else bool(demand),
        through_vr=bool(said["through_vr"]),
        participation_date=case.participation_date,
        exited_on=case.exited_on,
        received_on=received,
        condition=condition_of(
            store, case, row["type"], book, desk.today, day(said["enrolled_on"])
        ),
    )


def standing(store: Answers, desk: Desk, case: Case, row: Record) -> Standing | None:
    """The latest decision on a credential, asked again on one application's own dates."""
    kept = store.one(LATEST, id=row["id"])
    if kept is None:
        return None
    book = desk.rulebook(case.profile)
    facts = answers(store, desk, case, row, kept)
    return Standing(
        kept,
        rules.decide(facts, book),
        rules_version(book),
        rules.decision(facts, book),
    )


def shower(desk: Desk) -> Any:
    """How a decision is printed: the pinned keys first."""

    def show(store: Answers, acting: Actor, credential_id: int) -> Record:
        row, case = record_by_id(store, acting, "credential", CREDENTIAL, credential_id)
        found = standing(store, desk, case, row)
        assert found is not None
        told = found.record()
        pinned = ("counts", "code", "reasons", "pirl_type")
        return {
            "credential": credential_id,
            **{name: told.pop(name) for name in pinned},
            **case.keys(),
            **told,
        }

    return show
