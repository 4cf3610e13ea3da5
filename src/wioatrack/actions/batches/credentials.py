"""Credentials by the file: looked up, judged and filed many at a time."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from wioatrack.actions.batches.credential_rules import Judge, Service
from wioatrack.actions.batches.findings import Found, of_refusal
from wioatrack.actions.batches.foreseen import Cases
from wioatrack.actions.batches.nouns import WAIVE, Noun
from wioatrack.actions.batches.reading import RowReader
from wioatrack.actions.batches.rows import Row
from wioatrack.actions.batches.single import Single, Verdict
from wioatrack.actions.cases import Case
from wioatrack.actions.credential_facts import origin_of
from wioatrack.actions.credentials import TASK
from wioatrack.actions.desk import Desk
from wioatrack.actions.results import findings_of
from wioatrack.actions.roles import actor
from wioatrack.errors import NotFound
from wioatrack.rules.outcome import Outcome
from wioatrack.store import Store
from wioatrack.store.bulk import keep_many, next_id

SERVICES = """
SELECT s.id, s.status, s.wioa_funded, a.participant_id
  FROM service s JOIN application a ON a.id = s.application_id
 WHERE s.id IN (SELECT value FROM json_each(:ids))
"""
FREE_NOTES = """
SELECT n.application_id, n.id FROM note n
 WHERE n.application_id IN (SELECT value FROM json_each(:ids)) AND n.task = :task
   AND NOT EXISTS (SELECT 1 FROM credential c WHERE c.note_id = n.id)
 ORDER BY n.date DESC, n.id DESC
