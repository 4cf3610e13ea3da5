"""`batch`: many commands in one process."""

import json
from pathlib import Path
from typing import Any

import pytest

ANN = "participant add --state-id 7 --first-name 'Ann B' --last-name O\\'Neil\n"
BOB = "wioatrack participant add --state-id 8 --first-name Bob --last-name Yu\n"


@pytest.fixture
def lines(tmp_path: Path) -> Any:
    """A file of commands."""

    def lines(content: str) -> Path:
        file = tmp_path / "commands.txt"
        file.write_text(content)
        return file

    return lines


def people(run: Any) -> list[str]:
    listed = json.loads(run("participant", "list", "--json", code=0).stdout)
    return sorted(one["state_id"] for one in listed)


def test_each_line_is_a_command(wioatrack: Any, lines: Any) -> None:
    """Comments and blank lines do not count; each answer is one line of JSON."""
    file = lines("# people\n\n" + ANN + BOB + "participant list\n")

    result = wioatrack("batch", file, "--json", code=0)

    ann, bob, listed = [json.loads(line) for line in result.stdout.splitlines()]
    assert (ann["line"], ann["exit_code"], ann["last_name"]) == (3, 0, "O'Neil")
    assert bob["id"] == 2 and bob["undo"]
    assert [row["state_id"] for row in listed["rows"]] == ["7", "8"]


def test_it_stops_at_the_first_refusal(wioatrack: Any, lines: Any) -> None:
    """With the code of that line; what came before stays."""
    file = lines(ANN + "participant show 99\n" + BOB)

    result = wioatrack("batch", file, "--json", code=3, keeps=True)

    assert [json.loads(x)["exit_code"] for x in result.stdout.splitlines()] == [0, 3]
    assert people(wioatrack) == ["7"]


def test_it_can_keep_going(wioatrack: Any, lines: Any) -> None:
    """And still ends with the code of the first refusal."""
    file = lines("participant show 99\nparticipant add 'x\nnonsense\n" + BOB)

    result = wioatrack("batch", file, "--json", "--keep-going", code=3, keeps=True)

    codes = [json.loads(x)["exit_code"] for x in result.stdout.splitlines()]
    assert codes == [3, 2, 2, 0]
    assert people(wioatrack) == ["8"]


def test_all_lines_can_be_one_transaction(wioatrack: Any, lines: Any) -> None:
    """A refusal takes every line back; else one handle does."""
    wioatrack("batch", lines(ANN + BOB + "participant show 99\n"), "--atomic", code=3,
              says="No participant '99'.")  # fmt: skip
    assert people(wioatrack) == []

    result = wioatrack("batch", lines(ANN + BOB), "--atomic", "--json", code=0)
    handles = {json.loads(line)["undo"] for line in result.stdout.splitlines()}
    assert people(wioatrack) == ["7", "8"] and len(handles) == 1

    wioatrack("undo", handles.pop(), code=0)
    assert people(wioatrack) == []


def test_every_handle_of_a_transaction_is_listed(wioatrack: Any, lines: Any) -> None:
    """A line of another user or day has its own; all of them undo all lines."""
    cal = "participant add --state-id 9 --first-name Cal --last-name Ray\n"
    file = lines("--user lee " + ANN + BOB + "--as-of 2023-01-02 " + cal)

    result = wioatrack("batch", file, "--atomic", code=0)

    _, _, commands = result.stderr.partition("Undo all lines with: ")
    handles = [command.split()[-1] for command in commands.strip().split("; ")]
    assert len(handles) == 3 and people(wioatrack) == ["7", "8", "9"]
    for handle in handles:
        wioatrack("undo", handle, code=0)
    assert people(wioatrack) == []


def test_a_line_may_say_who_acts_and_when(wioatrack: Any, lines: Any) -> None:
    """`--user` and `--as-of` before the noun hold for that line only."""
    wioatrack("user", "add", "vic", "--role", "viewer", code=0)
    file = lines(
        "--as-of 2023-01-02 " + ANN + "--user=vic " + BOB.removeprefix("wioatrack ")
    )

    result = wioatrack("batch", file, "--json", code=4, keeps=True)

    ann, _ = [json.loads(line) for line in result.stdout.splitlines()]
    assert ann["created"] == "2023-01-02"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("batch x", "batch cannot be a line of a batch"),
        ("--db other.db participant list", "--db cannot stand before the command"),
        ("--as-of soon participant list", "--as-of: 'soon' is not a day"),
    ],
)
def test_some_lines_cannot_stand_in_a_batch(
    wioatrack: Any, lines: Any, line: str, says: str
) -> None:
    """They are answered like words that cannot be read."""
    wioatrack("batch", lines(line + "\n"), code=2, says=f"line 1: {says}")


def test_what_stands_outside_a_transaction_is_refused_in_one(
    wioatrack: Any, lines: Any, tmp_path: Path
) -> None:
    """A backup inside a transaction would wait for it."""
    wioatrack("batch", lines("db info\n"), "--atomic", code=2,
              says="line 1: db cannot be a line of a batch that is one transaction.")  # fmt: skip

    wioatrack("batch", lines("db info\n"), code=0)


@pytest.mark.parametrize("before", ["", ANN])
def test_a_purge_is_no_part_of_a_transaction(
    wioatrack: Any, made: Any, person: Any, lines: Any, before: str
) -> None:
    """It removes bytes that nothing brings back, and would wait for the transaction."""
    made("exit", "early", person("cook"), "--date", "2016-08-31", "--reason", "moved",
         "--note", "Moved.")  # fmt: skip
    purge = before + "participant purge 3913801 --yes\n"

    wioatrack("batch", lines(purge), "--atomic", code=2,
              says="A purge cannot be taken back, so it is no line of a batch that is one "
              "transaction. Run it by itself, or the batch without --atomic.")  # fmt: skip

    assert people(wioatrack) == ["3913801"]
    wioatrack("batch", lines(purge), code=0)
    assert people(wioatrack) == (["7"] if before else [])


def test_commands_flow_in(wioatrack: Any) -> None:
    """Without a file, standard input is read."""

    wioatrack("batch", code=0, input=ANN + BOB)

    assert people(wioatrack) == ["7", "8"]
