"""`wioatrack catalog`: written by editors, seen by everybody once published."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

Made = Callable[..., Any]
DETAILS = (
    "--name", "Surgical Technologist Certificate",
    "--type", "occupational-certification",
    "--description", "Prepares the operating room.",
    "--page", "https://example.edu/surgical",
    "--language", "English",
)  # fmt: skip


@pytest.fixture
def issuers(made: Made) -> None:
    """`amy` issues for one college, `bob` for another."""
    made("user", "add", "amy", "--role", "issuer", "--organization", "Lawson State")
    made("user", "add", "bob", "--role", "issuer", "--organization", "Other College")


@pytest.fixture
def entry(made: Made) -> Callable[..., int]:
    """A published entry of the catalogue; its id."""

    def entry(name: str, *more: object) -> int:
        catalog_id = made(
            "catalog", "add", "--name", name, "--type", "certification",
            "--description", f"{name}.", "--issuer", "Lawson State",
            "--page", "https://example.edu/x", "--language", "en", *more,
        )["id"]  # fmt: skip
        made("catalog", "publish", catalog_id)
        return int(catalog_id)

    return entry


@pytest.mark.covers(
    "ATT-01", "ATT-02", "ATT-03", "ATT-04", "ATT-05", "ATT-06", "ATT-07", "ATT-08",
    "ATT-09", "ATT-10", "ATT-11", "ATT-12", "ATT-13", "ATT-14",
)  # fmt: skip
def test_the_eleven_steps_of_the_article(
    made: Made, wioatrack: Any, issuers: None, entry: Callable[..., int]
) -> None:
    """From the first click to an entry that everybody finds, in its order."""
    basic = entry("Basic Life Support")
    edit = ("catalog", "edit", 2)

    # 1 to 4: an issuer creates it and fills in the details
    made("catalog", "add", *DETAILS, user="amy")
    # 5 and 6: occupations by keyword or code, sectors
    made(*edit, "--occupation", "surgical technologists", "--occupation", "31-9093",
         "--sector", "Health Science", user="amy")  # fmt: skip
    # 7: credentials from the catalogue, or by CIP code and type
    made(*edit, "--required", basic, "--related", "51.0909:Occupational Skills License",
         user="amy")  # fmt: skip
    # 8: skills, and the experience in them
    made(*edit, "--skill", "Suturing", user="amy")
    made(*edit, "--skill", "Suturing:1.5:years:gained", "--skill",
         "Sterile technique:3:level of five:required", user="amy")  # fmt: skip
    # 9: education programs
    made(*edit, "--program", "Surgical Technology:Lawson State:51.0909", user="amy")
    # 10: notes for the other editors
    made(*edit, "--note", "Check the fee.", user="amy")
    hidden = wioatrack("catalog", "show", 2, user="lee", code=3)
    # 11: published, and found by everybody
    made("catalog", "publish", 2, user="amy")
    seen = made("catalog", "show", 2, user="lee")

    assert "no entry 2" in hidden.stderr
    assert seen["status"] == "published"
    assert seen["issuer"] == "Lawson State"
    assert seen["language"] == "en"
    assert [one["code"] for one in seen["occupation"]] == ["29-2055", "31-9093"]
    assert seen["sector"] == [{"code": "health-science", "label": "Health Science"}]
    assert seen["required"][0]["catalog"] == basic
    assert seen["related"][0]["cip"] == "51.0909"
    assert seen["skill"] == [
        {"name": "Suturing", "value": 1.5, "unit": "years", "meaning": "gained"},
        {"name": "Sterile technique", "value": 3, "unit": "level of five",
         "meaning": "required"},
    ]  # fmt: skip
    assert seen["program"][0]["provider"] == "Lawson State"
    assert "note" not in seen
    listed = made("catalog", "list", "--public", "--search", "steril", user="lee")
    assert [row["id"] for row in listed] == [2]


@pytest.mark.covers("ATT-14", "ATT-15")
def test_publishing_lists_what_is_missing(made: Made, refused: Made) -> None:
    """With the one command that fills it in, and nothing is published."""
    made("catalog", "add", "--name", "Welder", "--type", "certification")

    said = refused("catalog", "publish", 1)

    [finding] = [f for f in said["findings"] if f["rule"] == "catalog.publishable"]
    assert finding["severity"] == "system"
    assert "Create a credential for your institution" in finding["source"]
    assert finding["fix"] == (
        "wioatrack catalog edit 1 --description TEXT --issuer TEXT --page URL "
        "--language LANGUAGE"
    )
    assert made("catalog", "show", 1)["status"] == "draft"
    assert made("catalog", "list", "--public") == []


@pytest.mark.covers("ATT-01")
def test_only_editors_write(made: Made, wioatrack: Any, entry: Any) -> None:
    """Staff and reviewers read what is published; they get exit 4 for the rest."""
    entry("Welder")

    for user in ("lee", "may"):
        for words in (
            ("add", "--name", "X", "--type", "certification"),
            ("edit", 1, "--name", "X"),
            *((verb, 1) for verb in ("publish", "unpublish", "archive")),
        ):
            wioatrack("catalog", *words, user=user, code=4,
                      says="may not write the credential catalogue")  # fmt: skip
        assert made("catalog", "show", 1, user=user)["name"] == "Welder"


@pytest.mark.covers("ATT-01")
def test_a_manager_of_an_organization_writes_for_all(made: Made, issuers: None) -> None:
    """The organization binds issuers; who manages the file binds nobody."""
    made("user", "add", "max", "--role", "manager", "--organization", "Lawson State")
    made("catalog", "add", *DETAILS, "--issuer", "Other College", user="bob")

    assert made("catalog", "edit", 1, "--name", "Ours", user="max")["name"] == "Ours"


@pytest.mark.covers("ATT-01")
def test_an_issuer_writes_for_the_own_organization(
    made: Made, wioatrack: Any, issuers: None
) -> None:
    """The issuer is filled in, another's entry is not theirs, and none is handed over."""
    made("catalog", "add", *DETAILS, user="amy")

    assert made("catalog", "show", 1, user="bob")["issuer"] == "Lawson State"
    wioatrack("catalog", "edit", 1, "--name", "Mine", user="bob", code=4,
              says="This entry belongs to another organization than yours.")  # fmt: skip
    wioatrack("catalog", "publish", 1, user="bob", code=4,
              says="This entry belongs to another organization than yours.")  # fmt: skip
    wioatrack("catalog", "edit", 1, "--issuer", "Other College", user="amy", code=4,
              says="This entry belongs to another organization than yours.")  # fmt: skip
    wioatrack("catalog", "add", *DETAILS, "--issuer", "Lawson State", user="bob",
              code=4, says="This entry belongs to another organization than yours.")  # fmt: skip
    assert made("catalog", "edit", 1, "--name", "Ours")["name"] == "Ours"


