"""The file among its neighbours: permissions, links, journals, the kind of disk."""

import os
import stat
from pathlib import Path

from wioatrack.store import documents, register
from wioatrack.store.making import OWNER_ONLY, OWNER_ONLY_FOLDER

MOUNTS = Path("/proc/mounts")
FAR = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "fuse.sshfs"})
NOT_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def too_open(path: Path) -> tuple[Path, ...]:
    """The database, its neighbours and kept files that others could read or write."""
    return tuple(
        place
        for place in (*files_of(path), *folders_of(path))
        if stat.S_IMODE(place.stat().st_mode) & NOT_OTHERS
    )


def tighten(places: tuple[Path, ...]) -> None:
    """Leave files and folders to their owner alone."""
    for place in places:
        place.chmod(OWNER_ONLY_FOLDER if place.is_dir() else OWNER_ONLY)


def files_of(path: Path) -> tuple[Path, ...]:
    """The database and every file that was made for it."""
    beside = (register.register_of(path), journal_of(path), *register.copies(path))
    folder = documents.folder_of(path)
    kept = sorted(folder.iterdir()) if folder.is_dir() else []
    return tuple(file for file in (path, *beside, *kept) if file.is_file())


def folders_of(path: Path) -> tuple[Path, ...]:
    """The folder of the kept files; where the database lies is its owner's business."""
    folder = documents.folder_of(path)
    return (folder,) if folder.is_dir() else ()


def journal_of(path: Path) -> Path:
    """Where SQLite keeps what a write is about to change."""
    return path.with_name(f"{path.name}-journal")


def belongs_to(path: Path, file: Path) -> bool:
    """Whether a file, there or not, is the database or has a name that is its own."""
    if file.exists() and path.exists() and file.samefile(path):
        return True
    whole, folder = path.resolve(), documents.folder_of(path).resolve()
    ends = ("", "-journal", "-wal", "-shm")
    own = {whole.with_name(whole.name + end) for end in ends}
    own |= {register.register_of(whole), folder}
    return file in own or folder in file.parents


def strays(path: Path) -> tuple[Path, ...]:
    """Files that SQLite or a killed command may have left beside the database."""
    odd = [path.with_name(path.name + end) for end in ("-journal", "-wal", "-shm")]
    partial = path.parent.glob(".*.partial")
    return tuple(file for file in (*odd, *sorted(partial)) if file.exists())


def file_system(path: Path, mounts: Path = MOUNTS) -> str | None:
    """The kind of file system the database lies on, where that can be read."""
    try:
        lines = mounts.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    place, best, kind = Path(os.path.abspath(path)), -1, None
    for line in lines:
        words = line.split()
        if len(words) < 3:
            continue
        at = Path(words[1].replace("\\040", " "))
        if place.is_relative_to(at) and len(at.parts) > best:
            best, kind = len(at.parts), words[2]
    return kind


def is_far(kind: str | None) -> bool:
    """Whether locks on this kind of file system cannot be relied on."""
    return kind in FAR


def writable(path: Path) -> bool:
    """Whether this account may write the file and its folder, with the journal."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
