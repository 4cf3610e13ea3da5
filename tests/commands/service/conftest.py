"""A participant with an open activity."""

import pytest

OPEN = ("--status", "started", "--start")
JST = ("--activity", "JST")


@pytest.fixture
def who(person):
    """A participant of the ISETS guide, with a provider and no services yet."""
    return person(
        "isets", participation_date="2022-09-15", provider="Asian Human Services"
    )


@pytest.fixture
def jst(who, made):
    """A SNAP E&T activity of the same person, open since 2022-12-01: its id."""
    return made("service", "add", who, *JST, *OPEN, "2022-12-01")["id"]


@pytest.fixture
def enrolled(who, jst):
    """The same person, in that activity."""
    return who