def test_an_issuer_without_an_organization_writes_what_they_began(
    made: Made, wioatrack: Any
) -> None:
    """And is told what the manager has to do to let them write more."""
    made("user", "add", "eve", "--role", "issuer")
    made("catalog", "add", *DETAILS, "--issuer", "Lawson State")
    made("catalog", "add", *DETAILS, "--issuer", "Eve & Sons", user="eve")

    said = wioatrack("catalog", "edit", 1, "--name", "Mine", user="eve", code=4)

    assert "user edit eve --organization" in said.stderr
    assert made("catalog", "edit", 2, "--name", "Mine", user="eve")["name"] == "Mine"


@pytest.mark.covers("ATT-04")
def test_a_list_gains_what_is_given(made: Made) -> None:
    """An empty value clears it, a skill given again is changed, one value is removed."""
    made("catalog", "add", "--name", "Welder", "--type", "certification",
         "--skill", "TIG", "--skill", "CNC: turning", "--sector", "manufacturing",
         "--sector", "Manufacturing")  # fmt: skip

    more = made("catalog", "edit", 1, "--skill", "tig:2:years:required", "--sector",
                "architecture-construction")  # fmt: skip
    fewer = made("catalog", "edit", 1, "--remove", "skill:CNC: turning", "--sector", "")

    assert [one["name"] for one in more["skill"]] == ["tig", "CNC: turning"]
    assert more["skill"][0]["value"] == 2
    assert [one["code"] for one in more["sector"]] == [
        "manufacturing",
        "architecture-construction",
    ]
    assert [one["name"] for one in fewer["skill"]] == ["tig"]
    assert fewer["sector"] == []


def test_removing_what_is_not_there_is_refused(made: Made, wioatrack: Any) -> None:
    """Nothing is changed by a slip of the pen."""
    made("catalog", "add", "--name", "Welder", "--type", "certification")

    wioatrack("catalog", "edit", 1, "--remove", "skill:Welding", code=3,
              says="--remove: the entry has no such skill.")  # fmt: skip
    wioatrack("catalog", "edit", 1, "--remove", "welding", code=2,
              says="--remove: 'welding' is no list of an entry.")  # fmt: skip


