"""What staff do with case notes."""

from datetime import date
from typing import TYPE_CHECKING

from wioatrack.actions.desk import Desk

if TYPE_CHECKING:
    from wioatrack.store import Store


def file_note(
    store: "Store",
    desk: Desk,
    application_id: int,
    *,
    day: date,
    message: str,
    task: str,
    subject: str | None = None,
) -> int:
    """Keep a case note in the transaction of the record that needs it; its id."""
    from wioatrack.models.applications import Note

    return store.keep(
        Note(
            application_id=application_id,
            date=day,
            subject=subject,
            message=message,
            task=task,
            send="save",
            author=desk.user,
            created_at=desk.stamp().moment(),
        )
    )
