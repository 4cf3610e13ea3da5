"""`import --failed`: no file gives its place to failed rows but an older one of them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HEAD = "state_id,first_name,last_name,birth_date\n"
GOOD, BAD = HEAD + "7,Ann,Lee,\n", HEAD + "8,Bob,Yu,soon\n"
TAKEN = {
    "nothing": None,
    "an empty file": b"",
    "CSV": b"import_line,import_findings,state_id\r\n2,bad,7\r\n",
    "CSV with tabs, saved by a spreadsheet":
        b'\xef\xbb\xbf"import_line"\t"import_findings"\t"state_id"\n',
    "JSON lines": b'{"import_line": 1, "state_id": "7"}\n',
    "JSON lines after a broken one": b'{broken\n[1]\n{"import_line": 1}\n',
}  # fmt: skip
REFUSED = {
    "rows that no load rejected": HEAD.encode(),
    "a column of a like name": b"import_line_number,import_findings\n",
    "the other column missing": b"import_line,state_id\n",
    "JSON lines of data": b'{"state_id": "7"}\n{"import_line": 1}\n',
    "words": b"import_line\n",
    "bytes": b"\x00\xff\x00",
}


@pytest.fixture(params=[GOOD, BAD], ids=["no bad rows", "bad rows"])
def rows(request: Any, tmp_path: Path) -> Path:
    file = tmp_path / "rows.csv"
    file.write_text(request.param, encoding="utf-8")
    return file


def words(rows: Path, failed: Path, *more: str) -> tuple[object, ...]:
    return ("import", "participant", rows, "--keep-good", "--failed", failed, *more)


@pytest.mark.parametrize("content", TAKEN.values(), ids=TAKEN)
def test_failed_rows_take_the_place_of_older_ones(
    wioatrack: Any, rows: Path, tmp_path: Path, content: bytes | None
) -> None:
    """And of nothing, and of an empty file; where none failed none is left."""
    failed = tmp_path / "failed.csv"
    if content is not None:
        failed.write_bytes(content)
    bad = "soon" in rows.read_text(encoding="utf-8")

    wioatrack(*words(rows, failed), code=1 if bad else 0, keeps=True,
              says="0 created" if bad else "1 created")  # fmt: skip

    assert failed.exists() is bad
    assert not bad or b"soon" in failed.read_bytes()


@pytest.mark.parametrize("more", [(), ("--dry-run",)], ids=["load", "dry run"])
@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_failed_rows_take_the_place_of_no_other_file(
    wioatrack: Any, rows: Path, tmp_path: Path, content: bytes, more: tuple[str, ...]
) -> None:
    """Neither where rows fail nor where none does; the load is refused before it."""
    other = tmp_path / "other.csv"
    other.write_bytes(content)

    wioatrack(
        *words(rows, other, *more), code=5, says="There is a file other.csv already."
    )

    assert other.read_bytes() == content


@pytest.mark.parametrize("more", [(), ("--dry-run",)], ids=["load", "dry run"])
@pytest.mark.parametrize(
    "name",
    ["cases.db", "cases.db-journal", "cases.db-wal", "cases.db.documents/failed.csv"],
)
def test_failed_rows_never_take_the_place_of_the_database(
    wioatrack: Any, rows: Path, tmp_path: Path, name: str, more: tuple[str, ...]
) -> None:
    """Nor of what lies beside it, whether that is there now or not."""
    (tmp_path / "cases.db.documents").mkdir(exist_ok=True)

    wioatrack(*words(rows, tmp_path / name, *more), code=2,
              says="--failed names the database or a file of it.")  # fmt: skip

    assert wioatrack("participant", "list", "--json", code=0).stdout.strip() == "[]"


def test_failed_rows_follow_no_link_to_what_is_kept(
    wioatrack: Any, rows: Path, db: Path, tmp_path: Path
) -> None:
    """Another name of the database, or of another one, hides neither."""
    link, other, copy = (tmp_path / name for name in ("a.csv", "b.csv", "copy.db"))
    shutil.copyfile(db, copy)
    try:
        link.symlink_to(db)
        other.symlink_to(copy)
    except OSError:
        pytest.skip("no links here")

    wioatrack(*words(rows, link), code=2, says="--failed names the database")
    wioatrack(*words(rows, other), code=5, says="There is a file copy.db already.")


def test_the_file_on_standard_input_is_the_file_that_is_loaded(
    wioatrack: Any, rows: Path, db: Path
) -> None:
    """Also where it holds the failed rows of an earlier load."""
    content = rows.read_bytes().replace(
        b"state_id", b"import_line,import_findings,state_id"
    )
    rows.write_bytes(content)
    before = db.read_bytes()
    environment = {**os.environ, "WIOATRACK_DB": str(db), "WIOATRACK_USER": "ore"}

    with rows.open("rb") as file:
        ran = subprocess.run(
            [sys.executable, "-m", "wioatrack", "import", "participant", "-",
             "--failed", str(rows)],
            stdin=file, env=environment, capture_output=True, text=True, timeout=60,
            check=False,
        )  # fmt: skip

    assert ran.returncode == 2
    assert "--failed names the file that is loaded." in ran.stderr
    assert (rows.read_bytes(), db.read_bytes()) == (content, before)


def test_what_came_while_rows_were_loaded_stays(tmp_path: Path) -> None:
    """The load is filed by then; that its failed rows are not is kept to be told."""
    from wioatrack.actions.batches.loading import Mode
    from wioatrack.commands.watching import Watching

    target = tmp_path / "failed.csv"

    with Watching("rows.csv", Mode(), str(target), quiet=True) as watching:
        target.write_text("another's", encoding="utf-8")

    assert "failed.csv already" in str(watching.problem)
    assert target.read_text(encoding="utf-8") == "another's"
    assert list(tmp_path.iterdir()) == [target]