@pytest.mark.covers("ATT-07")
def test_required_credentials_never_form_a_circle(
    made: Made, refused: Made, entry: Callable[..., int]
) -> None:
    """Directly, or by way of others; the way is told."""
    first = entry("First")
    second = entry("Second", "--required", first)
    third = entry("Third", "--required", second)

    said = refused("catalog", "edit", first, "--required", third)
    refused("catalog", "edit", first, "--required", first,
            says="Entry 1 requires 1: a circle, which nobody could ever begin.")  # fmt: skip

    assert "1 requires 3 requires 2 requires 1" in said["error"]
    assert said["findings"][0]["rule"] == "catalog.no-cycle"
    assert made("catalog", "show", first)["required"] == []


def test_a_credential_that_is_not_there_cannot_be_named(
    made: Made, wioatrack: Any
) -> None:
    """Exit 3, naming the option."""
    made("catalog", "add", "--name", "Welder", "--type", "certification")

    said = wioatrack("catalog", "edit", 1, "--related", 9, code=3)

    assert "--related: There is no entry 9" in said.stderr


@pytest.mark.covers("ATT-14")
def test_the_public_sees_what_was_published(
    made: Made, entry: Callable[..., int]
) -> None:
    """A change waits until it is published, and the old words are still found."""
    entry("Welder")
    made("catalog", "edit", 1, "--name", "Master Welder", "--skill", "TIG")

    before = made("catalog", "show", 1, user="lee")
    again = made("catalog", "publish", 1)
    after = made("catalog", "show", 1, user="lee")

    assert (before["name"], before["skill"], before["revision"]) == ("Welder", [], 1)
    assert (after["name"], after["revision"]) == ("Master Welder", 2)
    assert again["changed_since_published"] is False
    assert made("catalog", "show", 1, "--revision", 1, user="lee")["name"] == "Welder"


def test_what_a_draft_says_is_in_no_public_search(
    made: Made, entry: Callable[..., int]
) -> None:
    """Neither by the words of a draft, nor by those of a change that waits."""
    entry("Welder")
    made("catalog", "edit", 1, "--name", "Riveter")
    made("catalog", "add", "--name", "Riveting", "--type", "certification")

    assert made("catalog", "list", "--search", "rivet", user="lee") == []
    assert len(made("catalog", "list", "--search", "rivet", "--public")) == 0
    assert len(made("catalog", "list", "--search", "rivet")) == 2


def test_publishing_the_same_again_is_no_new_revision(
    made: Made, entry: Callable[..., int]
) -> None:
    """Nor is publishing again what was taken back."""
    entry("Welder")

    assert made("catalog", "publish", 1)["revision"] == 1
    assert made("catalog", "unpublish", 1)["status"] == "draft"
    assert made("catalog", "list", "--public") == []
    assert made("catalog", "publish", 1)["revision"] == 1
    assert made("catalog", "archive", 1)["status"] == "archived"
    assert made("catalog", "list", "--status", "archived")[0]["id"] == 1
    assert made("catalog", "list", user="lee") == []


def test_history_shows_what_each_revision_changed(
    made: Made, entry: Callable[..., int]
) -> None:
    """Field by field, and what waits to be published for editors."""
    entry("Welder", "--skill", "TIG", "--skill", "MIG")
    made("catalog", "edit", 1, "--name", "Master Welder", "--remove", "skill:MIG",
         "--skill", "Stick:2:years:gained")  # fmt: skip
    made("catalog", "publish", 1)
    made("catalog", "edit", 1, "--description", "Not yet.")

    first, second, waiting = made("catalog", "history", 1)

    assert (first["revision"], second["revision"], waiting["revision"]) == (1, 2, None)
    assert {"field": "name", "before": None, "after": "Welder"} in first["changes"]
    assert second["changes"] == [
        {"field": "name", "before": "Welder", "after": "Master Welder"},
        {"field": "skill", "before": ["MIG"], "after": ["Stick 2 years gained"]},
    ]
    assert [one["field"] for one in waiting["changes"]] == ["description"]
    assert len(made("catalog", "history", 1, user="lee")) == 2


def test_a_published_revision_cannot_be_changed(
    db: Any, entry: Callable[..., int]
) -> None:
    """Not even by a statement past the program."""
    import sqlite3

    entry("Welder")

    with (
        sqlite3.connect(db) as connection,
        pytest.raises(sqlite3.IntegrityError, match="never changes"),
    ):
        connection.execute("UPDATE catalog_revision SET body = '{}'")


