"""The catalogue in use: recorded with credentials, matched to titles, counted."""

from collections.abc import Callable
from typing import Any

import pytest

Made = Callable[..., Any]


@pytest.fixture
def entry(made: Made) -> Callable[..., int]:
    """A published entry; its id."""

    def entry(name: str, *more: object) -> int:
        catalog_id = made(
            "catalog", "add", "--name", name, "--type", "certification",
            "--description", f"{name}.", "--issuer", "Lawson State",
            "--page", "https://example.edu/x", "--language", "en", *more,
        )["id"]  # fmt: skip
        made("catalog", "publish", catalog_id)
        return int(catalog_id)

    return entry


@pytest.fixture
def earn(made: Made, person: Callable[..., str]) -> Callable[..., dict[str, Any]]:
    """Record a credential of somebody new."""

    def earn(*words: object, profile: str = "caljobs") -> dict[str, Any]:
        record: dict[str, Any] = made(
            "credential", "add", person(profile), "--type", "certification", "--date",
            "2023-05-19", *words, user="lee",
        )  # fmt: skip
        return record

    return earn


@pytest.mark.covers("IS-81")
def test_a_credential_takes_over_what_the_catalogue_says(
    entry: Callable[..., int], earn: Callable[..., dict[str, Any]]
) -> None:
    """Name and issuer unless they are given, and the revision that was published."""
    welder = entry("Welder")

    taken = earn("--catalog", welder)
    own = earn("--catalog", welder, "--name", "Welder II", "--issuer", "Union")

    assert (taken["name"], taken["issuer"]) == ("Welder", "Lawson State")
    assert (taken["catalog"], taken["catalog_revision"]) == (welder, 1)
    assert (own["name"], own["issuer"]) == ("Welder II", "Union")


def test_a_credential_keeps_the_revision_it_was_recorded_with(
    made: Made, entry: Callable[..., int], earn: Callable[..., dict[str, Any]]
) -> None:
    """Whatever becomes of the entry, until it is given another one."""
    welder, riveter = entry("Welder"), entry("Riveter")
    earned = earn("--catalog", welder)["id"]
    made("catalog", "edit", welder, "--name", "Master Welder")
    made("catalog", "publish", welder)

    kept = made("credential", "edit", earned, "--catalog", welder, "--description", "x")
    made("catalog", "archive", welder)
    later = made("credential", "edit", earned, "--description", "y")
    other = made("credential", "edit", earned, "--catalog", riveter)
    none = made("credential", "edit", earned, "--catalog", "")

    assert (kept["catalog_revision"], kept["catalog_name"]) == (1, "Welder")
    assert later["catalog_revision"] == 1
    assert other["catalog_name"] == "Riveter"
    assert none["catalog"] is None


def test_only_a_published_entry_can_be_picked(
    made: Made, wioatrack: Any, person: Callable[..., str]
) -> None:
    """A draft and one that is not there are refused alike."""
    made("catalog", "add", "--name", "Draft", "--type", "certification")
    who = person("caljobs")

    for catalog_id in (1, 9):
        said = wioatrack(
            "credential", "add", who, "--type", "certification", "--date",
            "2023-05-19", "--catalog", catalog_id, code=3,
        )  # fmt: skip
        assert f"no entry {catalog_id} is published" in said.stderr
    assert made("credential", "list", who) == []


def test_another_type_than_the_catalogues_is_advised(
    made: Made, entry: Callable[..., int], person: Callable[..., str]
) -> None:
    """It is recorded all the same: perhaps the wrong entry was picked."""
    said = made(
        "credential", "add", person("caljobs"), "--type", "GED", "--date", "2023-05-19",
        "--catalog", entry("Welder"),
    )  # fmt: skip

    assert "credential.as-in-catalog" in {one["rule"] for one in said["findings"]}


@pytest.mark.parametrize(
    ("title", "at_least", "at_most"),
    [
        ("Certified Welder", 1.0, 1.0),
        ("certified WELDER", 1.0, 1.0),
        ("Certified Weldr", 0.9, 0.99),
        ("Welder, certified", 0.7, 0.99),
    ],
)
def test_a_title_is_matched_with_a_score(
    made: Made, entry: Callable[..., int], title: str, at_least: float, at_most: float
) -> None:
    """The same words score 1.0, other spellings and orders less."""
    entry("Certified Welder")
    entry("Certified Nursing Assistant")

    best = made("catalog", "match", title, user="lee")[0]

    assert (best["kind"], best["name"]) == ("catalog", "Certified Welder")
    assert at_least <= best["score"] <= at_most


@pytest.mark.covers("CC-40")
def test_a_title_is_matched_to_the_approved_list(made: Made) -> None:
    """The list has no entries of ours, so its rows are a kind of their own."""
    found = made("catalog", "match", "CDL Class A License")

    assert [row["kind"] for row in found] == ["approved-list"]
    assert found[0]["occupation"] == "Truck Driver"
    nurse = made("catalog", "match", "IDPH License")[0]
    assert nurse["occupation"] == "Certified Nursing Assistant"
    assert made("catalog", "match", "Zymurgy of the spheres") == []


def test_an_entry_comes_before_a_row_of_the_list_that_is_as_like(
    made: Made, entry: Callable[..., int]
) -> None:
    """The catalogue is the office's own."""
    alone = made("catalog", "match", "CDL Class A License")[0]
    entry(alone["name"])

    first, second = made("catalog", "match", alone["name"])[:2]

    assert first["score"] == second["score"]
    assert [first["kind"], second["kind"]] == ["catalog", "approved-list"]


