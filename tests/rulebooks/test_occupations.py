"""Finding an occupation by keyword, by title and by code."""

import pytest

from wioatrack.rulebooks import UnknownCode
from wioatrack.rulebooks.occupations import find_occupation, search_occupations


@pytest.mark.covers("ATT-05")
@pytest.mark.parametrize(
    "words",
    [
        "surgical tech",
        "surgical technologist",
        "SURGICAL TECHNOLOGISTS",
        "surgicl tech",
    ],
)
def test_a_keyword_finds_its_occupation(words: str) -> None:
    """Beginnings of words, plurals, capitals and slips of the pen all find it."""

    best, score = search_occupations(words)[0]

    assert best.soc_code == "29-2055"
    assert 0.9 <= score <= 1.0


@pytest.mark.covers("ATT-05")
def test_a_keyword_finds_every_occupation_of_its_kind() -> None:
    """All titles with the keyword, single occupations before groups."""

    found = [one for one, _ in search_occupations("weld", limit=50)]

    assert {"51-4121", "51-4122", "51-4120"} <= {one.soc_code for one in found}
    assert [one.level for one in found] == sorted(
        (o.level for o in found), reverse=True
    )


def test_every_keyword_must_fit() -> None:
    """Two words narrow the search; a word that nothing fits finds nothing."""

    assert search_occupations("surgical zzzzqqqq") == ()
    assert search_occupations("  ") == ()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("29-2055", "29-2055"),
        ("292055", "29-2055"),
        ("29-2055.00", "29-2055.00"),
        ("surgical technologists", "29-2055"),
        ("Cashiers", "41-2011"),
    ],
)
def test_a_code_or_a_title_names_one(words: str, code: str) -> None:
    """A title that a group shares means the single occupation."""

    assert find_occupation(words).soc_code == code


def test_what_names_none_is_answered_with_the_nearest() -> None:
    """The hint holds codes that can be typed."""

    with pytest.raises(UnknownCode) as refused:
        find_occupation("truck drivr")

    assert "53-3032" in str(refused.value.hint)
