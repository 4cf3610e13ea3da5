"""How words become values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wioatrack.entries import kinds
from wioatrack.entries.kinds import Unreadable
from wioatrack.entries.worksites import MINIMUM, WAGE

TODAY = date(2023, 6, 30)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


class NoLists:
    def code(self, list_name: str, text: str) -> str:
        raise Unreadable("no lists here")


def read(kind: kinds.Kind, text: str) -> object:
    return kind.read(text, NoLists(), TODAY)


@pytest.mark.covers("CC-20", "CJ-11", "IS-82")
@pytest.mark.parametrize("text", ["2023-03-03", "03/03/2023", "3/3/2023", "03032023"])
def test_a_day_is_read_in_every_form_the_guides_use(text: str) -> None:
    """ISO, M/D/YYYY, and the eight digits of the ISETS guide name one day."""

    assert read(kinds.DAY, text) == date(2023, 3, 3)


@pytest.mark.covers("CC-20", "CJ-11")
def test_today_is_the_day_of_the_command() -> None:
    """The Today shortcut of the forms follows --as-of."""

    assert read(kinds.DAY, " Today ") == TODAY


@pytest.mark.fault(51)
@pytest.mark.parametrize(
    "text",
    [
        "02/03/04", "1", "May", "13/02/2023", "2/30/2023", "2023-02-29", "2023-W10-5",
        "２０２３-０３-０３", "2023-3-3", "20230303", "86400", "tomorrow", "-3d", "3.3.2023",
        "2023/03/03", "03-03-2023", "2023-03-03T00:00", "9999-12-31", "0001-01-01",
        "1899-12-31", "2200-01-01", "2023-03-03\x00", "٢٠٢٣-٠٣-٠٣", "2023-03-0３",
        "٠٣/٠٣/٢٠٢٣", "3/3/23", "2023-13-01", "00/10/2023", "10/00/2023", "2023-00-10",
        "29/02/2024", "02/29/2023", "1/1/99999", "nan", "", "today+1", "2023-03-03 ;",
    ],
)  # fmt: skip
def test_other_words_are_no_day(text: str) -> None:
    """A guess at a date is worse than a question."""

    with pytest.raises(Unreadable):
        kinds.read_day(text, TODAY)


@given(DAYS)
def test_a_day_said_is_the_day_read(day: date) -> None:
    """What an export says an import reads, in all three forms."""

    assert read(kinds.DAY, kinds.DAY.say(day)) == day
    assert read(kinds.DAY, f"{day.month}/{day.day}/{day.year}") == day
    assert read(kinds.DAY, f"{day.month:02}{day.day:02}{day.year}") == day


@pytest.mark.covers("IS-53")
@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("475", 47500),
        ("475.00", 47500),
        ("0.01", 1),
        ("$1,400.5", 140050),
        ("25.1", 2510),
    ],
)
def test_money_is_read_as_whole_cents(text: str, cents: int) -> None:
    """A dollar sign and thousands commas are allowed, more than two decimals are not."""

    assert read(kinds.MONEY_CENTS, text) == cents


@pytest.mark.fault(53)
@pytest.mark.parametrize(
    "text",
    ["NaN", "sNaN", "Infinity", "1e400", "1e2", "-1", "-0", "0", "0.00", "1_000", "٤٧٥",
     "$1,000.005", "1,00", "1,0000", "+5", "0x10", "5.", ".5", "9" * 40, "100000000.00",
     "1 000", "5.0.0", "$", "£5"],
)  # fmt: skip
def test_other_words_are_no_money(text: str) -> None:
    """One parser decides what an amount is, and the store's limit comes before it."""

    with pytest.raises(Unreadable):
        read(kinds.MONEY_CENTS, text)


@given(st.integers(1, kinds.LARGEST_CENTS))
def test_money_said_is_the_money_read(cents: int) -> None:
    """No cent is lost on the way out and in."""

    assert read(kinds.MONEY_CENTS, kinds.say_money(cents)) == cents


