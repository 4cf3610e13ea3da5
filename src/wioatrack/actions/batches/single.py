"""Rows filed one by one, each by the noun's own `add`, inside one transaction."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from wioatrack.actions.batches.exporting import kept_as
from wioatrack.actions.batches.findings import (
    Findings,
    Found,
    of_finding,
    of_missing,
    of_refusal,
    shown,
)
from wioatrack.actions.batches.fixes import Fixes
from wioatrack.actions.batches.nouns import BECAUSE, WAIVE, Noun
from wioatrack.actions.batches.on_file import OnFile
from wioatrack.actions.batches.reading import RowReader, Words
from wioatrack.actions.batches.references import Reference
from wioatrack.actions.batches.rows import Row
from wioatrack.actions.cases import find_case, find_person
from wioatrack.actions.desk import Desk
from wioatrack.actions.results import Done, Finding, Refused
from wioatrack.actions.roles import Actor
from wioatrack.entries.fields import Field, lacking
from wioatrack.entries.kinds import DAY
from wioatrack.errors import BadEntry, Conflict, NotFound, WioatrackError
from wioatrack.store import Store
from wioatrack.store.bulk import record_named
from wioatrack.store.hasty import Hasty

Verdict = tuple[int | None, Sequence[Found]]
# Instead of a record's id: the row says what is on file already.
KNOWN = 0
LOOKED_UP: Mapping[str, Callable[[Store, Actor, str], object]] = {
    "participant": find_person,
    "application": find_case,
}


def said_of(column: Field, value: Any) -> Any:
    """A value as an export says it."""
    if column.many:
        return tuple(column.kind.say(one) for one in value)
    return column.kind.say(value)


class Single:
    """Files rows of any noun. Slower than a loader of its own, and just as strict."""

    at_once = 100

    def __init__(
        self,
        noun: Noun,
        desk: Desk,
        store: Store,
        reader: RowReader,
        findings: Findings | None = None,
    ) -> None:
        self.noun, self.store, self.reader = noun, store, reader
        self.findings = findings or Findings()
        self.held = Hasty.within(store)
        self.desk = replace(desk, held=self.held, unread=True)
        self._entry, self._add = noun.entry_class, noun.action
        self._columns = {column.name: column for column in noun.columns}
        self.records = OnFile(noun, desk, store)
        self.fixes = Fixes(noun, store, self.records)

    def file(self, rows: Sequence[Row]) -> Iterable[Verdict]:
        """For each row the id of its record, or none, and what there is to say."""
        if not self.noun.unique and not self.records.nothing:
            self.records.look_ahead(self.reader.leads(rows))
        for row in rows:
            yield self.file_one(row)

    def file_one(self, row: Row) -> Verdict:
        """One row."""
        words = self.reader.words(row)
        if row.wrong:
            return None, list(row.wrong)
        values = self.reader.values(row)
        if values is None:
            found, read = self.reader.faults(words)
            return None, found + self.strangers(words, read)
        missing = lacking(self._entry, values)
        if missing:
            found = [of_missing(column) for column in missing]
            return None, found + self.strangers(words, values)
        try:
            return self.add(words, dict(values))
        except WioatrackError as error:
            if self.on_file(values):
                return KNOWN, []
            taken = self.taken(values, words) if isinstance(error, Conflict) else None
            return None, [taken or self.refused(error, words)]

    def taken(self, values: Mapping[str, Any], words: Words) -> Found | None:
        """The column whose words an earlier row of this load took, if one did."""
        for name in self.noun.unique:
            rows = self.store.ask(
                record_named(self.noun.table, name), value=values.get(name)
            )
            if any(self.records.is_new(row["id"]) for row in rows):
                return Found(
                    "record.accepted",
                    f"An earlier row of this file has {name} {values[name]!r}.",
                    name,
                    self.value(name, words),
                    fix=f"Keep one of the two rows, or correct {name}.",
                )
        return None

    def strangers(self, words: Words, read: Mapping[str, Any]) -> list[Found]:
        """Whom and what a row names that is not there, beside what cannot be read."""
        whose = {
            lead: partial(self.whose, lead, read[lead])
            for lead in self.noun.leads
            if lead in LOOKED_UP and read.get(lead)
        }
        found = self.absent(words, whose)
        if found:
            return found
        who = read.get("application")
        of = None if "application" in self.noun.leads else who
        named = {
            column: Reference(column, noun, text.strip(), who, of)
            for column, noun in self.noun.refers.items()
            if isinstance(text := words.get(column), str)
        }
        return self.absent(
            words,
            {name: partial(one.resolve, self.store) for name, one in named.items()},
        )

    def whose(self, lead: str, words: str) -> object:
        """Whom the words name. Raises where that is nobody, or several."""
        return LOOKED_UP[lead](self.store, self.records.acting, words)

    def absent(
        self, words: Words, look_ups: Mapping[str, Callable[[], object]]
    ) -> list[Found]:
        """The columns whose record is not found, or not one alone."""
        found = []
        for column, look_up in look_ups.items():
            try:
                look_up()
            except WioatrackError as error:
                found.append(of_refusal(error, column, self.value(column, words)))
        return found

    def add(self, words: Words, values: dict[str, Any]) -> Verdict:
        """The noun's own `add`, with what stands for its arguments and options."""
        self.resolve(values)
        leads = {lead: values.pop(lead) for lead in self.noun.leads}
        waivers = self.waivers(values)
        values.pop("application", None)
        entry = self._entry(**values)
        if not self.noun.unique and self.records.claims(leads, entry):
            return KNOWN, []
        given = [*leads.values(), entry] + ([waivers] if self.noun.waivers else [])
        return self.standing(given) or self.answered(self.perform(given), words)

    def standing(self, given: Sequence[Any]) -> Verdict | None:
        """What there is to say where `add` would change a record instead of adding."""
        return None

    def perform(self, given: Sequence[Any]) -> Done | Refused:
        """The action, with its arguments."""
        result: Done | Refused = self._add(self.desk, *given)
        return result

    def answered(self, result: Done | Refused, words: Words) -> Verdict:
        """What an action answered, as what there is to say of the row."""
        found = [self.told(finding, words) for finding in result.findings]
        if isinstance(result, Refused):
            if not any(one.blocks for one in found):
                found.append(Found("record.accepted", result.error))
            return None, found
        return int(result.record["id"]), found

    def refused(self, error: WioatrackError, words: Words) -> Found:
        """A refusal with the column that it speaks of."""
        column = self.spoken_of(str(error), words, type(error) is NotFound)
        return of_refusal(error, column, self.value(column, words))

    def on_file(self, values: dict[str, Any]) -> bool:
        """Whether the record that the row names says all that the row says."""
        for name in self.noun.unique:
            if name not in values:
                continue
            question = record_named(self.noun.table, name)
            for row in self.store.ask(question, value=values[name]):
                kept = kept_as(self.store, self.noun, row["id"])
                if all(
                    kept.get(column.name) == said_of(column, values[column.attribute])
                    for column in self.noun.columns
                    if column.attribute in values
                ):
                    return True
        return False

    def resolve(self, values: dict[str, Any]) -> None:
        """Natural keys become ids."""
        who = values.get("application")
        for column, noun in self.noun.refers.items():
            if column in values:
                # Whether the id is one of the application's is for `add` to say,
                # where the application is an argument of it.
                of = None if "application" in self.noun.leads else who
                reference = Reference(column, noun, values[column], who, of)
                values[column] = reference.resolve(self.store)

    def waivers(self, values: dict[str, Any]) -> Mapping[str, str]:
        """Each rule that the row waives, with its reason."""
        rules, reasons = values.pop(WAIVE, ()), values.pop(BECAUSE, ())
        if len(rules) != len(reasons):
            raise BadEntry(
                f"{len(rules)} rules in {WAIVE} and {len(reasons)} in {BECAUSE}.",
                "Give one reason for each rule.",
            )
        return dict(zip(rules, reasons, strict=True))

    def told(self, finding: Finding, words: Words) -> Found:
        """A rule's finding with the column that it speaks of."""
        column = self.noun.columns_of.get(finding.rule) or self.spoken_of(
            finding.message, words
        )
        return of_finding(finding, column, self.value(column, words))

    def value(self, column: str, words: Words) -> str:
        return shown(self._columns.get(column), words.get(column, ""))

    def spoken_of(self, message: str, words: Words, absent: bool = False) -> str:
        """The column that a sentence names by its option, or whose value it repeats.

        Whom or what the row belongs to, where the sentence says that it is not there.
        """
        named = [
            column for column in self._columns.values() if column.option in message
        ]
        if named:
            at = {column.name: message.index(column.option) for column in named}
            return min(at, key=lambda name: (at[name], -len(name)))
        for column in self._columns.values():
            if column.name in words and self.repeated(column, words, message):
                return column.name
        return self.noun.leads[0] if absent and self.noun.leads else ""

    def repeated(self, column: Field, words: Words, message: str) -> bool:
        """Whether the sentence holds the cell's value as the program says it."""
        text = words[column.name]
        if not isinstance(text, str) or column.kind.free_text or len(text) < 2:
            return False
        if column.kind is DAY:
            day = column.kind.read(text, self.desk.lists, self.desk.today)
            return day.isoformat() in message
        return text in message
