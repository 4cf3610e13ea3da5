"""A participant of the procedure."""

import pytest

EARLY = ("exit", "early")
GONE = ("--reason", "moved", "--note", "Moved away.")


@pytest.fixture
def manny(made, person):
    """The participant of the Career Connect procedures, with the service it shows."""
    who = person("cook", number="314992", program="WIOA")
    made("service", "add", who, "--activity", "401", "--status", "successful", "--start",
         "2016-07-05", "--end", "2016-08-30", "--wioa-funded")  # fmt: skip
    made(*EARLY, who, "--date", "8/31/2016", *GONE)
    return who
