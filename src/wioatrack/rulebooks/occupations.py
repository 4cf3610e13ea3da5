"""Occupations looked for by keyword: titles and codes of the classification.

The titles stand in for a state's own taxonomy where a catalogue asks for one (D46).
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from wioatrack.rulebooks.approved import Occupation, load_occupations
from wioatrack.rulebooks.search import UnknownCode, folded, tokens

# 29-2055, and 29-2055.00 as the finer classification built on this one writes it.
CODE = re.compile(r"(\d\d)-?(\d{4})(\.\d\d)?", re.ASCII)
BEGUN, ALIKE = 0.95, 0.75


def find_occupation(words: str) -> Occupation:
    """The occupation of that code or title; a single one before a group of that name.

    Raises `UnknownCode` with the occupations that the words may mean.
    """
    if code := CODE.fullmatch(words.strip()):
        listed = by_code().get(f"{code[1]}-{code[2]}")
        if listed is not None:
            finer = code[3] or ""
            return Occupation(listed.soc_code + finer, listed.title, listed.level)
    elif listed := by_title().get(folded(words)):
        return listed
    raise UnknownCode(
        words,
        "code or title of an occupation",
        tuple(f"{one.soc_code} {one.title}" for one, _ in search_occupations(words, 3)),
    )


def search_occupations(
    text: str, limit: int = 20
) -> tuple[tuple[Occupation, float], ...]:
    """The occupations that the keywords name, best first, each with how well: 1.0 fits.

    Every keyword must fit some word of the title: the same word, the beginning of one,
    or one spelt nearly so. Single occupations stand before groups.
    """
    keywords = tokens(text)
    if not keywords:
        return ()
    if code := CODE.fullmatch(text.strip()):
        found = by_code().get(f"{code[1]}-{code[2]}")
        return () if found is None else ((found, 1.0),)
    fits = [fitting(keyword) for keyword in keywords]
    scored = []
    for occupation, words in spelt():
        likeness = [max(fit.get(word, 0.0) for word in words) for fit in fits]
        if all(likeness):
            scored.append((occupation, round(sum(likeness) / len(likeness), 2)))
    scored.sort(key=_best_first)
    return tuple(scored[:limit])


def fitting(keyword: str) -> Mapping[str, float]:
    """Every word of the titles that a keyword fits, and how well.

    Only a keyword that no word has, or begins with, is taken for a slip of the pen.
    """
    begun = {word: BEGUN for word in vocabulary() if word.startswith(keyword)}
    if keyword in vocabulary():
        begun[keyword] = 1.0
    if begun:
        return begun
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(b=keyword)
    near = {}
    for word in vocabulary():
        matcher.set_seq1(word)
        if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE:
            near[word] = matcher.ratio()
    return {word: likeness for word, likeness in near.items() if likeness >= ALIKE}


@cache
def by_code() -> Mapping[str, Occupation]:
    return {one.soc_code: one for one in load_occupations()}


@cache
def by_title() -> Mapping[str, Occupation]:
    """Groups first, so that a single occupation of the same title takes its place."""
    listed = sorted(load_occupations(), key=lambda one: one.level)
    return {folded(one.title): one for one in listed}


@cache
def spelt() -> tuple[tuple[Occupation, frozenset[str]], ...]:
    return tuple((one, frozenset(tokens(one.title))) for one in load_occupations())


@cache
def vocabulary() -> frozenset[str]:
    return frozenset(word for _, words in spelt() for word in words)


def titles_of(codes: Iterable[str]) -> dict[str, str]:
    """The title for each code; a code of no title stands for itself."""
    return {
        code: listed.title if (listed := by_code().get(code[:7])) else code
        for code in codes
    }


def _best_first(scored: tuple[Occupation, float]) -> tuple[float, int, int, str]:
    occupation, score = scored
    return (-score, -occupation.level, len(occupation.title), occupation.soc_code)
