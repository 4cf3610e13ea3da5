"""Taking a command back: who may, what it would break, and what is told of it."""

from collections.abc import Iterable

from wioatrack.actions.changelog import row_of
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import refusal, waived
from wioatrack.actions.ownership import ACCOUNTS, Visibility
from wioatrack.actions.rejudging import REJUDGED, WAIVERS
from wioatrack.actions.results import Done, Record, Refused
from wioatrack.actions.roles import Actor, Duty, Role, actor
from wioatrack.errors import CannotUndo, NotFound, NotPermitted
from wioatrack.rules.outcome import Outcome
from wioatrack.store import Snapshot, Store
from wioatrack.store.history import changes_of, how_many, touched_by

MANAGER = "SELECT 1 FROM user WHERE role = :role LIMIT 1"
# So many changes are listed, and so many named in a sentence; `log` shows them all.
LISTED, NAMED = 100, 10
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
        taken = touched_by(store, target)
        may_undo(store, acting, target, {(noun, id) for noun, id, _ in taken})
        # What it made goes, so nothing needs to be asked of it.
        staying = [(noun, id) for noun, id, first in taken if first != "created"]
        before = blocking(store, desk, acting, staying)
        result = undo(store, target)
        manager_left(store)
        broken = {
            key: outcome
            for key, outcome in blocking(store, desk, acting, staying).items()
            if key not in before
        }
        refused = refusal(broken.values(), {})
        if refused:
            store.rollback_only()
            return refused
        count = how_many(store, result.handle)
        rows = [row_of(entry) for entry in changes_of(store, result.handle, LISTED)]
    return Done(
        "undo",
        {
            "id": int(result.handle),
            "undone": result.undone,
            "count": count,
            "changes": [{name: row[name] for name in TAKEN_BACK} for row in rows],
        },
        undo=result.handle,
        said=f"Took back {result.undone}: {told(rows, count)}.",
    )


def told(rows: list[Record], count: int) -> str:
    """What was done, the first of it by name."""
    named = [f"{row['noun']} {row['record']} {row['kind']}" for row in rows[:NAMED]]
    more = [f"and {count - len(named)} more"] if count > len(named) else []
    return "; ".join([*named, *more])


def blocking(
    store: Store, desk: Desk, acting: Actor, records: Iterable[tuple[str, int]]
) -> dict[tuple[str, int, str], Outcome]:
    """The rules that the records as they stand break, waived ones aside."""
    found = {}
    for noun, record_id in records:
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


def may_undo(
    store: Snapshot, acting: Actor, target: str, records: set[tuple[str, int]]
) -> None:
    """The actor must be one who may do such things, and see what they were done to.

    What somebody else did, only a manager takes back.
    """
    sight = Visibility(store, acting)
    for noun, record_id in sorted(records):
        if not sight.shows(noun, record_id):
            raise NotFound(f"There is no undo handle {target}.", "See `wioatrack log`.")
        if not any(acting.may(duty) for duty in duties(noun)):
            acting.require(duties(noun)[0])
    for entry in changes_of(store, target, 1):
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
