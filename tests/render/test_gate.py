"""The one gate out."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wioatrack.actions.results import Finding, Listing
from wioatrack.render import machine, text
from wioatrack.render.gate import UNSAFE, one_line, visible


@pytest.mark.fault(74)
@given(st.text(alphabet=st.characters(codec=None, exclude_categories=())))
def test_nothing_unsafe_passes(words: str) -> None:
    """Whatever comes in, no control, override or surrogate goes out."""

    assert not UNSAFE.search(visible(words))
    assert "\n" not in one_line(words)


@pytest.mark.fault(74)
@pytest.mark.parametrize(
    ("words", "shown"),
    [("\x1b[2J", "\\x1b[2J"), ("a\x9b31m", "a\\x9b31m"), ("\u202eevil", "\\u202eevil"),
     ("tab\tand\nline", "tab\tand\nline"), ("O'Brien 名前 😀", "O'Brien 名前 😀")],
)  # fmt: skip
def test_unsafe_characters_are_shown_as_escapes(words: str, shown: str) -> None:
    """Visible, so that staff can see what is wrong with the record."""

    assert visible(words) == shown


@pytest.mark.fault(76)
def test_a_newline_stays_on_its_line() -> None:
    """One record is one line in a table and in a log."""
    listing = Listing("note", [{"subject": "a\nb"}], ("subject",))

    assert text.table(listing).count("\n") == 1


@pytest.mark.fault(75)
@given(st.text())
def test_json_is_ascii_and_reads_back(words: str) -> None:
    """Every character as an escape, so that no encoding can spoil it."""
    said = machine.as_json({"name": words})

    assert said.isascii()
    assert json.loads(said) == {"name": words}


@pytest.mark.fault(79)
@given(st.text(min_size=1))
def test_a_guarded_cell_is_no_formula_and_comes_back(words: str) -> None:
    """An apostrophe in front, taken off again on the way in."""
    cell = machine.guarded(words)

    assert machine.unguarded(cell) == words
    if cell.startswith(machine.FORMULA):
        float(cell)


@pytest.mark.fault(80)
@pytest.mark.parametrize("number", ["-1", "+5", "-475.00"])
def test_numbers_are_no_formulas(number: str) -> None:
    """A negative amount stays a number."""

    assert machine.guarded(number) == number


@pytest.mark.fault(79)
@pytest.mark.parametrize("words", ["=1+1", "+cmd", "-1+1", "@SUM(A1)", "\tx", "\rx"])
def test_formulas_are_guarded(words: str) -> None:
    """What a spreadsheet would run is text."""

    assert machine.guarded(words) == "'" + words


def test_a_finding_says_why_and_how() -> None:
    """Rule, severity, message, source and fix, and no raw escape."""
    shown = text.finding(
        Finding("a.b", "system", "not-met", "Bad \x1b[0m.", "Guide, Exit", "do this")
    )

    assert "a.b (system): Bad \\x1b[0m." in shown
    assert "source: Guide, Exit" in shown
    assert "fix: do this" in shown


def test_a_person_reads_no_list_of_what_is_empty() -> None:
    """Facts that are not on file are left out; no and zero are facts."""
    shown = text.record({"name": "x", "phone": None, "veteran": False, "paid": "0.00",
                         "list": [], "ssn4": ""})  # fmt: skip

    assert shown.splitlines() == ["Name     x", "Veteran  no", "Paid     0.00"]
