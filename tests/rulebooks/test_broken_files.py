"""What a mistake in a data file is answered with: file, key and reason."""

import shutil
from pathlib import Path

import pytest

from wioatrack.errors import BadDataFile, ReturnCode
from wioatrack.rulebooks import (
    load_activities,
    load_approved,
    load_list,
    load_profiles,
    load_rulebook,
)

DATA = Path(__file__).parents[1] / "data"
BROKEN = sorted((DATA / "broken").glob("*.toml"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small sound tree of data files of this test's own."""
    return Path(shutil.copytree(DATA / "sound", tmp_path / "data"))


def load_everything(root: Path) -> None:
    load_list("color", root)
    load_activities("numbers", root)
    for card in load_profiles(root):
        load_rulebook(card.name, root)
    load_approved(root)


def test_the_sound_tree_is_taken(root: Path) -> None:
    """Otherwise the broken files would prove nothing."""
    load_everything(root)

    assert [card.name for card in load_profiles(root)] == ["board", "federal"]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_is_refused(broken: Path, root: Path) -> None:
    """Return code 6, and the sentence that the file itself announces."""
    text = broken.read_text(encoding="utf-8")
    target, says = (line.partition(": ")[2] for line in text.splitlines()[:2])
    shutil.copyfile(broken, root / target)

    with pytest.raises(BadDataFile) as refused:
        load_everything(root)

    assert says.strip() in str(refused.value)
    assert str(refused.value).startswith(Path(target).name)
    assert refused.value.return_code == ReturnCode.BAD_DATA_FILE
    assert "README.md" in (refused.value.hint or "")


@pytest.mark.parametrize("name", ["citations.toml", "parameters.toml"])
def test_a_missing_file_is_refused(name: str, root: Path) -> None:
    """A half-copied folder is no reason for a traceback."""
    (root / name).unlink()

    with pytest.raises(BadDataFile, match=f"{name}: there is no such file"):
        load_everything(root)


def test_text_that_is_not_utf_8_is_refused(root: Path) -> None:
    """Saved by an editor in another encoding."""
    (root / "profiles" / "board.toml").write_bytes(b'name = "B\xf6rd"')

    with pytest.raises(BadDataFile, match=r"board\.toml: is not UTF-8 text"):
        load_everything(root)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("occupation,credential\n", "line 1: the columns must be occupation, approved"),
        ("", "line 1: the columns must be occupation, approved"),
        ("{head}\nCarpenters,City License\n", "line 2: 6 cells are expected"),
        ("{head}\nCarpenters,,,,,\n", "line 2: occupation and credential may not be"),
        ("{head}\nA,B,,,maybe,\n", "line 2: needs_review is `yes` or empty"),
        ('{head}\n"A,B,,,,\n', "cannot be read: unexpected end of data"),
    ],
)
def test_a_broken_list_of_approved_credentials_is_refused(
    text: str, says: str, root: Path
) -> None:
    """The line is named, since this file is a table."""
    head = "occupation,approved_credential,issuer,soc_code,needs_review,note"
    file = root / "credentials" / "approved.csv"
    file.write_text(text.format(head=head), encoding="utf-8")

    with pytest.raises(BadDataFile) as refused:
        load_everything(root)

    assert f"approved.csv: {says}" in str(refused.value)
