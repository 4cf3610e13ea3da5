"""Fixes of a load: no command in them names a record that is not there.

A row that is rejected has no record, and what a load made is gone where the load is not
kept. What mends such a row is a column of it.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from wioatrack.actions.batches.findings import Found
from wioatrack.actions.batches.naming import is_id
from wioatrack.actions.batches.nouns import Noun
from wioatrack.actions.batches.on_file import OnFile
from wioatrack.store import Answers

# The commands that take a record's own id, or an application's number.
COMMAND = r"wioatrack {noun} (edit|update|decide|done) ([^\s;,]*[^\s;,.])"
VOID = re.compile(r"wioatrack exit void (\S+) --because TEXT.*")
CORRECT = "correct column date in this row."
EXIT = """SELECT max(e.id) AS id FROM exit e JOIN application a
    ON a.id = e.application_id WHERE a.number = :who AND e.voided_on IS NULL"""
NUMBERED = "SELECT id FROM application WHERE number = :who"
OPTION = re.compile(r"--([a-z][a-z0-9-]*)(?: [A-Z][A-Z_:]*\b)?")
NEXT_OPTION = re.compile(r"(--[a-z-]+(?: (?!-)[^\s,;.]+)?) (?=--)")
MISSING = "with the missing options"
# Where a command is over and the row is spoken of again.
AGAIN = re.compile(r", or (?=[a-z]+ --)")


class Fixes:
    """The fixes of one noun's findings."""

    def __init__(self, noun: Noun, store: Answers, records: OnFile) -> None:
        self._noun, self._store, self._records = noun, store, records
        self.unknown = f"{noun.name.upper()}_ID"
        self._own = re.compile(COMMAND.format(noun=noun.name))
        self._columns = {column.option: column.name for column in noun.columns}
        if noun.waivers:
            self._columns.setdefault("--because", "waive_because")

    def rejected(self, found: Iterable[Found]) -> list[Found]:
        """What there is to say of a row that is not filed."""
        return [replace(one, fix=self._of_rejected(one.fix)) for one in found]

    def numbered(self, fix: str, record_id: int) -> str:
        """The fix of a row that is on file now."""
        return fix.replace(self.unknown, str(record_id))

    def taken_back(self, fix: str) -> str:
        """The fix of a row that was filed and is not to stay."""
        if self._noun.name == "exit":
            fix = VOID.sub(CORRECT, fix)
        return self._in_columns(fix)

    def _of_rejected(self, fix: str) -> str:
        void = VOID.search(fix) if self._noun.name == "exit" else None
        if void is not None:
            row = self._store.one(EXIT, who=void[1])
            if row and row["id"] and self._records.is_new(row["id"]):
                return "An earlier row of this file has that exit: keep one of the two."
        return self._in_columns(fix)

    def _in_columns(self, fix: str) -> str:
        """Columns in place of the options of `add`, and of a record that is not there."""
        if "wioatrack" not in fix:
            fix = fix.replace("missing options", "missing columns")
        fix = self._own.sub(self._with_unknown, fix)
        said = "; ".join(self._clause(one) for one in fix.split("; "))
        return said[:1].upper() + said[1:] if fix[:1] != said[:1] else said

    def _with_unknown(self, command: re.Match[str]) -> str:
        """The command without the id that was foreseen or taken back."""
        verb, who = command.groups()
        if self._noun.name == "application":
            row = self._store.one(NUMBERED, who=who)
            is_there = row is not None and not self._records.is_new(row["id"])
        else:
            is_there = not is_id(who) or not self._records.is_new(int(who))
        return f"wioatrack {self._noun.name} {verb} {who if is_there else self.unknown}"

    def _clause(self, clause: str) -> str:
        before, command, after = clause.partition("wioatrack ")
        own = re.match(rf"{self._noun.name} (?:edit|update) {self.unknown}", after)
        if own is not None:
            rest = after[own.end() :]
            options = [f"--{name}" for name in OPTION.findall(rest)]
            if MISSING in rest:
                command, after = "fill in", rest.replace(MISSING, "the missing columns")
            elif not options:
                command, after = "correct this row", rest
            elif all(option in self._columns for option in options):
                rest = NEXT_OPTION.sub(r"\1, ", rest)
                command, after = "fill in", OPTION.sub(self._column, rest)
        after, *again = AGAIN.split(after, maxsplit=1)
        told = "".join(f", or {OPTION.sub(self._column, one)}" for one in again)
        return OPTION.sub(self._column, before) + command + after + told

    def _column(self, option: re.Match[str]) -> str:
        name = self._columns.get(f"--{option[1]}")
        return option[0] if name is None else f"column {name}"
