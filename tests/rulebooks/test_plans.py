"""`load_plan`: what plans hold from the start, and what is recommended for them."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from wioatrack.errors import BadDataFile
from wioatrack.rulebooks import data_root, find_activity, load_list, load_rulebook
from wioatrack.rulebooks.plans import load_plan, plan_names, plan_of

ISETS = Path("plans") / "isets.toml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the data, to be broken."""
    return Path(shutil.copytree(data_root(), tmp_path / "data"))


@pytest.mark.covers("IS-19")
def test_the_guides_goal_and_steps_are_there() -> None:
    """With the measure that they are associated with, and where they stand."""
    (goal,) = load_plan("isets").goals

    assert goal.statement == "Complete the SNAP program"
    assert len(goal.statement) <= 144
    assert goal.steps[0] == "Get Started: Learn about exploring careers."
    assert goal.measure
    assert goal.dated.cite == "isets-iep-overview"
    assert goal.dated.evidence == "inferred"


@pytest.mark.parametrize("name", plan_names())
def test_every_plan_names_what_its_profile_has(name: str) -> None:
    """Categories that it offers, activities of its sets in use."""
    book = load_rulebook(name)

    for goal in load_plan(name).goals:
        assert goal.category in load_list("goal-category").offered(book)
        for step in goal.steps:
            assert find_activity(step, book.activity_sets).code == step
    for one in load_plan(name).recommendations:
        assert find_activity(one.activity, book.activity_sets).code == one.activity
        assert one.dated.evidence == "inferred"
        assert one.because.endswith(".")


def test_a_profile_without_a_plan_has_an_empty_one() -> None:
    """And is not given another's."""
    assert plan_of(load_rulebook("worknet")).goals == ()
    assert plan_of(load_rulebook("cook")).recommendations == ()


def test_what_is_dated_holds_from_its_first_day_to_its_last() -> None:
    """Both included."""
    (goal,) = load_plan("isets").goals

    assert goal.dated.holds(date(2014, 7, 1))
    assert not goal.dated.holds(date(2014, 6, 30))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('plan = "isets"', 'plan = "other"', "plan: must be 'isets'"),
        ('term = "short"', 'term = "soon"', "goal 1.term: 'soon' is not in the list"),
        (
            '"Prepare your resume."',
            '"Dance."',
            "goal 1.steps: no set of the profile has",
        ),
        ('activity = "ELA"', 'activity = "XX"', "recommendation 3.activity: no set"),
        (
            'barrier = ["language"]',
            'barrier = ["luck"]',
            "when.barrier: 'luck' is not in",
        ),
        ("{ barrier = [", "{ weather = [", "when.weather: is none of barrier"),
        ('beside = ["BE", "VT"]', 'beside = ["QQ"]', "when.beside: no set"),
        ('cite = "isets-iep-overview"', 'cite = "x"', "goal 1.cite: 'x' is not in"),
        ("measure =", "measured =", "goal 1.measured: is not a key"),
        (
            "effective = 2014-07-01",
            "effective = 2014-07-01\nuntil = 2014-06-30",
            "is before",
        ),
    ],
)
def test_a_mistake_is_answered_with_file_key_and_reason(
    root: Path, old: str, new: str, says: str
) -> None:
    """Return code 6, before anything is done."""
    file = root / ISETS
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(BadDataFile) as refused:
        load_plan("isets", root)

    assert str(refused.value).startswith("isets.toml: ")
    assert says in str(refused.value)


def test_a_plan_of_no_profile_is_refused(root: Path) -> None:
    """A file that nothing would ever read is a mistake in its name."""
    shutil.copyfile(root / ISETS, root / "plans" / "elsewhere.toml")
    (root / "plans" / "elsewhere.toml").write_text(
        'plan = "elsewhere"\ntitle = "E"\n', encoding="utf-8"
    )

    with pytest.raises(BadDataFile, match="there is no profile 'elsewhere'"):
        load_plan("elsewhere", root)
