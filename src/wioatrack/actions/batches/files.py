"""A file as it was given: looked through once, then read as a stream.

The first pass hashes it and finds what is no text, so that nothing is half read before
that is known. Memory does not grow with the file.
"""

import codecs
import hashlib
import io
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from wioatrack.errors import BadEntry, FileProblem
from wioatrack.lean import dataclass

PIECE = 1 << 20
UTF_8 = "utf-8"
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE)
ZIP = b"PK\x03\x04"
STANDARD_INPUT = "-"
# Encodings of one name of a host, and one that refuses everything.
NO_TEXT_OF_FILES = frozenset({"idna", "punycode", "undefined"})


@dataclass(frozen=True, slots=True)
class Given:
    """An open file: its name as typed, its hash, and how its text is written."""

    name: str
    file: BinaryIO
    sha256: str
    start: bytes
    encoding: str

    @property
    def format(self) -> str:
        """csv, jsonl or xlsx, by how it begins or else by the name's ending."""
        ending = os.path.splitext(self.name)[1].lower()
        if self.start.startswith(ZIP):
            return "xlsx"
        if ending in (".jsonl", ".ndjson", ".json"):
            return "jsonl"
        begins = self.start.removeprefix(codecs.BOM_UTF8).lstrip()[:1]
        if begins in (b"{", b"["):
            return "jsonl"
        return "csv"

    def lines(self) -> Iterator[str]:
        """Its physical lines as text, each with its own line end.

        Raises `BadEntry` for a workbook, whose bytes were never looked through as text.
        """
        if self.start.startswith(ZIP):
            raise BadEntry("The file is a workbook, not text.", "Leave --format out.")
        os.lseek(self.file.fileno(), 0, os.SEEK_SET)
        return io.TextIOWrapper(_Lasting(self.file), encoding=self.encoding, newline="")


class _Lasting(io.BufferedReader):
    """A reader whose end leaves the file open."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(io.FileIO(file.fileno(), closefd=False))


@contextmanager
def given(name: str, encoding: str | None = None) -> Iterator[Given]:
    """Open a file, or standard input for `-`, and look through it once."""
    with opened(name) as file:
        digest, start, is_text = looked_through(file, encoding or UTF_8)
        if not start:
            raise BadEntry(
                "The file is empty.", "wioatrack template NOUN prints the first line."
            )
        if is_text and start.startswith(codecs.BOM_UTF8) and encoding is None:
            encoding = "utf-8-sig"
        yield Given(name, file, digest, start, encoding or UTF_8)


def is_workbook(name: str) -> bool | None:
    """Whether a file begins as one; none where a look would take bytes out of it."""
    if name == STANDARD_INPUT or not os.path.isfile(name):
        return None
    with opened(name) as file:
        return file.read(len(ZIP)) == ZIP


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """The file for reading; what cannot be read twice is copied first."""
    if name == STANDARD_INPUT:
        with spooled(sys.stdin.buffer) as copy:
            yield copy
        return
    try:
        file = open(name, "rb")  # noqa: SIM115  (closed below, whatever happens)
    except OSError as error:
        raise FileProblem(name, error.strerror or "it cannot be read") from error
    with file:
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            yield file
        else:
            with spooled(file) as copy:
                yield copy


@contextmanager
def spooled(source: BinaryIO) -> Iterator[BinaryIO]:
    """A copy without a name of what flows in, gone when it is closed."""
    with tempfile.TemporaryFile() as copy:
        while piece := source.read(PIECE):
            copy.write(piece)
        copy.flush()
        yield copy


def looked_through(file: BinaryIO, encoding: str) -> tuple[str, bytes, bool]:
    """The hash, the first bytes, and whether it is text rather than a workbook.

    Raises `BadEntry` with the line of the first byte that is no text.
    """
    file.seek(0)
    digest, start, line = hashlib.sha256(), b"", 1
    decoder, is_text = None, True
    while piece := file.read(PIECE):
        digest.update(piece)
        if not start:
            start = piece[:4096]
            is_text = not start.startswith(ZIP)
            refuse_wide(start, encoding)
            decoder = decoder_of(encoding) if is_text else None
        if decoder is not None:
            line = decoded(decoder, piece, line, encoding)
    if decoder is not None:
        decoded(decoder, b"", line, encoding, final=True)
    return digest.hexdigest(), start, is_text


def decoder_of(encoding: str) -> codecs.IncrementalDecoder:
    """What reads the text of a file. Raises `BadEntry` for what is no such encoding."""
    try:
        name = codecs.lookup(encoding).name
        if name not in NO_TEXT_OF_FILES:
            # Codecs from bytes to bytes, such as base64, are refused here.
            b"a".decode(encoding)
            return codecs.getincrementaldecoder(encoding)("strict")
    except UnicodeDecodeError:
        return codecs.getincrementaldecoder(encoding)("strict")
    except (LookupError, ValueError):
        pass
    raise BadEntry(
        f"--encoding: there is no encoding of text {encoding!r}.",
        "Try utf-8 or cp1252.",
    )


def decoded(
    decoder: codecs.IncrementalDecoder,
    piece: bytes,
    line: int,
    encoding: str,
    *,
    final: bool = False,
) -> int:
    """The line that the next piece begins on."""
    try:
        decoder.decode(piece, final)
    except UnicodeError as error:
        # UTF-16 without its mark is refused with no place.
        if isinstance(error, UnicodeDecodeError):
            line += error.object[: error.start].count(b"\n")
        raise BadEntry(
            f"Line {line} is not {encoding.upper()} text.",
            "Save the file as UTF-8, or name its encoding: --encoding cp1252.",
        ) from None
    return line + piece.count(b"\n")


def refuse_wide(start: bytes, encoding: str) -> None:
    """A file of two-byte characters, which spreadsheets call Unicode text."""
    if encoding == UTF_8 and start.startswith(WIDE):
        raise BadEntry(
            "Line 1: the file is UTF-16 text, not UTF-8.",
            "Save the file as UTF-8, or give --encoding utf-16.",
        )
