"""A participant with an activity, a goal and support services."""

import pytest

OPEN = ("--status", "started", "--start", "2022-12-16")


@pytest.fixture
def who(person):
    """A participant of the ISETS guide."""
    return person("isets", participation_date="2022-09-15")


@pytest.fixture
def goal(made, who):
    """A goal of that person: its id."""
    return made("goal", "add", who, "--statement", "Get support services lined up.",
         "--category", "support-services", "--term", "short")["id"]  # fmt: skip


@pytest.fixture
def jst(made, who):
    """A SNAP E&T activity that is open: its id."""
    return made("service", "add", who, "--activity", "JST", "--status", "started",
                "--start", "2022-12-01")["id"]  # fmt: skip


@pytest.fixture
def support(made, who, goal, jst):
    """`support("Clothing")` is the id of an open support service with the goal."""

    def support(activity, *words):
        return made("service", "add", who, "--activity", activity, "--goal", goal, *OPEN,
                    *words)["id"]  # fmt: skip

    return support


@pytest.fixture
def housing(support):
    return support("Housing/Utilities")
