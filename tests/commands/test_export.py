"""`export` and `template`: rows that `import` takes back."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from wioatrack.cli import app
from wioatrack.entries.cells import joined, parted

NOUNS = ("participant", "application", "assessment", "goal", "employer", "worksite",
         "job", "service", "note", "credential", "msg", "payment", "exit",
         "employment", "story")  # fmt: skip
# What staff type: anything that a keyboard or a spreadsheet gives.
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12
).filter(str.strip)


class Elsewhere:
    """A second database."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self("init")

    def __call__(self, *words: object, code: int = 0) -> str:
        environment = {
            "WIOATRACK_DB": str(self._path),
            "WIOATRACK_USER": "ore",
            "WIOATRACK_AS_OF": "2023-06-30",
        }
        result = CliRunner(env=environment).invoke(app, [str(w) for w in words])
        assert result.exit_code == code, result.output
        return result.stdout


@pytest.fixture
def elsewhere(tmp_path: Path) -> Elsewhere:
    return Elsewhere(tmp_path / "elsewhere.db")


@pytest.fixture
def caseload(made: Any, person: Callable[..., str]) -> str:
    """One case with a record of each sort; its WHO."""
    who = person("isets", application_date="2022-08-01")
    goal = made("goal", "add", who, "--statement", "I want = to; work", "--category",
                "career-plan", "--term", "long")  # fmt: skip
    service = made("service", "add", who, "--activity", "BE", "--goal", goal["id"],
                   "--status", "started", "--start", "2022-08-08", "--planned-end",
                   "2023-01-01", "--hours", "7.25", "--situation", "basic-skills",
                   "--provider", "none")  # fmt: skip
    made("service", "update", service["id"], "--status", "successful", "--end",
         "2022-12-01")  # fmt: skip
    made("assessment", "add", who, "--name", "TABE; 11", "--kind", "pre", "--series", "a",
         "--subject", "Reading", "--level", "2", "--date", "2022-08-09")  # fmt: skip
    made("note", "add", who, "--date", "2022-09-01", "--subject", "-x", "--message",
         "line one\nline 'two'", "--to", "team")  # fmt: skip
    made("msg", "add", who, "--type", "postsecondary", "--date", "2022-12-20",
         "--attendance", "part-time", "--semester", "2022-08-22:2022-12-16:9.5", "--no-removed",
         "--semester", "2022-01-10:2022-05-10:3")  # fmt: skip
    made("credential", "add", who, "--type", "Occupational Skills License", "--name",
         "=cmd|' /C calc'!A0", "--institution", "@school", "--date", "2022-12-01",
         "--service", service["id"], "--source", "copy-of-credential", "--note",
         "done")  # fmt: skip
    made("employment", "add", who, "--employer", "Ann's", "--title", "Cook", "--start",
         "2022-12-05", "--city", "C", "--state", "IL", "--zip", "60601", "--duties", "x",
         "--hours", "20", "--street", "1 A")  # fmt: skip
    return who


