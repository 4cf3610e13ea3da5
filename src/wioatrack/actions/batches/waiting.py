"""Credentials that were judged and wait to be written, column by column."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from wioatrack.actions.batches.reading import Read
from wioatrack.actions.cases import Case
from wioatrack.actions.credentials import TASK
from wioatrack.actions.desk import Desk
from wioatrack.entries.kinds import Labelled
from wioatrack.store import Store
from wioatrack.store.bulk import Columns, keep_many, next_id

# What a row says and is kept as it stands.
AS_READ = ("name", "issuer", "institution", "source", "verified_by", "description",
           "data_source", "source_id")  # fmt: skip
# So many are written together.
TOGETHER = 1_000
# Where a row says nothing, the application does.
PLACES = ("region", "office", "agency_code")


class Waiting:
    """Credentials of one portion of rows, and the case notes that they bring.

    They have their ids before they are written.
    """

    def __init__(self, desk: Desk, store: Store) -> None:
        self._desk, self._store = desk, store
        self._read = Read(0, {}, set())
        # The row's place, the id, whose it is, its type, its service and its note.
        self._made: list[tuple[int, int, Case, Labelled, int | None, int | None]] = []
        self._notes: list[tuple[int, int, str, str]] = []
        self._next = self._next_note = 0

    def begin(self, read: Read) -> None:
        """The rows that the places are counted in."""
        self._read = read
        if not self._next:
            self.foresee()

    def foresee(self) -> None:
        """Ask which ids come next: others made records of their own."""
        self._next = next_id(self._store, "credential")
        self._next_note = next_id(self._store, "note")

    def add(
        self,
        at: int,
        case: Case,
        type: Labelled,
        service_id: int | None,
        note_id: int | None,
    ) -> int:
        """The credential of the row at that place; its id."""
        number = self._next
        self._next += 1
        self._made.append((at, number, case, type, service_id, note_id))
        if len(self._made) == TOGETHER:
            self.flush()
        return number

    def add_note(self, case: Case, received: date, message: str) -> int:
        """The case note that a credential brings with it; its id."""
        number = self._next_note
        self._next_note += 1
        day = received.isoformat()
        self._notes.append((number, case.application_id, day, message))
        return number

    def flush(self) -> None:
        """Write all of them."""
        if self._notes:
            keep_many(self._store, "note", self._notes_made())
        if self._made:
            keep_many(self._store, "credential", self._credentials_made())
        self._notes, self._made = [], []

    def _notes_made(self) -> Columns:
        """The new case notes, column by column in stored form."""
        count = len(self._notes)
        numbers, cases, days, messages = zip(*self._notes, strict=True)
        always = {
            "task": TASK,
            "send": "save",
            "author": self._desk.user,
            "created_at": self._desk.stamp().moment(),
        }
        return {
            "id": numbers,
            "application_id": cases,
            "date": days,
            "message": messages,
        } | {name: [value] * count for name, value in always.items()}

    def _credentials_made(self) -> Columns:
        """The new credentials, column by column in stored form."""
        places, numbers, cases, types, services, notes = zip(*self._made, strict=True)
        count = len(places)
        read = self._read.only(places)
        day, user = self._desk.stamp().day().isoformat(), self._desk.user
        columns: dict[str, Sequence[Any]] = {
            "id": numbers,
            "application_id": [case.application_id for case in cases],
            "type": [type.code for type in types],
            "type_label": [type.entered for type in types],
            "date": [received.isoformat() for received in read.column("date")],
            "service_id": services,
            "note_id": notes,
            "work_experience": [
                None if yes is None else int(yes)
                for yes in read.column("work_experience")
            ],
        }
        columns |= {name: read.column(name) for name in AS_READ}
        for name in PLACES:
            own = map(attrgetter(name), cases)
            columns[name] = [
                a or b for a, b in zip(read.column(name), own, strict=True)
            ]
        stamps = {"recorded_on": day, "updated_on": day, "recorded_by": user,
                  "updated_by": user}  # fmt: skip
        return columns | {name: [value] * count for name, value in stamps.items()}
