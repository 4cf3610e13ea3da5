"""Files that are kept: copied by hash, of a known type and size, never by name."""

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from wioatrack.errors import BadEntry, DocumentProblem
from wioatrack.models.evidence import Document
from wioatrack.store import Stamp, reading, writing
from wioatrack.store.checking import check
from wioatrack.store.documents import Kept, folder_of, keep_file, orphans, place_of

LIMIT = 1 << 20
PDF = b"%PDF-1.7 a certificate"
CONTENT = {
    "a.pdf": PDF,
    "a.PNG": b"\x89PNG\r\n\x1a\n....",
    "a.jpg": b"\xff\xd8\xff\xe0....",
    "a.jpeg": b"\xff\xd8\xff\xe0....",
    "a.tif": b"II*\x00....",
    "a.tiff": b"MM\x00*....",
    "a.docx": b"PK\x03\x04....word/document.xml....",
    "a.txt": "Zeugnis für Müller".encode(),
}


@pytest.fixture
def source(tmp_path: Path) -> Callable[..., Path]:
    """Write a file to be kept."""

    def write(name: str = "a.pdf", content: bytes = PDF) -> Path:
        path = tmp_path / "source" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return path

    return write


def filed(path: Path, stamp: Stamp, kept: Kept) -> int:
    with writing(path, stamp) as store:
        return store.keep(
            Document(
                application_id=1,
                sha256=kept.sha256,
                size=kept.size,
                kind=kept.kind,
                original_name=kept.original_name,
            )
        )


@pytest.mark.parametrize(("name", "content"), CONTENT.items())
def test_a_known_type_is_kept(
    filled: Path, source: Callable[..., Path], name: str, content: bytes
) -> None:
    """Under its hash, for its owner alone, byte for byte."""

    kept = keep_file(filled, source(name, content), limit=LIMIT)

    place = place_of(filled, kept.sha256, kept.kind)
    assert place.read_bytes() == content
    assert kept.original_name == name
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


@pytest.mark.fault(85)
@pytest.mark.parametrize(
    ("name", "content", "types"),
    [
        ("a.png", PDF, "png, the content pdf"),
        ("a.docx", b"PK\x03\x04 a zip", "docx, the content zip"),
        ("a.txt", b"text\x00binary", "txt, the content is unknown"),
        ("a.pdf", b"hello", "pdf, the content txt"),
    ],
)
def test_a_name_that_says_another_type_is_refused(
    filled: Path, source: Callable[..., Path], name: str, content: bytes, types: str
) -> None:
    """Both types are named, and nothing is left behind."""

    with pytest.raises(BadEntry, match=types):
        keep_file(filled, source(name, content), limit=LIMIT)
    assert list(folder_of(filled).iterdir()) == []


@pytest.mark.parametrize("name", ["a.exe", "a", "a.html", ".pdf"])
def test_an_unknown_type_is_refused(
    filled: Path, source: Callable[..., Path], name: str
) -> None:
    """Only what can be looked at and checked is kept."""

    with pytest.raises(BadEntry, match="not kept"):
        keep_file(filled, source(name), limit=LIMIT)


@pytest.mark.fault(84)
def test_a_large_file_is_refused_before_it_is_copied(
    filled: Path, source: Callable[..., Path]
) -> None:
    """Also a sparse one of ten gigabytes; the limit itself is kept."""

    huge = source()
    os.truncate(huge, 10 << 30)

    with pytest.raises(BadEntry, match="larger"):
        keep_file(filled, huge, limit=LIMIT)
    with pytest.raises(BadEntry, match="larger"):
        keep_file(filled, source("b.pdf"), limit=len(PDF) - 1)
    assert keep_file(filled, source("b.pdf"), limit=len(PDF)).size == len(PDF)


@pytest.mark.fault(82)
def test_only_a_regular_file_is_taken(
    filled: Path, source: Callable[..., Path], tmp_path: Path
) -> None:
    """No link, pipe, device or folder, and no waiting for one."""

    (tmp_path / "link.pdf").symlink_to(source())
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "folder.pdf").mkdir()

    for name in ("link.pdf", "pipe.pdf", "folder.pdf"):
        with pytest.raises(BadEntry):
            keep_file(filled, tmp_path / name, limit=LIMIT)
    with pytest.raises(DocumentProblem):
        keep_file(filled, tmp_path / "none.pdf", limit=LIMIT)


@pytest.mark.fault(81)
@pytest.mark.parametrize(
    "name", ["-rf.pdf", "CON.pdf", "‮fdp.pdf", "x" * 200 + ".pdf", "a b'c.pdf"]
)
def test_a_name_is_only_data(
    filled: Path, source: Callable[..., Path], name: str
) -> None:
    """Whatever it is, the file lies under its hash inside the folder."""

    kept = keep_file(filled, source(name), limit=LIMIT)

    assert kept.original_name == name
    assert [file.name for file in folder_of(filled).iterdir()] == [f"{kept.sha256}.pdf"]


@pytest.mark.fault(87)
def test_the_same_file_twice_is_kept_once(
    filled: Path, ann: Stamp, source: Callable[..., Path]
) -> None:
    """One file, two records."""

    for name in ("a.pdf", "b.pdf"):
        filed(filled, ann, keep_file(filled, source(name), limit=LIMIT))

    assert len(list(folder_of(filled).iterdir())) == 1
    assert check(filled) == ()


@pytest.mark.fault(83)
def test_the_hash_is_that_of_what_was_copied(
    filled: Path, source: Callable[..., Path]
) -> None:
    """Also while somebody writes to the source."""

    busy, stop = source(content=PDF + b"x" * 500_000), threading.Event()

    def scribble() -> None:
        while not stop.is_set():
            with busy.open("r+b") as file:
                file.seek(1000)
                file.write(os.urandom(1000))

    thread = threading.Thread(target=scribble)
    thread.start()
    try:
        for _ in range(10):
            kept = keep_file(filled, busy, limit=LIMIT)
            content = place_of(filled, kept.sha256, "pdf").read_bytes()
            import hashlib

            assert hashlib.sha256(content).hexdigest() == kept.sha256
    finally:
        stop.set()
        thread.join()


@pytest.mark.fault(86)
def test_an_altered_or_missing_file_is_found(
    filled: Path, ann: Stamp, source: Callable[..., Path]
) -> None:
    """The check names the document."""

    kept = keep_file(filled, source(), limit=LIMIT)
    filed(filled, ann, kept)
    place = place_of(filled, kept.sha256, "pdf")
    place.write_bytes(PDF + b"!")
    assert [f.message for f in check(filled)] == ["document 1: its file was altered"]

    place.unlink()
    assert [f.message for f in check(filled)] == ["document 1: its file is missing"]


KEEP = """
import sys, time
from pathlib import Path
from wioatrack.store.documents import keep_file
keep_file(Path(sys.argv[1]), Path(sys.argv[2]), limit=1000000)
print("kept", flush=True)
time.sleep(60)
"""


@pytest.mark.fault(5)
def test_a_kill_between_file_and_record_leaves_an_orphan(
    filled: Path, source: Callable[..., Path]
) -> None:
    """Never a record without its file; the orphan is listed and is no damage."""

    run = subprocess.Popen(
        [sys.executable, "-c", KEEP, str(filled), str(source())],
        stdout=subprocess.PIPE,
    )
    assert run.stdout is not None
    run.stdout.readline()
    run.kill()
    run.communicate()

    with reading(filled) as snapshot:
        assert len(orphans(snapshot, filled)) == 1
    (found,) = check(filled)
    assert (found.what, found.grave) == ("orphan", False)
