"""A week of attendance as a person reads it."""

from wioatrack.actions.results import Listing, Record
from wioatrack.render import text

COLUMNS = ("weekday", "day", "in", "lunch_start", "lunch_end", "out", "hours")
LABELS = {"in": "Check In", "out": "Check Out"}


def told(week: Record, width: int | None = None) -> str:
    """The days as a table, then the total and who vouches for it."""
    listing = Listing("day", week["days"], COLUMNS, labels=LABELS)
    mark = "Not verified"
    if week["verified"]:
        mark = f"Verified by {week['verified_by']} on {week['verified_on']}"
    total = f"Total {week['hours']} hours ({week['minutes']} minutes). {mark}."
    return f"{text.table(listing, width)}\n{text.words(total)}"
