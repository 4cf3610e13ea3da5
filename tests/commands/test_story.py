"""`wioatrack story`"""

from collections.abc import Callable
from typing import Any

import pytest

Made = Callable[..., Any]
TOLD = ("--title", "From forklift to fleet", "--text", "She drives\nher own truck now.")


@pytest.mark.covers("OUT-48", "OUT-49")
def test_a_story_is_kept_and_listed(
    made: Made, person: Callable[..., str], wioatrack: Any
) -> None:
    """The columns of the guide; program and provider are the application's."""
    who = person("worknet", program="WIOA", provider="Joliet Works")

    story = made("story", "add", who, *TOLD, "--audience", "Employers",
                 "--submitted-by", "Manny Flores", "--career-pathway", "Logistics",
                 "--status", "submitted")  # fmt: skip

    assert story["audience"] == "employers"
    assert (story["program_type"], story["provider"]) == ("WIOA", "Joliet Works")
    assert (story["status"], story["created_on"]) == ("submitted", "2023-06-30")
    assert story["text"] == "She drives\nher own truck now."
    head = wioatrack("story", "list", who).stdout.splitlines()[0]
    assert [name.strip() for name in head.split("  ") if name.strip()] == [
        "ID", "Title", "Program type", "Service provider", "Career pathway",
        "Date created", "Status",
    ]  # fmt: skip


@pytest.mark.covers("OUT-49")
def test_no_story_yet_says_how_to_add_one(
    person: Callable[..., str], wioatrack: Any
) -> None:
    """The empty state names the command."""
    who = person("worknet")

    assert f"wioatrack story add {who}" in wioatrack("story", "list", who).stdout


@pytest.mark.covers("OUT-49")
def test_stories_are_sorted_searched_and_narrowed(
    made: Made, person: Callable[..., str]
) -> None:
    """Of one participant, or of all that the actor sees."""
    first, second = person("worknet"), person("cook")
    made("story", "add", first, *TOLD)
    made("story", "add", first, "--title", "A", "--text", "x", "--status", "published")
    made("story", "add", second, "--title", "B", "--text", "y")

    def titles(*words: object) -> list[str]:
        return [row["title"] for row in made("story", "list", *words)]

    assert titles(first) == ["From forklift to fleet", "A"]
    assert titles(first, "--sort", "title") == ["A", "From forklift to fleet"]
    assert titles(first, "--search", "truck") == ["From forklift to fleet"]
    assert titles("--status", "published") == ["A"]
    assert titles() == ["From forklift to fleet", "A", "B"]
    made("user", "add", "loc", "--role", "staff", "--location", "Elsewhere")
    assert made("story", "list", user="loc") == []


def test_a_story_needs_its_title_and_its_text(
    made: Callable[..., Any], person: Callable[..., str], wioatrack: Any
) -> None:
    """Both are starred."""
    who = person("worknet")

    wioatrack("story", "add", who, "--title", "A", code=2, says="Missing: --text.")
    wioatrack("story", "add", who, "--text", "A", code=2, says="Missing: --title.")
    assert made("story", "list") == []
