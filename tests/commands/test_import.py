"""`import`: whole files through the door of `add`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PEOPLE = "state_id,first_name,last_name,birth_date\n"
EARNED = "application,type,name,date\n"
LICENSE = "occupational-skills-license"


def people(run: Any) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(
        run("participant", "list", "--json", code=0).stdout
    )
    return listed


@pytest.fixture
def alabama(person: Callable[..., str]) -> str:
    """A case of the profile that demands least."""
    return person("alabama", participation_date="2016-07-02")


def test_rows_become_records(wioatrack: Any, load: Callable[..., Any]) -> None:
    """Each row is filed as `add` would file it, and one handle takes all of them back."""

    answer = load("participant", PEOPLE + "7,Ann,Lee,1/2/1990\n8,Bob,Yu,\n")

    assert answer["created"] == answer["rows"] == 2
    assert answer["findings"] == [] and answer["dry_run"] is False
    assert [one["birth_date"] for one in people(wioatrack)] == ["1990-01-02", None]
    wioatrack("undo", answer["undo"], code=0)
    assert people(wioatrack) == []


@pytest.mark.fault(67)
def test_the_same_file_twice_adds_nothing(
    wioatrack: Any, load: Callable[..., Any]
) -> None:
    """The second run says that every row is on file already, and exits 0."""
    content = PEOPLE + "7,Ann,Lee,\n8,Bob,Yu,\n"
    load("participant", content)

    again = load("participant", content)

    assert (again["created"], again["unchanged"], again["undo"]) == (0, 2, None)
    assert len(people(wioatrack)) == 2


def test_a_row_may_be_meant_twice(load: Callable[..., Any], alabama: str) -> None:
    """Two rows that say the same are two records, and the same file adds no third."""
    row = f"{alabama},{LICENSE},CDL,2017-01-02\n"

    assert load("credential", EARNED + row + row)["created"] == 2
    assert load("credential", EARNED + row + row)["unchanged"] == 2
    assert load("credential", EARNED + row * 3)["created"] == 1


def test_what_was_undone_can_be_loaded_again(
    wioatrack: Any, load: Callable[..., Any]
) -> None:
    """A row is known only while the record that it made is on file."""
    content = PEOPLE + "7,Ann,Lee,\n"
    wioatrack("undo", load("participant", content)["undo"], code=0)

    assert load("participant", content)["created"] == 1


# What stands in one row -> the finding's column, value and rule.
FAULTS = [
    ("9,Ann,Lee,13/13/2000", "birth_date", "13/13/2000", "words.readable"),
    ("9,Ann,Lee,2000-02-30", "birth_date", "2000-02-30", "words.readable"),
    ("9,Ann,Lee,02/03/04", "birth_date", "02/03/04", "words.readable"),
    ("9,Ann,Lee,2031-01-01", "birth_date", "2031-01-01", "date.not-in-future"),
    ("9,,Lee,", "first_name", "", "words.required"),
    (",Ann,Lee,", "", "", "record.accepted"),
    ("7,Ann,Lee,", "state_id", "7", "record.accepted"),
    ("9,An\x00n,Lee,", "first_name", "An\x00n", "words.readable"),
    ("9,An\x1bn,Lee,", "first_name", "An\x1bn", "words.readable"),
    ("9,Ann", "", "", "row.cells"),
    ("9,Ann,Lee,2000-01-01,more", "", "", "row.cells"),
    ("9,123-45-6789,Lee,", "first_name", "(withheld)", "words.readable"),
    ("9,Ann,123456789,", "last_name", "(withheld)", "words.readable"),
]


@pytest.mark.fault(60)
@pytest.mark.fault(63)
@pytest.mark.parametrize(("row", "column", "value", "rule"), FAULTS)
def test_each_fault_is_found_where_it_stands(
    wioatrack: Any,
    load: Callable[..., Any],
    row: str,
    column: str,
    value: str,
    rule: str,
) -> None:
    """One bad row keeps every row out; its line, column, value and rule are told."""
    answer = load("participant", PEOPLE + "7,Ok,Ok,\n" + row + "\n8,Ok,Ok,\n", code=1)

    assert (answer["rows"], answer["rejected"], answer["created"]) == (3, 1, 0)
    (finding,) = answer["findings"]
    assert finding["line"] == 3
    assert (finding["column"], finding["value"]) == (column, value)
    assert finding["rule"] == rule and finding["severity"] == "system"
    assert people(wioatrack) == []


@pytest.mark.fault(68)
def test_every_bad_row_is_told_at_once(load: Callable[..., Any]) -> None:
    """Each finding has the physical line, after blank lines and quoted line breaks."""
    rows = '7,Ann,"Lee\n\nYu",\n\n , , ,\n8,,Lee,x\n\n9,Bob,,y\n'

    answer = load("participant", b"\xef\xbb\xbf" + (PEOPLE + rows).encode(), code=1)

    assert (answer["rows"], answer["rejected"]) == (3, 2)
    places = [(one["line"], one["column"]) for one in answer["findings"]]
    assert places == [(7, "birth_date"), (7, "first_name"), (9, "birth_date"),
                      (9, "last_name")]  # fmt: skip
    assert answer["totals"] == {"birth_date": 2, "first_name": 1, "last_name": 1}


@pytest.mark.fault(65)
def test_a_million_characters_are_one_finding(load: Callable[..., Any]) -> None:
    """The row is named, and the cell is not repeated whole."""
    answer = load("participant", PEOPLE + f"7,{'x' * 1_000_000},Lee,\n", code=1)

    (finding,) = answer["findings"]
    assert finding["line"] == 2 and len(finding["value"]) < 100
    assert "1000000 characters" in finding["message"]


# What a file is -> words of the one sentence that answers it.
UNREADABLE = [
    (b"", "empty", 58),
    (b"\n\n", "empty", 58),
    (b"7,Ann,Lee\n", "names no column", 62),
    (b"state_id;first_name;last_name\n7;A;B\n", "--delimiter ';'", 61),
    (b"state_id\tfirst_name\tlast_name\n7\tA\tB\n", r"--delimiter '\t'", 61),
    (b"state_id,first_nam,last_name\n7,A,B\n", "Did you mean first_name", 62),
    (b"state_id,first_name,first_name,last_name\n7,A,B,C\n", "twice", 62),
    (b"state_id,last_name\n7,A\n", "lacks required columns: first_name", 62),
    (b'state_id,first_name,last_name\n7,A,B\n8,"A,B\n9,C,D\n', "Line 3", 64),
    (b"state_id,first_name,last_name\n7,A,B\n8,\xe9,B\n", "Line 3 is not UTF-8", 59),
    ("state_id,first_name,last_name\n7,A,B\n".encode("utf-16"), "UTF-16", 59),
    (b'[{"state_id": "7"}]', "one object per line", 58),
]


@pytest.mark.fault(58)
@pytest.mark.fault(59)
@pytest.mark.fault(61)
@pytest.mark.fault(62)
@pytest.mark.fault(64)
@pytest.mark.parametrize(("content", "words", "row"), UNREADABLE)
def test_a_file_that_cannot_be_read_is_answered_in_one_sentence(
    wioatrack: Any, load: Callable[..., Any], content: bytes, words: str, row: int
) -> None:
    """Exit 2, and nothing was half read."""
    answer = load("participant", content, code=2)

    assert words in answer["error"] and "\n" not in answer["error"]
    assert people(wioatrack) == []


def test_a_named_encoding_and_delimiter_are_read(
    wioatrack: Any, load: Callable[..., Any]
) -> None:
    """What the sentence says to give is enough."""
    content = "State ID;First-Name;last_name\n7;René;B\n".encode("cp1252")

    load("participant", content, "--delimiter", ";", "--encoding", "cp1252")

    assert people(wioatrack)[0]["first_name"] == "René"


def test_a_header_alone_is_a_file(load: Callable[..., Any]) -> None:
    """No rows are no fault."""

    assert load("participant", PEOPLE)["rows"] == 0


def test_a_missing_file_exits_5(wioatrack: Any) -> None:
    """So does a noun that is none with 3."""

    wioatrack("import", "participant", "nowhere.csv", code=5,
              says="'nowhere.csv': No such file or directory.")  # fmt: skip
    wioatrack("import", "participants", "nowhere.csv", code=3,
              says="'participants' is no noun that comes by the file.")  # fmt: skip


def test_a_dry_run_does_all_and_leaves_nothing(
    wioatrack: Any, load: Callable[..., Any], tmp_path: Path
) -> None:
    """What it prints can be loaded, and then adds what it said."""
    content = PEOPLE + "7,Ann,Lee,\n8,Bob,Yu,\n"

    answer = load("participant", content, "--dry-run")
    printed = wioatrack("import", "participant", tmp_path / "rows.csv", "--dry-run")

    assert answer["created"] == 2 and answer["dry_run"] is True
    assert people(wioatrack) == []
    assert load("participant", printed.stdout)["created"] == 2


def test_good_rows_can_be_kept_and_the_rest_repaired(
    wioatrack: Any, load: Callable[..., Any], tmp_path: Path
) -> None:
    """The failed rows come back with their reasons, and load after repair."""
    failed = tmp_path / "failed.csv"
    content = PEOPLE + "7,Ann,Lee,\n8,Bob,Yu,31/31/2000\n9,Cy,'-Oh,\n10,Di,,\n"

    first = load("participant", content, "--keep-good", "--failed", str(failed), code=1)
    lines = failed.read_text().splitlines()
    repaired = failed.read_text().replace("31/31/2000", "1/31/2000")
    again = load("participant", repaired, "--keep-good", code=1)

    assert (first["created"], first["rejected"]) == (2, 2)
    assert lines[0].startswith("import_line,import_findings,state_id")
    assert lines[1].startswith("3,") and "no such day" in lines[1]
    assert "last_name is required" in lines[2] and "Fix: Fill in last_name" in lines[2]
    assert (again["created"], again["rejected"]) == (1, 1)
    assert {one["last_name"] for one in people(wioatrack)} == {"Lee", "Yu", "-Oh"}


def test_failed_rows_never_take_the_place_of_the_file(
    wioatrack: Any, tmp_path: Path
) -> None:
    """Nor are they there when no row failed."""
    file = tmp_path / "rows.csv"
    file.write_text(PEOPLE + "7,Ann,Lee,\n")

    wioatrack("import", "participant", file, "--failed", file, code=2,
              says="--failed names the file that is loaded.")  # fmt: skip
    wioatrack("import", "participant", file, "--failed", tmp_path / "bad.csv", code=0)

    assert file.read_text().startswith(PEOPLE)
    assert not (tmp_path / "bad.csv").exists()


def test_json_lines_are_rows(wioatrack: Any, load: Callable[..., Any]) -> None:
    """Numbers, yes and no, and lists are read as the words that they stand for."""
    lines = (
        '{"state_id": 7, "first_name": "Ann", "last_name": "Lee", "veteran": true}\n'
        "\n"
        '{"state_id": "8", "first_name": "Bob", "first_nam": "B", "last_name": "Yu"}\n'
        "{broken\n"
        '{"state_id": "9", "state_id": "9", "first_name": {}, "last_name": "Yu"}\n'
    )

    answer = load("participant", lines, "--keep-good", name="rows.jsonl", code=1)

    assert [
        (one["line"], one["column"], one["rule"]) for one in answer["findings"]
    ] == [
        (3, "", "row.columns"),
        (4, "", "row.json"),
        (5, "state_id", "row.json"),
        (5, "first_name", "row.json"),
    ]
    assert "Did you mean first_name" in answer["findings"][0]["fix"]
    (kept,) = people(wioatrack)
    assert (kept["state_id"], kept["veteran"]) == ("7", True)


def test_standard_input_is_a_file(wioatrack: Any) -> None:
    """`-` reads what flows in."""
    result = wioatrack(
        "import", "participant", "-", "--json", code=0, input=PEOPLE + "7,Ann,Lee,\n"
    )

    assert json.loads(result.stdout)["created"] == 1


def test_a_rule_speaks_as_it_does_for_one_record(
    load: Callable[..., Any], person: Callable[..., str]
) -> None:
    """With its column, its source and its fix; advice rejects nothing."""
    who = person("cook", number="314992", application_date="2016-07-02")
    rows = f"{who},{LICENSE},Odd Job Diploma,2016-01-02\n"

    answer = load("credential", EARNED + rows, code=1)

    found = {one["rule"]: one for one in answer["findings"]}
    assert found["credential.window"]["column"] == "date"
    assert "participation began on 2016-07-02" in found["credential.window"]["message"]
    assert found["credential.window"]["source"]
    assert found["credential.case-note"]["severity"] == "procedure"
    assert found["credential.approved-list"]["severity"] == "advice"


def test_advice_rejects_no_row(load: Callable[..., Any], alabama: str) -> None:
    """It is told beside the record that was filed."""
    answer = load("credential", EARNED + f"{alabama},{LICENSE},,2017-01-02\n")

    assert answer["created"] == 1
    assert {one["severity"] for one in answer["findings"]} == {"advice"}


def test_a_row_may_waive_a_rule(load: Callable[..., Any], person: Any) -> None:
    """With its reason, as `--waive` and `--because` do."""
    who = person("cook")
    row = (
        f"{who},{LICENSE},Class A CDL License,Secretary of State,2017-01-02,"
        "copy-of-credential,{},credential.case-note,{}\n"
    )
    header = "application,type,name,issuer,date,source,service,waive,waive_because\n"

    refused = load("credential", header + row.format(1, ""), code=1)
    assert "one reason" in refused["findings"][0]["fix"].lower()


def test_rows_refer_to_records_by_what_they_are(
    load: Callable[..., Any], person: Callable[..., str]
) -> None:
    """A service by activity and start; an unknown one is a finding in its column."""
    who = person("caljobs")
    services = f"application,activity,status,start,end\n{who},300,successful,"
    load("service", services + "2016-08-01,2016-09-01\n")
    row = f"{who},{LICENSE},CDL,2017-01-02,{{}}\n"
    header = "application,type,name,date,service\n"

    made = load("credential", header + row.format("300@2016-08-01"))
    lost = load("credential", header + row.format("300@2016-08-02"), code=1)

    assert made["created"] == 1
    assert lost["findings"][0]["column"] == "service"
    assert lost["findings"][0]["rule"] == "record.found"


def test_one_file_may_hold_many_nouns_in_any_order(
    wioatrack: Any, load: Callable[..., Any]
) -> None:
    """Rows find the records that later lines of the same file make."""
    lines = [
        {"noun": "credential", "application": "N1", "type": LICENSE, "name": "CDL",
         "date": "2017-01-02", "service": "300@2016-08-01"},
        {"noun": "service", "application": "N1", "activity": "300",
         "status": "successful", "start": "2016-08-01", "end": "2016-09-01"},
        {"noun": "application", "participant": "7", "profile": "caljobs",
         "number": "N1", "application_date": "2016-07-02", "region": "R", "office": "O"},
        {"noun": "participant", "state_id": "7", "first_name": "Ann",
         "last_name": "Lee"},
    ]  # fmt: skip
    content = "".join(json.dumps(line) + "\n" for line in lines)

    answer = load("all", content, name="many.jsonl")

    assert answer["created"] == 4
    assert load("all", content, name="many.jsonl")["unchanged"] == 4
    wioatrack("undo", answer["undo"], code=0)
    assert people(wioatrack) == []


def test_a_viewer_loads_nothing(wioatrack: Any, tmp_path: Path) -> None:
    """The role is asked once, before any row."""
    wioatrack("user", "add", "vic", "--role", "viewer", code=0)
    file = tmp_path / "rows.csv"
    file.write_text(PEOPLE + "7,Ann,Lee,\n")

    wioatrack("import", "participant", file, user="vic", code=4,
              says="Role viewer may not enter and change records.")  # fmt: skip


@pytest.mark.fault(105)
def test_an_ssn_is_never_repeated(wioatrack: Any, tmp_path: Path) -> None:
    """Neither in findings nor in what a person reads; only the owner's own file has it."""
    file = tmp_path / "rows.csv"
    ssns = ["123-45-6789", "123 45 6789", "123456789", "123.45.6789", "123-456789"]
    header = "state_id,first_name,last_name,ssn4,birth_date\n"
    file.write_text(
        header
        + "".join(f"{n},A,{ssn},{ssn},{ssn}\n" for n, ssn in enumerate(ssns, start=1))
    )

    for words in ((), ("--json",)):
        result = wioatrack("import", "participant", file, *words, code=1)
        for ssn in ssns:
            assert ssn not in result.output


