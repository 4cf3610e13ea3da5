"""The end of a bundle: a last line that proves that nothing is missing before it.

It says how many records there are, and the hash of every line before it, each with one
line feed after it, so that a bundle whose line ends were converted is still whole.
"""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from wioatrack.errors import BadEntry

END = "end"
AGAIN = "Take it from `export all` again; nothing was written."


def written(record: dict[str, Any]) -> str:
    """One line."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def end_of(before: int, digest: str) -> dict[str, Any]:
    """The last line, after so many others, of which the first is the head."""
    return {"record": END, "records": before - 1, "sha256": digest}


def as_bytes(line: str) -> bytes:
    """A line as it is hashed."""
    return f"{line}\n".encode("utf-8", "surrogatepass")


def sealed(lines: Iterable[str]) -> Iterator[str]:
    """The head and the records of a bundle, and its end."""
    digest, before = sha256(), 0
    for line in lines:
        digest.update(as_bytes(line))
        before += 1
        yield line
    yield written(end_of(before, digest.hexdigest()))


def require_whole(lines: Iterable[str]) -> None:
    """Refuse a bundle that is cut off, or is not what was exported.

    Raises `BadEntry`. Blank lines do not count.
    """
    digest, before, last = sha256(), 0, ""
    for line in lines:
        if line.strip():
            if last:
                digest.update(as_bytes(last))
                before += 1
            last = line.rstrip("\r\n")
    end = ended(last)
    if end is None:
        raise BadEntry("The bundle is cut off: its last line is not its end.", AGAIN)
    whole = end_of(before, digest.hexdigest())
    there, said = whole["records"], end.get("records")
    if there != said:
        raise BadEntry(
            f"The bundle has {there} records, and its end says {said}.", AGAIN
        )
    if end != whole:
        raise BadEntry(
            "The bundle was changed: its records are not those that its end proves.",
            AGAIN,
        )


def ended(line: str) -> dict[str, Any] | None:
    """The end of a bundle, if the line is one."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record if is_end(record) else None


def is_end(record: Any) -> bool:
    """Whether what was read is the end of a bundle, and no record."""
    return isinstance(record, dict) and record.get("record") == END
