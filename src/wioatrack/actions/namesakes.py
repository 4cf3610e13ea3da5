"""Who is on file with the names and the birth date of somebody else."""

from collections.abc import Iterable
from json import dumps
from shlex import quote

from wioatrack.actions.cases import sees_person
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import folded
from wioatrack.actions.roles import Actor
from wioatrack.entries.people import ParticipantEntry
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.people import Namesakes, on_file_already
from wioatrack.store import Answers

# SQLite folds the letters of ASCII; the ways of writing others are asked for each. More
# than a few alike are no person but a placeholder, and a load would look at them all.
LOOKED_AT, NAMED = 100, 5
ALIKE = """
SELECT id, first_name, last_name,
       coalesce(state_id, individual_number, username) AS who
  FROM participant
 WHERE birth_date = :born AND id IS NOT :known
   AND last_name COLLATE NOCASE IN (SELECT value FROM json_each(:last))
   AND first_name COLLATE NOCASE IN (SELECT value FROM json_each(:first))
 ORDER BY id LIMIT :limit
"""


def namesakes(
    store: Answers,
    desk: Desk,
    acting: Actor,
    entry: ParticipantEntry,
    known: int | None,
) -> Outcome:
    """The advice on a person who seems to be on file, among those the actor sees."""
    book = desk.rulebook("federal")
    if entry.birth_date is None:
        return on_file_already(Namesakes(None), book)
    born = entry.birth_date.isoformat()
    spelt = {"last": spellings(entry.last_name), "first": spellings(entry.first_name)}
    rows = store.ask(ALIKE, born=born, known=known, limit=LOOKED_AT, **spelt)
    same = folds((entry.first_name, entry.last_name))
    found = tuple(
        row["who"]
        for row in rows
        if folds((row["first_name"], row["last_name"])) == same
        and sees_person(store, acting, row["id"])
    )
    found = found[:NAMED]
    first = quote(found[0]) if found else None
    return on_file_already(Namesakes(found, first), book)


def spellings(name: str) -> str:
    """The ways of writing a name that differ beyond the case of ASCII, as JSON."""
    return dumps([name, name.lower(), name.upper(), name.title()])


def folds(names: Iterable[str]) -> list[str]:
    """The names as they are compared: without case."""
    return [folded(name) for name in names]
