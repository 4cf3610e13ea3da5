"""The Outcomes tab as a whole: eight things of one customer, found through a group"""

from collections.abc import Callable
from typing import Any

import pytest

Made = Callable[..., Any]
TARGET = ("--employer", "Target", "--title", "Backroom", "--city", "Joliet", "--state",
          "IL", "--zip", "60431", "--duties", "Unloads.", "--hours", "20")  # fmt: skip


@pytest.mark.covers("OUT-04")
def test_customers_are_found_through_their_group(made: Made) -> None:
    """A named cohort leads to its people, and a person to the records."""
    for number, group in (("1", "Welders 2023"), ("2", "Welders 2023"), ("3", "Cooks")):
        made("participant", "add", "--state-id", number, "--first-name", "A",
             "--last-name", f"N{number}", "--group", group)  # fmt: skip

    found = made(
        "participant", "list", "--view", "detailed", "--search", "welders 2023"
    )

    assert [row["state_id"] for row in found] == ["1", "2"]


@pytest.mark.covers("OUT-01", "OUT-02", "OUT-03")
def test_the_eight_things_are_reviewed_and_added(
    made: Made, wioatrack: Any, person: Callable[..., str]
) -> None:
    """Staff add and review each; the customer sees the own outcomes; others see none."""
    who = person("worknet", application_date="2022-01-03")
    state_id = made("application", "show", who)["participant"]
    goal = made("goal", "add", who, "--statement", "Become a welder", "--category",
                "career-plan", "--term", "short")["id"]  # fmt: skip
    service = made("service", "add", who, "--activity", "300", "--goal", goal, "--status",
                   "successful", "--start", "2022-01-10", "--end", "2022-05-20")["id"]  # fmt: skip
    made("msg", "add", who, "--type", "milestone", "--date", "2022-05-20",
         "--satisfactory", "--established", "2021-06-01", "--comment", "met")  # fmt: skip
    made("credential", "add", who, "--name", "Welder", "--institution", "College",
         "--type", "Occupational Certification", "--source", "copy-of-credential",
         "--service", service, "--date", "2022-05-20")  # fmt: skip
    made(
        "story", "add", who, "--title", "From spark to seam", "--text", "He welds now."
    )
    made("exit", "record", who, "--date", "2022-05-31", "--reason", "completed")
    made("employment", "add", who, *TARGET, "--start", "2022-06-06", "--current")
    made("followup", "add", who, "--due", "2022-08-01", "--outcome", "reached")
    made("user", "add", "cus", "--role", "customer", "--participant", state_id)
    other = person("worknet")

    nouns = ("service", "goal", "msg", "credential", "story", "employment", "followup")
    for noun in nouns:
        assert len(made(noun, "list", who)) == 1, noun
    for noun in ("credential", "story", "employment", "followup"):
        assert len(made(noun, "list", who, user="cus")) == 1, noun
        wioatrack(noun, "list", other, user="cus", code=3,
                  says=f"'{other}'.")  # fmt: skip
    lines = made("summary", who, user="cus")["items"]
    assert {line["status"] for line in lines} == {"complete"}
    assert {line["result"] for line in lines} == {"entered"}


@pytest.mark.covers("OUT-52", "CJ-04")
def test_only_recognised_credentials_count_and_the_document_is_advised(
    made: Made, person: Callable[..., str]
) -> None:
    """Every earned credential is recorded; which ones count is another column."""
    who = person("caljobs", application_date="2022-01-03")
    words = ("credential", "add", who, "--date", "2022-05-20", "--type")

    welder = made(*words, "Occupational Certification", "--name", "Welder")
    board = made(*words, "Occupational Certification", "--name", "Ready to work")
    made("credential", "decide", board["id"], "--skills", "work-readiness",
         "--issuer-kind", "workforce-board")  # fmt: skip

    listed = {row["name"]: row["countable"] for row in made("credential", "list", who)}
    assert listed == {"Welder": True, "Ready to work": False}
    advised = [finding["message"] for finding in welder["findings"]]
    assert any("--source" in message for message in advised)
