"""Days of subsidised employment, which every service of a person shows in total."""

from wioatrack.store import Answers


def total_days_subsidized(store: Answers, participant_id: int) -> int:
    """The days over all worksite placements of a person (IS-45).

    This database keeps no placements yet, so there are none to count.
    """
    return 0
