"""Loads that look records up one by one and loads that read tables whole agree."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wioatrack.actions.batches import parents
from wioatrack.entries.kinds import LINE, Unreadable
from wioatrack.entries.text import read_plain_lines

LICENSE = {
    "type": "occupational-skills-license",
    "name": "Class A CDL License",
    "issuer": "Secretary of State",
    "source": "copy-of-credential",
    "service": "1",
}
REASON = {"waive": "credential.case-note", "waive_because": "told by phone"}


def rows_of(first: str, second: str) -> list[dict[str, str]]:
    """Rows that use up notes, pass `add` in between, and name nobody."""
    day = {"date": "2017-01-01"}
    return [
        {"application": first, **LICENSE, **day},
        {"application": first, **LICENSE, "date": "2017-01-02", **REASON},
        {"application": first, **LICENSE, "date": "2017-01-03"},
        {"application": first, **LICENSE, "date": "2017-01-04"},
        {"application": second, **LICENSE, **day},
        {"application": second, **LICENSE, **day, "service": "2"},
        {"application": "nobody", **LICENSE, **day},
    ]


@pytest.mark.parametrize("profile", ["cook", "caljobs"])
def test_both_ways_of_looking_up_say_the_same(
    wioatrack: Any,
    made: Callable[..., Any],
    person: Callable[..., str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    profile: str,
) -> None:
    """The same rows are filed and refused, however long the tables are."""
    first, second = person(profile), person(profile)
    services = tmp_path / "services.csv"
    services.write_text(
        "application,activity,status,start,end,wioa_funded\n"
        + "".join(
            f"{who},300,successful,2016-08-01,2016-09-01,yes\n"
            for who in (first, second)
        )
    )
    wioatrack("import", "service", services, code=0)
    for day in ("2017-01-05", "2017-01-06"):
        made("note", "add", first, "--date", day, "--task", "credential-attained",
             "--message", "Attained.")  # fmt: skip
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(r) + "\n" for r in rows_of(first, second)))

    answers = []
    for longest in (parents.LONGEST_READ, 0):
        monkeypatch.setattr(parents, "LONGEST_READ", longest)
        loaded = wioatrack("import", "credential", file, "--keep-good", "--json",
                           code=1, keeps=True)  # fmt: skip
        answer = json.loads(loaded.stdout)
        kept = wioatrack("export", "credential", "--jsonl", code=0).stdout
        wioatrack("undo", answer.pop("undo"), code=0)
        answers.append((answer, kept))

    assert answers[0] == answers[1]
    assert answers[0][0]["created"] > 1
    assert answers[0][0]["rejected"] > 0


@pytest.mark.parametrize(
    "text",
    ["plain", " two  words ", "", "123\n45\n6789", "123456789", "12345678", "a\x1b",
     "\u00e9", "x" * 501, "12345\n6789"],
)  # fmt: skip
def test_lines_read_together_are_read_as_each_alone(text: str) -> None:
    """What is odd about one is left to the reader of one."""
    together = read_plain_lines(["1234", text, "56789"])
    try:
        alone = LINE.read(text, None, None)  # type: ignore[arg-type]
    except Unreadable:
        assert together is None
    else:
        assert together in (None, ["1234", alone, "56789"])


@pytest.mark.parametrize(
    ("noun", "row", "told"),
    [
        (
            "credential",
            {"application": "nobody", "date": "tomorrow", "service": "WEX@2017-01-01"},
            {"date": "words.readable", "type": "words.required",
             "application": "record.found"},
        ),
        (
            "credential",
            {"application": "A1", "type": "diploma?", "date": "2017-01-01",
             "service": "WEX@2017-01-01"},
            {"type": "words.readable", "service": "record.found"},
        ),
        (
            "application",
            {"participant": "nobody", "application_date": "soon"},
            {"application_date": "words.readable", "participant": "record.found"},
        ),
        (
            "payment",
            {"application": "A1", "service": "WEX@2017-01-01", "amount": "much"},
            {"amount": "words.readable", "service": "record.found"},
        ),
        (
            "worksite",
            {"employer": "Nobody Inc.", "name": ""},
            {"name": "words.required", "employer": "record.found"},
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_read_hides_nobody_who_is_not_there(
    wioatrack: Any,
    person: Callable[..., str],
    tmp_path: Path,
    noun: str,
    row: dict[str, str],
    told: dict[str, str],
) -> None:
    """One look at a row tells its unreadable cells and the records it cannot name."""
    row |= {name: person("cook") for name, who in row.items() if who == "A1"}
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(row) + "\n")

    answer = wioatrack("import", noun, file, "--json", code=1).stdout

    found = {one["column"]: one["rule"] for one in json.loads(answer)["findings"]}
    assert told.items() <= found.items(), found
    assert all(one["fix"] for one in json.loads(answer)["findings"])


def test_each_note_serves_one_credential_the_earliest_first(
    wioatrack: Any, made: Callable[..., Any], person: Callable[..., str], tmp_path: Path
) -> None:
    """Also where a row between them goes through `add`, which uses one up too."""
    who = person("cook")
    services = tmp_path / "services.csv"
    services.write_text(
        "application,activity,status,start,end,wioa_funded\n"
        f"{who},300,successful,2016-08-01,2016-09-01,yes\n"
    )
    wioatrack("import", "service", services, code=0)
    for day in ("2017-01-07", "2017-01-05", "2017-01-06"):
        made("note", "add", who, "--date", day, "--task", "credential-attained",
             "--message", f"Attained by {day}.")  # fmt: skip
    rows = [
        {"application": who, **LICENSE, "date": f"2017-01-0{n}"} | more
        for n, more in ((1, {}), (2, {"service": "300@2016-08-01"}), (3, {}), (4, {}))
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))

    answer = json.loads(
        wioatrack("import", "credential", file, "--keep-good", "--json", code=1,
                  keeps=True).stdout
    )  # fmt: skip

    assert [one["rule"] for one in answer["findings"] if one["line"] == 4] == [
        "credential.case-note"
    ]
    listed = json.loads(wioatrack("credential", "list", who, "--json", code=0).stdout)
    assert {row["date"]: row["note"] for row in listed} == {
        "2017-01-01": "Attained by 2017-01-05.",
        "2017-01-02": "Attained by 2017-01-06.",
        "2017-01-03": "Attained by 2017-01-07.",
    }


def test_advice_beyond_the_list_is_counted_under_its_own_column(
    wioatrack: Any, person: Callable[..., str], tmp_path: Path
) -> None:
    """The totals by column hold for every row, listed or not."""
    who = person("alabama")
    file = tmp_path / "rows.csv"
    rows = [f"{who},graduate-degree,2017-01-02,Degree {n},\n" for n in range(1_500)]
    rows += [f"{who},graduate-degree,2017-01-02,,copy-of-degree\n" for _ in range(300)]
    file.write_text("application,type,date,name,source\n" + "".join(rows))

    answer = json.loads(wioatrack("import", "credential", file, "--json").stdout)

    per_column = answer["totals"]
    assert per_column["source"] >= 1_500
    assert per_column["name"] >= 300
