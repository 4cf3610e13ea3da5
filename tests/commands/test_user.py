"""`wioatrack user …`"""

import json
from collections.abc import Callable
from typing import Any

import pytest

Made = Callable[..., Any]


@pytest.mark.covers("IS-04")
@pytest.mark.parametrize("user", ["east", "own"])
def test_whoever_does_not_see_a_participant_does_not_see_the_account(
    wioatrack: Made, made: Made, user: str
) -> None:
    """An account names its participant's id: it is as visible as the participant."""
    for place in ("east", "west"):
        made("participant", "add", "--state-id", f"{place}-1", "--first-name", "A",
             "--last-name", "B")  # fmt: skip
        made("application", "add", f"{place}-1", "--number", place, "--profile",
             "worknet", "--application-date", "2023-01-09", "--office",
             place)  # fmt: skip
    made("user", "add", "east", "--role", "staff", "--location", "east")
    made("user", "add", "own", "--role", "customer", "--participant", "east-1")
    made("user", "add", "other", "--role", "customer", "--participant", "west-1")

    seen = json.loads(wioatrack("user", "list", "--json", user=user, code=0).stdout)
    every = json.loads(wioatrack("user", "list", "--json", code=0).stdout)

    assert {row["participant"] for row in seen} == {None, "east-1"}
    assert {row["participant"] for row in every} == {None, "east-1", "west-1"}


@pytest.mark.parametrize("name", ["lee", "LEE", " lee "])
def test_a_name_serves_once(refused: Made, made: Made, name: str) -> None:
    """In whatever letters; what the first may do stays as it was."""
    refused("user", "add", name, "--role", "manager",
            says=f"User {name!r} is on file already.")  # fmt: skip

    roles = {row["name"]: row["role"] for row in made("user", "list")}
    assert roles == {"ore": "manager", "lee": "staff", "may": "reviewer"}


def test_a_customer_whose_records_were_purged_sees_nobody(
    wioatrack: Made, made: Made
) -> None:
    """Also not those who have no application yet, whom all staff see."""
    made("participant", "add", "--state-id", "1", "--first-name", "A", "--last-name",
         "B")  # fmt: skip
    made("application", "add", "1", "--number", "one", "--profile", "worknet",
         "--application-date", "2015-01-05")  # fmt: skip
    made("exit", "early", "one", "--date", "2015-01-06", "--reason", "moved", "--note",
         "Moved.")  # fmt: skip
    made("user", "add", "own", "--role", "customer", "--participant", "1")
    made("participant", "purge", "1", "--yes")
    made("participant", "add", "--state-id", "2", "--first-name", "C", "--last-name",
         "D")  # fmt: skip

    listed = wioatrack("participant", "list", "--json", user="own", code=0)

    assert json.loads(listed.stdout) == []
    wioatrack("participant", "show", "2", user="own", code=3,
              says="No participant '2'.")  # fmt: skip
    assert len(made("participant", "list")) == 1


@pytest.mark.parametrize(
    ("words", "noun"),
    [
        ("goal edit 99 --status complete", "goal"),
        ("msg edit 99 --comment x", "msg"),
        ("employment edit 99 --title x", "employment"),
        ("followup done 99 --outcome reached", "followup"),
        ("credential decide 99 --skills industry --issuer-kind tribal", "credential"),
        ("credential show 99", "credential"),
        ("payment edit 99 --amount 1", "payment"),
        ("rules why goal 99", "goal"),
        ("rules why followup 99", "followup"),
    ],
)
def test_an_id_that_names_nothing_is_repeated(
    refused: Made, made: Made, words: str, noun: str
) -> None:
    """So that somebody who mistyped it sees which one."""
    answer = refused(*words.split(), code=3)

    assert answer["error"].startswith(f"There is no {noun} 99.")