def test_what_names_no_entry_is_a_worklist(
    made: Made, entry: Callable[..., int], earn: Callable[..., dict[str, Any]]
) -> None:
    """Each with its suggestions; nothing is accepted by itself, a person does it."""
    welder = entry("Certified Welder")
    first = earn("--name", "Certified weldr")["id"]
    second = earn()["id"]
    earn("--catalog", welder)

    waiting = made("catalog", "unmatched", user="lee")

    assert [row["id"] for row in waiting] == [first, second]
    assert waiting[0]["best"] == "Certified Welder"
    assert waiting[0]["fix"] == f"wioatrack credential edit {first} --catalog {welder}"
    assert (waiting[1]["best"], waiting[1]["candidates"]) == (None, [])
    assert made("credential", "show", first)["catalog"] is None
    made("credential", "edit", first, "--catalog", welder, user="lee")
    assert [row["id"] for row in made("catalog", "unmatched")] == [second]


def test_the_worklist_shows_whose_record_one_may_see(
    made: Made, wioatrack: Any, earn: Callable[..., dict[str, Any]]
) -> None:
    """An issuer sees no participants, staff those of their own locations."""
    made("user", "add", "amy", "--role", "issuer", "--organization", "Lawson State")
    made("user", "add", "pat", "--role", "staff", "--location", "Elsewhere")
    earn("--name", "Certified Welder")

    wioatrack("catalog", "unmatched", user="amy", code=4,
              says="Role issuer may not read participants.")  # fmt: skip

    assert made("catalog", "unmatched", user="pat") == []
    assert len(made("catalog", "unmatched", user="lee")) == 1


def test_credentials_are_counted_by_entry_and_occupation(
    made: Made, entry: Callable[..., int], earn: Callable[..., dict[str, Any]]
) -> None:
    """One line for each occupation of an entry; what names no entry by its type."""
    welder = entry("Welder", "--occupation", "51-4121", "--occupation", "51-4122")
    earn("--catalog", welder)
    earn("--catalog", welder)
    earn("--name", "Somebody's own words")

    rows = made("report", "credentials")

    counted = [
        (row["name"], row["occupation_code"], row["credentials"]) for row in rows
    ]
    assert counted == [
        ("Welder", "51-4121", 2),
        ("Welder", "51-4122", 2),
        ("Not in the catalogue: Occupational Certification", None, 1),
    ]
    assert rows[0]["participants"] == 2
    assert rows[0]["countable"] == 2


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--profile", "caljobs"), 2),
        (("--profile", "cook"), 0),
        (("--office", "arlington"), 2),
        (("--region", "Nowhere"), 0),
        (("--fiscal-year", 2023), 2),
        (("--fiscal-year", 2022), 0),
        (("--type", "GED"), 0),
        (("--catalog", 1), 1),
        (("--group", "x"), 0),
        (("--provider", "x"), 0),
    ],
)
def test_the_report_is_narrowed(
    made: Made,
    entry: Callable[..., int],
    earn: Callable[..., dict[str, Any]],
    options: tuple[object, ...],
    count: int,
) -> None:
    """By whose credentials they are, and by when and what they were."""
    earn("--catalog", entry("Welder"))
    earn("--name", "Other")

    rows = made("report", "credentials", *options)

    assert sum(row["credentials"] for row in rows) == count


def test_the_report_is_written_as_a_page(
    made: Made, tmp_path: Any, entry: Callable[..., int], earn: Any
) -> None:
    """With the same lines, and nothing of a person."""
    earn("--catalog", entry("Welder <b>", "--occupation", "51-4121"))
    page = tmp_path / "credentials.html"

    made("report", "credentials", "--html", page)

    words = page.read_text(encoding="utf-8")
    assert "Welder &lt;b&gt;" in words
    assert "Flores" not in words


def test_an_edit_by_an_issuer_touches_no_case(
    made: Made, entry: Callable[..., int], earn: Any
) -> None:
    """The credential and its log stay as they were."""
    made("user", "add", "amy", "--role", "issuer", "--organization", "Lawson State")
    before = earn("--catalog", entry("Welder"))
    made("catalog", "edit", 1, "--name", "Riveter", user="amy")
    made("catalog", "publish", 1, user="amy")

    after = made("credential", "show", before["id"])

    assert {k: v for k, v in before.items() if k not in ("undo", "findings")} == after
    assert made("db", "check")["sound"]


def test_a_revision_that_a_credential_names_stays(
    made: Made, wioatrack: Any, entry: Callable[..., int], earn: Any
) -> None:
    """Publishing cannot be undone any more; unpublishing can always be done."""
    made(
        "catalog", "add", "--name", "Welder", "--type", "certification",
        "--description", "Welds.", "--issuer", "Lawson State",
        "--page", "https://example.edu/x", "--language", "en",
    )  # fmt: skip
    handle = made("catalog", "publish", 1)["undo"]
    earned = earn("--catalog", 1)

    wioatrack("undo", handle, code=1, says="credential 1 refers to catalog_revision 1.")

    assert made("catalog", "show", 1)["status"] == "published"
    assert made("catalog", "unpublish", 1)["revision"] == 1
    assert made("credential", "show", earned["id"])["catalog_name"] == "Welder"
