"""Credentials by the file: looked up, judged and filed many at a time."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from wioatrack.actions.batches.credential_rules import REMEMBERED, Earned, Judge
from wioatrack.actions.batches.findings import Findings, Found, of_refusal
from wioatrack.actions.batches.foreseen import Cases
from wioatrack.actions.batches.naming import is_id
from wioatrack.actions.batches.nouns import WAIVE, Noun
from wioatrack.actions.batches.parents import FreeNotes, Services
from wioatrack.actions.batches.reading import Read, RowReader
from wioatrack.actions.batches.rows import Row
from wioatrack.actions.batches.single import KNOWN, Single, Verdict
from wioatrack.actions.batches.waiting import PLACES, Waiting
from wioatrack.actions.cases import Case
from wioatrack.actions.credential_facts import origin_of
from wioatrack.actions.credentials import TASK
from wioatrack.actions.desk import Desk
from wioatrack.actions.results import findings_of
from wioatrack.actions.roles import actor
from wioatrack.entries.credentials import CredentialEntry
from wioatrack.entries.kinds import Labelled
from wioatrack.errors import NotFound
from wioatrack.rules.outcome import Outcome
from wioatrack.store import Store

# What is asked of each row, beside whose it is and which fields it has.
ASKED = ("type", "name", "issuer", "date", "service", "note")
# What hardly two credentials of a case have in common.
TELLING = ("date", "name", "institution", "source_id")
FIELDS = tuple(CredentialEntry.__dataclass_fields__)
# What these rows do beside the credential is left to `add` itself.
ONE_BY_ONE = frozenset({"catalog", "document", WAIVE})


class Credentials(Single):
    """Files credentials in bulk; the odd row goes through `add`."""

    # Long enough that most of what is judged is written behind: looking up waits.
    at_once = 5_000

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
        self._read = Read(0, {}, set())
        self._waiting = Waiting(desk, store)
        self._filled: dict[tuple[Any, ...], frozenset[str]] = {}
        self._advice: dict[tuple[str, str], Found] = {}

    def file(self, rows: Sequence[Row]) -> Iterable[Verdict]:
        """For each row the id of its record, or none, and what there is to say."""
        if not rows:
            return []
        read = self.reader.read(rows)
        self._look_up(read)
        odd = self._odd(read)
        if (odd or read.faulty) and not self.records.nothing:
            strange = [rows[at] for at in sorted(odd | read.faulty)]
            self.records.look_ahead(self.reader.leads(strange))
        self._read = read
        found = map(self._cases.known.get, read.column("application"))
        asked = zip(found, *map(read.column, ASKED), read.filled(FIELDS), strict=True)
        verdicts: list[Verdict] = []
        for at, (case, *told) in enumerate(asked):
            if at in read.faulty:
                verdicts.append(self.file_one(rows[at]))
            elif at in odd:
                verdicts.append(self._file_by_add(rows[at], case))
            elif isinstance(case, Case):
                verdicts.append(self._file_quickly(rows[at], at, case, *told))
            else:
                verdicts.append(self._nobody(rows[at], case))
        self._waiting.flush()
        return verdicts

    def _odd(self, read: Read) -> set[int]:
        """The rows that are left to `add` itself."""
        odd: set[int] = set()
        for name in ONE_BY_ONE & read.columns.keys():
            odd.update(at for at, one in enumerate(read.column(name)) if one)
        named = read.column("service")
        strange = {one for one in set(named) if one is not None and not is_own_id(one)}
        if strange:
            odd.update(at for at, words in enumerate(named) if words in strange)
        return odd

    def whose(self, lead: str, words: str) -> object:
        """Whom the words name, by what was looked up for all rows."""
        case = self._cases.known.get(words)
        if isinstance(case, NotFound):
            raise case
        return case or super().whose(lead, words)

    def _look_up(self, read: Read) -> None:
        """Cases, services and free notes of these rows."""
        words = {one for one in read.column("application") if isinstance(one, str)}
        self._cases.look_up(words)
        found = (self._cases.known[word] for word in words)
        cases = {case.application_id for case in found if isinstance(case, Case)}
        named = set(read.column("service"))
        self._services.look_up(one for one in named if one and is_own_id(one))
        self._notes.look_up(cases)
        self._look_again(read)
        self._waiting.begin(read)

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

    def _file_quickly(
        self,
        row: Row,
        at: int,
        case: Case,
        type: Labelled,
        name: str | None,
        issuer: str | None,
        received: date,
        service_words: str | None,
        message: str | None,
        filled: frozenset[str],
    ) -> Verdict:
        """One row, the one at that place, by what is known of all of them."""
        if case.application_id in self._recorded:
            entry = CredentialEntry(**self._entered(at))
            if self.records.claims_under(case.application_id, entry):
                return KNOWN, ()
        service_id = state = None
        if service_words:
            service = self._services.known.get(service_words)
            if service is None or service[-1] != case.application_id:
                return self._other_service(row, case, int(service_words))
            service_id, state = service[1], service[2:4]
        judge = self._judges.get(case.profile) or self._judge(case.profile)
        meant = judge.meant(case, type, name, issuer)
        free = self._notes.of(case.application_id)
        there = self._there(case, filled)
        said = judge.outcomes(
            case,
            meant,
            Earned(received, there, state, bool(message or free), service_id),
        )
        if said and any(outcome.blocks for outcome in said):
            return None, self._told(row, said, None)
        note = None
        if message:
            note = self._waiting.add_note(case, received, message)
        elif free:
            note = free.pop()[1]
        number = self._waiting.add(at, case, meant.type, service_id, note)
        return number, self._told(row, said, number) if said else ()

    def _judge(self, profile: str) -> Judge:
        book = self.desk.rulebook(profile)
        judge = self._judges[profile] = Judge(self.store, book, self.desk.today)
        return judge

    def _entered(self, at: int) -> dict[str, Any]:
        """The fields of the entry that a row makes."""
        columns = self._read.columns
        fields = {name: columns[name][at] for name in FIELDS if name in columns}
        if fields.get("service"):
            fields["service"] = int(fields["service"])
        return {name: value for name, value in fields.items() if value is not None}

    def _there(self, case: Case, filled: frozenset[str]) -> frozenset[str]:
        """The fields with a value, the application's own places among them."""
        key = (filled, not case.region, not case.office, not case.agency_code)
        known = self._filled.get(key)
        if known is None:
            own = {name for name in PLACES if getattr(case, name)}
            known = self._filled[key] = filled | own
        return known

    def _told(
        self, row: Row, said: Sequence[Outcome], record_id: int | None
    ) -> list[Found]:
        """What the rules say of the row, as `add` says it.

        Advice that is no longer listed is only counted by its column, which rule and
        message say: whose row it is does not matter.
        """
        keys = [(outcome.rule, outcome.message) for outcome in said]
        if record_id is not None and all(
            key in self._advice and self.findings.enough(key[0]) for key in keys
        ):
            return [self._advice[key] for key in keys]
        words = self.reader.words(row)
        found = [self.told(finding, words) for finding in findings_of(said)]
        if record_id is not None:
            if len(self._advice) > REMEMBERED:
                self._advice.clear()
            self._advice.update(zip(keys, found, strict=True))
        return found

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
        return self._file_by_add(row, case)

    def _file_by_add(self, row: Row, case: Case | NotFound | None) -> Verdict:
        """One row by `add` itself, which may use up what was foreseen."""
        self._waiting.flush()
        verdict = self.file_one(row)
        if isinstance(case, Case):
            self._notes.look_again(case.application_id)
        self._waiting.foresee()
        return verdict


def is_own_id(words: str) -> bool:
    """Whether a service is named by its id as the database has it."""
    return is_id(words) and words[0] != "0"
