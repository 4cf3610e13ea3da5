"""`import`: what to do where a row's words name nothing, or several records."""

from typing import Any

import pytest

EARNED = "application,type,name,date,service\n"
SERVICES = "application,activity,status,start,external_id,goal\n"


@pytest.mark.parametrize(
    ("noun", "content"),
    [
        ("service", SERVICES + "{who},300,started,2016-08-01,,No such goal\n"),
        (
            "credential",
            EARNED + "{who},other-recognized,CDL,2017-01-02,300@2016-01-01\n",
        ),
    ],
)
def test_the_list_of_what_there_is_can_be_asked_for(
    wioatrack: Any, load: Any, person: Any, noun: str, content: str
) -> None:
    """The fix names the person whose records are listed, and runs as it stands."""
    answer = load(noun, content.format(who=person("caljobs")), code=1)

    (finding,) = answer["findings"]
    command, _, rest = finding["fix"].partition(" shows what there is")
    assert rest == "."
    wioatrack(*command.split()[1:], code=0)


@pytest.mark.parametrize("words", ["#X1", "300@2016-08-01"])
def test_what_an_ambiguous_name_asks_for_is_understood(
    made: Any, load: Any, person: Any, words: str
) -> None:
    """`NAME [2]` is the second of them, an external id's too."""
    who = person("caljobs")
    for _ in range(2):
        made("service", "add", who, "--activity", "300", "--status", "started",
             "--start", "2016-08-01", "--external-id", "X1")  # fmt: skip
    row = EARNED + who + ",other-recognized,CDL,2017-01-02,{}\n"

    several = load("credential", row.format(words), code=1)
    answer = load("credential", row.format(words + " [3]"), code=1)
    rules = [one["findings"][0]["rule"] for one in (several, answer)]
    second = load("credential", row.format(words + " [2]"))

    assert rules == ["record.ambiguous", "record.found"]
    assert second["created"] == 1
    (earned,) = made("credential", "list", who)
    assert earned["service"] == 2


def test_a_name_is_second_where_the_first_has_an_external_id(
    made: Any, load: Any, person: Any
) -> None:
    """The place is counted among all that are called the same."""
    who = person("caljobs")
    for number in ("X1", "X2"):
        made("service", "add", who, "--activity", "300", "--status", "started",
             "--start", "2016-08-01", "--external-id", number)  # fmt: skip
    row = f"{who},other-recognized,CDL,2017-01-02,300@2016-08-01 [2]\n"

    load("credential", EARNED + row)

    (earned,) = made("credential", "list", who)
    assert earned["service"] == 2


def test_a_profile_is_asked_for_where_there_is_no_default(
    wioatrack: Any, load: Any
) -> None:
    """A database that is there takes no default any more; the fix runs as it stands."""
    load("participant", "state_id,first_name,last_name\n2001,Ann,Lee\n")

    answer = load("application", "participant,number\n2001,7\n", code=1)

    (finding,) = answer["findings"]
    assert finding["column"] == "profile"
    assert "init" not in finding["fix"]
    assert "wioatrack reference show profiles" in finding["fix"]
    wioatrack("reference", "show", "profiles", code=0)
