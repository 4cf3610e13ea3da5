"""How words become values: one kind per sort of field.

A kind reads one cell of text and says a value back as text, so that what an export
says an import reads. A complaint carries the fix, and repeats a value only where it
cannot be an SSN.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Protocol

from wioatrack.entries.text import (
    CONTROL,
    SHOWN,
    Unreadable,
    quoted,
    read_line,
    read_long_line,
    read_ssn4,
    read_text,
    refuse_nine_digits,
    refuse_ssn,
    withheld,
)
from wioatrack.lean import dataclass

__all__ = [
    "CONTROL",
    "DAY",
    "IDENTIFIER",
    "Kind",
    "LARGEST_CENTS",
    "LINE",
    "LONG_LINE",
    "Labelled",
    "Lists",
    "MONEY_CENTS",
    "NO_TIME",
    "NUMBER",
    "RECORD_ID",
    "SHOWN",
    "SSN4",
    "TEXT",
    "TIME",
    "TIME_OR_NONE",
    "Unreadable",
    "YES_NO",
    "at_most",
    "code",
    "labelled",
    "quoted",
    "read_clock",
    "read_day",
    "read_hundredths",
    "read_line",
    "read_long_line",
    "read_money",
    "read_ssn4",
    "read_text",
    "read_yes_no",
    "refuse_nine_digits",
    "refuse_ssn",
    "say_hundredths",
    "say_money",
    "whole",
    "withheld",
]

EARLIEST_YEAR = 1900
LATEST_YEAR = 2199
# The word that takes a time away.
NO_TIME = "none"
# A limit of the store, not of the law: amounts stay far below 2**63 cents even when
# multiplied by the largest quantity.
LARGEST_CENTS = 99_999_999_99

DAY_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z", re.ASCII)
DAY_US = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z", re.ASCII)
DAY_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})\Z", re.ASCII)
MONEY = re.compile(r"\$?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?\Z", re.ASCII)
CLOCK = re.compile(r"(\d{1,2}):(\d{2})\Z", re.ASCII)
WHOLE = re.compile(r"\d{1,9}\Z", re.ASCII)
HUNDREDTHS = re.compile(r"(\d{1,7})(?:\.(\d{1,2}))?\Z", re.ASCII)


class Lists(Protocol):
    """What knows the closed lists: a code for a word, or `Unreadable`."""

    def code(self, list_name: str, text: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of field: its name, its reader, and how its value is said again."""

    metavar: str
    read: Callable[[str, Lists, date], Any]
    say: Callable[[Any], str] = str
    list_name: str = ""
    free_text: bool = False
    multiline: bool = False


def read_day(text: str, today: date) -> date:
    """A day as 2023-03-03, 3/3/2023, 03032023 (MMDDYYYY) or `today`.

    Two-digit years, ISO weeks, month names and digits other than ASCII are refused:
    a guess at a date is worse than a question.
    """
    text = text.strip()
    if text.lower() == "today":
        return today
    if found := DAY_ISO.match(text):
        year, month, day = map(int, found.groups())
    elif found := (DAY_US.match(text) or DAY_DIGITS.match(text)):
        month, day, year = map(int, found.groups())
    else:
        raise Unreadable(
            f"{quoted(text)} is not a day.",
            "Write 2023-03-03, 3/3/2023, 03032023 or today.",
        )
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Unreadable(
            f"{quoted(text)}: the year must lie between {EARLIEST_YEAR} and {LATEST_YEAR}."
        )
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable(
            f"{quoted(text)}: the calendar has no such day.",
            "The month comes first: MM/DD/YYYY; or write YYYY-MM-DD.",
        ) from None


def read_money(text: str) -> int:
    """Dollars with at most two decimals, more than nothing, as whole cents."""
    found = MONEY.match(text.strip())
    if not found:
        raise Unreadable(
            f"{quoted(text)} is not an amount of money.",
            "Write dollars, such as 475.00.",
        )
    dollars, cents = found.groups()
    amount = int(dollars.replace(",", "")) * 100 + int((cents or "").ljust(2, "0"))
    if not 0 < amount <= LARGEST_CENTS:
        raise Unreadable(
            f"{quoted(text)}: an amount is more than 0.00 and at most "
            f"{say_money(LARGEST_CENTS)}."
        )
    return amount


