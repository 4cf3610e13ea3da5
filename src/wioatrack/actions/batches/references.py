"""Records that a cell names: by id, or by what everybody can see of them."""

import json
import re

from wioatrack.actions.batches.naming import (
    OF_NOBODY,
    by_case,
    called,
    candidates,
    is_id,
)
from wioatrack.actions.roles import listing
from wioatrack.errors import Ambiguous, NotFound
from wioatrack.lean import dataclass
from wioatrack.store import Answers, Row

PLACE = re.compile(r"(.+) \[([0-9]{1,6})\]")
WHOSE = """
SELECT id, participant_id FROM application WHERE number = :who
UNION SELECT a.id, a.participant_id FROM application a
  JOIN participant p ON p.id = a.participant_id
 WHERE p.state_id = :who
UNION SELECT a.id, a.participant_id FROM application a
  JOIN participant p ON p.id = a.participant_id
 WHERE p.individual_number = :who
UNION SELECT a.id, a.participant_id FROM application a
  JOIN participant p ON p.id = a.participant_id
 WHERE p.username = :who COLLATE NOCASE
"""
OTHERS = """
SELECT o.id, o.number FROM application o
 WHERE o.participant_id IN (SELECT a.participant_id FROM application a
   WHERE a.id IN (SELECT value FROM json_each(:cases)))
"""
IS_OF = """
SELECT 1 FROM service s JOIN application a ON a.id = s.application_id
 WHERE s.id = :id AND a.participant_id IN (SELECT value FROM json_each(:people))
"""


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell that names a record: the noun it names, its words, and whose it is.

    An id is held against `of`, where the row says whose record it is.
    """

    column: str
    noun: str
    words: str
    who: str | None
    of: str | None = None

    def resolve(self, store: Answers) -> int:
        """The record's id. Raises `NotFound` or `Ambiguous`."""
        if is_id(self.words):
            return self.checked(store, int(self.words))
        ids = self.named(store)
        if not ids:
            raise NotFound(
                f"{self.column}: there is no {self.noun} {self.words!r}"
                + (f" of {self.who}." if self.who else "."),
                f"{self.listed} shows what there is.",
            )
        if len(ids) > 1:
            numbers = ", ".join(map(str, sorted(ids)))
            raise Ambiguous(
                f"{self.column}: {self.words!r} is the {self.noun} of {len(ids)} "
                f"records: {numbers}.",
                "Give the id, or say which of them it is: NAME [2].",
            )
        return ids.pop()

    @property
    def listed(self) -> str:
        """The command that lists what the words may name."""
        return listing(self.noun).replace("WHO", self.who or "WHO")

    def named(self, store: Answers) -> set[int]:
        """The records that the words name: as an export calls them, else exactly,

        else whatever case they are written in.
        """
        if self.noun in OF_NOBODY:
            return meant(self.words, candidates(store, self.noun, ()))
        cases = self.cases(store)
        found = meant(self.words, candidates(store, self.noun, cases))
        if found or self.noun != "service":
            return found
        for case in store.ask(OTHERS, cases=json.dumps(sorted(cases))):
            if self.words.startswith(f"{case['number']}/"):
                words = self.words.removeprefix(f"{case['number']}/")
                found |= meant(words, candidates(store, self.noun, {case["id"]}))
        return found

    def cases(self, store: Answers) -> set[int]:
        """The applications that the row is about."""
        if self.who is None:
            raise NotFound(
                f"{self.column}: {self.words!r} is no id.",
                "Name the application in its own column, or give the id.",
            )
        return {row["id"] for row in store.ask(WHOSE, who=self.who)}

    def checked(self, store: Answers, record_id: int) -> int:
        """An id stands for itself, unless the row says that it is another's."""
        if self.of is not None and self.noun == "service":
            people = {row["participant_id"] for row in store.ask(WHOSE, who=self.of)}
            listed = json.dumps(sorted(people))
            if people and store.one(IS_OF, id=record_id, people=listed) is None:
                raise NotFound(
                    f"{self.column}: {record_id} is no service of {self.of}.",
                    f"wioatrack service list {self.of} shows the ids.",
                )
        return record_id


def meant(words: str, rows: list[Row]) -> set[int]:
    """Which of these records the words name."""
    wanted = spelled(words)
    exact = {
        record_id
        for same in by_case(rows)
        for record_id, name in called(same).items()
        if name == wanted
    }
    return (
        exact
        or placed(wanted, rows)
        or {row["id"] for row in rows if wanted in (row["name"], row["other"])}
        or {
            row["id"]
            for row in rows
            if wanted.casefold() in (folded(row["name"]), folded(row["other"]))
        }
    )


def placed(wanted: str, rows: list[Row]) -> set[int]:
    """The one at a place among those called the same: `NAME [2]`, `#EXTERNAL-ID [2]`."""
    parts = PLACE.fullmatch(wanted)
    if parts is None:
        return set()
    name, place = parts[1], int(parts[2])
    same = [row["id"] for row in rows if name in (row["name"], row["other"])]
    return {same[place - 1]} if 0 < place <= len(same) else set()


def spelled(words: str) -> str:
    """Words as a name is kept: on one line, in NFC."""
    from unicodedata import normalize

    return normalize("NFC", " ".join(words.split()))


def folded(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split()).casefold()
