"""The customer's agreement to the plan: asked for, settled, owed (D28)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from json import dumps
from shlex import quote
from typing import TYPE_CHECKING

from wioatrack.actions.cases import Case, day, find_case, record_by_id
from wioatrack.actions.desk import Desk
from wioatrack.actions.documents import keep_document
from wioatrack.actions.filing import Judged, file_record
from wioatrack.actions.portions import portions
from wioatrack.actions.results import Done, Record, Refused
from wioatrack.actions.roles import Actor, Duty, actor
from wioatrack.entries.plans import AgreementEntry
from wioatrack.errors import NotPermitted
from wioatrack.lean import dataclass
from wioatrack.rules import plans as rules
from wioatrack.rules.calendar import Happening, not_in_future
from wioatrack.rules.outcome import Outcome
from wioatrack.store import Answers

if TYPE_CHECKING:
    from wioatrack.store import Store

REQUESTED = "requested"
ONLINE = "online"
UNKNOWN = "unknown"
THESE = "IN (SELECT value FROM json_each(:ids))"
TURNS = """
SELECT application_id, id AS mark, id AS goal, :added AS what, created_on AS "on"
  FROM goal WHERE application_id {THESE} AND NOT prepopulated
UNION ALL
SELECT g.application_id, s.id, g.id, :off_track, s.changed_on
  FROM goal g CROSS JOIN goal_status s ON s.goal_id = g.id
 WHERE g.application_id {THESE} AND s.status = :off_track
""".replace("{THESE}", THESE)
ASKING = {"added": rules.ADDED, "off_track": rules.OFF_TRACK}
BEGUN = """
SELECT application_id, min(created_on) AS begun FROM (
  SELECT application_id, created_on FROM goal
   WHERE application_id {THESE} AND NOT prepopulated
  UNION ALL
  SELECT application_id, created_on FROM service
   WHERE application_id {THESE} AND NOT prepopulated)
 GROUP BY application_id
""".replace("{THESE}", THESE)
AGREEMENTS = (
    "SELECT * FROM plan_agreement WHERE application_id {THESE} ORDER BY id".replace(
        "{THESE}", THESE
    )
)
ONE = "SELECT * FROM plan_agreement WHERE id = :id"
MARKS = """
SELECT (SELECT coalesce(max(id), 0) FROM goal WHERE application_id = :id) AS goals,
       (SELECT coalesce(max(s.id), 0) FROM goal_status s JOIN goal g
            ON g.id = s.goal_id WHERE g.application_id = :id) AS statuses
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the agreement of one case stands."""

    status: str
    owed: rules.Owed | None
    outcome: Outcome

    def record(self) -> Record:
        """As `plan show` prints it."""
        return {
            "status": self.status,
            "owed_since": None if self.owed is None else self.owed.since.isoformat(),
            "because": None if self.owed is None else self.owed.because,
        }


def standing(store: Answers, desk: Desk, case: Case) -> Standing:
    """The agreement of a case as it stands now."""
    [(_, where)] = standings(store, desk, [case.keys()])
    return where


def standings(
    store: Answers, desk: Desk, cases: Sequence[Record]
) -> Iterator[tuple[Record, Standing]]:
    """The agreements of some cases as they stand now, a few hundred at a time.

    Each case names its application_id, application and profile, and comes back with
    where it stands.
    """
    for some in portions(cases):
        ids = dumps([case["application_id"] for case in some])
        begun = {
            row["application_id"]: row["begun"] for row in store.ask(BEGUN, ids=ids)
        }
        turns = by_case(store.ask(TURNS, ids=ids, **ASKING))
        agreements = by_case(store.ask(AGREEMENTS, ids=ids))
        for case in some:
            id = case["application_id"]
            yield (
                case,
                judged(
                    desk,
                    case["application"],
                    case["profile"],
                    begun.get(id),
                    turns.get(id, ()),
                    agreements.get(id, []),
                ),
            )


def judged(
    desk: Desk,
    number: str,
    profile: str,
    begun: str | None,
    turns: Iterable[Record],
    agreements: list[Record],
) -> Standing:
    """The rule's answer, and the status that the screens show."""
    facts = rules.Plan(
        who=quote(number),
        begun=day(begun),
        turns=tuple(turn_of(row) for row in turns),
        settled=tuple(
            settlement_of(row) for row in agreements if row["status"] != REQUESTED
        ),
    )
    outcome = rules.agreement(facts, desk.rulebook(profile))
    owed = rules.owed(facts) if outcome.speaks else None
    last = agreements[-1]["status"] if agreements else UNKNOWN
    if owed is not None and last != REQUESTED:
        last = UNKNOWN
    return Standing(last, owed, outcome)


