"""The activity that a service on file is of."""

from wioatrack.actions.results import Record
from wioatrack.rulebooks import Activity, load_activities


def stored_activity(row: Record) -> Activity:
    """The activity that is on file; one whose set has lost it keeps its own label."""
    known = load_activities(row["activity_set"]).get(row["activity"])
    return known or Activity(
        set=row["activity_set"],
        code=row["activity"],
        name=row["activity_label"] or row["activity"],
        group=row["activity_group"] or "",
    )
