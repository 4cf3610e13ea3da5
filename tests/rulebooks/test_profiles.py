"""`load_rulebook`: profiles on top of each other, values by date."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from wioatrack.rulebooks import (
    UnknownCode,
    load_profiles,
    load_rulebook,
    selectable_profiles,
)
from wioatrack.rules.rulebook import NotInForce
from wioatrack.vocab import Severity

SOUND = Path(__file__).parents[1] / "data" / "sound"
DAY = timedelta(days=1)


def cents(profile: str, on: date, subject: str = "") -> int:
    book = load_rulebook(profile, SOUND)
    return book.in_force("support.maximum", on, subject).number


def test_the_nearest_profile_answers_first() -> None:
    """Until the board says something, what it extends holds."""
    assert cents("board", date(2021, 12, 31)) == 500
    assert cents("board", date(2022, 1, 1)) == 700
    assert cents("federal", date(2022, 1, 1)) == 500


def test_a_value_ends_the_day_before_the_next_one() -> None:
    """And the day is kept with it, for `rules show`."""
    book = load_rulebook("board", SOUND)

    assert cents("board", date(2022, 12, 31)) == 700
    assert cents("board", date(2023, 1, 1)) == 800
    earlier = book.in_force("support.maximum", date(2022, 6, 1))
    assert date(2022, 12, 31) == earlier.until
    assert earlier.profile == "board"


def test_after_its_last_day_a_value_does_not_give_way_to_an_older_one() -> None:
    """What the board ended is not revived; the federal value holds again."""
    assert cents("board", date(2023, 12, 31)) == 800
    assert cents("board", date(2024, 1, 1)) == 500


def test_before_the_first_day_nothing_is_in_force() -> None:
    """No value is a state of its own, not zero."""
    with pytest.raises(NotInForce, match=r"support\.maximum"):
        cents("federal", date(2019, 12, 31))


def test_a_subject_has_its_own_values() -> None:
    """A maximum for clothing says nothing of tools."""
    assert cents("board", date(2022, 1, 1), "clothing") == 300
    with pytest.raises(NotInForce, match=r"support\.maximum: tools"):
        cents("board", date(2022, 1, 1), "tools")


def test_an_undeclared_name_is_a_mistake_in_the_program() -> None:
    """A rule cannot read what no parameter asks."""
    with pytest.raises(KeyError):
        load_rulebook("board", SOUND).in_force("support.maxima", date(2022, 1, 1))


def test_a_value_of_another_kind_is_not_a_number() -> None:
    """A rule that takes a word for a number stops at once."""
    book = load_rulebook("board", SOUND)
    word = book.in_force("window.reading", date(2022, 1, 1))
    numbers = book.in_force("placement.milestones", date(2022, 1, 1))

    assert (word.word, numbers.numbers) == ("anniversary", (30, 60))
    with pytest.raises(TypeError):
        _ = word.number
    with pytest.raises(TypeError):
        _ = word.numbers
    with pytest.raises(TypeError):
        _ = numbers.word


def test_holdings_required_fields_and_labels_come_down_the_chain() -> None:
    """A profile says only what differs."""
    book = load_rulebook("board", SOUND)
    inferred = book.holding("payment.within-maximum")

    assert book.chain == ("board", "federal")
    assert book.holding("date.not-in-future") is not None
    assert inferred is not None
    assert (
        inferred.severity,
        inferred.inferred,
    ) == (Severity.SYSTEM, Severity.PROCEDURE)
    assert load_rulebook("federal", SOUND).holding("payment.within-maximum") is None
    assert book.required == {"credential": {"name": "guide"}}
    assert book.advised == {"credential": {"source": "guide"}}
    assert book.labels == {"credential.name": "Other Credential"}
    assert book.lists["color"] == ("red",)


def test_an_unknown_profile_is_refused_with_the_nearest() -> None:
    """A slip of the finger is answered with the name that was meant."""
    with pytest.raises(UnknownCode) as refused:
        load_rulebook("iset")

    assert str(refused.value) == "'iset' is not a profile."
    assert refused.value.hint == "Did you mean isets?"


def test_six_profiles_may_be_an_application_s() -> None:
    """The federal and state ones are only built upon."""
    assert {"worknet", "isets", "cook", "caljobs", "la-county", "alabama"} == set(
        selectable_profiles()
    )
    assert {"federal", "illinois", "california"} == {
        card.name for card in load_profiles() if not card.selectable
    }


WAGES = [
    ("illinois", date(2020, 1, 1), 825, 925),
    ("illinois", date(2020, 7, 1), 925, 1000),
    ("illinois", date(2021, 1, 1), 1000, 1100),
    ("illinois", date(2022, 1, 1), 1100, 1200),
    ("illinois", date(2023, 1, 1), 1200, 1300),
    ("illinois", date(2024, 1, 1), 1300, 1400),
    ("illinois", date(2025, 1, 1), 1400, 1500),
    ("chicago", date(2022, 7, 1), 1500, 1540),
    ("chicago", date(2025, 7, 1), 1620, 1660),
    ("cook-county", date(2022, 7, 1), 1300, 1335),
]


@pytest.mark.covers("IS-89")
@pytest.mark.parametrize(("place", "first", "before", "after"), WAGES)
def test_minimum_wages_change_on_their_day(
    place: str, first: date, before: int, after: int
) -> None:
    """The last day of the old wage and the first of the new one."""
    book = load_rulebook("isets")

    assert before == book.in_force("wage.minimum", first - DAY, place).number
    assert after == book.in_force("wage.minimum", first, place).number


@pytest.mark.covers("IS-60")
@pytest.mark.parametrize(
    ("subject", "maximum", "evidence"),
    [
        ("housing-utilities", 50000, "stated"),
        ("clothing", 30000, "inferred"),
        ("personal-hygiene", 25000, "inferred"),
        ("transportation", 140000, "inferred"),
        ("tools", 50000, "inferred"),
    ],
)
def test_support_maxima_say_how_they_are_known(
    subject: str, maximum: int, evidence: str
) -> None:
    """Only the first is printed as a maximum without an override on top."""
    value = load_rulebook("isets").in_force(
        "support.maximum", date(2023, 2, 16), subject
    )

    assert (maximum, evidence) == (value.number, value.evidence)


@pytest.mark.covers("IS-98")
def test_a_sixth_milestone_from_2025_on() -> None:
    """Job retention runs to day 365 for what starts on or after 2025-01-01."""
    book = load_rulebook("isets")

    assert book.in_force("placement.milestones", date(2024, 12, 31)).numbers == (
        30,
        60,
        90,
        180,
        270,
    )
    assert book.in_force("placement.milestones", date(2025, 1, 1)).numbers == (
        30,
        60,
        90,
        180,
        270,
        365,
    )