def turn_of(row: Record) -> rules.Turn:
    """A goal added or gone off track."""
    on = day(row["on"])
    assert on is not None
    return rules.Turn(row["goal"], row["what"], on, row["mark"])


def settlement_of(row: Record) -> rules.Settlement:
    """An agreement on file."""
    on = day(row["date"])
    assert on is not None
    return rules.Settlement(on, row["goal_mark"], row["goal_status_mark"])


def by_case(rows: Iterable[Record]) -> dict[int, list[Record]]:
    """Rows by their application."""
    found: dict[int, list[Record]] = {}
    for row in rows:
        found.setdefault(row["application_id"], []).append(row)
    return found


def request_agreement(desk: Desk, who: str) -> Done | Refused:
    """Ask the customer to agree to the plan as it stands (IS-15)."""

    def judge(store: Answers, acting: Actor) -> Judged[Case]:
        return Judged(find_case(store, acting, who))

    def write(store: "Store", judged: Judged[Case]) -> int:
        return keep(store, judged.facts, REQUESTED, AgreementEntry(how=REQUESTED), desk)

    said = (
        f"The request to agree is on file. Nothing is sent: the customer agrees with "
        f"wioatrack plan agree {who} --how online, or signs what wioatrack plan print "
        f"{who} --out FILE makes."
    )
    return file_record(desk, "plan", judge, write, shown(desk), said=said)


def settle_agreement(desk: Desk, who: str, entry: AgreementEntry) -> Done | Refused:
    """The customer agreed online, signed on paper, or could not be reached (IS-14).

    Customers agree to their own plan, and only online; the other two are for staff.
    """
    with desk.reading() as store:
        acting = actor(store, desk.user)
        own = acting.may(Duty.OWN)
    if own and entry.how != ONLINE:
        raise NotPermitted(
            f"Role {acting.role} may not settle an agreement as {entry.how}.",
            f"wioatrack plan agree {who} --how online",
        )

    def judge(store: Answers, acting: Actor) -> Judged[Case]:
        case = find_case(store, acting, who)
        book = desk.rulebook(case.profile)
        agreed = Happening("Agreed", entry.date or desk.today, desk.today)
        evidence = rules.Evidence(quote(who), entry.how, entry.document is not None)
        outcomes = (not_in_future(agreed, book), rules.signed_copy(evidence, book))
        return Judged(case, outcomes)

    def write(store: "Store", judged: Judged[Case]) -> int:
        return keep(store, judged.facts, entry.how, entry, desk)

    duty = Duty.OWN if own else Duty.RECORD
    said = f"The agreement is settled: {entry.how}."
    return file_record(desk, "plan", judge, write, shown(desk), duty=duty, said=said)


def keep(
    store: "Store", case: Case, status: str, entry: AgreementEntry, desk: Desk
) -> int:
    """File what was asked or agreed, and how far the plan had come by then."""
    from wioatrack.models.agreements import PlanAgreement

    marks = store.one(MARKS, id=case.application_id) or {}
    document_id = None
    if entry.document is not None:
        document_id = keep_document(store, desk, case, entry.document)
    return store.keep(
        PlanAgreement(
            application_id=case.application_id,
            status=status,
            date=entry.date or desk.today,
            document_id=document_id,
            goal_mark=marks["goals"],
            goal_status_mark=marks["statuses"],
        )
    )


def shown(desk: Desk) -> Callable[[Answers, Actor, int], Record]:
    """How a request or an agreement is shown: with what is still owed after it."""

    def show(store: Answers, acting: Actor, agreement_id: int) -> Record:
        row, case = record_by_id(store, acting, "plan", ONE, agreement_id)
        return record_of(case, row) | {
            "agreement": standing(store, desk, case).record()
        }

    return show


def record_of(case: Case, row: Record) -> Record:
    """A request or an agreement as JSON has it."""
    asked = row["status"] == REQUESTED
    return {
        "id": row["id"],
        **case.keys(),
        "status": row["status"],
        "how": None if asked else row["status"],
        "date": row["date"],
        "document": row["document_id"],
        "created_on": row["created_on"],
        "created_by": row["created_by"],
    }
