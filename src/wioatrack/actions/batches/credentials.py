"""Credentials by the file: looked up, judged and filed many at a time."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from wioatrack.actions.batches.credential_rules import Earned, Judge
from wioatrack.actions.batches.findings import Findings, Found, of_refusal
from wioatrack.actions.batches.foreseen import Cases
from wioatrack.actions.batches.naming import is_id
from wioatrack.actions.batches.nouns import WAIVE, Noun
from wioatrack.actions.batches.parents import FreeNotes, Services
from wioatrack.actions.batches.reading import Read, RowReader
from wioatrack.actions.batches.rows import Row
from wioatrack.actions.batches.single import KNOWN, Single, Verdict
from wioatrack.actions.cases import Case
from wioatrack.actions.credential_facts import origin_of
from wioatrack.actions.credentials import TASK
from wioatrack.actions.desk import Desk
from wioatrack.actions.results import findings_of
from wioatrack.actions.roles import actor
from wioatrack.entries.credentials import CredentialEntry
from wioatrack.errors import NotFound
from wioatrack.rules.outcome import Outcome
from wioatrack.store import Store
from wioatrack.store.bulk import keep_many, next_id

NOTE_COLUMNS = (
    "id", "application_id", "date", "message", "task", "send", "author", "created_at",
)  # fmt: skip
COLUMNS = ("id", "application_id", "type", "type_label", "name", "issuer", "institution",
           "date", "service_id", "source", "verified_by", "work_experience", "office",
           "region", "agency_code", "description", "data_source", "source_id", "note_id",
           "recorded_on", "recorded_by", "updated_on", "updated_by")  # fmt: skip
# The columns that a row is made of, in the order in which it is taken apart.
USED = ("application", "type", "name", "issuer", "institution", "date", "service",
        "source", "verified_by", "work_experience", "office", "region", "agency_code",
        "description", "data_source", "source_id", "note")  # fmt: skip
# What hardly two credentials of a case have in common.
TELLING = ("date", "name", "institution", "source_id")
FIELDS = tuple(CredentialEntry.__dataclass_fields__)
PLACES = ("region", "office", "agency_code")
NO_SERVICE: tuple[None, None] = (None, None)
# What these rows do beside the credential is left to `add` itself.
ONE_BY_ONE = frozenset({"catalog", "document", WAIVE})


class Credentials(Single):
    """Files credentials in bulk; the odd row goes through `add`."""

    at_once = 1_000

    def __init__(
        self,
        noun: Noun,
        desk: Desk,
        store: Store,
        reader: RowReader,
        findings: Findings | None = None,
    ) -> None:
        super().__init__(noun, desk, store, reader, findings)
        self._cases = Cases(store, actor(store, desk.user))
        self._judges: dict[str, Judge] = {}
        self._services = Services(store)
        self._notes = FreeNotes(store, TASK)
        self._recorded: set[int] = set()
        self._pending: list[tuple[Any, ...]] = []
        self._new_notes: list[tuple[Any, ...]] = []
        self._next = self._next_note = 0
        self._days: dict[date, str] = {}
        self._filled: dict[tuple[Any, ...], frozenset[str]] = {}
        self._advice: dict[str, Found] = {}
        day, user = desk.stamp().day().isoformat(), desk.user
        self._stamps = (day, user, day, user)

    def file(self, rows: Sequence[Row]) -> Iterable[Verdict]:
        """For each row the id of its record, or none, and what there is to say."""
        if not rows:
            return []
        read = self.reader.read(rows)
        self._look_up(read)
        odd = set(read.faulty)
        for name in ONE_BY_ONE:
            odd.update(at for at, one in enumerate(read.column(name)) if one)
        odd.update(
            at
            for at, words in enumerate(read.column("service"))
            if words is not None and not is_own_id(words)
        )
        if odd and not self.records.nothing:
            self.records.look_ahead(self.reader.leads([rows[at] for at in odd]))
        filled = read.filled(FIELDS)
        columns = zip(*[read.column(name) for name in USED], strict=True)
        verdicts: list[Verdict] = []
        for at, values in enumerate(columns):
            if at in read.faulty:
                verdicts.append(self.file_one(rows[at]))
            elif at in odd:
                verdicts.append(self._file_by_add(rows[at]))
            else:
                verdicts.append(self._file_quickly(rows[at], values, filled[at]))
        self._flush()
        return verdicts

    def _look_up(self, read: Read) -> None:
        """Cases, services and free notes of these rows."""
        words = {one for one in read.column("application") if isinstance(one, str)}
        self._cases.look_up(words)
        found = (self._cases.known[word] for word in words)
        cases = {case.application_id for case in found if isinstance(case, Case)}
        self._services.look_up(
            {one for one in read.column("service") if one and is_own_id(one)}
        )
        self._notes.look_up(cases)
        self._look_again(read)
        self._foresee()

    def _look_again(self, read: Read) -> None:
        """What the rows may say that is on file: what TELLING is alike."""
        if self.records.nothing:
            return
        columns = zip(*[read.column(name) for name in TELLING], strict=True)
        told = {
            (case.application_id, received.isoformat(), *more)
            for who, (received, *more) in zip(
                read.column("application"), columns, strict=True
            )
            if isinstance(case := self._cases.known.get(who), Case)
            and isinstance(received, date)
        }
        self._recorded = self.records.alike(TELLING, told)
        self.records.learn(self._recorded)

    def _foresee(self) -> None:
        """The ids that the next records will get."""
        self._next = next_id(self.store, "credential")
        self._next_note = next_id(self.store, "note")

    def _file_quickly(
        self, row: Row, values: tuple[Any, ...], filled: frozenset[str]
    ) -> Verdict:
        """One row, by what is known of all of them; `values` are those of USED."""
        (who, type_given, name, issuer, institution, received, service_words, source,
         verified_by, experience, office, region, agency_code, description, data_source,
         source_id, message) = values  # fmt: skip
        case = self._cases.known[who]
        if isinstance(case, NotFound):
            return self._nobody(row, case)
        if case.application_id in self._recorded:
            entry = CredentialEntry(**entered(values))
            if self.records.claims_under(case.application_id, entry):
                return KNOWN, []
        judge = self._judge(case.profile)
        service = None
        if service_words:
            service, application = self._services.found(service_words) or NO_SERVICE
            if application != case.application_id:
                return self._other_service(row, case, int(service_words))
        meant = judge.meant(case, type_given, name, issuer)
        noted = bool(message) or self._notes.are_there(case.application_id)
        there = self._there(case, filled)
        earned = Earned(name, issuer, received, there, service, noted)
        said = judge.outcomes(case, meant, earned)
        if said and any(outcome.blocks for outcome in said):
            return None, self._told(row, said, None)
        number = self._next
        self._next += 1
        day = self._days.get(received) or self._days.setdefault(
            received, received.isoformat()
        )
        self._pending.append(
            (
                number,
                case.application_id,
                meant.type.code,
                meant.type.entered,
                name,
                issuer,
                institution,
                day,
                service and service[0],
                source,
                verified_by,
                None if experience is None else int(experience),
                office or case.office,
                region or case.region,
                agency_code or case.agency_code,
                description,
                data_source,
                source_id,
                self._note(case, day, message),
                *self._stamps,
            )
        )
        return number, self._told(row, said, number) if said else []

    def _judge(self, profile: str) -> Judge:
        judge = self._judges.get(profile)
        if judge is None:
            book = self.desk.rulebook(profile)
            judge = self._judges[profile] = Judge(self.store, book, self.desk.today)
        return judge

    def _there(self, case: Case, filled: frozenset[str]) -> frozenset[str]:
        """The fields with a value, the application's own places among them."""
        key = (filled, not case.region, not case.office, not case.agency_code)
        known = self._filled.get(key)
        if known is None:
            own = {name for name in PLACES if getattr(case, name)}
            known = self._filled[key] = filled | own
        return known

    def _note(self, case: Case, day: str, message: str | None) -> int | None:
        """The case note that the credential uses up, or its own."""
        if not message:
            return self._notes.take(case.application_id)
        number = self._next_note
        self._next_note += 1
        user, moment = self.desk.user, self.desk.stamp().moment()
        self._new_notes.append(
            (number, case.application_id, day, message, TASK, "save", user, moment)
        )
        return number

    def _flush(self) -> None:
        """Write what was judged so far."""
        if self._new_notes:
            keep_many(self.store, "note", NOTE_COLUMNS, self._new_notes)
        if self._pending:
            keep_many(self.store, "credential", COLUMNS, self._pending)
        self._new_notes, self._pending = [], []

    def _told(
        self, row: Row, said: Sequence[Outcome], record_id: int | None
    ) -> list[Found]:
        """What the rules say of the row, as `add` says it.

        Advice that is no longer listed is only counted, so its words do not matter.
        """
        if record_id is not None and all(
            self.findings.enough(outcome.rule) and outcome.rule in self._advice
            for outcome in said
        ):
            return [self._advice[outcome.rule] for outcome in said]
        words = self.reader.words(row)
        found = [self.told(finding, words) for finding in findings_of(said)]
        if record_id is not None:
            self._advice |= {one.rule: one for one in found}
        return self.numbered(found, record_id)

    def _nobody(self, row: Row, error: NotFound) -> Verdict:
        words = self.reader.words(row)
        return None, [
            of_refusal(error, "application", self.value("application", words))
        ]

    def _other_service(self, row: Row, case: Case, number: int) -> Verdict:
        """A service of the person's other application; else the words of `add`."""
        try:
            origin_of(self.store, case, number)
        except NotFound as error:
            value = self.value("service", self.reader.words(row))
            return None, [of_refusal(error, "service", value)]
        return self._file_by_add(row)

    def _file_by_add(self, row: Row) -> Verdict:
        """One row by `add` itself, which may use up what was foreseen."""
        self._flush()
        verdict = self.file_one(row)
        self._notes.look_again()
        self._foresee()
        return verdict


def entered(values: tuple[Any, ...]) -> dict[str, Any]:
    """The fields of the entry that these values of USED make."""
    fields = {n: v for n, v in zip(USED, values, strict=True) if v is not None}
    del fields["application"]
    if "service" in fields:
        fields["service"] = int(fields["service"])
    return fields


def is_own_id(words: str) -> bool:
    """Whether a service is named by its id as the database has it."""
    return is_id(words) and words[0] != "0"