@pytest.mark.parametrize("verb", ["edit", "publish", "archive"])
def test_every_write_can_be_undone(
    made: Made, entry: Callable[..., int], verb: str
) -> None:
    """Everything below the entry comes back with it."""
    entry("Welder", "--skill", "TIG", "--occupation", "51-4121", "--note", "x")
    made("catalog", "edit", 1, "--description", "Better.")
    before = made("catalog", "show", 1)
    words = {"edit": ("--skill", "", "--name", "Riveter")}.get(verb, ())

    handle = made("catalog", verb, 1, *words)["undo"]
    changed = made("catalog", "show", 1)
    made("undo", handle)
    after = made("catalog", "show", 1)

    stamps = ("updated_on", "updated_by")
    assert {k: v for k, v in after.items() if k not in stamps} == {
        k: v for k, v in before.items() if k not in stamps
    }
    assert changed != before


def test_the_ctid_is_made_once_and_stays(made: Made, entry: Callable[..., int]) -> None:
    """A version 4 UUID in lower case after `ce-`, another for each entry."""
    entry("Welder")
    ctid = made("catalog", "show", 1)["ctid"]
    made("catalog", "edit", 1, "--name", "Riveter")
    made("catalog", "publish", 1)

    assert re.fullmatch(
        r"ce-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab].{3}-.{12}", ctid
    )
    assert made("catalog", "show", 1)["ctid"] == ctid
    assert made("catalog", "show", entry("Other"))["ctid"] != ctid


def test_a_ctid_is_of_one_entry(made: Made, refused: Made) -> None:
    """Given again, the entry that has it is named."""
    made("catalog", "add", *DETAILS)
    ctid = made("catalog", "show", 1)["ctid"]

    refused("catalog", "add", *DETAILS, "--ctid", ctid, code=2,
            says="--ctid: entry 1 has that CTID.")  # fmt: skip


@pytest.mark.covers("ATT-07")
def test_a_relation_to_a_draft_is_left_out_for_the_public(
    made: Made, entry: Callable[..., int]
) -> None:
    """Until that one is published too; publishing says so as advice."""
    made("catalog", "add", "--name", "Secret plan", "--type", "certification")
    catalog_id = entry("Welder", "--related", 1)

    again = made("catalog", "edit", catalog_id, "--name", "Master Welder")
    said = made("catalog", "publish", catalog_id)

    assert again["related"][0]["name"] == "Secret plan"
    assert "catalog.targets-published" in {f["rule"] for f in said["findings"]}
    assert made("catalog", "show", catalog_id, user="lee")["related"] == []


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (("--occupation", "51-4121"), [1]),
        (("--sector", "Manufacturing"), [1]),
        (("--type", "GED"), [2]),
        (("--issuer", "lawson"), [1, 2]),
        (("--issuer", "nobody"), []),
        (("--status", "draft"), []),
        (("--search", "WELD"), [1]),
        (("--search", "51-4121"), [1]),
        (("--limit", "1"), [1]),
        (("--sort", "-id"), [2, 1]),
    ],
)
@pytest.mark.parametrize("user", ["ore", "lee"])
def test_the_catalogue_is_narrowed(
    made: Made, entry: Callable[..., int], options: Any, ids: list[int], user: str
) -> None:
    """By what is given, for editors and for everybody alike."""
    entry("Arc Welder", "--occupation", "51-4121", "--sector", "manufacturing")
    entry("Equivalency")
    made("catalog", "edit", 2, "--type", "GED")
    made("catalog", "publish", 2)

    assert [row["id"] for row in made("catalog", "list", *options, user=user)] == ids


def test_a_bad_value_is_refused_with_what_would_do(wioatrack: Any) -> None:
    """Every field that cannot be read is named at once; nothing is written."""
    said = wioatrack(
        "catalog", "add", "--name", "X", "--type", "certification",
        "--occupation", "truck drivr", "--page", "our web site",
        "--skill", "Suturing:2:years", "--related", "Welding", "--language", "Klingonish",
        code=2,
    )  # fmt: skip

    for option in ("occupation", "page", "skill", "related", "language"):
        assert f"--{option}: " in said.stderr
    assert "53-3032" in said.stderr
    assert json.loads(wioatrack("catalog", "list", "--json", code=0).stdout) == []


def test_the_rules_say_why_an_entry_may_be_published(
    made: Made, wioatrack: Any, entry: Callable[..., int]
) -> None:
    """From which facts, and by whose list; for its editors only."""
    entry("Welder")

    why = made("rules", "why", "catalog", 1)

    verdicts = {one["rule"]: one["verdict"] for one in why["rules"]}
    assert verdicts["catalog.publishable"] == "met"
    assert verdicts["catalog.other-tabs"] == "incomplete"
    assert "page" in why["rules"][0]["facts"]["present"]
    wioatrack("rules", "why", "catalog", 1, user="lee", code=4,
              says="Role staff may not write the credential catalogue.")  # fmt: skip
