"""Kept files: copied beside the database under their hash, never under their name.

The order is copy, sync, rename, and only then the row that names them, so that a crash
leaves at worst a file without a row, which is listed and can be removed.
"""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from wioatrack.errors import BadEntry, DocumentProblem
from wioatrack.lean import dataclass
from wioatrack.store.making import OWNER_ONLY, make_folder, sync_folder
from wioatrack.store.opening import NO_FOLLOW
from wioatrack.store.reading import Snapshot

PIECE = 1 << 20
WORD_DOCUMENT = b"word/document.xml"
ENDINGS = {
    "pdf": "pdf",
    "png": "png",
    "jpg": "jpeg",
    "jpeg": "jpeg",
    "tif": "tiff",
    "tiff": "tiff",
    "docx": "docx",
    "txt": "txt",
}
BEGINNINGS = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"PK\x03\x04", "zip"),
)
KNOWN = "SELECT id, sha256, kind FROM document"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it was taken in; the hash is that of the bytes that were copied."""

    sha256: str
    size: int
    kind: str
    original_name: str


@dataclass(frozen=True, slots=True)
class Unsound:
    """A document whose file is not what the record says."""

    document_id: int
    reason: str


def folder_of(path: Path) -> Path:
    """Where the kept files of a database are."""
    return path.with_name(f"{path.name}.documents")


def place_of(path: Path, sha256: str, kind: str) -> Path:
    """Where one kept file is."""
    return folder_of(path) / f"{sha256}.{kind}"


def keep_file(path: Path, source: Path, *, limit: int) -> Kept:
    """Copy a file in, of a known type and at most `limit` bytes.

    Links, pipes and devices are refused; a file that grows while it is read is too.
    """
    ending = source.suffix.lower().lstrip(".")
    claimed = ENDINGS.get(ending)
    if claimed is None:
        given = f"of type {ending}" if ending else "without a type"
        raise BadEntry(
            f"document: files {given} are not kept.",
            f"Give one that ends in {', '.join(sorted(ENDINGS))}.",
        )
    folder = folder_of(path)
    make_folder(folder)
    sweep_partial(folder)
    temporary = folder / f".{os.urandom(8).hex()}.partial"
    try:
        digest, size = copied(source, temporary, limit)
        agree(claimed, temporary)
        final = place_of(path, digest, claimed)
        os.replace(temporary, final)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(folder)
    return Kept(digest, size, claimed, source.name)


def copied(source: Path, to: Path, limit: int) -> tuple[str, int]:
    """The hash and size of what was copied."""
    digest, size = hashlib.sha256(), 0
    try:
        reading = open_regular(source, limit)
        try:
            writing = os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY)
            try:
                while piece := os.read(reading, PIECE):
                    size += len(piece)
                    refuse_large(size, limit)
                    digest.update(piece)
                    write_all(writing, piece)
                os.fsync(writing)
            finally:
                os.close(writing)
        finally:
            os.close(reading)
    except OSError as error:
        raise DocumentProblem(
            f"The document cannot be copied: {error.strerror}.",
            "Check its name, whether it may be read, and the room on the disk.",
        ) from error
    return digest.hexdigest(), size


def open_regular(source: Path, limit: int) -> int:
    """A descriptor of a regular file, opened without following or waiting."""
    if source.is_symlink():
        raise BadEntry("document: a symbolic link is not taken; name the file itself.")
    descriptor = os.open(source, os.O_RDONLY | NO_FOLLOW)
    found = os.fstat(descriptor)
    try:
        if not stat.S_ISREG(found.st_mode):
            raise BadEntry("document: only a regular file can be kept.")
        refuse_large(found.st_size, limit)
    except BadEntry:
        os.close(descriptor)
        raise
    return descriptor


def refuse_large(size: int, limit: int) -> None:
    """A limit on what is kept, before and while copying."""
    if size > limit:
        raise BadEntry(f"document: it is larger than {limit} bytes, the most kept.")


def write_all(descriptor: int, piece: bytes) -> None:
    """All of it, also where the system takes a part."""
    while piece:
        piece = piece[os.write(descriptor, piece) :]


def agree(claimed: str, file: Path) -> None:
    """The content must be what the name says."""
    actual = kind_of(file)
    if actual != claimed:
        raise BadEntry(
            f"document: the name says {claimed}, the content {actual or 'is unknown'}.",
            "Rename it to what it is, or save it in a type that is kept.",
        )


def kind_of(file: Path) -> str | None:
    """What the content says it is."""
    with file.open("rb") as content:
        first = content.read(PIECE)
        for beginning, kind in BEGINNINGS:
            if first.startswith(beginning):
                return kind if kind != "zip" else kind_of_archive(file)
        while first:
            if b"\x00" in first:
                return None
            first = content.read(PIECE)
    return "txt"


def kind_of_archive(file: Path) -> str:
    """A word processor's file names its text in the list at its end."""
    with file.open("rb") as content:
        content.seek(max(0, file.stat().st_size - PIECE))
        return "docx" if WORD_DOCUMENT in content.read() else "zip"


def hash_of(file: Path) -> str:
    """The hash of a file as it is now."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def unsound(store: Snapshot, path: Path) -> Iterator[Unsound]:
    """The documents whose file is missing or was altered."""
    for row in store.ask(f"{KNOWN} ORDER BY id"):
        file = place_of(path, row["sha256"], row["kind"])
        if not file.is_file():
            yield Unsound(row["id"], "its file is missing")
        elif hash_of(file) != row["sha256"]:
            yield Unsound(row["id"], "its file was altered")


def orphans(store: Snapshot, path: Path) -> list[Path]:
    """Files that no record names: what a crash or a refused command left."""
    known = {f"{row['sha256']}.{row['kind']}" for row in store.ask(KNOWN)}
    folder = folder_of(path)
    if not folder.is_dir():
        return []
    return sorted(file for file in folder.iterdir() if file.name not in known)


def sweep_partial(folder: Path) -> None:
    """Remove copies that a killed run began an hour ago or more."""
    for file in folder.glob(".*.partial"):
        newer = folder.stat().st_mtime - file.stat().st_mtime < 3600
        if not newer:
            file.unlink(missing_ok=True)


def copy_missing(path: Path, to: Path) -> int:
    """Copy kept files that another database's folder lacks; how many they were."""
    there = folder_of(path)
    if not there.is_dir():
        return 0
    make_folder(folder_of(to))
    new = 0
    for file in sorted(there.iterdir()):
        target = folder_of(to) / file.name
        if file.name.startswith(".") or target.exists():
            continue
        temporary = target.with_name(f".{file.name}.partial")
        temporary.unlink(missing_ok=True)
        copied(file, temporary, file.stat().st_size)
        os.replace(temporary, target)
        new += 1
    sync_folder(folder_of(to))
    return new
