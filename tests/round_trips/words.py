"""Words that are allowed and that something on the way may trip over."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from wioatrack.actions.desk import ClosedLists
from wioatrack.entries import kinds
from wioatrack.entries.fields import Field
from wioatrack.entries.text import LONGEST_LINE, LONGEST_TEXT
from wioatrack.rulebooks import load_list

TODAY = date(2023, 6, 30)
LISTS = ClosedLists()
# Marks of direction, letters that are put together, that NFC makes others or more of,
# what spreadsheets run, what CSV, JSON, XML and cells of several values part by.
ODD = (
    "\u200f", "\u202e", "\u2067", "\u200d", "\ufeff", "\u0301", "e\u0301", "\u0344",
    "\u0958", "\ufb2c", "\u037e", "\u212a", "\U0001d15e", "\U0001f469\u200d\U0001f52c",
    "\U0010fffd", "\u05d0\u05d1", "\u0e33", "\u00a0", "\u2028", "\u0085", "\u3000",
    "=", "+", "-", "@", "'", "''", '"', '""', ",", ";", "\\", "\\;", "|", ":", "\\:",
    "#", "{", "[", "]", "[2]", "_x000D_", "]]>", "&amp;", "<b>", "%s", "NULL", "None",
    "7", "0", "1.50", "yes", "2022-01-03", "$", "\t", "\n", "\r\n", "  ", "a", "B",
)  # fmt: skip
FRAGMENT = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=5),
)
SHORT = st.lists(FRAGMENT, min_size=1, max_size=6).map("".join)


def long(limit: int) -> st.SearchStrategy[str]:
    """Words as long as they may be, or nearly.

    What a workbook writes as nearly twice as much is more than its cell holds.
    """
    again = FRAGMENT.filter(lambda words: words and words != "_x000D_")
    return st.tuples(again, st.integers(0, 3)).map(
        lambda made: (made[0] * limit)[: limit - made[1]]
    )


def read(field: Field, words: str) -> Any:
    """The value that a field has from words; none where they cannot be read."""
    try:
        return field.kind.read(words, LISTS, TODAY)
    except kinds.Unreadable:
        return None


def free(field: Field) -> st.SearchStrategy[str]:
    """Any words that the field takes."""
    limit = LONGEST_LINE if field.kind is not kinds.TEXT else LONGEST_TEXT
    words = st.one_of(SHORT, SHORT, SHORT, long(limit))
    return words.filter(lambda text: bool(text.strip()) and bool(read(field, text)))


def days(first: date = date(2021, 7, 1), last: date = TODAY) -> st.SearchStrategy[date]:
    return st.dates(first, last)


def written(day: date) -> st.SearchStrategy[str]:
    """A day as people write it."""
    return st.sampled_from(
        (day.isoformat(), f"{day.month}/{day.day}/{day.year}", f"{day:%m%d%Y}")
    )


def coded(list_name: str) -> st.SearchStrategy[str]:
    """A code that is offered, or any word that it answers to."""
    found = load_list(list_name)
    words = [
        word
        for code in found.offered()
        for word in found.codes[code].words()
        if found.find(word) == code
    ]
    return st.sampled_from(words)


CENTS = st.integers(1, 9_999_999).map(lambda cents: f"${cents / 100:,.2f}")
HUNDREDTHS = st.integers(0, 16_800).map(lambda part: f"{part / 100:.2f}")
BY_KIND: dict[str, st.SearchStrategy[str]] = {
    "DATE": days().flatmap(written),
    "DOLLARS": CENTS,
    "DIGITS": st.from_regex(r"[0-9]{4}", fullmatch=True),
    "yes|no": st.sampled_from(("yes", "no")),
    "HH:MM": st.times().map(lambda time: f"{time.hour}:{time:%M}"),
    "HOURS": HUNDREDTHS,
    "NUMBER": HUNDREDTHS,
    "YEAR": st.sampled_from(("2022", "FY23")),
}


def words_of(field: Field) -> st.SearchStrategy[Any]:
    """Words for a field, by its kind alone; several where it takes several."""
    one: st.SearchStrategy[str]
    if field.kind.list_name:
        one = coded(field.kind.list_name)
    elif field.kind.free_text:
        one = free(field)
    else:
        one = BY_KIND[field.kind.metavar]
    if not field.many:
        return one
    return st.lists(one, min_size=1, max_size=4).map(tuple)
