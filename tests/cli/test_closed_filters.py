"""A filter of closed words refuses what is none of them: a slip is not an empty list."""

from typing import Any

import pytest

# What is asked, the slip, and what was meant.
SLIPS = [
    (("followup", "due", "--exit-code", "--kind"), "worksit", "worksite"),
    (("agenda", "--kind"), "credentials", "credential"),
    (("agenda", "--kind"), "follow-up-servce", "follow-up-service"),
    (("agenda", "--band"), "overdeu", "overdue"),
    (("report", "inactivity", "--band"), "60-98", "60-89"),
    (("service", "list", "{who}", "--group"), "snap", "snap-et"),
    (("log", "--noun"), "particpant", "participant"),
    (("plan", "log", "{who}", "--noun"), "goals", "goal"),
    (("log", "--by"), "leee", "user list"),
    (("plan", "log", "{who}", "--by"), "leee", "user list"),
]


@pytest.mark.parametrize(("words", "slip", "meant"), SLIPS)
def test_a_slip_in_a_filter_is_refused_with_the_nearest(
    wioatrack: Any, person: Any, words: tuple[str, ...], slip: str, meant: str
) -> None:
    """Exit 2, with the option, what was typed, and what was probably meant."""
    who = person("cook")
    asked = [word.format(who=who) for word in words]

    told = wioatrack(*asked, slip, code=2).output

    first, second, *_ = told.splitlines()
    assert first.startswith(f"Error: {words[-1]}: ")
    assert repr(slip) in first
    assert meant in second


@pytest.mark.parametrize(
    "words",
    [("followup", "due", "--kind", "Contact"), ("agenda", "--kind", "FOLLOW-UP"),
     ("agenda", "--band", "Soon"), ("report", "inactivity", "--band", "120+"),
     ("service", "list", "{who}", "--group", "Support"), ("log", "--noun", "Override"),
     ("plan", "log", "{who}", "--noun", "service"), ("log", "--by", "may")],
)  # fmt: skip
def test_each_word_of_a_closed_filter_is_taken(
    wioatrack: Any, person: Any, words: tuple[str, ...]
) -> None:
    """Whatever its case."""
    who = person("cook")

    taken = wioatrack(*[word.format(who=who) for word in words], code=0)

    assert "Error" not in taken.output
