"""Words as they are typed: one line or several, and never a whole SSN."""

import re
from collections.abc import Iterable, Sequence

LONGEST_LINE = 500
LONGEST_TEXT = 20_000
SHOWN = 60

SSN = re.compile(r"(?<!\d)\d{3}[-\u2010-\u2015. ]\d{2}[-\u2010-\u2015. ]\d{4}(?!\d)")
NINE_DIGITS = re.compile(r"(?<![\d-])\d{9}(?![\d-])")
# Nine digits, however they are set apart: not a reason to refuse, nor to be repeated.
SSN_LIKE = re.compile(r"(?<!\d)\d(?:[\s\-./\u2010-\u2015]{0,2}\d){8}(?!\d)")
WITHHELD = "(withheld)"
# Beside the controls of ASCII and C1 what no XML holds, and so no workbook.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
# What reading would change or refuse in lines set between line breaks.
UNEVEN = re.compile(r"  | \n|\n |[\x00-\x09\x0b-\x1f\x7f]")


class Unreadable(ValueError):
    """The words do not fit the field; `fix` says what would."""

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.fix = fix


def quoted(text: str) -> str:
    """The words in quotes, shortened, and withheld where they may be an SSN."""
    if SSN.search(text) or NINE_DIGITS.search(text):
        return "The value (withheld: it may be a Social Security number)"
    shown = text if len(text) <= SHOWN else text[:SHOWN] + "\u2026"
    return repr(shown)


def withheld(words: str) -> str:
    """The words with whatever may be a whole SSN left out, for messages."""
    return SSN_LIKE.sub(WITHHELD, words)


def read_line(text: str) -> str:
    """One line of text in NFC; a line break inside is read as a space."""
    return _text(" ".join(text.split()), LONGEST_LINE)


def read_plain_lines(texts: Iterable[str]) -> list[str] | None:
    """Many lines as `read_line` reads each, empty ones left empty.

    None where any is more than short plain ASCII, or could be refused: then each is
    to be read by itself. Neither kind of SSN reaches across the breaks between them.
    """
    lines = [" ".join(text.split()) for text in texts]
    joined = "\n".join(lines)
    if not joined.isascii() or max(map(len, lines), default=0) > LONGEST_LINE:
        return None
    if any(odd.search(joined) for odd in (SSN, NINE_DIGITS, CONTROL)):
        return None
    return lines


def are_plain(lines: Sequence[str]) -> bool:
    """Whether `read_line` would return each of these as it stands, or "" for none.

    Asked of all at once; says no where it is not sure.
    """
    joined = "\n".join(lines)
    return (
        joined.isascii()
        and joined.count("\n") == len(lines) - 1
        and max(map(len, lines)) <= LONGEST_LINE
        and not any(odd.search(joined) for odd in (SSN, NINE_DIGITS))
        and not UNEVEN.search(f"\n{joined}\n")
    )


def read_long_line(text: str) -> str:
    """One line of text whose limit is a rule's, not the store's."""
    return _text(" ".join(text.split()), LONGEST_TEXT)


def read_text(text: str) -> str:
    """Text that may run over several lines, in NFC."""
    return _text(text.replace("\r\n", "\n").replace("\r", "\n").strip(), LONGEST_TEXT)


def _text(text: str, longest: int) -> str:
    if not text.isascii():
        text = _composed(text)
    refuse_ssn(text)
    # Counted as it is kept: NFC makes some letters longer, and what is on file must
    # be readable again.
    if len(text) > longest:
        raise Unreadable(
            f"The text has {len(text)} characters; the limit is {longest}.",
            "Shorten it.",
        )
    if found := CONTROL.search(text):
        raise Unreadable(
            f"The text holds the control character U+{ord(found.group()):04X}.",
            "Remove it.",
        )
    return text


def _composed(text: str) -> str:
    """The text in NFC. Raises `Unreadable` where it is no Unicode."""
    from unicodedata import normalize  # noqa: PLC0415  (few texts need it)

    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise Unreadable("The text is not valid Unicode.", "Type it again.") from None
    return normalize("NFC", text)


def refuse_ssn(text: str) -> None:
    """More than four digits of an SSN are refused everywhere and never repeated."""
    if SSN.search(text):
        raise Unreadable(
            "The text holds what looks like a whole Social Security number.",
            "Leave it out, or keep its last four digits only (--ssn4).",
        )


def refuse_nine_digits(text: str) -> None:
    """Nine bare digits in free text may be an SSN; ids have fields of their own."""
    if NINE_DIGITS.search(text):
        raise Unreadable(
            "The text holds nine digits in a row, which may be a whole Social "
            "Security number.",
            "Leave it out, or keep its last four digits only (--ssn4).",
        )


def read_ssn4(text: str) -> str:
    """The last four digits of an SSN; longer input is refused without an echo."""
    text = text.strip()
    if not (len(text) == 4 and text.isascii() and text.isdigit()):
        raise Unreadable(
            "Only the last four digits of a Social Security number are kept.",
            "Give exactly four digits.",
        )
    return text