@pytest.mark.fault(69)
def test_a_workbook_is_read_by_its_values(
    wioatrack: Any, load: Callable[..., Any], tmp_path: Path
) -> None:
    """Days as days, numbers as written, the first sheet that is shown."""
    openpyxl = pytest.importorskip("openpyxl")
    from datetime import date

    book = openpyxl.Workbook()
    book.active.title = "old"
    book.active.sheet_state = "hidden"
    sheet = book.create_sheet("people")
    sheet.append(["state_id", "first_name", "last_name", "birth_date"])
    sheet.append([7, "Ann", "Lee", date(1990, 1, 2)])
    sheet.append([8, "=1+1", "Yu", "x"])
    book.save(tmp_path / "book.xlsx")

    answer = load(
        "participant",
        (tmp_path / "book.xlsx").read_bytes(),
        "--keep-good",
        name="book.xlsx",
        code=1,
    )

    assert answer["created"] == 1 and answer["findings"][0]["line"] == 3
    assert people(wioatrack)[0]["birth_date"] == "1990-01-02"


@pytest.mark.fault(70)
def test_a_workbook_that_unpacks_to_far_more_is_refused(
    load: Callable[..., Any], tmp_path: Path
) -> None:
    """Before anything of it is unpacked."""
    import zipfile

    with zipfile.ZipFile(tmp_path / "bomb", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * 50_000_000)
    content = (tmp_path / "bomb").read_bytes()

    assert "unpack" in load("participant", content, name="b.xlsx", code=2)["error"]


