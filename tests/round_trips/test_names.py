"""Records that files name: whatever they are called, the right one is found."""

from pathlib import Path

import pytest

from .plain import PLAIN
from .stored import different, last_id, stored
from .worlds import Trip, World, person

LOAD = "application,activity,status,start,end\n"


@pytest.fixture
def here(office: World, folder: Path) -> World:
    return Trip(office, "service", folder).world


@pytest.fixture
def there(elsewhere: World, folder: Path) -> World:
    return Trip(elsewhere, "service", folder).world


def test_a_code_of_an_older_set_stays_what_it_was(here: World, there: World) -> None:
    """Codes changed their meaning, so the set goes with a code that means two things."""
    rows = [f"ise,{code},started,2022-01-03,\n"
            for code in ("isets-fy2022:JR", "isets-2022-12:BE", "EF", "JR")]  # fmt: skip
    last = last_id(here.path, "service")
    here.load("service", (LOAD + "".join(rows)).encode())
    told = stored(here.path, "service", last)
    assert [(one["activity_set"], one["activity"]) for one in told] == [
        ("isets-fy2022", "JR"), ("isets-2022-12", "BE"), ("isets-fy2022", "EF"),
        ("isets", "JR"),
    ]  # fmt: skip

    last = last_id(there.path, "service")
    there.load("service", here.export("service"))

    assert different(told, stored(there.path, "service", last)) == []


def test_an_id_of_two_people_names_the_right_one(here: World, there: World) -> None:
    """A number that is also somebody else's id is told by another id of the person."""
    for world in (here, there):
        for _, noun, row in person("twofold", "alabama"):
            world.add(noun, row)
        world.add("participant", PLAIN["participant"]
                  | {"state_id": "twofold", "username": "other"})  # fmt: skip
        world.add("participant", PLAIN["participant"]
                  | {"state_id": "x", "individual_number": "S-twofold"})  # fmt: skip
    last = last_id(here.path, "goal")
    here.run("participant", "edit", "S-ala", "--username", "ala-user")
    here.run(
        "application", "add", "other", "--profile", "alabama", "--number", "second"
    )
    here.run("goal", "add", "second", "--statement", "Work", "--category", "career-plan",
             "--term", "short")  # fmt: skip
    told = stored(here.path, "goal", last)

    there.load("application", here.export("application"))
    last = last_id(there.path, "goal")
    there.load("goal", here.export("goal"))

    assert different(told, stored(there.path, "goal", last)) == []


@pytest.mark.parametrize("name", ["24", "007"])
def test_a_provider_s_name_is_no_number(here: World, name: str) -> None:
    """It would be taken for the id of another."""
    here.run("provider", "add", "--name", name, code=2,
             says="would be taken for a provider's id")  # fmt: skip


def test_a_service_of_another_application_is_named_with_its_number(
    here: World, there: World
) -> None:
    """A credential may come from an earlier period of the same person."""
    for world in (here, there):
        world.run("application", "add", "S-cal", "--profile", "caljobs", "--number",
                  "cal/2", "--region", "R", "--office", "O")  # fmt: skip
    last = last_id(here.path, "credential")
    here.run("credential", "add", "cal/2", "--type", "other-recognized", "--date",
             "2022-07-01", "--service", here.ids["s-twin2"])  # fmt: skip
    told = stored(here.path, "credential", last)

    exported = here.export("credential")
    assert b"cal/300@2022-01-03 [2]" in exported
    last = last_id(there.path, "credential")
    assert there.load("credential", exported)["created"] == 1
    assert different(told, stored(there.path, "credential", last)) == []


def test_a_name_that_is_doubled_asks_which(here: World) -> None:
    """The answer says how to write it."""
    rows = "worksite,title\nMain,New\n"
    for employer in ("e-acme", "e-caps"):
        here.add("worksite", {"employer": str(here.ids[employer]), "name": "Main"})

    answer = here.load("job", rows.encode(), code=1)
    assert answer["findings"][0]["rule"] == "record.ambiguous"
    assert "NAME [2]" in answer["findings"][0]["fix"]
    assert here.load("job", rows.replace("Main", "Main [2]").encode())["created"] == 1
    beyond = here.load("job", rows.replace("Main", "main [3]").encode(), code=1)
    assert beyond["findings"][0]["rule"] == "record.found"
