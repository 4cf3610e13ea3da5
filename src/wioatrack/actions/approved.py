"""The list of approved credentials by occupation: looked up, and matched to titles."""

import re
from functools import cache, lru_cache

from wioatrack.actions import headers
from wioatrack.actions.listing import Page, paged
from wioatrack.actions.results import Listing, Record
from wioatrack.errors import NotFound
from wioatrack.lean import dataclass
from wioatrack.rulebooks import ApprovedCredential, load_approved
from wioatrack.rulebooks.approved import generic_words, load_general, occupation_key
from wioatrack.rulebooks.search import tokens

GOOD_ENOUGH = 0.72
NEAR = 0.45
# So many answers are remembered; a load may bring a title in every row.
TITLES = 10_000


@dataclass(frozen=True, slots=True)
class Hit:
    """One row of the list and how well the words fit it: 1.0 fits exactly."""

    row: ApprovedCredential
    score: float


def lookup_occupation(text: str, page: Page) -> Listing:
    """The approved credentials for an occupation, best first, tolerant of spelling.

    Rows that name one occupation twice are shown once. The list says of itself that it
    is not complete, so nothing found means only that it does not help (CC-40).
    """
    hits = sorted(
        (Hit(row, likeness(text, row.occupation)) for row in load_approved()),
        key=lambda hit: (-hit.score, hit.row.row),
    )
    good = [hit for hit in hits if hit.score >= GOOD_ENOUGH]
    if not good:
        near = [hit.row.occupation for hit in hits[:3] if hit.score >= NEAR]
        raise NotFound(
            "The list of approved credentials has no such occupation.",
            f"Nearest: {'; '.join(near)}."
            if near
            else "The list is not exhaustive: other credentials may be approved.",
        )
    once: dict[str, Record] = {}
    for hit in good:
        once.setdefault(occupation_key(hit.row.occupation), record_of(hit))
    return Listing(
        "approved credential",
        paged(list(once.values()), page, headers.APPROVED),
        (
            "occupation",
            "approved_credential",
            "issuer",
            "needs_review",
            "note",
            "score",
        ),
        keys=headers.APPROVED,
    )


def record_of(hit: Hit) -> Record:
    """One row of the list as JSON has it."""
    row = hit.row
    return {
        "id": row.row,
        "occupation": row.occupation,
        "approved_credential": row.approved_credential,
        "issuer": row.issuer,
        "soc_code": row.soc_code,
        "needs_review": row.needs_review,
        "note": row.note,
        "score": round(hit.score, 2),
    }


def likeness(text: str, occupation: str) -> float:
    """How well every word typed fits some word of the occupation; 1.0 is exact."""
    wanted, known = tokens(text), tokens(occupation)
    if not wanted:
        return 0.0
    return sum(max(map(alike, [word] * len(known), known)) for word in wanted) / len(
        wanted
    )


def alike(word: str, other: str) -> float:
    """Likeness of two words; a typed beginning of a word counts almost as the word."""
    from difflib import SequenceMatcher

    if word == other:
        return 1.0
    if len(word) >= 3 and other.startswith(word):
        return 0.95
    return SequenceMatcher(None, word, other).ratio()


@lru_cache(TITLES)
def matching_credentials(title: str) -> tuple[Hit, ...]:
    """Rows whose approved credential the title names, best first.

    "X and Y Certifications" is met by either (D43), so each name in a row stands for
    itself. A row that only says "Industry Recognized Credential" names none.
    """
    words = set(tokens(title))
    hits = [
        Hit(row, score)
        for row in load_approved()
        if (score := max((named(words, name) for name in names_in(row)), default=0.0))
    ]
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.row.row)))


@lru_cache(TITLES)
def is_general(title: str) -> bool:
    """Whether the title names what the federal test leaves out until it is reviewed:

    a row of the approved list that is marked so, or one of the general credentials.
    """
    words = set(tokens(title))
    return any(set(tokens(name)) <= words for name in load_general()) or any(
        hit.row.needs_review for hit in matching_credentials(title)
    )


def named(words: set[str], name: frozenset[str]) -> float:
    """1.0 where the title has every distinctive word of the name, else 0."""
    return 1.0 if name and name <= words else 0.0


@cache
def names_in(row: ApprovedCredential) -> tuple[frozenset[str], ...]:
    """The distinctive words of each credential and of each issuer's short name."""
    parts = re.split(r",|\band\b|\bor\b", row.approved_credential)
    short = re.findall(r"\(([^)]+)\)", row.issuer) + re.findall(
        r"\(([^)]+)\)", row.approved_credential
    )
    longer = [part.partition("(")[0] for part in row.issuer.split(";")]
    names = {
        frozenset(tokens(part)) - generic_words() for part in (*parts, *short, *longer)
    }
    return tuple(name for name in names if name and not name <= {"secretary", "state"})
