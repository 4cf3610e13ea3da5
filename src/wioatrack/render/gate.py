"""The one gate out: values from outside are made visible before a terminal sees them.

Escape sequences, other control characters, bidirectional overrides and lone
surrogates are shown as escapes, so that no name can move the cursor, colour the
screen, or turn a line around. So are characters that nobody sees (soft hyphens, format
controls, tags), by which two names may look the same. The joiners U+200C and U+200D
pass: Persian, Indic scripts and emoji are written with them.
"""

import re

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text with every unsafe character as an escape such as `\\x1b`.

    A line feed and a tab stay: what must be one line uses `one_line`.
    """
    return UNSAFE.sub(_escaped, text)


def one_line(text: str) -> str:
    """The visible text on one line."""
    return visible(text).replace("\n", " \u23ce ").replace("\t", " ")


def _escaped(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
