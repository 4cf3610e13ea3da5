"""The one gate out: values from outside are made visible before a terminal sees them.

Escape sequences, other control characters, bidirectional overrides and lone
surrogates are shown as escapes, so that no name can move the cursor, colour the
screen, or turn a line around.
"""

import re

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    "\ufeff\ud800-\udfff]"
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
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
