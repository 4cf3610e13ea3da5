"""Parts of the program that are installed only where somebody wants them."""

import sys
from pathlib import Path
from typing import Any

import pytest

INSTALLS = "Install it: pip install 'wioatrack[xlsx]'"


@pytest.mark.fault(100)
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("import", "participant", "people.xlsx"), "Reading a workbook needs openpyxl."),
        (("export", "participant", "--out", "new.xlsx"),
         "Writing a workbook needs openpyxl."),
    ],
    ids=["import", "export"],
)  # fmt: skip
def test_without_the_part_for_workbooks_it_says_how_to_install_it(
    wioatrack: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    says: str,
) -> None:
    """Exit 2 with the line; what needs no workbook goes on."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    Path("people.xlsx").write_bytes(b"PK\x03\x04")

    wioatrack(*words, code=2, says=f"{says} {INSTALLS}")

    wioatrack("export", "participant", "--out", "new.csv", code=0)
    assert Path("new.csv").exists() and not Path("new.xlsx").exists()


@pytest.mark.fault(100)
def test_with_the_part_workbooks_are_written_and_read(
    made: Any, wioatrack: Any, tmp_path: Path
) -> None:
    """Otherwise the line would be the answer to everything."""
    pytest.importorskip("openpyxl")
    made("participant", "add", "--state-id", "7", "--first-name", "Ann", "--last-name",
         "Lee")  # fmt: skip
    book = tmp_path / "people.xlsx"

    wioatrack("export", "participant", "--out", book, code=0)

    assert made("import", "participant", book)["unchanged"] == 1
