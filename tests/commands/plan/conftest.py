"""The case of the guide, and its goals."""

import pytest

PROVIDER = "Phalanx Family Services"


@pytest.fixture
def case(made):
    """Tom Juan of the guide's overview screen, in SNAP Job Placement."""
    made("participant", "add", "--state-id", "44", "--first-name", "Tom", "--last-name",
         "Juan", "--email", "tjuan@noemail123.com", "--username", "tjuan1997",
         "--birth-date", "7/10/1979", "--ssn4", "2668", "--individual-number",
         "1008413651", "--recert-date", "3/26/2024")  # fmt: skip
    made("application", "add", "44", "--profile", "isets", "--number", "T1",
         "--application-date", "2023-05-01", "--provider", PROVIDER, "--program",
         "SNAP Job Placement", as_of="2023-05-01")  # fmt: skip
    return "T1"


@pytest.fixture
def goal(made):
    """Set a goal on a day; its id."""

    def goal(who, on="2023-05-02", statement="Get trained as a care giver."):
        return made("goal", "add", who, "--statement", statement, "--category",
                    "education-training-plan", "--term", "long", as_of=on)["id"]  # fmt: skip

    return goal


@pytest.fixture
def agreement(made):
    """What `plan show` says of the agreement."""
    return lambda who, **more: made("plan", "show", who, **more)["agreement"]
