"""`import` of rows that say of which noun they are."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

EMPLOYER, PROVIDER = {"name": "Acme"}, {"noun": "provider", "name": "College"}


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Rows as the file's ending has them, with a column for every key."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    table = [names, *([row.get(name, "") for name in names] for row in rows)]
    if path.suffix == ".jsonl":
        lines = [json.dumps(row) for row in rows]
    elif path.suffix == ".csv":
        lines = [",".join(cells) for cells in table]
    else:
        book = pytest.importorskip("openpyxl").Workbook()
        for cells in table:
            book.active.append(cells)
        book.save(content := io.BytesIO())
        path.write_bytes(content.getvalue())
        return path
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def names(run: Any, noun: str) -> set[str]:
    lines = run("export", noun, "--jsonl", code=0).stdout.splitlines()
    return {json.loads(line)["name"] for line in lines}


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.csv", "rows.xlsx"])
def test_a_row_of_another_noun_is_rejected(
    wioatrack: Any, tmp_path: Path, name: str
) -> None:
    """One that names none or the right one, however written, is filed."""
    right = [EMPLOYER, {"noun": "Employer ", "name": "Bakery"}]
    file = written(tmp_path / name, [*right, PROVIDER, {"noun": "bogus", "name": "C"}])
    failed = tmp_path / "failed"
    words = ("import", "employer", file, "--keep-good", "--failed", failed, "--json")

    out = wioatrack(
        *words, code=1, keeps=True, says="this is a load of employer"
    ).stdout

    other, none = json.loads(out)["findings"]
    assert [one["rule"] for one in (other, none)] == ["row.noun"] * 2
    assert other["column"] == "noun" and other["value"] == "provider"
    assert "wioatrack import provider FILE" in other["fix"]
    assert "import all" in other["fix"]
    assert "'bogus' is no noun" in none["message"]
    assert names(wioatrack, "employer") == {"Acme", "Bakery"}
    rejected = failed.read_text(encoding="utf-8")
    assert "provider" in rejected and "College" in rejected and "Acme" not in rejected


def test_a_row_of_another_noun_is_on_file_for_no_likeness(
    wioatrack: Any, tmp_path: Path
) -> None:
    """What was loaded of one noun is nothing that is known of a row of another."""
    like = {"name": PROVIDER["name"]}
    wioatrack("import", "employer", written(tmp_path / "a.jsonl", [like]), code=0)

    wioatrack("import", "employer", written(tmp_path / "b.jsonl", [PROVIDER]), code=1,
              says="this is a load of employer")  # fmt: skip


def test_an_object_is_no_noun(wioatrack: Any, tmp_path: Path) -> None:
    """It is refused as any other value that is no words."""
    file = written(tmp_path / "a.jsonl", [{"noun": {"of": "employer"}, "name": "A"}])

    wioatrack("import", "employer", file, code=1,
              says="noun: The value is an object or holds one.")  # fmt: skip


@pytest.mark.parametrize(
    ("row", "says", "fix"),
    [
        ({"noun": "providr"}, "'providr' is no noun", "Did you mean provider?"),
        ({"noun": "qqq"}, "'qqq' is no noun", "There are: participant, "),
        ({"noun": None}, "The line names no noun", "There are: participant, "),
        ({"name": "A"}, "The line names no noun", "There are: participant, "),
        ([1], "The line is no JSON object", 'Write {"column": "value", ...}'),
    ],
)
def test_a_noun_that_is_none_is_told_from_one_that_is_missing(
    wioatrack: Any, tmp_path: Path, row: Any, says: str, fix: str
) -> None:
    """With the nearest, or those that there are."""
    file = tmp_path / "many.jsonl"
    file.write_text(json.dumps(PROVIDER) + "\n" + json.dumps(row), encoding="utf-8")

    out = wioatrack("import", "all", file, "--json", code=1, says=says).stdout

    (found,) = json.loads(out)["findings"]
    assert found["line"] == 2 and fix in found["fix"]


def test_a_line_that_names_two_nouns_is_of_neither(
    wioatrack: Any, tmp_path: Path
) -> None:
    """Which of them was meant nobody can say."""
    file = tmp_path / "many.jsonl"
    file.write_text('{"noun": "provider", "noun": "employer", "name": "A"}\n')

    wioatrack("import", "all", file, code=1, says="The row is one of provider")
