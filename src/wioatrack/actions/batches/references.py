"""Records that a cell names: by id, or by what everybody can see of them."""

import json

from wioatrack.errors import Ambiguous, NotFound
from wioatrack.lean import dataclass
from wioatrack.store import Answers, Row

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
SERVICES = """
SELECT s.id, s.activity || '@' || coalesce(s.start, s.planned_start, '') AS name,
       '#' || s.external_id AS other
  FROM service s WHERE s.application_id = :application
"""
GOALS = """
SELECT id, statement AS name, NULL AS other FROM goal
 WHERE application_id = :application
"""
ASSESSMENTS = """
SELECT id, name || '@' || coalesce(date, '') AS name, NULL AS other FROM assessment
 WHERE application_id = :application
"""
EMPLOYERS = "SELECT id, name, NULL AS other FROM employer"
WORKSITES = "SELECT id, name, NULL AS other FROM worksite"
JOBS = """
SELECT j.id, j.title || '@' || w.name AS name, NULL AS other
  FROM job j JOIN worksite w ON w.id = j.worksite_id
"""
OF_A_CASE = {"service": SERVICES, "goal": GOALS, "assessment": ASSESSMENTS}
OF_NOBODY = {"employer": EMPLOYERS, "worksite": WORKSITES, "job": JOBS}
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
        if self.words.isascii() and self.words.isdigit() and len(self.words) < 10:
            return self.checked(store, int(self.words))
        wanted = folded(self.words)
        ids = {
            row["id"]
            for row in self.candidates(store)
            if wanted in (folded(row["name"]), folded(row["other"]))
        }
        if not ids:
            raise NotFound(
                f"{self.column}: there is no {self.noun} {self.words!r}"
                + (f" of {self.who}." if self.who else "."),
                f"wioatrack {self.noun} list shows what there is.",
            )
        if len(ids) > 1:
            numbers = ", ".join(map(str, sorted(ids)))
            raise Ambiguous(
                f"{self.column}: {self.words!r} is the {self.noun} of {len(ids)} "
                f"records: {numbers}.",
                "Give the id.",
            )
        return int(ids.pop())

    def candidates(self, store: Answers) -> list[Row]:
        """The records that the words may name."""
        if self.noun in OF_NOBODY:
            return store.ask(OF_NOBODY[self.noun])
        question = OF_A_CASE[self.noun]
        return [
            row
            for case in self.cases(store)
            for row in store.ask(question, application=case)
        ]

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


def folded(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split()).casefold()
