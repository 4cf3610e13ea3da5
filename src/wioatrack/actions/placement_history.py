"""The status history of a placement, read from the change log (IS-95)."""

from datetime import date
from typing import Any

from wioatrack.actions.cases import case_by_id, day
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import iso
from wioatrack.actions.listing import Page, paged
from wioatrack.actions.placement_records import row_of
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.service_records import reader
from wioatrack.rules.subsidized import Away, Subsidy, counted, days
from wioatrack.store import Answers, Snapshot
from wioatrack.store.history import Entry, history

SHOWN = ("status", "start", "inactive", "return", "subsidized_start", "subsidized_end",
         "end", "total_days_subsidized", "updated_on", "updated_by")  # fmt: skip
LABELS = {
    "inactive": "Inactive date", "return": "Return date",
    "total_days_subsidized": "Total days subsidized",
    "updated_on": "Updated date", "updated_by": "Updated by",
}  # fmt: skip
OF_SERVICE = ("status", "start", "planned_start", "end")
OF_PLACEMENT = ("subsidized_start", "subsidized_end")
SPELLS = """
SELECT DISTINCT c.record_id AS id FROM change c
  JOIN change_payload b ON b.seq = c.seq
 WHERE c.noun = 'placement_away' AND c.kind = 'created'
   AND json_extract(b.body, '$.after.placement_id') = :id
"""


def placement_history(desk: Desk, placement_id: int, page: Page) -> Listing:
    """Each status with its days, oldest first, and who made it so.

    What an earlier line counts ends where the next one begins; the last counts to today.
    """
    with desk.reading() as store:
        row = row_of(store, placement_id)
        case_by_id(store, reader(store, desk), "placement", row)
        lines = lines_of(entries(store, placement_id, row["service_id"]))
        ends = [date.fromisoformat(line["updated_on"]) for line in lines[1:]]
    rows = [
        shown(line, until)
        for line, until in zip(lines, [*ends, desk.today], strict=True)
    ]
    return Listing("placement", paged(rows, page, SHOWN), SHOWN, labels=LABELS)


def entries(store: Answers, placement_id: int, service_id: int) -> list[Entry]:
    """What was logged of the placement, its service and its spells, oldest first."""
    assert isinstance(store, Snapshot)
    records = [("service", service_id), ("placement", placement_id)]
    records += [
        ("placement_away", row["id"]) for row in store.ask(SPELLS, id=placement_id)
    ]
    found = [entry for record in records for entry in history(store, *record)]
    return sorted(found, key=lambda entry: entry.seq)


def lines_of(found: list[Entry]) -> list[dict[str, Any]]:
    """One line for each command that changed what the history shows."""
    lines: list[dict[str, Any]] = []
    state: dict[str, Any] = {"away": {}}
    for place, entry in enumerate(found):
        state = moved(state, entry)
        if entry.after and "updated_on" in entry.after:
            state |= {name: entry.after[name] for name in ("updated_on", "updated_by")
                      if name in entry.after}  # fmt: skip
        last = place + 1 == len(found) or found[place + 1].handle != entry.handle
        if last and (not lines or facts(state) != facts(lines[-1])):
            lines.append(dict(state))
    return lines


def moved(state: dict[str, Any], entry: Entry) -> dict[str, Any]:
    """The state after one logged change."""
    after = entry.after or {}
    if entry.noun == "placement_away":
        away = dict(state["away"])
        if entry.kind == "removed":
            away.pop(entry.record_id, None)
        else:
            away[entry.record_id] = away.get(entry.record_id, {}) | after
        return state | {"away": away, "updated_by": entry.user}
    names = OF_SERVICE if entry.noun == "service" else OF_PLACEMENT
    return state | {name: after[name] for name in names if name in after}


def facts(state: dict[str, Any]) -> tuple[Any, ...]:
    """What a line of the history is told apart by."""
    spells = tuple(
        (spell.get("inactive_on"), spell.get("returned_on"))
        for spell in state["away"].values()
    )
    return (*(state.get(name) for name in (*OF_SERVICE, *OF_PLACEMENT)), spells)


def shown(state: dict[str, Any], until: date) -> Record:
    """One line as JSON has it."""
    away = tuple(
        Away(date.fromisoformat(spell["inactive_on"]), day(spell.get("returned_on")))
        for spell in state["away"].values()
    )
    start = state.get("start") or state.get("planned_start")
    subsidy = Subsidy(
        state["status"],
        day(start),
        day(state.get("end")),
        day(state.get("subsidized_start")),
        day(state.get("subsidized_end")),
        away,
    )
    return {
        "status": state["status"],
        "start": start,
        "inactive": iso(away[-1].inactive_on) if away else None,
        "return": iso(away[-1].returned_on) if away else None,
        "subsidized_start": state.get("subsidized_start") or start,
        "subsidized_end": state.get("subsidized_end"),
        "end": state.get("end"),
        "total_days_subsidized": days(counted(subsidy, until)),
        "updated_on": state["updated_on"],
        "updated_by": state["updated_by"],
    }