def test_a_purge_forgets_where_a_person_came_from(
    wioatrack: Any, load: Callable[..., Any], db: Path
) -> None:
    """Not even the hash of the row stays."""
    import sqlite3

    load("participant", PEOPLE + "7,Ann,Lee,\n8,Bob,Yu,\n")
    wioatrack("application", "add", "7", "--profile", "alabama", "--number", "N1",
              "--participation-date", "2016-07-02", code=0)  # fmt: skip
    wioatrack("exit", "early", "N1", "--date", "2016-08-01", "--reason", "moved",
              "--note", "moved", code=0)  # fmt: skip
    wioatrack("participant", "purge", "7", "--yes", as_of="2040-01-01", code=0)

    connection = sqlite3.connect(db)
    assert connection.execute("SELECT count(*) FROM load_row").fetchone() == (1,)
    connection.close()


def test_an_export_of_people_adds_nobody_to_the_same_database(
    wioatrack: Any, load: Callable[..., Any], person: Callable[..., str]
) -> None:
    """A row that says what is on file is known by its own id; another is refused."""
    person("cook")

    for noun in ("participant", "application"):
        rows = wioatrack("export", noun, code=0).stdout
        answer = load(noun, rows)
        assert (answer["created"], answer["unchanged"]) == (0, 1)
    other = wioatrack("export", "participant", code=0).stdout.replace("Manny", "Mannie")
    assert load("participant", other, code=1)["findings"][0]["column"] == "state_id"


@pytest.mark.covers("OUT-45")
def test_an_old_value_is_taken_for_what_it_means_and_flagged(
    wioatrack: Any, load: Callable[..., Any], alabama: str
) -> None:
    """A type that no list has any more is mapped, and said to be (D31)."""
    row = f"{alabama},Apprenticeship Certificate,GED,2017-01-02\n"

    answer = load("credential", EARNED + row)

    flagged = [one for one in answer["findings"] if one["rule"] == "words.old-value"]
    assert flagged[0]["column"] == "type" and flagged[0]["severity"] == "advice"
    assert "taken as Occupational Skills Certificate" in flagged[0]["message"]
