"""What scripts read: JSON on stdout, CSV with cells guarded against formulas."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from wioatrack.actions.results import Checklist, Done, Finding, Listing, Refused
from wioatrack.entries.cells import FORMULA as FORMULA
from wioatrack.entries.cells import guarded as guarded
from wioatrack.entries.cells import joined
from wioatrack.entries.cells import unguarded as unguarded

ITEM_LABELS = {"label": "Action item"}


def as_json(value: Any) -> str:
    """JSON in ASCII, so that no terminal or encoding can spoil it."""
    return json.dumps(value, indent=2, ensure_ascii=True)


def done(result: Done) -> dict[str, Any]:
    """The record's own keys, the undo handle, and what did not block it."""
    return result.record | {
        "undo": result.undo,
        "findings": findings(result.findings),
    }


def refused(result: Refused) -> dict[str, Any]:
    return {"error": result.error, "findings": findings(result.findings)}


def findings(found: Iterable[Finding]) -> list[dict[str, Any]]:
    rows = [asdict(finding) for finding in found]
    for row in rows:
        del row["date_style"]
    return rows


def checklist(answer: Checklist) -> dict[str, Any]:
    """The exit checklist: every box, and what keeps it open."""
    return {
        "application": answer.application,
        "ready": answer.ready,
        **answer.days,
        "items": [asdict(item) for item in answer.items],
    }


def items(answer: Checklist) -> dict[str, Any]:
    """The summary's lines: result and status are two answers."""
    rows = listing_of(answer).rows
    return {"application": answer.application, **answer.days, "items": rows}


def listing_of(answer: Checklist) -> Listing:
    """The lines as rows."""
    rows = [
        {"item": i.item, "label": i.label, "result": i.result, "status": i.status}
        for i in answer.items
    ]
    return Listing("item", rows, ("label", "result", "status"), labels=ITEM_LABELS)


def as_csv(listing: Listing) -> str:
    """The rows as CSV (RFC 4180) with a header, values as JSON prints them.

    The header is the same with rows and without.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front;
    numbers, also negative ones, stay as they are. Imports take the apostrophe off.
    """
    import csv
    import io

    columns = listing.keys or listing.columns
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in listing.rows:
        writer.writerow([cell(row.get(column)) for column in columns])
    return out.getvalue()


def cell(value: Any) -> str:
    """One value as a CSV cell."""
    if type(value) is str:
        return guarded(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, Sequence) and all(isinstance(item, str) for item in value):
        return guarded(joined(value))
    if isinstance(value, Mapping | Sequence):
        return guarded(json.dumps(value, ensure_ascii=True))
    return guarded(str(value))