def say_money(cents: int) -> str:
    """Whole cents as dollars with two decimals."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def read_yes_no(text: str) -> bool:
    """yes/no, y/n, true/false, 1/0."""
    word = text.strip().lower()
    if word in {"yes", "y", "true", "1"}:
        return True
    if word in {"no", "n", "false", "0"}:
        return False
    raise Unreadable(f"{quoted(text)} is neither yes nor no.", "Write yes or no.")


def read_clock(text: str) -> str:
    """A time of day as HH:MM, 00:00 to 23:59."""
    found = CLOCK.match(text.strip())
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise Unreadable(
            f"{quoted(text)} is not a time of day.", "Write HH:MM, as 08:30."
        )
    return f"{int(found[1]):02d}:{found[2]}"


def read_clock_or_none(text: str) -> str:
    """A time as `read_clock` reads it, or the word that takes one away."""
    return NO_TIME if text.strip().casefold() == NO_TIME else read_clock(text)


def read_hundredths(text: str) -> int:
    """A number with at most two decimals, such as hours or credits, times 100."""
    found = HUNDREDTHS.match(text.strip())
    if not found:
        raise Unreadable(
            f"{quoted(text)} is not a number with at most two decimals.",
            "Write 12 or 7.25.",
        )
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def say_hundredths(value: int) -> str:
    """`700` as 7, `725` as 7.25."""
    whole, rest = divmod(value, 100)
    return f"{whole}.{rest:02d}".rstrip("0") if rest else str(whole)


def _free(read: Callable[[str], str]) -> Callable[[str, Lists, date], str]:
    def reader(text: str, lists: Lists, today: date) -> str:
        value = read(text)
        refuse_nine_digits(value)
        return value

    return reader


def _plain(read: Callable[[str], Any]) -> Callable[[str, Lists, date], Any]:
    return lambda text, lists, today: read(text)


LINE = Kind("TEXT", _free(read_line), free_text=True)
LONG_LINE = Kind("TEXT", _free(read_long_line), free_text=True)
TEXT = Kind("TEXT", _free(read_text), free_text=True, multiline=True)
# Ids that agencies hand out may have nine digits; only a dashed SSN is refused.
IDENTIFIER = Kind("ID", _plain(read_line), free_text=True)
DAY = Kind("DATE", lambda text, lists, today: read_day(text, today), date.isoformat)
MONEY_CENTS = Kind("DOLLARS", _plain(read_money), say_money)
SSN4 = Kind("DIGITS", _plain(read_ssn4))
YES_NO = Kind("yes|no", _plain(read_yes_no), lambda value: "yes" if value else "no")
TIME = Kind("HH:MM", _plain(read_clock))
TIME_OR_NONE = Kind("HH:MM", _plain(read_clock_or_none))
NUMBER = Kind("NUMBER", _plain(read_hundredths), say_hundredths)


def whole(least: int = 0, most: int = 999_999_999, metavar: str = "NUMBER") -> Kind:
    """A whole number from `least` to `most`, both included."""

    def read(text: str) -> int:
        text = text.strip()
        if not WHOLE.match(text) or not least <= int(text) <= most:
            raise Unreadable(
                f"{quoted(text)} is not a whole number from {least} to {most:,}.",
                f"Give one from {least} to {most:,}.",
            )
        return int(text)

    return Kind(metavar, _plain(read))


RECORD_ID = whole(1, metavar="ID")


def code(list_name: str) -> Kind:
    """A code of a closed list, given by code or by any system's label."""
    return Kind(
        "CODE",
        lambda text, lists, today: lists.code(list_name, text),
        list_name=list_name,
    )


def at_most(longest: int) -> Kind:
    """One line of at most so many characters."""

    def read(text: str) -> str:
        line = read_line(text)
        if len(line) > longest:
            raise Unreadable(
                f"The text has {len(line)} characters; the limit is {longest}."
            )
        return line

    return Kind("TEXT", _free(read), free_text=True)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A code of a closed list, and the words it was given by, to print back."""

    code: str
    entered: str


def labelled(list_name: str) -> Kind:
    """A code of a closed list whose entered label is kept."""

    def read(text: str, lists: Lists, today: date) -> Labelled:
        return Labelled(lists.code(list_name, text), read_line(text))

    def say(value: Labelled) -> str:
        return value.entered

    return Kind("CODE", read, say, list_name=list_name)
