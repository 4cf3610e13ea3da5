"""Taking a command back: who may, what it would break, and what is told of it."""

from wioatrack.actions.changelog import row_of
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import refusal, waived
from wioatrack.actions.ownership import ACCOUNTS, Visibility
from wioatrack.actions.rejudging import REJUDGED, WAIVERS
from wioatrack.actions.results import Done, Refused
from wioatrack.actions.roles import Actor, Duty, Role, actor
from wioatrack.errors import CannotUndo, NotFound, NotPermitted
from wioatrack.rules.outcome import Outcome
from wioatrack.store import Snapshot, Store
from wioatrack.store.history import Entry, changes_of

MANAGER = "SELECT 1 FROM user WHERE role = :role LIMIT 1"
TAKEN_BACK = ("noun", "record", "kind", "what")
JUDGED_AS = {"gain": "msg", "override_request": "override"}
ANOTHER_S = ("override.second-person", "override.answered")
SETTING_UP = {
    "provider": Duty.SET_UP,
    "program": Duty.SET_UP,
    "program_activity": Duty.SET_UP,
    "program_trait": Duty.SET_UP,
}


def undo_command(desk: Desk, handle: str | None) -> Done | Refused:
    """Take a command back; by default the acting user's last one still standing.

    What comes back is judged like an entry: an undo breaks no rule that the record
    keeps now. The log only grows, so undoing the undo does it again.
    """
    from wioatrack.store.undoing import last_write, numbered, undo

    with desk.writing() as store:
        acting = actor(store, desk.user)
        target = str(last_write(store) if handle is None else numbered(handle))
        taken = changes_of(store, target)
        may_undo(store, acting, taken)
        before = blocking(store, desk, acting, taken)
        result = undo(store, target)
        manager_left(store)
        broken = {
            key: outcome
            for key, outcome in blocking(store, desk, acting, taken).items()
            if key not in before
        }
        refused = refusal(broken.values(), {})
        if refused:
            store.rollback_only()
            return refused
        rows = [row_of(entry) for entry in result.entries]
    told = "; ".join(f"{row['noun']} {row['record']} {row['kind']}" for row in rows)
    return Done(
        "undo",
        {
            "id": int(result.handle),
            "undone": result.undone,
            "changes": [{name: row[name] for name in TAKEN_BACK} for row in rows],
        },
        undo=result.handle,
        said=f"Took back {result.undone}: {told}.",
    )


def blocking(
    store: Store, desk: Desk, acting: Actor, taken: list[Entry]
) -> dict[tuple[str, int, str], Outcome]:
    """The rules that the records as they stand break, waived ones aside."""
    found = {}
    for noun, record_id in {(entry.noun, entry.record_id) for entry in taken}:
        judged_as = JUDGED_AS.get(noun, noun)
        if judged_as not in REJUDGED or not stands(store, noun, record_id):
            continue
        waivers = {
            row["rule"]: row["because"]
            for row in store.ask(WAIVERS, noun=judged_as, id=record_id)
        }
        _, outcomes = REJUDGED[judged_as](store, desk, acting, record_id)
        for outcome in outcomes:
            if outcome.rule in ANOTHER_S or waived(outcome, waivers):
                continue
            if outcome.blocks:
                found[noun, record_id, outcome.rule] = outcome
    return found


def stands(store: Store, noun: str, record_id: int) -> bool:
    """Whether the record is there now."""
    from wioatrack.store.tables import stored

    return stored(store.connection, noun, record_id) is not None


def manager_left(store: Snapshot) -> None:
    """Without a manager nobody could let anybody in again."""
    if store.one(MANAGER, role=str(Role.MANAGER)) is None:
        raise CannotUndo(
            "No manager would be left.", "Make somebody else manager first: user add."
        )


def may_undo(store: Snapshot, acting: Actor, taken: list[Entry]) -> None:
    """The actor must be one who may do such things, and see what they were done to.

    What somebody else did, only a manager takes back.
    """
    sight = Visibility(store, acting)
    for entry in taken:
        if not sight.shows(entry.noun, entry.record_id):
            raise NotFound(
                f"There is no undo handle {entry.handle}.", "See `wioatrack log`."
            )
        if not any(acting.may(duty) for duty in duties(entry.noun)):
            acting.require(duties(entry.noun)[0])
        if entry.user != acting.name and not acting.may(Duty.ADMINISTER):
            raise NotPermitted(
                f"{entry.handle} was done by {entry.user}.",
                f"{entry.user} or a manager may take it back.",
            )


def duties(noun: str) -> tuple[Duty, ...]:
    """The duties one of which the records of a table need."""
    if noun in ACCOUNTS:
        return (Duty.ADMINISTER,)
    if noun.startswith("catalog"):
        return (Duty.CATALOG,)
    if noun.startswith("override"):
        return (Duty.RECORD, Duty.REVIEW)
    if noun in SETTING_UP:
        return (SETTING_UP[noun],)
    return (Duty.RECORD, Duty.OWN)
