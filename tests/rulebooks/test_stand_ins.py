"""What the demo's made-up people are made of."""

from pathlib import Path

import pytest

from wioatrack.errors import BadDataFile
from wioatrack.rulebooks import load_activities, load_rulebook
from wioatrack.rulebooks.root import data_root
from wioatrack.rulebooks.stand_ins import load_stand_ins

FILE = data_root() / "demo" / "stand-ins.toml"


def test_the_profile_has_the_activities() -> None:
    """Otherwise no stand-in could be enrolled in one."""
    found = load_stand_ins()

    newest = load_activities(load_rulebook(found.profile).activity_sets[0])
    assert all(newest.find(code) is not None for code in found.activities)


@pytest.mark.parametrize(
    ("line", "instead", "says"),
    [
        ('profile = "worknet"', 'profile = "nobody"', "profile: 'nobody' is none of"),
        ('profile = "worknet"', "", "profile: is missing"),
        ("earliest = 2021-07-01", 'earliest = "2021"', "a date such as"),
        ('activities = ["300", "301", "401"]', "activities = []", "at least one"),
        ('activities = ["300", "301", "401"]', "", "at least one"),
        ("earliest =", "latest = 2022-07-01\nearliest =", "latest: is not a key"),
    ],
)
def test_a_mistake_is_answered_with_file_key_and_reason(
    tmp_path: Path, line: str, instead: str, says: str
) -> None:
    """As in every data file."""
    text = FILE.read_text(encoding="utf-8")
    assert line in text
    file = tmp_path / "stand-ins.toml"
    file.write_text(text.replace(line, instead), encoding="utf-8")

    with pytest.raises(BadDataFile, match=r"stand-ins\.toml") as refused:
        load_stand_ins(file)

    assert says in str(refused.value)