@given(st.integers(0, 999_999_999))
def test_hundredths_said_are_the_hundredths_read(value: int) -> None:
    """Hours and credits keep two decimals exactly."""

    assert read(kinds.NUMBER, kinds.say_hundredths(value)) == value


@pytest.mark.fault(105)
@pytest.mark.parametrize(
    "text",
    ["123-45-6789", "see 123-45-6789.", "123 45 6789", "123456789", "SSN:123456789!",
     "123\u201345\u20136789", "123.45.6789"],
)  # fmt: skip
@pytest.mark.parametrize("kind", [kinds.LINE, kinds.TEXT, kinds.SSN4, kinds.DAY,
                                  kinds.MONEY_CENTS, kinds.TIME, kinds.whole(0, 9)])  # fmt: skip
def test_a_whole_ssn_is_refused_and_not_repeated(kind: kinds.Kind, text: str) -> None:
    """Whatever field it is typed into, its digits are in no message."""

    with pytest.raises(Unreadable) as refused:
        read(kind, text)

    said = f"{refused.value} {refused.value.fix}"
    assert "6789" not in said
    assert "123" not in said


@pytest.mark.covers("CC-10", "IS-10")
def test_four_digits_of_an_ssn_are_kept() -> None:
    """The screens show the last four, and no more is taken."""

    assert read(kinds.SSN4, "1519") == "1519"
    for text in ("151", "15190", "15a9", "１５１９"):
        with pytest.raises(Unreadable):
            read(kinds.SSN4, text)


def test_ids_of_nine_digits_are_ids() -> None:
    """Agencies hand out ids of nine digits; only a dashed number is an SSN for sure."""

    assert read(kinds.IDENTIFIER, "391380399") == "391380399"
    with pytest.raises(Unreadable):
        read(kinds.IDENTIFIER, "391-38-0399")


@pytest.mark.fault(60)
@given(st.text())
def test_a_line_is_one_line_or_refused(text: str) -> None:
    """Any text becomes one composed line without control characters, or a sentence."""

    try:
        line = read(kinds.LINE, text)
    except Unreadable as refused:
        assert str(refused)
    else:
        assert isinstance(line, str)
        assert "\n" not in line
        assert not kinds.CONTROL.search(line)
        assert read(kinds.LINE, line) == line


@pytest.mark.fault(71)
def test_composed_and_decomposed_names_are_one() -> None:
    """SQLite compares bytes, so names are composed at the door."""

    assert read(kinds.LINE, "Jose\u0301") == read(kinds.LINE, "Jos\u00e9")


@pytest.mark.parametrize(
    "text", ["24:00", "8", "8:5", "-1:00", "08:60", "8am", "٠٨:٣٠"]
)
def test_other_words_are_no_time_of_day(text: str) -> None:
    """Times are HH:MM of one civil day."""

    with pytest.raises(Unreadable):
        read(kinds.TIME, text)


def test_a_time_of_day_has_two_digits() -> None:
    """8:30 is kept as 08:30, so that times compare as text."""

    assert read(kinds.TIME, "8:30") == "08:30"
    assert read(kinds.TIME, "00:00") == "00:00"
    assert read(kinds.TIME, "23:59") == "23:59"


@pytest.mark.covers("IS-89")
@pytest.mark.parametrize("words", ["chicago", "13.25", "cook-county", "15.00"])
def test_a_minimum_wage_said_is_the_one_read(words: str) -> None:
    """A place by its name or an amount in dollars, on the way out as on the way in."""

    assert MINIMUM.say(read(MINIMUM, words)) == words


@pytest.mark.parametrize("text", ["0", "0.00", "$0", "00.0"])
def test_a_wage_may_be_nothing(text: str) -> None:
    """A nought says so, with or without its sign and decimals."""
    assert read(WAGE, text) == 0


@pytest.mark.parametrize("text", [".", "$", "0.0.0", "$$0", "0.000", "-0"])
def test_a_slip_is_no_wage_of_nothing(text: str) -> None:
    """Signs alone are refused, for nothing is what a wage of 0.00 would pay."""
    with pytest.raises(Unreadable):
        read(WAGE, text)
