"""Taking a record away again, where a rule allows it; the log keeps what it was."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, file_record
from wioatrack.actions.results import Done, Record, Refused
from wioatrack.actions.roles import Actor, Duty
from wioatrack.store import Answers

if TYPE_CHECKING:
    from wioatrack.store import Store


def remove_record(
    desk: Desk,
    noun: str,
    judge: Callable[[Answers, Actor], Judged[Record]],
    remove: Callable[["Store", Record], None],
    *,
    duty: Duty = Duty.RECORD,
) -> Done | Refused:
    """Judge, then remove if nothing blocks. The record is shown as it was.

    The facts judged are the record as it is printed, with its `id`.
    """
    gone: list[Record] = []

    def write(store: "Store", judged: Judged[Record]) -> int:
        gone.append(judged.facts)
        remove(store, judged.facts)
        return int(judged.facts["id"])

    def show(store: Answers, acting: Actor, record_id: int) -> Record:
        return gone[-1] | {"removed": True}

    said = f"The {noun} is removed."
    return file_record(desk, noun, judge, write, show, duty=duty, said=said)
