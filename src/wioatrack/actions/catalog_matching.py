"""Titles in somebody's own words, held against the catalogue and the approved list.

A likeness is a suggestion with a score; only a person makes it so, by `credential edit
ID --catalog ID`.
"""

from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import cache

from wioatrack.actions import headers
from wioatrack.actions.approved import matching_credentials
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page, paged
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import Duty, actor
from wioatrack.lean import dataclass
from wioatrack.rulebooks import load_approved
from wioatrack.rulebooks.search import folded, tokens
from wioatrack.store import Answers

PUBLISHED = """
SELECT e.id, r.name, json_extract(r.body, '$.issuer') AS issuer
  FROM catalog_entry e JOIN catalog_revision r ON r.id = e.revision_id
 WHERE e.revision_id IS NOT NULL ORDER BY e.id
"""
UNMATCHED = """
SELECT c.id, c.name, c.issuer, c.date, a.id AS application_id, a.participant_id,
       a.number, a.profile, a.office, a.provider,
       coalesce(p.state_id, p.individual_number, p.username) AS who
  FROM credential c
  JOIN application a ON a.id = c.application_id
  JOIN participant p ON p.id = a.participant_id
 WHERE c.catalog_revision_id IS NULL ORDER BY c.date, c.id
"""
CATALOGUE, APPROVED = "catalog", "approved-list"
WORTH_SHOWING = 0.5
SHOWN = 5
COLUMNS = ("kind", "id", "name", "issuer", "occupation", "score")


@dataclass(frozen=True, slots=True)
class Title:
    """Something that a title may mean."""

    kind: str
    id: int
    name: str
    issuer: str | None = None
    occupation: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """How like it is: 1.0 says the same words in the same order."""

    title: Title
    score: float


class Titles:
    """Titles that can be asked for by the words in them."""

    def __init__(self, titles: Iterable[Title]) -> None:
        self._known = [(title, frozenset(tokens(title.name))) for title in titles]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for at, (_, words) in enumerate(self._known):
            for word in words:
                self._by_word[word].append(at)

    def like(self, text: str) -> list[Match]:
        """The titles that share a word with the text, or one spelt nearly so."""
        words = frozenset(tokens(text))
        near = {word: self._near(word) for word in words}
        held = {at for word in near.values() if word for at in self._by_word[word]}
        meant = frozenset(near[word] or word for word in words)
        found = []
        for at in held:
            title, known = self._known[at]
            score = likeness(folded(text), meant, folded(title.name), known)
            if score >= WORTH_SHOWING:
                found.append(Match(title, score))
        return sorted(found, key=lambda match: (-match.score, match.title.id))

    def _near(self, word: str) -> str | None:
        """The word itself where a title has it, else the one most like it."""
        if word in self._by_word:
            return word
        return next(iter(get_close_matches(word, self._by_word, 1, 0.8)), None)


def likeness(
    text: str, words: frozenset[str], other: str, known: frozenset[str]
) -> float:
    """Half by the words they share, half by the letters in their order."""
    if text == other:
        return 1.0
    shared = 2 * len(words & known) / (len(words) + len(known))
    letters = SequenceMatcher(None, text, other).ratio()
    return min(0.99, round((shared + letters) / 2, 2))


def match_title(desk: Desk, text: str, page: Page) -> Listing:
    """What a title may mean, best first. Nothing is accepted by itself."""
    with desk.reading() as store:
        actor(store, desk.user)
        titles = published_titles(store)
    rows = [record_of(match) for match in matches(text, titles)]
    return Listing(
        "match",
        paged(rows, page, COLUMNS),
        COLUMNS,
        "Nothing in the catalogue or on the approved list is like it.",
    )


def published_titles(store: Answers) -> Titles:
    """The entries that everybody can see, by the words of their names."""
    return Titles(
        Title(CATALOGUE, row["id"], row["name"], row["issuer"])
        for row in store.ask(PUBLISHED)
    )


def matches(text: str, catalogue: Titles) -> list[Match]:
    """From the catalogue first where two are equally like it."""
    return sorted(
        [*catalogue.like(text), *approved(text)],
        key=lambda match: (-match.score, match.title.kind != CATALOGUE, match.title.id),
    )


def approved(text: str) -> list[Match]:
    """Rows of the approved list that the title names, or whose words it is like.

    Rows with the same credential are one match, under the first one's occupation.
    """
    best: dict[str, Match] = {}
    for hit in matching_credentials(text):
        name = hit.row.approved_credential
        best.setdefault(name, Match(title_of(hit.row.row), hit.score))
    for match in approved_titles().like(text):
        best.setdefault(match.title.name, match)
    return list(best.values())


@cache
def approved_titles() -> Titles:
    """The approved credentials by the words of their names."""
    return Titles(title_of(row.row) for row in load_approved())


def title_of(number: int) -> Title:
    row = load_approved()[number - 1]
    return Title(
        APPROVED, row.row, row.approved_credential, row.issuer or None, row.occupation
    )


def record_of(match: Match) -> Record:
    """One suggestion as JSON has it."""
    title = match.title
    return {
        "kind": title.kind,
        "id": title.id,
        "name": title.name,
        "issuer": title.issuer,
        "occupation": title.occupation,
        "score": match.score,
    }


def unmatched(desk: Desk, page: Page) -> Listing:
    """Earned credentials that name no entry of the catalogue, each with what it may be.

    The command that accepts the best suggestion stands beside it, and waits.
    """
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.READ)
        waiting = [row for row in store.ask(UNMATCHED) if acting.sees(row)]
        titles = published_titles(store) if waiting else Titles(())
    rows = [waiting_line(row, titles) for row in waiting]
    return Listing(
        "credential",
        paged(rows, page, headers.UNMATCHED),
        ("id", "participant", "application", "name", "best", "score", "fix"),
        "Every credential names an entry of the catalogue.",
        keys=headers.UNMATCHED,
    )


def waiting_line(row: Record, titles: Titles) -> Record:
    """One credential of the worklist."""
    found = matches(row["name"], titles)[:SHOWN] if row["name"] else []
    best = found[0] if found else None
    entry = next((m.title.id for m in found if m.title.kind == CATALOGUE), "ID")
    return {
        "id": row["id"],
        "participant": row["who"],
        "application": row["number"],
        "name": row["name"],
        "issuer": row["issuer"],
        "date": row["date"],
        "best": best and best.title.name,
        "score": best and best.score,
        "candidates": [record_of(match) for match in found],
        "fix": f"wioatrack credential edit {row['id']} --catalog {entry}",
    }
