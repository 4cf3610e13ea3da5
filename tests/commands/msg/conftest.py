"""People in training, and their tests."""

from collections.abc import Callable
from typing import Any

import pytest

Made = Callable[..., Any]
TEST = ("--name", "TABE 11/12", "--series", "TABE 11/12")


@pytest.fixture
def trainee(made: Made, person: Callable[..., str]) -> Callable[..., str]:
    """A participant in training since 22 August 2022; its WHO."""

    def trainee(profile: str = "worknet", **application: object) -> str:
        who = person(profile, **{"application_date": "2022-07-05"} | application)
        activity = "BE" if profile == "isets" else "300"
        made("service", "add", who, "--activity", activity, "--status", "started",
             "--start", "2022-08-22", "--planned-end", "2023-12-15")  # fmt: skip
        return who

    return trainee


@pytest.fixture
def assessed(made: Made) -> Callable[..., tuple[int, int]]:
    """A pre-test and a post-test of a person; their ids."""

    def assessed(
        who: str, before: int = 2, after: int = 3, **post: str
    ) -> tuple[int, int]:
        first = made("assessment", "add", who, *TEST, "--kind", "pre", "--subject",
                     "Reading", "--level", before, "--date", "2022-09-01")  # fmt: skip
        words = {"subject": "Reading", "date": "2023-02-01"} | post
        given = [word for name, value in words.items() for word in (f"--{name}", value)]
        second = made("assessment", "add", who, *TEST, "--kind", "post", "--level",
                      after, *given)  # fmt: skip
        return first["id"], second["id"]

    return assessed