"""
NOTE_COLUMNS = (
    "id", "application_id", "date", "message", "task", "send", "author", "created_at",
)  # fmt: skip
COLUMNS = ("id", "application_id", "type", "type_label", "name", "issuer", "institution",
           "date", "service_id", "source", "verified_by", "work_experience", "office",
           "region", "agency_code", "description", "data_source", "source_id", "note_id",
           "recorded_on", "recorded_by", "updated_on", "updated_by")  # fmt: skip
# What these rows do beside the credential is left to `add` itself.
ONE_BY_ONE = frozenset({"catalog", "document", WAIVE})


class Credentials(Single):
    """Files credentials in bulk; the odd row goes through `add`."""

    def __init__(self, noun: Noun, desk: Desk, store: Store, reader: RowReader) -> None:
        super().__init__(noun, desk, store, reader)
        self._cases = Cases(store, actor(store, desk.user))
        self._judges: dict[str, Judge] = {}
        self._services: dict[int, tuple[Service, int]] = {}
        self._notes: dict[int, list[int]] = {}
        self._pending: list[tuple[Any, ...]] = []
        self._new_notes: list[tuple[Any, ...]] = []
        self._next = self._next_note = 0
        day, user = desk.stamp().day().isoformat(), desk.user
        self._stamps = (day, user, day, user)

    def file(self, rows: Sequence[Row]) -> Iterable[Verdict]:
        """For each row the id of its record, or none, and what there is to say."""
        read = [None if row.wrong else self.reader.values(row) for row in rows]
        self._look_up([values for values in read if values is not None])
        verdicts: list[Verdict] = []
        for row, values in zip(rows, read, strict=True):
            if values is None:
                verdicts.append(self.file_one(row))
            elif ONE_BY_ONE & values.keys() or not self._plain_service(values):
                self._flush()
                verdicts.append(self.file_one(row))
                self._foresee()
            else:
                verdicts.append(self._file_quickly(row, values))
        self._flush()
        return verdicts

    def _look_up(self, rows: list[dict[str, Any]]) -> None:
        """Cases, services and free notes of these rows, in three questions."""
        self._cases.look_up(values["application"] for values in rows)
        found = (self._cases.known[values["application"]] for values in rows)
        cases = {case.application_id for case in found if isinstance(case, Case)}
        ids = {int(values["service"]) for values in rows if self._plain_service(values)
               and "service" in values}  # fmt: skip
        listed = {"ids": json.dumps(sorted(ids))}
        self._services = {
            number: ((number, status, as_yes_no(funded)), person)
            for number, status, funded, person in self.store.connection.execute(
                SERVICES, listed
            )
        }
        self._applications = json.dumps(sorted(cases))
        self._foresee()

    def _foresee(self) -> None:
        """What the database has that rows use up, and the ids they will get."""
        self._notes = {}
        for row in self.store.ask(FREE_NOTES, ids=self._applications, task=TASK):
            self._notes.setdefault(row["application_id"], []).append(row["id"])
        self._next = next_id(self.store, "credential")
        self._next_note = next_id(self.store, "note")

    @staticmethod
    def _plain_service(values: dict[str, Any]) -> bool:
        """Whether the service is named by its id, if at all."""
        words = values.get("service", "1")
        return bool(words.isascii() and words.isdigit() and len(words) < 10)

    def _file_quickly(self, row: Row, values: dict[str, Any]) -> Verdict:
        """One row, by what is known of all of them."""
        case = self._cases.known[values["application"]]
        if isinstance(case, NotFound):
            return self._nobody(row, case)
        judge = self._judges.get(case.profile)
        if judge is None:
            book = self.desk.rulebook(case.profile)
            judge = self._judges[case.profile] = Judge(
                self.store, book, self.desk.today
            )
        service = None
        if "service" in values:
            number = int(values["service"])
            service, person = self._services.get(number, (None, None))
            if person != case.participant_id:
                return self._no_service(row, case, number)
        meant = judge.meant(case, values)
        free = self._notes.get(case.application_id)
        said = [
            outcome
            for outcome in judge.outcomes(
                case, values, meant, service, bool(free or values.get("note"))
            )
            if outcome is not None
        ]
        if any(outcome.blocks for outcome in said):
            return None, self._told(row, said, None)
        number = self._next
        self._next += 1
        self._pending.append(
            (
                number,
                case.application_id,
                meant.type.code,
                meant.type.entered,
                values.get("name"),
                values.get("issuer"),
                values.get("institution"),
                values["date"].isoformat(),
                None if service is None else service[0],
                values.get("source"),
                values.get("verified_by"),
                as_number(values.get("work_experience")),
                values.get("office") or case.office,
                values.get("region") or case.region,
                values.get("agency_code") or case.agency_code,
                values.get("description"),
                values.get("data_source"),
                values.get("source_id"),
                self._note(case, values, free),
                *self._stamps,
            )
        )
        return number, self._told(row, said, number) if said else []

    def _note(
        self, case: Case, values: dict[str, Any], free: list[int] | None
    ) -> int | None:
        """The case note that the credential uses up, or its own."""
        message = values.get("note")
        if message:
            number = self._next_note
            self._next_note += 1
            self._new_notes.append(
                (
                    number,
                    case.application_id,
                    values["date"].isoformat(),
                    message,
                    TASK,
                    "save",
                    self.desk.user,
                    self.desk.stamp().moment(),
                )
            )
            return number
        return free.pop() if free else None

    def _flush(self) -> None:
        """Write what was judged so far."""
        from wioatrack.models.applications import Note
        from wioatrack.models.credentials import Credential

        if self._new_notes:
            keep_many(self.store, Note, NOTE_COLUMNS, self._new_notes)
        if self._pending:
            keep_many(self.store, Credential, COLUMNS, self._pending)
        self._new_notes, self._pending = [], []

    def _told(
        self, row: Row, said: Iterable[Outcome], record_id: int | None
    ) -> list[Found]:
        """What the rules say of the row, as `add` says it."""
        words = self.reader.words(row)
        found = [self.told(finding, words) for finding in findings_of(said)]
        return self.numbered(found, record_id)

    def _nobody(self, row: Row, error: NotFound) -> Verdict:
        words = self.reader.words(row)
        return None, [
            of_refusal(error, "application", self.value("application", words))
        ]

    def _no_service(self, row: Row, case: Case, number: int) -> Verdict:
        """The refusal in the words of `add`."""
        try:
            origin_of(self.store, case, number)
        except NotFound as error:
            value = self.value("service", self.reader.words(row))
            return None, [of_refusal(error, "service", value)]
        return self.file_one(row)


def as_yes_no(stored: int | None) -> bool | None:
    return None if stored is None else bool(stored)


def as_number(value: bool | None) -> int | None:
    return None if value is None else int(value)
