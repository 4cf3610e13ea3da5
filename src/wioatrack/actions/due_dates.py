"""The index of open due dates: written with its inputs, equal to what the rules say.

Deriving every due date of a large caseload costs a hundred times what reading an index
costs. The rules alone decide; this keeps what they say, in the transaction of whatever
moves it: whoever writes, an undo included, the change log tells which applications to
look at again. `differing` proves the index and `renew` writes it anew.

A kind of due date is a `Source`; another kind is another line in `SOURCES`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from wioatrack.actions.portions import portions
from wioatrack.lean import dataclass
from wioatrack.rules.rulebook import Rulebook
from wioatrack.store import Answers

if TYPE_CHECKING:
    from wioatrack.store import Store

Books = Callable[[str], Rulebook]


class OpenDue(NamedTuple):
    """Something that is owed on a day: a milestone of a record, of one application."""

    application_id: int
    kind: str
    record_id: int
    milestone: int | None
    due_date: date


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of due date.

    `moved` are questions for the applications whose dates what was logged after `:since`
    may have moved; `all` asks for every application that may owe any. `owed` says what
    these applications owe, by the rules. `fix` is the command that settles one.
    `still` says, by milestone, from which due date on it is not too late.
    """

    kind: str
    fix: str
    moved: tuple[str, ...]
    all: str
    owed: Callable[[Answers, Books, str], Iterable[OpenDue]]
    still: Callable[[date, Rulebook], Mapping[int, date]] | None = None


# kind -> the module that has its source, and its name there; imported when needed.
SOURCES = {
    "worksite": "placement_dates:SOURCE",
    "contact": "aftercare_dates:CONTACTS",
    "quarter": "aftercare_dates:QUARTERS",
    "follow-up-service": "aftercare_dates:SERVICES",
}

# `noun || ''` keeps an index on nouns out of it: what was logged since is little, what
# was ever logged of a noun is much, and every write asks.
INPUTS = """
SELECT 1 FROM change WHERE seq > :since AND noun || '' IN (
  'participant', 'application', 'service', 'placement', 'placement_verification', 'exit',
  'employment', 'followup') LIMIT 1
"""
RENAMED = """
SELECT a.id FROM change c JOIN application a ON a.id = c.record_id
 WHERE c.seq > :since AND c.noun || '' = 'application'
   AND EXISTS (SELECT 1 FROM open_due d WHERE d.application_id = a.id)
UNION
SELECT a.id FROM change c JOIN application a ON a.participant_id = c.record_id
 WHERE c.seq > :since AND c.noun || '' = 'participant'
   AND EXISTS (SELECT 1 FROM open_due d WHERE d.application_id = a.id)
"""
KEYS = """
SELECT a.id, coalesce(p.state_id, p.individual_number, p.username) AS participant,
       a.number AS application, a.office, a.provider
  FROM application a JOIN participant p ON p.id = a.participant_id
 WHERE a.id IN (SELECT value FROM json_each(:ids))
"""
INDEXED = """
SELECT id, application_id, kind, record_id, milestone, due_date, participant,
       application, office, provider
  FROM open_due WHERE application_id IN (SELECT value FROM json_each(:ids))
"""
EVERY_INDEXED = "SELECT DISTINCT application_id AS id FROM open_due"
ADD = """
INSERT INTO open_due (application_id, kind, record_id, milestone, due_date, participant,
  application, office, provider) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
REMOVE = "DELETE FROM open_due WHERE id = ?"
# Asked with `:still`, what `not_too_late` answers; most kinds are never too late.
# What is older than all of that is passed over first, at a tenth of the cost.
STILL = """ AND (kind = 'worksite' OR
  (due_date >= json_extract(:still, '$.first') OR kind = 'contact') AND
  due_date >= coalesce((SELECT value FROM json_each(:still)
                         WHERE key = kind || '/' || coalesce(milestone, 0)), ''))"""


def source(kind: str) -> Source:
    """One kind of due date."""
    module, _, name = SOURCES[kind].partition(":")
    found: Source = getattr(import_module(f"wioatrack.actions.{module}"), name)
    return found


def sources() -> tuple[Source, ...]:
    """Every kind of due date."""
    return tuple(source(kind) for kind in SOURCES)


def fix_of(kind: str) -> str:
    """The command that settles one of a kind, with its fields in braces."""
    return source(kind).fix


def not_too_late(today: date, book: Rulebook) -> str:
    """The first due date that can still be met, by kind and milestone, as JSON.

    What can no longer be reported or served is left out of lists, not out of the index:
    nothing in that depends on today.
    """
    from json import dumps

    still = {
        f"{one.kind}/{milestone}": first.isoformat()
        for one in sources()
        if one.still is not None
        for milestone, first in one.still(today, book).items()
    }
    return dumps({"first": min(still.values(), default="")} | still)


def settle(store: "Store", books: Books, since: int) -> None:
    """Bring the index up to what was logged after an entry of the change log."""
    if store.one(INPUTS, since=since) is None:
        return
    asked = [RENAMED, *(moved for one in sources() for moved in one.moved)]
    moved = {
        row["id"]
        for question in dict.fromkeys(asked)
        for row in store.ask(question, since=since)
    }
    write(store, books, sorted(moved))


def write(store: "Store", books: Books, applications: Sequence[int]) -> None:
    """Make the index of these applications what the rules say."""
    for ids in parts(applications):
        expected, indexed = looked_at(store, books, ids)
        gone = [(id,) for id, row in indexed.items() if row not in expected]
        kept = set(indexed.values())
        store.connection.executemany(REMOVE, gone)
        store.connection.executemany(ADD, sorted(expected - kept, key=str))


def renew(store: "Store", books: Books) -> int:
    """Write the index of every application anew; how many it was wrong for."""
    wrong = list(differing(store, books))
    write(store, books, wrong)
    return len(wrong)


def differing(store: Answers, books: Books) -> Iterator[int]:
    """The applications whose index is not what the rules say (D15)."""
    questions = (EVERY_INDEXED, *(one.all for one in sources()))
    ids = {row["id"] for question in questions for row in store.ask(question)}
    for some in parts(sorted(ids)):
        expected, indexed = looked_at(store, books, some)
        wrong = expected ^ set(indexed.values())
        doubled = len(indexed) != len(set(indexed.values()))
        found = {row[0] for row in wrong}
        if doubled:
            found |= {row[0] for row in indexed.values()}
        yield from sorted(found)


def looked_at(
    store: Answers, books: Books, ids: str
) -> tuple[set[tuple[Any, ...]], dict[int, tuple[Any, ...]]]:
    """What the index of some applications should hold, and what it holds by id."""
    keys = {row["id"]: row for row in store.ask(KEYS, ids=ids)}
    expected = {
        (*due[:4], due.due_date.isoformat(), *labels(keys[due.application_id]))
        for one in sources()
        for due in one.owed(store, books, ids)
    }
    indexed = {
        row["id"]: tuple(value for name, value in row.items() if name != "id")
        for row in store.ask(INDEXED, ids=ids)
    }
    return expected, indexed


def labels(row: dict[str, Any]) -> tuple[Any, ...]:
    """Whose it is, and where it is seen: places are compared without case."""
    office, provider = row["office"], row["provider"]
    return (
        row["participant"],
        row["application"],
        office.casefold() if office else None,
        provider.casefold() if provider else None,
    )


def parts(ids: Sequence[int]) -> Iterator[str]:
    """The ids as JSON lists of a few hundred, which one question each can take."""
    for some in portions(ids):
        yield str(some)
