"""`import`: the file of rejected rows, and options that fit the file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wioatrack.actions.batches.loading import Mode
from wioatrack.commands.watching import Watching
from wioatrack.errors import ReturnCode

HEAD = "state_id,first_name,last_name,birth_date\n"
FAILED = "import_line,import_findings," + HEAD
MIXED = HEAD + "7,Ann,Lee,\n8,Bob,Yu,soon\n"


@pytest.fixture
def rows(tmp_path: Path) -> Callable[[str | bytes], Path]:
    """A file of these contents."""

    def rows(content: str | bytes) -> Path:
        file = tmp_path / "rows.csv"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    return rows


def count(run: Any) -> int:
    return len(json.loads(run("participant", "list", "--json", code=0).stdout))


@pytest.mark.parametrize(
    ("name", "says"),
    [("", "names a folder"), ("no/such/failed.csv", "No such file"),
     ("-", "takes the name of a file")],
)  # fmt: skip
def test_where_rejected_rows_go_is_checked_before_the_load(
    wioatrack: Any, rows: Any, tmp_path: Path, name: str, says: str
) -> None:
    """A folder, a file in no folder and no file at all stop it; nothing is filed."""
    target = name if name == "-" else tmp_path / name
    words = ("import", "participant", rows(MIXED), "--keep-good", "--failed", target)

    code = ReturnCode.USAGE if name == "-" else ReturnCode.STORE
    wioatrack(*words, code=code, says=says)

    assert count(wioatrack) == 0
    assert not list(tmp_path.glob(".*"))


def test_where_the_rejected_rows_are_is_said(
    wioatrack: Any, rows: Any, tmp_path: Path
) -> None:
    """With the result and the handle, to people and to scripts."""
    failed = tmp_path / "failed.csv"
    words = ("import", "participant", rows(MIXED), "--keep-good", "--failed", failed)

    told = wioatrack(*words, code=1, keeps=True, says="1 rejected")

    assert "1 created, 0 on file already, 1 rejected" in told.stdout
    assert "wioatrack undo" in told.stderr
    assert f"The rejected rows are in {failed}" in told.stderr
    answer = json.loads(
        wioatrack(*words, "--json", code=1, keeps=True, says="soon").stdout
    )
    assert answer["failed_file"] == str(failed)


def test_a_load_without_bad_rows_leaves_none_listed(
    wioatrack: Any, rows: Any, tmp_path: Path
) -> None:
    """The rejected rows of another load go, but for a dry run, which removes nothing."""
    failed = tmp_path / "failed.csv"
    failed.write_text(FAILED, encoding="utf-8")
    file = rows(HEAD + "7,Ann,Lee,\n")
    words = ("import", "participant", file, "--failed", failed)

    wioatrack(*words, "--dry-run", code=0)
    assert failed.read_text(encoding="utf-8") == FAILED

    wioatrack(*words, code=0)
    assert not failed.exists()


def test_a_file_that_fails_after_the_load_is_kept_to_be_told(tmp_path: Path) -> None:
    """The load is filed by then, and is reported before it; nothing lies about."""
    target = tmp_path / "failed.csv"

    with Watching("rows.csv", Mode(), str(target), quiet=True) as watching:
        target.mkdir()

    assert watching.written is None
    assert "failed.csv" in str(watching.problem)
    assert list(tmp_path.iterdir()) == [target]


def test_a_refused_load_leaves_the_older_file(
    wioatrack: Any, rows: Any, tmp_path: Path
) -> None:
    """Where no row was looked at, nothing is known of any."""
    failed = tmp_path / "failed.csv"
    failed.write_text(FAILED, encoding="utf-8")

    wioatrack("import", "participant", rows("colour\nred\n"), "--failed", failed,
              code=2, says="names no column")  # fmt: skip

    assert failed.read_text(encoding="utf-8") == FAILED


def test_rejected_rows_are_utf_8_whatever_the_input_was(
    wioatrack: Any, rows: Any, tmp_path: Path
) -> None:
    """A reason may hold what the input's encoding has not; it loads without its name."""
    failed = tmp_path / "failed.csv"
    content = HEAD + f"7,Zoë,Núñez,{'soon ' * 20}\n"

    wioatrack("import", "participant", rows(content.encode("latin-1")), "--encoding",
              "latin-1", "--failed", failed, code=1, keeps=True,
              says="1 rejected")  # fmt: skip

    text = failed.read_text(encoding="utf-8")
    assert "…" in text
    failed.write_text(text.replace("soon " * 20, ""), encoding="utf-8")
    wioatrack("import", "participant", failed, code=0)
    [one] = json.loads(wioatrack("participant", "list", "--json", code=0).stdout)
    assert (one["first_name"], one["last_name"]) == ("Zoë", "Núñez")


@pytest.mark.parametrize(
    "encoding", ["base64", "rot13", "undefined", "idna", "punycode", "nosuch", "\udcff"]
)
def test_what_is_no_encoding_of_text_is_refused(
    wioatrack: Any, rows: Any, encoding: str
) -> None:
    """Also where the name is known: not every codec reads text."""
    wioatrack("import", "participant", rows(MIXED), "--encoding", encoding, code=2,
              says="there is no encoding of text")  # fmt: skip


def test_utf_16_without_its_mark_is_refused_in_words(wioatrack: Any, rows: Any) -> None:
    """Nobody can say which of its bytes comes first."""
    wioatrack("import", "participant", rows(MIXED.encode("utf-16-be")), "--encoding",
              "utf-16", code=2, says="is not UTF-16 text")  # fmt: skip


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--format", "foo"), "'foo' is no format"),
        (("--sheet", "March"), "--sheet names a sheet of a workbook"),
        (("--format", "csv", "--sheet", "March"), "--sheet names a sheet"),
    ],
)
def test_an_option_that_fits_no_such_file_is_refused(
    wioatrack: Any, rows: Any, words: tuple[str, ...], says: str
) -> None:
    """Rather than passed over, and the file read as something else."""
    wioatrack("import", "participant", rows(MIXED), *words, code=2, says=says)


@pytest.mark.parametrize("format", ["CSV", "csv"])
def test_a_format_is_read_in_any_case(wioatrack: Any, rows: Any, format: str) -> None:
    """As endings are."""
    file = rows(HEAD + "7,Ann,Lee,\n")

    wioatrack("import", "participant", file, "--format", format, code=0)

    assert count(wioatrack) == 1


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_a_workbook_is_not_read_as_text(wioatrack: Any, rows: Any, format: str) -> None:
    """Its bytes are no characters, whatever it is called."""
    file = rows(b"PK\x03\x04\xff\x00\x81")

    wioatrack("import", "participant", file, "--format", format, code=2,
              says="The file is a workbook")  # fmt: skip
    assert count(wioatrack) == 0
