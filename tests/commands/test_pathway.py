"""`wioatrack pathway`, `assessment needs` and `service recommend`."""

import pytest


@pytest.fixture
def case(person):
    """A case whose person left school as a junior."""
    return person(
        "isets", education_at_entry="H.S. Junior", application_date="2023-05-01"
    )


@pytest.mark.covers("IS-17")
def test_a_path_is_nothing_until_it_is_set_and_changed_at_any_time(made, case):
    """What is not given stays; a code is kept as its title."""
    before = made("pathway", "show", case)
    made("pathway", "set", case, "--pathway", "Health Science", "--wage-goal", "18.50",
         "--occupation", "31-1131", "--occupation", "Dog walker")  # fmt: skip
    changed = made("pathway", "set", case, "--occupation", "Registered Nurses")

    assert (before["pathway"], before["occupation"], before["wage_goal"]) == (
        None,
        [],
        None,
    )
    assert changed["pathway"] == "Health Science"
    assert changed["occupation"] == ["Registered Nurses"]
    assert changed["wage_goal"] == "18.50"
    assert made("pathway", "set", case, "--wage-goal", "")["wage_goal"] is None
    log = made("plan", "log", case, "--noun", "pathway")
    assert "occupation_1: Nursing Assistants → Registered Nurses" in log[1]["what"]


def test_a_third_occupation_is_refused(made, refused, case):
    """The card has room for two; nothing is written."""
    words = [w for n in ("Cooks", "Bakers", "Butchers") for w in ("--occupation", n)]

    refused("pathway", "set", case, *words, code=2, says="--occupation: 3 are given.")
    refused("pathway", "set", case, code=2, says="Nothing is given.")

    assert made("pathway", "show", case)["id"] is None


@pytest.mark.covers("IS-23", "IS-37")
def test_needs_are_gone_through_section_by_section(made, case):
    """A section given again is given anew; those still empty are named."""
    empty = made("assessment", "needs", case)
    made("assessment", "needs", case, "--skill", "typing", "--skill", "Spanish")
    made("assessment", "needs", case, "--barrier", "transportation", "--goal", "A job")
    edited = made(
        "assessment", "needs", case, "--skill", "Spanish", "--interest", "Cars"
    )

    assert empty["not_complete"] == ["skills", "interests", "goals", "barriers"]
    assert empty["undo"] is None
    assert edited["skill"] == ["Spanish"]
    assert edited["interest"] == ["Cars"]
    assert edited["goal"] == ["A job"]
    assert edited["barrier"] == ["transportation"]
    assert edited["not_complete"] == []
    assert made("assessment", "needs", case, "--goal", "")["not_complete"] == ["goals"]


def test_a_barrier_is_one_of_the_list(made, refused, case):
    """An unknown one is refused with those that are known."""
    refused("assessment", "needs", case, "--barrier", "bad luck", code=2,
            says="--barrier: 'bad luck' is no situation.")  # fmt: skip

    assert made("assessment", "needs", case)["barrier"] == []


def test_customers_read_their_needs_and_staff_write_them(made, refused, case):
    """The own ones only."""
    made("user", "add", "me", "--role", "customer", "--participant", "3913801")

    assert made("assessment", "needs", case, user="me")["skill"] == []
    assert made("pathway", "show", case, user="me")["pathway"] is None
    refused("assessment", "needs", case, "--skill", "x", user="me", code=4,
            says="Role customer may not enter and change records.")  # fmt: skip
    refused("pathway", "set", case, "--pathway", "x", user="me", code=4,
            says="Role customer may not enter and change records.")  # fmt: skip


@pytest.mark.covers("IS-115")
def test_services_are_recommended_by_what_is_known(made, case):
    """Schooling, barriers and what is in the plan; each once, each with its reason."""
    made(
        "assessment",
        "needs",
        case,
        "--barrier",
        "transportation",
        "--barrier",
        "basic-skills",
    )

    found = {one["activity"]: one for one in made("service", "recommend", case)}

    assert (
        found["BE"]["because"]
        == "No high-school diploma or equivalent at program entry."
    )
    assert found["Transportation"]["group"] == "support"
    assert "Clothing" not in found
    assert "Books & Training Supplies" not in found
    assert {one["available"] for one in found.values()} == {False}


@pytest.mark.covers("IS-115")
def test_recommended_services_can_be_added_after_the_first(made, case):
    """The command of the row adds it, and then it is recommended no more."""
    made("service", "add", case, "--activity", "BE", "--status", "started", "--start",
         "2023-05-02")  # fmt: skip
    found = {one["activity"]: one for one in made("service", "recommend", case)}

    assert "BE" not in found
    assert {one["available"] for one in found.values()} == {True}
    assert found["Books & Training Supplies"]["because"] == "Training is in the plan."
    made("service", "add", case, "--activity", "Books & Training Supplies")
    assert "Books & Training Supplies" not in {
        one["activity"] for one in made("service", "recommend", case)
    }


@pytest.mark.covers("IS-33", "IS-115")
def test_what_the_program_does_not_offer_is_not_recommended(made, person):
    """It would be refused."""
    made("provider", "add", "--name", "P")
    made(
        "program", "add", "--provider", "P", "--name", "Placement", "--activity", "SJS"
    )
    who = person("isets", provider="P", education_at_entry="none")

    assert made("service", "recommend", who) == []


def test_nothing_is_recommended_where_no_data_say_so(made, person):
    """workNet's guide knows no recommendations."""
    assert made("service", "recommend", person("worknet")) == []
