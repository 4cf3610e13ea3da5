"""What a record is called where a file names it: never by an id, if it can be helped.

Another database gives other ids. A service is its activity and start, or the id that
another system gave it; a goal its statement; a job its title at its worksite. Where
several are called the same, or where the name could be taken for an id, its place among
them is added: `Twin [2]`.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import field

from wioatrack.actions.taken_up import GOAL_TAKEN_UP, SERVICE_TAKEN_UP
from wioatrack.lean import dataclass
from wioatrack.store import Answers, Row

# Those that an export leaves out come last, so that they move nobody's place: steps
# of every plan, and the services that placements bring with them.
SERVICES = f"""
SELECT t.id, t.application_id AS "case", '#' || t.external_id AS other,
       t.activity || '@' || coalesce(t.start, t.planned_start, '') AS name
  FROM service t WHERE t.application_id IN {{cases}}
 ORDER BY t.application_id, NOT ({SERVICE_TAKEN_UP}),
       EXISTS (SELECT 1 FROM placement p WHERE p.service_id = t.id), t.id
"""  # noqa: S608
GOALS = f"""
SELECT t.id, t.application_id AS "case", NULL AS other, t.statement AS name
  FROM goal t WHERE t.application_id IN {{cases}}
 ORDER BY t.application_id, NOT ({GOAL_TAKEN_UP}), t.id
"""  # noqa: S608
ASSESSMENTS = """
SELECT t.id, t.application_id AS "case", NULL AS other,
       t.name || '@' || coalesce(t.date, '') AS name
  FROM assessment t WHERE t.application_id IN {cases} ORDER BY t.application_id, t.id
"""
EMPLOYERS = 'SELECT id, 0 AS "case", NULL AS other, name FROM employer ORDER BY id'
WORKSITES = 'SELECT id, 0 AS "case", NULL AS other, name FROM worksite ORDER BY id'
JOBS = """
SELECT j.id, 0 AS "case", NULL AS other, j.title || '@' || w.name AS name
  FROM job j JOIN worksite w ON w.id = j.worksite_id ORDER BY j.id
"""
ENTRIES = """
SELECT id, 0 AS "case", NULL AS other, ctid AS name FROM catalog_entry ORDER BY id
"""
OF_A_CASE = {"service": SERVICES, "goal": GOALS, "assessment": ASSESSMENTS}
OF_NOBODY = {"employer": EMPLOYERS, "worksite": WORKSITES, "job": JOBS,
             "catalog": ENTRIES}  # fmt: skip
LISTED = "(SELECT value FROM json_each(:ids))"
WHOSE = f"(SELECT application_id FROM {{table}} WHERE id IN {LISTED})"  # noqa: S608
NUMBER = "SELECT number FROM application WHERE id = :id"
# What is remembered of records that were named, so that memory has a bound.
REMEMBERED = 20_000


def is_id(words: str) -> bool:
    """Whether words are a record's id rather than a name."""
    return words.isascii() and words.isdigit() and len(words) < 10


def called(rows: Iterable[Row]) -> dict[int, str]:
    """What each of these records is called, each differently."""
    rows = list(rows)
    names = Counter(row["name"] for row in rows)
    others = Counter(row["other"] for row in rows)
    place: Counter[str] = Counter()
    found: dict[int, str] = {}
    for row in rows:
        name, other = row["name"], row["other"]
        place[name] += 1
        if names[name] == 1 and not is_id(name):
            found[row["id"]] = name
        elif other is not None and others[other] == 1:
            found[row["id"]] = other
        else:
            found[row["id"]] = f"{name} [{place[name]}]"
            while found[row["id"]] in names:
                found[row["id"]] += f" [{place[name]}]"
    return found


def candidates(store: Answers, noun: str, cases: Collection[int]) -> list[Row]:
    """The records of a noun that these cases have; of a noun without a case, all."""
    if noun in OF_NOBODY:
        return store.ask(OF_NOBODY[noun])
    question = OF_A_CASE[noun].format(cases=LISTED)
    return store.ask(question, ids=json.dumps(sorted(cases)))


def by_case(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The records of each case."""
    cases: dict[int, list[Row]] = {}
    for row in rows:
        cases.setdefault(row["case"], []).append(row)
    yield from cases.values()


@dataclass(slots=True)
class Names:
    """What records are called, looked up for many rows at once."""

    store: Answers
    _names: dict[str, dict[int, tuple[int, str]]] = field(default_factory=dict)

    def learn(self, noun: str, ids: Set[int]) -> None:
        """Look up these records, with all that they could be mistaken for."""
        known = self._names.setdefault(noun, {})
        if not ids - known.keys():
            return
        if noun in OF_NOBODY:
            rows = self.store.ask(OF_NOBODY[noun])
        else:
            if len(known) > REMEMBERED:
                known.clear()
            whose = WHOSE.format(table=noun)
            listed = json.dumps(sorted(ids - known.keys()))
            rows = self.store.ask(OF_A_CASE[noun].format(cases=whose), ids=listed)
        for same in by_case(rows):
            for record_id, name in called(same).items():
                known[record_id] = (same[0]["case"], name)

    def of(self, noun: str, record_id: int, case: int | None) -> str:
        """The record's name in a row of a case; `NUMBER/NAME` for another case's."""
        there, name = self._names[noun][record_id]
        if there in (0, case):
            return name
        row = self.store.one(NUMBER, id=there)
        return f"{row['number']}/{name}" if row else name