def test_every_noun_exports_what_it_imports(
    wioatrack: Any, caseload: str, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    """Into another database and out again: the same rows, whatever the ids."""
    elsewhere("participant", "add", "--state-id", "first", "--first-name", "A",
              "--last-name", "B")  # fmt: skip
    for noun in NOUNS:
        out = wioatrack("export", noun, code=0).stdout
        file = tmp_path / f"{noun}.csv"
        file.write_bytes(out.encode())
        answer = json.loads(elsewhere("import", noun, file, "--json"))
        back = elsewhere("export", noun)
        kept = [line for line in back.splitlines() if not line.startswith("first,")]

        assert answer["created"] == answer["rows"], noun
        assert kept == out.splitlines(), noun


@pytest.mark.parametrize("flag", ["--json", "--jsonl"])
def test_json_lines_are_taken_back(
    wioatrack: Any, caseload: str, elsewhere: Elsewhere, tmp_path: Path, flag: str
) -> None:
    """One object per line, without the columns that hold nothing."""
    for noun in ("participant", "application", "note"):
        out = wioatrack("export", noun, flag, code=0).stdout
        file = tmp_path / f"{noun}.jsonl"
        file.write_text(out)
        elsewhere("import", noun, file)

        assert elsewhere("export", noun, flag) == out
        rows = [json.loads(line) for line in out.splitlines()]
        assert len(rows) >= 1
        assert not any(value in ("", None) for row in rows for value in row.values())


@pytest.mark.fault(79)
def test_no_exported_cell_is_a_formula(wioatrack: Any, caseload: str) -> None:
    """The guard is an apostrophe, which the import takes off again."""
    out = wioatrack("export", "credential", code=0).stdout

    (row,) = csv.DictReader(io.StringIO(out))

    assert row["name"].startswith("'=cmd") and row["institution"] == "'@school"


def test_a_workbook_holds_texts(
    wioatrack: Any, caseload: str, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    """No cell of it is a formula, and it is taken back."""
    openpyxl = pytest.importorskip("openpyxl")
    for noun in ("participant", "application", "goal"):
        wioatrack("export", noun, "--out", tmp_path / f"{noun}.xlsx", code=0)
        elsewhere("import", noun, tmp_path / f"{noun}.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "goal.xlsx").active
    assert all(
        cell.data_type == "s" for row in sheet.rows for cell in row if cell.value
    )
    assert "I want = to; work" in elsewhere("export", "goal")


def test_an_export_can_say_where_records_came_from(
    wioatrack: Any, tmp_path: Path
) -> None:
    """File and line of the load that made each, which an import passes over."""
    file = tmp_path / "rows.csv"
    file.write_text("state_id,first_name,last_name\n\n7,Ann,Lee\n")
    answer = json.loads(
        wioatrack("import", "participant", file, "--json", code=0).stdout
    )

    out = wioatrack("export", "participant", "--provenance", code=0).stdout

    (row,) = csv.DictReader(io.StringIO(out))
    assert row["import_file"] == answer["file_sha256"] and row["import_line"] == "3"


def test_a_whole_database_comes_back_byte_for_byte(
    wioatrack: Any, caseload: str, elsewhere: Elsewhere, tmp_path: Path, made: Any
) -> None:
    """With its ids, its history and its users; taking it in again adds nothing."""
    bundle = tmp_path / "all.jsonl"
    bundle.write_text(wioatrack("export", "all", code=0).stdout)

    answer = json.loads(elsewhere("import", "all", bundle, "--json"))

    assert answer["created"] > 10 and answer["findings"] == []
    assert elsewhere("export", "all") == bundle.read_text()
    again = json.loads(elsewhere("import", "all", bundle, "--json"))
    assert again["created"] == 0 and again["unchanged"] == answer["rows"]
    elsewhere("db", "check")


def test_a_bundle_never_takes_another_records_place(
    wioatrack: Any, caseload: str, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    """All of it or nothing: one id that is taken keeps every record out."""
    bundle = tmp_path / "all.jsonl"
    bundle.write_text(wioatrack("export", "all", code=0).stdout)
    elsewhere("participant", "add", "--state-id", "first", "--first-name", "A",
              "--last-name", "B")  # fmt: skip
    before = elsewhere("export", "all")

    answer = json.loads(elsewhere("import", "all", bundle, "--json", code=1))

    assert "Another record is participant 1" in answer["findings"][0]["message"]
    assert elsewhere("export", "all") == before


@settings(max_examples=25, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(st.lists(st.tuples(WORDS, WORDS, st.lists(WORDS, max_size=2)), max_size=4))
@pytest.mark.fault(71)
def test_any_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Any]
) -> None:
    """Whatever a first load takes, a second database gets from the export of the first."""
    folder = tmp_path_factory.mktemp("round")
    one, other = Elsewhere(folder / "one.db"), Elsewhere(folder / "other.db")
    lines = [
        {"state_id": f"s{number}", "first_name": first, "last_name": last,
         "group": "; ".join(more)}
        for number, (first, last, more) in enumerate(rows)
    ]  # fmt: skip
    source = folder / "rows.jsonl"
    source.write_text(
        "".join(json.dumps(line) + "\n" for line in lines) or "\n", encoding="utf-8"
    )
    if lines:
        CliRunner(env={"WIOATRACK_DB": str(folder / "one.db"), "WIOATRACK_USER": "ore"}
                  ).invoke(app, ["import", "participant", str(source), "--keep-good"])  # fmt: skip
    out = one("export", "participant")
    (folder / "out.csv").write_bytes(out.encode())
    other("import", "participant", folder / "out.csv")

    assert other("export", "participant") == out
    assert other("export", "participant", "--json") == one(
        "export", "participant", "--json"
    )


@given(st.lists(WORDS.map(str.strip).filter(bool)))
def test_several_values_share_a_cell(values: list[str]) -> None:
    """And come apart again, semicolons, backslashes and all."""

    assert parted(joined(values)) == tuple(values)


def test_a_template_is_the_first_line(wioatrack: Any) -> None:
    """Required columns are said to be, and records of other nouns how they are named."""
    first = wioatrack("template", "credential", code=0).stdout
    described = json.loads(wioatrack("template", "credential", "--json", code=0).stdout)

    names = first.strip().split(",")
    assert names[0] == "application" and "date" in names
    assert [column["name"] for column in described["columns"]] == names
    by_name = {column["name"]: column for column in described["columns"]}
    assert by_name["date"]["required"] and not by_name["name"]["required"]
    assert "ACTIVITY@START" in by_name["service"]["refers"]["by"]


def test_an_export_needs_a_role_that_reads(wioatrack: Any) -> None:
    """The whole database is a manager's."""

    wioatrack("export", "all", user="lee", code=4,
              says="Role staff may not keep users and the database.")  # fmt: skip
    wioatrack("export", "participant", user="lee", code=0)
    wioatrack("export", "people", code=3,
              says="'people' is no noun that comes by the file.")  # fmt: skip
