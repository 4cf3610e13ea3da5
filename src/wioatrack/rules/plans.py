"""Whether the customer has agreed to the plan as it stands."""

from datetime import date

from wioatrack.lean import dataclass
from wioatrack.rules.outcome import Outcome, incomplete, met, not_applicable, not_met
from wioatrack.rules.registry import rule
from wioatrack.rules.rulebook import Rulebook

ADDED = "added"
OFF_TRACK = "off-track"
SAID = {ADDED: "was added", OFF_TRACK: "went off track"}
FIRST_PLAN = "The first plan is not agreed to"


@dataclass(frozen=True, slots=True)
class Turn:
    """A goal that staff added, or one that went off track, as `what` says.

    `mark` says in which order: the record's id among those of its kind.
    """

    goal: int
    what: str
    on: date
    mark: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """An agreement of a day, and how far it went: the newest records it covers."""

    on: date
    goal_mark: int
    status_mark: int

    def covers(self, turn: Turn) -> bool:
        """Whether the turn was there to be agreed to.

        Both the day and the order count, so that what is added later on the same day
        is not covered, nor what was added after a day that is entered afterwards.
        """
        newest = self.goal_mark if turn.what == ADDED else self.status_mark
        return turn.on <= self.on and turn.mark <= newest


@dataclass(frozen=True, slots=True)
class Plan:
    """What asks for the customer's agreement, and what was agreed to.

    `begun` is the day of the first goal or service that staff put into it.
    """

    who: str
    begun: date | None
    turns: tuple[Turn, ...] = ()
    settled: tuple[Settlement, ...] = ()


@dataclass(frozen=True, slots=True)
class Owed:
    """Since when agreement is owed, and for what."""

    since: date
    because: str


def owed(plan: Plan) -> Owed | None:
    """What the customer has yet to agree to; None: nothing."""
    reasons: list[tuple[date, str]] = []
    if plan.begun is not None and not plan.settled:
        reasons.append((plan.begun, FIRST_PLAN))
    for turn in sorted(plan.turns, key=lambda turn: (turn.on, turn.goal)):
        if not any(one.covers(turn) for one in plan.settled):
            done = f"goal {turn.goal} {SAID[turn.what]} on {turn.on}"
            reasons.append((turn.on, done))
    if not reasons:
        return None
    words = "; ".join(text for _, text in reasons)
    return Owed(min(day for day, _ in reasons), words[:1].upper() + words[1:] + ".")


@rule(
    "plan.agreement",
    asks="Has the customer agreed to the plan as it stands?",
    cites=("isets-iep-agreement", "isets-iep-goals"),
    fix="wioatrack plan request {who}",
)
def agreement(facts: Plan, book: Rulebook) -> Outcome:
    """IS-13, IS-14, D28: the first plan, each new goal, each goal gone off track.

    Owed from the day on which it happened; never a bar to other work. What was in the
    plan from the start, put there by nobody, asks for no agreement.
    """
    due = owed(facts)
    if due is not None:
        return not_met(f"Agreement is owed since {due.since}. {due.because}")
    if facts.settled:
        return met(f"Settled on {max(one.on for one in facts.settled)}.")
    return not_applicable("Nobody has put anything into the plan yet.")


@dataclass(frozen=True, slots=True)
class Evidence:
    """How an agreement was settled, and whether the signed paper is kept."""

    who: str
    how: str
    document: bool


@rule(
    "plan.signed-copy",
    asks="Is the signed copy of the plan on file?",
    cites=("isets-iep-agreement",),
    fix="wioatrack plan agree {who} --how signed --document FILE",
)
def signed_copy(facts: Evidence, book: Rulebook) -> Outcome:
    """IS-12: the signed paper is the evidence that the customer took part."""
    if facts.how != "signed":
        return not_applicable(f"Settled as {facts.how}, without paper.")
    if not facts.document:
        return incomplete("The signed copy is not on file.", "document")
    return met("The signed copy is on file.")
