"""`import` of JSON lines: what was rejected, or would be filed, can be loaded again."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ANN = {"state_id": "7", "first_name": "Ann", "last_name": "Lee"}
Load = Callable[..., tuple[dict[str, Any], list[str]]]


@pytest.fixture
def load(wioatrack: Any, tmp_path: Path) -> Load:
    """Load lines of a noun with `--keep-good --failed`: the answer, and what failed."""
    failed = tmp_path / "failed.jsonl"

    def load(noun: str, lines: list[str], code: int = 1) -> Any:
        file = tmp_path / "rows.jsonl"
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        words = ("import", noun, file, "--keep-good", "--failed", failed, "--json")
        out = wioatrack(*words, code=code, keeps=True, says='"rejected"').stdout
        there = failed.exists()
        return json.loads(out), failed.read_text("utf-8").splitlines() if there else []

    return load


def people(run: Any) -> list[str]:
    listed = json.loads(run("participant", "list", "--json", code=0).stdout)
    return [one["first_name"] for one in listed]


def test_rejected_rows_of_many_nouns_load_after_repair(
    wioatrack: Any, load: Load
) -> None:
    """All of them are there, with their noun if they had one, and with the reasons."""
    lines = [
        json.dumps({"noun": "participant", **ANN, "birth_date": "soon"}),
        json.dumps({"noun": "participant", **ANN, "state_id": "8", "colour": 1}),
        json.dumps({"noun": "participent", **ANN, "state_id": "9"}),
        json.dumps({**ANN, "state_id": "10"}),
        "{broken",
    ]

    answer, failed = load("all", lines)

    assert answer["rejected"] == len(failed) == 5
    assert "{broken" in failed
    told = [json.loads(line) for line in failed if line != "{broken"]
    assert {one["import_line"] for one in told} == {1, 2, 3, 4}
    assert all(one["import_findings"] for one in told)
    for one in told:
        one |= {"noun": "participant"}
        one.pop("birth_date", None)
        one.pop("colour", None)
    again, _ = load("all", [json.dumps(one) for one in told], code=0)
    assert again["created"] == 4
    assert people(wioatrack) == ["Ann"] * 4


def test_a_dry_run_prints_rows_of_many_nouns_that_can_be_loaded(
    wioatrack: Any, tmp_path: Path
) -> None:
    """Each says what it is."""
    file, printed = tmp_path / "rows.jsonl", tmp_path / "printed.jsonl"
    rows = [{"noun": "participant", **ANN}, {"noun": "employer", "name": "Acme"}]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    out = wioatrack("import", "all", file, "--dry-run", code=0).stdout

    assert sorted(json.loads(line)["noun"] for line in out.splitlines()) == [
        "employer", "participant",
    ]  # fmt: skip
    printed.write_text(out, encoding="utf-8")
    wioatrack("import", "all", printed, code=0)
    assert people(wioatrack) == ["Ann"]


@pytest.mark.parametrize(
    "more",
    ['"colour": "red"', '"state_id": "8"', '"veteran": {"so": [1.50, "},{"]}',
     '"colour": ' + "9" * 5000],
    ids=["an unknown key", "a doubled key", "a nested value", "a long number"],
)  # fmt: skip
def test_a_row_that_is_not_understood_stands_as_it_stood_with_the_reasons(
    load: Load, more: str
) -> None:
    """Its line and what was found stand before it; those of an earlier load go."""
    row = '"state_id" :"7", "first_name": "Ann", "last_name": "L\\u00e9e" , ' + more
    line = ' { "import_line": 90, "Import-Findings": "elder", ' + row + "} "

    _, (failed,) = load("participant", [line])
    _, (again,) = load("participant", [failed])

    for told in (failed, again):
        keys = [
            key for key, _ in json.loads(told, object_pairs_hook=list, parse_int=str)
        ]
        assert keys[:2] == ["import_line", "import_findings"]
        assert keys[2:5] == ["state_id", "first_name", "last_name"] and len(keys) == 6
        assert told.endswith(', "last_name": "L\\u00e9e", ' + more + "}")
        assert '"import_line": 1, ' in told and "elder" not in told


def test_a_line_that_is_no_object_stands_alone(load: Load) -> None:
    """There is no place in it for reasons."""
    lines = ["{broken", '["7"]', "{}"]

    _, failed = load("participant", lines)

    assert failed[:2] == lines[:2]
    assert json.loads(failed[2])["import_line"] == 3
